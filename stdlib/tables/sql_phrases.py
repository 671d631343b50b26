"""What each dialect of SQL writes in its own way: types, parameters, how texts are compared, sorted and searched.

Only phrases; ``sql_text`` makes conditions of them, the database adapters statements.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stdlib.ports.database import Column, Kind
from stdlib.tables.sql_values import Dialect, stored

TYPES: Mapping[Dialect, Mapping[Kind, str]] = {
    Dialect.SQLITE: {
        Kind.TEXT: "TEXT", Kind.INTEGER: "INTEGER", Kind.NUMBER: "REAL", Kind.BOOLEAN: "BOOLEAN", Kind.DATE: "DATE",
        Kind.TIME: "TIME", Kind.DATETIME: "DATETIME", Kind.JSON: "JSON_TEXT",
    },
    Dialect.POSTGRES: {
        Kind.TEXT: "text", Kind.INTEGER: "bigint", Kind.NUMBER: "double precision", Kind.BOOLEAN: "boolean",
        Kind.DATE: "date", Kind.TIME: "time", Kind.DATETIME: "timestamp", Kind.JSON: "json",
    },
    Dialect.MYSQL: {
        Kind.TEXT: "longtext", Kind.INTEGER: "bigint", Kind.NUMBER: "double", Kind.BOOLEAN: "tinyint(1)",
        Kind.DATE: "date", Kind.TIME: "time(6)", Kind.DATETIME: "datetime(6)", Kind.JSON: "json",
    },
}  # fmt: skip


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


class Params:
    """The parameters of one statement; only those whose mark is still in the text when it is finished are passed."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self._values: list[Any] = []
        self._types: list[str] = []

    def add(self, value: Any, kind: Kind) -> str:
        """The mark that stands for a fitted value of this kind."""
        return self.add_raw(stored(value, kind, self.dialect), f"::{TYPES[self.dialect][kind]}")

    def add_raw(self, value: Any, cast: str = "") -> str:
        """The mark for a value as the driver takes it."""
        self._values.append(value)
        self._types.append(cast if self.dialect is Dialect.POSTGRES else "")
        return f"\0{len(self._values) - 1}\0"

    def finish(self, sql: str) -> tuple[str, list[Any]]:
        """The statement in the dialect's own marks, and the values for them."""
        pieces = sql.split("\0")
        numbers = [int(piece) for piece in pieces[1::2]]
        pieces[1::2] = [self.dialect.mark(at) + self._types[number] for at, number in enumerate(numbers, 1)]
        return "".join(pieces), [self._values[number] for number in numbers]


def compared(dialect: Dialect, name: str, kind: Kind, sign: str, mark: str) -> str:
    """``column sign parameter``, where texts are compared by their code points and whole."""
    column = quoted(name)
    if kind is Kind.TEXT and dialect is Dialect.POSTGRES and sign not in ("=", "<>"):
        column += ' COLLATE "C"'
    if kind is Kind.TEXT and dialect is Dialect.MYSQL:
        exact = f"{_BYTES.format(column)} {sign} CAST({mark} AS BINARY)"
        return f"({column} = {mark} AND {exact})" if sign == "=" else exact  # the first half finds the index
    return f"{column} {sign} {mark}"


_BYTES = "CAST(CONVERT({} USING utf8mb4) AS BINARY)"


def ordered(dialect: Dialect, column: Column, descending: bool) -> str:
    """A term of ORDER BY: texts by their code points, nothing last, or first when descending."""
    text = quoted(column.name)
    if dialect is Dialect.MYSQL:
        way = "DESC" if descending else "ASC"
        sorted_by = _BYTES.format(text) if column.kind is Kind.TEXT else text
        return f"{text} IS NULL {way}, {sorted_by} {way}"
    if column.kind is Kind.TEXT and dialect is Dialect.POSTGRES:
        text += ' COLLATE "C"'
    return f"{text} {'DESC NULLS FIRST' if descending else 'ASC NULLS LAST'}"


def limited(dialect: Dialect, count: int | None, first: int) -> str:
    """LIMIT and OFFSET as numbers in the text: as parameters they would make PostgreSQL plan anew for every call."""
    text = ""
    if count is not None:
        text += f" LIMIT {max(0, int(count))}"
    elif first:
        text += _NO_LIMIT[dialect]
    return text + (f" OFFSET {int(first)}" if first else "")


_NO_LIMIT = {Dialect.SQLITE: " LIMIT -1", Dialect.POSTGRES: "", Dialect.MYSQL: " LIMIT 18446744073709551615"}

WORD_TESTS: Mapping[Dialect, Mapping[str, str]] = {
    Dialect.SQLITE: {
        "CONTAINS": "(instr({c}, %s) > 0)",
        "STARTS": "(substr({c}, 1, length(%s)) = %s)",
        "ENDS": "(substr({c}, -length(%s)) = %s)",
    },
    Dialect.POSTGRES: {
        "CONTAINS": "(strpos({c}, %s) > 0)",
        "STARTS": "starts_with({c}, %s)",
        "ENDS": "(right({c}, length(%s)) = %s)",
    },
    Dialect.MYSQL: {
        "CONTAINS": f"(INSTR({_BYTES.format('{c}')}, CAST(%s AS BINARY)) > 0)",
        "STARTS": f"(LEFT({_BYTES.format('{c}')}, LENGTH(%s)) = CAST(%s AS BINARY))",
        "ENDS": f"(RIGHT({_BYTES.format('{c}')}, LENGTH(%s)) = CAST(%s AS BINARY))",
    },
}
"""For CONTAINS, STARTS and ENDS: the test of a column ``{c}``; each ``%s`` is the searched text."""

LIKE_TESTS: Mapping[Dialect, str] = {
    # A text that is longer in bytes than in characters is not ASCII; such ones are let through.
    Dialect.SQLITE: "({c} LIKE %s ESCAPE '\\' OR length(CAST({c} AS BLOB)) <> length({c}))",
    Dialect.POSTGRES: "({c} ILIKE %s ESCAPE '\\' OR octet_length({c}) <> char_length({c}))",
    Dialect.MYSQL: "(CONVERT({c} USING utf8mb4) COLLATE utf8mb4_general_ci LIKE %s ESCAPE '\\' "
    "OR LENGTH(CONVERT({c} USING utf8mb4)) <> CHAR_LENGTH({c}))",
}
"""LIKE for texts of ASCII in any case; others may pass as well."""
