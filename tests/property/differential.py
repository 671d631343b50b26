"""One program on every engine: the reference interpreter, the loop, also giving its host a turn wherever it can, and
compiled code from the first use on.

Compared at each stop: outcome, fault and its place, result, arguments, variables as a graph, fuel that is left and, of
the loop and the reference, every register. At each question a saved state moves between compiled code and the loop.
``difference`` says where they part, ``shrunk`` removes lines while they do. Called by ``nightly`` and the suite.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

import generator
from compare import plain_wording
from everything import FullWriter
from typed import TypedWriter

from compiler.api import compile_source
from stdlib.catalog import load_catalog
from stdlib.functions._hot import HOT
from vm.budget import Limits
from vm.bytecode.disasm import disassemble
from vm.bytecode.program import Program
from vm.jit.tier import Mode, attach
from vm.machine import Linked, LinkedFunction, Machine, link
from vm.outcome import Done, Fault, Outcome, Paused, Suspend
from vm.reference import ReferenceMachine
from vm.reference.state import copy_graph, flatten

LIMITS = Limits(fuel=20_000, items=1000, text=20_000)
ANSWERS: tuple[Any, ...] = ("5", "x", None, 7, 0.5)
MAX_STOPS = 25
SANITIZED = "asan" in os.environ.get("LD_PRELOAD", "")
"""The address sanitizer cannot follow a switch of stacks."""
Stop = tuple[Any, str, int, str]
Story = list[Stop]
"""Outcome, values as text, fuel that is left, registers."""


@dataclass
class Case:
    """A program, the values it starts with and the answers it gets; ``text`` is its source or its listing."""

    program: Program
    text: str
    functions: dict[str, LinkedFunction]
    variables: dict[str, Any]
    answers: list[Any]


@cache
def catalog_functions() -> dict[str, LinkedFunction]:
    """Every pure function of the catalog."""
    return {decl.name: (decl.call, decl.env) for decl in load_catalog().functions.values()}


def from_source(text: str) -> Case | None:
    """The case of a text; None when the compiler sees a mistake in it."""
    program = compile_source(text).program
    return None if program is None else Case(program, text, catalog_functions(), {}, list(ANSWERS))


def untyped(r: Random) -> Case | None:
    """A program whose names hold anything."""
    return from_source(FullWriter(r).program(7))


def typed(r: Random) -> Case | None:
    """A program whose names keep their kinds, mostly."""
    return from_source(TypedWriter(r).program())


def bytecode(r: Random) -> Case | None:
    """A program that no compiler would make."""
    made = generator.scene(r)
    functions: dict[str, LinkedFunction] = dict(generator.FUNCTIONS)
    return Case(made.program, disassemble(made.program), functions, made.variables, made.answers)


MAKERS: dict[str, Callable[[Random], Case | None]] = {"untyped": untyped, "typed": typed, "bytecode": bytecode}


# ---------------------------------------------------------------- one run


def head_of(outcome: Outcome) -> tuple[list[Any], list[Any]]:
    """An outcome as plain data, and the values in it."""
    if isinstance(outcome, Done):
        return ["done"], [outcome.value]
    if isinstance(outcome, Suspend):
        return [outcome.keyword, tuple(outcome.position), *outcome.arguments], list(outcome.arguments.values())
    assert isinstance(outcome, Fault), outcome
    calls = [(frame.function, tuple(frame.position)) for frame in outcome.frames]
    return ["fault", outcome.code, outcome.message, tuple(outcome.position), calls], []


def registers(machine: Any) -> str:
    """Every register of every frame, as a graph; a repr, since NaN is not equal to itself."""
    if isinstance(machine, ReferenceMachine):
        return repr(flatten([value for frame in machine.frames for value in frame.registers]))
    core = machine._core
    return repr(flatten([value for at in range(core.calls_depth()) for value in core.registers(at)]))


def seen(machine: Any, outcome: Outcome) -> Stop:
    """A stop as plain data."""
    head, roots = head_of(outcome)
    fuel = machine.meter.fuel if isinstance(machine, ReferenceMachine) else machine.fuel
    shown = repr(flatten([*roots, *machine.variables().values()]))
    return head, shown, fuel, registers(machine) if isinstance(outcome, Suspend) else ""


def story(machine: Any, case: Case, between: Callable[[Any, int], Any] | None = None) -> Story:
    """All stops of a run; ``between`` may replace the machine at a question. Each answer is a value of its own."""
    told: Story = []
    outcome = machine.run()
    while True:
        told.append(seen(machine, outcome))
        if not isinstance(outcome, Suspend) or len(told) >= MAX_STOPS:
            return told
        if between is not None:
            machine = between(machine, len(told))
        if len(told) % 5 == 4:
            outcome = machine.resume_error("GB7002", "no connection")
        else:
            outcome = machine.resume(copy_graph(case.answers)[len(told) % len(case.answers)])


class Unpaused:
    """A machine that is called again after each Paused."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def __getattr__(self, name: str) -> Any:
        return getattr(self.machine, name)

    def _on(self, outcome: Outcome) -> Outcome:
        while isinstance(outcome, Paused):
            outcome = self.machine.run()
        return outcome

    def run(self) -> Outcome:
        """As the machine does, to the end of the stretch."""
        return self._on(self.machine.run())

    def resume(self, value: Any) -> Outcome:
        """As the machine does, to the end of the stretch."""
        return self._on(self.machine.resume(value))

    def resume_error(self, code: str, message: str) -> Outcome:
        """As the machine does, to the end of the stretch."""
        return self._on(self.machine.resume_error(code, message))


