"""Lowers conditions to jumps, and the expressions that are made of conditions: ``? :``, BETWEEN, IS NULL, SWITCH."""

from __future__ import annotations

from collections.abc import Sequence

from compiler import ast
from compiler.bound import Invoke
from compiler.fold import fold
from compiler.ir import TEMP, Target
from compiler.lower.body import Body, BranchRule, ValueRule
from compiler.lower.expressions import COMPARISON, binary, operands
from compiler.lower.sums import Held, operand_pair
from compiler.walk import descend

_JUMPS = {("EQ", True): "JEQ", ("EQ", False): "JNE", ("NE", True): "JNE", ("NE", False): "JEQ",
          ("LT", True): "JLT", ("LT", False): "JNLT", ("LE", True): "JLE", ("LE", False): "JNLE"}  # fmt: skip


def branch_literal(b: Body, node: ast.Literal, target: Target, when: bool) -> None:
    """A condition that is known now."""
    if bool(node.value) == when:
        b.emit("JMP", target, at=node)


def branch_not(b: Body, node: ast.Unary, target: Target, when: bool) -> None:
    """NOT turns the test round; minus is a value like any other."""
    if node.op == "NOT":
        b.branch(node.operand, target, not when)
        return
    mark = b.top
    b.emit("JT" if when else "JF", b.value(node), target, at=node)
    b.top = mark


def branch_binary(b: Body, node: ast.Binary, target: Target, when: bool) -> None:
    """AND and OR by jumps, comparisons by one instruction that compares and jumps."""
    folded = fold(node)
    if isinstance(folded, ast.Literal):
        branch_literal(b, folded, target, when)
    elif node.op in ("AND", "OR"):
        _branch_either(b, node, target, when)
    elif node.op in COMPARISON:
        name, swapped = COMPARISON[node.op]
        mark = b.top
        left, right = operand_pair(b, node.left, node.right)
        b.emit(_JUMPS[name, when], right if swapped else left, left if swapped else right, target, at=node)
        b.top = mark
    else:
        mark = b.top
        when = when != (node.negated and node.op in ("CONTAINS", "LIKE", "STARTS", "ENDS", "IN"))
        plain = ast.Binary(node.start, node.end, node.op, node.left, node.right)
        b.emit("JT" if when else "JF", binary(b, plain, None), target, at=node)
        b.top = mark


def _branch_either(b: Body, node: ast.Binary, target: Target, when: bool) -> None:
    terms = operands(node)
    if (node.op == "OR") == when:
        for term in terms:
            b.branch(term, target, when)
        return
    past = Target()
    for term in terms[:-1]:
        b.branch(term, past, not when)
    b.branch(terms[-1], target, when)
    b.mark(past)


def branch_null(b: Body, node: ast.IsNull, target: Target, when: bool) -> None:
    """IS NULL and IS NOT NULL."""
    mark = b.top
    operand = b.value(node.operand)
    b.top = mark
    test = b.temp()
    b.emit("ISNULL", test, operand, at=node)
    b.emit("JT" if when != node.negated else "JF", test, target, at=node)
    b.top = mark


def branch_between(b: Body, node: ast.Between, target: Target, when: bool) -> None:
    """The operand is computed once, the upper bound only when the lower holds."""
    mark = b.top
    when = when != node.negated
    operand = b.value(node.operand)
    if operand < TEMP and _calls(b, (node.low, node.high)):
        operand = b.move(b.temp(), operand)
    past = Target()
    held = b.top
    b.emit("JNLE", b.value(node.low), operand, past if when else target, at=node)
    b.top = held
    b.emit("JLE" if when else "JNLE", operand, b.value(node.high), target, at=node)
    b.mark(past)
    b.top = mark


def is_null(b: Body, node: ast.IsNull, dest: int | None) -> int:
    """IS NULL as a value."""
    mark = b.top
    operand = b.value(node.operand)
    b.top = mark
    dest = b.temp() if dest is None else dest
    b.emit("ISNULL", dest, operand, at=node)
    if node.negated:
        b.emit("NOT", dest, dest, at=node)
    return dest


def between(b: Body, node: ast.Between, dest: int | None) -> int:
    """BETWEEN as a value."""
    mark = b.top
    dest = b.temp() if dest is None else dest
    held = b.top
    no, done = Target(), Target()
    b.branch(node, no, False)
    b.emit("LOADBOOL", dest, 1, at=node)
    b.emit("JMP", done, at=node)
    b.mark(no)
    b.emit("LOADBOOL", dest, 0, at=node)
    b.mark(done)
    b.top = max(mark, held)
    return dest


def conditional(b: Body, node: ast.Conditional, dest: int | None) -> int:
    """``condition ? yes : no``; only the side that is chosen is computed."""
    dest = b.temp() if dest is None else dest
    held = b.top
    no, done = Target(), Target()
    b.branch(node.condition, no, False)
    b.value(node.yes, dest)
    b.emit("JMP", done, at=node)
    b.mark(no)
    b.top = held
    b.value(node.no, dest)
    b.mark(done)
    b.top = held
    return dest


def switch_value(b: Body, node: ast.SwitchExpr, dest: int | None) -> int:
    """SWITCH as a value: null when no case fits and there is no DEFAULT."""
    dest = b.temp() if dest is None else dest
    held = b.top
    done = Target()
    subject = hold_subject(b, node.subject, [labels for labels, _ in node.arms])
    for labels, value in node.arms:
        other = Target()
        branch_case(b, subject, labels, other)
        top = b.top
        b.value(value, dest)
        b.top = top
        b.emit("JMP", done, at=node)
        b.mark(other)
    b.value(node.default or ast.Literal(node.start, node.end, None), dest)
    b.mark(done)
    b.top = held
    return dest


def hold_subject(b: Body, subject: ast.Expr, labels: Sequence[Sequence[ast.Expr]]) -> Held:
    """The subject of a SELECT in a register that no label changes."""
    register = b.value(subject)
    if register < TEMP and _calls(b, [label for group in labels for label in group]):
        register = b.move(b.temp(), register)
    return Held(subject.start, subject.end, register)


def branch_case(b: Body, subject: Held, labels: Sequence[ast.Expr], other: Target) -> None:
    """Go on with the next instruction when a label fits the subject, else to ``other``."""
    fits = Target()
    for number, label in enumerate(labels):
        last = number == len(labels) - 1
        b.branch(_test(subject, label), other if last else fits, not last)
    b.mark(fits)


def _test(subject: Held, label: ast.Expr) -> ast.Expr:
    """The condition that a CASE label stands for: a range, a comparison with the subject, or equality."""
    if isinstance(label, ast.Between):
        return ast.Between(label.start, label.end, subject, label.low, label.high)
    if isinstance(label, ast.Binary) and type(label.left) is ast.Name:
        return ast.Binary(label.start, label.end, label.op, subject, label.right)
    return ast.Binary(label.start, label.end, "=", subject, label)


def _calls(b: Body, nodes: Sequence[ast.Expr]) -> bool:
    """True when a SUB is called on the way, which may change a variable of the script."""
    return b.unit.is_script and any(isinstance(part, Invoke) for node in nodes for part in descend(node))


BRANCHES: dict[type, BranchRule] = {
    ast.Literal: branch_literal,
    ast.Unary: branch_not,
    ast.Binary: branch_binary,
    ast.IsNull: branch_null,
    ast.Between: branch_between,
}
VALUES: dict[type, ValueRule] = {
    ast.IsNull: is_null,
    ast.Between: between,
    ast.Conditional: conditional,
    ast.SwitchExpr: switch_value,
}
