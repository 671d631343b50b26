"""Runs SQL that an author wrote on PostgreSQL, with lists of rows as temporary tables.

Three walls: the statement is read token by token and may call only known functions (``sql_guard``); it runs as a
role that has nothing but the bot's tables, if the host's user may make roles; and a query runs in a transaction that
cannot write and is always undone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from stdlib.adapters.sql_guard import checked, qualifiers, refused, spellings
from stdlib.adapters.sqlite_guard import bindable, cells_of, columns_of, joint_kind
from stdlib.ports import KeywordFault
from stdlib.ports.database import Kind, Row, SqlResult
from stdlib.tables.sql_phrases import TYPES, quoted
from stdlib.tables.sql_values import Dialect, Misfit, fitted, loose, plain, stored

_MOST_ROWS = 1_000_000
_PORTION = 5000
_PARAMETERS = {
    "int2": Kind.INTEGER, "int4": Kind.INTEGER, "int8": Kind.INTEGER, "float4": Kind.NUMBER, "float8": Kind.NUMBER,
    "numeric": Kind.NUMBER, "text": Kind.TEXT, "varchar": Kind.TEXT, "bpchar": Kind.TEXT, "bool": Kind.BOOLEAN,
    "date": Kind.DATE, "timestamp": Kind.DATETIME, "time": Kind.TIME, "json": Kind.JSON, "jsonb": Kind.JSON,
}  # fmt: skip


class _Undo(Exception):
    """Ends a transaction without keeping anything; carries the result."""

    def __init__(self, result: SqlResult) -> None:
        super().__init__()
        self.result = result


async def run_guarded(
    link: Any, store: Any, text: str, values: Sequence[Any], rowsets: Mapping[str, Sequence[Row]], write: bool
) -> SqlResult:
    """The result of one statement; GB7105 when it is not allowed."""
    sql = checked(text, len(values), write, await spellings(link, rowsets), Dialect.POSTGRES)
    await _refuse_others(link, text)
    try:
        async with link.connection.transaction():
            for name, rows in rowsets.items():
                await _fill(link.connection, name, rows, store.role)
            if not write:
                await link.connection.execute("SET LOCAL transaction_read_only = on")
            if store.role:
                await link.connection.execute(f"SET LOCAL ROLE {quoted(store.role)}")
            result = await _run(link.connection, sql, values)
            if not write:
                raise _Undo(result)
            await link.connection.execute("SET LOCAL ROLE NONE")
            for name in rowsets:
                await link.connection.execute(f"DROP TABLE pg_temp.{quoted(name)}")
            return result
    except _Undo as done:
        return done.result


async def _refuse_others(link: Any, text: str) -> None:
    """In a database that bots share, the schemas of the others are closed, also where no role closes them."""
    named = qualifiers(text) if link.own else set()
    if named:
        sql = "SELECT nspname FROM pg_namespace WHERE nspname = ANY($1) AND nspname <> current_schema()"
        for (other,) in await link.rows(sql, (sorted(named),)):
            raise refused(f"the schema {other}")


async def _run(connection: Any, sql: str, values: Sequence[Any]) -> SqlResult:
    statement = await connection.prepare(sql)
    bound = [_parameter(value, kind.name) for value, kind in zip(values, statement.get_parameters(), strict=True)]
    attributes = statement.get_attributes()
    if not attributes:
        await statement.fetch(*bound)
        count = statement.get_statusmsg().rpartition(" ")[2]
        return SqlResult(changed=int(count) if count.isdigit() else 0)
    found: list[Any] = []
    cursor = await statement.cursor(*bound)
    while portion := await cursor.fetch(_PORTION):
        found += portion
        if len(found) > _MOST_ROWS:
            raise KeywordFault("GB7105", f"the SQL gives more than {_MOST_ROWS:,} rows; add a LIMIT")
    names = [attribute.name for attribute in attributes]
    documents = [attribute.type.name in ("json", "jsonb") for attribute in attributes]
    rows = [
        {name: _loaded(value, document) for name, value, document in zip(names, row, documents, strict=True)}
        for row in found
    ]
    return SqlResult(rows, 0)


def _loaded(value: Any, document: bool) -> Any:
    return json.loads(value) if document and isinstance(value, str) else loose(value)


def _parameter(value: Any, type_name: str) -> Any:
    """A value as the parameter's type wants it."""
    kind = _PARAMETERS.get(type_name)
    if kind is None:
        return bindable(value, Dialect.POSTGRES)
    try:
        return stored(fitted(plain(value), kind), kind, Dialect.POSTGRES)
    except Misfit as misfit:
        raise KeywordFault("GB7105", f"a value does not fit the SQL, which there {misfit}") from None


async def _fill(connection: Any, name: str, rows: Sequence[Row], role: str) -> None:
    """A temporary table of these rows, each column of the kind that holds all its values."""
    columns = columns_of(name, rows) or ["empty"]
    cells = [[plain(cell) for cell in cells_of(row, columns)] for row in rows]
    kinds = [joint_kind([row[at] for row in cells]) for at in range(len(columns))]
    lines = ", ".join(
        f"{quoted(column)} {TYPES[Dialect.POSTGRES][kind]}" for column, kind in zip(columns, kinds, strict=True)
    )
    await connection.execute(f"CREATE TEMP TABLE {quoted(name)} ({lines}) ON COMMIT DROP")
    if role:
        await connection.execute(f"GRANT SELECT ON pg_temp.{quoted(name)} TO {quoted(role)}")
    marks = ", ".join(f"${at}" for at in range(1, len(columns) + 1))
    made = [
        [stored(fitted(cell, kind), kind, Dialect.POSTGRES) for cell, kind in zip(row, kinds, strict=True)]
        for row in cells
    ]
    await connection.executemany(f"INSERT INTO pg_temp.{quoted(name)} VALUES ({marks})", made)
