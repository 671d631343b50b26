"""Runs one program on the loop, and with compiled code from the first use on, and gives all that is seen of both."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import cache
from typing import Any

from generator import Env

from compiler.api import compile_source
from stdlib.catalog import load_catalog
from stdlib.functions._hot import HOT
from vm.budget import Limits
from vm.bytecode.program import Program
from vm.jit.tier import Mode, attach
from vm.machine import Linked, LinkedFunction, Machine, link
from vm.outcome import Done, Fault, Outcome, Suspend
from vm.reference import ReferenceMachine
from vm.reference.state import flatten

LIMITS = Limits(fuel=20_000, items=1000, text=20_000)
Between = Callable[[Machine], Machine]
compile_source("")  # the compiler raises Python's recursion limit, which must not happen inside an example


@cache
def functions() -> dict[str, LinkedFunction]:
    """Every pure function of the catalog."""
    return {decl.name: (decl.call, decl.env) for decl in load_catalog().functions.values()}


def program(text: str) -> Program:
    """The compiled program, which must have no errors."""
    found = compile_source(text)
    assert found.program is not None, [item.message for item in found.diagnostics]
    return found.program


def linked(made: Program, mode: Mode) -> Linked:
    """The program linked with everything, and with compiled code as ``mode`` says."""
    result = link(made, functions(), HOT)
    attach(result, mode)
    return result


def seen(machine: Any, outcome: Outcome) -> list[Any]:
    """A stop as plain data: the outcome, the script's variables with sharing, and the fuel that is left."""
    if isinstance(outcome, Done):
        head: list[Any] = ["done"]
        roots = [outcome.value]
    elif isinstance(outcome, Suspend):
        head, roots = [outcome.keyword, tuple(outcome.position)], list(outcome.arguments.values())
    else:
        assert isinstance(outcome, Fault)
        calls = [(frame.function, tuple(frame.position)) for frame in outcome.frames]
        head, roots = [outcome.code, tuple(outcome.position), calls], []
    shown = repr(flatten([*roots, *machine.variables().values()]))  # a repr, since NaN is not equal to itself
    fuel = machine.meter.fuel if isinstance(machine, ReferenceMachine) else machine.fuel
    return [head, shown, fuel]


def story(machine: Any, between: Between = lambda machine: machine) -> list[Any]:
    """All stops of a run; every question is answered with "5"."""
    found: list[Any] = []
    outcome = machine.run()
    while True:
        found.append(seen(machine, outcome))
        if not isinstance(outcome, Suspend) or len(found) > 20:
            return found
        machine = between(machine)
        outcome = machine.resume("5")


def on_loop(made: Program, limits: Limits = LIMITS) -> list[Any]:
    """The story without compiled code."""
    return story(Machine(linked(made, "off"), limits=limits, env=Env()))


def on_reference(made: Program, limits: Limits = LIMITS) -> list[Any]:
    """The story of the reference interpreter."""
    return story(ReferenceMachine(made, functions(), limits=limits, env=Env()))


def natively(made: Program, limits: Limits = LIMITS, between: Between = lambda machine: machine) -> list[Any]:
    """The story with compiled code."""
    return story(Machine(linked(made, "always"), limits=limits, env=Env()), between)


def compiled_places(text: str, limits: Limits = LIMITS) -> set[tuple[int, int]]:
    """Where compiled code was entered from the loop or could be, after a run."""
    made = linked(program(text), "always")
    Machine(made, limits=limits, env=Env()).run()
    return set(made.tier.installed)


class AtOnce:
    """A worker that has done its work when asked."""

    def submit(self, work: Callable[..., Any], *arguments: Any) -> Future[Any]:
        job: Future[Any] = Future()
        job.set_result(work(*arguments))
        return job
