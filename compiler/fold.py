"""Computes operators on literals at compile time, with the rules of the running machine (docs/internals/semantics.md).

It folds only what gives the same value on every engine and never faults: whole numbers, exact float sums, joined
texts, comparisons of numbers. Used by ``lower``.
"""

from __future__ import annotations

from collections.abc import Callable

from compiler import ast

_LOW, _HIGH = -(1 << 63), 1 << 63
_EXACT = 1 << 53

Number = int | float


def fold(node: ast.Expr) -> ast.Expr:
    """A literal if ``node`` is an operator on literals that can be computed now, else ``node``."""
    if isinstance(node, ast.Unary):
        return _unary(node)
    if isinstance(node, ast.Binary):
        return _binary(node)
    return node


def _literal(node: ast.Expr) -> ast.Literal | None:
    """The operand if it is a literal, or folds to one."""
    if isinstance(node, ast.Unary) or (isinstance(node, ast.Binary) and _short(node)):
        node = fold(node)
    return node if isinstance(node, ast.Literal) else None


def _unary(node: ast.Unary) -> ast.Expr:
    operand = _literal(node.operand)
    if operand is None:
        return node
    value = operand.value
    if node.op == "NOT" and not isinstance(value, float):
        return ast.Literal(node.start, node.end, not value)
    if node.op == "-" and _number(value) is not None and value != _LOW:
        return ast.Literal(node.start, node.end, -value)  # type: ignore[operator]  # _number checked it
    return node


def _number(value: object) -> Number | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _binary(node: ast.Binary) -> ast.Expr:
    compute = _OPERATORS.get(node.op)
    if compute is None:
        return node
    right = _literal(node.right)
    if right is None:
        return node
    left = _literal(node.left)
    if left is None:
        return node
    value: Number | str | None = _join(node.op, left.value, right.value)
    if value is None:
        a, b = _number(left.value), _number(right.value)
        value = None if a is None or b is None else compute(a, b)
    return node if value is None else ast.Literal(node.start, node.end, value)


def _short(node: ast.Binary) -> bool:
    """True when the chain to the left is short; long ones are not folded, so that no depth is needed."""
    depth = 0
    left: ast.Expr = node
    while isinstance(left, ast.Binary) and depth < 16:
        left, depth = left.left, depth + 1
    return depth < 16


def _join(op: str, a: object, b: object) -> str | None:
    """Two literals joined as text."""
    if op not in ("+", "&") or not (isinstance(a, str) or isinstance(b, str) or op == "&"):
        return None
    texts = [_as_text(value) for value in (a, b)]
    return None if None in texts else "".join(text for text in texts if text is not None)


def _as_text(value: object) -> str | None:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (str, int)) else None


def _whole(value: Number) -> Number | None:
    """An exact result, if it is one that needs no rule of its own."""
    return None if isinstance(value, int) and not _LOW <= value < _HIGH else value


def _divide(a: Number, b: Number) -> Number | None:
    if b == 0 or abs(a) >= _EXACT or abs(b) >= _EXACT:
        return None
    if isinstance(a, int) and isinstance(b, int) and a % b == 0:
        return a // b
    return a / b


def _modulo(a: Number, b: Number) -> Number | None:
    if not isinstance(a, int) or not isinstance(b, int):
        return None
    return 0 if b == 0 else (abs(a) % abs(b)) * (-1 if a < 0 else 1)


def _integer_divide(a: Number, b: Number) -> Number | None:
    if not isinstance(a, int) or not isinstance(b, int) or b == 0:
        return None
    quotient = abs(a) // abs(b)
    return _whole(-quotient if (a < 0) != (b < 0) else quotient)


def _power(a: Number, b: Number) -> Number | None:
    if not isinstance(a, int) or not isinstance(b, int) or not 0 <= b <= 64:
        return None
    return _whole(a**b) if abs(a) < _HIGH else None


_OPERATORS: dict[str, Callable[[Number, Number], Number | bool | None]] = {
    "+": lambda a, b: _whole(a + b),
    "-": lambda a, b: _whole(a - b),
    "*": lambda a, b: _whole(a * b),
    "/": _divide,
    "MOD": _modulo,
    "\\": _integer_divide,
    "^": _power,
    "&": lambda a, b: None,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
