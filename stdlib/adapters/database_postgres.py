"""The database port over PostgreSQL: a pool of connections, and a schema of its own for each bot.

``PostgresStore`` is the pool, shared by all conversations of the process; ``PostgresDatabase`` is one conversation's
view with its transaction. Needs asyncpg (the extra ``postgres``).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import asyncpg

from stdlib.adapters.egress import Egress, addresses
from stdlib.adapters.postgres_link import PostgresLink
from stdlib.adapters.postgres_sql import run_guarded
from stdlib.adapters.sql_database import Job, Place, SqlDatabase, faults
from stdlib.adapters.sql_own import OWN_TABLES, prepare
from stdlib.ports import KeywordFault
from stdlib.ports.database import Row, SqlResult, Table
from stdlib.tables.sql_phrases import quoted
from vm.value import BasicError

T = TypeVar("T")
_PORT = 5432
_LONGEST_SCHEMA = 63 - len("gb_sql_")  # bytes; the name of its role must be whole too, or two bots would share one


def _short(name: str) -> str:
    """The name, or its begin and its hash when it is too long for PostgreSQL, which would cut it."""
    if len(name.encode("utf-8", "replace")) <= _LONGEST_SCHEMA:
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    start = name.encode("utf-8", "replace")[: _LONGEST_SCHEMA - 17].decode("utf-8", "ignore")
    return f"{start}_{digest}"


async def _reset(connection: Any) -> None:
    """Before a connection goes back to the pool: nothing here outlives a transaction, so only an open one matters."""
    if connection.is_in_transaction():
        await connection.reset()


_GRANTS = (
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    f"REVOKE ALL ON {', '.join(OWN_TABLES)} FROM {{role}}",
)
"""What lets a bot's role use its tables, also those made later, but not the host's own."""


class PostgresStore:
    """A pool. ``name`` is the bot's schema in its own database; None for a database of others.

    ``timeout`` in seconds is that of a statement and of waiting for a connection. ``close`` it when done.
    """

    def __init__(
        self, dsn: str = "", name: str | None = None, timeout: float = 30.0, size: int = 8, **options: Any
    ) -> None:
        self.own = name is not None
        self.schema = None if name is None else _short(name)
        self.timeout = timeout
        self.generation = 0
        self.seen: dict[str, Table] = {}
        self.role = ""
        self._dsn, self._size, self._options = dsn or None, size, options
        self._pool: asyncpg.Pool | None = None
        self._opening = asyncio.Lock()
        self._links: dict[int, PostgresLink] = {}

    @classmethod
    def of_bot(cls, dsn: str, bot: str, **options: Any) -> PostgresStore:
        """The store of a bot's own tables, in the schema ``bot_NAME`` of the database at ``dsn``."""
        return cls(dsn, f"bot_{bot}", **options)

    @classmethod
    def connection(cls, place: Place, egress: Egress | None = None) -> PostgresStore:
        """The store of a database of others, whose server ``egress`` judges at every new connection."""

        async def connect(dsn: None, **options: Any) -> Any:
            port = place.port or _PORT
            found = await addresses(egress, place.server, port)
            # A password is given even if it is empty, or the host's own would be sent to the server.
            return await asyncpg.connect(
                dsn, host=found, port=port, database=place.name or None, user=place.user or None,
                password=place.password, **options,
            )  # fmt: skip

        return cls(name=None, connect=connect)

    def database(self, now: Callable[[], dt.datetime] = dt.datetime.now) -> PostgresDatabase:
        """A conversation's view; ``now`` is the clock of its conditions."""
        return PostgresDatabase(self, now)

    async def close(self) -> None:
        """Close all connections."""
        if self._pool is not None:
            await self._pool.close()

    async def pool(self) -> asyncpg.Pool:
        """The pool, opened and the schema made at the first use."""
        async with self._opening:
            if self._pool is None:
                settings = {"search_path": quoted(self.schema)} if self.schema is not None else {}
                settings["statement_timeout"] = str(int(self.timeout * 1000))
                pool = await asyncpg.create_pool(
                    self._dsn, min_size=0, max_size=self._size, timeout=self.timeout, server_settings=settings,
                    reset=_reset, **self._options,
                )  # fmt: skip
                if self.schema is not None:
                    async with pool.acquire() as connection:
                        await self._prepare(connection, self.schema)
                self._pool = pool
            return self._pool

    async def _prepare(self, connection: Any, name: str) -> None:
        """Make the schema, its tables, and the role that SQL of authors runs as, if this user may make one."""
        async with connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock(7101)")
            await connection.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted(name)}")
            await prepare(PostgresLink(connection, self))
            role = f"gb_sql_{name}"
            try:
                async with connection.transaction():
                    if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
                        await connection.execute(f"CREATE ROLE {quoted(role)} NOLOGIN")
                    for statement in _GRANTS:
                        await connection.execute(statement.format(schema=quoted(name), role=quoted(role)))
                self.role = role
            except asyncpg.InsufficientPrivilegeError:
                self.role = ""

    def link(self, connection: Any) -> PostgresLink:
        """The link of a connection of the pool, which remembers what it has read."""
        key = id(connection._con) if hasattr(connection, "_con") else id(connection)
        found = self._links.get(key)
        if found is None:
            if len(self._links) > 8 * self._size:
                self._links.clear()
            found = self._links[key] = PostgresLink(connection, self)
        found.connection = connection
        return found

    def ended(self, link: PostgresLink, kept: bool) -> None:
        """A transaction of the link ended: what it did to the schema is now known to all, or to none."""
        if not kept:
            link.cache.tables.clear()
        if link.dirty:
            link.dirty = False
            self.generation += 1


