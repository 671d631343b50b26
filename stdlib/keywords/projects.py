"""Keywords of projects, dashboards and whiteboards.

Projects are the bot's own tables ``projects``, ``project_members`` and ``milestones``; dashboards and whiteboards are
declarations only.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.hear.when import read_when
from stdlib.ports import KeywordFault
from stdlib.tables.arguments import name_of, rowset
from stdlib.tables.current import project_of, work_in
from stdlib.tables.kept import add, both, kept, row_needed, rows, same, schema
from stdlib.tables.selections import MOST_ROWS

PROJECTS = schema("projects", "name, description, status, created datetime")
MEMBERS = schema("project_members", "project integer, user")
MILESTONES = schema("milestones", "name, project integer, due date, done boolean")


@keyword("CREATE PROJECT name:text[, description:text]", result="int", capability="db", effect="write")
async def create_project(ctx: Context, *, name: Any = None, description: Any = None) -> Any:
    """Create a project; gives its id.

    Projects are the table `projects`: `id`, `name`, `description`, `status` (open), `created`.

    Example:
        id = CREATE PROJECT "New office", "Move by June"
    """
    row = {"name": name_of("CREATE PROJECT", "name", name, "a project"), "description": ctx.text(description)}
    place = await kept(ctx, "CREATE PROJECT", PROJECTS)
    return await add(place, {**row, "status": "open", "created": ctx.env.now()})


@keyword("SET PROJECT project:any", result="none", capability="db", effect="read")
async def set_project(ctx: Context, *, project: Any = None) -> None:
    """Work in a project from now on, named by its id or its name: new tasks and milestones belong to it.

    Example:
        SET PROJECT id
        task = CREATE TASK "Order benches"
    """
    row = await row_needed(await kept(ctx, "SET PROJECT", PROJECTS), project, "project", "name")
    work_in(ctx, row["id"])


@keyword("LIST PROJECTS", result="rows", capability="db", effect="read")
async def list_projects(ctx: Context) -> Any:
    """All projects, at most 1000: the rows of the table `projects`.

    Example:
        projects = LIST PROJECTS
    """
    return rowset(await rows(await kept(ctx, "LIST PROJECTS", PROJECTS), limit=MOST_ROWS))


@keyword("ADD USER TO PROJECT user:any, project:any", result="none", capability="db", effect="write")
async def add_user_to_project(ctx: Context, *, user: Any = None, project: Any = None) -> None:
    """Make somebody a member of a project, once: a row of the table `project_members` (`project`, `user`).

    Example:
        ADD USER TO PROJECT "ana@example.com", id
    """
    given = ctx.field(user, "email") or ctx.field(user, "name") or user
    who = name_of("ADD USER TO PROJECT", "user", ctx.text(given), "a person")
    row = await row_needed(await kept(ctx, "ADD USER TO PROJECT", PROJECTS), project, "project", "name")
    place = await kept(ctx, "ADD USER TO PROJECT", MEMBERS)
    if not await rows(place, both(same("project", 0), same("user", 1)), row["id"], who, limit=1):
        await add(place, {"project": row["id"], "user": who})


@keyword("CREATE MILESTONE name:text[, date:any]", result="int", capability="db", effect="write")
async def create_milestone(ctx: Context, *, name: Any = None, date: Any = None) -> Any:
    """Add a milestone to the project of SET PROJECT; gives its id.

    Milestones are the table `milestones`: `id`, `name`, `project`, `due`, `done`.

    Example:
        SET PROJECT "New office"
        id = CREATE MILESTONE "Furniture ordered", "2026-05-15"
    """
    project = project_of(ctx)
    if project is None:
        raise KeywordFault("GB6004", "CREATE MILESTONE needs SET PROJECT before it, which says whose milestone it is")
    title = name_of("CREATE MILESTONE", "name", name, "a milestone")
    due = None if date is None else read_when(date, ctx.env.now())
    if date is not None and not isinstance(due, dt.date):
        raise KeywordFault("GB6003", f"CREATE MILESTONE needs a date such as 2026-05-15, not {ctx.text(date)[:40]}")
    place = await kept(ctx, "CREATE MILESTONE", MILESTONES)
    return await add(place, {"name": title, "project": project, "due": due, "done": False})


@keyword("CREATE DASHBOARD name:text[, content:any]", result="text", capability="admin", effect="write")
async def create_dashboard(ctx: Any, **arguments: Any) -> None:
    """Create a dashboard; gives its id.

    Example:
        id = CREATE DASHBOARD "Sales"
    """


@keyword("SHOW DASHBOARD dashboard:any", result="none", capability="admin", effect="read")
async def show_dashboard(ctx: Any, **arguments: Any) -> None:
    """Show a dashboard to the user.

    Example:
        SHOW DASHBOARD "Sales"
    """


@keyword("SHARE DASHBOARD dashboard:any WITH people:any", result="none", capability="admin", effect="send")
async def share_dashboard(ctx: Any, **arguments: Any) -> None:
    """Let others see a dashboard.

    Example:
        SHARE DASHBOARD "Sales" WITH "rui@example.com"
    """


@keyword("QUERY DASHBOARD dashboard:any[, question:text]", result="any", capability="admin", effect="read")
async def query_dashboard(ctx: Any, **arguments: Any) -> None:
    """The numbers of a dashboard, or the answer to a question about them.

    Example:
        numbers = QUERY DASHBOARD "Sales", "Which region grows?"
    """


@keyword("SHOW CHART chart:any", result="none", capability="admin", effect="read")
async def show_chart(ctx: Any, **arguments: Any) -> None:
    """Show a chart to the user.

    Example:
        SHOW CHART picture
    """


@keyword("CREATE WHITEBOARD name:text", result="text", capability="admin", effect="write")
async def create_whiteboard(ctx: Any, **arguments: Any) -> None:
    """Create a whiteboard; gives its id.

    Example:
        board = CREATE WHITEBOARD "Ideas"
    """


@keyword("SHARE WHITEBOARD whiteboard:any WITH people:any", result="none", capability="admin", effect="send")
async def share_whiteboard(ctx: Any, **arguments: Any) -> None:
    """Let others see and draw on a whiteboard.

    Example:
        SHARE WHITEBOARD board WITH ["ana@example.com"]
    """


@keyword("EXPORT WHITEBOARD whiteboard:any TO path:text", result="file", capability="admin", effect="write")
async def export_whiteboard(ctx: Any, **arguments: Any) -> None:
    """A whiteboard as a picture or PDF in the drive.

    Example:
        EXPORT WHITEBOARD board TO "ideas.pdf"
    """


@keyword("ADD TO WHITEBOARD whiteboard:any, content:any", result="none", capability="admin", effect="write")
async def add_to_whiteboard(ctx: Any, **arguments: Any) -> None:
    """Put a note or a picture on a whiteboard.

    Example:
        ADD TO WHITEBOARD board, "More benches"
    """
