"""The journal port in a bot's own database: one row for each conversation, one for each call of its present turn.

``inside`` of the database's adapter runs a job on its connection in the open transaction, so that entries commit with
the bot's own rows. The tables are those of ``sql_own``. Called by hosts.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from stdlib.adapters.sql_schema import Link
from stdlib.ports.database import Databases
from stdlib.ports.faults import KeywordFault
from stdlib.ports.journal import Entry, Saved, Stage
from stdlib.tables.sql_values import Dialect

Job = Callable[[Link], Coroutine[Any, Any, Any]]


class Store(Protocol):
    """A bot's own database, as the adapters have it."""

    async def inside(self, job: Job) -> Any:
        """Run ``job`` on the connection of the open transaction, or else in one of its own."""

    def transaction(self) -> AbstractAsyncContextManager[None]:
        """Everything inside happens or nothing."""


class SqlJournal:
    """Journal of conversations in ``store``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractAsyncContextManager[None]:
        """One transaction with everything else in the store."""
        return self._store.transaction()

    async def open(self, session: str) -> Saved:
        """Where the conversation stands; turn 1 for a new one, which is made durable."""

        async def job(link: Link) -> Saved:
            turn, snapshot = await _session(link, session, 1)
            return Saved(turn, snapshot, await _entries(link, session, turn))

        saved: Saved = await self._store.inside(job)
        return saved

    async def take(self, session: str, turn: int, first: int) -> tuple[Entry, ...]:
        """Go on as ``turn`` with what was begun as ``first`` or later; those turns can write no more. For hosts that
        keep states elsewhere and number a turn anew each time that it is run."""

        async def job(link: Link) -> tuple[Entry, ...]:
            number = link.dialect.numbered
            present, _ = await _session(link, session, turn)
            if present > turn:
                raise KeywordFault("GB7504", "another process has gone on with this conversation")
            await link.run(number("UPDATE gb_sessions SET turn = ? WHERE session = ?"), (turn, session))
            await link.run(number("DELETE FROM gb_journal WHERE session = ? AND turn < ?"), (session, first))
            await link.run(number("UPDATE gb_journal SET turn = ? WHERE session = ?"), (turn, session))
            return await _entries(link, session, turn)

        taken: tuple[Entry, ...] = await self._store.inside(job)
        return taken

    async def write(self, session: str, turn: int, entries: Sequence[Entry]) -> None:
        """Keep the entries; GB7504 when the turn is over."""
        rows = [(session, turn, e.number, e.call, e.digest, str(e.stage), e.result, e.times) for e in entries]

        async def job(link: Link) -> None:
            await _check(link, session, turn)
            await link.run_many(link.dialect.numbered(_KEEP), rows)

        await self._store.inside(job)

    async def complete(self, session: str, turn: int, snapshot: bytes | None) -> None:
        """End the turn with its state; GB7504 when it is over already."""

        async def job(link: Link) -> None:
            await _check(link, session, turn)
            await _go_on(link, session, turn + 1, snapshot)

        await self._store.inside(job)


_KEEP = """
INSERT INTO gb_journal (session, turn, number, call, digest, stage, result, times) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (session, turn, number) DO UPDATE
SET call = excluded.call, digest = excluded.digest, stage = excluded.stage, result = excluded.result,
    times = excluded.times
"""


async def _session(link: Link, session: str, turn: int) -> tuple[int, bytes | None]:
    """Turn and state of a conversation, which begins with ``turn``; others wait until the transaction ends."""
    number = link.dialect.numbered
    new = "INSERT INTO gb_sessions (session, turn, snapshot) VALUES (?, ?, NULL) ON CONFLICT (session) DO NOTHING"
    await link.run(number(new), (session, turn))
    lock = " FOR UPDATE" if link.dialect is Dialect.POSTGRES else ""
    rows = await link.rows(number(f"SELECT turn, snapshot FROM gb_sessions WHERE session = ?{lock}"), (session,))
    return rows[0][0], rows[0][1]


async def _entries(link: Link, session: str, turn: int) -> tuple[Entry, ...]:
    rows = await link.rows(
        link.dialect.numbered(
            "SELECT number, call, digest, stage, result, times FROM gb_journal "
            "WHERE session = ? AND turn = ? ORDER BY number"
        ),
        (session, turn),
    )
    return tuple(Entry(n, call, digest, Stage(stage), *rest) for n, call, digest, stage, *rest in rows)


async def _check(link: Link, session: str, turn: int) -> None:
    """Refuse what comes from a turn that is over; a later turn makes what the ones before it did forgotten."""
    present, _ = await _session(link, session, turn)
    if present > turn:
        raise KeywordFault("GB7504", "another process has gone on with this conversation")
    if present < turn:
        await _go_on(link, session, turn, None)


async def _go_on(link: Link, session: str, turn: int, snapshot: bytes | None) -> None:
    """Begin ``turn`` with a state."""
    number = link.dialect.numbered
    await link.run(number("UPDATE gb_sessions SET turn = ?, snapshot = ? WHERE session = ?"), (turn, snapshot, session))
    await link.run(number("DELETE FROM gb_journal WHERE session = ? AND turn < ?"), (session, turn))


class OwnDatabase:
    """The bot's own database as the store of a journal, opened at the first use."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases
        self._opened: Any = None

    async def _open(self) -> Any:
        if self._opened is None:
            self._opened = await self._databases.open()
        return self._opened

    async def inside(self, job: Job) -> Any:
        """Run ``job`` in the open transaction or in one of its own."""
        return await (await self._open()).inside(job)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """One transaction of the bot's own database."""
        async with (await self._open()).transaction():
            yield
