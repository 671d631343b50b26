"""The database port over MySQL and MariaDB, for connections to databases of others.

``MysqlStore`` keeps the connections, shared by all conversations of the process; ``MysqlDatabase`` is one
conversation's view with its transaction. Needs aiomysql (the extra ``mysql``).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import ssl
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

import aiomysql
from pymysql import err
from pymysql.constants import CLIENT

from stdlib.adapters.egress import Egress, addresses
from stdlib.adapters.mysql_link import MysqlLink
from stdlib.adapters.mysql_sql import run_guarded
from stdlib.adapters.sql_database import Job, Place, SqlDatabase, faults
from stdlib.ports import KeywordFault
from stdlib.ports.database import Row, SqlResult, Table
from vm.value import BasicError

T = TypeVar("T")
_PORT = 3306
_FRESH = 2.0  # seconds for which the tables another process may have changed are believed
_DRIVER = (err.Error, OSError, TimeoutError, EOFError)


class MysqlStore:
    """Connections to one database; ``egress`` judges its server at every new one.

    ``timeout`` in seconds is that of a statement and of waiting for a connection. ``close`` it when done.
    """

    def __init__(self, place: Place, egress: Egress | None = None, timeout: float = 30.0, size: int = 8) -> None:
        self.timeout = timeout
        self.generation = 0
        self.seen: dict[str, Table] = {}
        self._place, self._egress = place, egress
        self._free = asyncio.Semaphore(size)
        self._idle: list[MysqlLink] = []
        self._tls = ssl.create_default_context()  # used where the server offers it, as PostgreSQL's driver does
        self._tls.check_hostname = False
        self._tls.verify_mode = ssl.CERT_NONE

    @property
    def version(self) -> int:
        """Changes with every change of the schema by this process, and with time."""
        return self.generation << 40 | int(time.monotonic() / _FRESH)

    def database(self, now: Callable[[], dt.datetime] = dt.datetime.now) -> MysqlDatabase:
        """A conversation's view; ``now`` is the clock of its conditions."""
        return MysqlDatabase(self, now)

    async def close(self) -> None:
        """Close all connections that are not in use."""
        while self._idle:
            await self._idle.pop().connection.ensure_closed()

    async def take(self) -> MysqlLink:
        """A connection; give it back."""
        async with asyncio.timeout(self.timeout):
            await self._free.acquire()
        try:
            while self._idle:
                link = self._idle.pop()
                if not link.connection.closed and not link.connection._reader.at_eof():
                    return link
                link.connection.close()
            return await self._connected()
        except BaseException:
            self._free.release()
            raise

    async def give(self, link: MysqlLink, whole: bool) -> None:
        """Take a connection back; one that is not ``whole`` is closed."""
        try:
            if whole and not link.connection.closed:
                self._idle.append(link)
            else:
                link.connection.close()
        finally:
            self._free.release()

    async def _connected(self) -> MysqlLink:
        place, last = self._place, OSError()
        port = place.port or _PORT
        for address in await addresses(self._egress, place.server, port):
            try:
                connection = await aiomysql.connect(
                    host=address, port=port, user=place.user, password=place.password, db=place.name or None,
                    charset="utf8mb4", autocommit=True, connect_timeout=self.timeout, ssl=self._tls,
                    client_flag=CLIENT.FOUND_ROWS, local_infile=False,
                )  # fmt: skip
            except err.OperationalError as error:
                if error.args[0] != _NO_CONNECTION:
                    raise
                last = OSError(error.args[1])
                continue
            link = MysqlLink(connection, self)
            try:
                await link.prepare()
            except BaseException:
                connection.close()
                raise
            return link
        raise last

    def ended(self, link: MysqlLink, kept: bool) -> None:
        """A transaction of the link ended."""
        if not kept:
            link.cache.tables.clear()
        if link.dirty:
            link.dirty = False
            self.generation += 1


_NO_CONNECTION = 2003


