"""Measurements over time: what of them falls into which interval. Pure; called by the keywords of metrics."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from stdlib.functions.moments import unit_of
from stdlib.ports import KeywordFault
from stdlib.ports.database import Row

MOST_ROWS = 10_000
"""Intervals that a query may have."""

_SECONDS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604_800, "month": 2_592_000, "year": 31_536_000}
_UNITS = {"m": "minute", "M": "month", "mo": "month"}
_RANGE = re.compile(r"\s*(\d{1,6})\s*([A-Za-z]+)\s*")


@dataclass
class Interval:
    """What was measured from ``start`` on."""

    start: datetime
    values: list[float] = field(default_factory=list)

    def row(self) -> Row:
        """The interval as a row."""
        total = float(sum(self.values))
        count = len(self.values)
        low, high = (min(self.values), max(self.values)) if count else (None, None)
        average = total / count if count else None
        whole = int(total) if total.is_integer() else total
        return {"time": self.start, "value": whole, "count": count, "average": average, "low": low, "high": high}


def span_of(text: str) -> tuple[timedelta, timedelta]:
    """How long ``7d`` is, and its unit; GB6003 for a text that is no time. A month has 30 days."""
    match = _RANGE.fullmatch(text)
    unit = None if match is None else _UNITS.get(match[2]) or unit_of(match[2])
    if match is None or unit not in _SECONDS or not int(match[1]):
        raise KeywordFault("GB6003", f"a time such as 1h, 7d or 30d is needed, not {text[:40]}")
    one = timedelta(seconds=_SECONDS[unit])
    return int(match[1]) * one, one


def usual_interval(span: timedelta) -> timedelta:
    """Five minutes for up to two hours, an hour for up to two days, else a day."""
    if span <= timedelta(hours=2):
        return timedelta(minutes=5)
    return timedelta(hours=1) if span <= timedelta(days=2) else timedelta(days=1)


def intervals(points: Iterable[tuple[datetime, float]], low: datetime, high: datetime, step: timedelta) -> list[Row]:
    """One row for each interval from ``low`` to ``high``, those without a measurement too."""
    count = -((low - high) // step)
    if count > MOST_ROWS:
        raise KeywordFault(
            "GB6004", f"a query of metrics gives at most {MOST_ROWS:,} intervals, this one has {count:,}"
        )
    made = [Interval(low + number * step) for number in range(count)]
    for moment, value in points:
        if low <= moment < high:
            made[(moment - low) // step].values.append(value)
    return [interval.row() for interval in made]
