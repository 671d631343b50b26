"""Code behind EXIT, RETURN, GOTO or THROW in the same block, which nothing can reach."""

from __future__ import annotations

from itertools import pairwise

from compiler import ast
from compiler.resolve import Bound
from compiler.walk import descend
from diagnostics.diagnostic import Diagnostics

_LEAVES = (ast.Exit, ast.Return, ast.Goto, ast.Throw, ast.Continue)
_NAMES = {ast.Exit: "EXIT", ast.Return: "RETURN", ast.Goto: "GOTO", ast.Throw: "THROW", ast.Continue: "CONTINUE"}


def unreachable(bound: Bound, found: Diagnostics) -> None:
    """GB4001 for the first statement behind one that always leaves; a label can be reached by a jump."""
    for unit in bound.units:
        _look(unit.body, found)
        for statement in unit.body:
            for node in descend(statement):
                if isinstance(node, ast.Block):
                    _look(node.body, found)


def _look(body: list[ast.Stmt], found: Diagnostics) -> None:
    for before, statement in pairwise(body):
        if isinstance(before, _LEAVES) and not isinstance(statement, ast.Label):
            word = _NAMES[type(before)]
            found.add(
                "GB4001",
                f"this never runs, because {word} stands before it",
                statement.start,
                statement.end,
                hint=f"remove it, or put {word} inside an IF",
            )
