"""The desk port of a turn: what keywords ask of the desk, for the session that runs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from server.desk.work import DeskWork
from server.store.port import SessionRow, Status, Store


class TurnDesk:
    """``session`` is the one that runs; "" means it."""

    def __init__(self, work: DeskWork, store: Store, session: SessionRow) -> None:
        self._work = work
        self._store = store
        self._session = session
        self.queue, self.attendants, self.stats = work.queue, work.attendants, work.stats
        self.set_status = work.set_status

    async def transfer(self, target: str, priority: str, reason: str) -> dict[str, Any]:
        """Hand this conversation over."""
        session = self._session
        found: dict[str, Any] = await self._work.transfer(
            session.id, session.user, session.channel, target, priority, reason
        )
        return found

    async def assign(self, session: str, attendant: str) -> dict[str, Any]:
        """Give a conversation to an attendant."""
        return await self._work.assign(self._of(session), attendant)

    async def resolve(self, session: str, reason: str) -> dict[str, Any]:
        """A conversation needs nobody any more."""
        return await self._work.resolve(self._of(session), reason)

    async def prioritise(self, session: str, priority: str) -> dict[str, Any]:
        """Change the place in the queue."""
        return await self._work.prioritise(self._of(session), priority)

    async def tag(self, session: str, tag: str) -> dict[str, Any]:
        """Add a tag."""
        return await self._work.tag(self._of(session), tag)

    async def note(self, session: str, text: str) -> dict[str, Any]:
        """Add a note."""
        return await self._work.note(self._of(session), text)

    async def notify(self, attendant: str, text: str) -> None:
        """Show a notice to an attendant."""
        await self._work.notify(attendant, text)

    async def history(self, user: str) -> list[dict[str, Any]]:
        """Earlier conversations of a person."""
        found = await self._store.sessions(self._session.bot, user or self._session.user, 50)
        return [
            {"session_id": row.id, "title": row.title, "channel": row.channel, "status": str(row.status),
             "created_at": _iso(row.created), "updated_at": _iso(row.updated)}
            for row in found if row.id != self._session.id
        ]  # fmt: skip

    async def last(self, session: str) -> dict[str, Any]:
        """Whether a conversation goes on, and when its last message came."""
        row = await self._store.summary(self._of(session))
        if row is None or row.bot != self._session.bot:
            return {"active": False, "at": None}
        users = [event.at for event in await self._store.events(row.id, max(0, row.seq - 1000)) if event.kind == "user"]
        return {"active": row.status not in (Status.CLOSED, Status.PARKED), "at": _iso(users[-1]) if users else None}

    def _of(self, session: str) -> str:
        return session or self._session.id


def _iso(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()
