"""Decides whether a row in memory fits a filter, and applies a whole filter to a list of rows.

Compares as the language does, with the exceptions that ``condition_tree`` states. Never reads text as a condition.
Called by FILTER and AGGREGATE.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from stdlib.functions._rows import column_values
from stdlib.functions.arguments import field, new_list, whole
from stdlib.functions.condition_rows import ready
from stdlib.functions.condition_tree import (
    Among,
    Between,
    Both,
    Bound,
    Call,
    Column,
    Compare,
    Condition,
    Either,
    Filter,
    Interval,
    Joined,
    Literal,
    Missing,
    Not,
    Operand,
    Truth,
)
from stdlib.functions.dates import day, hour, month, weekday, year
from stdlib.functions.moments import Date, as_datetime, difference, moment, shift, unit_of
from stdlib.functions.numbers import absolute, rounded
from stdlib.functions.order import ordered
from stdlib.functions.search import contains, ends_with, like, starts_with
from stdlib.functions.text import length, lower, trim, upper
from vm.budget import charge
from vm.value import Array, Object, equals, less, to_text, truthy

_SCALAR_NAMES = frozenset({"item", "value", "it"})


class Check:
    """Evaluates one filter's conditions over rows; ``now`` is asked at most once, so all rows see one clock."""

    def __init__(self, values: Sequence[Any], now: Callable[[], dt.datetime]) -> None:
        self.values = values
        self.read_clock = now
        self.clock: dt.datetime | None = None

    def now(self) -> dt.datetime:
        """The time of this evaluation."""
        if self.clock is None:
            self.clock = self.read_clock()
        return self.clock

    def fits(self, condition: Condition, row: Any) -> bool:
        """Whether the row fits."""
        match condition:
            case Compare(op, left, right):
                return self.compare(op, self.value(left, row), self.value(right, row))
            case Both(items):
                return all(self.fits(item, row) for item in items)
            case Either(items):
                return any(self.fits(item, row) for item in items)
            case Not(item):
                return not self.fits(item, row)
            case Missing(left):
                found = self.value(left, row)
                return found is None or (isinstance(found, Array) and found.rowset and not len(found))
            case Among(left, items):
                return self.among(self.value(left, row), items, row)
            case Between(left, low, high):
                found = self.value(left, row)
                return self.compare("<=", self.value(low, row), found) and self.compare(
                    "<=", found, self.value(high, row)
                )
            case Truth(operand):
                return truthy(self.value(operand, row))

    def compare(self, op: str, left: Any, right: Any) -> bool:
        """One comparison by its sign or word."""
        if op in ("=", "<>"):
            return equals(left, right) == (op == "=")
        if left is None or right is None:
            return False
        if op in _ORDERS:
            return (
                not isinstance(left, Array | Object)
                and not isinstance(right, Array | Object)
                and _ORDERS[op](left, right)
            )
        return _WORDS[op](left, right)

    def among(self, value: Any, items: tuple[Operand, ...], row: Any) -> bool:
        for item in items:
            found = self.value(item, row)
            if any(equals(value, one) for one in found) if isinstance(found, Array) else equals(value, found):
                return True
        return False

    def value(self, operand: Operand, row: Any) -> Any:
        """The value of an operand for a row."""
        match operand:
            case Literal(value):
                return value
            case Bound(index):
                return self.values[index]
            case Joined(parts):
                return "".join(to_text(self.values[p.index]) if isinstance(p, Bound) else p for p in parts)
            case Column(name):
                return column_of(row, name)
            case Interval(amount, unit):
                return self.value(amount, row), unit
            case Call(name, args):
                return self.called(name, [self.value(arg, row) for arg in args])

    def called(self, name: str, args: list[Any]) -> Any:
        """A function of ``conditions.FUNCTIONS``; None where a date it needs is none."""
        if name in ("NOW", "CURRENT_TIMESTAMP", "GETDATE"):
            return self.now()
        if name in ("TODAY", "CURDATE", "CURRENT_DATE"):
            return self.now().date()
        if name == "DATEDIFF":
            return _days_or_units(args)
        if name in ("DATE_SUB", "DATE_ADD", "DATEADD"):
            return _moved(name, args)
        return _PLAIN[name](*args)


def column_of(row: Any, name: str) -> Any:
    """Field of a row; ``item.x`` is ``x``, and a row that is no object is itself ``item`` or ``value``."""
    if not isinstance(row, Object):
        return row if name.lower() in _SCALAR_NAMES else None
    found = field(row, name)
    if found is None and name[:5].lower() == "item.":
        return field(row, name[5:])
    return found


def _days_or_units(args: list[Any]) -> int | None:
    unit = unit_of(args[0]) if len(args) == 3 else None
    first, second = moment(args[-2]), moment(args[-1])
    if first is None or second is None or (len(args) == 3 and unit is None):
        return None
    if unit is not None:
        return difference(first, second, unit)
    return (as_datetime(first).date() - as_datetime(second).date()).days


def _moved(name: str, args: list[Any]) -> Date | None:
    """A date moved by an interval, a number of days, or a number and a unit."""
    start = moment(args[0])
    amount, unit = args[1] if isinstance(args[1], tuple) else (args[1], "day")
    if len(args) == 3:
        unit = unit_of(args[2])
    if start is None or unit is None:
        return None
    return shift(name, start, -whole(name, amount) if name == "DATE_SUB" else whole(name, amount), unit)


def _date_of(value: Any) -> dt.date | None:
    found = moment(value)
    return None if found is None else as_datetime(found).date()


def _first_present(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": less,
    ">": lambda a, b: less(b, a),
    "<=": lambda a, b: less(a, b) or equals(a, b),
    ">=": lambda a, b: less(b, a) or equals(a, b),
}
_WORDS: dict[str, Callable[[Any, Any], bool]] = {
    "LIKE": like, "CONTAINS": contains, "STARTS": starts_with, "ENDS": ends_with,
}  # fmt: skip
_PLAIN: dict[str, Callable[..., Any]] = {
    "DATE": _date_of, "YEAR": year, "MONTH": month, "DAY": day, "HOUR": hour, "WEEKDAY": weekday,
    "LOWER": lower, "LCASE": lower, "UPPER": upper, "UCASE": upper, "TRIM": trim, "LENGTH": length, "LEN": length,
    "COALESCE": _first_present, "IFNULL": _first_present, "ABS": absolute, "ROUND": rounded,
}  # fmt: skip


def kept_rows(name: str, source: Array, wanted: Filter, values: Sequence[Any], now: Callable[[], dt.datetime]) -> Array:
    """The rows that fit, in the filter's order, within its limit; a new list."""
    check = Check(values, now)
    sieve = None if wanted.condition is None else ready(check, wanted.condition)
    charge(8 * len(source) * (1 + _size(wanted.condition)))
    if sieve is not None and not wanted.order and wanted.limit is wanted.offset is None:
        return sieve.sifted(source)
    found = list(source) if sieve is None else sieve.picked(source)
    for column, descending in reversed(wanted.order):
        found = ordered(found, column_values(found, column, loose=True), descending)
    first = 0 if wanted.offset is None else max(0, whole(name, check.value(wanted.offset, None)))
    last = None if wanted.limit is None else first + max(0, whole(name, check.value(wanted.limit, None)))
    found = found[first:last]
    return new_list(found, len(found), source)


def _size(condition: Condition | None) -> int:
    """How many comparisons a condition has, for its cost."""
    match condition:
        case Both(items) | Either(items):
            return sum(map(_size, items))
        case Not(item):
            return _size(item)
        case Among(_, items):
            return 1 + len(items) // 4
        case _:
            return 1
