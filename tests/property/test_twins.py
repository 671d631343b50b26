"""A compiled twin gives the value, the fault and the fuel of its declared Python function, whatever the arguments."""

from __future__ import annotations

import math
import struct
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from effort import examples
from hypothesis import given
from hypothesis import strategies as st

from compiler.api import compile_source
from stdlib.catalog import load_catalog
from stdlib.functions._hot import HOT
from vm.budget import Limits
from vm.bytecode.program import Program
from vm.machine import LinkedFunction, Machine, link
from vm.outcome import Done, Fault
from vm.value import Array, Object

SMALL = Limits(text=300, items=40, fuel=3000)
WORDS = (
    "",
    "a",
    "ab",
    "abc",
    "b",
    ",",
    ", ",
    "é",
    "ñ",
    "日本",
    "🎉",
    "item10",
    "item9",
    "12",
    " 7 ",
    "-3.5",
    "1e3",
    "x" * 70,
)
FLOATS = (
    0.0,
    -0.0,
    1.0,
    9007199254740993.0,
    1e300,
    5e-324,
    math.inf,
    -math.inf,
    math.nan,
    struct.unpack("d", b"\x01" + b"\xff" * 7)[0],
)
TEXTS = st.one_of(st.sampled_from(WORDS), st.text(max_size=6), st.text("ab,", max_size=200))
INTS = st.one_of(
    st.integers(-(2**63), 2**63 - 1), st.integers(-300, 300), st.sampled_from((2**53 + 1, 2**62, -(2**63)))
)
REALS = st.one_of(st.floats(), st.sampled_from(FLOATS))
SCALARS = st.one_of(st.none(), st.booleans(), INTS, REALS, TEXTS)
OTHERS = st.one_of(st.dates(), st.timedeltas(), st.builds(lambda: Array([1])), st.builds(lambda: Object({"a": 1})))


def rowset(items: list[Any]) -> Array:
    made = Array(items)
    made.rowset = True
    return made


LISTS = st.one_of(
    st.lists(INTS, max_size=42).map(Array),
    st.lists(INTS, min_size=300, max_size=400).map(Array),
    st.lists(REALS, max_size=42).map(Array),
    st.lists(TEXTS, max_size=42).map(Array),
    st.lists(SCALARS, max_size=20).map(Array),
    st.lists(st.one_of(SCALARS, OTHERS), max_size=8).map(Array),
    st.lists(SCALARS, max_size=3).map(rowset),
)
ANYTHING = st.one_of(SCALARS, OTHERS, LISTS)
DIRECTIONS = st.one_of(st.sampled_from(("ASC", "DESC", "desc", " desc ", "a", "")), st.none())

CASES: dict[str, list[tuple[st.SearchStrategy[Any], ...]]] = {
    "SORT": [(LISTS,), (LISTS, DIRECTIONS), (LISTS, DIRECTIONS, DIRECTIONS)],
    "SORT_ASC": [(LISTS,), (LISTS, TEXTS)],
    "SORT_DESC": [(LISTS,), (LISTS, TEXTS)],
    "SPLIT": [(TEXTS,), (TEXTS, TEXTS), (ANYTHING, ANYTHING)],
    "JOIN": [(LISTS,), (LISTS, TEXTS), (ANYTHING, ANYTHING)],
    "REPLACE": [(TEXTS, TEXTS, TEXTS), (ANYTHING, TEXTS, TEXTS)],
    "CONTAINS": [(TEXTS, TEXTS), (LISTS, SCALARS), (ANYTHING, ANYTHING)],
    "STARTS_WITH": [(TEXTS, TEXTS), (ANYTHING, ANYTHING)],
    "ENDS_WITH": [(TEXTS, TEXTS), (ANYTHING, ANYTHING)],
    "PUSH": [(LISTS, ANYTHING), (ANYTHING, ANYTHING)],
    "INSTR": [(TEXTS, TEXTS), (INTS, TEXTS, TEXTS), (ANYTHING, ANYTHING)],
    "LEN": [(ANYTHING,)],
    "MID": [(TEXTS, INTS), (TEXTS, INTS, INTS)],
    "UCASE": [(TEXTS,)],
    "LCASE": [(TEXTS,)],
    "TRIM": [(TEXTS,)],
    "STR": [(ANYTHING,)],
    "VAL": [(TEXTS,)],
}  # fmt: skip


@cache
def program(name: str, count: int) -> Program:
    """A script that gives ``NAME(a, b, ...)``; the arguments come from outside."""
    found = compile_source(f"RETURN {name}({', '.join('abc'[:count])})").program
    assert found is not None
    return found


@cache
def functions() -> dict[str, LinkedFunction]:
    return {decl.name: (decl.call, decl.env) for decl in load_catalog().functions.values()}


def exact(value: Any) -> Any:
    """A value with the bits of its floats and the kinds of its numbers, to be compared."""
    if isinstance(value, Array):  # a list may have been put into itself
        return "list", value.rowset, len(value), [exact(item) for item in value if not isinstance(item, Array)]
    if isinstance(value, float):
        return "float", "nan" if math.isnan(value) else struct.pack("d", value)
    return type(value).__name__, repr(value)


def ending(name: str, args: tuple[Any, ...], twins: bool) -> Any:
    """The value or fault, the fuel that is left, and what became of the arguments."""
    given = dict(zip("abc", deepcopy(args), strict=False))
    linked = link(program(name, len(args)), functions(), HOT if twins else {})
    machine = Machine(linked, variables=given, limits=SMALL)
    outcome = machine.run()
    assert isinstance(outcome, Done | Fault)
    seen = exact(outcome.value) if isinstance(outcome, Done) else (outcome.code, outcome.message)
    return seen, max(0, machine.fuel), [exact(value) for value in given.values()]


@pytest.mark.parametrize(("name", "kinds"), [(name, kinds) for name, all_kinds in CASES.items() for kinds in all_kinds])
def test_twin_is_its_function(name: str, kinds: tuple[st.SearchStrategy[Any], ...]) -> None:
    @examples(40)
    @given(st.tuples(*kinds))
    def compare(args: tuple[Any, ...]) -> None:
        assert ending(name, args, True) == ending(name, args, False)

    compare()


def test_long_lists_of_numbers_are_sorted_exactly() -> None:
    """Lists long enough that every byte of a number decides somewhere."""
    numbers = [(n * 0x9E3779B97F4A7C15 + 12345) % 2**64 - 2**63 for n in range(5000)]
    linked = link(program("SORT_DESC", 1), functions(), HOT)
    for items in (numbers, [n / 7 for n in numbers], [n >> 44 for n in numbers]):
        outcome = Machine(linked, variables={"a": Array(items)}).run()
        assert isinstance(outcome, Done)
        assert list(outcome.value) == sorted(items, reverse=True)
