"""Whatever runs it, a program does the same: results, faults and their places, variables, and fuel to the unit."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from basic import Writer as AnyWriter
from compare import plain_wording
from effort import examples
from engines import LIMITS, Between, compiled_places, functions, linked, natively, on_loop, on_reference, program, story
from generator import Env
from hypothesis import given
from hypothesis import strategies as st
from numeric import Writer

from compiler.api import compile_source
from vm.budget import Limits
from vm.machine import Machine

pytest.importorskip("llvmlite")
randoms = st.randoms(use_true_random=False)


@pytest.fixture(autouse=True, scope="module")
def _plain_wording() -> Iterator[None]:
    with plain_wording():
        yield


@examples(25)
@given(randoms, st.sampled_from([300, 1000, 20_000]), st.sampled_from([20, 256]))
def test_numeric_programs(r: Random, fuel: int, depth: int) -> None:
    text = Writer(r).program()
    made = compile_source(text).program
    if made is not None:
        limits = Limits(fuel=fuel, depth=depth, items=1000, text=20_000)
        loop = on_loop(made, limits)
        assert natively(made, limits) == loop, text
        if loop[-1][0][0] != "GB6900":
            assert on_reference(made, limits) == loop, text


@examples(15)
@given(randoms)
def test_programs_of_every_kind(r: Random) -> None:
    text = AnyWriter(r).program(8)
    made = compile_source(text).program
    if made is not None:
        assert natively(made) == on_loop(made), text


FUNCTION = "FUNCTION f(n)\n  IF n < 2 THEN RETURN n\n  RETURN f(n - 1) + f(n - 2)\nEND FUNCTION\n"
PROGRAMS = {
    "a type changes in the loop": 'a = 1\nFOR i = 1 TO 90\nIF i = 60 THEN a = "7"\na = a * 2 - i\nNEXT\nRETURN a\n',
    "a sum leaves 64 bits in the last round": (
        "a = 9223372036854775807 - 4950\nFOR i = 1 TO 100\n"
        "a = a + i\nNEXT\nRETURN a\n"
    ),
    "products overflow all the time": "a = 3\nFOR i = 1 TO 99\na = a * a + 1\nIF a > 1e9 THEN a = 3\nNEXT\nRETURN a\n",
    "two names for one list": (
        "x = [1, 2, 3]\ny = x\nFOR i = 1 TO 99\n"
        "x[i MOD 3] = y[(i + 1) MOD 3] + i\nNEXT\nRETURN y\n"
    ),
    "a list grows under its other name": "x = []\ny = x\nFOR i = 0 TO 200\nx[i] = i\ny[i] = y[i] + 1\nNEXT\nRETURN y\n",
    "a called function makes a list longer": (
        "x = [0]\nSUB more(n)\nx[n] = n\nEND SUB\nFOR i = 1 TO 200\nmore(i)\nx[i - 1] = x[i - 1] + 1\nNEXT\nRETURN x\n"
    ),
    "a list grows past its limit": "x = []\nFOR i = 0 TO 2000\nx[i] = i\nNEXT\n",
    "an element is not there": "x = [1, 2]\na = 0\nFOR i = 0 TO 50\nIF x[i] IS NULL THEN a = a + 1\nNEXT\nRETURN a\n",
    "elements of mixed kinds": (
        'x = [1, 2.5, "3", NULL, TRUE]\na = 0\nFOR i = 0 TO 49\n'
        'a = a + x[i MOD 5] * 2\nNEXT\nRETURN a\n'
    ),
    "an error is caught in the loop": (
        "a = 0\nFOR i = -50 TO 50\nTRY\na = a + 100 / i\nCATCH e\na = a + 7\nEND TRY\nNEXT\nRETURN a\n"
    ),
    "errors are passed over": (
        "ON ERROR RESUME NEXT\na = 1\nFOR i = -20 TO 20\n"
        "a = a + 1 \\ i\nb = i / i\nNEXT\nRETURN a\n"
    ),
    "a fault deep in calls": (
        "FUNCTION g(n)\nIF n = 0 THEN RETURN 1 / n\n"
        "RETURN g(n - 1) + 1\nEND FUNCTION\nRETURN g(60)\n"
    ),
    "calls without end": (
        "FUNCTION g(n)\nRETURN h(n + 1)\nEND FUNCTION\nFUNCTION h(n)\n"
        "RETURN g(n) + 1\nEND FUNCTION\nRETURN g(1)\n"
    ),
    "functions of each other": (
        "FUNCTION even(n)\nIF n = 0 THEN RETURN TRUE\nRETURN odd(n - 1)\nEND FUNCTION\n"
        "FUNCTION odd(n)\nIF n = 0 THEN RETURN FALSE\nRETURN even(n - 1)\nEND FUNCTION\n"
        "a = 0\nFOR i = 0 TO 90\nIF even(i) THEN a = a + 1\nNEXT\nRETURN a\n"
    ),
    "frames of several sizes": (
        "FUNCTION a(n)\nx = n * 2\ny = x + 1\nz = y / 2\nRETURN b(n - 1, z) + x + y\nEND FUNCTION\n"
        "FUNCTION b(n, z)\nIF n < 1 THEN RETURN c(z)\nRETURN a(n) - z\nEND FUNCTION\n"
        "FUNCTION c(z)\nRETURN 1 / (z - z)\nEND FUNCTION\n"
        "ON ERROR RESUME NEXT\nt = 0\nFOR i = 1 TO 40\nt = t + a(i)\nNEXT\nON ERROR GOTO 0\nRETURN t + a(9)\n"
    ),
    "a function for several kinds": (
        'FUNCTION d(x)\nRETURN x + x\nEND FUNCTION\na = ""\nFOR i = 1 TO 60\n'
        'a = d(i) + d(i / 2) + d("z") + d(TRUE)\nNEXT\nRETURN a\n'
    ),
    "shared variables": (
        "total = 0\nlast = 0\nSUB add(n)\ntotal = total + n\nlast = n / 2\nEND SUB\n"
        "FOR i = 1 TO 90\nadd(i)\ntotal = total + last\nNEXT\nRETURN total\n"
    ),
    "steps of every kind": (
        "a = 0\nFOR i = 5 TO -5 STEP -1\na = a + i * i\nNEXT\nFOR x = 0 TO 2 STEP 0.125\na = a + x\nNEXT\n"
        "FOR n = 9223372036854775800 TO 9223372036854775807\na = a + 1\nNEXT\nRETURN a\n"
    ),
    "integers and floats in one comparison": (
        "a = 0\nx = 9007199254740992.0\nFOR i = 9007199254740980 TO 9007199254741000\nIF i > x THEN a = a + 1\n"
        "IF i = x THEN a = a + 100\nNEXT\nRETURN a\n"
    ),
    "remainders and whole quotients": (
        "a = 0\nFOR i = -30 TO 30\n"
        "a = a + i MOD 7 + i \\ 4 + (i + 0.5) MOD 3 + (i * 1.5) \\ 2 + i MOD -1 + 5 MOD i\nNEXT\n"
        "RETURN a\n"
    ),
    "powers": "a = 0\nFOR i = -9 TO 9\na = a + i ^ 2 + i ^ 3 - (i + 0.5) ^ 2 + 2 ^ 0.5\nNEXT\nRETURN a\n",
    "known functions": (
        "a = 0\nFOR i = -20 TO 20\n"
        "a = a + ABS(i) + SQR(i * i) + INT(i / 3) + ABS(i / 4)\nNEXT\nRETURN a\n"
    ),
    "no number": (
        "a = 0.0\nb = 1e308 * 10\nFOR i = 1 TO 60\na = b - b\n"
        "IF a = a THEN a = 1\nIF a < 1 THEN a = 2\nNEXT\nRETURN a\n"
    ),
    "truth of floats": (
        "a = 0\nx = -2.0\nFOR i = 1 TO 9\nx = x + 0.5\n"
        "IF x THEN a = a + 1\nIF NOT x THEN a = a + 50\nNEXT\nRETURN a\n"
    ),
    "lists in lists": (
        "m = [[1, 2], [3, 4.5]]\na = 0\nFOR i = 0 TO 59\nm[i MOD 2][1] = a\n"
        "a = a + m[1][i MOD 2] - m[0][0]\nNEXT\nRETURN m\n"
    ),
    "a list is given another list": (
        "x = [1, 2]\ny = [5, 6]\nFOR i = 0 TO 50\nz = x\nx = y\ny = z\n"
        "x[0] = x[0] + i\nNEXT\nRETURN [x, y]\n"
    ),
    "going through a list that grows": (
        "x = [1]\na = 0\nFOR EACH n IN x\n"
        "IF n < 60 THEN x[n] = n + 1\na = a + n\nNEXT\nRETURN a\n"
    ),
    "recursion over two branches": FUNCTION + "RETURN f(15)\n",
}  # fmt: skip


@pytest.mark.parametrize("what", PROGRAMS)
def test_programs_made_to_defeat_it(what: str) -> None:
    made = program(PROGRAMS[what])
    loop = on_loop(made)
    assert natively(made) == loop
    assert on_reference(made) == loop
    assert compiled_places(PROGRAMS[what])


@pytest.mark.parametrize(
    "what",
    ["two names for one list", "recursion over two branches", "functions of each other", "frames of several sizes"],
)
def test_fuel_ends_at_the_same_instruction(what: str) -> None:
    made = program(PROGRAMS[what])
    for fuel in [*range(0, 60, 3), *range(60, 400, 37)]:
        limits = Limits(fuel=fuel)
        assert natively(made, limits) == on_loop(made, limits), fuel


@pytest.mark.parametrize("depth", [1, 2, 7, 30, 256, 1000])
def test_the_depth_limit_is_the_same(depth: int) -> None:
    made = program(PROGRAMS["calls without end"])
    limits = Limits(depth=depth)
    assert natively(made, limits) == on_loop(made, limits)


def test_memory_ends_alike() -> None:
    made = program("x = []\nFOR i = 0 TO 100000\nx[i] = i\nNEXT\n")
    for memory in (50_000, 200_000, 1_000_000):
        limits = Limits(memory=memory)
        assert natively(made, limits)[-1][0] == on_loop(made, limits)[-1][0]


ASKING = (
    "FUNCTION g(n)\nt = n * 2\nIF n = 0 THEN\nHEAR reply\nRETURN 1\nEND IF\nRETURN g(n - 1) + t\nEND FUNCTION\n"
    "a = 0\nxs = []\nFOR i = 1 TO 60\nxs[i] = i * 1.5\n"
    "IF i MOD 20 = 0 THEN a = a + g(i)\na = a + xs[i]\nNEXT\nRETURN a\n"
)


def test_a_saved_state_goes_on_on_either_engine() -> None:
    made = program(ASKING)
    expected = on_loop(made)
    assert len(expected) == 4

    def moved_to(mode: str) -> Between:
        return lambda machine: Machine.restore(linked(made, mode), machine.snapshot(), limits=LIMITS, env=Env())  # type: ignore[arg-type]

    assert natively(made, between=moved_to("always")) == expected
    assert natively(made, between=moved_to("off")) == expected
    loop = Machine(linked(made, "off"), limits=LIMITS, env=Env())
    assert story(loop, moved_to("always")) == expected


def test_another_machine_on_the_same_program_finds_its_own_types() -> None:
    made = program("FUNCTION d(x)\nIF x < 1 THEN RETURN x\nRETURN d(x / 2) + 1\nEND FUNCTION\nRETURN d(n)\nn = 0\n")
    shared = linked(made, "always")
    for value in (50, 3.7, "12", 1 << 40, True, 50):
        natives, loops = (
            story(Machine(each, variables={"n": value}, limits=LIMITS, env=Env()))
            for each in (shared, linked(made, "off"))
        )
        assert natives == loops, value


def test_functions_of_the_host_are_not_taken_for_the_known_ones() -> None:
    from vm.jit.tier import attach
    from vm.machine import link

    made = program("a = 0\nFOR i = 1 TO 50\na = a + SQR(4)\nNEXT\nRETURN a\n")
    other = link(made, {**functions(), "SQR": (lambda value: 100, False)})
    attach(other, "always")
    outcome = Machine(other).run()
    assert outcome.value == 5000  # type: ignore[union-attr]
