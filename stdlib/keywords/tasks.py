"""Keywords of tasks: creating, assigning, linking and asking for their state.

Declarations only.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "CREATE TASK title:text, values...:any",
    "CREATE TASK title:text",
    result="text",
    capability="tasks",
    effect="write",
    tier=1,
)
async def create_task(ctx: Any, **arguments: Any) -> None:
    """Create a task; gives its id.

    The values after the title may stand in any order, each is told by what it is: a priority (low, medium, high,
    critical), a person or mail address, a date such as `tomorrow` or `+3 days`, and any longer text is the
    description.

    Example:
        id = CREATE TASK "Call Ana back", "high", "rui@example.com", "tomorrow"
    """


@keyword("ASSIGN SMART task:any, team:any, load:any", result="text", capability="tasks", effect="write")
async def assign_smart(ctx: Any, **arguments: Any) -> None:
    """Give a task to the member of a team who has the least to do; gives the member.

    Example:
        who = ASSIGN_SMART task_id, "support", TRUE
    """


@keyword("LINK TASKS first:any, second:any", result="none", capability="tasks", effect="write")
async def link_tasks(ctx: Any, **arguments: Any) -> None:
    """Record that two tasks belong together.

    Example:
        LINK_TASKS id, other_id
    """


@keyword("GET TASK TEMPLATE name:text", result="object", capability="tasks", effect="read")
async def get_task_template(ctx: Any, **arguments: Any) -> None:
    """A stored template of tasks.

    Example:
        t = GET_TASK_TEMPLATE("onboarding")
    """


@keyword("SET TASK PRIORITY task:any, priority:text", result="none", capability="tasks", effect="write")
async def set_task_priority(ctx: Any, **arguments: Any) -> None:
    """Change the priority of a task.

    Example:
        SET TASK PRIORITY id, "high"
    """


@keyword("SET TASK DUE DATE task:any, date:any", result="none", capability="tasks", effect="write")
async def set_task_due_date(ctx: Any, **arguments: Any) -> None:
    """Change when a task is due.

    Example:
        SET TASK DUE DATE id, "2026-05-31"
    """


@keyword("GET TASK STATUS task:any", result="text", capability="tasks", effect="read")
async def get_task_status(ctx: Any, **arguments: Any) -> None:
    """The state of a task: open, in progress, done or cancelled.

    Example:
        TALK GET TASK STATUS id
    """
