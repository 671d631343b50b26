"""Runs damaged programs and damaged saved states, started as a process of its own: a crash must not end the tests.

``python mutants.py programs|states SEED COUNT`` prints how many of the damaged ones were accepted. A program that the
verifier accepts must run inside its bounds and like the reference; bytes that are no saved state are refused by name.
"""

from __future__ import annotations

import faulthandler
import hashlib
import sys
from dataclasses import replace
from random import Random
from typing import Any

from compare import plain_wording, play
from generator import FUNCTIONS, Env, Scene, scene

from vm.budget import Limits
from vm.bytecode.disasm import disassemble
from vm.bytecode.opcodes import OPCODES, encode
from vm.bytecode.program import Function, Program, Statement, TryRegion
from vm.bytecode.verify import VerifyError, verify
from vm.machine import Linked, Machine, SnapshotError, link
from vm.outcome import Suspend
from vm.reference import ReferenceMachine
from vm.reference.state import copy_graph

LIMITS = Limits(fuel=500, items=1000, text=20_000, depth=20)


def variables(made: Scene) -> dict[str, Any]:
    return dict(zip(made.variables, copy_graph(made.variables.values()), strict=True))


def mutate(r: Random, program: Program) -> Program:
    """The program with a few instructions or tables changed."""
    functions = list(program.functions)
    for _ in range(r.randrange(1, 4)):
        which = r.randrange(len(functions))
        functions[which] = (_mutate_code if r.random() < 0.85 else _mutate_tables)(r, functions[which])
    return replace(program, functions=tuple(functions))


def _mutate_code(r: Random, function: Function) -> Function:
    code = list(function.code)
    at = r.randrange(len(code))
    kind = r.randrange(5)
    if kind == 0:
        code[at] ^= 1 << r.randrange(64)
    elif kind == 1:
        code[at] = code[at] & ~0xFF | r.randrange(len(OPCODES))
    elif kind == 2:
        field = r.choice((16, 32, 48))
        code[at] = code[at] & ~(0xFFFF << field) | r.choice((0, 1, 2, 5, at, len(code) - 1, 19, 20)) << field
    elif kind == 3:
        other = r.randrange(len(code))
        code[at], code[other] = code[other], code[at]
    else:
        code[at] = encode(r.randrange(len(OPCODES)), r.randrange(20), r.randrange(20), r.randrange(20))
    return replace(function, code=tuple(code))


def _mutate_tables(r: Random, function: Function) -> Function:
    size = len(function.code)
    numbers = [r.randrange(-2, size + 2) for _ in range(3)]
    kind = r.randrange(4)
    if kind == 0:
        return replace(function, statements=(*function.statements, Statement(*numbers, r.randrange(-30, 25))))
    if kind == 1:
        return replace(function, tries=(*function.tries, TryRegion(*numbers, r.randrange(-2, 25))))
    if kind == 2:
        return replace(function, registers=r.randrange(25))
    return replace(function, constants=function.constants[: r.randrange(len(function.constants) + 1)])


def accepted(program: Program) -> bool:
    try:
        verify(program)
    except VerifyError:
        return False
    return True


def run_programs(seed: int, count: int) -> int:
    ran = 0
    for number in range(seed, seed + count):
        r = Random(number)
        made = scene(r, 8)
        made.program = mutate(r, made.program)
        if accepted(made.program):
            ran += 1
            told = f"seed {number}\n{disassemble(made.program)}{made.variables!r}\n{made.answers!r}"
            machine = Machine(link(made.program, FUNCTIONS), variables=variables(made), limits=LIMITS, env=Env())
            shown = play(machine, made)
            expected = play(
                ReferenceMachine(made.program, FUNCTIONS, variables=variables(made), limits=LIMITS, env=Env()), made
            )
            assert shown == expected, f"{told}\ncompiled  {shown}\nreference {expected}"
    return ran


def damage(r: Random, state: bytes) -> bytes:
    """Changed bytes, often with a right checksum again, so that what is behind it is tested."""
    data = bytearray(state)
    for _ in range(r.randrange(1, 4)):
        kind = r.randrange(4)
        at = r.randrange(len(data))
        if kind == 0:
            data[at] ^= 1 << r.randrange(8)
        elif kind == 1:
            data[at] = r.choice((0x00, 0x01, 0x7F, 0x80, 0x90, 0x91, 0xC0, 0xC3, 0xCB, 0xDD, 0xFF, 0xE0))
        elif kind == 2 and len(data) > 20:
            del data[at : at + r.randrange(1, 9)]
        else:
            data[at:at] = bytes(r.randrange(256) for _ in range(r.randrange(1, 5)))
    if r.random() < 0.8:
        data[:5] = state[:5]
        data[5:13] = hashlib.sha256(data[13:]).digest()[:8]
    return bytes(data)


def run_states(seed: int, count: int) -> int:
    ran = 0
    for number in range(seed, seed + count):
        r = Random(number)
        made = scene(r, 8)
        linked = link(made.program, FUNCTIONS)
        machine = Machine(linked, variables=variables(made), limits=LIMITS, env=Env())
        machine.run(steps=r.randrange(60))
        state = machine.snapshot()
        for _ in range(20):
            restored = restore(linked, damage(r, state))
            if restored is not None:
                ran += 1
                go_on(restored)
    return ran


def restore(linked: Linked, data: bytes) -> Machine | None:
    """The machine, or None when the bytes are refused by name; any other exception ends the process."""
    try:
        return Machine.restore(linked, data, limits=LIMITS, env=Env())
    except SnapshotError as error:
        if error.code not in ("GB8005", "GB8006", "GB8007"):
            raise
        return None


def go_on(machine: Machine) -> None:
    """Run a machine whose state was tampered with: it may end in any way, but it must end and can be saved again."""
    for _ in range(5):
        try:
            outcome = machine.resume(1) if machine.pending else machine.run()
        except RuntimeError:
            break
        if not isinstance(outcome, Suspend):
            break
    machine.snapshot()
    machine.variables()


if __name__ == "__main__":
    faulthandler.enable()
    run = {"programs": run_programs, "states": run_states}[sys.argv[1]]
    with plain_wording():
        print(run(int(sys.argv[2]), int(sys.argv[3])))
