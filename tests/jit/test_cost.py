"""Compiled code comes back before a millisecond has passed, whatever it does. Units are counted, no time is taken: the
nanoseconds here are measured ones, and a machine may be three times slower."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from engines import linked, natively, on_loop, on_reference, program

from vm.budget import Limits
from vm.jit.cost import LEAST_UNITS
from vm.machine import Machine

pytest.importorskip("llvmlite")

SLOWER = 3
PER_UNIT = 8
"""Instructions that one unit of fuel stands for, at most."""
LARGEST_CHARGE = 64
START = "a = 1.5\nb = 1.25\nc = 3\nd = 0\nl = []\nFOR i = 0 TO 99\nl[i] = i * 1.5\nNEXT\n"
RECURSIVE = "FUNCTION f(n)\nIF n < 1 THEN RETURN 1\nRETURN f(n - 1) + f(n - 2)\nEND FUNCTION\n"
BODIES = {  # what a statement does, and the nanoseconds that its dearest instruction needs (a call: each of the callee)
    "adds": ("a = a + b\n", 1),
    "powers": ("a = b ^ 1.01\n", 17),
    "remainders of floats": ("a = 2E18 MOD b\n", 210),
    "divisions": ("d = 12345678901 \\ c\n", 5),
    "reads of far elements": ("a = l[d]\n", 15),
    "stores": ("l[d] = b\n", 15),
    "calls": ("d = f(5)\n", 1),
}


@pytest.mark.parametrize("what", BODIES)
@pytest.mark.parametrize("count", [1, 30])
def test_a_slice_of(what: str, count: int) -> None:
    """... is short enough, and no stretch between two looks of the loop is longer."""
    body, nanoseconds = BODIES[what]
    each = linked(program(f"{RECURSIVE}{START}WHILE TRUE\n{body * count}WEND\n"), "always")
    machine = Machine(each, limits=Limits(fuel=300_000))
    looks: list[int] = []

    def look(core: Any, function: int, at: int) -> None:
        looks.append(machine.fuel)

    each.tier.sample = look
    machine.run()
    slices = {place: built.slice for place, built in each.tier.installed.items()}
    last = max(at for function, at in slices if function == 0)
    longest = max(units for (function, at), units in slices.items() if function or at == last)
    assert min(slices.values()) >= LEAST_UNITS
    assert slices[0, last] * min(PER_UNIT, count) * nanoseconds * SLOWER <= 1_000_000
    assert len(looks) > 3
    assert max(before - after for before, after in pairwise(looks)) <= longest + LARGEST_CHARGE


@pytest.mark.parametrize("dividend", ["1E308", "-1E308", "1E308 * 10", "2 ^ 63.5", "0.0"])
@pytest.mark.parametrize("divisor", ["3E-308", "5E-324", "-0.7", "1E308 * 10", "0.0"])
def test_a_remainder_of_far_numbers_is_that_of_the_loop(dividend: str, divisor: str) -> None:
    text = f"a = {dividend}\nb = {divisor}\nc = 0.0\nFOR i = 1 TO 200\nc = c + a MOD b\nNEXT\nRETURN c\n"
    made = program(text)
    assert natively(made) == on_loop(made) == on_reference(made)
