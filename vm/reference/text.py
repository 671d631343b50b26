"""Values to text and text to values, for the reference interpreter: display text, JSON, numeric text, dates in text.

Written from ``docs/internals/semantics.md`` alone and sharing nothing with ``vm.value`` but the containers, so that
the two can be compared. Clarity before speed.
"""

from __future__ import annotations

import json
import math
import re
from datetime import date, datetime, time, timedelta
from typing import Any

from vm.error import BasicError
from vm.reference.meter import Meter
from vm.value import Array, Object

INT_MIN, INT_MAX = -(1 << 63), (1 << 63) - 1

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
LONGEST_NUMBER = 100_000
_WHOLE = re.compile(r"[+-]?[0-9]+")


def fits(number: int) -> bool:
    """True for an integer of 64 bits."""
    return INT_MIN <= number <= INT_MAX


def parse_number(meter: Meter, text: str) -> int | float | None:
    """The number that numeric text stands for, else None."""
    if len(text) > LONGEST_NUMBER:
        return None
    meter.charge(len(text) // 16)
    bare = text.strip()
    if not _NUMBER.fullmatch(bare):
        return None
    if _WHOLE.fullmatch(bare):
        return whole(bare)
    return float(bare)


def whole(digits: str) -> int | float:
    """A whole number: an integer if it fits in 64 bits, else a float."""
    if len(digits) > LONGEST_NUMBER:
        raise ValueError("too long")
    magnitude = digits.lstrip("+-").lstrip("0") or "0"
    number = int(magnitude[:20]) * (-1 if digits.startswith("-") else 1)
    return number if len(magnitude) < 20 and fits(number) else float(digits)


def number_text(number: int | float) -> str:
    """Display text of a number."""
    if isinstance(number, int):
        return str(number)
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return repr(number).replace("e+", "e").removesuffix(".0")


def time_text(value: date | time) -> str:
    """Display text of a date, a date and time, or a time."""
    if isinstance(value, datetime):
        return f"{value.year:04}-{value.month:02}-{value.day:02} {value.hour:02}:{value.minute:02}:{value.second:02}"
    if isinstance(value, date):
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    return f"{value.hour:02}:{value.minute:02}:{value.second:02}"


def seconds_of(duration: timedelta) -> int | float:
    """Total seconds, an integer when whole."""
    whole = duration.days * 86400 + duration.seconds
    return whole + duration.microseconds / 1_000_000 if duration.microseconds else whole


def to_text(meter: Meter, value: Any, level: int = 0) -> str:
    """Display text of any value; GB6903 when too long, GB6905 when nested too deeply."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, str):
        return value
    if isinstance(value, (date, time)):
        return time_text(value)
    if isinstance(value, timedelta):
        return number_text(seconds_of(value))
    if isinstance(value, Object) and value.kind:
        meter.nest(level)
        shown = next((v for name in _SHOWN[value.kind] if (v := field(value, name)) is not None), None)
        return to_text(meter, shown, level + 1)
    text = "".join(_json_parts(meter, value))
    meter.built_text(text)
    return text


_SHOWN = {"response": ("data",), "file": ("url", "name"), "error": ("message",)}


LONGEST_FOLDED = 1000


def find(thing: Object, name: str) -> str | None:
    """The field's name as the object spells it: the same, else the first that differs in case only."""
    names = list(thing.keys())
    if name in names:
        return name
    wanted = name.casefold()
    if len(name) > LONGEST_FOLDED:
        return None
    return next((other for other in names if len(other) <= LONGEST_FOLDED and other.casefold() == wanted), None)


def field(thing: Object, name: str) -> Any:
    """Value of the field that ``find`` finds, else null."""
    spelled = find(thing, name)
    return None if spelled is None else dict(thing.items())[spelled]


def _json_parts(meter: Meter, value: Any) -> list[str]:
    parts: list[str] = []
    total = 0

    def emit(text: str) -> None:
        nonlocal total
        parts.append(text)
        total += len(text)
        meter.text_length(total)

    def walk(value: Any, path: tuple[int, ...]) -> None:
        if value is None:
            emit("null")
        elif isinstance(value, bool):
            emit("true" if value else "false")
        elif isinstance(value, float) and not math.isfinite(value):
            emit("null")
        elif isinstance(value, (int, float)):
            emit(number_text(value))
        elif isinstance(value, str):
            emit(json.dumps(value, ensure_ascii=False))
        elif isinstance(value, (date, time)):
            emit(f'"{time_text(value)}"')
        elif isinstance(value, timedelta):
            emit(number_text(seconds_of(value)))
        elif id(value) in path:
            emit("null")
        else:
            meter.nest(len(path))
            walk_container(value, (*path, id(value)))

    def walk_container(value: Any, path: tuple[int, ...]) -> None:
        meter.charge(len(value))
        pairs = value.items() if isinstance(value, Object) else ((None, item) for item in value)
        emit("{" if isinstance(value, Object) else "[")
        for index, (name, item) in enumerate(pairs):
            emit(", " if index else "")
            if name is not None:
                emit(json.dumps(name, ensure_ascii=False) + ": ")
            walk(item, path)
        emit("}" if isinstance(value, Object) else "]")

    walk(value, ())
    return parts


# ---------------------------------------------------------------- JSON in text

_FENCE = re.compile(r"```[^\n`]*\n(.*?)(?:```.*)?", re.DOTALL)
NOT_JSON = object()


def read_json(meter: Meter, text: str) -> Any:
    """The list or object that the text holds as JSON, perhaps in a ``` fence, else ``NOT_JSON``."""
    meter.charge(len(text) // 64)
    bare = text.strip()
    if bare.startswith("```"):
        match = _FENCE.fullmatch(bare)
        bare = match[1].strip() if match else ""
    if not bare.startswith(("{", "[")):
        return NOT_JSON
    meter.charge(len(bare) // 2)
    try:
        return _from_plain(meter, json.loads(bare, parse_constant=_refuse, parse_int=whole, parse_float=_real))
    except (ValueError, RecursionError):
        return NOT_JSON


def _real(digits: str) -> float:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError("too long")
    return float(digits)


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not JSON")


def _from_plain(meter: Meter, value: Any, level: int = 0) -> Any:
    if isinstance(value, (list, dict)):
        if level >= meter.limits.nesting:
            raise ValueError("too deep")
        meter.items(len(value))
        if isinstance(value, list):
            return Array([_from_plain(meter, item, level + 1) for item in value])
        return Object([(name, _from_plain(meter, item, level + 1)) for name, item in value.items()])
    return value


# ---------------------------------------------------------------- dates in text

_CLOCK = r"(?:(?:[Tt]|\s+)(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?\s*([Zz]|[+-]\d{2}(?::?\d{2})?)?)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})" + _CLOCK, re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})" + _CLOCK, re.ASCII)
_LONGEST_DATE = 64
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)


