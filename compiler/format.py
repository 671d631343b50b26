"""One style for scripts: indents blocks, writes keywords in capitals, spaces operators, and keeps every comment.

Lines stay where the author broke them, texts and raw blocks stay as they are. What comes out is read again: when a
token or a comment differs, nothing is given. Pure; called by ``gbc fmt`` and by editors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from compiler import ast
from compiler._lalr import Stream
from compiler.lexer import scan
from compiler.nest import closed_events
from compiler.parse import parse, read
from compiler.vocabulary import vocabulary_of
from diagnostics.diagnostic import Diagnostics
from diagnostics.record import Record
from diagnostics.source import Source
from grammar.tokens import NAMES
from stdlib.catalog import Catalog

INDENT = "  "

_AS_WRITTEN = frozenset(("NAME", "STRING", "FIELD", "KEY", "WITHKEY", "LEAF", "BODY", "COMMENT", "OTHER"))
"""Kinds whose letters are the author's."""

_OPENING = frozenset(("LPAR", "LCALL", "LIDX", "LLIST", "LOBJ"))
_CLOSING = frozenset(("RPAR", "RCALL", "RIDX", "RLIST", "ROBJ"))
_NONE_BEFORE = _CLOSING | {"COMMA", "ARGCOMMA", "LCALL", "LIDX", "ARM", "ITEMCOLON", "XEND"}
_NONE_AFTER = _OPENING | {"DOT", "NEG"}
_HEAD = re.compile(
    r"(BEGIN|END)\s+[A-Z]+(\s+PROMPT)?|ON\s+ERROR\s+(RESUME\s+NEXT|GOTO)|(EXIT|CONTINUE)\s+[A-Z]+|[A-Z]+", re.IGNORECASE
)
"""The words that begin a statement which is one token."""

_PLACES = re.compile(r"\b(start|end|head_end)=\d+(, )?")


class Changed(Exception):
    """The formatted text would not say the same; a mistake of the formatter, never of the author."""


class _Piece(Record):
    """A token, a comment or a raw block; ``breaks`` counts the line ends before it, ``joined`` is true when the author
    wrote ``_`` at the last of them, ``close`` when nothing stood between it and the piece before."""

    kind: str
    text: str
    start: int
    end: int
    breaks: int
    joined: bool
    close: bool


def format_text(
    text: str, path: str, catalog: Catalog, found: Diagnostics, neighbours: Iterable[str] = ()
) -> str | None:
    """The script in the one style; None with syntax errors, which are in ``found``. Raises Changed."""
    around = tuple(neighbours)
    source = Source(text, path)
    parse(source, catalog, found, neighbours=around)
    if found.has_errors:
        return None
    stream, flat = read(source, catalog, neighbours=around)
    pieces = list(_pieces(source.text, stream, catalog))
    written = "".join(_lines(pieces, _Levels(flat), _extents(stream)))
    again = Source(written, path)
    if _meaning(again, catalog, around) != _meaning(source, catalog, around):
        raise Changed(f"{path} cannot be formatted without changing it")
    return written


