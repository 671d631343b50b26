"""Functions that make one value of many: sum, mean, greatest and smallest.

They take a list, or rows and the name of a field. What is no number is left out.
Called by the machine through the catalog.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

from stdlib.api import function
from stdlib.functions._rows import added, column_values, counted, outermost
from stdlib.functions.arguments import column, fit, in_turns, numeric, rows, sequence, unwrap
from vm.budget import charge
from vm.value import Array, less


def _over(name: str, args: tuple[Any, ...]) -> Any:
    """A total over what its arguments say: a list, a field of rows, or the arguments themselves."""
    source = unwrap(args[0])
    if len(args) == 2 and isinstance(args[1], str) and numeric(args[1]) is None:
        items = rows(name, source)
        charge(len(items))
        return total_over(name, items, column(name, args[1]))
    if len(args) == 1 and (source is None or isinstance(source, Array | str)) and numeric(source) is None:
        items = sequence(name, source)
        charge(len(items))
        return total_over(name, items, None)
    return TOTALS[name](list(args))


def total_over(name: str, source: Array, field: str | None) -> Any:
    """The total called ``name`` over a field of rows, or over the elements of a list."""
    if name in ("SUM", "AVG", "AVERAGE"):
        found = added(source, field)
        if found is not None:
            return found[0] if name == "SUM" else found[0] / found[1] if found[1] else 0
    elif name == "COUNT":
        return counted(source, field)
    else:
        best = outermost(source, field, name == "MAX")
        if best is not None:
            return best
    return TOTALS[name](column_values(list(source), field))


def total(numbers: list[int | float]) -> int | float:
    """Sum of numbers; an integer when all are and it fits."""
    if float not in set(map(type, numbers)):
        return fit(sum(in_turns(numbers)))
    try:
        return math.fsum(in_turns(numbers))
    except (OverflowError, ValueError):
        return sum(float(n) for n in numbers)


@function("SUM(list[, field])", result="number", methods=("sum",))
def summed(*args: Any) -> int | float:
    """Sum of the numbers in a list, or in a field of rows. What is no number is left out.

    Example:
        TALK SUM([1, 2, "3", "x"])   ' 6
        TALK SUM([{"price": 2.5}, {"price": 4}], "price")   ' 6.5
    """
    return _over("SUM", args)  # type: ignore[no-any-return]


@function("AVG(list[, field])", aliases=("AVERAGE",), result="number", methods=("avg", "average"))
def average(*args: Any) -> int | float:
    """Mean of the numbers in a list, or in a field of rows; 0 when there are none.

    Example:
        TALK AVG([1, 2, 6])   ' 3
    """
    return _over("AVG", args)  # type: ignore[no-any-return]


@function("MAX(value, ...)", forms=("MAX first, second",), methods=("max",))
def maximum(*args: Any) -> Any:
    """The greatest of some numbers, of a list, or of a field of rows; nothing when there are none.

    Where there is no number at all it is the latest date, or the last text in order.

    Example:
        TALK MAX(3, 9, 4)   ' 9
        TALK MAX([{"age": 30}, {"age": 41}], "age")   ' 41
    """
    return _over("MAX", args)


@function("MIN(value, ...)", forms=("MIN first, second",), methods=("min",))
def minimum(*args: Any) -> Any:
    """The smallest of some numbers, of a list, or of a field of rows; nothing when there are none.

    Where there is no number at all it is the earliest date, or the first text in order.

    Example:
        TALK MIN(3, 9, 4)   ' 3
    """
    return _over("MIN", args)


def extreme(found: list[Any], *, greatest: bool) -> Any:
    """The greatest or smallest number; without numbers the same of the dates, else of the texts; None of nothing."""
    numbers = [n for n in map(numeric, in_turns(found)) if n is not None and n == n]
    if numbers:
        return max(in_turns(numbers)) if greatest else min(in_turns(numbers))
    dates: list[Any] = [v for v in in_turns(found) if isinstance(v, dt.date | dt.time | dt.timedelta)]
    best: Any = None
    for value in dates or [v for v in in_turns(found) if isinstance(v, str) and v]:
        if best is None or (less(best, value) if greatest else less(value, best)):
            best = value
    return best


_NUMBERS = frozenset({int, float})

TOTALS: dict[str, Callable[[list[Any]], Any]] = {
    "SUM": lambda values: total(_only_numbers(values)),
    "AVG": lambda values: _mean(_only_numbers(values)),
    "AVERAGE": lambda values: _mean(_only_numbers(values)),
    "COUNT": lambda values: sum(value is not None for value in values),
    "MIN": lambda values: extreme(values, greatest=False),
    "MAX": lambda values: extreme(values, greatest=True),
}


def _only_numbers(values: list[Any]) -> list[int | float]:
    if _NUMBERS.issuperset(map(type, values)):
        return values
    return [n for n in map(numeric, values) if n is not None]


def _mean(numbers: list[int | float]) -> int | float:
    return total(numbers) / len(numbers) if numbers else 0


def total_name(value: Any) -> str:
    """The total that a text names, "" for none."""
    word = value.strip().upper() if isinstance(value, str) and len(value) < 20 else ""
    return word if word in TOTALS else ""
