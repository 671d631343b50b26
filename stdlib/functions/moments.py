"""Dates and times as the date functions read, move and compare them; unit names in English and Portuguese.

No clock and no declared vocabulary. Called by the date functions, FORMAT and conditions.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import Any

from stdlib.functions.arguments import kind
from vm.value import BasicError, parse_date

Date = dt.date  # a datetime is one too

_UNIT_WORDS = {
    "year": "y yy yyyy year years ano anos",
    "quarter": "q qq quarter quarters trimestre trimestres",
    "month": "mm mon month months mês mes meses",
    "week": "w ww wk week weeks semana semanas",
    "day": "d dd day days dia dias",
    "hour": "h hh hour hours hora horas",
    "minute": "n m mi min mins minute minutes minuto minutos",
    "second": "s ss sec secs second seconds segundo segundos",
    "millisecond": "ms millisecond milliseconds",
}
UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
"""Every spelling of a unit, in lower case, to the unit."""

_MONTHS = {"year": 12, "quarter": 3, "month": 1}
_MILLISECONDS = {
    "week": 604_800_000, "day": 86_400_000, "hour": 3_600_000, "minute": 60_000, "second": 1000, "millisecond": 1,
}  # fmt: skip


def unit_of(value: Any) -> str | None:
    """The unit that a text names, else None."""
    return UNITS.get(value.strip().lower()) if isinstance(value, str) and len(value) < 20 else None


def moment(value: Any) -> Date | None:
    """A date or datetime as it is, text that is one read, None for anything else."""
    if isinstance(value, dt.date):
        return value
    return parse_date(value) if isinstance(value, str) else None


def needed(function: str, value: Any) -> Date:
    """As ``moment``; GB6003 instead of None."""
    found = moment(value)
    if found is None:
        raise BasicError("GB6003", f"{function} needs a date such as 2026-03-07, not {kind(value)}")
    return found


def time_of(value: Any) -> dt.time | None:
    """The time of day of a time, a datetime, or text such as ``14:05``, ``14:05:09`` or ``2:05 PM``."""
    if isinstance(value, dt.time):
        return value
    if isinstance(value, str):
        return _read_time(value) or _time_in(parse_date(value))
    return _time_in(value)


def _time_in(value: Any) -> dt.time | None:
    return value.time() if isinstance(value, dt.datetime) else None


def _read_time(text: str) -> dt.time | None:
    if len(text) > 40:
        return None
    clock = text.strip().upper().replace(".", "") if text.strip()[-1:].upper() in ("M", ".") else text.strip()
    half = clock[-2:] if clock[-2:] in ("AM", "PM") else ""
    parts = (clock[:-2] if half else clock).strip().split(":")
    whole, _, fraction = parts[-1].partition(".")
    numbers = [*parts[:-1], whole]
    if not 2 <= len(parts) <= 3 or not all(p.isascii() and p.isdigit() and len(p) < 3 for p in numbers):
        return None
    if fraction and not (len(parts) == 3 and fraction.isascii() and fraction.isdigit()):
        return None
    hour, minute, second = [*map(int, numbers), 0][:3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "PM" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return dt.time(hour, minute, second, int(fraction[:6].ljust(6, "0")) if fraction else 0)


def as_datetime(value: Date) -> dt.datetime:
    """A date at midnight."""
    return value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)


def shift(function: str, value: Date, amount: int | float, unit: str) -> Date:
    """``value`` moved by units; months clamp to the last day, whole days keep a date. GB6003 past the calendar."""
    try:
        if unit in _MONTHS:
            return _shift_months(value, int(amount) * _MONTHS[unit])
        step = dt.timedelta(milliseconds=amount * _MILLISECONDS[unit])
        if not isinstance(value, dt.datetime) and unit in ("week", "day") and not step % dt.timedelta(days=1):
            return value + step
        return as_datetime(value) + step
    except (OverflowError, ValueError):
        raise BasicError("GB6003", f"{function} leaves the calendar, which goes from year 1 to 9999") from None


def _shift_months(value: Date, months: int) -> Date:
    year, month = divmod(value.year * 12 + value.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    return value.replace(year=year, month=month + 1, day=min(value.day, monthrange(year, month + 1)[1]))


def difference(first: Date, second: Date, unit: str) -> int:
    """``second - first`` in whole units: years, quarters and months by the calendar, the rest by passed time."""
    if unit in _MONTHS:
        size = _MONTHS[unit]
        return (second.year * 12 + second.month - 1) // size - (first.year * 12 + first.month - 1) // size
    passed = (as_datetime(second) - as_datetime(first)) // dt.timedelta(microseconds=1)
    size = _MILLISECONDS[unit] * 1000
    return passed // size if passed >= 0 else -(-passed // size)


def month_end(value: Date) -> dt.date:
    """The last day of the month."""
    return dt.date(value.year, value.month, monthrange(value.year, value.month)[1])
