"""Lowers expressions to code that leaves their value in a register.

Without a destination the value may stay where it is (a variable's own register); with one it is written there last,
after everything that can fail, so a failing assignment leaves the variable as it was.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from compiler import ast
from compiler.bound import BlockNumber, Builtin, Captured, ErrorState, Invoke, Mutation, Ref, Request, Scope
from compiler.fold import fold
from compiler.ir import TEMP, Target
from compiler.lower.body import Body, ValueRule
from compiler.lower.places import receiver
from compiler.walk import descend

ARITHMETIC = {"+": "ADD", "-": "SUB", "*": "MUL", "/": "DIV", "\\": "IDIV", "MOD": "MOD", "^": "POW"}
COMPARISON = {
    "=": ("EQ", False),
    "<>": ("NE", False),
    "<": ("LT", False),
    "<=": ("LE", False),
    ">": ("LT", True),
    ">=": ("LE", True),
}
"""Opcode of a comparison, and whether the operands change places."""

WORDS = {"CONTAINS": "CONTAINS", "LIKE": "LIKE", "STARTS": "STARTS_WITH", "ENDS": "ENDS_WITH", "IN": "CONTAINS"}
"""The pure function behind each operator that is a word."""

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


def ref(b: Body, node: Ref, dest: int | None) -> int:
    """A variable's value."""
    variable = node.variable
    if b.is_global(variable):
        dest = b.temp() if dest is None else dest
        b.emit("GETG", dest, variable.register, at=node)
        return dest
    return b.move(dest, variable.register, node)


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


def word(b: Body, node: ast.Binary, dest: int | None) -> int:
    """CONTAINS, LIKE, STARTS WITH, ENDS WITH and IN are pure functions."""
    args = [node.right, node.left] if node.op == "IN" else [node.left, node.right]
    mark = b.top
    base = call_window(b, args, dest, backwards=node.op == "IN")
    b.emit("CALLB", base, b.imports.builtin(WORDS[node.op]), 2, at=node)
    b.top = mark
    if not node.negated:
        return _result(b, base, dest, node)
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


def _result(b: Body, base: int, dest: int | None, at: ast.Node) -> int:
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
    return _result(b, base, dest, node)


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
    return _result(b, base, dest, node)


def invoke(b: Body, node: Invoke, dest: int | None) -> int:
    """A SUB or FUNCTION of the program."""
    mark = b.top
    base = call_window(b, node.args, dest)
    b.emit("CALL", base, node.unit.number, len(node.args), at=node)
    b.top = mark
    return _result(b, base, dest, node)


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
    return _result(b, base, dest, node)


class Held(ast.Expr):
    """A value that is in a register already."""

    register: int


def held(b: Body, node: Held, dest: int | None) -> int:
    """A value that is in a register already."""
    return b.move(dest, node.register, node)


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
    return _result(b, made, dest, node)


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
    return _result(b, made, dest, node)


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
    return _result(b, result, dest, node)


def error_state(b: Body, node: ErrorState, dest: int | None) -> int:
    """What is known of the last error."""
    dest = b.temp() if dest is None else dest
    b.emit("ERRGET", dest, node.what, at=node)
    return dest


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
    return list_literal(b, ast.ListLiteral(node.start, node.end, values), dest)


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
