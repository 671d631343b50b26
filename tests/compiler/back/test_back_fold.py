"""What is computed at compile time equals what the machine computes, for the same operator and values."""

from __future__ import annotations

import math
from typing import Any

from back_trees import AT, let, op, ret, run
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler import ast
from compiler.fold import fold

_NUMBERS = st.one_of(
    st.integers(-(1 << 63), (1 << 63) - 1), st.integers(-9, 9), st.sampled_from([0.0, -0.0, 0.5, 1e300, -2.0, 3.0])
)
_VALUES = st.one_of(_NUMBERS, st.booleans(), st.none(), st.text(max_size=3))
_OPERATORS = st.sampled_from(["+", "&", "-", "*", "/", "\\", "MOD", "^", "=", "<>", "<", "<=", ">", ">="])


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, float) and isinstance(b, float):
        return (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))
    return type(a) is type(b) and a == b


@settings(max_examples=150, deadline=None)
@given(_VALUES, _OPERATORS, _VALUES)
def test_folding_agrees_with_the_machine(a: Any, operator: str, b: Any) -> None:
    left, right = ast.Literal(*AT, a), ast.Literal(*AT, b)
    folded = fold(op(left, operator, right))
    if isinstance(folded, ast.Literal):
        result = run(let("a", left), let("b", right), ret(op("a", operator, "b")))[1]
        assert _same(folded.value, result), (a, operator, b, folded.value, result)


@settings(max_examples=40, deadline=None)
@given(_VALUES, st.sampled_from(["-", "NOT"]))
def test_folding_one_operand_agrees_with_the_machine(a: Any, operator: str) -> None:
    folded = fold(ast.Unary(*AT, operator, ast.Literal(*AT, a)))
    if isinstance(folded, ast.Literal):
        named = ast.Unary(*AT, operator, ast.Name(*AT, "a"))
        result = run(let("a", ast.Literal(*AT, a)), ret(named))[1]
        assert _same(folded.value, result)


def test_whole_numbers_are_folded() -> None:
    assert fold(op(op(2, "*", 3), "+", 1)) == ast.Literal(*AT, 7)
    assert fold(op(7, "/", 2)) == ast.Literal(*AT, 3.5)


def test_what_would_fail_is_left_to_the_machine() -> None:
    division = op(1, "/", 0)
    assert fold(division) is division
