"""Loops that nothing ends: no test that can change, no way out, and nothing that waits for the world."""

from __future__ import annotations

from compiler import ast
from compiler.bound import Invoke, Ref, Request, Variable
from compiler.resolve import Bound
from compiler.walk import Nodes, descend, stands_in
from diagnostics.diagnostic import Diagnostics

_LEAVES = (ast.Exit, ast.Return, ast.Goto, ast.Gosub, ast.Throw, Request, Invoke)
_COMPARED = (Ref, ast.Literal, ast.Binary, ast.Unary)


def endless(bound: Bound, nodes: Nodes, found: Diagnostics) -> None:
    """GB4004 for a WHILE or DO whose test is always true, or reads only variables that the body leaves alone."""
    loops = nodes.of(ast.While)
    if not loops:
        return
    leaves = nodes.starts(*_LEAVES)
    uses: dict[Variable, list[int]] = {}
    for ref in nodes.of(Ref):
        uses.setdefault(ref.variable, []).append(ref.start)
    for places in uses.values():
        places.sort()
    for loop in loops:
        if not stands_in(leaves, loop.body) and _same_each_round(loop, uses):
            hint = "change a variable of its test in the loop, or write EXIT DO"
            head = (loop.start, loop.body.start)
            start, end = head if loop.condition is None else (loop.condition.start, loop.condition.end)
            found.add("GB4004", "nothing ends this loop", start, end, hint=hint)


def _same_each_round(loop: ast.While, uses: dict[Variable, list[int]]) -> bool:
    """True when the test lets the loop go on and stands for the same value each time.

    Variables that stand anywhere in the body may change: an object does so without an assignment to its name.
    """
    if loop.condition is None:
        return True
    if isinstance(loop.condition, ast.Literal):
        return bool(loop.condition.value) != loop.until
    test = descend(loop.condition)
    if not all(isinstance(node, _COMPARED) for node in test):
        return False
    return not any(stands_in(uses[node.variable], loop.body) for node in test if isinstance(node, Ref))
