"""Turns the clauses of a keyword into values: conditions, assignments, orders, filters, bare words.

A condition becomes a tree with columns by name and BASIC values bound by number, never text, so nothing an author or
a user wrote can become part of a query. Called by ``resolve`` with the function that gives names their meaning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Protocol

from compiler import ast, table_clauses
from compiler.forms import Given


class Meaning(Protocol):
    """What clauses need of the resolver."""

    def expr(self, node: ast.Expr) -> ast.Expr:
        """The bound expression."""

    def holds_value(self, name: str) -> bool:
        """True when ``name`` is a variable that the program gives a value."""

    def is_callable(self, name: str) -> bool:
        """True when ``name(...)`` means something."""

    def is_pure(self, name: str) -> bool:
        """True when ``name`` is a function of the language that gives the same for the same values."""

    def text_of(self, start: int, end: int) -> str:
        """The source text of a range."""


def argument(meaning: Meaning, given: Given) -> ast.Expr:
    """The value passed for one argument of a form."""
    kind = given.arg.type
    make = _MAKERS.get(kind)
    if make is not None:
        return make(meaning, given)
    convert = _CONVERTERS.get(kind, _plain)
    values = [convert(meaning, given, value) for value in given.values]
    return _list(values) if given.arg.variadic else values[0]


def _list(values: list[ast.Expr]) -> ast.Expr:
    return ast.ListLiteral(values[0].start, values[-1].end, values)


def _text(at: ast.Node, value: str) -> ast.Literal:
    return ast.Literal(at.start, at.end, value)


def _object(at: ast.Node, **entries: ast.Expr) -> ast.Expr:
    return ast.ObjectLiteral(at.start, at.end, list(entries.items()))


# ---------------------------------------------------------------- one value


def _plain(meaning: Meaning, given: Given, value: ast.Expr) -> ast.Expr:
    return meaning.expr(value)


def _word(meaning: Meaning, given: Given, value: ast.Expr) -> ast.Expr:
    """A word the form lists, in capitals; another bare name that is no variable, as written."""
    if isinstance(value, ast.Name) and not meaning.holds_value(value.name):
        upper = value.name.upper()
        return _text(value, upper if upper in given.arg.words else value.name)
    return meaning.expr(value)


def _table(meaning: Meaning, given: Given, value: ast.Expr) -> ast.Expr:
    """``customers`` or ``conn.Customers`` without quotes is the table's name."""
    root = value
    while isinstance(root, ast.Member):
        root = root.object
    if isinstance(root, ast.Name) and not meaning.holds_value(root.name):
        return _text(value, _dotted(value))
    return meaning.expr(value)


def _named(meaning: Meaning, given: Given, value: ast.Expr) -> ast.Expr:
    """A value and its name. Text that may hold ``column=value`` pairs comes as its parts, so values stay values."""
    name = value.name if isinstance(value, (ast.Name, ast.Member)) else ""
    pieces = _pieces(value) or []
    if any(isinstance(piece, str) and "=" in piece for piece in pieces):
        return _filter(meaning, given, value)
    entries = {"name": _text(value, name), "value": meaning.expr(value)}
    if isinstance(value, ast.Literal) and isinstance(value.value, str) and "=" in value.value:
        entries["written"] = ast.Literal(value.start, value.end, True)
    return _object(value, **entries)


def _filter(meaning: Meaning, given: Given, value: ast.Expr) -> ast.Expr:
    """Text with ``${}`` or built with ``+`` as its fixed parts and the values between them."""
    pieces = _pieces(value)
    if pieces is None:
        return meaning.expr(value)
    parts, values = table_clauses.parted(meaning, pieces)
    if not values:
        return _text(value, parts[0])
    texts: list[ast.Expr] = [_text(value, part) for part in parts]
    return _object(value, parts=_list(texts), values=_list(values))


def _pieces(value: ast.Expr) -> list[str | ast.Expr] | None:
    """Texts and values of a template or a chain of ``+`` that holds text; None for any other expression."""
    if isinstance(value, ast.Template):
        return list(value.parts)
    if not isinstance(value, ast.Binary) or value.op not in ("+", "&"):
        return None
    terms: list[ast.Expr] = []
    node: ast.Expr = value
    while isinstance(node, ast.Binary) and node.op in ("+", "&"):
        terms.append(node.right)
        node = node.left
    terms.append(node)
    terms.reverse()
    first = next((n for n, term in enumerate(terms) if _is_text(term)), None)
    if first is None:
        return None
    pieces: list[str | ast.Expr] = [_sum(terms[:first])] if first else []
    for term in terms[first:]:
        if isinstance(term, ast.Literal) and isinstance(term.value, str):
            pieces.append(term.value)
        elif isinstance(term, ast.Template):
            pieces.extend(term.parts)
        else:
            pieces.append(term)
    return pieces


def _sum(terms: list[ast.Expr]) -> ast.Expr:
    total = terms[0]
    for term in terms[1:]:
        total = ast.Binary(total.start, term.end, "+", total, term)
    return total


def _is_text(node: ast.Expr) -> bool:
    return isinstance(node, ast.Template) or (isinstance(node, ast.Literal) and isinstance(node.value, str))


# ---------------------------------------------------------------- several values


