"""Turns SET clauses that compute with columns and raw SELECT texts into values, columns and lists by name.

Nothing of a value becomes text: columns stand in a tree, values beside it. Called by ``clauses``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from compiler import ast

if TYPE_CHECKING:
    from compiler.clauses import Meaning
    from compiler.forms import Given

_SIGNS = frozenset("+-*/")
_SOURCE = re.compile(
    r"\b(?:FROM|JOIN)\s+([^\W\d]\w*)((?:\s+(?:AS\s+)?(?!JOIN\b)\w+)?(?:\s*,\s*[^\W\d]\w*(?:\s+(?:AS\s+)?\w+)?)*)", re.I
)
_MORE = re.compile(r",\s*([^\W\d]\w*)")


def changes(meaning: Meaning, given: Given) -> ast.Expr:
    """An object of values; with columns on the right side a list of it and an object of ``{tree, values}``."""
    values = given.values
    plain: list[tuple[str, ast.Expr]] = []
    computed: list[tuple[str, ast.Expr]] = []
    for word, value in zip(given.words, values, strict=True):
        if _names_column(meaning, value):
            computed.append((word, _computed(meaning, value)))
        else:
            plain.append((word, meaning.expr(value)))
    start, end = values[0].start, values[-1].end
    made = ast.ObjectLiteral(start, end, plain)
    return ast.ListLiteral(start, end, [made, ast.ObjectLiteral(start, end, computed)]) if computed else made


def _names_column(meaning: Meaning, node: ast.Expr) -> bool:
    """True when a name alone, in ``+ - * /`` or in a function of the language is no variable of the program."""
    if isinstance(node, ast.Name):
        return not meaning.holds_value(node.name) and not meaning.is_callable(node.name)
    if isinstance(node, ast.Binary) and node.op in _SIGNS:
        return _names_column(meaning, node.left) or _names_column(meaning, node.right)
    if isinstance(node, ast.Call) and isinstance(node.callee, ast.Name):
        return meaning.is_pure(node.callee.name) and any(_names_column(meaning, arg) for arg in node.args)
    return isinstance(node, ast.Unary) and node.op == "-" and _names_column(meaning, node.operand)


def _computed(meaning: Meaning, value: ast.Expr) -> ast.Expr:
    bound: list[ast.Expr] = []
    tree = json.dumps(_tree(meaning, value, bound), ensure_ascii=False)
    entries: list[tuple[str, ast.Expr]] = [
        ("tree", ast.Literal(value.start, value.end, tree)),
        ("values", ast.ListLiteral(value.start, value.end, bound)),
    ]
    return ast.ObjectLiteral(value.start, value.end, entries)


def _tree(meaning: Meaning, node: ast.Expr, bound: list[ast.Expr]) -> Any:
    """``{"col": name}``, ``{"v": number}``, ``[sign, left, right]`` or ``["NAME(", argument, ...]``."""
    if not _names_column(meaning, node):
        bound.append(meaning.expr(node))
        return {"v": len(bound) - 1}
    if isinstance(node, ast.Binary):
        return [node.op, _tree(meaning, node.left, bound), _tree(meaning, node.right, bound)]
    if isinstance(node, ast.Unary):
        bound.append(ast.Literal(node.start, node.start, 0))
        return ["-", {"v": len(bound) - 1}, _tree(meaning, node.operand, bound)]
    if isinstance(node, ast.Call) and isinstance(node.callee, ast.Name):
        return [f"{node.callee.name.upper()}(", *(_tree(meaning, arg, bound) for arg in node.args)]
    assert isinstance(node, ast.Name)
    return {"col": node.name}


def parted(meaning: Meaning, pieces: Sequence[str | ast.Expr]) -> tuple[list[str], list[ast.Expr]]:
    """The fixed parts of a text, one more than the values between them, and the values."""
    texts: list[str] = [""]
    values: list[ast.Expr] = []
    for piece in pieces:
        if isinstance(piece, str):
            texts[-1] += piece
        else:
            values.append(meaning.expr(piece))
            texts.append("")
    return texts, values


def query(meaning: Meaning, given: Given, value: ast.Expr) -> ast.Expr:
    """A raw SELECT as its text, or with the values of ``${}`` and the variables behind FROM and JOIN beside it."""
    pieces: list[str | ast.Expr] = list(value.parts) if isinstance(value, ast.Template) else []
    if isinstance(value, ast.Literal) and isinstance(value.value, str):
        pieces = [value.value]
    texts, bound = parted(meaning, pieces)
    lists = [name for name in _sources("?".join(texts)) if meaning.holds_value(name)]
    if not bound and not lists:
        return meaning.expr(value)
    start, end = value.start, value.end
    rows = [(name, meaning.expr(ast.Name(start, end, name))) for name in lists]
    entries: list[tuple[str, ast.Expr]] = [
        ("parts", ast.ListLiteral(start, end, [ast.Literal(start, end, text) for text in texts])),
        ("values", ast.ListLiteral(start, end, bound)),
        ("rowsets", ast.ObjectLiteral(start, end, rows)),
    ]
    return ast.ObjectLiteral(start, end, entries)


def _sources(text: str) -> list[str]:
    found: list[str] = []
    for match in _SOURCE.finditer(text):
        found += [match[1], *_MORE.findall(match[2])]
    return list(dict.fromkeys(found))
