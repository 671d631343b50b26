"""Conditions made ready for many rows: one Python function for each comparison of a column with a fixed value.

Says exactly what ``Check.fits`` says and hands everything else to it; only the work that is the same for all rows is
done once. Called by ``kept_rows``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from stdlib.functions.condition_tree import Both, Bound, Column, Compare, Condition, Either, Literal, Not, Operand
from vm.value import Array, Object, equals, less

Fits = Callable[[Any], bool]


class Checks(Protocol):
    """What is needed of ``Check``."""

    def fits(self, condition: Condition, row: Any) -> bool:
        """Whether the row fits."""

    def value(self, operand: Operand, row: Any) -> Any:
        """The value of an operand for a row."""


def ready(check: Checks, condition: Condition) -> Fits:
    """The condition as a function of the row."""
    match condition:
        case Compare(op, Column(name), Literal() | Bound() as right) if "." not in name:
            return _comparison(check, condition, op, name, check.value(right, None))
        case Not(item):
            inner = ready(check, item)
            return lambda row: not inner(row)
        case Both((one, two)):
            left, right_ = ready(check, one), ready(check, two)
            return lambda row: left(row) and right_(row)
        case Both(items):
            parts = [ready(check, item) for item in items]
            return lambda row: all(part(row) for part in parts)
        case Either(items):
            parts = [ready(check, item) for item in items]
            return lambda row: any(part(row) for part in parts)
    return lambda row: check.fits(condition, row)


def _comparison(check: Checks, condition: Condition, op: str, name: str, value: Any) -> Fits:
    def slow(row: Any) -> bool:
        return check.fits(condition, row)

    if op == "=":
        return lambda row: equals(row.get(name), value) if type(row) is Object else slow(row)
    if op == "<>":
        return lambda row: not equals(row.get(name), value) if type(row) is Object else slow(row)
    order = _ORDERS.get(op)
    if order is None or value is None or isinstance(value, Array | Object):
        return slow

    def ordered(row: Any) -> bool:
        if type(row) is not Object:
            return slow(row)
        found = row.get(name)
        return found is not None and type(found) is not Object and type(found) is not Array and order(found, value)

    return ordered


_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": less,
    ">": lambda a, b: less(b, a),
    "<=": lambda a, b: less(a, b) or equals(a, b),
    ">=": lambda a, b: less(b, a) or equals(a, b),
}
