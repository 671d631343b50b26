"""Variables that are given a value nobody reads."""

from __future__ import annotations

from compiler.bound import Scope, Variable
from compiler.resolve import Bound
from compiler.walk import Nodes
from diagnostics.diagnostic import Diagnostics


def unused(bound: Bound, nodes: Nodes, found: Diagnostics) -> None:
    """GB4002 at the first assignment; parameters and names that start with ``_`` or ``result_`` are left alone."""
    variables = [v for v in bound.variables if v.scope is Scope.SCRIPT]
    for unit in bound.units:
        variables += [v for name, v in unit.locals.items() if v.scope is Scope.LOCAL and name != unit.name.lower()]
    for variable in variables:
        if variable.reads == 0 and not variable.param and variable.origin is None and not _exempt(variable):
            found.add(
                "GB4002",
                f"{variable.name} is given a value that nothing uses",
                variable.start,
                variable.end,
                hint="remove it, or check the spelling where it is used",
            )


def _exempt(variable: Variable) -> bool:
    return (
        variable.name.lower().startswith(("_", "result_")) or not variable.name or variable.iterates or variable.counts
    )
