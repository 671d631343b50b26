"""How values of a program are kept in columns, and read back, in each dialect of SQL.

``fitted`` gives what a column holds for a value or raises ``Misfit``; ``stored`` and ``loaded`` cross to the driver.
No SQL text is built here. Called by ``sql_text`` and the database adapters.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from enum import StrEnum
from typing import Any

from stdlib.functions.moments import as_datetime, moment, time_of
from stdlib.ports.database import Kind
from vm.value import Array, Object, from_python, parse_number, to_json, to_python, to_text

LOW, HIGH = -(2**63), 2**63 - 1
_WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class Dialect(StrEnum):
    """A database's SQL."""

    SQLITE = "sqlite"
    POSTGRES = "postgres"
    MYSQL = "mysql"

    def numbered(self, sql: str) -> str:
        """``sql``, in which ``?`` stands for parameters, with the marks of this dialect; texts in it have no ``?``."""
        first, *others = sql.split("?")
        return first + "".join(self.mark(number) + part for number, part in enumerate(others, 1))

    def mark(self, number: int) -> str:
        """What stands for parameter ``number``; in MySQL what the link puts values in place of."""
        return {Dialect.SQLITE: "?", Dialect.POSTGRES: f"${number}", Dialect.MYSQL: "\0"}[self]


class Misfit(ValueError):
    """A value that a column cannot hold; the text says why."""


def kind_of(value: Any) -> Kind:
    """The kind of a column that is made for this value."""
    if isinstance(value, bool):
        return Kind.BOOLEAN
    if isinstance(value, int):
        return Kind.INTEGER
    if isinstance(value, float):
        return Kind.NUMBER
    if isinstance(value, dt.datetime):
        return Kind.DATETIME
    if isinstance(value, dt.date):
        return Kind.DATE
    if isinstance(value, dt.time):
        return Kind.TIME
    return Kind.JSON if isinstance(value, list | dict | Array | Object) else Kind.TEXT


def wider(kind: Kind, value: Any) -> Kind:
    """The kind that holds what ``kind`` holds and ``value`` too."""
    other = kind_of(value)
    for pair, joint in _JOINT.items():
        if {kind, other} <= pair:
            return joint
    return Kind.TEXT


_JOINT = {
    frozenset({Kind.INTEGER, Kind.NUMBER}): Kind.NUMBER,
    frozenset({Kind.DATE, Kind.DATETIME}): Kind.DATETIME,
}


def fitted(value: Any, kind: Kind) -> Any:
    """What a column of this kind holds for ``value``; nothing and, but for text, "" are None."""
    if value is None or (value == "" and kind is not Kind.TEXT):
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    made = _FITTERS[kind](value)
    if made is None:
        raise Misfit(wanted(kind))
    return made


def keeps(value: Any, kind: Kind) -> bool:
    """Whether a column of this kind gives the value back as it was."""
    try:
        made = fitted(value, kind)
    except Misfit:
        return False
    if value is None or value == "" or kind is Kind.JSON:
        return True
    if kind is Kind.NUMBER and isinstance(value, int) and not isinstance(value, bool):
        return abs(value) <= 2**53
    if kind_of(value) is kind or (kind is Kind.DATETIME and isinstance(value, dt.date)):
        return True
    return kind is Kind.TEXT or (isinstance(value, str) and to_text(made) == value)


def wanted(kind: Kind) -> str:
    """What a column of this kind holds, in words."""
    return f"holds {_WANTED[kind]}"


def _text(value: Any) -> str:
    made = value if isinstance(value, str) else _json(value) if _nested(value) else to_text(value)
    if "\0" in made:
        raise Misfit("holds no text with a NUL character")
    try:
        made.encode()
    except UnicodeEncodeError:
        raise Misfit("holds no text with half of a character") from None
    return made


def _nested(value: Any) -> bool:
    return isinstance(value, list | dict | Array | Object)


def _json(value: Any) -> str:
    return to_json(from_python(value))


def _number(value: Any) -> int | float | None:
    if isinstance(value, str):
        return parse_number(value)
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    return value if isinstance(value, int | float) else None


