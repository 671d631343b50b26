"""Text to syntax tree: runs the lexer, the classifier, the table driver and the nester over one source.

Every mistake of a file is found in one pass and goes to ``Diagnostics``; the tree that comes back is whole as far as it
could be read. Pure: no files, no clock. Called by ``compiler.api`` and by tools that look at programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from compiler import ast, explain
from compiler._lalr import Driver, Stream
from compiler.build import BUILD, FLAT
from compiler.build_statements import BUILD_STATEMENTS
from compiler.classify import Classifier
from compiler.lexer import scan
from compiler.misbuilt import Misbuilt
from compiler.nest import Problems, nest
from compiler.recover import stand_in
from compiler.texts import Texts
from compiler.vocabulary import Vocabulary, vocabulary_of
from diagnostics.diagnostic import Diagnostics
from diagnostics.source import Source
from grammar.tables import load_tables
from grammar.tokens import NAMES, NUMBER_OF
from stdlib.catalog import Catalog

MAX_DEPTH = 200
"""Levels of an expression, brackets included."""

MAX_HOLES = 4
"""Levels of ``${}`` in texts inside ``${}``."""

_THEN = NUMBER_OF["THEN"]
_SIMPLE = re.compile(r"\s*([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)\s*", re.ASCII)
_NOT_SIMPLE = frozenset(["TRUE", "FALSE", "NULL", "NOT", "HEAR", "SELECT", "NEW"])


@cache
def _driver() -> Driver:
    return Driver(load_tables(), {**BUILD, **BUILD_STATEMENTS}, FLAT, len(NAMES), MAX_DEPTH, Misbuilt)


def parse(source: Source, catalog: Catalog, found: Diagnostics, *, neighbours: Iterable[str] = ()) -> ast.Module:
    """The tree of a source text. A text of blanks and comments gives an empty module.

    ``neighbours`` are texts of the same program: what their SUB and FUNCTION lines define can be used here.
    """
    return _Parser(source, vocabulary_of(catalog), found).module(neighbours)


def read(source: Source, catalog: Catalog, *, neighbours: Iterable[str] = ()) -> tuple[Stream, list[ast.Stmt]]:
    """The tokens of a text without syntax errors, and its statements before blocks are put together."""
    parser = _Parser(source, vocabulary_of(catalog), Diagnostics(source))
    stream, flat, _ = parser.statements(neighbours)
    return stream, flat


class _Enough(Exception):
    """No further error would be kept; what is left of the text is not read."""


class _Parser:
    """One parse: the source, what was found, and how deep texts are nested."""

    def __init__(self, source: Source, vocabulary: Vocabulary, found: Diagnostics) -> None:
        self.source = source
        self.text = source.text
        self.vocabulary = vocabulary
        self.found = found
        self.level = 0
        self.stand_ins: list[ast.Stmt] = []
        self.definitions: tuple[dict[str, dict[tuple[str, ...], Any]], set[str]] = ({}, set())

    def module(self, neighbours: Iterable[str]) -> ast.Module:
        _, flat, problems = self.statements(neighbours)
        body = nest(flat, problems, {id(node) for node in self.stand_ins})
        explain.report(self.found, problems, self.vocabulary)
        return ast.Module(0, len(self.text), body)

    def statements(self, neighbours: Iterable[str]) -> tuple[Stream, list[ast.Stmt], Problems]:
        """Tokens, statements as they follow each other, and what the classifier found wrong."""
        raw = scan(self.text, self.vocabulary)
        texts = Texts(self.text, self.hole, raw.problems)
        classifier = Classifier(raw, self.vocabulary, texts)
        for text in neighbours:
            classifier.learn(scan(text, self.vocabulary))
        self.definitions = classifier.definitions()
        stream = classifier.statements()
        try:
            flat = _driver().run(stream, "statement", lambda *error: self.on_error(stream, *error))
        except _Enough:
            flat = []
        return stream, _flatten(flat), classifier.problems

    def on_error(self, stream: Stream, first: int, at: int, state: int, deep: bool, problem: Misbuilt | None) -> object:
        """Report one finding for the statement, and give what may stand for it so that blocks still fit together."""
        if len(self.found) >= self.found.limit:
            if self.found.has_errors:
                raise _Enough
            return self.stand_in(stream, first, False)
        expected = _driver().expected(state)
        if problem is not None:
            explain.misbuilt(self.found, problem)
        else:
            explain.syntax(self.found, stream, first, at, expected, deep)
        return self.stand_in(stream, first, stream[at][0] == 0 and _THEN in expected)

    def stand_in(self, stream: Stream, first: int, lacks_then: bool) -> ast.Stmt | None:
        node = stand_in(stream, first, lacks_then)
        if node is not None:
            self.stand_ins.append(node)
        return node

    def hole(self, start: int, end: int) -> ast.Expr | None:
        """The expression between ``${`` and ``}``, or None when it does not read as one."""
        simple = _SIMPLE.fullmatch(self.text, start, end)
        if simple is not None and not self.definitions[0] and simple[1].upper() not in _NOT_SIMPLE:
            return _path(simple)
        if self.level >= MAX_HOLES:
            return None
        self.level += 1
        try:
            return self.inner(start, end)
        finally:
            self.level -= 1

    def inner(self, start: int, end: int) -> ast.Expr | None:
        raw = scan(self.text, self.vocabulary, start, end)
        problems: list[tuple[str, int, int, Any]] = []
        classifier = Classifier(raw, self.vocabulary, Texts(self.text, self.hole, problems))
        stream = classifier.expression(*self.definitions)
        if stream is None or raw.problems or problems:
            return None
        built = _driver().run(stream, "hole", lambda *error: None)
        return built[0] if len(built) == 1 and isinstance(built[0], ast.Expr) else None


def _flatten(built: list[Any]) -> list[ast.Stmt]:
    """Statements in order; one line may have given several."""
    flat: list[ast.Stmt] = []
    for statement in built:
        if isinstance(statement, list):
            flat.extend(statement)
        else:
            flat.append(statement)
    return flat


def _path(simple: re.Match[str]) -> ast.Expr:
    """``name.field.field`` without the machinery."""
    node: ast.Expr = ast.Name(simple.start(1), simple.end(1), simple[1])
    end = simple.end(1)
    for name in simple[2].split(".")[1:]:
        end += 1 + len(name)
        node = ast.Member(simple.start(1), end, node, name)
    return node
