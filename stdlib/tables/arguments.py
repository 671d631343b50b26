"""How data keywords read their arguments; each fault names the keyword and the argument that does not fit.

Values become plain data on their way to a port and rows become values on their way back. Called by ``stdlib.tables``
and the data keywords.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from stdlib.functions.arguments import kind, unwrap
from stdlib.ports import KeywordFault
from stdlib.ports.database import Row
from vm.value import Array, Object, from_python, to_python, to_text

LONGEST_NAME = 200
"""Characters that the name of a table, column or connection may have."""


def wrong(keyword: str, argument: str, needed: str, value: Any) -> KeywordFault:
    """The fault (GB6004) for an argument that does not fit."""
    return KeywordFault("GB6004", f"{keyword} needs {needed} as its {argument}, not {kind(value)}")


def name_of(keyword: str, argument: str, value: Any, what: str) -> str:
    """A name given as text; GB6004 when it is none."""
    if not isinstance(value, str) or not value.strip():
        raise wrong(keyword, argument, f"the name of {what}", value)
    name = value.strip()
    if len(name) > LONGEST_NAME or (not name.isprintable() and any(map(_unusable, name))):
        raise KeywordFault("GB6004", f"{keyword} cannot use {name[:40]!r} as the name of {what}")
    return name


def _unusable(char: str) -> bool:
    """A control character, or half of one."""
    return ord(char) < 32 or 0xD800 <= ord(char) < 0xE000


def connection_of(keyword: str, value: Any) -> str:
    """The connection of ON: a name, or the object that CONNECT gave."""
    if isinstance(value, Object):
        value = value.get("name")
    return "" if value is None else name_of(keyword, "connection", value, "a connection")


def count_of(keyword: str, argument: str, value: Any) -> int:
    """A number of rows that is not negative; GB6004 otherwise."""
    number = float(value) if isinstance(value, str) and value.strip().isdigit() else value
    if isinstance(number, bool) or not isinstance(number, int | float) or number < 0 or number != number // 1:
        raise wrong(keyword, argument, "a number of rows", value)
    return int(number)


def stored(value: Any) -> Any:
    """A value as a port takes it: a response as its data, a file as its address, lists and objects as plain data."""
    value = unwrap(value)
    if isinstance(value, Object) and value.kind == "file":
        return to_text(value)
    return to_python(value)


def row_of(keyword: str, value: Any) -> Row:
    """An object as a row; GB6004 when it is none, has no field, or a field cannot be a column."""
    value = unwrap(value)
    if not isinstance(value, Object):
        raise wrong(keyword, "values", "an object", value)
    return checked_row(keyword, dict(value.items()))


def checked_row(keyword: str, fields: Mapping[str, Any]) -> Row:
    """Fields as a row of plain data; GB6004 when there are none or a name cannot be a column's."""
    if not fields:
        raise KeywordFault("GB6004", f"{keyword} needs at least one column with a value")
    return {name_of(keyword, "values", name, "a column"): stored(value) for name, value in fields.items()}


def rows_of(keyword: str, argument: str, value: Any) -> list[Row]:
    """A list of objects, or one, as rows."""
    value = unwrap(value)
    if isinstance(value, Object):
        return [row_of(keyword, value)]
    if value is None:
        return []
    if not isinstance(value, Array):
        raise wrong(keyword, argument, "a list of objects", value)
    return [row_of(keyword, item) for item in value]


def rowset(rows: Iterable[Row]) -> Array:
    """Rows as the result of a query: a list that is false when empty and has its first row's fields."""
    made: Array = from_python(list(rows))
    made.rowset = True
    return made


def first_row(rows: Sequence[Row]) -> Object | None:
    """The first row as an object, None when there is none."""
    return from_python(rows[0]) if rows else None
