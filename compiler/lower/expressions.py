"""Lowers expressions to code that leaves their value in a register.

Without a destination the value may stay where it is (a variable's own register); with one it is written there last,
after everything that can fail, so a failing assignment leaves the variable as it was. Sums are in ``sums``, calls in
``calls``.
"""

from __future__ import annotations

import json

from compiler import ast
from compiler.bound import BlockNumber, Builtin, Captured, ErrorState, Invoke, Mutation, Ref, Request
from compiler.fold import fold
from compiler.ir import Target
from compiler.lower.body import Body, ValueRule
from compiler.lower.calls import (
    WORDS,
    block_number,
    builtin,
    call_window,
    captured,
    invoke,
    mutation,
    request,
    result_of,
    window_at,
    word,
)  # fmt: skip
from compiler.lower.sums import ARITHMETIC, CHUNK, Held, chain, held, literal, operand_pair, template

COMPARISON = {
    "=": ("EQ", False),
    "<>": ("NE", False),
    "<": ("LT", False),
    "<=": ("LE", False),
    ">": ("LT", True),
    ">=": ("LE", True),
}
"""Opcode of a comparison, and whether the operands change places."""


def ref(b: Body, node: Ref, dest: int | None) -> int:
    """A variable's value."""
    variable = node.variable
    if b.is_global(variable):
        dest = b.temp() if dest is None else dest
        b.emit("GETG", dest, variable.register, at=node)
        return dest
    return b.move(dest, variable.register, node)


def binary(b: Body, node: ast.Binary, dest: int | None) -> int:
    """Any operator with two operands."""
    folded = fold(node)
    if folded is not node:
        return b.value(folded, dest)
    op = node.op
    if op in ARITHMETIC or op == "&":
        return chain(b, node, dest)
    if op in ("AND", "OR", "??"):
        return either(b, node, dest)
    if op in WORDS:
        return word(b, node, dest)
    if op == "XOR":
        return xor(b, node, dest)
    name, swapped = COMPARISON[op]
    mark = b.top
    left, right = operand_pair(b, node.left, node.right)
    b.top = mark
    dest = b.temp() if dest is None else dest
    b.emit(name, dest, right if swapped else left, left if swapped else right, at=node)
    return dest


def unary(b: Body, node: ast.Unary, dest: int | None) -> int:
    """Minus and NOT."""
    folded = fold(node)
    if folded is not node:
        return b.value(folded, dest)
    mark = b.top
    operand = b.value(node.operand)
    b.top = mark
    dest = b.temp() if dest is None else dest
    b.emit("NEG" if node.op == "-" else "NOT", dest, operand, at=node)
    return dest


def operands(node: ast.Binary) -> list[ast.Expr]:
    """``a OR b OR c`` as its operands, left to right."""
    terms = [node.right]
    left = node.left
    while isinstance(left, ast.Binary) and left.op == node.op:
        terms.append(left.right)
        left = left.left
    terms.append(left)
    terms.reverse()
    return terms


def xor(b: Body, node: ast.Binary, dest: int | None) -> int:
    """True when an odd number of sides count as true."""
    mark = b.top
    left = b.window(2)
    terms = operands(node)
    for number, term in enumerate(terms):
        register = left + (number > 0)
        b.top = left + 2
        b.emit("TEST", register, b.value(term, register), at=term)
        if number:
            last = number == len(terms) - 1
            b.emit("NE", dest if last and dest is not None else left, left, register, at=node)
    b.top = mark
    return b.temp() if dest is None else dest


def member(b: Body, node: ast.Member, dest: int | None) -> int:
    """A field."""
    mark = b.top
    base = b.value(node.object)
    b.top = mark
    dest = b.temp() if dest is None else dest
    b.emit("GETF", dest, base, node.name, at=node)
    return dest


def index(b: Body, node: ast.Index, dest: int | None) -> int:
    """An element."""
    mark = b.top
    base, at = operand_pair(b, node.object, node.index)
    b.top = mark
    dest = b.temp() if dest is None else dest
    b.emit("GETI", dest, base, at, at=node)
    return dest


def list_literal(b: Body, node: ast.ListLiteral, dest: int | None) -> int:
    """``[a, b]``; long ones are filled element by element."""
    mark = b.top
    if len(node.items) > CHUNK:
        return _long_list(b, node, dest)
    base = call_window(b, node.items, dest) if node.items else -1
    b.top = mark
    dest = b.temp() if dest is None else dest
    b.emit("NEWARR", dest, dest if base < 0 else base, len(node.items), at=node)
    return dest


def _long_list(b: Body, node: ast.ListLiteral, dest: int | None) -> int:
    mark = b.top
    made = window_at(b, dest, 1)
    b.emit("NEWARR", made, made, 0, at=node)
    top = b.top
    for number, item in enumerate(node.items):
        value = b.value(item)
        at = b.load(number, b.temp(), item)
        b.emit("SETI", made, at, value, at=item)
        b.top = top
    b.top = mark
    return result_of(b, made, dest, node)


def object_literal(b: Body, node: ast.ObjectLiteral, dest: int | None) -> int:
    """``{a: 1}``: a new object, its fields set in order."""
    mark = b.top
    made = window_at(b, dest, 1)
    names = {name for name, _ in node.entries}
    if len({name.lower() for name in names}) == len(names):
        b.emit("NEWOBJ", made, at=node)
    else:  # names that differ in case only are fields of their own when the object has them already
        b.load(json.dumps(dict.fromkeys(name for name, _ in node.entries)), made, node)
        b.emit("CALLB", made, b.imports.builtin("PARSE_JSON"), 1, at=node)
    top = b.top
    for name, entry in node.entries:
        b.emit("SETF", made, name, b.value(entry), at=entry)
        b.top = top
    b.top = mark
    return result_of(b, made, dest, node)


def either(b: Body, node: ast.Binary, dest: int | None) -> int:
    """AND, OR and ??: the operand that decides, computed as far as needed; chains without recursion."""
    terms = operands(node)
    mark = b.top
    result = b.temp()
    done = Target()
    for term in terms[:-1]:
        b.value(term, result)
        b.top = result + 1
        if node.op == "??":
            test = b.temp()
            b.emit("ISNULL", test, result, at=term)
            b.emit("JF", test, done, at=term)
            b.top = result + 1
        else:
            b.emit("JT" if node.op == "OR" else "JF", result, done, at=term)
    b.value(terms[-1], result)
    b.mark(done)
    b.top = mark
    return result_of(b, result, dest, node)


def error_state(b: Body, node: ErrorState, dest: int | None) -> int:
    """What is known of the last error."""
    dest = b.temp() if dest is None else dest
    b.emit("ERRGET", dest, node.what, at=node)
    return dest


VALUES: dict[type, ValueRule] = {
    ast.Literal: literal,
    Ref: ref,
    ast.Template: template,
    ast.Binary: binary,
    ast.Unary: unary,
    ast.Member: member,
    ast.Index: index,
    ast.ListLiteral: list_literal,
    ast.ObjectLiteral: object_literal,
    Builtin: builtin,
    Mutation: mutation,
    Invoke: invoke,
    Request: request,
    Held: held,
    ErrorState: error_state,
    BlockNumber: block_number,
    Captured: captured,
}
