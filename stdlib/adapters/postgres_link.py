"""One connection to PostgreSQL, as the statements of all dialects use it. Called by ``database_postgres``."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Sequence
from typing import TYPE_CHECKING, Any

import asyncpg

from stdlib.adapters import sql_schema as schema
from stdlib.ports.database import Column, Kind, Table
from stdlib.tables.sql_values import Dialect

if TYPE_CHECKING:
    from stdlib.adapters.database_postgres import PostgresStore

_PORTION = 500
_FRESH = 2.0  # seconds for which the tables another process may have changed are believed
_TYPES = {
    "bigint": Kind.INTEGER, "integer": Kind.INTEGER, "smallint": Kind.INTEGER, "double precision": Kind.NUMBER,
    "real": Kind.NUMBER, "numeric": Kind.NUMBER, "boolean": Kind.BOOLEAN, "date": Kind.DATE,
    "time without time zone": Kind.TIME, "timestamp without time zone": Kind.DATETIME, "json": Kind.JSON,
    "jsonb": Kind.JSON,
}  # fmt: skip


class PostgresLink:
    """A connection of the pool; ``dirty``: it changed the schema in a transaction that is still open."""

    dialect = Dialect.POSTGRES

    def __init__(self, connection: asyncpg.Connection, store: PostgresStore) -> None:
        self.connection = connection
        self.own = store.own
        self.cache = schema.Cache()
        self.dirty = False
        self._store = store

    async def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Sequence[Any]]:
        """All rows of a query."""
        found: list[Sequence[Any]] = await self.connection.fetch(sql, *params)
        return found

    async def each(
        self, sql: str, params: Sequence[Any], whole: bool = True
    ) -> AsyncGenerator[list[Sequence[Any]], None]:
        """Rows of a query in portions; at once when the ``whole`` of them is wanted."""
        if whole:
            yield await self.rows(sql, params)
            return
        async with self.connection.transaction():
            cursor = await self.connection.cursor(sql, *params)
            while portion := await cursor.fetch(_PORTION):
                yield portion

    async def run(self, sql: str, params: Sequence[Any] = ()) -> int:
        """Run a statement; gives how many rows it changed."""
        status = await self.connection.execute(sql, *params)
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0

    async def run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each row of parameters."""
        await self.connection.executemany(sql, rows)

    async def version(self) -> int:
        """Counts up with every change of the schema in this process, and with time for those in others."""
        return self._store.generation << 40 | int(time.monotonic() / _FRESH)

    async def changed(self) -> None:
        """The schema was changed on this connection."""
        self.dirty = True

    async def exclusive(self, table: str) -> None:
        """Until the transaction ends nobody else makes this table or merges into it."""
        await self.connection.execute(
            "SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext($1))", table.lower()
        )
        self.cache.tables.pop(table.lower(), None)

    async def introspect(self, name: str) -> Table | None:
        """A table read from the database's own catalog."""
        rows = await self.connection.fetch(_COLUMNS, name)
        if not rows:
            return None
        columns = tuple(
            Column(row["name"], _TYPES.get(row["type"], Kind.TEXT), required=row["required"], key=row["key"])
            for row in rows
        )
        return Table(rows[0]["table_name"], columns)

    async def names(self) -> list[str]:
        """Names of all tables of the schema."""
        rows = await self.connection.fetch(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
        )
        return [row[0] for row in rows]


_COLUMNS = """
SELECT c.table_name, c.column_name AS name, c.data_type AS type,
       c.is_nullable = 'NO' AND c.column_default IS NULL AND c.is_identity = 'NO' AS required,
       EXISTS (SELECT 1 FROM information_schema.table_constraints t
               JOIN information_schema.key_column_usage k USING (constraint_schema, constraint_name)
               WHERE t.constraint_type = 'PRIMARY KEY' AND t.table_schema = c.table_schema
                 AND t.table_name = c.table_name AND k.column_name = c.column_name) AS key
FROM information_schema.columns c
WHERE c.table_schema = current_schema() AND c.table_name = (
    SELECT table_name FROM information_schema.tables
    WHERE table_schema = current_schema() AND lower(table_name) = $1 ORDER BY table_name LIMIT 1)
ORDER BY c.ordinal_position
"""
