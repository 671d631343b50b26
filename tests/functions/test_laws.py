"""Laws that hold for all arguments, checked against slow and obvious definitions."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from stdlib.functions.date_format import format_moment
from stdlib.functions.dates import dateadd, datediff
from stdlib.functions.list_parts import reverse
from stdlib.functions.lists import sort
from stdlib.functions.number_format import format_number
from stdlib.functions.numbers import rounded
from stdlib.functions.search import like
from stdlib.functions.text import split
from vm.value import Array, parse_date, to_text

EXACT = Context(prec=800, rounding=ROUND_HALF_UP)
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
MOMENTS = st.datetimes(dt.datetime(1800, 1, 1), dt.datetime(2200, 1, 1))


def exact(value: int | float, decimals: int) -> Decimal:
    """Half away from zero, as the number is written."""
    return Decimal(value if isinstance(value, int) else repr(value)).quantize(
        Decimal((0, (1,), -decimals)), context=EXACT
    )


@given(NUMBERS, st.integers(0, 6))
def test_grouped_decimals(value: int | float, decimals: int) -> None:
    picture = "#,##0" + ("." + "0" * decimals if decimals else "")
    expected = f"{exact(value, decimals):,f}"
    zero = not expected.strip("-0.,")
    assert format_number(value, picture) == (expected.lstrip("-") if zero else expected)


@given(st.floats(-1e15, 1e15), st.integers(-3, 6))
def test_round_is_half_away_from_zero(value: float, decimals: int) -> None:
    assert rounded(value, decimals) == float(exact(value, decimals))


@given(MOMENTS)
def test_formatted_moment_reads_back(value: dt.datetime) -> None:
    shown = format_moment(value, "yyyy-MM-dd HH:mm:ss")
    assert parse_date(shown) == value.replace(microsecond=0)
    assert format_moment(value, "YYYY/M/D h:m:s tt fff") == (
        f"{value.year}/{value.month}/{value.day} {(value.hour + 11) % 12 + 1}:{value.minute}:{value.second} "
        f"{value:%p} {value.microsecond // 1000:03}"
    )


@given(MOMENTS, st.integers(-5000, 5000), st.sampled_from(["week", "day", "hour", "minute", "second"]))
def test_difference_undoes_adding(start: dt.datetime, amount: int, unit: str) -> None:
    moved = dateadd(start, amount, unit)
    assert datediff(unit, start, moved) == datediff(start, moved, unit) == amount
    assert dateadd(unit, amount, start) == dateadd(start, unit, amount) == moved


@given(MOMENTS, st.integers(-500, 500))
def test_months_keep_the_day_or_clamp(start: dt.datetime, months: int) -> None:
    moved = dateadd(start, months, "month")
    assert datediff("month", start, moved) == months
    assert moved.day == start.day or (moved.day < start.day and (moved + dt.timedelta(days=1)).day == 1)


@given(st.text("abA\n.*", max_size=10), st.text("abB%_.*\n", max_size=8))
def test_like_is_the_pattern_it_says(text: str, pattern: str) -> None:
    shape = "".join({"%": ".*", "_": "."}.get(char, re.escape(char)) for char in pattern)
    whole = re.fullmatch if "%" in pattern or "_" in pattern else re.search
    assert like(text, pattern) == bool(whole(shape, text, re.IGNORECASE | re.DOTALL))


TIMES = st.dates() | MOMENTS | st.times() | st.timedeltas()
MIXED = st.lists(st.none() | st.booleans() | NUMBERS | st.floats() | st.text(max_size=3) | TIMES, max_size=8)


@given(MIXED)
def test_sort_keeps_all_and_is_stable(items: list[Any]) -> None:
    once = sort(Array(items))
    assert sorted(map(to_text, once)) == sorted(map(to_text, items))
    assert list(map(to_text, sort(once))) == list(map(to_text, once))
    assert len(sort(Array(items), "DESC")) == len(items)


@given(st.text("ab,;", max_size=12), st.text("ab,;", min_size=1, max_size=2))
def test_split_is_undone_by_joining(text: str, mark: str) -> None:
    assert mark.join(split(text, mark)) == text
    assert list(reverse(reverse(split(text, mark)))) == list(split(text, mark))
