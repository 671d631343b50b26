"""A language model called in every round of a loop: slow and costly, and often one call could do it all."""

from __future__ import annotations

from compiler import ast
from compiler.bound import Request
from compiler.resolve import Bound
from compiler.walk import Extents, Nodes
from diagnostics.diagnostic import Diagnostics


def llm_loop(bound: Bound, nodes: Nodes, found: Diagnostics) -> None:
    """GB4005 for each call of the model inside a loop."""
    asked = [node for node in nodes.of(Request) if node.keyword == "LLM"]
    if not asked:
        return
    loops: list[ast.For | ast.ForEach | ast.While] = [*nodes.of(ast.For), *nodes.of(ast.ForEach), *nodes.of(ast.While)]
    rounds = Extents(loop.body for loop in loops)
    for node in asked:
        if rounds.cover(node.start):
            hint = "collect the texts first and ask once, if the answers allow it"
            found.add("GB4005", "this asks the language model once in every round", node.start, node.end, hint=hint)
