"""Rows whose numbers are far from those of the others, by the distance from the median in median distances. Pure.

A row is odd past 3.5 of them, the usual bound. Called by DETECT.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

BOUND = 3.5
SCALE = 0.6745
"""Makes a median distance comparable with a standard deviation."""

FEWEST = 5
"""Numbers that a column needs before one of them can be odd."""

KEYS = frozenset({"id", "_id", "key"})


def unusual(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The odd rows, the oddest first, each with ``anomaly_column`` and ``anomaly_score``."""
    names = dict.fromkeys(name for row in rows for name in row if name.lower() not in KEYS)
    found: dict[int, tuple[float, str]] = {}
    for name in names:
        for at, score in _scores([row.get(name) for row in rows]):
            found[at] = max(found.get(at, (0.0, "")), (score, name))
    return [
        {**rows[at], "anomaly_column": name, "anomaly_score": round(score, 2)}
        for at, (score, name) in sorted(found.items(), key=lambda item: -item[1][0])
    ]


def _scores(values: Sequence[Any]) -> list[tuple[int, float]]:
    """The places of odd numbers in a column, with their scores."""
    numbers = {
        at: float(value) for at, value in enumerate(values)
        if isinstance(value, int | float) and not isinstance(value, bool) and value == value
    }  # fmt: skip
    if len(numbers) < FEWEST:
        return []
    middle = median(numbers.values())
    distances = {at: abs(number - middle) for at, number in numbers.items()}
    # where more than half are equal their median distance is 0, and the mean one says what is usual
    usual = median(distances.values()) or sum(distances.values()) / len(distances)
    scored = [(at, SCALE * distance / usual) for at, distance in distances.items() if usual]
    return [(at, score) for at, score in scored if score > BOUND]
