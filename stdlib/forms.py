"""The notation for surface forms: ``"SEND MAIL to:text, subject:text, body:text[, attachments]"`` to a Form.

Notation: UPPER words are literal; ``name:type`` is an argument (type ``any`` when left out); ``name...`` takes one or
more values separated by commas; ``, = : *`` stand for themselves (a literal ``:`` has blanks around it); ``[ ]`` is
optional; ``A|B`` is either word; ``name:word(A|B)`` takes one of these bare words (or any value); ``name:flag(WORD)``
is true when the word stands there. The literal words before the first argument are the head, by which the keyword is
found. Pure; used by ``api`` at declaration and by the compiler to match what an author wrote. Only the head is read
at declaration, the rest when a program uses the phrase: a program uses a few dozen of the hundreds of forms.
"""

from __future__ import annotations

import re
from functools import cached_property

from diagnostics.record import FrozenRecord

TYPES = frozenset(
    (
        *("any", "text", "number", "int", "bool", "date", "list", "object", "rows"),
        *("table", "filter", "where", "order", "assigns", "changes", "named", "name", "word", "flag", "phrase"),
        "query",
    )
)
"""Argument types. ``filter`` is SQL-like text whose ``${}`` values are bound; ``where`` a condition over columns;
``assigns`` ``a = 1, b = 2`` or ``a AS 1, b AS 2``, ``changes`` the same where the right side may compute with columns;
``query`` a SELECT as written; ``order`` column names with ASC/DESC; ``name`` a variable that
receives a value; ``named`` a value together with the name it was written under (the variable's, or the last field's;
"" for other expressions), passed as an object ``{name, value}``; ``word`` a bare word or any value; ``phrase`` bare
words up to the next clause, taken as text; ``table`` a table's name, bare or as text."""

_HEAD = re.compile(r"(?:[A-Z0-9_$#]+(?=\s|\[|$)\s*)+")
_TOKEN = re.compile(
    r"\s*(?:(?P<param>[a-z][a-z0-9_]*)(?P<more>\.\.\.)?(?::(?P<type>[a-z]+)(?:\((?P<words>[A-Z0-9_|]+)\))?)?"
    r"|(?P<lit>[A-Z0-9_$#]+(?:\|[A-Z0-9_$#]+)*)|(?P<mark>[\[\],=:*]))"
)


class Literal(FrozenRecord):
    """One of these words (upper case), or a mark such as ``,``."""

    words: tuple[str, ...]

    @property
    def is_word(self) -> bool:
        """False for marks."""
        return self.words[0] not in (",", "=", ":", "*")


class Arg(FrozenRecord):
    """A place for a value; ``words`` are the bare words a ``word`` or ``flag`` knows."""

    name: str
    type: str = "any"
    variadic: bool = False
    words: tuple[str, ...] = ()


class Optional(FrozenRecord):
    """A part that may be left out."""

    parts: tuple[Part, ...]


Part = Literal | Arg | Optional


class Form(FrozenRecord):
    """One way to write a keyword: its head words and what follows. ``text`` is the notation it was made from."""

    __slots__ = ("__dict__", "head", "text")

    text: str
    head: tuple[str, ...]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """What follows the head; ValueError when the notation is wrong."""
        return _parse(self.text, len(self.head))

    @cached_property
    def args(self) -> tuple[Arg, ...]:
        """All arguments in order, those in optional parts too."""
        return tuple(_args(self.parts))

    @cached_property
    def clauses(self) -> frozenset[str]:
        """All literal words after the head."""
        return frozenset(_words(self.parts))

    @property
    def needs_nothing(self) -> bool:
        """True when the head alone is complete."""
        return all(isinstance(part, Optional) for part in self.parts)

    @property
    def needs_clause(self) -> bool:
        """True when a word after the head must be written."""
        return any(isinstance(part, Literal) and part.is_word for part in self.parts)

    @property
    def min_commas(self) -> int:
        """Commas that must be written."""
        return sum(isinstance(p, Literal) and p.words == (",",) for p in self.parts)

    @property
    def max_commas(self) -> int:
        """Commas that may be written; large when an argument repeats."""
        return _max_commas(self.parts)


def _args(parts: tuple[Part, ...]) -> list[Arg]:
    found: list[Arg] = []
    for part in parts:
        if isinstance(part, Arg):
            found.append(part)
        elif isinstance(part, Optional):
            found.extend(_args(part.parts))
    return found


def _words(parts: tuple[Part, ...]) -> list[str]:
    found: list[str] = []
    for part in parts:
        if isinstance(part, Literal):
            found.extend(w for w in part.words if part.is_word)
        elif isinstance(part, Optional):
            found.extend(_words(part.parts))
        elif part.type == "flag":
            found.extend(part.words)
        elif part.type == "order":
            found.extend(("ASC", "DESC"))
        elif part.type in ("assigns", "changes"):
            found.append("AS")
    return found


UNBOUNDED = 1000


def _max_commas(parts: tuple[Part, ...]) -> int:
    total = 0
    for part in parts:
        if isinstance(part, Optional):
            total += _max_commas(part.parts)
        elif isinstance(part, Arg):
            total += UNBOUNDED if part.variadic or part.type in ("assigns", "changes", "order") else 0
        elif part.words == (",",):
            total += 1
    return min(total, UNBOUNDED)


def declare_form(text: str) -> Form:
    """A form of which only the head is read now; ValueError when it does not start with a word."""
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"form {text!r} does not start with a word")
    return Form(text, tuple(head[0].split()))


def parse_form(text: str) -> Form:
    """Read the whole notation; raises ValueError with the place when it is wrong."""
    form = declare_form(text)
    _ = form.parts
    return form


def _parse(text: str, head_words: int) -> tuple[Part, ...]:
    """The parts after the first ``head_words`` words."""
    stack: list[list[Part]] = [[]]
    at = 0
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"form {text!r} is wrong at {text[at:]!r}")
        at = match.end()
        if match["mark"] == "[":
            stack.append([])
        elif match["mark"] == "]":
            inner = tuple(stack.pop())
            if not stack:
                raise ValueError(f"form {text!r}: ] without [")
            stack[-1].append(Optional(inner))
        else:
            stack[-1].append(_part(match, text))
    if len(stack) != 1:
        raise ValueError(f"form {text!r}: [ without ]")
    return tuple(stack[0][head_words:])


def _part(match: re.Match[str], text: str) -> Part:
    """An argument, a word or a mark."""
    if not match["param"]:
        return Literal(tuple((match["lit"] or match["mark"]).split("|")))
    kind = match["type"] or "any"
    if kind not in TYPES:
        raise ValueError(f"form {text!r}: no type {kind!r}")
    words = tuple(match["words"].split("|")) if match["words"] else ()
    return Arg(match["param"], kind, bool(match["more"]), words)
