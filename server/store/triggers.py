"""The triggers in the embedded store: each occurrence is claimed in one transaction with the sessions that it begins.

So it happens once, however many processes look at the same file. Opened beside ``store.sqlite``, by ``server.app``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from server.store import rows
from server.store.port import Claim, Incoming, Run, TooMany, Trigger
from server.store.sqlite import EmbeddedStore, put
from server.store.trigger_rows import COLUMNS, keep_trigger, trigger

MINUTE = 60.0


class EmbeddedTriggers:
    """The triggers of ``store``."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self.now = store.clock

    async def all(self, bot: str = "", kind: str = "") -> list[Trigger]:
        """The triggers of a bot and kind."""
        found = self._store.reader.execute(
            f"SELECT {COLUMNS} FROM triggers WHERE (?1 = '' OR bot = ?1) AND (?2 = '' OR kind = ?2) ORDER BY bot, key",
            (bot, kind),
        )
        return [trigger(row) for row in found]

    async def due(self, limit: int = 100) -> list[Trigger]:
        """Those whose time has come."""
        found = self._store.reader.execute(
            f"SELECT {COLUMNS} FROM triggers WHERE due <= ? ORDER BY due LIMIT ?", (self._store.clock(), limit)
        )
        return [trigger(row) for row in found]

    async def next_due(self) -> float | None:
        """When the next one comes."""
        (due,) = self._store.reader.execute("SELECT min(due) FROM triggers WHERE due IS NOT NULL").fetchone()
        return None if due is None else float(due)

    async def register(self, trigger: Trigger, most: int) -> bool:
        """Keep a trigger besides the published ones."""

        def job(db: sqlite3.Connection) -> bool:
            where = (trigger.bot, trigger.key)
            if db.execute("SELECT 1 FROM triggers WHERE bot = ? AND key = ? AND published = 1", where).fetchone():
                return True
            (count,) = db.execute(
                "SELECT count(*) FROM triggers WHERE bot = ? AND key != ? AND published = 0", where
            ).fetchone()
            if count >= most:
                return False
            keep_trigger(db, trigger, False)
            return True

        return await self._store.writer.submit(job)

    async def fire(
        self, trigger: Trigger, due: float | None, mark: str, runs: Sequence[Run], most: int
    ) -> list[Claim] | None:
        """Begin runs and move the trigger on."""
        now = self._store.clock()

        def job(db: sqlite3.Connection) -> list[Claim] | None:
            where = (trigger.bot, trigger.key, trigger.due, trigger.mark)
            same = "WHERE bot = ? AND key = ? AND due IS ? AND mark = ?"
            if due is None and not mark:
                moved = db.execute(f"DELETE FROM triggers {same}", where)
            else:
                moved = db.execute(f"UPDATE triggers SET due = ?, mark = ? {same}", (due, mark, *where))
            return self._begin(db, runs, most, now) if moved.rowcount else None

        return await self._store.writer.submit(job)

    async def begin(self, runs: Sequence[Run], most: int) -> list[Claim]:
        """Begin runs."""
        now = self._store.clock()
        return await self._store.writer.submit(lambda db: self._begin(db, runs, most, now))

    async def announce(self, bot: str, event: Incoming, runs: Sequence[Run], most: int) -> list[Claim]:
        """Give an event to the sessions that wait for it, and begin runs."""
        now = self._store.clock()

        def job(db: sqlite3.Connection) -> list[Claim]:
            waiting = db.execute(
                "DELETE FROM awaiting WHERE bot = ? AND event = ? RETURNING session", (bot, event.body["name"])
            ).fetchall()
            claims = []
            for (session,) in waiting:
                put(db, session, event, now)
                claims.append(self._store.take(db, session, now))
            return [claim for claim in claims if claim is not None] + self._begin(db, runs, most, now)

        return await self._store.writer.submit(job)

    def _begin(self, db: sqlite3.Connection, runs: Sequence[Run], most: int, now: float) -> list[Claim]:
        claims = []
        for run in runs:
            known = db.execute(
                "SELECT 1 FROM inbox WHERE session = ? AND external = ?", (run.session.id, run.incoming.external)
            ).fetchone()
            if known:
                continue
            _count(db, run.session.bot, most, now)
            db.execute(f"INSERT OR IGNORE INTO sessions VALUES {rows.NEW_SESSION}", rows.new_session(run.session, now))
            put(db, run.session.id, run.incoming, now)
            claims.append(self._store.take(db, run.session.id, now))
        return [claim for claim in claims if claim is not None]


def _count(db: sqlite3.Connection, bot: str, most: int, now: float) -> None:
    """Count one more run of a bot; TooMany, which undoes the job, when that is too many for a minute."""
    db.execute("DELETE FROM runs WHERE bot = ? AND at <= ?", (bot, now - MINUTE))
    count, first = db.execute("SELECT count(*), min(at) FROM runs WHERE bot = ?", (bot,)).fetchone()
    if count >= most:
        raise TooMany(first + MINUTE - now)
    db.execute("INSERT INTO runs (bot, at) VALUES (?, ?)", (bot, now))
