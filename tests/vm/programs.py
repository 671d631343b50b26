"""Compiles BASIC for the machine's tests and links it with all pure functions."""

from __future__ import annotations

from functools import cache
from typing import Any

from compiler.api import compile_source
from stdlib.catalog import load_catalog
from stdlib.functions._hot import HOT
from vm.machine import Linked, LinkedFunction, Machine, link
from vm.outcome import Done, Fault, Outcome


@cache
def functions() -> dict[str, LinkedFunction]:
    """Every pure function of the catalog."""
    return {decl.name: (decl.call, decl.env) for decl in load_catalog().functions.values()}


def linked(source: str, **replaced: LinkedFunction) -> Linked:
    """The linked program; ``replaced`` puts other functions in place of the catalog's."""
    found = compile_source(source)
    assert found.program is not None, [item.message for item in found.diagnostics]
    hot = {name: twin for name, twin in HOT.items() if name not in replaced}
    return link(found.program, {**functions(), **replaced}, hot)


def machine(source: str, **options: Any) -> Machine:
    """A machine that stands at the start of the program."""
    return Machine(linked(source), **options)


def run(source: str, **options: Any) -> Outcome:
    """How the program stops first."""
    return machine(source, **options).run()


def result(source: str, **options: Any) -> Any:
    """What the program returns; it must not stop before."""
    outcome = run(source, **options)
    assert isinstance(outcome, Done), outcome
    return outcome.value


def fault(source: str, **options: Any) -> Fault:
    """The fault in which the program ends."""
    outcome = run(source, **options)
    assert isinstance(outcome, Fault), outcome
    return outcome
