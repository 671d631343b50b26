"""The database port over SQLite: a file with a write-ahead log, one writer, several readers, each in its own thread.

A job is a coroutine that never waits, so a thread runs it from end to end in one visit. ``SqliteStore`` is the file,
shared by all conversations of the process; ``SqliteDatabase`` is one conversation's view with its transaction.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from stdlib.adapters.sql_database import Job, SqlDatabase, faults
from stdlib.adapters.sql_own import prepare
from stdlib.adapters.sqlite_guard import run_guarded
from stdlib.adapters.sqlite_link import SqliteLink, drive
from stdlib.adapters.visits import Threads
from stdlib.ports import KeywordFault
from stdlib.ports.database import Row, SqlResult, Table
from vm.value import BasicError

T = TypeVar("T")


class SqliteStore:
    """The file and its threads. ``own``: it is the bot's own database. ``timeout`` in seconds, for one job.

    ``close`` it when done. With ``:memory:`` the one connection serves all.
    """

    def __init__(
        self, path: str | Path = ":memory:", own: bool = True, timeout: float = 30.0, readers: int = 3
    ) -> None:
        self._path, self._own, self.timeout = str(path), own, timeout
        self.lock = asyncio.Lock()
        self.seen: dict[str, Table] = {}
        self._writer = Threads(1, "sqlite-writer")
        self._links: list[SqliteLink] = []
        self._write_link: SqliteLink | None = None
        alone = self._path == ":memory:" or readers < 1
        self._readers = None if alone else Threads(readers, "sqlite-reader")
        self._idle: list[SqliteLink] = []

    def database(self, now: Callable[[], dt.datetime] = dt.datetime.now) -> SqliteDatabase:
        """A conversation's view; ``now`` is the clock of its conditions."""
        return SqliteDatabase(self, now)

    def close(self) -> None:
        """Wait for what runs and close the file."""
        self._writer.close()
        if self._readers is not None:
            self._readers.close()
        for link in self._links:
            link.db.close()

    def _open(self, reads: bool = False) -> SqliteLink:
        link = SqliteLink(self._path, self._own, reads)
        self._links.append(link)
        return link

    def _write_to(self) -> SqliteLink:
        if self._write_link is None:
            link = self._open()
            if self._own:
                link.transact(prepare(link), "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
            self._write_link = link
        return self._write_link

    async def write(self, work: Callable[[SqliteLink], T]) -> T:
        """Do some work in the writer's thread; the caller holds ``lock``."""
        return await self._visit(self._writer, work, self._write_to, lambda link: None)

    async def read(self, work: Callable[[SqliteLink], T]) -> T:
        """Do some work in a reader's thread."""
        if self._readers is None:
            return await self.write(work)
        if self._write_link is None:
            await self.write(lambda link: None)  # makes the file and its tables
        return await self._visit(self._readers, work, self._take, self._idle.append)

    def _take(self) -> SqliteLink:
        try:
            return self._idle.pop()
        except IndexError:
            return self._open(reads=True)

    async def _visit(
        self,
        threads: Threads,
        work: Callable[[SqliteLink], T],
        take: Callable[[], SqliteLink],
        give: Callable[[SqliteLink], None],
    ) -> T:
        """Run work in a thread. A cancelled caller interrupts it and waits for its end, so nothing is half done."""
        busy: list[SqliteLink] = []
        gone = False

        def visit() -> T:
            if gone:
                raise sqlite3.OperationalError("interrupted")
            link = take()
            busy.append(link)
            link.deadline = time.monotonic() + self.timeout
            try:
                return work(link)
            finally:
                link.deadline = float("inf")
                busy.clear()
                give(link)

        running = threads.submit(visit)
        try:
            return await running.result()
        except asyncio.CancelledError:
            gone = True
            for link in busy:
                link.deadline = 0.0
            await running.ended()
            raise
        except (sqlite3.Error, BasicError, OSError) as error:
            raise fault(error) from error


def fault(error: Exception) -> KeywordFault:
    """What went wrong, as the keyword's fault."""
    if isinstance(error, BasicError):
        return faults(error)
    text = str(error)
    if isinstance(error, sqlite3.IntegrityError):
        kind, _, columns = text.partition(": ")
        table, names = columns.partition(".")[0], ", ".join(part.split(".")[-1] for part in columns.split(", "))
        if kind.startswith("UNIQUE"):
            return KeywordFault("GB7103", f'"{table}" already has a row with the same {names}, which must be unique')
        if kind.startswith("NOT NULL"):
            return KeywordFault("GB7103", f'the column {names} of "{table}" must have a value')
        return KeywordFault("GB7103", f"the database refuses the row: {text[:200]}")
    if text == "interrupted":
        return KeywordFault("GB7104", "the database took too long; ask for fewer rows or add an index")
    if "full" in text:
        return KeywordFault("GB7104", "the disk of the database is full; free some space and try again")
    if isinstance(error, OSError) or any(word in text for word in _UNREACHABLE):
        return KeywordFault("GB7104", f"the database cannot be used now: {text[:200]}")
    return KeywordFault("GB7105", f"the database does not accept this: {text[:200]}")


_UNREACHABLE = ("locked", "unable to open", "disk I/O", "malformed", "readonly", "not a database", "busy")


class SqliteDatabase(SqlDatabase):
    """One conversation's view of a ``SqliteStore``. An open transaction holds the writer until it ends."""

    def __init__(self, store: SqliteStore, now: Callable[[], dt.datetime]) -> None:
        super().__init__(now, store.seen)
        self._store = store
        self._depth = 0

    async def _call(self, job: Job[T], write: bool) -> T:
        if self._depth:
            point = f"gb_{self._depth}"
            return await self._store.write(
                lambda link: link.transact(
                    job(link), f"SAVEPOINT {point}", f"RELEASE {point}", f"ROLLBACK TO {point};RELEASE {point}"
                )
            )
        if not write:
            return await self._store.read(lambda link: drive(job(link)))
        async with self._writing():
            return await self._store.write(
                lambda link: link.transact(job(link), "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
            )

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[None]:
        await self._acquire()
        try:
            yield
        finally:
            self._store.lock.release()

    async def _acquire(self) -> None:
        try:
            async with asyncio.timeout(self._store.timeout):
                await self._store.lock.acquire()
        except TimeoutError:
            message = "another conversation's transaction holds the database for too long; try again"
            raise KeywordFault("GB7104", message) from None

    async def _run(self, *statements: str) -> None:
        def work(link: SqliteLink) -> None:
            for statement in statements:
                link.db.execute(statement)
            link.cache.tables.clear()

        await self._store.write(work)

    @property
    def in_transaction(self) -> bool:
        """Whether the program has a transaction open."""
        return self._depth > 0

    async def begin(self) -> None:
        """Open a transaction, or one inside it, that lasts until ``commit`` or ``rollback``."""
        if self._depth:
            await self._run(f"SAVEPOINT begin_{self._depth}")
        else:
            await self._acquire()
            try:
                await self._run("BEGIN IMMEDIATE")
            except BaseException:
                await self._end_outer("ROLLBACK")
                raise
        self._depth += 1

    async def commit(self) -> None:
        """Keep what was done since ``begin``."""
        self._open_one("COMMIT")
        if self._depth > 1:
            await self._run(f"RELEASE begin_{self._depth - 1}")
            self._depth -= 1
            return
        try:
            await self._run("COMMIT")
        except BaseException:
            await self._end_outer("ROLLBACK")
            self._depth = 0
            raise
        self._depth = 0
        self._store.lock.release()

    async def rollback(self) -> None:
        """Undo what was done since ``begin``."""
        self._open_one("ROLLBACK")
        self._depth -= 1
        if self._depth:
            await self._run(f"ROLLBACK TO begin_{self._depth}", f"RELEASE begin_{self._depth}")
        else:
            await self._end_outer("ROLLBACK")

    async def _end_outer(self, statement: str) -> None:
        """End the transaction whatever happens, and let others write."""
        try:
            with suppress(KeywordFault):
                await self._run(statement)
        finally:
            self._store.lock.release()

    def _open_one(self, word: str) -> None:
        if not self._depth:
            raise KeywordFault("GB7105", f"{word} has no BEGIN TRANSACTION before it")

    async def sql(
        self, text: str, values: Sequence[Any], rowsets: Mapping[str, Sequence[Row]], write: bool = False
    ) -> SqlResult:
        """Run one statement over the tables and ``rowsets``."""

        async def job(link: Any) -> SqlResult:
            return run_guarded(link.db, text, values, rowsets, write, link.own)

        return await self._call(job, write)
