"""Build functions for expressions: one per alias of the grammar, each makes one node of the tree.

The driver calls ``f(start, end, *children)``, where a token's child is its value. A function that cannot accept what
was written raises ``Misbuilt``; the driver then gives up the statement. Statements are in ``build_statements``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from compiler import ast
from compiler.build_hear import hear_value
from compiler.misbuilt import Misbuilt

Comparison = tuple[str, bool]
Phrase = tuple[str, int, bool]


def choose(start: int, end: int, condition: ast.Expr, _q: None, yes: ast.Expr, _c: None, no: ast.Expr) -> ast.Expr:
    """``condition ? yes : no``."""
    return ast.Conditional(start, end, condition, yes, no)


def binary(start: int, end: int, left: ast.Expr, op: str, right: ast.Expr) -> ast.Expr:
    """``left op right``."""
    return ast.Binary(start, end, op, left, right)


def negate(start: int, end: int, op: str, operand: ast.Expr) -> ast.Expr:
    """``NOT x``."""
    return ast.Unary(start, end, "NOT", operand)


def negative(start: int, end: int, op: str, operand: ast.Expr) -> ast.Expr:
    """``-x``; of a number, the number itself."""
    if isinstance(operand, ast.Literal) and type(operand.value) in (int, float):
        assert isinstance(operand.value, (int, float))
        return ast.Literal(start, end, -operand.value)
    return ast.Unary(start, end, "-", operand)


def compare(start: int, end: int, left: ast.Expr, op: Comparison, right: ast.Expr) -> ast.Expr:
    """``left = right`` and its like."""
    return ast.Binary(start, end, op[0], left, right, op[1])


def compare_not(start: int, end: int, left: ast.Expr, op: Comparison, _not: str, operand: ast.Expr) -> ast.Expr:
    """``left = NOT right``."""
    return ast.Binary(start, end, op[0], left, ast.Unary(operand.start, end, "NOT", operand), op[1])


def is_null(start: int, end: int, operand: ast.Expr, negated: bool) -> ast.Expr:
    """``x IS NULL``, ``x FOUND``."""
    return ast.IsNull(start, end, operand, negated)


def between(
    start: int, end: int, operand: ast.Expr, negated: bool, low: ast.Expr, _and: None, high: ast.Expr
) -> ast.Expr:
    """``x BETWEEN low AND high``."""
    return ast.Between(start, end, operand, low, high, negated)


def member(start: int, end: int, base: ast.Expr, _dot: None, name: str) -> ast.Expr:
    """``base.name``."""
    return ast.Member(start, end, base, name)


def index(start: int, end: int, base: ast.Expr, _open: None, place: ast.Expr, _close: None) -> ast.Expr:
    """``base[place]``."""
    return ast.Index(start, end, base, place)


def call(start: int, end: int, callee: ast.Expr, _open: None, args: list[ast.Expr], _close: None) -> ast.Expr:
    """``callee(args)``."""
    if not isinstance(callee, (ast.Name, ast.Member, ast.Index, ast.Call)):
        raise Misbuilt("uncallable", callee.start, callee.end)
    return ast.Call(start, end, callee, args)


def group(start: int, end: int, _open: None, inner: ast.Expr, _close: None) -> ast.Expr:
    """``(inner)``: the parentheses leave no node."""
    return inner


def list_literal(start: int, end: int, _open: None, items: list[ast.Expr], _close: None) -> ast.Expr:
    """``[a, b]``."""
    return ast.ListLiteral(start, end, items)


def object_literal(start: int, end: int, _open: None, entries: list[tuple[str, ast.Expr]], _close: None) -> ast.Expr:
    """``{key: value}``."""
    return ast.ObjectLiteral(start, end, entries)


def command(start: int, end: int, phrase: Phrase, items: list[ast.Item], _end: None) -> ast.Expr:
    """A keyword with what follows it; HEAR as a value has a node of its own."""
    head, head_end, parenthesised = phrase
    if head == "HEAR":
        return hear_value(start, end, items)
    return ast.Command(start, end, head, head_end, items, parenthesised)


def none(start: int, end: int) -> list[Any]:
    """No values."""
    return []


def same(start: int, end: int, values: list[Any], _comma: None = None) -> list[Any]:
    """The values; a comma behind the last one does not matter."""
    return values


def first(start: int, end: int, value: object) -> list[Any]:
    """The first of several values."""
    return [value]


def more(start: int, end: int, values: list[Any], _comma: None, value: object) -> list[Any]:
    """One more value."""
    values.append(value)
    return values


def more_items(start: int, end: int, items: list[ast.Item], item: ast.Item) -> list[ast.Item]:
    """One more piece of a keyword."""
    items.append(item)
    return items


def pair(start: int, end: int, key: str, value: ast.Expr) -> tuple[str, ast.Expr]:
    """``key: value``."""
    return key, value


def item_value(start: int, end: int, expr: ast.Expr) -> ast.Item:
    """A value after a keyword."""
    return ast.Item(start, end, "expr", expr)


def item_comma(start: int, end: int, _comma: None) -> ast.Item:
    """A comma between the values of a keyword."""
    return ast.Item(start, end, "comma")


def item_clause(start: int, end: int, word: str) -> ast.Item:
    """A word that connects the values of a keyword."""
    return ast.Item(start, end, "clause", None, word)


def item_star(start: int, end: int, _star: str) -> ast.Item:
    """``*`` among the values of a keyword."""
    return ast.Item(start, end, "star")


def item_colon(start: int, end: int, _colon: None) -> ast.Item:
    """``:`` among the values of a keyword."""
    return ast.Item(start, end, "colon")


BUILD: dict[str, Callable[..., Any]] = {
    f.__name__: f
    for f in (
        choose, binary, negate, negative, compare, compare_not, is_null, between, member, index, call, group,
        list_literal, object_literal, command, none, same, first, more, more_items, pair, item_value, item_comma,
        item_clause, item_star, item_colon,
    )
}  # fmt: skip

FLAT = frozenset(
    (
        "none", "same", "first", "more", "more_items", "pair", "item_value", "item_comma", "item_clause", "item_star",
        "item_colon",
    )
)  # fmt: skip
"""Rules that add no level to the tree."""
