"""Lowers the statements that are neither loops nor jumps, and holds the table of all of them."""

from __future__ import annotations

from compiler import ast
from compiler.bound import Request
from compiler.ir import Target
from compiler.lower import jumps, loops, places
from compiler.lower.body import Body, StatementRule
from compiler.lower.conditions import branch_case, hold_subject
from compiler.lower.loops import is_end


def expression(b: Body, node: ast.ExprStmt) -> None:
    """A call whose result is dropped."""
    if isinstance(node.expr, Request) and node.expr.declared:
        return
    mark = b.top
    b.value(node.expr)
    b.top = mark


def if_(b: Body, node: ast.If) -> None:
    """IF: a condition that fails under RESUME NEXT counts as false."""
    done = Target()
    for number, (condition, block) in enumerate(node.arms):
        other = Target()
        before, b.at = b.at, condition
        with b.attempt(other, condition):
            b.branch(condition, other, False)
        b.at = before
        b.block(block)
        if (number + 1 < len(node.arms) or node.otherwise is not None) and not is_end(b):
            b.emit("JMP", done)
        b.mark(other)
    if node.otherwise is not None:
        b.block(node.otherwise)
    b.mark(done)


def select(b: Body, node: ast.Select) -> None:
    """SELECT CASE and SWITCH: the first case that fits, else CASE ELSE."""
    mark = b.top
    done = Target()
    subject = hold_subject(b, node.subject, [labels for labels, _ in node.arms])
    held = b.top
    for labels, block in node.arms:
        other = Target()
        b.top = held
        branch_case(b, subject, labels, other)
        b.top = mark
        b.block(block)
        if not is_end(b):
            b.emit("JMP", done)
        b.mark(other)
    b.top = mark
    if node.otherwise is not None:
        b.block(node.otherwise)
    b.mark(done)


STATEMENTS: dict[type, StatementRule] = {
    ast.Assign: places.assign,
    ast.ExprStmt: expression,
    ast.Dim: places.dim,
    ast.If: if_,
    ast.Select: select,
    ast.For: loops.for_loop,
    ast.ForEach: loops.for_each,
    ast.While: loops.while_loop,
    ast.Exit: jumps.exit_,
    ast.Continue: jumps.continue_,
    ast.Return: jumps.return_,
    ast.Label: jumps.label,
    ast.Goto: jumps.goto,
    ast.Gosub: jumps.gosub,
    ast.OnError: jumps.on_error,
    ast.Resume: jumps.resume,
    ast.ClearError: jumps.clear_error,
    ast.Throw: jumps.throw,
    ast.Try: jumps.try_,
}