class Engines:
    """The engines of one case; compiled code is made once."""

    def __init__(self, case: Case, limits: Limits = LIMITS) -> None:
        self.case = case
        self.limits = limits
        self.linked = {mode: self._link(mode) for mode in ("off", "always")}

    def _link(self, mode: Any) -> Linked:
        hot = HOT if self.case.functions is catalog_functions() else {}
        made = link(self.case.program, self.case.functions, hot)
        attach(made, mode)
        return made

    def options(self) -> dict[str, Any]:
        """Variables, limits and environment of a new machine."""
        variables = dict(zip(self.case.variables, copy_graph(self.case.variables.values()), strict=True))
        return {"variables": variables, "limits": self.limits, "env": generator.Env()}

    def reference(self) -> Story:
        """What the reference interpreter does."""
        return story(ReferenceMachine(self.case.program, self.case.functions, **self.options()), self.case)

    def on(self, mode: Mode) -> Story:
        """What the loop does, with compiled code from the first use on when ``mode`` is "always"."""
        return story(Machine(self.linked[mode], **self.options()), self.case)

    def in_turns(self) -> Story:
        """What the loop does when it gives its host a turn at every chance, in the middle of pure functions too."""
        machine = Machine(self.linked["off"], yields=True, **self.options())
        machine._core.stretch = 1
        return story(Unpaused(machine), self.case)

    def moving(self) -> Story:
        """As ``on``, the state being saved and read on the other side at each question."""

        def move(machine: Machine, count: int) -> Machine:
            saved = machine.snapshot()
            to = self.linked["off" if count % 2 else "always"]
            moved = Machine.restore(to, saved, limits=self.limits, env=generator.Env())
            assert moved.snapshot() == saved, "a state that was read is written in another way"
            return moved

        return story(Machine(self.linked["always"], **self.options()), self.case, move)


# ---------------------------------------------------------------- comparing


def difference(case: Case) -> str | None:
    """How two engines differ, or None."""
    with plain_wording():
        engines = Engines(case)
        loop = engines.on("off")
        return (
            _parted("reference", _before_budget(engines.reference(), loop), _before_budget(loop, loop))
            or (None if SANITIZED else _parted("in turns", engines.in_turns(), loop))
            or _parted("compiled", _shown(engines.on("always")), _shown(loop))
            or (_parted("moving", _shown(engines.moving()), _shown(loop)) if len(loop) > 1 else None)
        )


def _before_budget(told: Story, loop: Story) -> Story:
    """The stops before the loop ran out of something: the reference may get a little further, or end sooner."""
    return told[: len(loop) - 1] if loop[-1][0][1:2] and str(loop[-1][0][1]).startswith("GB69") else told


def _shown(told: Story) -> Story:
    """Without registers, since compiled code does not keep those that nobody reads."""
    return [(head, values, fuel, "") for head, values, fuel, _ in told]


def _parted(engine: str, one: Story, loop: Story) -> str | None:
    if one == loop:
        return None
    at = next((n for n, (a, b) in enumerate(zip(one, loop, strict=False)) if a != b), min(len(one), len(loop)))
    if at == len(one) or at == len(loop):
        return f"{engine} stops {len(one)} times, the loop {len(loop)} times"
    fields = zip(("outcome", "values", "fuel", "registers"), one[at], loop[at], strict=True)
    name, theirs, ours = next((name, a, b) for name, a, b in fields if a != b)
    theirs, ours = str(theirs), str(ours)
    return f"stop {at}, {name}\n{engine:>9}: {_around(theirs, ours)}\n     loop: {_around(ours, theirs)}"


def _around(text: str, other: str) -> str:
    """The text near the first place where it differs from the other."""
    at = next((n for n, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), 0)
    return text[max(0, at - 150) : at + 150]


def failure(case: Case) -> str | None:
    """``difference``, or the exception that an engine must not raise."""
    try:
        return difference(case)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def shrunk(text: str) -> str:
    """The source with as many lines removed as can be while two engines still differ."""

    def fails(lines: list[str]) -> bool:
        case = from_source("\n".join(lines) + "\n")
        return case is not None and failure(case) is not None

    lines, size = text.splitlines(), max(1, len(text.splitlines()) // 2)
    while size:
        at = 0
        while at < len(lines):
            fewer = lines[:at] + lines[at + size :]
            if fails(fewer):
                lines = fewer
            else:
                at += size
        size //= 2
    return "\n".join(lines) + "\n"
