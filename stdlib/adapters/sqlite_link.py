"""One connection to a SQLite file, used by one thread, and how a job that never waits is driven over it.

Called by ``database_sqlite``.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import AsyncGenerator, Coroutine, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from stdlib.adapters import sql_schema as schema
from stdlib.adapters.sqlite_schema import introspected, table_names
from stdlib.ports.database import Table
from stdlib.tables.sql_values import Dialect

T = TypeVar("T")
_PORTION = 500
_STEPS = 10_000  # of SQLite's machine between two looks at the clock


class SqliteLink:
    """A connection, used by one thread only; ``deadline`` (seconds of the monotonic clock) ends what runs too long.

    ``reads``: it changes nothing itself.
    """

    dialect = Dialect.SQLITE

    def __init__(self, path: str, own: bool, reads: bool = False) -> None:
        self.own = own
        self.reads = reads
        self._seen = (-1, -1)
        self.cache = schema.Cache()
        self.deadline = float("inf")
        self.db = sqlite3.connect(
            path, isolation_level=None, timeout=10, check_same_thread=False, cached_statements=256
        )
        self.db.execute("PRAGMA busy_timeout = 10000")
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = FULL")
        self.db.execute("PRAGMA trusted_schema = OFF")
        self.db.set_progress_handler(self._late, _STEPS)

    def _late(self) -> int:
        return time.monotonic() > self.deadline

    def in_time(self) -> sqlite3.Connection:
        """The connection, unless the job is over its time; SQLite itself looks only within long statements."""
        if time.monotonic() > self.deadline:
            raise sqlite3.OperationalError("interrupted")
        return self.db

    async def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Sequence[Any]]:
        """All rows of a query."""
        return self.in_time().execute(sql, params).fetchall()

    async def each(
        self, sql: str, params: Sequence[Any], whole: bool = True
    ) -> AsyncGenerator[list[Sequence[Any]], None]:
        """Rows of a query in portions."""
        cursor = self.in_time().execute(sql, params)
        try:
            while portion := cursor.fetchmany(_PORTION):
                yield portion
        finally:
            cursor.close()

    async def run(self, sql: str, params: Sequence[Any] = ()) -> int:
        """Run a statement; gives how many rows it changed."""
        return self.in_time().execute(sql, params).rowcount

    async def run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each row of parameters."""
        self.in_time().executemany(sql, rows)

    async def version(self) -> int:
        """The number that ``changed`` counts up, together with SQLite's own for what was changed by others."""
        commits = self.db.execute("PRAGMA data_version").fetchone()[0] if self.reads else -1
        if not self.reads or commits != self._seen[0]:
            number = int(self.db.execute("PRAGMA user_version").fetchone()[0])
            whole = number << 32 | int(self.db.execute("PRAGMA schema_version").fetchone()[0])
            self._seen = commits, whole
        return self._seen[1]

    async def changed(self) -> None:
        """Count the version of the schema up."""
        number = self.db.execute("PRAGMA user_version").fetchone()[0]
        self.db.execute(f"PRAGMA user_version = {(number + 1) % (1 << 30)}")
        self.cache.version = await self.version()

    async def exclusive(self, table: str) -> None:
        """There is one writer already."""

    async def introspect(self, name: str) -> Table | None:
        """A table read from the database's own catalog."""
        return introspected(self.db, name)

    async def names(self) -> list[str]:
        """Names of all tables of the database."""
        return table_names(self.db)

    def transact(self, job: Coroutine[Any, Any, T], begin: str, commit: str, rollback: str) -> T:
        """Drive a job within a transaction or savepoint; an exception undoes it."""
        try:
            self.db.execute(begin)
            made = drive(job)
            self.in_time().execute(commit)
        except BaseException:
            job.close()
            self.cache.tables.clear()
            self.deadline = float("inf")
            with suppress(sqlite3.Error):
                for statement in rollback.split(";"):
                    self.db.execute(statement)
            raise
        return made


def drive(job: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never waits for anything."""
    try:
        job.send(None)
    except StopIteration as done:
        made: T = done.value
        return made
    raise RuntimeError("a job over SQLite waited for something")
