"""The compiled machine and the reference agree on random programs: stops, faults and their places, variables."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from compare import plain_wording, play
from effort import FACTOR, examples
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


@pytest.fixture(autouse=True, scope="module")
def _plain_wording() -> Iterator[None]:
    with plain_wording():
        yield


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


@pytest.mark.parametrize("kind", ["programs", "states"])
def test_damaged_bytes_never_crash_the_machine(kind: str) -> None:
    """In a process of its own, since a crash is what is looked for."""
    count = {"programs": 250, "states": 60}[kind] * FACTOR
    here = Path(__file__).parent
    command = [sys.executable, str(here / "mutants.py"), kind, "0", str(count)]
    environment = {**os.environ, "PYTHONPATH": f"{here}:{here.parents[1]}"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr[-4000:]
    assert int(done.stdout) > count // 20
