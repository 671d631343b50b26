"""Runs SQL that an author wrote on MySQL and MariaDB, with lists of rows as temporary tables.

The statement is read token by token and may call only known functions (``sql_guard``); a query that would change
something is refused there. Called by ``database_mysql``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from stdlib.adapters.sql_guard import checked, spellings
from stdlib.adapters.sqlite_guard import bindable, cells_of, columns_of, joint_kind
from stdlib.ports import KeywordFault
from stdlib.ports.database import Row, SqlResult
from stdlib.tables.sql_phrases import TYPES, quoted
from stdlib.tables.sql_values import Dialect, fitted, loose, plain, stored

if TYPE_CHECKING:
    from stdlib.adapters.mysql_link import MysqlLink

_MOST_ROWS = 1_000_000


async def run_guarded(
    link: MysqlLink, text: str, values: Sequence[Any], rowsets: Mapping[str, Sequence[Row]], write: bool
) -> SqlResult:
    """The result of one statement; GB7105 when it is not allowed."""
    sql = checked(text, len(values), write, await spellings(link, rowsets), link.dialect)
    made: list[str] = []
    try:
        for name, rows in rowsets.items():
            made.append(name)
            await _fill(link, name, rows)
        names, found, changed = await link.query(
            sql, [bindable(value, link.dialect) for value in values], _MOST_ROWS + 1
        )
    finally:
        for name in made:
            await link.run(f"DROP TEMPORARY TABLE IF EXISTS {quoted(name)}")
    if len(found) > _MOST_ROWS:
        raise KeywordFault("GB7105", f"the SQL gives more than {_MOST_ROWS:,} rows; add a LIMIT")
    if names is None:
        return SqlResult(changed=changed)
    return SqlResult([dict(zip(names, map(loose, row), strict=True)) for row in found], 0)


async def _fill(link: MysqlLink, name: str, rows: Sequence[Row]) -> None:
    """A temporary table of these rows, each column of the kind that holds all its values."""
    columns = columns_of(name, rows) or ["empty"]
    cells = [[plain(cell) for cell in cells_of(row, columns)] for row in rows]
    kinds = [joint_kind([row[at] for row in cells]) for at in range(len(columns))]
    types = TYPES[Dialect.MYSQL]
    lines = ", ".join(f"{quoted(column)} {types[kind]}" for column, kind in zip(columns, kinds, strict=True))
    await link.run(f"CREATE TEMPORARY TABLE {quoted(name)} ({lines}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
    marks = ", ".join("?" * len(columns))
    made = [
        [stored(fitted(cell, kind), kind, Dialect.MYSQL) for cell, kind in zip(row, kinds, strict=True)]
        for row in cells
    ]
    await link.run_many(f"INSERT INTO {quoted(name)} VALUES ({link.dialect.numbered(marks)})", made)
