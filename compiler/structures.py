"""Binds the statements that are keywords underneath: HEAR, text blocks, ON and SCHEDULE IN blocks, STEP.

Each becomes a request with the arguments that its keyword is declared with. Called by ``resolve``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler import ast
from compiler.bound import BlockNumber, Captured

if TYPE_CHECKING:
    from compiler.resolve import Resolver


def bind_hear(r: Resolver, s: ast.Hear) -> ast.Stmt:
    """HEAR: a request whose answer goes to its target."""
    request = r.hear(s)
    if s.target is None:
        return ast.ExprStmt(s.start, s.end, request)
    return ast.Assign(s.start, s.end, r.place(s.target), "=", request)


_BLOCK_KEYWORDS = {"TALK": ("TALK", "message"), "SYSTEM PROMPT": ("SYSTEM PROMPT", "text")}


def bind_text_block(r: Resolver, s: ast.TextBlock) -> ast.Stmt:
    """BEGIN TALK, SYSTEM PROMPT and MAIL."""
    if s.kind == "MAIL":
        return _mail(r, s)
    keyword, argument = _BLOCK_KEYWORDS[s.kind]
    return ast.ExprStmt(s.start, s.end, r.request(s, keyword, [(argument, r.expr(s.text))]))


_MAIL_HEADERS = {"subject": "subject", "cc": "cc", "bcc": "bcc", "reply-to": "reply_to"}


def _mail(r: Resolver, s: ast.TextBlock) -> ast.Stmt:
    """Header lines at the top, ``Subject: ...`` and the like; what follows them is the body."""
    headers, body = split_mail(s.text)
    recipient = ast.Literal(s.start, s.end, "") if s.recipient is None else s.recipient
    subject = headers.pop("subject", ast.Template(s.start, s.end, []))
    arguments = [("to", r.expr(recipient)), ("subject", r.expr(subject)), ("body", r.expr(body))]
    arguments += [(name, r.expr(value)) for name, value in headers.items()]
    return ast.ExprStmt(s.start, s.end, r.request(s, "SEND MAIL", arguments))


def split_mail(text: ast.Template) -> tuple[dict[str, ast.Template], ast.Template]:
    """Headers by argument name and the body of a mail block. Lines are told apart before holes are filled, so that no
    value can add a header.
    """
    parts = list(text.parts)
    while parts and isinstance(parts[0], str) and not parts[0].strip():
        parts.pop(0)
    headers: dict[str, ast.Template] = {}
    while (name := _header_name(parts)) and name not in headers:
        line, parts = _first_line(parts)
        line[0] = str(line[0]).partition(":")[2].lstrip(" \t")
        headers[name] = _template(text, line)
    if not headers:
        return {}, text
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip("\r\n")
    return headers, _template(text, parts)


def _header_name(parts: list[str | ast.Expr]) -> str:
    """The argument that the first line stands for, "" when it is no header."""
    if not parts or not isinstance(parts[0], str):
        return ""
    word, colon, _ = parts[0].partition("\n")[0].partition(":")
    return _MAIL_HEADERS.get(word.strip().lower(), "") if colon else ""


def _first_line(parts: list[str | ast.Expr]) -> tuple[list[str | ast.Expr], list[str | ast.Expr]]:
    """The parts of the first line, and the rest."""
    line: list[str | ast.Expr] = []
    for number, part in enumerate(parts):
        if isinstance(part, str) and "\n" in part:
            head, _, rest = part.partition("\n")
            return [*line, head], [rest, *parts[number + 1 :]]
        line.append(part)
    return line, []


def _template(at: ast.Node, parts: list[str | ast.Expr]) -> ast.Template:
    return ast.Template(at.start, at.end, [part for part in parts if part != ""])


def bind_on(r: Resolver, s: ast.OnBlock) -> ast.Stmt:
    """ON: the event, and the function made of the block or of the call that handles it."""
    args = [r.word_or_value(item.expr) for item in s.args if item.expr is not None]
    body = s.body.body if s.body is not None else None
    if body is None and s.handler is not None:
        body = [ast.CallSub(s.start, s.end, s.handler, [])]
    number: ast.Expr = ast.Literal(s.start, s.end, None)
    if body is not None:
        unit = r.later(s, f"on {s.event.lower()}", body)
        number = BlockNumber(s.start, s.end, unit)
    arguments: list[tuple[str, ast.Expr]] = [
        ("event", ast.Literal(s.start, s.end, s.event)),
        ("arguments", ast.ListLiteral(s.start, s.end, args)),
        ("function", number),
        ("variables", Captured(s.start, s.end)),
    ]
    r.declarations.append(s)
    return ast.ExprStmt(s.start, s.end, r.request(s, "ON", arguments))


def bind_deferred(r: Resolver, s: ast.Deferred) -> ast.Stmt:
    """SCHEDULE IN: the delay and the function made of the block."""
    unit = r.later(s, "scheduled block", s.body.body)
    arguments: list[tuple[str, ast.Expr]] = [
        ("amount", r.expr(s.amount)),
        ("unit", ast.Literal(s.start, s.end, s.unit)),
        ("function", BlockNumber(s.start, s.end, unit)),
        ("variables", Captured(s.start, s.end)),
    ]
    return ast.ExprStmt(s.start, s.end, r.request(s, "SCHEDULE IN", arguments))


def bind_step(r: Resolver, s: ast.Step) -> ast.Stmt:
    """STEP for a bot, a person, or several bots at once."""
    arguments: list[tuple[str, ast.Expr]] = [("number", r.expr(s.number))]
    if s.kind == "PARALLEL":
        branches: list[ast.Expr] = [_branch(r, branch) for branch in s.branches]
        arguments.append(("branches", ast.ListLiteral(s.start, s.end, branches)))
    elif s.kind == "BOT":
        arguments += _bot(r, s, s.items)
    else:
        approver = next((i.expr for i in reversed(s.items) if i.expr is not None), None)
        if approver is not None:
            arguments.append(("approver", r.word_or_value(approver)))
        if s.timeout is not None:
            arguments.append(("timeout", r.expr(s.timeout)))
        if s.on_timeout:
            arguments.append(("action", ast.Literal(s.start, s.end, s.on_timeout)))
    return ast.ExprStmt(s.start, s.end, r.request(s, f"STEP {s.kind}", arguments))


def _branch(r: Resolver, branch: ast.Branch) -> ast.Expr:
    label = ast.Literal(branch.start, branch.end, branch.label)
    return ast.ObjectLiteral(branch.start, branch.end, [("label", label), *_bot(r, branch, branch.items)])


def bind_branch(r: Resolver, s: ast.Branch) -> None:
    """A BRANCH that no parallel step holds."""
    hint = "write STEP n: PARALLEL before it and END PARALLEL after the last one"
    r.found.add("GB3001", "a BRANCH belongs into a parallel step", s.start, s.end, hint=hint)


def _bot(r: Resolver, at: ast.Node, items: list[ast.Item]) -> list[tuple[str, ast.Expr]]:
    """The bot and the instruction of a step."""
    values = [r.word_or_value(item.expr) for item in items if item.expr is not None]
    if len(values) != 2:
        r.found.add(
            "GB3001",
            "a step for a bot names the bot and says what to do",
            at.start,
            at.end,
            hint='write STEP 1: BOT "name" "instruction"',
        )
    return list(zip(("bot", "instruction"), values, strict=False))