def _integer(value: Any) -> int | None:
    found = _number(value)
    if isinstance(found, float):
        found = int(found) if found.is_integer() else None
    return int(found) if found is not None and LOW <= found <= HIGH else None


def _float(value: Any) -> float | None:
    found = _number(value)
    return None if found is None else float(found)


def _boolean(value: Any) -> bool | None:
    if isinstance(value, str) and value.strip().lower() in _WORDS:
        return _WORDS[value.strip().lower()]
    found = _number(value)
    return bool(found) if found in (0, 1) else None


def _date(value: Any) -> dt.date | None:
    found = moment(value)
    return None if found is None else as_datetime(found).date()


def _datetime(value: Any) -> dt.datetime | None:
    found = moment(value)
    return None if found is None else as_datetime(found).replace(tzinfo=None)


def _plain(value: Any) -> Any:
    text = _text(_json(value))
    if "\\u0000" in text:
        raise Misfit("holds no text with a NUL character")
    return json.loads(text)


_FITTERS: dict[Kind, Any] = {
    Kind.TEXT: _text, Kind.INTEGER: _integer, Kind.NUMBER: _float, Kind.BOOLEAN: _boolean, Kind.DATE: _date,
    Kind.TIME: time_of, Kind.DATETIME: _datetime, Kind.JSON: _plain,
}  # fmt: skip
_WANTED = {
    Kind.TEXT: "text", Kind.INTEGER: "whole numbers", Kind.NUMBER: "numbers", Kind.BOOLEAN: "true or false",
    Kind.DATE: "dates", Kind.TIME: "times", Kind.DATETIME: "dates with a time", Kind.JSON: "lists and objects",
}  # fmt: skip


def stored(value: Any, kind: Kind, dialect: Dialect) -> Any:
    """What the driver is given for a fitted value."""
    if value is None:
        return None
    if kind is Kind.JSON:
        return json.dumps(value, ensure_ascii=False)
    if dialect is Dialect.SQLITE:
        if kind is Kind.DATETIME:
            return value.isoformat(" ")
        if kind in (Kind.DATE, Kind.TIME):
            return value.isoformat()
        if kind is Kind.BOOLEAN:
            return int(value)
    return value


def loaded(value: Any, kind: Kind) -> Any:
    """The value of a program for what the driver gave; what others wrote in another form is given as it is."""
    if value is None or (type(value) in _SIMPLE and kind in _PLAIN):
        return value
    try:
        if kind is Kind.JSON and isinstance(value, str):
            return json.loads(value)
        if kind is Kind.BOOLEAN and value in (0, 1, b"\0", b"\1"):
            return value in (1, b"\1")
        if kind is Kind.TIME and isinstance(value, dt.timedelta) and dt.timedelta(0) <= value < dt.timedelta(days=1):
            return (dt.datetime.min + value).time()
        if isinstance(value, str) and kind in _READERS:
            return _READERS[kind](value)
    except ValueError:
        return value
    return loose(value)


_SIMPLE, _PLAIN = frozenset({str, int, float}), frozenset({Kind.TEXT, Kind.INTEGER, Kind.NUMBER})
_READERS: dict[Kind, Any] = {
    Kind.DATE: dt.date.fromisoformat, Kind.TIME: dt.time.fromisoformat, Kind.DATETIME: dt.datetime.fromisoformat,
}  # fmt: skip


def loose(value: Any) -> Any:
    """A driver's value as one of the language, for columns of which nothing is known."""
    if isinstance(value, dt.datetime):
        return value if value.tzinfo is None else value.astimezone().replace(tzinfo=None)
    if value is None or isinstance(value, bool | int | float | str | dt.date | dt.time | dt.timedelta | list | dict):
        return value
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    found = parse_number(str(value))  # decimals of the driver
    return str(value) if found is None else found


def plain(value: Any) -> Any:
    """A value of a program with lists and objects as those of Python."""
    return to_python(value) if isinstance(value, Array | Object) else value
