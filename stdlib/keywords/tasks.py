"""Keywords of tasks: creating, assigning, linking and asking for their state.

Tasks are rows of the bot's own tables ``tasks``, ``task_links`` and ``task_templates``.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.functions.condition_tree import Among, Bound, Column, Not
from stdlib.hear.when import read_when
from stdlib.ports import KeywordFault, Scope
from stdlib.ports.database import Selection
from stdlib.tables.arguments import first_row
from stdlib.tables.current import project_of
from stdlib.tables.kept import add, both, change, kept, next_number, row_needed, row_with, same, schema
from stdlib.tables.task_values import END_OF_DAY, priority_of, sorted_values
from vm.value import Object

TASKS = schema(
    "tasks",
    "title, description, priority, assignee, due datetime, status, project integer, created datetime, created_by",
)
LINKS = schema("task_links", "task integer, other integer")
TEMPLATES = schema("task_templates", "name, title, description, priority, assignee, days integer")

CLOSED = ("done", "cancelled")


@keyword(
    "CREATE TASK title:text, values...:any",
    "CREATE TASK title:text",
    result="int",
    capability="tasks",
    effect="write",
    tier=1,
)
async def create_task(ctx: Context, *, title: Any = None, values: Any = None) -> Any:
    """Create a task; gives its id.

    The values after the title may stand in any order, each is told by what it is: a priority (low, medium, high,
    critical), a mail address or a name of up to three words for who does it, a date such as `tomorrow`, `+3 days` or
    `2026-05-04 14:00` (a day alone means 17:00), a number for the project, and any longer text is the description.

    Tasks are the table `tasks`: `id`, `title`, `description`, `priority` (medium unless given), `assignee`, `due`,
    `status` (open, in progress, done, cancelled), `project`, `created`, `created_by`.

    Example:
        id = CREATE TASK "Call Ana back", "high", "rui@example.com", "tomorrow"
    """
    name = ctx.text(title).strip()
    if not name:
        raise KeywordFault("GB6004", "CREATE TASK needs a title")
    given = sorted_values(ctx, ctx.items(values))
    place = await kept(ctx, "CREATE TASK", TASKS)
    row = {
        "title": name, "priority": "medium", "status": "open", "project": project_of(ctx),
        "created": ctx.env.now(), "created_by": ctx.acting, **given,
    }  # fmt: skip
    return await add(place, row)


@keyword("ASSIGN SMART task:any, team:any, load:any", result="text", capability="tasks,memory", effect="write")
async def assign_smart(ctx: Context, *, task: Any = None, team: Any = None, load: Any = None) -> str:
    """Give a task to the member of a team who has the least to do; gives the member.

    The team is a group (CREATE TEAM) or a list of people. Who has the fewest open tasks gets it; with FALSE as the
    last value the members take turns.

    Example:
        who = ASSIGN_SMART(task_id, "support", TRUE)
    """
    place = await kept(ctx, "ASSIGN SMART", TASKS)
    row = await row_needed(place, task, "task")
    people = await _people(ctx, team)
    if load is False or ctx.text(load).strip().lower() in ("false", "0", "no"):
        number = await next_number(ctx, "ASSIGN SMART", f"turn:{ctx.text(team)[:150]}")
        who = people[(number - 1) % len(people)]
    else:
        loads = [await _open_tasks(place, member) for member in people]
        who = people[loads.index(min(loads))]
    await change(place, row, {"assignee": who})
    return who


async def _people(ctx: Context, team: Any) -> list[str]:
    """The members of a group, or those listed; GB6004 when there is nobody."""
    given = [ctx.text(ctx.field(item, "email") if isinstance(item, Object) else item) for item in ctx.items(team)]
    if isinstance(team, str):
        owner = f"{ctx.owner(Scope.BOT)}/groups/{team.strip().lower()}"
        given = [ctx.text(ctx.field(member, "email")) for _, member in await ctx.memory.entries(Scope.BOT, owner)]
    people = [person for person in given if person.strip()]
    if not people:
        raise KeywordFault(
            "GB6004", f"ASSIGN SMART finds nobody in the team {ctx.text(team)[:80]}; ADD MEMBER adds one"
        )
    return people


async def _open_tasks(place: Any, member: str) -> int:
    where = both(same("assignee"), Not(Among(Column("status"), (Bound(1), Bound(2)))))
    return int(await place.total(Selection(place.name, where, [member, *CLOSED]), "COUNT", ""))


@keyword("LINK TASKS first:any, second:any", result="none", capability="tasks", effect="write")
async def link_tasks(ctx: Context, *, first: Any = None, second: Any = None) -> None:
    """Record that two tasks belong together.

    A link is a row of the table `task_links`: `task` and `other`, the ids. Linking twice changes nothing.

    Example:
        LINK_TASKS id, other_id
    """
    tasks = await kept(ctx, "LINK TASKS", TASKS)
    pair = [(await row_needed(tasks, task, "task"))["id"] for task in (first, second)]
    links = await kept(ctx, "LINK TASKS", LINKS)
    where = both(same("task", 0), same("other", 1))
    if not await links.find(Selection(links.name, where, pair, limit=1)):
        await add(links, dict(zip(("task", "other"), pair, strict=True)))


@keyword("GET TASK TEMPLATE name:text", result="object", capability="tasks", effect="read")
async def get_task_template(ctx: Context, *, name: Any = None) -> Any:
    """A stored template of tasks by its name, or null: a row of the table `task_templates`.

    Its columns are `name`, `title`, `description`, `priority`, `assignee` and `days` (until it is due), and any that
    you add.

    Example:
        t = GET_TASK_TEMPLATE("onboarding")
        IF NOT (t IS NULL) THEN CREATE TASK t.title, t.priority, t.description
    """
    found = await row_with(await kept(ctx, "GET TASK TEMPLATE", TEMPLATES), name, "name")
    return first_row([] if found is None else [found])


@keyword("SET TASK PRIORITY task:any, priority:text", result="none", capability="tasks", effect="write")
async def set_task_priority(ctx: Context, *, task: Any = None, priority: Any = None) -> None:
    """Change the priority of a task: low, medium, high or critical.

    Example:
        SET TASK PRIORITY id, "high"
    """
    wanted = priority_of(ctx.text(priority))
    if wanted is None:
        raise KeywordFault("GB6004", f"a task is low, medium, high or critical, not {ctx.text(priority)[:40]}")
    place = await kept(ctx, "SET TASK PRIORITY", TASKS)
    await change(place, await row_needed(place, task, "task"), {"priority": wanted})


@keyword("SET TASK DUE DATE task:any, date:any", result="none", capability="tasks", effect="write")
async def set_task_due_date(ctx: Context, *, task: Any = None, date: Any = None) -> None:
    """Change when a task is due; a day alone means 17:00.

    Example:
        SET TASK DUE DATE id, "2026-05-31"
    """
    due = read_when(date, ctx.env.now(), END_OF_DAY)
    if not isinstance(due, dt.datetime):
        raise KeywordFault("GB6003", f"SET TASK DUE DATE needs a date such as 2026-05-31, not {ctx.text(date)[:40]}")
    place = await kept(ctx, "SET TASK DUE DATE", TASKS)
    await change(place, await row_needed(place, task, "task"), {"due": due})


@keyword("GET TASK STATUS task:any", result="text", capability="tasks", effect="read")
async def get_task_status(ctx: Context, *, task: Any = None) -> str:
    """The state of a task: open, in progress, done or cancelled.

    It is the column `status` of the table `tasks`; UPDATE changes it.

    Example:
        id = CREATE TASK "Order benches"
        UPDATE "tasks" SET status = "done" WHERE id = id
        TALK GET TASK STATUS id
    """
    place = await kept(ctx, "GET TASK STATUS", TASKS)
    return str((await row_needed(place, task, "task")).get("status") or "open")
