"""What is copied into its callers, and that this stays within its bounds."""

from __future__ import annotations

import pytest
from engines import linked, program

from vm.jit.infer import Guess, Inference
from vm.jit.inline import DEEPEST, LARGEST, LARGEST_FIRST, SMALL, Plan
from vm.jit.types import T_INT

FIB = "FUNCTION f(n)\nIF n < 2 THEN RETURN n\nRETURN f(n - 1) + f(n - 2)\nEND FUNCTION\nRETURN f(9)\n"
BIG = "FUNCTION f(n)\n{}IF n < 2 THEN RETURN n\nRETURN f(n - 1) + f(n - 2)\nEND FUNCTION\nRETURN f(9)\n"


def plan(text: str) -> tuple[Plan, int]:
    """The plan for the first function of a program over an integer, and the instructions of all copies together."""
    each = linked(program(text), "always")
    book = each.tier.book
    function = book[1].function
    guess = Guess(1, 0, False, (T_INT,) * function.registers)
    inference = Inference(book, guess, range(len(function.code)))
    units = inference.run()
    made = Plan(units)
    return made, sum(len(units[copy.key].states) for copy in made.copies)


def test_a_small_function_is_copied_into_itself() -> None:
    made, size = plan(FIB)
    assert sorted(copy.levels for copy in made.copies if copy.inside)[0] == 0
    assert 1 < sum(copy.inside for copy in made.copies) <= 2 * DEEPEST
    assert size < LARGEST_FIRST
    assert len({made.name(copy) for copy in made.copies}) == len(made.copies)


@pytest.mark.parametrize("lines", [SMALL // 2, LARGEST])
def test_a_larger_one_is_called(lines: int) -> None:
    made, _ = plan(BIG.format("n = n + 1\nn = n - 1\n" * lines))
    assert not any(copy.inside for copy in made.copies)
