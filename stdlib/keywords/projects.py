"""Keywords of projects, dashboards and whiteboards.

Declarations only.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword("CREATE PROJECT name:text[, description:text]", result="text", capability="admin", effect="write")
async def create_project(ctx: Any, **arguments: Any) -> None:
    """Create a project; gives its id.

    Example:
        id = CREATE PROJECT "New office", "Move by June"
    """


@keyword("SET PROJECT project:any", result="none", capability="admin", effect="write")
async def set_project(ctx: Any, **arguments: Any) -> None:
    """Work in a project from now on.

    Example:
        SET PROJECT id
    """


@keyword("LIST PROJECTS", result="rows", capability="admin", effect="read")
async def list_projects(ctx: Any, **arguments: Any) -> None:
    """All projects.

    Example:
        projects = LIST PROJECTS
    """


@keyword("ADD USER TO PROJECT user:any, project:any", result="none", capability="admin", effect="write")
async def add_user_to_project(ctx: Any, **arguments: Any) -> None:
    """Make somebody a member of a project.

    Example:
        ADD USER TO PROJECT "ana@example.com", id
    """


@keyword("CREATE MILESTONE name:text[, date:any]", result="text", capability="admin", effect="write")
async def create_milestone(ctx: Any, **arguments: Any) -> None:
    """Add a milestone to the project; gives its id.

    Example:
        id = CREATE MILESTONE "Furniture ordered", "2026-05-15"
    """


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
