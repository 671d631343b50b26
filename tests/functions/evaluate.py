"""Runs BASIC text on the compiled machine with a clock and randomness that stand still, and gives what TALK said.

Used by the tests of this folder only.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from compiler.api import compile_source
from stdlib.catalog import load_catalog
from vm.budget import Limits
from vm.machine import Machine, link
from vm.outcome import Done, Fault, Suspend
from vm.value import to_text


class StillEnv:
    """Saturday 2026-03-07 14:05:09.123456; every random number is 0.5."""

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 3, 7, 14, 5, 9, 123456)

    def random(self) -> float:
        return 0.5

    def uuid(self) -> str:
        return "12345678-1234-4234-8234-123456789abc"

    def error_state(self) -> Any:
        return None


FUNCTIONS = {decl.name: (decl.call, decl.env) for decl in load_catalog().functions.values()}


def run(source: str, limits: Limits | None = None) -> list[str]:
    """What the program says, one text for each TALK; a fault ends it with ``!`` and its code."""
    compilation = compile_source(source)
    assert compilation.program is not None, [(d.code, d.message) for d in compilation.diagnostics]
    machine = Machine(link(compilation.program, FUNCTIONS), env=StillEnv(), limits=limits)
    said: list[str] = []
    outcome = machine.run()
    while isinstance(outcome, Suspend):
        assert outcome.keyword == "TALK", outcome.keyword
        said.append(to_text(outcome.arguments["message"]))
        outcome = machine.resume(None)
    if isinstance(outcome, Fault):
        said.append("!" + outcome.code)
    else:
        assert isinstance(outcome, Done)
    return said
