"""Truth, equality and order of the reference interpreter.

``equals`` never fails; ``less`` and ``at_most`` raise BasicError GB6001 between containers. All follow
``docs/internals/semantics.md`` line by line.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from vm.error import BasicError
from vm.reference.meter import Meter
from vm.reference.text import kind_name, parse_date, parse_number, parse_time, seconds_of, to_text
from vm.value import Array, Object

MAX_DEPTH = 64


def truthy(value: Any) -> bool:
    """Whether a condition holds."""
    if value is None:
        return False
    if isinstance(value, (bool, int, float)):
        return value != 0
    if isinstance(value, str):
        return value != ""
    if isinstance(value, Object) and value.kind:
        return True
    if isinstance(value, (Array, Object)):
        return len(value) > 0
    return not isinstance(value, timedelta) or value != timedelta(0)


def is_nothing(value: Any) -> bool:
    """Null or an empty rowset."""
    return value is None or (isinstance(value, Array) and value.rowset and len(value) == 0)


def is_number(value: Any) -> bool:
    """Integer or float, not boolean."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_time(value: Any) -> bool:
    """Date, time or duration: what costs 4 to compare or to reckon with."""
    return isinstance(value, (date, time, timedelta))


def equals(meter: Meter, a: Any, b: Any, depth: int = 0) -> bool:
    """``a = b``."""
    if a is None or b is None:
        other = b if a is None else a
        return other == "" if isinstance(other, str) else is_nothing(other)
    containers = (Array, Object)
    if isinstance(a, containers) or isinstance(b, containers):
        return _equal_containers(meter, a, b, depth)
    if isinstance(a, str) and isinstance(b, str):
        meter.charge(len(a) // 64 if len(a) == len(b) else 0)
        return a == b
    if (is_time(a) or is_time(b)) and not isinstance(a, bool) and not isinstance(b, bool):
        meter.charge(4)
    return _equal_plain(meter, a, b) or _equal_plain(meter, b, a)


def _equal_plain(meter: Meter, a: Any, b: Any) -> bool:
    """Equality where the rules for the kind of ``a`` speak of the kind of ``b``."""
    if isinstance(a, bool):
        return _equal_boolean(meter, a, b)
    if is_number(a):
        if isinstance(b, timedelta):
            return bool(seconds_of(b) == a)
        return bool((b if is_number(b) else parse_number(meter, b) if isinstance(b, str) else None) == a)
    if isinstance(a, date):
        other = parse_date(meter, b) if isinstance(b, str) else b
        return isinstance(other, date) and _moment(a) == _moment(other)
    if isinstance(a, time):
        return bool((parse_time(meter, b) if isinstance(b, str) else b) == a)
    return isinstance(b, timedelta) and a == b


def _equal_boolean(meter: Meter, a: bool, b: Any) -> bool:
    if isinstance(b, str):
        word = b.lower()
        return (word == "true") is a if word in ("true", "false") else parse_number(meter, b) == int(a)
    return isinstance(b, (bool, int, float)) and int(a) == b


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)


def _equal_containers(meter: Meter, a: Any, b: Any, depth: int) -> bool:
    if a is b:
        return True
    if depth >= MAX_DEPTH:
        return False
    if isinstance(a, Array) and isinstance(b, Array):
        pairs = list(zip(a, b, strict=False))
        if len(a) != len(b):
            return False
        meter.charge(1 + len(pairs) // 8)
        return all(equals(meter, x, y, depth + 1) for x, y in pairs)
    for one, other in ((a, b), (b, a)):
        if isinstance(one, Array):
            return one.rowset and equals(meter, one[0] if len(one) else None, other, depth + 1)
    for one, other in ((a, b), (b, a)):
        if isinstance(one, Object) and one.kind in ("response", "file") and isinstance(other, str):
            shown = to_text(meter, one)
            meter.charge(len(other) // 64 if len(shown) == len(other) else 0)
            return shown == other
    if not isinstance(a, Object) or not isinstance(b, Object):
        return False
    left, right = dict(a.items()), dict(b.items())
    meter.charge((1 + len(left) // 8) if len(left) == len(right) else 0)
    return left.keys() == right.keys() and all(equals(meter, v, right[k], depth + 1) for k, v in left.items())


# ---------------------------------------------------------------- order


def less(meter: Meter, a: Any, b: Any) -> bool:
    """``a < b``."""
    return _ordered(meter, a, b, lambda x, y: bool(x < y))


def at_most(meter: Meter, a: Any, b: Any) -> bool:
    """``a <= b``."""
    return _ordered(meter, a, b, lambda x, y: bool(x <= y))


def _ordered(meter: Meter, a: Any, b: Any, test: Callable[[Any, Any], bool]) -> bool:
    if a is None or b is None:
        a, b = _null_beside(a, b), _null_beside(b, a)
        if a is None or b is None:
            return False
    if isinstance(a, (Array, Object)) or isinstance(b, (Array, Object)):
        raise BasicError("GB6001", f"{_kind(a)} and {_kind(b)} have no order")
    if isinstance(a, str) and isinstance(b, str):
        meter.charge(min(len(a), len(b)) // 64)
    meter.charge(4 if is_time(a) or is_time(b) else 0)
    left, right = _comparable(meter, a, b), _comparable(meter, b, a)
    if left is None or right is None or _family(left) != _family(right):
        return False
    return test(left, right)


def _kind(value: Any) -> str:
    return "a number" if isinstance(value, (bool, int, float)) else kind_name(value)


def _null_beside(value: Any, other: Any) -> Any:
    """What null counts as beside ``other``; any other value is itself."""
    if value is not None:
        return value
    if isinstance(other, (bool, int, float)):
        return 0
    return "" if isinstance(other, str) else None


def _comparable(meter: Meter, value: Any, other: Any) -> Any:
    """``value`` as it is ordered beside ``other``; None when it has no order there."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, timedelta):
        return seconds_of(value)
    if isinstance(value, date):
        return _moment(value)
    if isinstance(value, str):
        if isinstance(other, (bool, int, float)):
            return parse_number(meter, value)
        if isinstance(other, date):
            found = parse_date(meter, value)
            return None if found is None else _moment(found)
        if isinstance(other, time):
            return parse_time(meter, value)
    return value


def _family(value: Any) -> type:
    return float if isinstance(value, (int, float)) else type(value)
