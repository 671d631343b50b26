"""Build functions for statements: whole ones, and the heads, middles and ends of blocks that ``nest`` puts together.

Called by the driver as ``f(start, end, *children)``; raises ``Misbuilt`` for what cannot mean anything. The data of an
Opener, Middle or Closer is described in ``nest``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from compiler import ast
from compiler.build_hear import hear_statement, param_line, plain_text
from compiler.misbuilt import Misbuilt

Items = list[ast.Item]


def target_of(expr: ast.Expr) -> ast.Expr:
    """What an assignment may change; ``list(i)`` is an element. Raises Misbuilt for other values."""
    if isinstance(expr, (ast.Name, ast.Member, ast.Index)) or (isinstance(expr, ast.Call) and expr.args):
        return _place(expr)
    raise Misbuilt("target", expr.start, expr.end)


def _place(expr: ast.Expr) -> ast.Expr:
    """The same place with ``list(i)`` as elements, also inside a chain of fields."""
    if isinstance(expr, (ast.Member, ast.Index)):
        expr.object = _place(expr.object)
        return expr
    if isinstance(expr, ast.Call) and isinstance(expr.callee, (ast.Name, ast.Index, ast.Call)) and expr.args:
        place = _place(expr.callee)
        for arg in expr.args:
            place = ast.Index(expr.start, expr.end, place, arg)
        return place
    return expr


def assign(start: int, end: int, target: ast.Expr, op: str, value: ast.Expr) -> ast.Stmt:
    """``target = value``."""
    return ast.Assign(start, end, target_of(target), op, value)


def switch_value(start: int, end: int, target: ast.Expr, op: str, _switch: None, subject: ast.Expr) -> ast.Stmt:
    """``target = SWITCH subject``, whose arms follow."""
    return ast.Opener(start, end, "SWITCH VALUE", (target_of(target), op, subject))


def with_field(start: int, end: int, name: str, op: str, value: ast.Expr) -> ast.Stmt:
    """``.name = value`` inside WITH."""
    return ast.Middle(start, end, "FIELD", (name, value))


def evaluate(start: int, end: int, value: ast.Expr) -> ast.Stmt:
    """A call or keyword that stands alone; a name alone is a call. Any other value would be lost."""
    if isinstance(value, ast.HearExpr):
        return value.hear
    if isinstance(value, ast.Name):
        return ast.ExprStmt(start, end, ast.Call(start, end, value, []))
    if not isinstance(value, (ast.Call, ast.Command, ast.Member)):
        raise Misbuilt("lone value", start, end)
    if isinstance(value, ast.Member) and value.name.upper() != "CLEAR":
        raise Misbuilt("lone value", start, end)
    return ast.ExprStmt(start, end, value)


def if_then(start: int, end: int, _if: None, condition: ast.Expr, inline: bool) -> ast.Stmt:
    """``IF condition THEN``; ``inline`` when statements follow on the line."""
    return ast.Opener(start, end, "IF", (condition, False, inline))


def if_brace(start: int, end: int, _if: None, condition: ast.Expr, _brace: None) -> ast.Stmt:
    """``IF condition {``."""
    return ast.Opener(start, end, "IF", (condition, True, False))


def elseif_then(start: int, end: int, _word: None, condition: ast.Expr, _then: object) -> ast.Stmt:
    """``ELSE IF condition THEN``."""
    return ast.Middle(start, end, "ELSE IF", (condition,))


def otherwise(start: int, end: int, _else: None, _brace: None = None) -> ast.Stmt:
    """``ELSE``."""
    return ast.Middle(start, end, "ELSE", ())


def close(start: int, end: int, kind: str) -> ast.Stmt:
    """``END IF``, ``NEXT`` ..."""
    return ast.Closer(start, end, kind, ())


def close_while(start: int, end: int, kind: str, _while: None, condition: ast.Expr) -> ast.Stmt:
    """``LOOP WHILE condition``."""
    return ast.Closer(start, end, kind, (condition, False))


def close_until(start: int, end: int, kind: str, _until: None, condition: ast.Expr) -> ast.Stmt:
    """``LOOP UNTIL condition``."""
    return ast.Closer(start, end, kind, (condition, True))


def for_each(start: int, end: int, _for: None, var: ast.Name, _in: None, source: ast.Expr, opening: str) -> ast.Stmt:
    """``FOR EACH var IN source``."""
    return ast.Opener(start, end, "FOR EACH", (var, source, None, opening == "{"))


def for_each_last(
    start: int,
    end: int,
    _for: None,
    var: ast.Name,
    _in: None,
    source: ast.Expr,
    _last: str,
    count: ast.Expr,
    opening: str,
) -> ast.Stmt:
    """``FOR EACH var IN source LAST count``."""
    return ast.Opener(start, end, "FOR EACH", (var, source, count, opening == "{"))


def for_to(
    start: int, end: int, _for: None, var: ast.Name, _eq: str, low: ast.Expr, _to: str, high: ast.Expr, opening: str
) -> ast.Stmt:
    """``FOR var = low TO high``."""
    return ast.Opener(start, end, "FOR", (var, low, high, None, opening == "{"))


def for_to_step(
    start: int, end: int, _for: None, var: ast.Name, _eq: str, low: ast.Expr, _to: str, high: ast.Expr, _step: str,
    step: ast.Expr, opening: str,
) -> ast.Stmt:  # fmt: skip
    """``FOR var = low TO high STEP step``."""
    return ast.Opener(start, end, "FOR", (var, low, high, step, opening == "{"))


def while_loop(start: int, end: int, _while: None, condition: ast.Expr, opening: str) -> ast.Stmt:
    """``WHILE condition``."""
    return ast.Opener(start, end, "WHILE", (condition, False, opening == "{"))


def do_loop(start: int, end: int, _do: None) -> ast.Stmt:
    """``DO``."""
    return ast.Opener(start, end, "DO", (None, False, False))


def do_brace(start: int, end: int, _do: None, _brace: None) -> ast.Stmt:
    """``DO {``."""
    return ast.Opener(start, end, "DO", (None, False, True))


def do_while(start: int, end: int, _do: None, _while: None, condition: ast.Expr, opening: str) -> ast.Stmt:
    """``DO WHILE condition``."""
    return ast.Opener(start, end, "DO", (condition, False, opening == "{"))


def do_until(start: int, end: int, _do: None, _until: None, condition: ast.Expr, opening: str) -> ast.Stmt:
    """``DO UNTIL condition``."""
    return ast.Opener(start, end, "DO", (condition, True, opening == "{"))


def select(start: int, end: int, _select: None, subject: ast.Expr, opening: str) -> ast.Stmt:
    """``SELECT CASE subject``, ``SWITCH subject``."""
    return ast.Opener(start, end, "SELECT", (subject, opening == "{"))


def case(start: int, end: int, _case: None, labels: list[ast.Expr]) -> ast.Stmt:
    """``CASE labels``."""
    return ast.Middle(start, end, "CASE", (labels,))


def case_value(start: int, end: int, _case: None, labels: list[ast.Expr], _colon: None, value: ast.Expr) -> ast.Stmt:
    """``CASE labels : value``."""
    return ast.Middle(start, end, "CASE", (labels, value))


def default(start: int, end: int, _default: None) -> ast.Stmt:
    """``CASE ELSE``, ``DEFAULT``."""
    return ast.Middle(start, end, "DEFAULT", ())


def default_value(start: int, end: int, _default: None, _colon: None, value: ast.Expr) -> ast.Stmt:
    """``DEFAULT : value``."""
    return ast.Middle(start, end, "DEFAULT", (value,))


def label_range(start: int, end: int, low: ast.Expr, _to: str, high: ast.Expr) -> ast.Expr:
    """``low TO high`` after CASE."""
    return ast.Between(start, end, ast.Name(start, start, ""), low, high)


def label_compare(start: int, end: int, _is: None, op: tuple[str, bool], value: ast.Expr) -> ast.Expr:
    """``IS > value`` after CASE."""
    return ast.Binary(start, end, op[0], ast.Name(start, start, ""), value)


def with_open(
    start: int, end: int, _with: None, target: ast.Expr, _eq: str | None = None, value: ast.Expr | None = None
) -> ast.Stmt:
    """``WITH target``; a value behind it says nothing, the object is always fresh."""
    return ast.Opener(start, end, "WITH", (target_of(target),))


def procedure(start: int, end: int, head: tuple[list[str], list[ast.Name], bool], opening: str) -> ast.Stmt:
    """``SUB name(params)``, ``FUNCTION name(params)``."""
    words, params, is_function = head
    return ast.Opener(start, end, "FUNCTION" if is_function else "SUB", (words, params, is_function, opening == "{"))


def call_sub(start: int, end: int, _call: None, callee: ast.Expr) -> ast.Stmt:
    """``CALL name`` and ``CALL name(args)``; ``CALL object.method(args)`` is a call like any other."""
    if isinstance(callee, ast.Name):
        return ast.CallSub(start, end, callee, [])
    if isinstance(callee, ast.Call):
        if isinstance(callee.callee, ast.Name):
            return ast.CallSub(start, end, callee.callee, callee.args)
        return ast.ExprStmt(start, end, callee)
    item = ast.Item(callee.start, callee.end, "expr", callee)
    return ast.ExprStmt(start, end, ast.Command(start, end, "CALL", start + 4, [item]))


def give_nothing(start: int, end: int, _return: None) -> ast.Stmt:
    """``RETURN``."""
    return ast.Return(start, end, None)


def give(start: int, end: int, _return: None, value: ast.Expr) -> ast.Stmt:
    """``RETURN value``."""
    return ast.Return(start, end, value)


def give_fields(start: int, end: int, _return: None, items: Items, _end: None) -> ast.Stmt:
    """``RETURN WITH a AS 1, b AS 2``."""
    fields: list[tuple[str, ast.Expr]] = []
    at = 0
    while at < len(items):
        piece = items[at : at + 3]
        if [item.kind for item in piece] != ["expr", "clause", "expr"] or not isinstance(piece[0].expr, ast.Name):
            raise Misbuilt("return with", items[at].start, items[-1].end)
        assert piece[2].expr is not None
        fields.append((piece[0].expr.name, piece[2].expr))
        at += 3
        if at < len(items):
            if items[at].kind != "comma":
                raise Misbuilt("return with", items[at].start, items[-1].end)
            at += 1
    value = ast.ObjectLiteral(items[0].start if items else start, end, fields)
    return ast.Return(start, end, value)


def dim(start: int, end: int, preserve: bool, entries: list[tuple[ast.Name, list[ast.Expr] | None]]) -> ast.Stmt:
    """``DIM a(3), b``."""
    return ast.Dim(start, end, entries, preserve)


def size_none(start: int, end: int, name: ast.Name) -> tuple[ast.Name, None]:
    """A name in DIM."""
    return name, None


def size_list(
    start: int, end: int, name: ast.Name, _open: None, sizes: list[ast.Expr], _close: None
) -> tuple[ast.Name, list[ast.Expr]]:
    """A name with sizes in DIM."""
    return name, sizes


def const(start: int, end: int, _const: None, name: ast.Name, op: str, value: ast.Expr) -> ast.Stmt:
    """``CONST name = value``."""
    return ast.Const(start, end, name, value)


def catch(start: int, end: int, _catch: None, name: ast.Name | None = None) -> ast.Stmt:
    """``CATCH [name]``."""
    return ast.Middle(start, end, "CATCH", (name,))


def throw(start: int, end: int, _throw: None, value: ast.Expr | None = None) -> ast.Stmt:
    """``THROW [value]``."""
    return ast.Throw(start, end, value)


def assertion(
    start: int, end: int, _assert: None, condition: ast.Expr, _comma: None = None, message: ast.Expr | None = None
) -> ast.Stmt:
    """``ASSERT condition[, message]``."""
    return ast.Assert(start, end, condition, message)


def include(start: int, end: int, _include: None, path: ast.Expr) -> ast.Stmt:
    """``INCLUDE "file.bas"``."""
    return ast.Include(start, end, plain_text(path))


def param(start: int, end: int, _param: None, items: Items, _end: None) -> list[ast.Stmt]:
    """A PARAM line; one node for each name."""
    return param_line(start, end, items)


def description(start: int, end: int, _description: None, value: ast.Expr) -> ast.Stmt:
    """``DESCRIPTION "text"``."""
    return ast.Description(start, end, plain_text(value))


def hear(start: int, end: int, _hear: None, items: Items, _end: None) -> ast.Stmt:
    """A HEAR line."""
    return hear_statement(start, end, items)


def mail(start: int, end: int, _mail: None, recipient: ast.Expr, block: ast.TextBlock) -> ast.Stmt:
    """``BEGIN MAIL recipient`` with its body."""
    block.recipient = recipient
    return block


def on_event(start: int, end: int, event: str, items: Items, _end: None, opening: str) -> ast.Stmt:
    """``ON event ...``, with a block if an END ON follows."""
    handler: ast.Name | None = None
    if len(items) >= 2 and items[-2].text == "CALL" and isinstance(items[-1].expr, ast.Name):
        handler = items[-1].expr
        items = items[:-2]
    return ast.Opener(start, end, "ON", (event, items, handler, opening))


def schedule(start: int, end: int, _schedule: None, amount: ast.Expr, unit: str, opening: str) -> ast.Stmt:
    """``SCHEDULE IN amount unit DO``."""
    return ast.Opener(start, end, "SCHEDULE", (amount, unit, opening == "{"))


def step(
    start: int, end: int, _step: None, number: ast.Expr, _colon: None, kind: str, items: Items, _end: None
) -> ast.Stmt:
    """``STEP number: kind ...``."""
    if kind == "PARALLEL":
        return ast.Opener(start, end, "PARALLEL", (number,))
    node = ast.Step(start, end, number, kind, items)
    if kind == "HUMAN":
        for at in range(len(items) - 1):
            if items[at].text == "TIMEOUT":
                node.timeout = items[at + 1].expr
                node.items = items[:at]
                break
    return node


def branch(start: int, end: int, label: str, items: Items, _end: None) -> ast.Stmt:
    """``BRANCH label: BOT ...``."""
    return ast.Branch(start, end, label, items)


def timeout(start: int, end: int, _timeout: None, value: ast.Expr) -> ast.Stmt:
    """``TIMEOUT seconds`` below a STEP."""
    return ast.Middle(start, end, "TIMEOUT", (value,))


def plain(start: int, end: int) -> str:
    """A head that ends with its line."""
    return ""


def do_word(start: int, end: int, _do: str) -> str:
    """A head that ends with DO."""
    return "DO"


def brace(start: int, end: int, _brace: None) -> str:
    """A head that ends with ``{``."""
    return "{"


BUILD_STATEMENTS: dict[str, Callable[..., Any]] = {
    f.__name__: f
    for f in (
        assign, switch_value, with_field, evaluate, if_then, if_brace, elseif_then, otherwise, close, close_while,
        close_until, for_each, for_each_last, for_to, for_to_step, while_loop, do_loop, do_brace, do_while, do_until,
        select, case, case_value, default, default_value, label_range, label_compare, with_open, procedure, call_sub,
        give_nothing, give, give_fields, dim, size_none, size_list, const, catch, throw, assertion, include, param,
        description, hear, mail, on_event, schedule, step, branch, timeout, plain, do_word, brace,
    )
}  # fmt: skip
