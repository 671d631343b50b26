"""Gives every variable its register: the script's in one map that all sections and blocks share, a SUB's in its own.

What blocks that run later receive stands first, so that it can be their parameters. The counter of a FOR is followed
by limit and step, the element of a FOR EACH stands behind list and position, so those loops need no copying. Called
before ``lower``.
"""

from __future__ import annotations

from collections.abc import Iterable

from compiler.bound import Scope, Unit, Variable
from compiler.resolve import Bound


def assign_registers(bound: Bound) -> tuple[int, int]:
    """Number all registers; returns how many the script's variables take, and how many are handed to blocks."""
    captured = [v for v in bound.variables if v.captured]
    for register, variable in enumerate(captured):
        variable.register = register
        variable.counts = variable.iterates = False
    size = _place((v for v in bound.variables if not v.captured), len(captured))
    for unit in bound.units:
        if not unit.is_script:
            _place_locals(unit)
    return size, len(captured)


def _place(variables: Iterable[Variable], at: int) -> int:
    """Registers from ``at`` on, with room around the variables of loops; returns the next free one."""
    for variable in variables:
        at += 2 if variable.iterates else 0
        variable.register = at
        at += 3 if variable.counts else 1
    return at


def _place_locals(unit: Unit) -> None:
    for register, param in enumerate(unit.params):
        param.register = register
        param.counts = param.iterates = False
    _place((v for v in unit.locals.values() if v not in unit.params), len(unit.params))


def local_size(unit: Unit) -> int:
    """Registers that the variables of a SUB take."""
    tops = [v.register + (3 if v.counts else 1) for v in unit.locals.values() if v.scope is Scope.LOCAL]
    return max(tops, default=0)
