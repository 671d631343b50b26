"""Conditions made ready for many rows: flat lists of comparisons that ``_rows.Sieve`` runs over the machine's values.

Says exactly what ``Check.fits`` says and leaves to it what is rare; reads no row itself. Called by ``kept_rows``.
"""

from __future__ import annotations

from typing import Any, Protocol

from stdlib.functions._rows import Sieve
from stdlib.functions.condition_columns import columns_of
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
    Interval,
    Literal,
    Missing,
    Not,
    Operand,
    Truth,
)

ACCEPT, REJECT = -1, -2

Source = tuple[str, Any]
"""Where an operand's value comes from: ``known`` and the value, ``field`` and its name, ``later`` (once) or ``asked``
(for each row) and the node for ``Checks.value``."""

Test = tuple[str, Source, Source, int, int]
"""Operation, both sides, and the number of the next test, ACCEPT or REJECT: when it holds and when it does not."""

_NONE: Source = ("known", None)


class Checks(Protocol):
    """What is needed of ``Check``."""

    def fits(self, condition: Condition, row: Any) -> bool:
        """Whether the row fits."""

    def compare(self, op: str, left: Any, right: Any) -> bool:
        """One comparison by its sign or word."""

    def value(self, operand: Operand, row: Any) -> Any:
        """The value of an operand for a row."""


def ready(check: Checks, condition: Condition) -> Sieve:
    """The condition as a sieve of rows."""
    tests: list[Test] = []
    first = _Writer(check, tests).write(condition, ACCEPT, REJECT)
    return Sieve(check, tests, first)


class _Writer:
    """Writes tests from the last to the first, so that each knows where to go on; AND, OR and NOT are only ways."""

    def __init__(self, check: Checks, tests: list[Test]) -> None:
        self.check = check
        self.tests = tests

    def write(self, condition: Condition, yes: int, no: int) -> int:
        """Add the tests of a condition that goes on at ``yes`` or at ``no``; gives where it begins."""
        match condition:
            case Compare(op, left, right):
                return self.test(condition, op, left, right, yes, no)
            case Both(items):
                for item in reversed(items):
                    yes = self.write(item, yes, no)
                return yes
            case Either(items):
                for item in reversed(items):
                    no = self.write(item, yes, no)
                return no
            case Not(item):
                return self.write(item, no, yes)
            case Among(Column() | Literal() | Bound() as left, items) if not any(
                isinstance(one, Interval) for one in items
            ):
                for operand in reversed(items):
                    no = self.test(condition, "any", left, operand, yes, no)
                return no
            case Between(Column() | Literal() | Bound() as left, low, high):
                yes = self.test(condition, "<=", left, high, yes, no)
                return self.test(condition, "<=", low, left, yes, no)
            case Missing(left):
                return self.test(condition, "missing", left, None, yes, no)
            case Truth(left):
                return self.test(condition, "true", left, None, yes, no)
        return self.add("whole", ("asked", condition), _NONE, yes, no)

    def test(self, condition: Condition, op: str, left: Operand, right: Operand | None, yes: int, no: int) -> int:
        """One comparison; with a length of time on a side, which is no value, the plain check does the whole."""
        if isinstance(left, Interval) or isinstance(right, Interval):
            return self.add("whole", ("asked", condition), _NONE, yes, no)
        return self.add(op, self.source(left), _NONE if right is None else self.source(right), yes, no)

    def add(self, op: str, left: Source, right: Source, yes: int, no: int) -> int:
        self.tests.append((op, left, right, yes, no))
        return len(self.tests) - 1

    def source(self, operand: Operand) -> Source:
        """Where the value of an operand comes from."""
        match operand:
            case Column(name):
                return "field", name
            case Literal() | Bound():
                return "known", self.check.value(operand, None)
            case Call() if columns_of(operand):
                return "asked", operand
        return "later", operand
