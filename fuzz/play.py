"""Running whatever was made, in small bounds: the two machines side by side, and what counts as an honest end.

Used by the targets and by the seeds.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from compiler.api import compile_source
from stdlib.catalog import load_catalog
from stdlib.functions._hot import HOT
from vm.budget import Limits
from vm.bytecode.program import Program
from vm.error import BasicError
from vm.machine import Linked, LinkedFunction, LinkError, Machine, VerifyError, link
from vm.outcome import Done, Fault, Outcome, Suspend
from vm.reference import ReferenceMachine
from vm.value import to_text

LIMITS = Limits(fuel=20_000, memory=4 << 20, text=20_000, items=5_000, depth=64)
ANSWERS = (None, "x", 7, "2026-03-07", True)

PLAIN = """
total = 0
names = ["ana", "bo", {"deep": [1, 2.5, TRUE, NULL]}]
names[2].self = names
long = STRING(100, "x")
kept = [long, long]
day = DATEADD("day", 1, "2026-03-07")
SUB add(n)
  FOR i = 1 TO n
    total = total + i
    HEAR answer
    ON ERROR RESUME NEXT
    x = 1 / 0
  NEXT
END SUB
add 3
FOR EACH item IN names
  TALK item
NEXT
RETURN total
"""


class StillEnv:
    """A clock and chance that stand still, so that both machines see the same."""

    def now(self) -> dt.datetime:
        """Saturday 2026-03-07 14:05:09."""
        return dt.datetime(2026, 3, 7, 14, 5, 9)

    def random(self) -> float:
        """Always 0.5."""
        return 0.5

    def uuid(self) -> str:
        """Always the same."""
        return "12345678-1234-4234-8234-123456789abc"

    def error_state(self) -> Any:
        """No error."""
        return None


ENV = StillEnv()
FUNCTIONS: dict[str, LinkedFunction] = {
    decl.name: (decl.call, decl.env, decl.min_args, decl.max_args) for decl in load_catalog().functions.values()
}


@lru_cache(maxsize=8)
def linked(source: str) -> Linked:
    """The program of a text that is known to compile."""
    program = compile_source(source).program
    if program is None:
        raise ValueError("the text does not compile")
    return link(program, FUNCTIONS, HOT)


def linked_or_none(program: Program) -> Linked | None:
    """The program ready to run, or None when it is refused."""
    try:
        return link(program, FUNCTIONS, HOT)
    except (VerifyError, LinkError):
        return None


def shown(value: Any) -> str:
    """A value as text; the code of the error when it has none."""
    try:
        return f"{type(value).__name__} {to_text(value)}"
    except BasicError as error:
        return error.code


def described(outcome: Outcome) -> str:
    """All of an outcome that both machines must agree on; a fault of a limit may come at any place of its loop."""
    if isinstance(outcome, Done):
        return f"done {shown(outcome.value)}"
    if isinstance(outcome, Suspend):
        return f"{outcome.keyword} {[(name, shown(value)) for name, value in outcome.arguments.items()]}"
    if isinstance(outcome, Fault):
        return outcome.code if outcome.code.startswith("GB69") else f"{outcome.code} {outcome.position}"
    return "paused"


def story(machine: Machine | ReferenceMachine) -> list[str]:
    """What the program does, keyword by keyword, up to its end or its twentieth request."""
    told: list[str] = []
    outcome = machine.run()
    for answer in ANSWERS * 4:
        told.append(described(outcome))
        if not isinstance(outcome, Suspend):
            break
        outcome = machine.resume(answer)
    return told