def _phrase(meaning: Meaning, given: Given) -> ast.Expr:
    """Bare words up to the next clause, as written; a single value as itself."""
    values = given.values
    if len(values) == 1:
        value = values[0]
        callee = value.callee if isinstance(value, ast.Call) else None
        if isinstance(callee, ast.Name) and not meaning.is_callable(callee.name):
            return _text(value, meaning.text_of(value.start, value.end))
        return _word(meaning, given, value)
    if all(isinstance(value, (ast.Name, ast.Literal)) for value in values):
        text = meaning.text_of(values[0].start, values[-1].end)
        return ast.Literal(values[0].start, values[-1].end, re.sub(r'\s+|"', " ", text).strip())
    parts: list[str | ast.Expr] = []
    for value in values:
        parts += ([" "] if parts else []) + [meaning.expr(value)]
    return ast.Template(values[0].start, values[-1].end, parts)


def _assigns(meaning: Meaning, given: Given) -> ast.Expr:
    values = given.values
    entries = [(word, meaning.expr(value)) for word, value in zip(given.words, values, strict=True)]
    return ast.ObjectLiteral(values[0].start, values[-1].end, entries)


def _order(meaning: Meaning, given: Given) -> ast.Expr:
    fields: list[ast.Expr] = []
    for value, word in zip(given.values, given.words, strict=True):
        down = ast.Literal(value.start, value.end, word == "DESC")
        name = _dotted(value)
        fields.append(_object(value, field=_text(value, name) if name else meaning.expr(value), descending=down))
    return _list(fields)


def _where(meaning: Meaning, given: Given) -> ast.Expr:
    condition = given.values[0]
    query = _Condition(meaning)
    tree = _text(condition, json.dumps(query.tree(condition), ensure_ascii=False))
    values = ast.ListLiteral(condition.start, condition.end, query.values)
    return _object(condition, tree=tree, values=values)


_CONVERTERS: dict[str, Callable[[Meaning, Given, ast.Expr], ast.Expr]] = {
    "word": _word,
    "table": _table,
    "named": _named,
    "filter": _filter,
    "query": table_clauses.query,
}
_MAKERS: dict[str, Callable[[Meaning, Given], ast.Expr]] = {
    "phrase": _phrase,
    "assigns": _assigns,
    "changes": table_clauses.changes,
    "order": _order,
    "where": _where,
    "flag": lambda meaning, given: given.values[0],
}

_OPERATORS = {"LIKE": "like", "CONTAINS": "contains", "STARTS": "starts", "ENDS": "ends", "IN": "in"}
_COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")


class _Condition:
    """Builds the tree of one WHERE and the list of values bound in it.

    Nodes: ``["and", l, r]``, ``["or", l, r]``, ``["not", x]``, ``["cmp", operator, l, r]`` with operators
    ``= <> < <= > >= like contains starts ends in`` and operands ``{"col": name}`` or ``{"v": number}``.
    """

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning
        self.values: list[ast.Expr] = []

    def tree(self, node: ast.Expr) -> list[Any]:
        """The tree of a condition."""
        if isinstance(node, ast.Binary):
            if node.op in ("AND", "OR"):
                return self.chain(node)
            if node.op in _COMPARISONS or node.op in _OPERATORS:
                compared = ["cmp", _OPERATORS.get(node.op, node.op), self.column(node.left), self.bind(node.right)]
                return ["not", compared] if node.negated else compared
        if isinstance(node, ast.Unary) and node.op == "NOT":
            return ["not", self.tree(node.operand)]
        if isinstance(node, ast.IsNull):
            null = ast.Literal(node.end, node.end, None)
            return ["cmp", "<>" if node.negated else "=", self.column(node.operand), self.bind(null)]
        if isinstance(node, ast.Between):
            column = self.column(node.operand)
            inside = ["and", ["cmp", ">=", column, self.bind(node.low)], ["cmp", "<=", column, self.bind(node.high)]]
            return ["not", inside] if node.negated else inside
        return ["cmp", "=", self.column(node), self.bind(ast.Literal(node.start, node.end, True))]

    def chain(self, node: ast.Binary) -> list[Any]:
        """A run of the same AND or OR as a tree of even depth, however long it is."""
        terms = [node.right]
        left = node.left
        while isinstance(left, ast.Binary) and left.op == node.op:
            terms.append(left.right)
            left = left.left
        terms.append(left)
        trees = [self.tree(term) for term in reversed(terms)]
        while len(trees) > 1:
            pairs = zip(trees[::2], trees[1::2], strict=False)
            trees = [[node.op.lower(), a, b] for a, b in pairs] + trees[len(trees) & ~1 :]
        return trees[0]

    def column(self, node: ast.Expr) -> dict[str, Any]:
        """The left side of a comparison: a column when it is a name, quoted or not."""
        if isinstance(node, (ast.Name, ast.Member)) and _dotted(node):
            return {"col": _dotted(node)}
        if isinstance(node, ast.Literal) and isinstance(node.value, str) and node.value.isidentifier():
            return {"col": node.value}
        return self.bind(node)

    def bind(self, node: ast.Expr) -> dict[str, Any]:
        """A value of the program, by its number."""
        self.values.append(self.meaning.expr(node))
        return {"v": len(self.values) - 1}


def _dotted(node: ast.Expr) -> str:
    """``a.b.c`` of plain names, else ""."""
    if isinstance(node, ast.Name):
        return node.name
    if isinstance(node, ast.Member):
        before = _dotted(node.object)
        return f"{before}.{node.name}" if before else ""
    return ""
