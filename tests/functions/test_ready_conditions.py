"""A condition made ready for many rows says what the plain check says, for every kind of value."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from stdlib.functions.condition_check import Check
from stdlib.functions.condition_rows import ready
from stdlib.functions.condition_tree import Among, Both, Bound, Column, Compare, Condition, Either, Literal, Not, Truth
from vm.value import Array, BasicError, Object

VALUES = (
    None, "", "a", "A", "5", "5.0", "x", 0, 5, 5.0, -1, 2.5, float("nan"), True, False, dt.date(2026, 1, 1),
    "2026-01-01", Array([1]), Array(), Object({"a": 1}),
)  # fmt: skip
SIGNS = ("=", "<>", "<", "<=", ">", ">=", "LIKE", "CONTAINS", "STARTS")
NAMES = ("n", "N", "s", "item", "item.n", "o.a", "missing")


def condition(random: Random, depth: int) -> Condition:
    kind = random.randrange(8 if depth else 4)
    if kind < 4:
        right = Bound(random.randrange(len(VALUES))) if kind else Literal(random.choice(("a", 5, None, True)))
        return Compare(random.choice(SIGNS), Column(random.choice(NAMES)), right)
    if kind == 4:
        return Not(condition(random, depth - 1))
    if kind == 5:
        return random.choice((Truth(Column("n")), Among(Column("s"), (Bound(2), Literal(5)))))
    items = tuple(condition(random, depth - 1) for _ in range(random.randrange(1, 4)))
    return Both(items) if kind == 6 else Either(items)


def outcome(fits: Any, row: Any) -> Any:
    try:
        return fits(row)
    except BasicError as error:
        return error.code


def test_ready_conditions_say_what_the_check_says() -> None:
    random = Random(1)
    check = Check(VALUES, lambda: dt.datetime(2026, 1, 1))
    rows: list[Any] = [Object({"n": n, "s": s, "o": Object({"a": n})}) for n in VALUES for s in ("a", 5, None)]
    rows += VALUES
    for _ in range(2000):
        wanted = condition(random, 3)
        sieve = ready(check, wanted)
        for row in random.sample(rows, 20):
            plain = outcome(lambda one, wanted=wanted: check.fits(wanted, one), row)
            assert outcome(lambda one, sieve=sieve: bool(sieve.picked(Array([one]))), row) == plain, (wanted, row)
