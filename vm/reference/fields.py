"""Fields, elements and loops of the reference interpreter: GETF, SETF, GETI, SETI and what FOR EACH runs over.

Follows ``docs/internals/semantics.md`` line by line and uses the containers only as plain lists and ordered maps;
finding a field without regard to case is done here, not by them.
"""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import Any

from vm.error import BasicError
from vm.reference.meter import Meter
from vm.reference.text import NOT_JSON, field, find, fits, kind_name, parse_number, read_json, seconds_of, to_text
from vm.value import Array, Object

_COUNTS = ("length", "count", "size")
MISSING = object()
MAX_DEPTH = 64


def get_field(meter: Meter, base: Any, name: str, depth: int = 0) -> Any:
    """``base.name``."""
    found = MISSING if depth >= MAX_DEPTH else _own_field(meter, base, name, depth)
    if found is not MISSING:
        return found
    if name.lower() in _COUNTS and isinstance(base, (Array, Object, str)):
        return len(base)
    return None


def _own_field(meter: Meter, base: Any, name: str, depth: int) -> Any:
    if isinstance(base, Object):
        return _object_field(meter, base, name, depth)
    if isinstance(base, Array):
        return _list_field(meter, base, name, depth)
    if isinstance(base, str):
        parsed = NOT_JSON if name.lower() == "length" else read_json(meter, base)
        return MISSING if parsed is NOT_JSON else get_field(meter, parsed, name, depth + 1)
    if isinstance(base, (date, time)):
        return _clock_field(base, name.lower())
    if isinstance(base, timedelta):
        return _duration_field(base, name.lower())
    return MISSING


def _object_field(meter: Meter, base: Object, name: str, depth: int) -> Any:
    spelled = find(base, name)
    if spelled is not None:
        return field(base, spelled)
    if base.kind == "response":
        data = field(base, "data")
        if isinstance(data, Object) and depth < MAX_DEPTH:
            return _object_field(meter, data, name, depth + 1)
        if isinstance(data, Array):
            return get_field(meter, data, name, depth + 1)
    return MISSING


def _list_field(meter: Meter, base: Array, name: str, depth: int) -> Any:
    if name.lower() in _COUNTS:
        return len(base)
    if base.rowset:
        return get_field(meter, base[0], name, depth + 1) if len(base) else None
    if len(base) == 1 and isinstance(base[0], Object):
        return get_field(meter, base[0], name, depth + 1)
    return None


def _clock_field(value: date | time, name: str) -> Any:
    if name == "time":
        return value if isinstance(value, time) else value.time() if isinstance(value, datetime) else time()
    if isinstance(value, date):
        if name == "date":
            return value.date() if isinstance(value, datetime) else value
        if name == "weekday":
            return value.isoweekday() % 7 + 1
        if name in ("hour", "minute", "second") and not isinstance(value, datetime):
            return 0
    return (
        getattr(value, name)
        if name in ("year", "month", "day", "hour", "minute", "second") and hasattr(value, name)
        else None
    )


