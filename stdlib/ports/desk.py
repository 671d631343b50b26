"""The port of the desk: conversations that people look after, and the attendants. Results are plain data.

``session`` "" means this conversation. Others are found within the same bot only.
"""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable


@runtime_checkable
class Desk(Protocol):
    """Each result has ``success``, and ``message`` where that says more."""

    async def transfer(self, target: str, priority: str, reason: str) -> dict[str, Any]:
        """Hand this conversation to a person, a department, or ("") to who is free: ``status``, ``queue_position``,
        ``assigned_to``, ``assigned_to_name``, ``estimated_wait_seconds``."""

    async def queue(self, filter: str) -> dict[str, Any]:
        """Counts and ``items``; ``filter`` is waiting, assigned, a channel or an attendant's id."""

    async def assign(self, session: str, attendant: str) -> dict[str, Any]:
        """Give a conversation to an attendant."""

    async def resolve(self, session: str, reason: str) -> dict[str, Any]:
        """A conversation needs nobody any more."""

    async def prioritise(self, session: str, priority: str) -> dict[str, Any]:
        """Change the place in the queue."""

    async def attendants(self, status: str) -> list[dict[str, Any]]:
        """The attendants with a status ("" for all): id, name, department, channel, status."""

    async def stats(self, attendant: str) -> dict[str, Any]:
        """``active`` conversations of an attendant and those ``resolved_today``."""

    async def set_status(self, attendant: str, status: str) -> dict[str, Any]:
        """Whether an attendant is online, busy, away or offline."""

    async def tag(self, session: str, tag: str) -> dict[str, Any]:
        """Add a tag."""

    async def note(self, session: str, text: str) -> dict[str, Any]:
        """Add a note that attendants see."""

    async def notify(self, attendant: str, text: str) -> None:
        """Show a notice to an attendant."""

    async def history(self, user: str) -> list[dict[str, Any]]:
        """Earlier conversations of a person with the bot, latest first."""

    async def last(self, session: str) -> dict[str, Any]:
        """``active``, and when the last message came (``at``)."""
