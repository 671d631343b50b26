"""The desk in the embedded store. Opening and ending a case changes its session in the same transaction.

Opened beside ``store.sqlite``, by ``server.app``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from server.store.desk_port import Case, Priority, Stage
from server.store.port import Claim, Event, Status
from server.store.sqlite import EmbeddedStore, log_events

_COLUMNS = (
    "d.session, d.bot, s.user, s.channel, d.stage, d.priority, d.reason, d.department, d.agent, d.agent_name, "
    "d.since, d.taken, d.ended, d.tags, d.last, d.last_at, d.change, d.what, s.facts"
)
_FROM = f"SELECT {_COLUMNS} FROM desk d JOIN sessions s ON s.id = d.session"
_NEXT = "(SELECT coalesce(max(change), 0) + 1 FROM desk)"


class EmbeddedDesk:
    """The desk of ``store``."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self.now = store.clock

    async def open(self, case: Case) -> Case:
        """Hand a session over."""
        now = self.now()

        def job(db: sqlite3.Connection) -> Case:
            known = _case(db, case.session)
            since = known.since if known is not None and known.stage is not Stage.RESOLVED else now
            taken = now if case.stage is Stage.ASSIGNED else None
            db.execute(
                "INSERT OR REPLACE INTO desk VALUES "
                f"(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, {_NEXT}, 'queued')",
                (case.session, case.bot, case.stage, case.priority, case.reason, case.department, case.agent,
                 case.agent_name, since, taken, json.dumps(known.tags if known else ()), case.last, now),
            )  # fmt: skip
            db.execute("UPDATE sessions SET status = ? WHERE id = ?", (Status.HUMAN, case.session))
            return _needed(db, case.session)

        return await self._store.writer.submit(job)

    async def case(self, session: str) -> Case | None:
        """The case of a session."""
        return _case(self._store.reader, session)

    async def cases(self, bot: str = "", *, resolved: bool = False, limit: int = 500) -> list[Case]:
        """Cases in the order of the queue."""
        order = "d.ended DESC" if resolved else "d.priority DESC, d.since"
        found = self._store.reader.execute(
            f"{_FROM} WHERE (?1 = '' OR d.bot = ?1) AND (d.stage = 'resolved') = ?2 ORDER BY {order} LIMIT ?3",
            (bot, resolved, limit),
        )
        return [_read(row) for row in found]

    async def changed(self, after: int, limit: int = 200) -> list[Case]:
        """Cases that changed."""
        found = self._store.reader.execute(f"{_FROM} WHERE d.change > ? ORDER BY d.change LIMIT ?", (after, limit))
        return [_read(row) for row in found]

    async def newest(self) -> int:
        """The number of the last change."""
        (newest,) = self._store.reader.execute("SELECT coalesce(max(change), 0) FROM desk").fetchone()
        return int(newest)

    async def assign(self, session: str, agent: str, name: str, *, only_free: bool = False) -> Case | None:
        """Give an open case to an agent."""
        now = self.now()
        return await self._update(
            session,
            "stage = 'assigned', agent = ?, agent_name = ?, taken = coalesce(taken, ?)",
            (agent, name, now),
            "assigned",
            lambda case: not only_free or case.agent in ("", agent),
        )

    async def release(self, session: str, department: str, note: str) -> Case | None:
        """Put an open case back into the queue."""
        set_ = "stage = 'queued', agent = '', agent_name = '', department = ?, reason = coalesce(nullif(?, ''), reason)"
        return await self._update(session, set_, (department, note), "queued")

    async def change(self, session: str, *, priority: Priority | None = None, tag: str = "") -> Case | None:
        """Change priority or tags."""
        now = await self.case(session)
        tags = () if now is None else now.tags
        if tag and tag not in tags:
            tags = (*tags, tag)
        chosen = None if priority is None else int(priority)
        values = (chosen, json.dumps(tags, ensure_ascii=False))
        return await self._update(session, "priority = coalesce(?, priority), tags = ?", values, "changed")

    async def _update(
        self,
        session: str,
        set_: str,
        values: Sequence[Any],
        what: str,
        fits: Callable[[Case], bool] = lambda case: True,
    ) -> Case | None:
        def job(db: sqlite3.Connection) -> Case | None:
            case = _case(db, session)
            if case is None or case.stage is Stage.RESOLVED or not fits(case):
                return None
            db.execute(
                f"UPDATE desk SET {set_}, what = ?, change = {_NEXT} WHERE session = ?", (*values, what, session)
            )
            return _needed(db, session)

        return await self._store.writer.submit(job)

    async def reply(self, session: str, event: Event, agent: str, external: str) -> list[Event] | None:
        """Say something to the person."""
        now = self.now()

        def job(db: sqlite3.Connection) -> list[Event] | None:
            case = _case(db, session)
            if case is None or case.stage is not Stage.ASSIGNED or case.agent != agent:
                return None
            if (
                external
                and db.execute(
                    "SELECT 1 FROM events WHERE session = ? AND kind = 'talk' AND json_extract(body, '$.external') = ? "
                    "AND json_extract(body, '$.agent.id') = ?",
                    (session, external, agent),
                ).fetchone()
            ):
                return []
            db.execute(f"UPDATE desk SET what = 'replied', change = {_NEXT} WHERE session = ?", (session,))
            body = {**event.body, "external": external} if external else event.body
            return log_events(db, session, [Event(event.kind, body)], now)

        return await self._store.writer.submit(job)

    async def resolve(self, session: str, event: Event) -> tuple[Case, list[Event], Claim | None] | None:
        """End a case."""
        now = self.now()

        def job(db: sqlite3.Connection) -> tuple[Case, list[Event], Claim | None] | None:
            case = _case(db, session)
            if case is None or case.stage is Stage.RESOLVED:
                return None
            db.execute(
                f"UPDATE desk SET stage = 'resolved', ended = ?, what = 'resolved', change = {_NEXT} WHERE session = ?",
                (now, session),
            )
            db.execute(
                "UPDATE sessions SET status = CASE WHEN length(levels) > 0 THEN ? ELSE ? END, updated = ? "
                "WHERE id = ? AND status = ?",
                (Status.WAITING, Status.IDLE, now, session, Status.HUMAN),
            )
            logged = log_events(db, session, [event], now)
            return _needed(db, session), logged, self._store.take(db, session, now)

        return await self._store.writer.submit(job)

    async def notify(self, bot: str, agent: str, text: str) -> None:
        """Leave a notice for an agent."""
        row = (bot, agent, text, self.now())
        await self._store.writer.submit(
            lambda db: db.execute("INSERT INTO notices (bot, agent, text, at) VALUES (?, ?, ?, ?)", row)
        )

    async def notices(self, agent: str, after: int, limit: int = 50) -> list[tuple[int, str, str, float]]:
        """Notices of an agent."""
        where = (
            "agent = ? AND number > ? ORDER BY number"
            if after >= 0
            else "agent = ? AND number > ? ORDER BY number DESC"
        )
        return self._store.reader.execute(
            f"SELECT number, bot, text, at FROM notices WHERE {where} LIMIT ?",
            (agent, after, limit if after >= 0 else 1),
        ).fetchall()

    async def set_status(self, bot: str, agent: str, status: str) -> None:
        """Whether an agent is there."""
        await self._store.writer.submit(
            lambda db: db.execute("INSERT OR REPLACE INTO agents VALUES (?, ?, ?)", (bot, agent, status))
        )

    async def statuses(self, bot: str) -> Mapping[str, str]:
        """What agents have said of themselves."""
        return dict(self._store.reader.execute("SELECT agent, status FROM agents WHERE bot = ?", (bot,)))


def _case(db: sqlite3.Connection, session: str) -> Case | None:
    row = db.execute(f"{_FROM} WHERE d.session = ?", (session,)).fetchone()
    return None if row is None else _read(row)


def _needed(db: sqlite3.Connection, session: str) -> Case:
    case = _case(db, session)
    if case is None:
        raise KeyError(session)
    return case


def _read(row: Sequence[Any]) -> Case:
    fields = list(row)
    fields[4], fields[5] = Stage(fields[4]), Priority(fields[5])
    fields[13] = tuple(json.loads(fields[13]))
    fields[18] = json.loads(fields[18])
    return Case(*fields)
