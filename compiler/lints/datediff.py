"""DATEDIFF with the unit behind the dates, where authors disagree which date is subtracted."""

from __future__ import annotations

from compiler import ast
from compiler.bound import Builtin
from compiler.resolve import Bound
from compiler.walk import Nodes
from diagnostics.diagnostic import Diagnostics


def datediff(bound: Bound, nodes: Nodes, found: Diagnostics) -> None:
    """GB4003 for ``DATEDIFF(a, b, "day")``: it is b minus a; the unit in front says so more clearly."""
    for node in nodes.of(Builtin):
        if node.function.name == "DATEDIFF" and _unit_last(node.args):
            found.add(
                "GB4003",
                "this DATEDIFF gives the second date minus the first",
                node.start,
                node.end,
                hint="put the unit first to make it clear: DATEDIFF(unit, from, to)",
            )


def _unit_last(args: list[ast.Expr]) -> bool:
    last = args[-1] if len(args) == 3 else None
    return isinstance(last, ast.Literal) and isinstance(last.value, str) and last.value.isalpha()