class PostgresDatabase(SqlDatabase):
    """One conversation's view of a ``PostgresStore``. An open transaction holds one connection until it ends."""

    def __init__(self, store: PostgresStore, now: Callable[[], dt.datetime]) -> None:
        super().__init__(now, store.seen)
        self._store = store
        self._held: PostgresLink | None = None
        self._stack: list[Any] = []

    async def _call(self, job: Job[T], write: bool) -> T:
        try:
            try:
                return await self._attempt(job, write)
            except (asyncpg.InvalidCachedStatementError, asyncpg.UniqueViolationError) as error:
                if isinstance(error, asyncpg.UniqueViolationError) and error.schema_name != "pg_catalog":
                    raise
                return await self._attempt(job, write)  # the schema was changed meanwhile
        except (*_DRIVER, BasicError) as error:
            raise fault(error) from error

    async def _attempt(self, job: Job[T], write: bool) -> T:
        if self._held is not None:
            return await self._in_transaction(self._held, job)
        async with self._connection() as link:
            return await self._in_transaction(link, job) if write else await job(link)

    async def _in_transaction(self, link: PostgresLink, job: Job[T]) -> T:
        outer = self._held is None
        kept = False
        try:
            async with link.connection.transaction():
                made = await job(link)
            kept = True
        finally:
            if outer or not kept:
                self._store.ended(link, kept)
        return made

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[PostgresLink]:
        pool = await self._store.pool()
        async with pool.acquire(timeout=self._store.timeout) as connection:
            yield self._store.link(connection)

    @property
    def in_transaction(self) -> bool:
        """Whether the program has a transaction open."""
        return bool(self._stack)

    async def begin(self) -> None:
        """Open a transaction, or one inside it, that lasts until ``commit`` or ``rollback``."""
        try:
            if self._held is None:
                pool = await self._store.pool()
                self._held = self._store.link(await pool.acquire(timeout=self._store.timeout))
            transaction = self._held.connection.transaction()
            await transaction.start()
            self._stack.append(transaction)
        except _DRIVER as error:
            if self._held is not None and not self._stack:
                await self._release(False)
            raise fault(error) from error

    async def commit(self) -> None:
        """Keep what was done since ``begin``."""
        await self._end("COMMIT", True)

    async def rollback(self) -> None:
        """Undo what was done since ``begin``."""
        await self._end("ROLLBACK", False)

    async def _end(self, word: str, keep: bool) -> None:
        if not self._stack:
            raise KeywordFault("GB7105", f"{word} has no BEGIN TRANSACTION before it")
        transaction = self._stack.pop()
        kept = False
        try:
            await (transaction.commit() if keep else transaction.rollback())
            kept = keep
        except _DRIVER as error:
            raise fault(error) from error
        finally:
            if not self._stack:
                await self._release(kept)
            elif not kept and self._held is not None:
                self._held.cache.tables.clear()

    async def _release(self, kept: bool) -> None:
        """Give the connection of the transaction back."""
        link, self._held = self._held, None
        if link is not None:
            self._store.ended(link, kept)
            await (await self._store.pool()).release(link.connection)

    async def sql(
        self, text: str, values: Sequence[Any], rowsets: Mapping[str, Sequence[Row]], write: bool = False
    ) -> SqlResult:
        """Run one statement over the tables and ``rowsets``."""

        async def job(link: Any) -> SqlResult:
            return await run_guarded(link, self._store, text, values, rowsets, write)

        return await self._call(job, True)


_DRIVER = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError, asyncio.TimeoutError)


def fault(error: Exception) -> KeywordFault:
    """What went wrong, as the keyword's fault."""
    if isinstance(error, BasicError):
        return faults(error)
    text = (error.strerror if isinstance(error, OSError) else None) or str(error)
    if isinstance(error, asyncpg.UniqueViolationError):
        found = re.match(r"Key \((.*?)\)=", error.detail or "")
        names = found[1].replace('"', "") if found else "values"
        return KeywordFault(
            "GB7103", f'"{error.table_name}" already has a row with the same {names}, which must be unique'
        )
    if isinstance(error, asyncpg.NotNullViolationError):
        return KeywordFault("GB7103", f'the column {error.column_name} of "{error.table_name}" must have a value')
    if isinstance(error, asyncpg.IntegrityConstraintViolationError):
        return KeywordFault("GB7103", f"the database refuses the row: {text[:200]}")
    if isinstance(error, asyncpg.QueryCanceledError | TimeoutError | asyncio.TimeoutError):
        return KeywordFault("GB7104", "the database took too long; ask for fewer rows or add an index")
    if isinstance(error, asyncpg.DiskFullError):
        return KeywordFault("GB7104", "the disk of the database is full; free some space and try again")
    if isinstance(error, _UNREACHABLE) and not isinstance(error, asyncpg.DataError | ValueError):
        return KeywordFault("GB7104", f"the database cannot be used now: {text[:200] or type(error).__name__}")
    return KeywordFault("GB7105", f"the database does not accept this: {text[:200]}")


_UNREACHABLE = (
    OSError, asyncpg.InterfaceError, asyncpg.PostgresConnectionError, asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError, asyncpg.TransactionRollbackError, asyncpg.LockNotAvailableError,
    asyncpg.InvalidAuthorizationSpecificationError, asyncpg.InvalidCatalogNameError,
)  # fmt: skip
