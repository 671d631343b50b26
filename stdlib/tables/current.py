"""The project that a conversation works in, as SET PROJECT says. Called by the keywords of projects and tasks."""

from __future__ import annotations

from stdlib.context import Context

_PROJECT = "(project)"


def project_of(ctx: Context) -> int | None:
    """Its id, None before SET PROJECT."""
    found = ctx.state.values.get(_PROJECT)
    return found if isinstance(found, int) else None


def work_in(ctx: Context, project: int) -> None:
    """From now on new tasks and milestones belong to this project."""
    ctx.state.values[_PROJECT] = project
