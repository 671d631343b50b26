"""HEAR and PARAM lines: from the pieces as written to their nodes.

Called by the build functions. Which types exist is known to later passes; here any bare word after AS is a type.
"""

from __future__ import annotations

from compiler import ast
from compiler.misbuilt import Misbuilt
from diagnostics.record import changed

Items = list[ast.Item]

_PROMPT_WORDS = ("WITH", "DEFAULT", "TIMEOUT")


def hear_statement(start: int, end: int, items: Items) -> ast.Hear:
    """``HEAR x [AS type or list] [WITH prompt] [DEFAULT value] [TIMEOUT seconds]``, ``HEAR AS x``, ``HEAR text``."""
    hear = ast.Hear(start, end, None, "TEXT", [])
    rest = items
    if rest and rest[0].kind == "expr":
        place = rest[0].expr
        if isinstance(place, (ast.Name, ast.Member, ast.Index)):
            hear.target = place
        elif isinstance(place, ast.Template) or (isinstance(place, ast.Literal) and isinstance(place.value, str)):
            hear.prompt = place
        else:
            raise Misbuilt("hear target", rest[0].start, rest[0].end)
        rest = rest[1:]
        if hear.target is None and len(rest) > 1 and rest[0].kind == "comma" and _is_place(rest[1].expr):
            hear.target = rest[1].expr
            rest = rest[2:]
    elif len(rest) == 2 and rest[0].text == "AS" and isinstance(rest[1].expr, ast.Name):
        hear.target = rest[1].expr
        return hear
    _details(hear, rest, start, end)
    return hear


def _is_place(expr: ast.Expr | None) -> bool:
    return isinstance(expr, (ast.Name, ast.Member, ast.Index))


def hear_value(start: int, end: int, items: Items) -> ast.HearExpr:
    """``HEAR``, ``HEAR "prompt"`` or ``HEAR AS type`` in the place of a value."""
    hear = ast.Hear(start, end, None, "TEXT", [])
    rest = items
    if rest and rest[0].kind == "expr":
        hear.prompt = rest[0].expr
        rest = rest[1:]
    _details(hear, rest, start, end)
    return ast.HearExpr(start, end, hear)


def _details(hear: ast.Hear, items: Items, start: int, end: int) -> None:
    """What stands after the target, each part once."""
    at = 0
    while at < len(items):
        item = items[at]
        if item.kind == "clause" and item.text == "AS":
            at = _kind(hear, items, at + 1, item)
        elif item.kind == "clause" and item.text in _PROMPT_WORDS:
            value = items[at + 1].expr if at + 1 < len(items) else None
            if value is None:
                raise Misbuilt("hear value", item.start, item.end, item.text)
            _set(hear, item.text, value)
            at += 2
        elif item.kind == "comma" and at + 1 < len(items) and items[at + 1].expr is not None and hear.prompt is None:
            hear.prompt = items[at + 1].expr
            at += 2
        else:
            raise Misbuilt("hear rest", item.start, items[-1].end)


def _set(hear: ast.Hear, word: str, value: ast.Expr) -> None:
    if word == "WITH":
        hear.prompt = value
    elif word == "DEFAULT":
        hear.default = value
    else:
        hear.timeout = value


def _kind(hear: ast.Hear, items: Items, at: int, word: ast.Item) -> int:
    """What follows AS: a type with an optional prompt, options, or one text, the prompt. Index of what comes next."""
    if at >= len(items) or items[at].expr is None:
        raise Misbuilt("hear value", word.start, word.end, "AS")
    menu = False
    first = items[at].expr
    several = at + 1 < len(items) and items[at + 1].kind == "comma"
    if isinstance(first, ast.Name) and not several:
        hear.type = first.name.upper()
        at += 1
        menu = hear.type in ("MENU", "OPTIONS", "CHOICE")
        if menu and at < len(items) and items[at].expr is not None:
            hear.type = "MENU"
        elif menu:
            menu = False
        elif at < len(items) and items[at].expr is not None:
            hear.prompt = items[at].expr
            return at + 1
        if not menu:
            return at
    at = _options(hear, items, at)
    if menu and not hear.options:
        raise Misbuilt("hear value", word.start, word.end, "AS MENU")
    if not menu and len(hear.options) == 1 and not hear.free and hear.prompt is None:
        hear.prompt = hear.options.pop()
    return at


