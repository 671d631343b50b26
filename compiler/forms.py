"""Matches what an author wrote after a keyword with the forms the keyword is declared with.

Purely by shape: words, marks and places for values; what names mean is decided later by ``resolve``. All forms of the
phrase are tried; the one whose value types suit the literals best wins, among equals the one of whose listed words more
are written, then the first declared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from compiler import ast
from diagnostics.record import Record
from stdlib.api import FunctionDecl, KeywordDecl
from stdlib.catalog import Head
from stdlib.forms import Arg, Form, Literal, Optional, Part

Items = tuple[ast.Item, ...]


class Given(Record):
    """One argument as written: its expressions, and the word that stands with each (field name, ASC or DESC)."""

    arg: Arg
    values: tuple[ast.Expr, ...]
    words: tuple[str, ...] = ()


class Match(Record):
    """The declaration and form that fit, and the arguments in the order written."""

    decl: KeywordDecl | FunctionDecl
    form: Form
    given: tuple[Given, ...]


class Misfit(Record):
    """Why no form fits: the item at which the best form stopped (one past the last = the end), and what it wanted."""

    form: Form
    at: int
    wanted: Part | None


def _none(name: str) -> bool:
    return False


def match(head: Head, command: ast.Command, holds_value: Callable[[str], bool] = _none) -> Match | Misfit:
    """Find the form of ``head`` that fits the command's items; ``holds_value`` tells variables from bare words."""
    items = plain(command.items)
    best: Match | None = None
    best_cost = 0, 0
    misfit: Misfit | None = None
    for decl, form in head.entries:
        attempt = _Attempt(command.parenthesised, holds_value)
        given = attempt.fit(form.parts, items, ())
        if given is None:
            if misfit is None or attempt.farthest > misfit.at:
                misfit = Misfit(form, attempt.farthest, attempt.wanted)
            continue
        cost = sum(_strangeness(g, holds_value) for g in given), -sum(map(_listed, given))
        if best is None or cost < best_cost:
            best, best_cost = Match(decl, form, given), cost
    if best is not None:
        return best
    assert misfit is not None, "a head has at least one form"
    return misfit


def plain(items: Sequence[ast.Item]) -> Items:
    """Items with one word to a clause."""
    flat: list[ast.Item] = []
    for item in items:
        if item.kind == "clause" and " " in item.text:
            flat.extend(ast.Item(item.start, item.end, "clause", None, word) for word in item.text.split())
        else:
            flat.append(item)
    return tuple(flat)


class _Attempt:
    """One form against the items, with backtracking over optional parts; remembers how far it came."""

    __slots__ = ("commas_for_words", "farthest", "holds_value", "wanted")

    def __init__(self, commas_for_words: bool, holds_value: Callable[[str], bool]) -> None:
        self.commas_for_words = commas_for_words
        self.holds_value = holds_value
        self.farthest = -1
        self.wanted: Part | None = None

    def fit(
        self, parts: tuple[Part, ...], items: Items, given: tuple[Given, ...], at: int = 0
    ) -> tuple[Given, ...] | None:
        """Arguments if ``parts`` take all items from ``at``, else None."""
        if not parts:
            if at == len(items):
                return given
            self._stop(at, None)
            return None
        part, rest = parts[0], parts[1:]
        if isinstance(part, Optional):
            taken = self.fit(part.parts + rest, items, given, at)
            return taken if taken is not None else self.fit(rest, items, given, at)
        if isinstance(part, Literal):
            if at < len(items) and self._says(items[at], part):
                return self.fit(rest, items, given, at + 1)
            self._stop(at, part)
            return None
        return self._argument(part, rest, items, given, at)

    def _stop(self, at: int, wanted: Part | None) -> None:
        if at > self.farthest or (at == self.farthest and self.wanted is None):
            self.farthest, self.wanted = at, wanted

    def _says(self, item: ast.Item, part: Literal) -> bool:
        """True when the item is one of the words, or the mark, of the part."""
        if part.is_word:
            if item.kind == "comma":
                return self.commas_for_words
            return _word_of(item) in part.words
        return item.kind == _MARKS[part.words[0]]

    def _argument(
        self, arg: Arg, rest: tuple[Part, ...], items: Items, given: tuple[Given, ...], at: int
    ) -> tuple[Given, ...] | None:
        if arg.type == "flag":
            here = at < len(items) and _word_of(items[at]) in arg.words
            flag = Given(arg, (ast.Literal(items[at].start, items[at].end, True),)) if here else None
            return self.fit(rest, items, (*given, flag) if flag else given, at + here)
        if at >= len(items):
            self._stop(at, arg)
            return None
        if items[at].kind == "clause" and self.holds_value(items[at].text):
            items = _as_name(items, at)
        if rest and isinstance(rest[0], Literal) and rest[0].words == ("=",):
            items = _split_equals(items, at)
        read = _READERS.get(arg.type, _read_value)
        for found, end in read(arg, items, at):
            fitted = self.fit(rest, items, (*given, found), end)
            if fitted is not None:
                return fitted
        self._stop(at, arg)
        return None


