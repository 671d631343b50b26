"""Lowers calls: pure functions, SUBs and FUNCTIONs, and keywords, which the host answers.

Arguments stand in a row of registers and the result takes the place of the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from compiler import ast
from compiler.bound import BlockNumber, Builtin, Captured, Invoke, Mutation, Ref, Request, Scope
from compiler.lower.body import Body
from compiler.lower.places import receiver
from compiler.lower.sums import Held

WORDS = {"CONTAINS": "CONTAINS", "LIKE": "LIKE", "STARTS": "STARTS_WITH", "ENDS": "ENDS_WITH", "IN": "CONTAINS"}
"""The pure function behind each operator that is a word."""


def word(b: Body, node: ast.Binary, dest: int | None) -> int:
    """CONTAINS, LIKE, STARTS WITH, ENDS WITH and IN are pure functions."""
    args = [node.right, node.left] if node.op == "IN" else [node.left, node.right]
    mark = b.top
    base = call_window(b, args, dest, backwards=node.op == "IN")
    b.emit("CALLB", base, b.imports.builtin(WORDS[node.op]), 2, at=node)
    b.top = mark
    if not node.negated:
        return result_of(b, base, dest, node)
    dest = b.temp() if dest is None else dest
    b.emit("NOT", dest, base, at=node)
    return dest


def call_window(b: Body, args: Sequence[ast.Expr], dest: int | None, backwards: bool = False) -> int:
    """Arguments in a row of registers (one register at least, for the result), computed in the order written.

    When ``dest`` is the newest temporary the row starts there, so the result needs no copy.
    """
    base = window_at(b, dest, len(args))
    numbered = list(enumerate(args))
    for number, arg in reversed(numbered) if backwards else numbered:
        top = b.top
        b.value(arg, base + number)
        b.top = top
    return base


def window_at(b: Body, dest: int | None, size: int) -> int:
    """``size`` registers in a row, at least one, from ``dest`` on if that is the newest temporary."""
    if dest is not None and dest == b.top - 1:
        b.window(max(size - 1, 0))
        return dest
    return b.window(max(size, 1))


def result_of(b: Body, base: int, dest: int | None, at: ast.Node) -> int:
    """The result of a call, kept as a temporary or moved where it is wanted."""
    if dest is not None:
        return b.move(dest, base, at)
    return b.temp()


def builtin(b: Body, node: Builtin, dest: int | None) -> int:
    """A pure function."""
    mark = b.top
    base = call_window(b, node.args, dest)
    b.emit("CALLB", base, b.imports.builtin(node.function.name), len(node.args), at=node)
    b.top = mark
    return result_of(b, base, dest, node)


def mutation(b: Body, node: Mutation, dest: int | None) -> int:
    """A function that changes its list; a list that is not there yet is made first."""
    mark = b.top
    base = window_at(b, dest, len(node.args))
    top = b.top
    b.move(base, receiver(b, node.args[0]), node)
    b.top = top
    for number, arg in enumerate(node.args[1:], 1):
        b.value(arg, base + number)
        b.top = top
    b.emit("CALLB", base, b.imports.builtin(node.function.name), len(node.args), at=node)
    b.top = mark
    return result_of(b, base, dest, node)


def invoke(b: Body, node: Invoke, dest: int | None) -> int:
    """A SUB or FUNCTION of the program."""
    mark = b.top
    base = call_window(b, node.args, dest)
    b.emit("CALL", base, node.unit.number, len(node.args), at=node)
    b.top = mark
    return result_of(b, base, dest, node)


def request(b: Body, node: Request, dest: int | None) -> int:
    """A keyword that the host answers."""
    mark = b.top
    names = tuple(name for name, _ in node.arguments)
    base = call_window(b, [value for _, value in node.arguments], dest)
    b.emit("CALLK", base, b.imports.keyword(node.keyword, names), len(names), at=node)
    b.top = mark
    if node.into is not None:
        b.top = base + 1
        b.statement(ast.Assign(node.start, node.end, node.into, "=", Held(node.start, node.end, base)))
        b.top = mark
    return result_of(b, base, dest, node)


def block_number(b: Body, node: BlockNumber, dest: int | None) -> int:
    """The number of a block's function."""
    return b.load(node.unit.number, b.temp() if dest is None else dest, node)


def captured(b: Body, node: Captured, dest: int | None) -> int:
    """The variables of now, in the order of a block's parameters."""
    values: list[ast.Expr] = []
    for variable in b.imports.captured:
        source = variable if variable.origin is None else variable.origin
        visible = source.scope is not Scope.LOCAL or any(v is source for v in b.unit.locals.values())
        values.append(
            Ref(node.start, node.end, source.name, source) if visible else ast.Literal(node.start, node.end, None)
        )
    return b.value(ast.ListLiteral(node.start, node.end, values), dest)
