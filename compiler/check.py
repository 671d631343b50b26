"""Finds operations that cannot work whatever the variables hold: arithmetic on lists, loops over numbers, odd bounds.

Types are gradual: a variable may hold anything, so only what is certain is reported. Runs on the bound tree; called
by ``api``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from compiler import ast
from compiler.bound import Builtin
from compiler.forms import literal_kind
from compiler.walk import Nodes
from diagnostics.diagnostic import Diagnostics

_RESULTS = {"text": "text", "number": "number", "int": "number", "bool": "bool", "list": "list", "object": "object"}


def check(nodes: Nodes, found: Diagnostics) -> None:
    """Report what is certain to fail in any unit."""
    for kind, rule in _RULES.items():
        for node in nodes.of(kind):
            rule(node, found)


def kind_of(node: ast.Expr) -> str:
    """``number``, ``text`` (not numeric), ``bool``, ``list``, ``object`` or "" when it is not certain."""
    if isinstance(node, Builtin):
        kind = _RESULTS.get(node.function.result, "")
        return "" if kind == "text" else kind
    return literal_kind(node)


_SHOWN = {"text": "a text", "list": "a list", "object": "an object", "number": "a number", "bool": "TRUE or FALSE"}


def _binary(node: ast.Binary, found: Diagnostics) -> None:
    if node.op in ("-", "*", "/", "\\", "MOD", "^"):
        for side in (node.left, node.right):
            kind = kind_of(side)
            if kind in ("list", "object") or (kind == "text" and node.op != "-"):
                found.add(
                    "GB3007",
                    f"{_SHOWN[kind]} cannot be used with {node.op}",
                    side.start,
                    side.end,
                    hint="use a number here; COUNT(x) is the number of elements",
                )
    elif node.op == "+":
        kinds = (kind_of(node.left), kind_of(node.right))
        wrong = next((k for k in kinds if k in ("list", "object")), "")
        if wrong and set(kinds) & {"number", "bool"}:
            found.add(
                "GB3007",
                f"{_SHOWN[wrong]} cannot be added to a number",
                node.start,
                node.end,
                hint="use PUSH to add an element to a list",
            )
    elif node.op in ("<", "<=", ">", ">="):
        for side in (node.left, node.right):
            if kind_of(side) in ("list", "object"):
                found.add(
                    "GB3007",
                    f"{_SHOWN[kind_of(side)]} cannot be compared with {node.op}",
                    side.start,
                    side.end,
                    hint="compare a field or COUNT(x)",
                )


def _unary(node: ast.Unary, found: Diagnostics) -> None:
    kind = kind_of(node.operand)
    if node.op == "-" and kind in ("text", "list", "object"):
        found.add("GB3007", f"{_SHOWN[kind]} has no negative", node.start, node.end, hint="use a number here")


def _for(node: ast.For, found: Diagnostics) -> None:
    for bound in (node.first, node.limit, node.step):
        if bound is not None and kind_of(bound) in ("text", "list", "object"):
            found.add(
                "GB3007",
                f"{_SHOWN[kind_of(bound)]} cannot be a bound of FOR",
                bound.start,
                bound.end,
                hint="use a number here, or FOR EACH to go through a list",
            )
    if isinstance(node.step, ast.Literal) and node.step.value == 0 and node.step.value is not False:
        found.add(
            "GB3007",
            "STEP 0 would never come to an end",
            node.step.start,
            node.step.end,
            hint="use a step above or below 0",
        )


def _for_each(node: ast.ForEach, found: Diagnostics) -> None:
    kind = kind_of(node.source)
    if kind in ("number", "bool") or (kind == "text" and isinstance(node.source, ast.Template) is False):
        found.add(
            "GB3007",
            f"FOR EACH cannot go through {_SHOWN[kind]}",
            node.source.start,
            node.source.end,
            hint="use a list, or FOR i = 1 TO n to count",
        )


_RULES: dict[type[ast.Node], Callable[[Any, Diagnostics], None]] = {
    ast.Binary: _binary,
    ast.Unary: _unary,
    ast.For: _for,
    ast.ForEach: _for_each,
}
