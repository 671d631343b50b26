"""Lowers sums, joins and other arithmetic: chains of any length without recursion, texts joined by one instruction.

``x = x + a + b`` lets a text grow in place where nothing can tell the difference.
"""

from __future__ import annotations

from collections.abc import Sequence

from compiler import ast
from compiler.bound import Invoke, Ref, Scope
from compiler.fold import fold
from compiler.ir import TEMP
from compiler.lower.body import Body
from compiler.walk import descend

ARITHMETIC = {"+": "ADD", "-": "SUB", "*": "MUL", "/": "DIV", "\\": "IDIV", "MOD": "MOD", "^": "POW"}

CHUNK = 64
"""Most texts joined by one instruction."""


def literal(b: Body, node: ast.Literal, dest: int | None) -> int:
    """A constant, from the function's pool inside loops."""
    if dest is None:
        pooled = b.constant(node.value)
        if pooled is not None:
            return pooled
        dest = b.temp()
    return b.load(node.value, dest, node)


def template(b: Body, node: ast.Template, dest: int | None) -> int:
    """Text with values in it."""
    parts = [ast.Literal(node.start, node.end, p) if isinstance(p, str) else p for p in node.parts if p != ""]
    if not parts:
        return literal(b, ast.Literal(node.start, node.end, ""), dest)
    return concat(b, parts, dest, node)


def concat(b: Body, parts: Sequence[ast.Expr], dest: int | None, at: ast.Node, first: int | None = None) -> int:
    """Join the texts of ``parts``, after that of register ``first`` if given; long runs in pieces."""
    mark, count = b.top, 0
    base = mark
    if first is None and dest is not None and dest == mark - 1:
        b.top = base = dest
    elif first is not None:
        base = first if first == mark - 1 else b.move(b.temp(), first, at)
        count = 1
    for part in parts:
        if count == CHUNK:
            b.emit("CONCAT", base, base, count, at=at)
            b.top, count = base + 1, 1
        slot = b.temp()
        b.value(part, slot)
        b.top, count = slot + 1, count + 1
    b.top = mark if dest is not None else base
    dest = b.temp() if dest is None else dest
    b.emit("CONCAT", dest, base, count, at=at)
    return dest


def is_text(node: ast.Expr) -> bool:
    """True when the value is certainly text."""
    if isinstance(node, ast.Literal):
        return isinstance(node.value, str)
    if isinstance(node, ast.Binary):
        return node.op == "&" or (node.op == "+" and is_text(node.right))
    return isinstance(node, ast.Template)


def operand_pair(b: Body, left: ast.Expr, right: ast.Expr) -> tuple[int, int]:
    """Registers of two operands, computed left to right."""
    first = b.value(left)
    if first < TEMP and changes_variables(b, left, right):
        first = b.move(b.temp(), first, left)
    return first, b.value(right)


def changes_variables(b: Body, left: ast.Expr, right: ast.Expr) -> bool:
    """True when computing ``right`` may change the variable ``left``: a SUB can write the script's variables."""
    if not isinstance(left, Ref) or left.variable.scope is Scope.LOCAL or not b.unit.is_script:
        return False
    if isinstance(right, (ast.Literal, Ref)):
        return False
    return any(isinstance(node, Invoke) for node in descend(right))


def chain(b: Body, node: ast.Binary, dest: int | None) -> int:
    """``a + b - c * d``: the left edge is walked without recursion, in runs of sums and of other arithmetic."""
    spine: list[ast.Binary] = []
    left: ast.Expr = node
    while isinstance(left, ast.Binary) and (left.op in ARITHMETIC or left.op == "&") and fold(left) is left:
        spine.append(left)
        left = left.left
    spine.reverse()
    mark, at = b.top, 0
    while True:
        end = at + 1
        while end < len(spine) and (spine[end].op in SUMS) == (spine[at].op in SUMS):
            end += 1
        run, last = spine[at:end], end == len(spine)
        lower = _sum if run[0].op in SUMS else _arithmetic
        result = lower(b, left, run, dest if last else None)
        if last:
            break
        left, at = Held(run[-1].start, run[-1].end, result), end
    if dest is not None:
        b.top = mark
    return result


SUMS = ("+", "&")


def _arithmetic(b: Body, first: ast.Expr, run: list[ast.Binary], dest: int | None) -> int:
    """One operator after the other."""
    mark = b.top
    held = b.value(first)
    if isinstance(first, Held) and held == mark - 1:
        mark = held
    if held < TEMP and any(changes_variables(b, first, part.right) for part in run):
        held = b.move(b.temp(), held, first)
    for part in run:
        right = b.value(part.right)
        b.top = mark
        result = dest if part is run[-1] and dest is not None else b.temp()
        b.emit(ARITHMETIC[part.op], result, held, right, at=part)
        held = result
    return held


def _sum(b: Body, first: ast.Expr, run: list[ast.Binary], dest: int | None) -> int:
    """Additions up to the first text, one join from there on."""
    terms = [first, *(part.right for part in run)]
    start = _first_text(terms, run)
    if dest is not None and _grows(b, terms, start, dest):
        return _append(b, run, dest)
    if start >= len(terms) or (len(run) == 1 and run[0].op == "+"):
        return _arithmetic(b, first, run, dest)
    if start <= 1 and isinstance(first, Held):
        return concat(b, terms[1:], dest, run[-1], first.register)
    if start <= 1:
        return concat(b, terms, dest, run[-1])
    held = _arithmetic(b, first, run[: start - 1], None)
    return concat(b, terms[start:], dest, run[-1], held)


def _first_text(terms: list[ast.Expr], run: list[ast.Binary]) -> int:
    """How many terms come before the sum is certainly text; the number of terms when it never is."""
    ops = ["+", *(part.op for part in run)]
    return next((n for n, term in enumerate(terms) if is_text(term) or ops[n] == "&"), len(terms))


def _grows(b: Body, terms: list[ast.Expr], first: int, dest: int) -> bool:
    """``x = x + a + b`` where the sum is text by its third term at the latest: x can grow in place.

    Only the first addition can fail then, and it fails before x has changed.
    """
    start = terms[0]
    if not isinstance(start, Ref) or start.variable.register != dest or b.is_global(start.variable):
        return False
    if len(terms) < 3 or len(terms) > 16 or first > 2:
        return False
    return not any(
        isinstance(part, Invoke) or (isinstance(part, Ref) and part.variable is start.variable)
        for term in terms[1:]
        for part in descend(term)
    )


def _append(b: Body, run: list[ast.Binary], dest: int) -> int:
    mark = b.top
    registers = [b.value(part.right) for part in run]
    for part, register in zip(run, registers, strict=True):
        b.emit("ADD", dest, dest, register, at=part)
    b.top = mark
    return dest


class Held(ast.Expr):
    """A value that is in a register already."""

    register: int


def held(b: Body, node: Held, dest: int | None) -> int:
    """A value that is in a register already."""
    return b.move(dest, node.register, node)
