"""The compiled machine and the reference agree on random programs: every stop, every fault and place, every variable."""

from __future__ import annotations

from random import Random
from typing import Any

from compare import play
from effort import examples
from generator import FUNCTIONS, Env, Scene, scene
from hypothesis import given
from hypothesis import strategies as st

from vm.budget import Limits
from vm.bytecode.codec import dumps, loads
from vm.bytecode.disasm import disassemble
from vm.bytecode.verify import verify
from vm.machine import Linked, Machine, link
from vm.reference import ReferenceMachine
from vm.reference.state import copy_graph

LIMITS = Limits(fuel=3000, items=1000, text=20_000)
randoms = st.randoms(use_true_random=False)


def variables(made: Scene) -> dict[str, Any]:
    return dict(zip(made.variables, copy_graph(made.variables.values()), strict=True))


def reference(made: Scene) -> ReferenceMachine:
    return ReferenceMachine(made.program, FUNCTIONS, variables=variables(made), limits=LIMITS, env=Env())


def machine(linked: Linked, made: Scene) -> Machine:
    return Machine(linked, variables=variables(made), limits=LIMITS, env=Env())


def story(made: Scene) -> str:
    return f"{disassemble(made.program)}variables {made.variables!r}\nanswers {made.answers!r}"


def save_and_load(linked: Linked, saved: Machine) -> Machine:
    return Machine.restore(linked, saved.snapshot(), limits=LIMITS, env=Env())


@examples(150)
@given(randoms)
def test_both_machines_tell_the_same_story(r: Random) -> None:
    made = scene(r)
    verify(made.program)
    expected = play(reference(made), made)
    assert play(machine(link(made.program, FUNCTIONS), made), made) == expected, story(made)


@examples(25)
@given(randoms)
def test_saving_after_every_instruction_changes_nothing(r: Random) -> None:
    made = scene(r, 6)
    linked = link(made.program, FUNCTIONS)
    whole = play(machine(linked, made), made)
    again = link(loads(dumps(made.program)), FUNCTIONS)
    pieces = play(machine(linked, made), made, lambda m: save_and_load(again, m), steps=1)
    if whole[-1] != ["fault", "GB6900"]:  # each run has its own fuel, so pieces may go further
        assert pieces == whole, story(made)


@examples(10)
@given(randoms)
def test_saving_the_reference_after_every_instruction_changes_nothing(r: Random) -> None:
    made = scene(r, 6)

    def between(m: ReferenceMachine) -> ReferenceMachine:
        return ReferenceMachine.restore(made.program, m.snapshot(), FUNCTIONS, limits=LIMITS, env=Env())

    whole = play(reference(made), made)
    if whole[-1] != ["fault", "GB6900"]:
        assert play(reference(made), made, between, steps=1) == whole, story(made)


@examples(40)
@given(randoms, st.integers(1, 7))
def test_pausing_changes_nothing(r: Random, steps: int) -> None:
    made = scene(r)
    linked = link(made.program, FUNCTIONS)
    whole = play(machine(linked, made), made)
    if whole[-1] != ["fault", "GB6900"]:
        assert play(machine(linked, made), made, steps=steps) == whole, story(made)
