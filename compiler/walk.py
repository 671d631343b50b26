"""Generic steps through the tree: everything below a node, all nodes of a program by kind, offsets moved.

Table-driven by the declared fields, so a new node class needs no code here. Used by passes that treat all nodes alike.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any, TypeVar

from compiler import ast

_NEVER = frozenset(("function", "unit", "decl", "variable"))
"""Fields of bound nodes that lead out of the tree."""

_PLAIN = frozenset(("int", "str", "bool", "int | None", "list[str]", "bool | int | float | str | None"))
"""Types of fields that hold no node."""

_FIELDS: dict[type, tuple[str, ...]] = {}


def _fields(kind: type[ast.Node]) -> tuple[str, ...]:
    """Fields of a kind of node that may hold nodes, last first."""
    types: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        types.update(getattr(base, "__annotations__", {}))
    names = [name for name in kind.__match_args__ if name not in _NEVER and types[name] not in _PLAIN]
    found = _FIELDS[kind] = tuple(reversed(names))
    return found


def descend(root: ast.Node) -> list[ast.Node]:
    """``root`` and everything below it, parents first; an explicit stack, so depth does not matter."""
    stack: list[Any] = [root]
    found: list[ast.Node] = []
    known, pop, push, add = _FIELDS, stack.pop, stack.append, found.append
    while stack:
        node = pop()
        kind = type(node)
        if kind is list or kind is tuple:
            stack.extend(reversed(node))
            continue
        if kind is str or node is None:
            continue
        add(node)
        for name in known[kind] if kind in known else _fields(kind):
            push(getattr(node, name))
    return found


Kind = TypeVar("Kind", bound=ast.Node)


class Nodes:
    """All nodes of some statements by kind, each kind in the order written."""

    def __init__(self, statements: Iterable[ast.Stmt]) -> None:
        self._by_kind: dict[type, list[Any]] = {}
        for statement in statements:
            for node in descend(statement):
                self._by_kind.setdefault(type(node), []).append(node)

    def of(self, *kinds: type[Kind]) -> list[Kind]:
        """Nodes that are exactly of one of these kinds."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], [])
        return [node for kind in kinds for node in self._by_kind.get(kind, [])]

    @property
    def count(self) -> int:
        """Number of all nodes."""
        return sum(map(len, self._by_kind.values()))

    def starts(self, *kinds: type[ast.Node]) -> list[int]:
        """Where nodes of these kinds start, sorted."""
        return sorted(node.start for node in self.of(*kinds))


def blocks_of(statement: ast.Stmt) -> list[ast.Block]:
    """The blocks directly inside a statement, in the order written."""
    if isinstance(statement, (ast.If, ast.Select)):
        blocks = [block for _, block in statement.arms]
        return blocks if statement.otherwise is None else [*blocks, statement.otherwise]
    if isinstance(statement, ast.Try):
        return [block for block in (statement.body, statement.handler, statement.last) if block is not None]
    if isinstance(statement, _BODIED):
        return [] if statement.body is None else [statement.body]
    return []


_BODIED = (ast.For, ast.ForEach, ast.While, ast.Procedure, ast.OnBlock, ast.Deferred)


class Extents:
    """Ranges of the source that may lie inside each other, joined, to ask quickly whether a place is in one."""

    def __init__(self, nodes: Iterable[ast.Node]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((node.start, node.end) for node in nodes):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def cover(self, at: int) -> bool:
        """True when one of the ranges holds ``at``."""
        place = bisect_right(self._starts, at) - 1
        return place >= 0 and at < self._ends[place]


def stands_in(starts: list[int], block: ast.Node) -> bool:
    """True when one of the places ``starts`` (sorted) lies in ``block``."""
    return bisect_left(starts, block.end) > bisect_left(starts, block.start)


def shift(root: ast.Node, by: int) -> None:
    """Move every offset below ``root`` by ``by`` characters."""
    for node in descend(root):
        node.start += by
        node.end += by
        if isinstance(node, ast.Command):
            node.head_end += by
