"""The journal port over SQLite: one row for each conversation, one for each call of its present turn.

With ``inside`` of the bot's database adapter, which runs a function on its connection in the present transaction,
entries commit together with the bot's own rows. Otherwise statements run in the calling thread on an own file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from stdlib.ports.faults import KeywordFault
from stdlib.ports.journal import Entry, Saved, Stage

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS gb_sessions (session TEXT PRIMARY KEY, turn INTEGER NOT NULL, snapshot BLOB)",
    "CREATE TABLE IF NOT EXISTS gb_journal (session TEXT NOT NULL, turn INTEGER NOT NULL, number INTEGER NOT NULL, "
    "call TEXT NOT NULL, digest BLOB NOT NULL, stage TEXT NOT NULL, result BLOB NOT NULL, times BLOB NOT NULL, "
    "PRIMARY KEY (session, turn, number)) WITHOUT ROWID",
)

Work = Callable[[sqlite3.Connection], Any]


class Store(Protocol):
    """Where the journal's rows are: a SQLite connection with its transactions."""

    async def inside(self, work: Work) -> Any:
        """Run ``work`` on the connection, in the open transaction of this task or else in one of its own."""

    def transaction(self) -> AbstractAsyncContextManager[None]:
        """Everything inside happens or nothing."""


class SqliteJournal:
    """Journal of all conversations in ``store``; ``await prepare()`` before the first use."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def prepare(self) -> None:
        """Make the tables unless they are there."""

        def work(db: sqlite3.Connection) -> None:
            for statement in _SCHEMA:
                db.execute(statement)

        await self._store.inside(work)

    def transaction(self) -> AbstractAsyncContextManager[None]:
        """One transaction with everything else in the store."""
        return self._store.transaction()

    async def open(self, session: str) -> Saved:
        """Where the conversation stands; turn 1 for a new one, which is made durable."""

        def work(db: sqlite3.Connection) -> Saved:
            db.execute("INSERT OR IGNORE INTO gb_sessions VALUES (?, 1, NULL)", (session,))
            turn, snapshot = db.execute(
                "SELECT turn, snapshot FROM gb_sessions WHERE session = ?", (session,)
            ).fetchone()
            rows = db.execute(
                "SELECT number, call, digest, stage, result, times FROM gb_journal WHERE session = ? AND turn = ? "
                "ORDER BY number",
                (session, turn),
            )
            entries = tuple(Entry(n, call, digest, Stage(stage), *rest) for n, call, digest, stage, *rest in rows)
            return Saved(turn, snapshot, entries)

        saved: Saved = await self._store.inside(work)
        return saved

    async def write(self, session: str, turn: int, entries: Sequence[Entry]) -> None:
        """Keep the entries; GB7504 when the turn is over."""
        rows = [(session, turn, e.number, e.call, e.digest, e.stage, e.result, e.times) for e in entries]

        def work(db: sqlite3.Connection) -> None:
            _check(db, session, turn)
            db.executemany("INSERT OR REPLACE INTO gb_journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

        await self._store.inside(work)

    async def complete(self, session: str, turn: int, snapshot: bytes | None) -> None:
        """End the turn with its state; GB7504 when it is over already."""

        def work(db: sqlite3.Connection) -> None:
            _check(db, session, turn)
            db.execute("UPDATE gb_sessions SET turn = turn + 1, snapshot = ? WHERE session = ?", (snapshot, session))
            db.execute("DELETE FROM gb_journal WHERE session = ? AND turn <= ?", (session, turn))

        await self._store.inside(work)


def _check(db: sqlite3.Connection, session: str, turn: int) -> None:
    """Refuse what comes from a turn that is over; a later turn makes what the ones before it did forgotten."""
    db.execute("INSERT OR IGNORE INTO gb_sessions VALUES (?, ?, NULL)", (session, turn))
    (present,) = db.execute("SELECT turn FROM gb_sessions WHERE session = ?", (session,)).fetchone()
    if present > turn:
        raise KeywordFault("GB7504", "another process has gone on with this conversation")
    if present < turn:
        db.execute("UPDATE gb_sessions SET turn = ?, snapshot = NULL WHERE session = ?", (turn, session))
        db.execute("DELETE FROM gb_journal WHERE session = ? AND turn < ?", (session, turn))


class SqliteStore:
    """A SQLite file of its own, for a journal without the bot's database, or for several adapters on one connection.

    Statements run in the calling thread. One task at a time.
    """

    def __init__(self, path: str = ":memory:") -> None:
        self.connection = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = FULL")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    async def inside(self, work: Work) -> Any:
        """Run ``work`` in the open transaction or in one of its own."""
        if self.connection.in_transaction:
            return work(self.connection)
        async with self.transaction():
            return work(self.connection)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """BEGIN IMMEDIATE to COMMIT, or to ROLLBACK when left by an exception; joins one that is open."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")
