"""The compiled twins of pure functions give what their declared Python functions give."""

from __future__ import annotations

import itertools
import math
from copy import deepcopy
from typing import Any

import pytest
from programs import functions, linked

from stdlib.functions._hot import HOT
from vm.machine import Machine
from vm.outcome import Fault
from vm.value import Array, BasicError, Object

VALUES: list[Any] = [
    None, True, False, 0, 1, 2, 3, -1, -7, 2**63 - 1, -(2**63), 0.0, -0.0, 0.5, -2.5, 3.9, 1e300,
    math.inf, -math.inf, math.nan, "", "a", "abc", "ABC", "banana", "an", " \t x y \r\n", "12", " -3.5 ", "1e3", "x1",
    "ação", "ÇÃO ", "🎉🎉a", "\x1c\x1f",
    Array(), Array([3, 1, 2]), Object(), Object({"a": 1}),
]  # fmt: skip
COUNTS = {
    "LEFT": (2,), "RIGHT": (2,), "MID": (2, 3), "INSTR": (2, 3), "MAX": (1, 2), "MIN": (1, 2), "PUSH": (2,),
    "SPLIT": (1, 2), "JOIN": (1, 2, 3), "CONTAINS": (2,), "STARTS_WITH": (2,), "ENDS_WITH": (2,), "REPLACE": (3,),
    "SORT": (1, 2, 3), "SORT_ASC": (1, 2), "SORT_DESC": (1, 2),
}  # fmt: skip
FEW: list[Any] = [None, 0, 1, 2, -1, 2**63 - 1, 1.5, "2", "an", "", "banana", "ação", Array([1]), math.nan]


def outcome(function: Any, *args: Any) -> str:
    try:
        value = function(*args)
    except BasicError as error:
        return error.code
    return f"{type(value).__name__} {value!r}"


def arguments(name: str) -> list[tuple[Any, ...]]:
    """Argument lists of each length that the function takes."""
    found: list[tuple[Any, ...]] = []
    for count in COUNTS.get(name, (1,)):
        found += itertools.product(*([VALUES if count < 3 else FEW] + [FEW] * (count - 1)))
    return found


@pytest.mark.parametrize("name", sorted(HOT))
def test_twin_agrees_with_the_declared_function(name: str) -> None:
    declared, env = functions()[name]
    assert not env
    twin = HOT[name].with_fallback(declared)
    for args in arguments(name):
        assert outcome(twin, *deepcopy(args)) == outcome(declared, *deepcopy(args)), (name, args)


@pytest.mark.parametrize("name", sorted(HOT))
def test_twin_takes_common_arguments_itself(name: str) -> None:
    common = {
        "ABS": [-2], "INT": [2.5], "SGN": [-2], "SQR": [2], "MAX": [1, 2], "MIN": [1.5, 2.5], "CHR": [65], "STR": [5],
        "UBOUND": [Array()], "PUSH": [Array(), 1], "SPLIT": ["a,b"], "JOIN": [Array()], "CONTAINS": ["abc", "b"],
        "STARTS_WITH": ["abc", "a"], "ENDS_WITH": ["abc", "c"], "REPLACE": ["abc", "b", "x"], "SORT": [Array(), "DESC"],
        "SORT_ASC": [Array()], "SORT_DESC": [Array()], "LEFT": ["abc", 2], "RIGHT": ["abc", 2], "MID": ["abc", 2, 1],
        "INSTR": ["abc", "b"],
    }.get(name, ["text"])  # fmt: skip
    HOT[name](*common)


def test_without_a_fallback_other_arguments_are_refused() -> None:
    with pytest.raises(TypeError, match="LEN"):
        HOT["LEN"](5)
    assert Machine(linked("RETURN LEN(12345)")).run() == Machine(linked("RETURN 5")).run()
    lonely = Machine(linked("x = LEN(12345)", LEN=(HOT["LEN"], False))).run()
    assert isinstance(lonely, Fault)
    assert lonely.code == "GB6004"
