"""Variables that are given a value nobody reads."""

from __future__ import annotations

from compiler import ast
from compiler.bound import Request, Scope, Variable
from compiler.resolve import Bound
from compiler.walk import Nodes
from diagnostics.diagnostic import Diagnostics
from stdlib.api import Effect

_DOING = frozenset((Effect.WRITE, Effect.SEND, Effect.WAIT))


def unused(bound: Bound, nodes: Nodes, found: Diagnostics) -> None:
    """GB4002 at the first assignment.

    Parameters, names that start with ``_`` or ``result_``, answers of the person and results of keywords that change
    something are left alone: the line does its work even when nobody looks at the value.
    """
    variables = [v for v in bound.variables if v.scope is Scope.SCRIPT]
    for unit in bound.units:
        variables += [v for name, v in unit.locals.items() if v.scope is Scope.LOCAL and name != unit.name.lower()]
    doing = _targets_of_doing(nodes)
    for variable in variables:
        if variable.reads or variable.param or variable.origin is not None or variable.start in doing:
            continue
        if not _exempt(variable):
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


def _targets_of_doing(nodes: Nodes) -> frozenset[int]:
    """Where the names stand that receive an answer, or the result of a keyword that changes something."""
    starts = [hear.target.start for hear in nodes.of(ast.Hear) if hear.target is not None]
    starts += [assign.target.start for assign in nodes.of(ast.Assign) if _acts(assign.value)]
    return frozenset(starts)


def _acts(value: ast.Expr) -> bool:
    if isinstance(value, ast.HearExpr):
        return True
    return isinstance(value, Request) and value.decl is not None and value.decl.effect in _DOING
