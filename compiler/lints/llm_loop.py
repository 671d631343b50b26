"""A language model called in every round of a loop: slow and costly, and often one call could do it all."""

from __future__ import annotations

from compiler import ast
from compiler.bound import Request
from compiler.resolve import Bound
from compiler.walk import Nodes, descend
from diagnostics.diagnostic import Diagnostics


def llm_loop(bound: Bound, nodes: Nodes, found: Diagnostics) -> None:
    """GB4005 for each call of the model inside a loop."""
    if not any(_asks(node) for node in nodes.of(Request)):
        return
    loops: list[ast.For | ast.ForEach | ast.While] = [*nodes.of(ast.For), *nodes.of(ast.ForEach), *nodes.of(ast.While)]
    for loop in loops:
        for node in descend(loop.body):
            if _asks(node):
                hint = "collect the texts first and ask once, if the answers allow it"
                found.add("GB4005", "this asks the language model once in every round", node.start, node.end, hint=hint)


def _asks(node: ast.Node) -> bool:
    return isinstance(node, Request) and node.keyword == "LLM"
