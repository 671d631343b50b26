"""A language model called in every round of a loop: slow and costly, and often one call could do it all."""

from __future__ import annotations

from compiler import ast
from compiler.bound import Request
from compiler.resolve import Bound
from compiler.walk import descend
from diagnostics.diagnostic import Diagnostics


def llm_loop(bound: Bound, found: Diagnostics) -> None:
    """GB4005 for each call of the model inside a loop."""
    for unit in bound.units:
        for statement in unit.body:
            for loop in descend(statement):
                if isinstance(loop, (ast.For, ast.ForEach, ast.While)):
                    _look(loop.body, found)


def _look(body: ast.Block, found: Diagnostics) -> None:
    for node in descend(body):
        if isinstance(node, Request) and node.keyword == "LLM":
            found.add(
                "GB4005",
                "this asks the language model once in every round",
                node.start,
                node.end,
                hint="collect the texts first and ask once, if the answers allow it",
            )
