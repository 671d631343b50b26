"""How many units compiled code may use before it comes back to the loop, so that a request to stop waits less than a
millisecond whatever the code does.

Pure; each instruction is taken to need what it needs at worst on a slow machine, so nothing is measured here.
``emit`` asks for it and the tier hands it to the loop.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from vm.jit.analyse import Instruction
from vm.jit.infer import Unit
from vm.jit.types import FLOAT, State
from vm.jit.writer import call_units, loop_units

LONGEST: Final = 500_000
"""Nanoseconds from entering compiled code to its coming back; the rest of the millisecond is the loop's."""
MOST_UNITS: Final = 1 << 16
LEAST_UNITS: Final = 128
"""More than one charge and what an entry has to gain, or good code would count as poor."""
_USUAL: Final = 3
_NANOSECONDS: Final = {
    "CALL": 12, "CALLB": 12, "DIV": 12, "IDIV": 12, "SETI": 25, "GETI": 25, "GETIA": 25, "GETIO": 25, "ITERNEXT": 25,
}  # fmt: skip
"""Instructions that need more than the usual time: elements may have to come from far memory."""
_REMAINDERS: Final = (12, 350)
_POWERS: Final = (12, 60)
"""Of integers, and where a float may be: then they are functions of the C library."""


def slice_units(units: Iterable[Unit]) -> int:
    """Units of one slice of code made of these functions. An instruction runs at most once for each jump backward of a
    loop around it and each call of its function, so the dearest loop or function bounds the time of a unit."""
    dearest = max(nanoseconds / count for unit in units for nanoseconds, count in _loops(unit))
    return max(LEAST_UNITS, min(MOST_UNITS, int(LONGEST / dearest)))


def _loops(unit: Unit) -> Iterable[tuple[int, int]]:
    """Nanoseconds and units of one round of each loop, and of one call."""
    times = {at: nanoseconds(unit.facts.code[at], state) for at, state in unit.states.items() if at in unit.inside}
    for first, last in unit.facts.loops:
        if first in unit.inside and last in unit.inside:
            yield sum(times.get(at, 0) for at in range(first, last + 1)), loop_units(last, first)
    yield sum(times.values()), call_units(len(unit.facts.code))


def nanoseconds(i: Instruction, state: State) -> int:
    """What one instruction needs at most, more or less."""
    if i.name in ("MOD", "POW"):
        whole, real = _REMAINDERS if i.name == "MOD" else _POWERS
        return real if (state[i.b].mask | state[i.c].mask) & FLOAT else whole
    return _NANOSECONDS.get(i.name, _USUAL)
