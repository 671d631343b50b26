"""Generic steps through the tree: the children of a node, every statement of a block, offsets moved.

Table-driven by the dataclass fields, so a new node class needs no code here. Used by passes that treat all nodes alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from compiler import ast

_LEAVES = frozenset(("start", "end", "function", "unit", "decl", "variable"))
"""Fields that never hold a node below."""

_FIELDS: dict[type, tuple[str, ...]] = {}


def _names(kind: type[ast.Node]) -> tuple[str, ...]:
    names = _FIELDS.get(kind)
    if names is None:
        names = _FIELDS[kind] = tuple(f.name for f in fields(kind) if f.name not in _LEAVES)
    return names


def children(node: ast.Node) -> Iterator[ast.Node]:
    """Nodes directly below ``node``, in the order of its fields."""
    for name in _names(type(node)):
        value = getattr(node, name)
        if isinstance(value, ast.Node):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from _inside(value)


def _inside(values: list[Any] | tuple[Any, ...]) -> Iterator[ast.Node]:
    for value in values:
        if isinstance(value, ast.Node):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from _inside(value)


def descend(node: ast.Node) -> Iterator[ast.Node]:
    """``node`` and everything below it, parents first; an explicit stack, so depth does not matter."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        below = list(children(node))
        below.reverse()
        stack.extend(below)


def shift(root: ast.Node, by: int) -> None:
    """Move every offset below ``root`` by ``by`` characters."""
    for node in descend(root):
        node.start += by
        node.end += by
        if isinstance(node, ast.Command):
            node.head_end += by
