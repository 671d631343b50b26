"""Cuts the text of a filter into tokens; each knows its place, so an unquoted value can be taken as it was written.

A bound value stands in the text as one NUL character; NULs of the author's are replaced first. One pass, no patterns
that can backtrack. Called by ``conditions`` only.
"""

from __future__ import annotations

from dataclasses import dataclass

from stdlib.functions.arguments import wrong
from stdlib.functions.condition_tree import Bound

MARK = "\0"
_OPERATORS = ("<=", ">=", "<>", "!=", "==", "=", "<", ">")
_SPELLED = {"&&": "AND", "||": "OR"}
_PUNCTUATION = {"(": "open", ")": "close", ",": "comma"}
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Token:
    """``kind``: word, number, text, name (quoted column), bound, op, open, close, comma or end; ``parts`` of a text."""

    kind: str
    text: str
    start: int
    end: int
    parts: tuple[str | Bound, ...] = ()


def bind_marks(text: str, first: int) -> tuple[str | Bound, ...]:
    """Contents of a stretch of the text whose first mark is value number ``first``."""
    found: list[str | Bound] = []
    for at, piece in enumerate(text.split(MARK)):
        if at:
            found.append(Bound(first + at - 1))
        if piece:
            found.append(piece)
    return tuple(found)


def read_tokens(source: str) -> list[Token]:
    """All tokens and an end token; GB6004 for a quote that is never closed."""
    found: list[Token] = []
    at = 0
    marks = 0
    while at < len(source):
        if source[at].isspace():
            at += 1
            continue
        token = _token(source, at, marks, found[-1].kind if found else "")
        marks += source.count(MARK, at, token.end)
        found.append(token)
        at = token.end
    return [*found, Token("end", "", len(source), len(source))]


def _token(source: str, at: int, marks: int, before: str) -> Token:
    char = source[at]
    if char == MARK:
        return Token("bound", "", at, at + 1, (Bound(marks),))
    if char in _PUNCTUATION:
        return Token(_PUNCTUATION[char], char, at, at + 1)
    if char in "'\"":
        return _quoted(source, at, char, marks)
    if char == "`" or (char == "[" and "]" in source[at:]):
        end = source.find("]" if char == "[" else "`", at + 1)
        if end > 0:
            return Token("name", source[at + 1 : end], at, end + 1)
    if source[at : at + 2] in _SPELLED:
        return Token("word", _SPELLED[source[at : at + 2]], at, at + 2)
    for operator in _OPERATORS:
        if source.startswith(operator, at):
            return Token("op", {"==": "=", "!=": "<>"}.get(operator, operator), at, at + len(operator))
    if char in "+-" and before == "close":
        return Token("word", char, at, at + 1)
    return _word(source, at)


def _quoted(source: str, at: int, quote: str, marks: int) -> Token:
    end = at + 1
    while True:
        end = source.find(quote, end)
        if end < 0:
            raise wrong(f"the condition has a quote {quote} that is never closed")
        if source[end + 1 : end + 2] != quote:
            break
        end += 2
    inner = source[at + 1 : end].replace(quote + quote, quote)
    return Token("text", inner, at, end + 1, bind_marks(inner, marks))


def _word(source: str, at: int) -> Token:
    """A run up to a blank, a mark, a comma, a parenthesis or a comparison; a number if it reads as one."""
    end = at + 1
    while end < len(source) and not (
        source[end].isspace() or source[end] in MARK + "(),=<>" or source[end : end + 2] == "!="
    ):
        end += 1
    text = source[at:end]
    return Token("number" if is_number(text) else "word", text, at, end)


def is_number(text: str) -> bool:
    """Digits with at most one point and a sign before them."""
    body = text[1:] if text[:1] in ("+", "-") else text
    whole, point, decimals = body.partition(".")
    digits = whole + decimals
    return bool(digits) and _DIGITS.issuperset(digits) and not (point and not decimals) and len(digits) < 300