def _options(hear: ast.Hear, items: Items, at: int) -> int:
    while at < len(items):
        item = items[at]
        if item.kind == "star":
            hear.free = True
        elif item.expr is not None:
            if isinstance(item.expr, ast.ListLiteral):
                hear.options.extend(item.expr.items)
            else:
                hear.options.append(item.expr)
        else:
            raise Misbuilt("hear rest", item.start, items[-1].end)
        at += 1
        if at >= len(items) or items[at].kind != "comma":
            break
        at += 1
    return at


def param_line(start: int, end: int, items: Items) -> list[ast.Stmt]:
    """``PARAM name [AS type or "a", "b"] [ENUM [..]] [LIKE v] [DESCRIPTION "..."] [OPTIONAL|REQUIRED] [DEFAULT v]``.

    Several names before AS give one node each.
    """
    names: list[ast.Name] = []
    at = 0
    while at < len(items) and isinstance(name := items[at].expr, ast.Name):
        names.append(name)
        at += 1
        if at >= len(items) or items[at].kind != "comma":
            break
        at += 1
    if not names:
        raise Misbuilt("param name", start, end)
    param = ast.Param(start, end, names[0], "STRING", [])
    _param_parts(param, items, at)
    return [param, *(changed(param, name=name, enum=list(param.enum)) for name in names[1:])]


def _param_parts(param: ast.Param, items: Items, at: int) -> None:
    """The clauses of a PARAM line from item ``at`` on."""
    while at < len(items):
        item = items[at]
        if item.kind != "clause":
            raise Misbuilt("param rest", item.start, items[-1].end)
        stop = at + 1
        while stop < len(items) and items[stop].kind != "clause":
            stop += 1
        _param_part(param, item, [i.expr for i in items[at + 1 : stop] if i.expr is not None])
        at = stop


def _param_part(param: ast.Param, word: ast.Item, values: list[ast.Expr]) -> None:
    if word.text in ("OPTIONAL", "REQUIRED"):
        param.required = word.text == "REQUIRED"
        if values:
            raise Misbuilt("param rest", values[0].start, values[-1].end)
        return
    if not values:
        raise Misbuilt("param value", word.start, word.end, word.text)
    first = values[0]
    if word.text == "AS":
        if isinstance(first, ast.Name):
            param.type = first.name.upper()
            if len(values) > 1:
                raise Misbuilt("param rest", values[1].start, values[-1].end)
        else:
            param.enum = _texts(values)
    elif word.text == "ENUM":
        param.enum = _texts(first.items if isinstance(first, ast.ListLiteral) else values)
    elif word.text == "LIKE":
        param.example = first
    elif word.text == "DESCRIPTION":
        param.description = plain_text(first)
    else:
        param.default = first
        param.required = False


def _texts(values: list[ast.Expr]) -> list[str]:
    return [value.name if isinstance(value, ast.Name) else plain_text(value) for value in values]


def plain_text(value: ast.Expr) -> str:
    """A text known now, also one joined with ``+``; raises Misbuilt for anything else."""
    if isinstance(value, ast.Literal) and value.value is not None:
        return str(value.value)
    if isinstance(value, ast.Template) and all(isinstance(part, str) for part in value.parts):
        return "".join(str(part) for part in value.parts)
    if isinstance(value, ast.Binary) and value.op in ("+", "&"):
        return plain_text(value.left) + plain_text(value.right)
    raise Misbuilt("fixed text", value.start, value.end)
