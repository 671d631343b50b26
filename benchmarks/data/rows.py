"""FILTER, AGGREGATE, GROUP BY and SORT BY over 100,000 rows in memory, each against the same loop in Python.

Both sides run in this process, in turns. Rows of the machine and dictionaries of Python hold the same values; both
sides must find the same.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from benchmarks.loading.timing import Row, ratio_in_turns
from compiler.api import compile_source
from stdlib.conversation import load_script
from vm.budget import Limits
from vm.machine import Machine
from vm.outcome import Done
from vm.value import from_python

COUNT = 100_000
_LIMITS = Limits(memory=1 << 30)

Plain = list[dict[str, Any]]


def plain_rows(count: int) -> Plain:
    """Rows as a program might have read them; no two texts are one object, as from a file or database."""
    return [
        {
            "id": at,
            "status": "-open-"[1 : 5 if at % 3 else 4],
            "total": at % 500,
            "price": at / 8,
            "city": f"c{at % 50}",
        }
        for at in range(count)
    ]


def _filtered(rows: Plain) -> int:
    kept = []
    for row in rows:
        if row["status"] == "open" and row["total"] > 100:
            kept.append(row)
    return len(kept)


def _like(rows: Plain) -> int:
    kept = []
    for row in rows:
        if row["city"].lower().startswith("c1") or row["total"] in (7, 8, 9):
            kept.append(row)
    return len(kept)


def _added(rows: Plain) -> float:
    total = 0
    for row in rows:
        total += row["total"]
    return total


def _added_reals(rows: Plain) -> float:
    total = 0.0
    for row in rows:
        total += row["price"]
    return total


def _greatest(rows: Plain) -> float:
    best = rows[0]["total"]
    for row in rows:
        if row["total"] > best:
            best = row["total"]
    return best  # type: ignore[no-any-return]


def _grouped(rows: Plain) -> int:
    groups: dict[str, Plain] = {}
    for row in rows:
        key = row["city"]
        if key not in groups:
            groups[key] = []
        groups[key].append(row)
    return len([{"key": key, "items": items, "count": len(items)} for key, items in groups.items()])


def _sorted(rows: Plain) -> int:
    return len(sorted(rows, key=itemgetter("total")))


CASES: dict[str, tuple[str, Callable[[Plain], float], str]] = {
    "FILTER by a text and a number": (
        "RETURN UBOUND(FILTER(rows, \"status = 'open' AND total > 100\"))", _filtered, "ceiling 1",
    ),
    "FILTER by LIKE or IN": (
        "RETURN UBOUND(FILTER(rows, \"city LIKE 'c1%' OR total IN (7, 8, 9)\"))", _like, "ceiling 1",
    ),
    "AGGREGATE SUM of integers": ('RETURN AGGREGATE("SUM", rows, "total")', _added, "ceiling 1"),
    "AGGREGATE SUM of floats, exactly rounded": ('RETURN AGGREGATE("SUM", rows, "price")', _added_reals, "ceiling 1"),
    "AGGREGATE MAX": ('RETURN AGGREGATE("MAX", rows, "total")', _greatest, "ceiling 1"),
    "GROUP BY a text": ('RETURN UBOUND(GROUP_BY(rows, "city"))', _grouped, "ceiling 1"),
    "SORT BY a number": ('RETURN UBOUND(SORT(rows, "total"))', _sorted, ""),
}  # fmt: skip
"""What is measured: the program, its peer and the ceiling of the ratio."""


def basic(source: str, rows: Any) -> Callable[[], Any]:
    """A run of the program over these rows; it must come to its end."""
    program = compile_source(source).program
    assert program is not None, source
    linked = load_script(program).linked

    def run() -> Any:
        outcome = Machine(linked, variables={"rows": rows}, limits=_LIMITS).run()
        assert isinstance(outcome, Done), outcome
        return outcome.value

    return run


def measure(count: int = COUNT) -> list[Row]:
    """Our time over Python's for each case."""
    plain = plain_rows(count)
    rows = from_python(plain)
    found: list[Row] = []
    for name, (source, peer, ceiling) in CASES.items():
        ours = basic(source, rows)
        if ours() != peer(plain):
            raise ValueError(f"{name}: BASIC finds {ours()}, Python {peer(plain)}")
        found.append((f"{name}, over a loop of Python", ratio_in_turns(ours, lambda: peer(plain)), "x", ceiling))  # noqa: B023
    return found