_MARKS = {",": "comma", "=": "equals", ":": "colon", "*": "star"}

Reading = list[tuple[Given, int]]


def _word_of(item: ast.Item) -> str:
    """The word an item is, upper case; "" when it is a value."""
    if item.kind == "clause":
        return item.text
    if item.kind == "expr" and type(item.expr) is ast.Name:
        return item.expr.name.upper()
    return ""


def _as_name(items: Items, at: int) -> Items:
    """Items with the clause word at ``at`` as the variable of that name."""
    word = items[at]
    name = ast.Name(word.start, word.end, word.text)
    return (*items[:at], ast.Item(word.start, word.end, "expr", name), *items[at + 1 :])


def _read_value(arg: Arg, items: Items, at: int) -> Reading:
    """One value, or the longest to the shortest run of values with commas between."""
    runs: Reading = []
    values: tuple[ast.Expr, ...] = ()
    while at < len(items) and (expr := items[at].expr) is not None:
        values = (*values, expr)
        runs.append((Given(arg, values), at + 1))
        if not arg.variadic or at + 1 >= len(items) or items[at + 1].kind != "comma":
            break
        at += 2
    runs.reverse()
    return runs


def _read_word(arg: Arg, items: Items, at: int) -> Reading:
    item = items[at]
    if item.kind == "clause" and item.text in arg.words:
        return [(Given(arg, (ast.Literal(item.start, item.end, item.text),)), at + 1)]
    return _read_value(arg, items, at)


def _read_phrase(arg: Arg, items: Items, at: int) -> Reading:
    """Values standing next to each other up to the next mark or clause, the longest run first."""
    runs: Reading = []
    values: tuple[ast.Expr, ...] = ()
    while at < len(items) and (expr := items[at].expr) is not None:
        values = (*values, expr)
        at += 1
        runs.append((Given(arg, values), at))
    runs.reverse()
    return runs


def _read_name(arg: Arg, items: Items, at: int) -> Reading:
    expr = items[at].expr
    if isinstance(expr, (ast.Name, ast.Member, ast.Index)):
        return [(Given(arg, (expr,)), at + 1)]
    return []


def _read_assigns(arg: Arg, items: Items, at: int) -> Reading:
    """``a = 1, b = 2`` or ``a AS 1, b AS 2``, mixed as the author likes."""
    values: tuple[ast.Expr, ...] = ()
    words: tuple[str, ...] = ()
    runs: Reading = []
    while at < len(items):
        pieces = _split_equals(items, at)
        grown = len(pieces) - len(items)
        joint = pieces[at + 1].kind == "equals" or _word_of(pieces[at + 1]) == "AS" if at + 2 < len(pieces) else False
        value = pieces[at + 2].expr if joint else None
        field = _field_name(pieces[at].expr)
        if value is None or not field:
            break
        values, words = (*values, value), (*words, field)
        at += 3 - grown
        runs.append((Given(arg, values, words), at))
        if at >= len(items) or items[at].kind != "comma":
            break
        at += 1
    runs.reverse()
    return runs


def _read_order(arg: Arg, items: Items, at: int) -> Reading:
    """Fields, each with ASC or DESC behind it if the author says so."""
    values: tuple[ast.Expr, ...] = ()
    words: tuple[str, ...] = ()
    runs: Reading = []
    while at < len(items) and (expr := items[at].expr) is not None:
        at += 1
        word = _word_of(items[at]) if at < len(items) else ""
        at += word in ("ASC", "DESC")
        values, words = (*values, expr), (*words, word if word in ("ASC", "DESC") else "ASC")
        runs.append((Given(arg, values, words), at))
        if at >= len(items) or items[at].kind != "comma":
            break
        at += 1
    runs.reverse()
    return runs


_READERS = {
    "word": _read_word,
    "phrase": _read_phrase,
    "name": _read_name,
    "assigns": _read_assigns,
    "changes": _read_assigns,
    "order": _read_order,
}


def _field_name(expr: ast.Expr | None) -> str:
    """The field that the left side of an assignment in a clause names; "" when it is none."""
    if isinstance(expr, ast.Name):
        return expr.name
    if isinstance(expr, ast.Member):
        return expr.name
    if isinstance(expr, ast.Literal) and isinstance(expr.value, str):
        return expr.value
    return ""


