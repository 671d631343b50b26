"""Goes on from saved states in a process of its own: ``python fresh.py FILE`` prints one line for each state.

``saved`` stops a scene at every instruction and at every keyword, and says how it went on there; FILE holds what
another process needs for the same: the bytes of programs, of states, and the answers by the scene's seed.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import msgpack
from compare import MAX_STOPS, seen
from generator import FUNCTIONS, Env, Scene, scene

from vm.bytecode.codec import dumps, loads
from vm.machine import Machine, link
from vm.outcome import Fault, Outcome, Paused, Suspend
from vm.reference.state import copy_graph

MAX_INSTRUCTIONS = 400
SIZE = 24

State = tuple[bytes, int]
"""A saved state, and how many keywords had been asked for until then."""


def saved(seed: int) -> tuple[list[State], list[str]] | None:
    """The states of a scene, and what is to come after each; None for one that meets its limits."""
    made = scene(Random(seed), SIZE)
    whole = _go_on(machine := _start(made), machine.run(), made, 0)
    if whole[-1][0][0] == "fault" and whole[-1][0][1].startswith("GB69"):
        return None
    machine, served = _start(made), 0
    states = [(machine.snapshot(), 0)]
    outcome = machine.run(steps=1)
    while isinstance(outcome, Paused | Suspend) and len(states) < MAX_INSTRUCTIONS and served < MAX_STOPS - 1:
        served += isinstance(outcome, Suspend)
        states.append((machine.snapshot(), served))
        outcome = machine.run(steps=1) if isinstance(outcome, Paused) else _answer(machine, made, served, steps=1)
    return states, [_line(whole[served:]) for _, served in states]


def _start(made: Scene) -> Machine:
    given = dict(zip(made.variables, copy_graph(made.variables.values()), strict=True))
    return Machine(link(made.program, FUNCTIONS), variables=given, env=Env())


def _answer(machine: Machine, made: Scene, served: int, **steps: int) -> Outcome:
    if served % 5 == 4:
        return machine.resume_error("GB7002", "no connection", **steps)
    return machine.resume(copy_graph([made.answers[served % len(made.answers)]])[0], **steps)


def _go_on(machine: Machine, outcome: Outcome, made: Scene, served: int) -> list[Any]:
    """All stops from here on."""
    shown: list[Any] = []
    while True:
        found = seen(machine, outcome)
        shown.append([["fault", outcome.code]] if isinstance(outcome, Fault) and found[0] == "fault" else found)
        served += 1
        if not isinstance(outcome, Suspend) or served >= MAX_STOPS:
            return shown
        outcome = _answer(machine, made, served)


def _line(stops: list[Any]) -> str:
    return sha256(repr(stops).encode("utf-8", "surrogatepass")).hexdigest()


def write(path: Path, scenes: dict[int, list[State]]) -> None:
    """The file for a process that goes on with the states of scenes, given by their seeds."""
    rows = [[seed, dumps(scene(Random(seed), SIZE).program), states] for seed, states in scenes.items()]
    path.write_bytes(msgpack.packb(rows))


def main() -> None:
    """Go on with every state in the file."""
    for seed, program, states in msgpack.unpackb(Path(sys.argv[1]).read_bytes()):
        made = scene(Random(seed), SIZE)
        linked = link(loads(program), FUNCTIONS)
        for data, served in states:
            machine = Machine.restore(linked, data, env=Env())
            outcome = machine.run() if machine.pending is None else _answer(machine, made, served)
            print(_line(_go_on(machine, outcome, made, served)))


if __name__ == "__main__":
    main()