def _duration_field(value: timedelta, name: str) -> Any:
    units = {"days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}
    if name not in units:
        return None
    total = seconds_of(value)
    return total // units[name] if total % units[name] == 0 and isinstance(total, int) else total / units[name]


# ---------------------------------------------------------------- elements


def index_of(meter: Meter, index: Any) -> int | None:
    """The whole number that an index stands for, else None; numeric text counts, the fraction does not."""
    number = parse_number(meter, index) if isinstance(index, str) else index
    if isinstance(number, bool) or not isinstance(number, (int, float)):
        return None
    if isinstance(number, float):
        return int(number) if math.isfinite(number) and fits(int(number)) else None
    return number


def get_item(meter: Meter, base: Any, index: Any, depth: int = 0) -> Any:
    """``base[index]``."""
    if depth >= MAX_DEPTH:
        return None
    if not isinstance(base, (Array, Object, str)):
        return None  # nothing is read of the index
    place = index_of(meter, index)
    if isinstance(base, Array):
        if place is None:
            return get_field(meter, base, index) if isinstance(index, str) else None
        return base[place] if 0 <= place < len(base) else None
    if isinstance(base, Object):
        name = to_text(meter, index)
        spelled = find(base, name)
        if spelled is not None:
            return field(base, spelled)
        if base.kind == "response":
            return get_item(meter, field(base, "data"), index, depth + 1)
        return get_field(meter, base, name)
    return _text_item(meter, base, index, place, depth)


def _text_item(meter: Meter, base: str, index: Any, place: int | None, depth: int) -> Any:
    if place is not None and (base[:1].isspace() or base.startswith("[")):
        meter.charge(len(base) // 64)
    if place is None or base.strip().startswith("["):
        parsed = read_json(meter, base)
        if parsed is not NOT_JSON:
            return get_item(meter, parsed, index, depth + 1)
    if place is None:
        return get_field(meter, base, index) if isinstance(index, str) else None
    return base[place] if 0 <= place < len(base) else ""


# ---------------------------------------------------------------- changing


def base_for_field(meter: Meter, base: Any, name: str) -> Any:
    """The base of an assignment to a field: null becomes a new object."""
    if base is not None:
        return base
    meter.hold(48)
    return Object()


def base_for_item(meter: Meter, base: Any, index: Any) -> Any:
    """The base of an assignment to an element: null becomes a list for a whole number, else an object."""
    if base is not None:
        return base
    place = index_of(Meter(meter.limits), index)  # reading it is paid for when the element is set
    meter.hold(48)
    return Array() if place is not None and (isinstance(index, (int, str)) or index == place) else Object()


def set_field(meter: Meter, base: Any, name: str, value: Any, depth: int = 0) -> None:
    """``base.name = value`` for a base that is not null."""
    if isinstance(base, Object):
        spelled = find(base, name)
        if spelled is None:
            meter.items(len(base) + 1, 1)
        base[name if spelled is None else spelled] = value
    elif isinstance(base, Array) and base.rowset and len(base) and depth < MAX_DEPTH:
        base[0] = base_for_field(meter, base[0], name)
        set_field(meter, base[0], name, value, depth + 1)
    else:
        raise BasicError("GB6006", f"{_kind(base)} has no fields that can be set")


def _kind(value: Any) -> str:
    return "a number" if isinstance(value, (bool, int, float)) else kind_name(value)


def set_item(meter: Meter, base: Any, index: Any, value: Any) -> None:
    """``base[index] = value`` for a base that is not null."""
    place = index_of(meter, index)
    if isinstance(base, Array) and place is not None:
        if place < 0:
            raise BasicError("GB6006", "a list has no element below 0")
        if place >= len(base):
            meter.items(place + 1, place + 1 - len(base))
            meter.charge((place + 1 - len(base)) // 8 if place > len(base) else 0)
            base.extend([None] * (place + 1 - len(base)))
        base[place] = value
    elif isinstance(base, (Array, Object)):
        set_field(meter, base, to_text(meter, index), value)
    else:
        raise BasicError("GB6006", f"{_kind(base)} has no elements that can be set")


# ---------------------------------------------------------------- FOR EACH


def loop_list(meter: Meter, value: Any, depth: int = 0) -> Array:
    """The list that FOR EACH runs over, or GB6005."""
    if value is None:
        return Array()
    if isinstance(value, Array):
        return value
    if isinstance(value, Object) and depth < MAX_DEPTH:
        fields = dict(value.items())
        if value.kind == "response":
            return loop_list(meter, field(value, "data"), depth + 1)
        listed = field(value, "items")
        if isinstance(listed, Array) and find(value, "success") is not None:
            return listed
        meter.items(len(fields))
        meter.charge(len(fields) // 8)
        return Array(list(fields))
    if isinstance(value, str):
        parsed = read_json(meter, value)
        if isinstance(parsed, Array):
            return parsed
    raise BasicError("GB6005", f"{_kind(value)} has no elements to go through")
