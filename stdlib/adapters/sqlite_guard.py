"""Runs SQL that an author wrote on SQLite: one statement, only what is allowed, with lists of rows as tables.

SQLite itself asks the authorizer about every table, function and action of the statement before it runs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stdlib.ports import KeywordFault
from stdlib.ports.database import Kind, Row, SqlResult
from stdlib.tables.sql_phrases import quoted
from stdlib.tables.sql_values import Dialect, Misfit, fitted, kind_of, loose, plain, stored, wider

_READS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}
_WRITES = {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}
_REFUSED = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"})
_MOST_COLUMNS = 500
_MOST_ROWS = 1_000_000
_WORST_TEXT = 50_000_000


def run_guarded(
    db: sqlite3.Connection,
    text: str,
    values: Sequence[Any],
    rowsets: Mapping[str, Sequence[Row]],
    write: bool,
    own: bool,
) -> SqlResult:
    """The result of one statement; GB7105 when it is not allowed, which is decided before anything runs."""
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _WORST_TEXT)
    made: list[str] = []
    try:
        for name, rows in rowsets.items():
            made.append(name)
            _fill(db, name, rows)
        bound = [bindable(value) for value in values]
        db.set_authorizer(_authorizer(write, own))
        try:
            return _run(db, text, bound)
        finally:
            db.set_authorizer(None)
    except sqlite3.DatabaseError as error:
        if "not authorized" in str(error) or "prohibited" in str(error):
            raise KeywordFault("GB7105", _not_allowed(write)) from None
        raise
    except (sqlite3.Warning, sqlite3.ProgrammingError) as error:
        raise KeywordFault("GB7105", f"the SQL cannot be run: {str(error)[:200]}") from None
    finally:
        for name in made:
            db.execute(f"DROP TABLE IF EXISTS temp.{quoted(name)}")


def _not_allowed(write: bool) -> str:
    what = "SELECT, INSERT, UPDATE and DELETE over the bot's tables are" if write else "a SELECT over tables is"
    return f"the SQL does what a program may not do: only {what} allowed"


def _authorizer(write: bool, own: bool) -> Callable[..., int]:
    def allows(action: int, one: str | None, two: str | None, database: str | None, inner: str | None) -> int:
        table = (one or "").lower()
        if action == sqlite3.SQLITE_FUNCTION:
            fine = (two or "").lower() not in _REFUSED
        elif action == sqlite3.SQLITE_READ or action in _WRITES:
            hidden = table.startswith("sqlite_") or (own and table.startswith("gb_"))
            fine = not hidden and (action == sqlite3.SQLITE_READ or (write and database == "main"))
        else:
            fine = action in _READS
        return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY

    return allows


def _run(db: sqlite3.Connection, text: str, values: Sequence[Any]) -> SqlResult:
    if not text.strip(" \t\r\n;"):
        raise KeywordFault("GB7105", "the SQL is empty")
    cursor = db.execute(text, values)
    if cursor.description is None:
        return SqlResult(changed=max(0, cursor.rowcount))
    names = [column[0] for column in cursor.description]
    found = cursor.fetchmany(_MOST_ROWS + 1)
    if len(found) > _MOST_ROWS:
        raise KeywordFault("GB7105", f"the SQL gives more than {_MOST_ROWS:,} rows; add a LIMIT")
    rows = [dict(zip(names, map(loose, row), strict=True)) for row in found]
    return SqlResult(rows, max(0, cursor.rowcount))


def bindable(value: Any, dialect: Dialect = Dialect.SQLITE) -> Any:
    """A value of a program as a parameter of SQL."""
    made = plain(value)
    try:
        return stored(fitted(made, kind_of(made)), kind_of(made), dialect)
    except Misfit as misfit:
        raise KeywordFault("GB7103", f"a value of the SQL cannot be used: it {misfit}") from None


def columns_of(name: str, rows: Sequence[Row]) -> list[str]:
    """Columns of a list of rows, in the order they are met; names that differ in case only are one."""
    found: dict[str, str] = {}
    for row in rows:
        for key in row:
            found.setdefault(key.lower(), key)
    if len(found) > _MOST_COLUMNS:
        raise KeywordFault("GB7105", f"the rows of {name} have more than {_MOST_COLUMNS} fields")
    return list(found.values())


def cells_of(row: Row, columns: Sequence[str]) -> list[Any]:
    """A row's values in the order of the columns."""
    by_lower = {key.lower(): value for key, value in row.items()}
    return [by_lower.get(column.lower()) for column in columns]


def joint_kind(values: Sequence[Any]) -> Kind:
    """The kind of a column that holds all these values."""
    kind: Kind | None = None
    for value in values:
        if value is not None:
            kind = kind_of(value) if kind is None else kind if kind is kind_of(value) else wider(kind, value)
    return kind or Kind.TEXT


def _fill(db: sqlite3.Connection, name: str, rows: Sequence[Row]) -> None:
    """A temporary table of these rows; its columns take any kind of value."""
    columns = columns_of(name, rows) or ["empty"]
    db.execute(f"CREATE TEMP TABLE {quoted(name)} ({', '.join(map(quoted, columns))})")
    marks = ", ".join("?" * len(columns))
    cells = ([bindable(cell) for cell in cells_of(row, columns)] for row in rows)
    db.executemany(f"INSERT INTO temp.{quoted(name)} VALUES ({marks})", cells)
