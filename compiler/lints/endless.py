"""Loops that nothing ends: no test that can change, no way out, and nothing that waits for the world."""

from __future__ import annotations

from compiler import ast
from compiler.bound import ErrorState, Invoke, Ref, Request
from compiler.resolve import Bound
from compiler.walk import Nodes, descend
from diagnostics.diagnostic import Diagnostics

_LEAVES = (ast.Exit, ast.Return, ast.Goto, ast.Gosub, ast.Throw)


def endless(bound: Bound, nodes: Nodes, found: Diagnostics) -> None:
    """GB4004 for a WHILE or DO whose test is always true, or reads only variables that the body leaves alone."""
    for node in nodes.of(ast.While):
        if _never_ends(node):
            hint = "change a variable of its test in the loop, or write EXIT DO"
            start, end = (
                (node.start, node.body.start) if node.condition is None else (node.condition.start, node.condition.end)
            )
            found.add("GB4004", "nothing ends this loop", start, end, hint=hint)


def _never_ends(loop: ast.While) -> bool:
    inside = descend(loop.body)
    if any(isinstance(node, (*_LEAVES, Request, Invoke)) for node in inside):
        return False
    if loop.condition is None:
        return True
    test = descend(loop.condition)
    if isinstance(loop.condition, ast.Literal):
        return bool(loop.condition.value) != loop.until
    if not all(isinstance(node, (Ref, ast.Literal, ast.Binary, ast.Unary)) for node in test):
        return False
    return not {node.variable for node in test if isinstance(node, Ref)} & _touched(inside)


def _touched(nodes: list[ast.Node]) -> set[object]:
    """Variables that stand anywhere in the body: an object may be changed without an assignment to its name."""
    return {node.variable for node in nodes if isinstance(node, Ref)} | {
        None for n in nodes if isinstance(n, ErrorState)
    }
