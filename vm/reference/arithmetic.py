"""The operators ``+ - * / \\ MOD ^`` and unary minus of the reference interpreter.

Each takes the meter and the operands and follows ``docs/internals/semantics.md`` line by line. Raises BasicError
GB6001 (a value of the wrong kind), GB6002 (division by zero) or GB6003 (outside the calendar).
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from vm.error import BasicError
from vm.reference.compare import is_time
from vm.reference.meter import Meter
from vm.reference.text import INT_MIN, fits, kind_name, parse_date, to_number, to_text
from vm.value import Array

_DIVIDE = "a number cannot be divided by zero"


def wrong(name: str, a: Any, b: Any) -> BasicError:
    """The error of an operator between two kinds that it does not know."""
    return BasicError("GB6001", f"{name} does not work between {_kind(a)} and {_kind(b)}")


def _kind(value: Any) -> str:
    return "a number" if value is None or isinstance(value, (bool, int, float)) else kind_name(value)


def add(meter: Meter, a: Any, b: Any) -> Any:
    """``a + b``."""
    if isinstance(a, str) or isinstance(b, str):
        return join(meter, [a, b])
    if isinstance(a, Array) and isinstance(b, Array):
        meter.items(len(a) + len(b))
        meter.hold(48)
        meter.charge((len(a) + len(b)) // 8)
        return Array([*a, *b])
    _with_time(meter, a, b)
    if isinstance(a, timedelta) and isinstance(b, timedelta):
        return _calendar(lambda: a + b)
    if isinstance(a, date):
        return _shift(meter, a, b, 1)
    if isinstance(b, date):
        return _shift(meter, b, a, 1)
    return _integers(meter, "+", a, b, operator.add)


def join(meter: Meter, values: list[Any]) -> str:
    """The texts of all values, one after another."""
    parts = [to_text(meter, value) for value in values]
    meter.text_length(sum(map(len, parts)))
    text = "".join(parts)
    meter.built_text(text)
    return text


def subtract(meter: Meter, a: Any, b: Any) -> Any:
    """``a - b``."""
    _with_time(meter, a, b)
    if isinstance(a, timedelta) and isinstance(b, timedelta):
        return _calendar(lambda: a - b)
    if isinstance(a, date) or isinstance(b, date):
        a, b = _as_date(meter, a, b), _as_date(meter, b, a)
        if isinstance(a, date) and isinstance(b, date):
            return _moment(a) - _moment(b)
        if isinstance(a, date):
            return _shift(meter, a, b, -1)
        raise wrong("-", a, b)
    return _integers(meter, "-", a, b, operator.sub)


def multiply(meter: Meter, a: Any, b: Any) -> Any:
    """``a * b``."""
    _with_time(meter, a, b)
    if isinstance(a, timedelta):
        return _calendar(lambda: a * _factor(meter, b))
    if isinstance(b, timedelta):
        return _calendar(lambda: b * _factor(meter, a))
    return _integers(meter, "*", a, b, operator.mul)


def divide(meter: Meter, a: Any, b: Any) -> Any:
    """``a / b``, never truncated."""
    if isinstance(a, timedelta):
        _with_time(meter, a, b)
        divisor = _factor(meter, b)
        _not_zero(divisor)
        return _calendar(lambda: a / divisor)
    a, b = to_number(meter, a), to_number(meter, b)
    _not_zero(b)
    if isinstance(a, int) and isinstance(b, int) and a % b == 0 and fits(a // b):
        return a // b
    return float(a) / float(b)


def whole_divide(meter: Meter, a: Any, b: Any) -> Any:
    """``a \\ b``: the whole part of the quotient, toward zero."""
    a, b = to_number(meter, a), to_number(meter, b)
    _not_zero(b)
    if isinstance(a, int) and isinstance(b, int):
        whole = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
        return whole if fits(whole) else float(whole)
    quotient = _float_quotient(float(a), float(b))
    if not math.isfinite(quotient):
        return quotient
    return int(quotient) if fits(int(quotient)) else float(int(quotient))


def _float_quotient(a: float, b: float) -> float:
    try:
        return a / b
    except OverflowError:
        return math.inf if (a < 0) == (b < 0) else -math.inf


def modulo(meter: Meter, a: Any, b: Any) -> Any:
    """``a MOD b``, with the sign of ``a``; 0 by zero."""
    a, b = to_number(meter, a), to_number(meter, b)
    if b == 0:
        return 0
    if isinstance(a, int) and isinstance(b, int):
        rest = abs(a) % abs(b)
        return -rest if a < 0 else rest
    if a and math.isfinite(a) and math.isfinite(b):
        bits = math.frexp(a)[1] - math.frexp(b)[1]
        meter.charge(bits // 32 if bits > 64 else 0)
    try:
        return math.fmod(a, b)
    except ValueError:
        return math.nan


def power(meter: Meter, a: Any, b: Any) -> Any:
    """``a ^ b``."""
    a, b = to_number(meter, a), to_number(meter, b)
    if isinstance(a, int) and isinstance(b, int) and b >= 0:
        if a in (0, 1, -1):
            return a ** (b if b < 2 else 2 + b % 2)
        if b < 64 and fits(a**b):
            return a**b
    return _float_power(float(a), float(b))


def _float_power(a: float, b: float) -> float:
    odd = math.isfinite(b) and b == int(b) and int(b) % 2 == 1
    negative = math.copysign(1.0, a) < 0 and odd
    try:
        return math.pow(a, b)
    except OverflowError:
        return -math.inf if negative else math.inf
    except ValueError:
        if a == 0:
            return -math.inf if negative else math.inf
        return math.nan


def negate(meter: Meter, a: Any) -> Any:
    """``-a``."""
    if isinstance(a, timedelta):
        return _calendar(lambda: -a)
    a = to_number(meter, a)
    return -float(a) if isinstance(a, int) and a == INT_MIN else -a


def _not_zero(number: float) -> None:
    if number == 0:
        raise BasicError("GB6002", _DIVIDE)


def _integers(meter: Meter, name: str, a: Any, b: Any, apply: Callable[[Any, Any], Any]) -> int | float:
    """Integer arithmetic that leaves 64 bits, and all other arithmetic, is done on floats."""
    if is_time(a) or is_time(b):
        raise wrong(name, a, b)
    a, b = to_number(meter, a), to_number(meter, b)
    if isinstance(a, int) and isinstance(b, int) and fits(whole := apply(a, b)):
        return int(whole)
    return float(apply(float(a), float(b)))


# ---------------------------------------------------------------- time


def _calendar(build: Callable[[], Any]) -> Any:
    """What ``build`` gives, or GB6003 when it leaves the calendar."""
    try:
        return build()
    except (OverflowError, ValueError):
        raise BasicError("GB6003", "the date is outside the calendar") from None


def _with_time(meter: Meter, a: Any, b: Any) -> None:
    """A date, time or duration on either side costs 4."""
    meter.charge(4 if is_time(a) or is_time(b) else 0)


def _factor(meter: Meter, value: Any) -> int | float:
    return to_number(meter, value)


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)


def _as_date(meter: Meter, value: Any, other: Any) -> Any:
    """A text beside a date is read as a date, or it is an error."""
    if isinstance(value, str) and isinstance(other, date):
        found = parse_date(meter, value)
        if found is None:
            raise BasicError("GB6001", f"{kind_name(value)} is not a date")
        return found
    return value


def _shift(meter: Meter, start: date, step: Any, sign: int) -> date:
    """``start`` moved by a duration, by seconds (from a date and time) or by days (from a date)."""
    if isinstance(step, timedelta):
        move = step
    elif isinstance(step, (date, Array)):
        raise wrong("+" if sign > 0 else "-", start, step)
    else:
        number = to_number(meter, step)
        unit = "seconds" if isinstance(start, datetime) else "days"
        move = _calendar(lambda: timedelta(**{unit: number}))
    whole = move.seconds == 0 and move.microseconds == 0
    base = start if whole or isinstance(start, datetime) else _moment(start)
    result: date = _calendar(lambda: base + move if sign > 0 else base - move)
    return result
