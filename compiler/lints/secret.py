"""Passwords and keys written into the program, where everybody who can read it finds them."""

from __future__ import annotations

import re

from compiler import ast
from compiler.bound import Ref, Request
from compiler.resolve import Bound
from compiler.walk import Nodes
from diagnostics.diagnostic import Diagnostics

_KEYS = re.compile(
    r"^(sk-[A-Za-z0-9_-]{20,}|ghp_[A-Za-z0-9]{36}|xox[abpr]-[A-Za-z0-9-]{10,}|AKIA[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{35}"
    r"|Bearer\s+[A-Za-z0-9._~+/-]{20,}=*|eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*)$"
)
_NAMES = re.compile(r"(password|passwd|secret|api_?key|access_?token|auth_?token|private_?key)$", re.IGNORECASE)
_HARMLESS = re.compile(r"^$|[{<*]|\s|^(x+|your.*|change.?me|example.*|test|secret|password|none|null)$", re.IGNORECASE)


def secret(bound: Bound, nodes: Nodes, found: Diagnostics) -> None:
    """GB4006 for texts that look like keys, and for texts given to a variable or field named like a secret."""
    for literal in nodes.of(ast.Literal):
        if isinstance(literal.value, str) and len(literal.value) >= 14 and _KEYS.match(literal.value):
            _report(literal, found)
    for assign in nodes.of(ast.Assign):
        if _NAMES.search(_name(assign.target)):
            _value(assign.value, found)
    for made in nodes.of(ast.ObjectLiteral):
        for name, value in made.entries:
            if _NAMES.search(name):
                _value(value, found)
    for request in nodes.of(Request):
        _header(request, found)


def _name(target: ast.Expr) -> str:
    return target.name if isinstance(target, (Ref, ast.Member)) else ""


def _header(node: Request, found: Diagnostics) -> None:
    """``SET HEADER "X-Api-Key", "..."``."""
    given = dict(node.arguments)
    name = given.get("name")
    if node.keyword != "SET HEADER" or not isinstance(name, ast.Literal) or "value" not in given:
        return
    if _NAMES.search(str(name.value).replace("-", "_")):
        _value(given["value"], found)


def _value(node: ast.Expr, found: Diagnostics) -> None:
    text = node.value if isinstance(node, ast.Literal) and isinstance(node.value, str) else ""
    if len(text) >= 6 and not _HARMLESS.search(text):
        _report(node, found)


def _report(node: ast.Expr, found: Diagnostics) -> None:
    found.add(
        "GB4006",
        "this looks like a password or key",
        node.start,
        node.end,
        hint="keep it in the bot's configuration and read it with GET CONFIG",
    )
