"""The compiled value functions agree with the reference on every kind of value, alone and in pairs."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from effort import examples
from generator import TEXTS, TIMES, value
from hypothesis import given
from hypothesis import strategies as st

from vm import value as compiled
from vm.budget import Limits
from vm.error import BasicError
from vm.reference import compare, text
from vm.reference.meter import Meter
from vm.value import Array, Object

randoms = st.randoms(use_true_random=False)


def meter() -> Meter:
    return Meter(Limits())


def result(function: Callable[..., Any], *arguments: Any) -> str:
    """The result, or the code of the error, as text that tells 1 from 1.0 and from true."""
    try:
        return repr(function(*arguments))
    except BasicError as error:
        return error.code


def agree(a: Any, b: Any) -> None:
    m = meter()
    assert result(compiled.equals, a, b) == result(compare.equals, m, a, b)
    assert result(compiled.less, a, b) == result(compare.less, m, a, b)
    assert result(compiled.to_text, a) == result(text.to_text, m, a)
    assert result(compiled.to_number, a) == result(text.to_number, m, a)
    assert result(compiled.truthy, a) == result(compare.truthy, a)


@examples(300)
@given(randoms)
def test_any_two_values(r: Random) -> None:
    agree(value(r), value(r))


@pytest.mark.parametrize(
    "one", [*TEXTS, *TIMES, None, True, False, 0, 1, -0.0, 0.5, float("nan"), float("inf")], ids=repr
)
def test_each_plain_value_beside_each(one: Any) -> None:
    for other in (*TEXTS, *TIMES, None, True, False, 0, 1, 5, 2.5, 86400, float("nan")):
        agree(one, other)
        row = Array([other])
        row.rowset = True
        agree(one, row)


@examples(300)
@given(st.text(alphabet="0123456789+-.eE \t_x\u00a0٣é", max_size=24) | st.text(max_size=8))
def test_numeric_text(written: str) -> None:
    assert result(compiled.parse_number, written) == result(text.parse_number, meter(), written)


@pytest.mark.parametrize("written", ["1e999", "-1e999", "9" * 400, "0" * 5000 + "1", "1" + "0" * 30, "1e-999", "." * 9])
def test_extreme_numeric_text(written: str) -> None:
    assert result(compiled.parse_number, written) == result(text.parse_number, meter(), written)


_number = st.integers(0, 32).map(str) | st.sampled_from(["2026", "0001", "9999", "07", "24", "60"])
_mark = st.sampled_from(["-", "/", ".", " ", "T", ":", "Z", "+02:00", "-0330", "+14", ".5", "  "])


@examples(300)
@given(st.lists(_number | _mark, max_size=12).map("".join))
def test_dates_in_text(written: str) -> None:
    assert result(compiled.parse_date, written) == result(text.parse_date, meter(), written)


@examples(200)
@given(_number, _number, _number, st.sampled_from("-/."), st.sampled_from(["", "T", " "]), _number, _number, _mark)
def test_dates_of_the_right_shape(a: str, b: str, c: str, mark: str, gap: str, h: str, m: str, zone: str) -> None:
    written = f"{a}{mark}{b}{mark}{c}" + (f"{gap}{h}:{m}{zone}" if gap else "")
    assert result(compiled.parse_date, written) == result(text.parse_date, meter(), written)


@examples(200)
@given(st.floats(), st.integers(-(1 << 63), (1 << 63) - 1))
def test_numbers_as_text_and_in_order(real: float, whole: int) -> None:
    agree(real, whole)
    agree(whole, real)


def nested(depth: int) -> Array:
    inner = Array()
    for _ in range(depth - 1):
        inner = Array([inner])
    return inner


@pytest.mark.parametrize("depth", [63, 64, 65, 66, 200])
def test_nesting_ends_at_the_same_depth(depth: int) -> None:
    agree(nested(depth), nested(depth))


def test_values_that_hold_themselves() -> None:
    ring = Array()
    ring.append(ring)
    other = Array([ring])
    for kind in ("", "response", "file", "error"):
        thing = Object()
        thing.kind = kind
        for name in ("data", "url", "message"):
            thing[name] = thing
        agree(thing, ring)
        agree(thing, "x")
        agree(ring, thing)
    ring.rowset = True
    agree(ring, other)
    agree(other, ring)
    agree(ring, 5)
