"""Lowers FOR, FOR EACH and the WHILE family.

The counter of a FOR is the author's variable itself when it lives in this frame, so a round costs one instruction.
After a FOR EACH the list is let go, so that a waiting conversation does not carry it along.
"""

from __future__ import annotations

from compiler import ast
from compiler.bound import Ref, Variable
from compiler.ir import OP, Target
from compiler.lower.body import Body, Loop


def _own_registers(b: Body, variable: Variable, wanted: bool) -> bool:
    """True when the loop can run in the registers around its variable: no loop over it is open."""
    return wanted and not b.is_global(variable) and variable not in b.counting


def for_loop(b: Body, node: ast.For) -> None:
    """FOR counter = first TO limit STEP step."""
    assert isinstance(node.var, Ref)
    variable = node.var.variable
    own = _own_registers(b, variable, variable.counts)
    mark = b.top
    base = variable.register if own else b.window(3)
    step = node.step or ast.Literal(node.start, node.end, 1)
    _bounds(b, base, node.first, node.limit, step)
    round_, again, leave = Target(), Target(), Target()
    b.emit("FORPREP", base, leave, at=node.limit)
    b.mark(round_)
    if not own:
        b.store(variable, base)
    _body(b, node.body, Loop("FOR", leave, again, len(b.guards)), variable)
    b.mark(again)
    with b.attempt(leave, node.var):
        b.emit("FORLOOP", base, round_, at=node.var)
    b.mark(leave)
    b.top = mark


def _bounds(b: Body, base: int, first: ast.Expr, limit: ast.Expr, step: ast.Expr) -> None:
    """First, limit and step into their registers, in the order written; the limit may use the old counter."""
    mark = b.top
    simple = all(isinstance(node, (ast.Literal, Ref)) for node in (first, limit))
    held = None if simple else b.value(first, b.temp())
    b.value(limit, base + 1)
    b.value(step, base + 2)
    if held is None:
        b.value(first, base)
    else:
        b.move(base, held, first)
    b.top = mark


def for_each(b: Body, node: ast.ForEach) -> None:
    """FOR EACH element IN source LAST n."""
    assert isinstance(node.var, Ref)
    variable = node.var.variable
    own = _own_registers(b, variable, variable.iterates)
    mark = b.top
    base = variable.register - 2 if own else b.window(3)
    again, leave = Target(), Target()
    with b.attempt(leave, node.source):
        source = _last(b, node) if node.last is not None else b.value(node.source)
        b.emit("ITERPREP", base, source, at=node.source)
    b.mark(again)
    b.emit("ITERNEXT", base, leave, at=node.var)
    if not own:
        b.store(variable, base + 2)
    _body(b, node.body, Loop("FOR", leave, again, len(b.guards)), variable)
    b.emit("JMP", again, at=node)
    b.mark(leave)
    b.emit("LOADNULL", base, at=node)
    b.top = mark


def _last(b: Body, node: ast.ForEach) -> int:
    """The last elements of the source."""
    assert node.last is not None
    base = b.window(2)
    b.value(node.source, base)
    b.value(node.last, base + 1)
    b.emit("CALLB", base, b.imports.builtin("TAIL"), 2, at=node.last)
    return base


def _body(b: Body, block: ast.Block, loop: Loop, variable: Variable | None = None) -> None:
    b.loops.append(loop)
    if variable is not None:
        b.counting.append(variable)
    b.block(block)
    if variable is not None:
        b.counting.pop()
    b.loops.pop()


def while_loop(b: Body, node: ast.While) -> None:
    """Every other loop: the test stands behind the body, so a round has one jump."""
    round_, again, leave = Target(), Target(), Target()
    loop = Loop("DO", leave, again, len(b.guards))
    endless = node.condition is None
    if not endless and not node.post:
        b.emit("JMP", again, at=node)
    b.mark(round_)
    _body(b, node.body, loop)
    b.mark(again)
    if node.condition is None:
        b.emit("JMP", round_, at=node)
    else:
        b.loops.append(loop)  # constants of the test are loaded once, too
        with b.attempt(leave, node.condition):
            b.branch(node.condition, round_, not node.until)
        b.loops.pop()
    b.mark(leave)


def is_end(b: Body) -> bool:
    """True when the last instruction never goes on to the next."""
    last = b.code.body[-1].op if b.code.body else -1
    return last in (OP["JMP"], OP["RET"], OP["RETNULL"], OP["HALT"], OP["THROW"])