def _meaning(source: Source, catalog: Catalog, around: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every token and comment, without its place."""
    stream, _ = read(source, catalog, neighbours=around)
    tokens = [(NAMES[kind], _value(value)) for kind, _, _, value in _tokens(stream)]
    comments = [("COMMENT", piece.text) for piece in _pieces(source.text, stream, catalog) if piece.kind == "COMMENT"]
    return tokens + comments


def _tokens(stream: Stream) -> Iterator[tuple[int, int, int, Any]]:
    for number in range(len(stream)):
        yield stream[number]


def _value(value: Any) -> str:
    """What a token says; the middle one of a command's three is a place."""
    if isinstance(value, tuple) and len(value) == 3:
        value = value[::2]
    return _PLACES.sub("", repr(value))


def _pieces(text: str, stream: Stream, catalog: Catalog) -> Iterator[_Piece]:
    """The text in pieces, in order; blanks and line ends are told by the piece after them."""
    raw = scan(text, vocabulary_of(catalog), keep=True)
    told = {start: (NAMES[kind], end, value) for kind, start, end, value in _tokens(stream) if end > start}
    spans = sorted(
        [(start, end, True) for start, end in raw.trivia]
        + [(start, end, text[start:end].strip() == "") for _, start, end in raw.spans() if end > start]
    )
    breaks, joined, at, last = 0, False, 0, 0
    trivia = set(raw.trivia)
    for start, end, blank in spans:
        if start < at:
            continue
        inside = text[start:end]
        kind, upto, value = told.get(start, ("OTHER", end, None))
        if (start, end) in trivia and inside.strip() and not inside.startswith("_"):
            kind, upto = "COMMENT", end
        elif blank or (start, end) in trivia:
            breaks += _line_ends(inside)
            joined = "_" in inside or (joined and "\n" not in inside)
            continue
        if kind == "LEAF" and isinstance(value, ast.TextBlock) and text[start : start + 5].upper() != "BEGIN":
            kind = "BODY"
        if kind == "XCMD" and tuple(str(value[0]).upper().split()) not in catalog.heads:
            kind = "NAME"
        yield _Piece(kind, _spelled(kind, text[start:upto], value), start, upto, breaks, joined, start == last)
        at = last = upto
        breaks, joined = 0, False


def _line_ends(blank: str) -> int:
    return blank.replace("\r\n", "\n").replace("\r", "\n").count("\n")


def _spelled(kind: str, text: str, value: Any) -> str:
    """A piece in the one spelling."""
    if kind == "COMMENT":
        return text.rstrip()
    if kind == "KEY":
        return re.sub(r"\s*:$", ":", text)
    if kind == "LEAF":
        return _leaf(text, value)
    if kind == "NAME":
        return " ".join(text.split())
    if kind in _AS_WRITTEN or "\n" in text or "'" in text:
        return text
    if kind == "SUB":
        return _sub(text)
    if kind == "NUMBER":
        return text.lower() if text.isalpha() else text
    return " ".join(text.upper().split())


def _leaf(text: str, value: Any) -> str:
    """A statement that is one token: its first word is respelled, and blanks outside of texts where it is one line."""
    if isinstance(value, ast.Label):
        return text
    head = _HEAD.match(text)
    if head is not None:
        text = " ".join(head[0].upper().split()) + text[head.end() :]
    if "\n" in text:
        return text
    return re.sub(r'("[^"]*")|[ \t]+', lambda found: found[1] or " ", text)


def _sub(text: str) -> str:
    """SUB or FUNCTION with its name and what it takes."""
    head, *name = text.split()
    written = " ".join([head.upper(), *name])
    if '"' in written:
        return written
    return re.sub(r"\s*([(),])\s*", lambda found: ", " if found[1] == "," else found[1], written)


class _Levels:
    """How deep a line stands, told by the statements before it."""

    def __init__(self, flat: list[ast.Stmt]) -> None:
        self._flat = flat
        self._closed = closed_events(flat)
        self._at = 0
        self._open: list[int] = []
        self._kinds: list[str] = []

    def line(self, start: int, end: int) -> int:
        """The level of the line of statements that begins at ``start``; lines are asked in order."""
        while self._at < len(self._flat) and self._flat[self._at].start < start:
            self._take(self._flat[self._at])
            self._at += 1
        first = self._flat[self._at] if self._at < len(self._flat) else None
        if first is not None and first.start <= end:
            if isinstance(first, ast.Closer) and first.kind != "INLINE" and self._open:
                return sum(self._open[:-1])
            if isinstance(first, ast.Middle) and first.kind in ("TIMEOUT", "ON TIMEOUT"):
                return sum(self._open) + 1
            if isinstance(first, ast.Middle) and first.kind != "FIELD" and self._open:
                return sum(self._open[:-1]) + (first.kind in ("CASE", "DEFAULT"))
        return sum(self._open)

    def _take(self, statement: ast.Stmt) -> None:
        if isinstance(statement, ast.Opener):
            if statement.kind != "ON" or (id(statement) in self._closed and statement.data[2] is None):
                one_line = statement.kind == "IF" and bool(statement.data[2])
                self._open.append(0 if one_line else 1)
        elif isinstance(statement, ast.Closer):
            if self._open:
                self._open.pop()
        elif isinstance(statement, ast.Middle) and statement.kind in ("CASE", "DEFAULT") and self._open:
            self._open[-1] = 2


def _extents(stream: Stream) -> list[tuple[int, int]]:
    """Where each statement begins and ends."""
    found: list[tuple[int, int]] = []
    first = last = -1
    for kind, start, end, _ in _tokens(stream):
        if kind == 0:
            if first >= 0:
                found.append((first, last))
            first = -1
        elif end > start:
            first, last = (start if first < 0 else first), end
    return found


def _lines(pieces: list[_Piece], levels: _Levels, extents: list[tuple[int, int]]) -> Iterator[str]:
    """The text, piece after piece with what stands before each."""
    level = at = hang = 0
    brackets: list[int] = []
    for number, piece in enumerate(pieces):
        before = pieces[number - 1] if number else None
        while at < len(extents) and extents[at][1] <= piece.start:
            at += 1
        inside = at < len(extents) and extents[at][0] < piece.start
        if before is None or piece.breaks:
            if not inside:
                level = levels.line(piece.start, _line_end(pieces, number))
                brackets.clear()
            hang = _hang(piece, inside, brackets)
            yield _break(piece, before, inside)
            if piece.kind != "BODY":
                yield INDENT * (level + hang)
        else:
            yield _gap(before, piece)
        if piece.kind in _OPENING:
            brackets.append(hang)
        elif piece.kind in _CLOSING and brackets:
            brackets.pop()
        yield _reindented(piece, level)
    if pieces:
        yield "\n"


def _line_end(pieces: list[_Piece], number: int) -> int:
    """Where the line ends that begins with piece ``number``; a comment alone has no statement."""
    if pieces[number].kind == "COMMENT":
        return -1
    at = number
    while at + 1 < len(pieces) and not pieces[at + 1].breaks:
        at += 1
    return pieces[at].start


def _break(piece: _Piece, before: _Piece | None, inside: bool) -> str:
    if before is None:
        return ""
    if inside:
        return " _\n" if piece.joined else "\n"
    return "\n\n" if piece.breaks > 1 else "\n"


def _hang(piece: _Piece, inside: bool, brackets: list[int]) -> int:
    """Levels that a line which goes on stands deeper than its statement: one more than the line that opened the bracket
    it is in, as deep as that line when it closes the bracket."""
    if not inside:
        return 0
    if not brackets:
        return 1
    return brackets[-1] if piece.kind in _CLOSING else brackets[-1] + 1


def _reindented(piece: _Piece, level: int) -> str:
    """A block of several lines: the lines of a table stand one deeper, the last line of every block like the first."""
    if piece.kind not in ("LEAF", "BODY") or "\n" not in piece.text:
        return piece.text
    head, *inner, last = piece.text.replace("\r\n", "\n").split("\n")
    if piece.kind == "LEAF" and head.upper().startswith("TABLE"):
        inner = [INDENT * (level + 1) + line.strip() if line.strip() else "" for line in inner]
        head = head.rstrip()
    if re.fullmatch(r"\s*END(\s+[A-Z]+)*\s*", last, re.IGNORECASE):
        last = INDENT * level + " ".join(last.upper().split())
    return "\n".join([head, *inner, last])


def _gap(before: _Piece, piece: _Piece) -> str:
    """What stands between two pieces of one line."""
    if piece.kind == "COMMENT":
        return "  "
    if piece.kind == "DOT":
        return "" if before.kind not in ("XCMD", "CLAUSE", "ARGCOMMA", "ASSIGN") else " "
    if piece.kind in _NONE_BEFORE or before.kind in _NONE_AFTER:
        return ""
    if piece.kind == "OTHER" or before.kind == "OTHER":
        return _gap_of_others(before, piece)
    if piece.kind == "LPAR" and before.kind in ("XCMD", "NAME", "FIELD"):
        return "" if piece.close else " "
    return " "


def _gap_of_others(before: _Piece, piece: _Piece) -> str:
    """Signs that the grammar does not see: what parts statements, and what is left out of commands."""
    if piece.text == ":" or before.text == ":":
        return " "
    if piece.text in (",", ";", ")", "]") or before.text in ("(", "["):
        return ""
    if before.text in (",", ";"):
        return " "
    return "" if piece.close else " "
