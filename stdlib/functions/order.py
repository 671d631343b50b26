"""The order in which SORT and ORDER BY put values: numbers, dates, times, texts, the rest, nothing.

Numeric text counts as a number. The order is total and stable, so equal values keep their places. Nothing declared
here.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterable
from typing import Any

from stdlib.functions._rows import column_values, sort_keys
from stdlib.functions.arguments import column, in_turns, new_list, numeric, rows, sequence
from stdlib.functions.moments import as_datetime
from vm.budget import charge, turn
from vm.value import Array

Key = tuple[int, Any]
_PART = 1024
"""Elements that are sorted at once, in about a millisecond."""


def sort_key(value: Any) -> Key:
    """A key that orders any two values; NaN after the other numbers."""
    if value is None:
        return 6, 0
    if isinstance(value, bool):
        return 0, (0, int(value))
    number = numeric(value)
    if number is not None:
        return 0, (int(number != number), number if number == number else 0)
    if isinstance(value, dt.date):
        return 1, as_datetime(value)
    if isinstance(value, dt.time | dt.timedelta):
        return 2 if isinstance(value, dt.time) else 3, value
    return (4, value) if isinstance(value, str) else (5, 0)


def in_order(function: str, value: Any, by: Any, descending: bool) -> Array:
    """A new list sorted by the values, or by a field of the rows when ``by`` names one."""
    source = sequence(function, value) if by is None else rows(function, value)
    name = None if by is None else column(function, by)
    items = list(source)
    values = column_values(items, name)
    charge(len(items) * (2 + len(items).bit_length()))
    return new_list(ordered(items, values, descending), len(items), source)


def ordered(items: list[Any], values: list[Any], descending: bool) -> list[Any]:
    """The items in the order of their values."""
    keys = sort_keys(values, sort_key)
    return [items[at] for at in in_turns(_places(keys, descending))]


def _places(keys: list[Any], descending: bool) -> Iterable[int]:
    """Where the keys are, in their order; many of them in parts, so that the host of a run can have turns between."""
    parts = []
    for start in range(0, len(keys), _PART):
        turn(16 * _PART)
        places = range(start, min(start + _PART, len(keys)))
        parts.append(sorted(places, key=keys.__getitem__, reverse=descending))
    return parts[0] if len(parts) == 1 else heapq.merge(*parts, key=keys.__getitem__, reverse=descending)