def parse_date(meter: Meter, text: str) -> date | datetime | None:
    """The date, or date and time, that the text reads as, else None."""
    meter.charge(20 + len(text) // 64)
    bare = text.strip()
    if len(bare) > _LONGEST_DATE:
        return None
    if match := _YEAR_FIRST.fullmatch(bare):
        year, _, month, day, *clock = match.groups()
        return _build(int(year), int(month), int(day), clock)
    if match := _DAY_FIRST.fullmatch(bare):
        first, mark, second, year, *clock = match.groups()
        found = _build(int(year), int(second), int(first), clock)
        if found is None and mark == "/":
            found = _build(int(year), int(first), int(second), clock)
        return found
    return None


def _build(year: int, month: int, day: int, clock: list[str | None]) -> date | datetime | None:
    hour, minute, second, fraction, zone = clock
    try:
        if hour is None:
            return date(year, month, day)
        micros = int((fraction or "0")[:6].ljust(6, "0"))
        moment = datetime(year, month, day, int(hour), int(minute or 0), int(second or 0), micros)
        return _local(moment, zone) if zone else moment
    except (ValueError, OverflowError):
        return None


def _local(moment: datetime, zone: str) -> datetime:
    """The moment, given with an offset, by the host's clock (UTC)."""
    if zone in "Zz":
        return moment
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return moment - (offset if zone[0] == "+" else -offset)


def parse_time(meter: Meter, text: str) -> time | None:
    """The time that text ``HH:MM[:SS]`` reads as, else None."""
    meter.charge(20 + len(text) // 64)
    match = _TIME.fullmatch(text.strip())
    try:
        return time(int(match[1]), int(match[2]), int(match[3] or 0)) if match else None
    except ValueError:
        return None


def to_number(meter: Meter, value: Any) -> int | float:
    """Numeric value of an operand, or GB6001."""
    if value is None:
        return 0
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str):
        number = parse_number(meter, value)
        if number is not None:
            return number
    raise BasicError("GB6001", f"{kind_name(value)} is not a number")


def kind_name(value: Any) -> str:
    """How messages call a value."""
    if isinstance(value, str):
        return f'the text "{value[:40]}"'
    for kind, name in ((Array, "a list"), (Object, "an object"), (datetime, "a date"), (date, "a date")):
        if isinstance(value, kind):
            return name
    return "a duration" if isinstance(value, timedelta) else "a time"
