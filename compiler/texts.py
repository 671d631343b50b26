"""Texts as the author wrote them to values: escapes, and ``${expression}`` to the parts of a Template.

Called by ``classify`` for every quoted text and text block. An expression that does not read stays as it stands and is
reported with a warning. It must not look at anything outside the text it is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from os.path import commonprefix

from compiler import ast
from compiler.lexer import holes

ParseHole = Callable[[int, int], "ast.Expr | None"]

_ESCAPE = re.compile(r'\\u([0-9a-fA-F]{4})|\\([ntr\\"\'])|""')
_SINGLE_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\([ntr\\\"'])")
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"', "'": "'"}
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


def unescape(text: str, double: bool) -> str:
    r"""Replace ``\n \t \r \\ \" \' \uXXXX``, and ``""`` in double quotes; an unknown escape stays as it is."""
    halves = "\\u" in text
    text = (_ESCAPE if double else _SINGLE_ESCAPE).sub(_one, text)
    return _SURROGATES.sub(_join, text) if halves else text


def _one(match: re.Match[str]) -> str:
    if match[0] == '""':
        return '"'
    return chr(int(match[1], 16)) if match[1] else _PLAIN[match[2]]


def _join(match: re.Match[str]) -> str:
    """Two halves of a code point become one; a half alone becomes the replacement character."""
    if len(match[0]) == 1:
        return "\ufffd"
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _indentation(body: str) -> str:
    """The blanks that every line with something in it begins with."""
    lines = [line for line in body.splitlines() if line.strip()]
    blanks = [line[: len(line) - len(line.lstrip(" \t"))] for line in lines]
    return commonprefix(blanks)  # noqa: RUF071  (these are no paths)


def _lines(piece: str, indent: str) -> str:
    return piece.replace("\r\n", "\n").replace("\r", "\n").replace("\n" + indent, "\n")


class Texts:
    """Reads the texts of one source. ``problems`` receives ``("hole", start, end, None)``."""

    def __init__(self, text: str, parse_hole: ParseHole, problems: list[tuple[str, int, int, object]]) -> None:
        self.text = text
        self.parse_hole = parse_hole
        self.problems = problems

    def plain(self, start: int, end: int, double: bool) -> str:
        """The text between the quotes at ``start`` and ``end``, with ``${`` left as it is."""
        return unescape(self.text[start + 1 : end - 1], double)

    def string(self, start: int, end: int, double: bool, has_hole: bool) -> ast.Expr:
        """A quoted text, quotes included in the range."""
        if not has_hole:
            return ast.Literal(start, end, self.plain(start, end, double))
        parts = self._parts(start + 1, end - 1, double, lambda piece: unescape(piece, double))
        return _template(start, end, parts)

    def block(self, start: int, end: int) -> ast.Template:
        """A text block: layout kept, without the shared indentation and the line end before the END line."""
        while end > start and self.text[end - 1] in " \t":
            end -= 1
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        indent = _indentation(self.text[start:end])
        first = start + len(indent) * self.text.startswith(indent, start)  # which may be an empty line
        parts = self._parts(first, end, False, lambda piece: _lines(piece, indent))
        return ast.Template(start, end, parts)

    def raw(self, start: int, end: int) -> ast.Template:
        """Text without quotes, such as a raw SELECT."""
        return ast.Template(start, end, self._parts(start, end, False, lambda piece: piece))

    def address(self, start: int, end: int) -> ast.Expr:
        """Text without quotes that is seldom more than text, such as a mail address or columns."""
        return _template(start, end, self._parts(start, end, False, lambda piece: piece))

    def _parts(self, start: int, end: int, quoted: bool, clean: Callable[[str], str]) -> list[str | ast.Expr]:
        parts: list[str | ast.Expr] = []
        at = start
        for begin, stop in holes(self.text, start, end, quoted):
            value = self.parse_hole(begin + 2, stop - 1)
            if value is None:
                if not self.text.startswith("${{", begin):
                    self.problems.append(("hole", begin, stop, None))
                continue
            if begin > at:
                parts.append(clean(self.text[at:begin]))
            parts.append(value)
            at = stop
        if at < end:
            parts.append(clean(self.text[at:end]))
        return parts


def _template(start: int, end: int, parts: list[str | ast.Expr]) -> ast.Expr:
    if len(parts) == 1 and isinstance(parts[0], str):
        return ast.Literal(start, end, parts[0])
    return ast.Template(start, end, parts)