class MysqlDatabase(SqlDatabase):
    """One conversation's view of a ``MysqlStore``. An open transaction holds one connection until it ends."""

    def __init__(self, store: MysqlStore, now: Callable[[], dt.datetime]) -> None:
        super().__init__(now, store.seen)
        self._store = store
        self._held: MysqlLink | None = None
        self._depth = 0

    @property
    def in_transaction(self) -> bool:
        """Whether the program has a transaction open."""
        return self._depth > 0

    async def _call(self, job: Job[T], write: bool) -> T:
        try:
            if self._held is not None:
                return await self._within(self._held, job, "SAVEPOINT gb", "RELEASE SAVEPOINT gb", "ROLLBACK TO gb")
            async with self._connection() as link:
                if not write:
                    return await job(link)
                return await self._within(link, job, "START TRANSACTION", "COMMIT", "ROLLBACK")
        except (*_DRIVER, BasicError) as error:
            raise fault(error) from error

    async def _within(self, link: MysqlLink, job: Job[T], begin: str, commit: str, rollback: str) -> T:
        kept = False
        await link.run(begin)
        try:
            made = await job(link)
            await link.run(commit)
            kept = True
        except BaseException as error:
            if not isinstance(error, _BROKEN):
                with suppress(*_DRIVER):
                    await link.run(rollback)
            raise
        finally:
            self._store.ended(link, kept)
        return made

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[MysqlLink]:
        link = await self._store.take()
        whole = False
        try:
            yield link
            await _unlocked(link)
            whole = True
        except BaseException as error:
            whole = not isinstance(error, _BROKEN)
            raise
        finally:
            await self._store.give(link, whole and not link.locks)

    async def begin(self) -> None:
        """Open a transaction, or one inside it, that lasts until ``commit`` or ``rollback``."""
        link = self._held
        try:
            if link is None:
                link = await self._store.take()
                self._held = link
            await link.run(f"SAVEPOINT gb_{self._depth}" if self._depth else "START TRANSACTION")
            self._depth += 1
        except _DRIVER as error:
            if not self._depth:
                await self._release(False)
            raise fault(error) from error

    async def commit(self) -> None:
        """Keep what was done since ``begin``."""
        await self._end("COMMIT", f"RELEASE SAVEPOINT gb_{self._depth - 1}")

    async def rollback(self) -> None:
        """Undo what was done since ``begin``."""
        await self._end("ROLLBACK", f"ROLLBACK TO gb_{self._depth - 1}")

    async def _end(self, word: str, inner: str) -> None:
        link = self._held
        if link is None:
            raise KeywordFault("GB7105", f"{word} has no BEGIN TRANSACTION before it")
        self._depth -= 1
        whole = False
        try:
            await link.run(inner if self._depth else word)
            if not self._depth:
                await _unlocked(link)
            whole = True
        except _DRIVER as error:
            raise fault(error) from error
        finally:
            if not self._depth:
                await self._release(whole, word == "COMMIT")

    async def _release(self, whole: bool, kept: bool = False) -> None:
        """Give the connection of the transaction back."""
        link, self._held = self._held, None
        if link is not None:
            self._store.ended(link, kept and whole)
            await self._store.give(link, whole)

    async def sql(
        self, text: str, values: Sequence[Any], rowsets: Mapping[str, Sequence[Row]], write: bool = False
    ) -> SqlResult:
        """Run one statement over the tables and ``rowsets``."""

        async def job(link: Any) -> SqlResult:
            return await run_guarded(link, text, values, rowsets, write)

        return await self._call(job, True)


async def _unlocked(link: MysqlLink) -> None:
    if link.locks:
        await link.run("DO RELEASE_ALL_LOCKS()")
        link.locks = False


_BROKEN = (asyncio.CancelledError, OSError, TimeoutError, EOFError, err.InterfaceError, GeneratorExit)
"""After one of these nobody knows what the server will say next, so the connection is closed."""

_REFUSES_ROW = frozenset({1048, 1062, 1216, 1217, 1264, 1292, 1364, 1366, 1406, 1451, 1452, 1586, 3819, 4025})
_TOO_LONG = frozenset({1317, 1969, 3024})
_FULL = frozenset({1021, 1114})
_UNREACHABLE = frozenset({1040, 1044, 1045, 1049, 1053, 1129, 1130, 1203, 1205, 1213, 1226, 1698}) | frozenset(
    range(2000, 2100)
)


def fault(error: BaseException) -> KeywordFault:
    """What went wrong, as the keyword's fault."""
    if isinstance(error, BasicError):
        return faults(error)
    number = error.args[0] if isinstance(error, err.Error) and error.args else 0
    text = str(error.args[-1] if error.args else type(error).__name__)[:200]
    if number in (1062, 1586):
        key = re.search(r"for key '(?:.*\.)?(.*?)'$", text)
        name = key[1] if key and key[1] != "PRIMARY" else "key"
        return KeywordFault("GB7103", f"there is already a row with the same {name}, which must be unique")
    if number in (1048, 1364):
        column = re.search(r"'(.*?)'", text)
        return KeywordFault("GB7103", f"the column {column[1] if column else ''} must have a value")
    if number in _REFUSES_ROW:
        return KeywordFault("GB7103", f"the database refuses the row: {text}")
    if number in _TOO_LONG or isinstance(error, TimeoutError):
        return KeywordFault("GB7104", "the database took too long; ask for fewer rows or add an index")
    if number in _FULL:
        return KeywordFault("GB7104", "the disk of the database is full; free some space and try again")
    if number in _UNREACHABLE or isinstance(error, OSError | EOFError | err.InterfaceError):
        return KeywordFault("GB7104", f"the database cannot be used now: {text}")
    return KeywordFault("GB7105", f"the database does not accept this: {text}")
