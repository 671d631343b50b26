"""Lowers assignments to variables, fields and elements; objects and lists missing on the way are created.

A script variable used in a SUB is fetched, changed and stored back, since the machine may have to create it.
"""

from __future__ import annotations

from compiler import ast
from compiler.bound import Invoke, Ref
from compiler.ir import TEMP, Target
from compiler.lower.body import Body
from compiler.walk import descend


def assign(b: Body, node: ast.Assign) -> None:
    """``target op value``."""
    target, value = node.target, node.value
    mark = b.top
    if isinstance(target, Ref):
        if node.op != "=":
            value = ast.Binary(node.start, node.end, node.op[0], target, value)
        if b.is_global(target.variable):
            b.store(target.variable, b.value(value))
        else:
            b.value(value, target.variable.register)
    elif node.op == "=":
        register = b.value(value)
        if register < TEMP and any(isinstance(part, Invoke) for part in descend(target)):
            register = b.move(b.temp(), register)
        put(b, target, register)
    else:
        _change(b, target, node.op[0], value)
    b.top = mark


def put(b: Body, target: ast.Expr, register: int) -> None:
    """Store a register in a place."""
    mark = b.top
    if isinstance(target, Ref):
        b.store(target.variable, register)
    elif isinstance(target, ast.Member):
        base = container(b, target.object)
        b.emit("SETF", base, target.name, register, at=target)
        _write_back(b, target, base)
    elif isinstance(target, ast.Index):
        base = container(b, target.object, wants_list=_may_be_number(target.index))
        b.emit("SETI", base, b.value(target.index), register, at=target)
        _write_back(b, target, base)
    b.top = mark


_OPERATORS = {"+": "ADD", "-": "SUB", "*": "MUL", "/": "DIV"}


def _change(b: Body, target: ast.Expr, op: str, value: ast.Expr) -> None:
    """``a.b += value``: the way to the place is walked once."""
    if isinstance(target, ast.Member):
        base = container(b, target.object)
        old = b.temp()
        b.emit("GETF", old, base, target.name, at=target)
        b.emit(_OPERATORS[op], old, old, b.value(value), at=target)
        b.emit("SETF", base, target.name, old, at=target)
        _write_back(b, target, base)
    elif isinstance(target, ast.Index):
        base = container(b, target.object, wants_list=_may_be_number(target.index))
        index = b.move(b.temp(), b.value(target.index))
        old = b.temp()
        b.emit("GETI", old, base, index, at=target)
        b.emit(_OPERATORS[op], old, old, b.value(value), at=target)
        b.emit("SETI", base, index, old, at=target)
        _write_back(b, target, base)


def container(b: Body, node: ast.Expr, wants_list: bool = False) -> int:
    """Register of the object or list that ``node`` is; a field or element that is missing is created there.

    A variable that is null stays so: the instruction that stores into it makes the object or list.
    """
    if isinstance(node, Ref):
        register = node.variable.register
        if b.is_global(node.variable):
            register = b.temp()
            b.emit("GETG", register, node.variable.register, at=node)
        return register
    if isinstance(node, ast.Member):
        base = container(b, node.object)
        made = b.temp()
        b.emit("GETFA" if wants_list else "GETFO", made, base, node.name, at=node)
        _write_back(b, node, base)
        return made
    if isinstance(node, ast.Index):
        base = container(b, node.object, wants_list=_may_be_number(node.index))
        index = b.value(node.index)
        made = b.temp()
        b.emit("GETIA" if wants_list else "GETIO", made, base, index, at=node)
        _write_back(b, node, base)
        return made
    return b.value(node)


def receiver(b: Body, node: ast.Expr) -> int:
    """Register of the list that a call changes in place; made when it is null."""
    register = container(b, node, wants_list=True)
    if isinstance(node, Ref):
        there = Target()
        test = b.temp()
        b.emit("ISNULL", test, register, at=node)
        b.emit("JF", test, there, at=node)
        b.emit("NEWARR", register, register, 0, at=node)
        _write_back(b, ast.Member(node.start, node.end, node, ""), register)
        b.mark(there)
    return register


def _write_back(b: Body, place: ast.Member | ast.Index, base: int) -> None:
    """Give a script variable of a SUB the container that was made for it."""
    root = place.object
    if isinstance(root, Ref) and b.is_global(root.variable):
        b.emit("SETG", root.variable.register, base, at=place)


def _may_be_number(index: ast.Expr) -> bool:
    """False when an index is certainly a field name."""
    if isinstance(index, ast.Literal):
        return not isinstance(index.value, str)
    return not isinstance(index, ast.Template)


def dim(b: Body, node: ast.Dim) -> None:
    """DIM and REDIM: lists of nulls; with PRESERVE what is there stays."""
    for name, sizes in node.entries:
        assert isinstance(name, Ref)
        mark = b.top
        if sizes is None:
            if not node.preserve:
                _store_null(b, name)
        elif sizes:
            _sized(b, name, sizes, node.preserve)
        elif not node.preserve:
            made = b.temp()
            b.emit("NEWARR", made, made, 0)
            b.store(name.variable, made)
        b.top = mark


def _store_null(b: Body, name: Ref) -> None:
    null = b.temp()
    b.emit("LOADNULL", null)
    b.store(name.variable, null)


def _sized(b: Body, name: Ref, sizes: list[ast.Expr], preserve: bool) -> None:
    lengths = [b.move(b.temp(), b.value(size)) for size in sizes]
    if preserve:
        made = b.move(b.temp(), b.value(name))
        _lengthen(b, made, lengths[0])
    else:
        made = b.temp()
        _nulls(b, made, lengths)
    b.store(name.variable, made)


def _lengthen(b: Body, made: int, length: int) -> None:
    """Pad a list with nulls; a longer one stays as it is."""
    done = Target()
    last, old = b.temp(), b.temp()
    b.load(1, last)
    b.emit("SUB", last, length, last)
    b.load(0, old)
    b.emit("JLT", last, old, done)
    b.emit("GETI", old, made, last)
    b.emit("SETI", made, last, old)
    b.mark(done)


def _nulls(b: Body, made: int, lengths: list[int]) -> None:
    """A list of nulls, or of lists of nulls when there are several sizes."""
    b.emit("NEWARR", made, made, 0)
    if len(lengths) == 1:
        _lengthen(b, made, lengths[0])
        return
    round_, done = Target(), Target()
    base = b.window(3)
    inner = b.temp()
    b.load(0, base)
    b.load(1, base + 2)
    b.emit("SUB", base + 1, lengths[0], base + 2)
    b.emit("FORPREP", base, done)
    b.mark(round_)
    _nulls(b, inner, lengths[1:])
    b.emit("SETI", made, base, inner)
    b.emit("FORLOOP", base, round_)
    b.mark(done)
