"""One connection to MySQL or MariaDB, and how values are written into its statements.

The server reads texts as standard SQL does (``NO_BACKSLASH_ESCAPES``), so that a value needs only its quotes doubled; a
connection on which that cannot be set is not used. Called by ``database_mysql``.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiomysql

from stdlib.adapters import sql_schema as schema
from stdlib.ports import KeywordFault
from stdlib.ports.database import Column, Kind, Table
from stdlib.tables.sql_values import Dialect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from stdlib.adapters.database_mysql import MysqlStore

_PORTION = 500
_SESSION = (
    "SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,STRICT_ALL_TABLES,"
    "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'"
)
_TYPES = {
    **dict.fromkeys(("bigint", "int", "mediumint", "smallint", "tinyint", "year"), Kind.INTEGER),
    **dict.fromkeys(("double", "float", "decimal"), Kind.NUMBER),
    "date": Kind.DATE, "time": Kind.TIME, "datetime": Kind.DATETIME, "timestamp": Kind.DATETIME, "json": Kind.JSON,
}  # fmt: skip
_COLUMNS = """
SELECT c.table_name, c.column_name, c.data_type, c.column_type,
       c.is_nullable = 'NO' AND c.column_default IS NULL AND c.extra NOT LIKE '%auto_increment%', c.column_key = 'PRI',
       EXISTS (SELECT 1 FROM information_schema.check_constraints k WHERE k.constraint_schema = c.table_schema
               AND k.constraint_name = c.column_name AND k.check_clause LIKE 'json_valid(%')
FROM information_schema.columns c
WHERE c.table_schema = DATABASE() AND c.table_name = (
    SELECT table_name FROM information_schema.tables
    WHERE table_schema = DATABASE() AND lower(table_name) = ? ORDER BY table_name LIMIT 1)
ORDER BY c.ordinal_position
"""


class _Quiet:
    """Warnings of the server are not for the host's own log."""

    async def _show_warnings(self, connection: Any) -> None:
        """Nothing."""


class _Cursor(_Quiet, aiomysql.Cursor):  # type: ignore[misc]
    """All rows at once."""


class _Stream(_Quiet, aiomysql.SSCursor):  # type: ignore[misc]
    """Rows as they are asked for."""


class MysqlLink:
    """``dirty``: it changed the schema in a transaction that is still open; ``locks``: it holds locks of names."""

    dialect = Dialect.MYSQL
    own = False

    def __init__(self, connection: Any, store: MysqlStore) -> None:
        self.connection = connection
        self.cache = schema.Cache()
        self.dirty = False
        self.locks = False
        self._store = store

    async def prepare(self) -> None:
        """Set what the statements rely on."""
        await self.run(_SESSION)
        version, mode = (await self.rows("SELECT VERSION(), @@SESSION.sql_mode"))[0]
        if "NO_BACKSLASH_ESCAPES" not in mode or "ANSI_QUOTES" not in mode:
            raise KeywordFault("GB7104", "the database server does not read texts as it must")
        seconds = self._store.timeout
        limit = (
            f"max_statement_time = {seconds}" if "MariaDB" in version else f"max_execution_time = {seconds * 1000:.0f}"
        )
        await self.run(f"SET SESSION {limit}")
        await self.run("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")

    @asynccontextmanager
    async def _cursor(self, kind: Any, sql: str, params: Sequence[Any]) -> AsyncIterator[Any]:
        async with self.connection.cursor(kind) as cursor:
            await cursor.execute(written(sql, params))
            yield cursor

    async def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Sequence[Any]]:
        """All rows of a query."""
        async with self._cursor(_Cursor, sql, params) as cursor:
            return list(await cursor.fetchall())

    async def each(
        self, sql: str, params: Sequence[Any], whole: bool = True
    ) -> AsyncGenerator[list[Sequence[Any]], None]:
        """Rows of a query in portions; at once when the ``whole`` of them is wanted."""
        if whole:
            yield await self.rows(sql, params)
            return
        async with self._cursor(_Stream, sql, params) as cursor:
            while portion := await cursor.fetchmany(_PORTION):
                yield portion

    async def query(self, sql: str, params: Sequence[Any], most: int) -> tuple[list[str] | None, list[Any], int]:
        """Names of the columns (None when it gives no rows), at most that many rows, and how many were changed."""
        async with self._cursor(_Stream, sql, params) as cursor:
            names = None if cursor.description is None else [column[0] for column in cursor.description]
            return names, [] if names is None else await cursor.fetchmany(most), max(0, cursor.rowcount)

    async def run(self, sql: str, params: Sequence[Any] = ()) -> int:
        """Run a statement; gives how many rows it changed."""
        async with self._cursor(_Cursor, sql, params) as cursor:
            return max(0, int(cursor.rowcount))

    async def run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each row of parameters."""
        for row in rows:
            await self.run(sql, row)

    async def version(self) -> int:
        """Counts up with every change of the schema in this process, and with time for those in others."""
        return self._store.version

    async def changed(self) -> None:
        """The schema was changed on this connection."""
        self.dirty = True

    async def exclusive(self, table: str) -> None:
        """Until the transaction ends nobody else makes this table or merges into it."""
        self.locks = True
        sql = "SELECT GET_LOCK(SHA1(CONCAT(DATABASE(), '.', ?)), ?)"
        if (await self.rows(self.dialect.numbered(sql), (table.lower(), int(self._store.timeout))))[0][0] != 1:
            raise KeywordFault("GB7104", f'another conversation holds "{table}" for too long; try again')
        self.cache.tables.pop(table.lower(), None)

    async def introspect(self, name: str) -> Table | None:
        """A table read from the database's own catalog."""
        rows = await self.rows(self.dialect.numbered(_COLUMNS), (name,))
        columns = tuple(
            Column(column, _kind(kind, whole, bool(document)), required=bool(required), key=bool(key))
            for _, column, kind, whole, required, key, document in rows
        )
        return Table(rows[0][0], columns) if rows else None

    async def names(self) -> list[str]:
        """Names of all tables of the database."""
        sql = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
        return [row[0] for row in await self.rows(sql)]


def _kind(kind: str, whole: str, document: bool) -> Kind:
    if whole.lower() in ("tinyint(1)", "bit(1)"):
        return Kind.BOOLEAN
    return Kind.JSON if document else _TYPES.get(kind.lower(), Kind.TEXT)


def written(sql: str, params: Sequence[Any]) -> str:
    """The statement with its parameters in it; a mark is a NUL, which no text of SQL can have."""
    first, *others = sql.split("\0")
    if len(others) != len(params):
        raise ValueError(f"{len(others)} places for {len(params)} values")
    return first + "".join(literal(value) + part for value, part in zip(params, others, strict=True))


def literal(value: Any) -> str:
    """A value as SQL writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, bool | int):
        return str(int(value))
    if isinstance(value, float):
        if not math.isfinite(value):
            raise KeywordFault("GB7103", "this database holds no infinite numbers")
        return f"{value!r}" if "e" in repr(value) else f"{value!r}e0"
    if isinstance(value, dt.datetime):
        return f"'{value.isoformat(' ')}'"
    if isinstance(value, dt.date | dt.time):
        return f"'{value.isoformat()}'"
    if isinstance(value, str) and "\0" not in value:
        return "'" + value.replace("'", "''") + "'"
    raise KeywordFault("GB7103", "this value cannot be kept in the database")
