"""How a list keeps its elements is never seen: reference, loop and compiled code do the same, with equal fuel."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import lists
import pytest
from compare import plain_wording
from effort import examples
from engines import LIMITS, linked, natively, on_loop, on_reference, program, story
from generator import Env
from hypothesis import given
from hypothesis import strategies as st

from compiler.api import compile_source
from vm.budget import Limits
from vm.machine import Machine

pytest.importorskip("llvmlite")


@pytest.fixture(autouse=True, scope="module")
def _plain_wording() -> Iterator[None]:
    with plain_wording():
        yield


@examples(40)
@given(st.randoms(use_true_random=False), st.sampled_from([60, 1000]))
def test_lists_of_changing_kinds(r: Random, items: int) -> None:
    made = program(lists.program(r))
    limits = Limits(fuel=20_000, items=items, text=20_000)
    loop = on_loop(made, limits)
    assert natively(made, limits) == loop
    assert natively(made, limits, saved_and_restored(made, limits)) == loop
    if loop[-1][0][0] != "GB6900":
        assert on_reference(made, limits) == loop


def saved_and_restored(made: object, limits: Limits) -> object:
    return lambda machine: Machine.restore(linked(made, "always"), machine.snapshot(), limits=limits, env=Env())


KINDS = {"TRUE": "boolean", "7": "integer", "2.5": "float", '"x"': "mixed", "NULL": "mixed"}


@pytest.mark.parametrize("mode", ["off", "always"])
@pytest.mark.parametrize("value", KINDS)
def test_a_list_that_is_filled_alike_stays_so(value: str, mode: str) -> None:
    made = program(f"x = []\nFOR i = 0 TO 99\nx[i] = {value}\nNEXT\nHEAR reply\nRETURN x\n")
    machine = Machine(linked(made, mode), env=Env())
    machine.run()
    machine = Machine.restore(linked(made, mode), machine.snapshot(), env=Env())
    found = machine.resume("").value
    assert len(found) == 100
    assert found.element_kind == KINDS[value]


FAULTS = {
    "items": ("x = [{0}]\nFOR i = 1 TO 2000\nx[i] = {0}\nNEXT\n", Limits(items=500)),
    "memory": ("x = [{0}]\nFOR i = 1 TO 200000\nx[i] = {0}\nNEXT\n", Limits(memory=100_000)),
}


@pytest.mark.parametrize("limit", FAULTS)
@pytest.mark.parametrize("value", KINDS)
def test_limits_count_every_kind_alike(limit: str, value: str) -> None:
    text, limits = FAULTS[limit]
    made = program(text.format(value))
    loop = on_loop(made, limits)
    assert loop[-1][0][0] == {"items": "GB6904", "memory": "GB6901"}[limit]
    assert natively(made, limits)[-1][0] == loop[-1][0]
    same = on_loop(program(text.format('"x"')), limits)
    assert abs(loop[-1][2] - same[-1][2]) <= 1


@pytest.mark.parametrize("count", [499, 500, 501])
def test_the_last_element_that_fits(count: int) -> None:
    made = program(f"x = []\nFOR i = 1 TO {count}\nx[i - 1] = i\nNEXT\nRETURN LEN(x)\n")
    limits = Limits(items=500)
    assert natively(made, limits) == on_loop(made, limits) == on_reference(made, limits)
    assert on_loop(made, limits)[-1][0][0] == ("done" if count <= 500 else "GB6904")


def test_a_list_that_changes_while_compiled_code_believes_otherwise() -> None:
    made = program(
        "x = [1, 2, 3]\ny = x\na = 0\nFUNCTION spoil(n)\nIF n = 40 THEN y[1] = 0.5\nRETURN n\nEND FUNCTION\n"
        "FOR i = 1 TO 80\na = a + x[i MOD 3] + spoil(i)\nx[0] = i\nNEXT\nRETURN [a, x]\n"
    )
    assert natively(made) == on_loop(made) == on_reference(made)


def test_the_first_element_of_an_empty_list_is_null() -> None:
    made = program("x = []\nFOR i = 0 TO 60\nIF i > 3 THEN x[i MOD 4] = x[i MOD 4]\nNEXT\nRETURN x\n")
    assert natively(made) == on_loop(made) == on_reference(made)


def test_a_source_of_such_programs_compiles() -> None:
    for seed in range(50):
        found = compile_source(lists.program(Random(seed)))
        assert found.program is not None, [item.message for item in found.diagnostics]


def test_stories_differ_when_an_element_does() -> None:
    one, other = program("x = [1]\nHEAR reply\nRETURN 0\n"), program("x = [1.0]\nHEAR reply\nRETURN 0\n")
    assert story(Machine(linked(one, "off"), limits=LIMITS, env=Env())) != on_loop(other)


@pytest.mark.parametrize("memory", [30_000, 60_000, 100_000, 140_000, 1 << 20])
@pytest.mark.parametrize("long", [False, True], ids=["written out in place", "called"])
def test_growth_is_counted_alike_on_both_sides_of_a_call(memory: int, long: bool) -> None:
    """A limit of memory ends the program at the same element, however lists grow in it and in what it calls."""
    more = "IF at < 0 THEN at = at + at * 2 - at / 3 + at MOD 4 - at * at * 5 + at \\ 6\n" if long else ""
    text = (
        f"FUNCTION add(l, at)\n{more * 2}l[at] = at\nRETURN at + 1\nEND FUNCTION\n"
        "a = []\nb = []\nat = 0\nFOR i = 1 TO 4000\nb[at] = 1.5\nat = add(a, at)\nb[at] = 2.5\nNEXT\nRETURN at\n"
    )
    made, limits = program(text), Limits(fuel=100_000, memory=memory)
    loop = on_loop(made, limits)
    assert natively(made, limits) == loop
    assert loop[0][0][0] == ("GB6901" if memory <= 100_000 else "done")
