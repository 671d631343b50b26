"""Code behind EXIT, RETURN, GOTO or THROW in the same block, which nothing can reach."""

from __future__ import annotations

from itertools import pairwise

from compiler import ast
from compiler.resolve import Bound
from compiler.walk import Nodes
from diagnostics.diagnostic import Diagnostics

_NAMES: dict[type[ast.Stmt], str] = {
    ast.Exit: "EXIT",
    ast.Return: "RETURN",
    ast.Goto: "GOTO",
    ast.Throw: "THROW",
    ast.Continue: "CONTINUE",
}
_LEAVES = tuple(_NAMES)


def unreachable(bound: Bound, nodes: Nodes, found: Diagnostics) -> None:
    """GB4001 for the first statement behind one that always leaves; a label can be reached by a jump.

    Under ON ERROR RESUME NEXT a THROW does not leave.
    """
    passes = any(node.mode == "RESUME" for node in nodes.of(ast.OnError))
    bodies = [unit.body for unit in bound.units]
    bodies += [node.body for node in nodes.of(ast.Block)]
    for body in bodies:
        _look(body, found, _LEAVES if not passes else tuple(kind for kind in _LEAVES if kind is not ast.Throw))


def _look(body: list[ast.Stmt], found: Diagnostics, leaves: tuple[type[ast.Stmt], ...]) -> None:
    for before, statement in pairwise(body):
        if isinstance(before, leaves) and not isinstance(statement, ast.Label):
            word = _NAMES[type(before)]
            found.add(
                "GB4001",
                f"this never runs, because {word} stands before it",
                statement.start,
                statement.end,
                hint=f"remove it, or put {word} inside an IF",
            )
