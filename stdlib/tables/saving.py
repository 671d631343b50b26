"""What SAVE, INSERT and UPDATE store: which value goes into which column.

A value's column is the name it was written under; other expressions take the next column of the declared table that
is free. Text such as ``status=paid`` names its columns itself. Called by the data keywords.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stdlib.functions.arguments import kind, unwrap
from stdlib.ports import KeywordFault
from stdlib.ports.database import Kind, Row, Table
from stdlib.tables.arguments import checked_row, row_of, rows_of
from stdlib.tables.assignments import assigned, assigned_by_filter
from vm.value import Array, Object, to_text


def rows_to_save(keyword: str, values: Sequence[Object], table: Table | None) -> list[Row]:
    """The rows that a list of ``{name, value}`` stands for: one, or as many as the only value has."""
    given = [_given(item) for item in values]
    if len(given) == 1 and isinstance(given[0], Object | Array):
        return rows_of(keyword, "values", given[0])
    if len(given) == 2 and isinstance(given[1], Object) and not isinstance(given[0], Object | Array):
        return [{key_of(table): given[0], **row_of(keyword, given[1])}]
    names = [_last(item.get("name")) for item in values]
    return [checked_row(keyword, dict(zip(_columns(keyword, names, table), given, strict=True)))]


def _given(item: Object) -> Any:
    """The value of a ``{name, value}``; of text that came in parts, the text."""
    parts, values = item.get("parts"), item.get("values")
    if isinstance(parts, Array) and isinstance(values, Array):
        texts = [to_text(value) for pair in zip(parts, values, strict=False) for value in pair]
        return "".join(texts) + to_text(parts[-1])
    return unwrap(item.get("value"))


def key_of(table: Table | None) -> str:
    """The column that says which row is which: the declared key, else ``id``."""
    keys = [] if table is None else [column.name for column in table.columns if column.key]
    return keys[0] if len(keys) == 1 else "id"


def _last(name: Any) -> str:
    return name.rpartition(".")[2] if isinstance(name, str) else ""


def _columns(keyword: str, names: list[str], table: Table | None) -> list[str]:
    """A column for each value; GB6004 where there is none."""
    taken = {name.lower() for name in names if name}
    if len(taken) < sum(map(bool, names)):
        raise KeywordFault("GB6004", f"{keyword} got two values for the same column; write WITH column AS value")
    order = [] if table is None else [column.name for column in table.columns]
    at = 0
    found: list[str] = []
    for number, name in enumerate(names, 1):
        if not name:
            name = next((c for c in order[at:] if c.lower() not in taken and not _made(table, c)), "")
            if not name:
                raise KeywordFault(
                    "GB6004", f"{keyword} knows no column for value {number}; write WITH column AS value"
                )
            taken.add(name.lower())
        at = next((n for n, c in enumerate(order, 1) if c.lower() == name.lower()), at)
        found.append(name)
    return found


def _made(table: Table | None, name: str) -> bool:
    """True for the key when the database makes it itself: a number, or ``id``."""
    key = key_of(table).lower()
    number = table is not None and any(c.name.lower() == key and c.kind is Kind.INTEGER for c in table.columns)
    return name.lower() == key and (key == "id" or number)


def changes_of(keyword: str, values: Sequence[Object]) -> Row:
    """The new values of UPDATE: an object, ``column, value`` pairs, ``column=value`` text, or named variables."""
    given = [_given(item) for item in values]
    names = [_last(item.get("name")) for item in values]
    if len(given) == 1 and isinstance(given[0], Object):
        return row_of(keyword, given[0])
    if len(values) == 1 and values[0].get("parts") is not None:
        return checked_row(keyword, assigned_by_filter(keyword, values[0]))
    if len(given) == 1 and not names[0] and isinstance(given[0], str):
        return checked_row(keyword, assigned(keyword, given[0], written=values[0].get("written") is True))
    if not names[0] and len(given) % 2 == 0:
        return checked_row(keyword, {_column(keyword, given[n]): given[n + 1] for n in range(0, len(given), 2)})
    if not all(names):
        nameless = kind(given[names.index("")])
        raise KeywordFault("GB6004", f"{keyword} knows no column for {nameless}; write SET column = value")
    return checked_row(keyword, dict(zip(names, given, strict=True)))


def _column(keyword: str, value: Any) -> str:
    if not isinstance(value, str):
        raise KeywordFault("GB6004", f"{keyword} needs the name of a column before its value, not {kind(value)}")
    return value