def _split_equals(items: Items, at: int) -> Items:
    """Items with the comparison at ``at`` cut at its first ``=`` into left, equals and right."""
    expr = items[at].expr
    cut = split_at_equals(expr) if expr is not None else None
    if cut is None:
        return items
    left, right = cut
    middle = (
        ast.Item(left.start, left.end, "expr", left),
        ast.Item(left.end, right.start, "equals"),
        ast.Item(right.start, right.end, "expr", right),
    )
    return (*items[:at], *middle, *items[at + 1 :])


def split_at_equals(expr: ast.Expr) -> tuple[ast.Expr, ast.Expr] | None:
    """``a = b OR c`` as ``a`` and ``b OR c``; None when there is no ``=`` at the left edge."""
    spine: list[ast.Expr] = [expr]
    while (below := _leftmost(spine[-1])) is not None:
        spine.append(below)
    while spine and not (isinstance(spine[-1], ast.Binary) and spine[-1].op == "="):
        spine.pop()
    if not spine:
        return None
    equals = spine.pop()
    assert isinstance(equals, ast.Binary)
    right = equals.right
    for node in reversed(spine):
        parts: dict[str, Any] = {field: getattr(node, field) for field in type(node).__match_args__}
        right = type(node)(**{**parts, "start": right.start, _EDGE[type(node)]: right})
    return equals.left, right


_EDGE: dict[type, str] = {
    ast.Binary: "left",
    ast.Conditional: "condition",
    ast.IsNull: "operand",
    ast.Between: "operand",
}


def _leftmost(expr: ast.Expr) -> ast.Expr | None:
    """The operand at the left edge of an infix expression."""
    edge = _EDGE.get(type(expr))
    return None if edge is None else getattr(expr, edge)


_NUMERIC = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$")
_SUITS: dict[str, tuple[str, ...]] = {
    "table": ("text",),
    "number": ("number",),
    "int": ("number",),
    "bool": ("bool", "number"),
    "text": ("text", "number", "bool"),
    "filter": ("text", "number"),
    "date": ("text",),
    "list": ("list",),
    "rows": ("list", "text"),
    "object": ("object",),
}


def literal_kind(expr: ast.Expr) -> str:
    """``text``, ``number``, ``bool``, ``list`` or ``object`` of a literal; "" for everything else and null."""
    if isinstance(expr, ast.Literal):
        if isinstance(expr.value, str):
            return "number" if _NUMERIC.match(expr.value) else "text"
        if isinstance(expr.value, bool):
            return "bool"
        return "" if expr.value is None else "number"
    if isinstance(expr, ast.Template):
        return "text"
    if isinstance(expr, ast.ListLiteral):
        return "list"
    return "object" if isinstance(expr, ast.ObjectLiteral) else ""


def suits(arg: Arg, expr: ast.Expr) -> bool:
    """False when a literal is of a kind that the argument does not take, or a word is none of those the form lists."""
    if arg.type == "word" and arg.words:
        word = expr.value if isinstance(expr, ast.Literal) else expr.name if isinstance(expr, ast.Name) else ""
        return not isinstance(word, str) or not word or word.upper() in arg.words
    kinds = _SUITS.get(arg.type)
    kind = literal_kind(expr)
    return kinds is None or not kind or kind in kinds


_BARE = frozenset(("word", "phrase", "table", "order", "name", "assigns", "changes", "where", "flag", "query"))
"""Types for which a bare word is nothing strange."""


def _strangeness(given: Given, holds_value: Callable[[str], bool]) -> int:
    """How many values do not look like what the argument takes."""
    bare = given.arg.type in _BARE
    return sum(
        not suits(given.arg, value) or (not bare and type(value) is ast.Name and not holds_value(value.name))
        for value in given.values
    )


def _listed(given: Given) -> int:
    """How many values are written as words that the form lists."""
    if given.arg.type != "word" or not given.arg.words:
        return 0
    written = (v.value if isinstance(v, ast.Literal) else v.name if type(v) is ast.Name else "" for v in given.values)
    return sum(isinstance(word, str) and word.upper() in given.arg.words for word in written)


_TYPES = re.compile(r":[a-z]+(\([A-Z0-9_|]+\))?")
_WORDS = re.compile(r"([a-z][a-z0-9_]*):(?:word|flag)\(([A-Z0-9_|]+)\)")


def spelled(form: Form) -> str:
    """The form as an author would write it, without types."""
    return _TYPES.sub("", _WORDS.sub(lambda m: m[2], form.text))
