"""Reads the text of a filter, ``status = 'open' AND total > 100 LIMIT 5``, into a ``condition_tree.Filter``.

The left side of a comparison is a column; an unquoted right side is text that runs to the next AND, OR, ORDER or
LIMIT. Values of ``${}`` stay apart as ``Bound``. Length, depth and work are limited. Called by FILTER and AGGREGATE
and by the data keywords.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from stdlib.functions.arguments import NESTING, kind, wrong
from stdlib.functions.condition_tree import (
    Among,
    Between,
    Both,
    Bound,
    Call,
    Column,
    Compare,
    Condition,
    Either,
    Filter,
    Interval,
    Joined,
    Literal,
    Missing,
    Not,
    Operand,
    Truth,
)
from stdlib.functions.condition_where import read_where
from stdlib.functions.condition_words import MARK, Token, bind_marks, read_tokens
from stdlib.functions.moments import unit_of
from vm.value import Array, Object, to_text

FUNCTIONS = {  # name: fewest and most arguments
    "NOW": (0, 0), "TODAY": (0, 0), "CURDATE": (0, 0), "CURRENT_DATE": (0, 0), "CURRENT_TIMESTAMP": (0, 0),
    "GETDATE": (0, 0), "DATE": (1, 1), "DATEDIFF": (2, 3), "DATE_SUB": (2, 2), "DATE_ADD": (2, 2), "DATEADD": (3, 3),
    "YEAR": (1, 1), "MONTH": (1, 1), "DAY": (1, 1), "HOUR": (1, 1), "WEEKDAY": (1, 1), "LOWER": (1, 1), "LCASE": (1, 1),
    "UPPER": (1, 1), "UCASE": (1, 1), "TRIM": (1, 1), "LENGTH": (1, 1), "LEN": (1, 1), "COALESCE": (1, 9),
    "IFNULL": (2, 2), "ABS": (1, 1), "ROUND": (1, 2),
}  # fmt: skip
_BARE = frozenset({"CURRENT_DATE", "CURRENT_TIMESTAMP"})
_WORD_OPERATORS = frozenset({"LIKE", "CONTAINS", "STARTS", "ENDS"})
_ENDS_VALUE = frozenset({"AND", "OR", "ORDER", "LIMIT"})
_ENDS_COLUMN = _ENDS_VALUE | _WORD_OPERATORS | {"IS", "IN", "NOT", "BETWEEN"}
_CONSTANTS: dict[str, bool | None] = {"TRUE": True, "FALSE": False, "NULL": None}
_LONGEST = 20_000


def filter_of(function: str, value: Any) -> tuple[Filter, list[Any]]:
    """The filter a ``filter`` or ``where`` argument holds and its bound values.

    ``value`` is text, nothing (matches every row), an object of ``parts`` (one more than values) and ``values``, or an
    object of ``tree`` and ``values``. GB6004 when it is something else or does not read.
    """
    if value is None or isinstance(value, str):
        return read_filter((value or "",)), []
    if isinstance(value, Object):
        parts, tree, values = value.get("parts"), value.get("tree"), value.get("values")
        if isinstance(values, Array) and isinstance(tree, str):
            return _known(*read_where(tree), list(values))
        if isinstance(values, Array) and isinstance(parts, Array) and len(parts) == len(values) + 1:
            return read_filter(tuple(map(to_text, parts))), list(values)
    raise wrong(f"{function} needs a condition such as \"status = 'open'\", not {kind(value)}")


def _known(found: Filter, highest: int, values: list[Any]) -> tuple[Filter, list[Any]]:
    """The filter and its values, if it uses none that is not there."""
    if highest >= len(values):
        raise wrong("this condition has fewer values than it needs")
    return found, values


def read_filter(parts: tuple[str, ...]) -> Filter:
    """The filter written by these pieces of text with a bound value between each two; GB6004 when it does not read."""
    if sum(map(len, parts)) > _LONGEST:
        raise wrong(f"a condition can have at most {_LONGEST} characters")
    return _read(parts) if sum(map(len, parts)) < 1000 else _Reader(parts).filter()


@lru_cache(maxsize=256)
def _read(parts: tuple[str, ...]) -> Filter:
    return _Reader(parts).filter()


class _Reader:
    """Recursive descent over the tokens; ``depth`` bounds it."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        self.source = MARK.join(part.replace(MARK, "\ufffd") for part in parts)
        self.tokens = read_tokens(self.source)
        self.at = 0
        self.depth = 0

    # -- tokens

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def word(self, ahead: int = 0) -> str:
        """The word here in upper case, "" when there is none."""
        token = self.tokens[min(self.at + ahead, len(self.tokens) - 1)]
        return token.text.upper() if token.kind == "word" else ""

    def take(self) -> Token:
        token = self.tokens[self.at]
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def skip(self, *words: str) -> bool:
        """Pass one of these words."""
        if self.word() in words:
            self.at += 1
            return True
        return False

    def fail(self, wanted: str) -> Exception:
        shown = self.source.replace(MARK, "${...}")
        place = self.source[self.token.start : self.token.start + 20].replace(MARK, "${...}")
        where = f'at "{place}"' if place else "at its end"
        return wrong(f'the condition "{shown[:80]}" needs {wanted} {where}')

    # -- the whole

    def filter(self) -> Filter:
        self.skip("WHERE")
        condition = None if self.token.kind == "end" or self.word() in ("ORDER", "LIMIT") else self.either()
        order = self.order() if self.skip("ORDER") else ()
        limit = self.count() if self.skip("LIMIT") else None
        offset = self.count() if self.skip("OFFSET") else None
        if self.token.kind != "end":
            raise self.fail("AND, OR or its end")
        return Filter(condition, order, limit, offset)

    def order(self) -> tuple[tuple[str, bool], ...]:
        self.skip("BY")
        found: list[tuple[str, bool]] = []
        while True:
            if self.token.kind not in ("word", "name", "text") or MARK in self.token.text:
                raise self.fail("a column to order by")
            name = self.take().text
            descending = self.word() in ("DESC", "DESCENDING")
            self.skip("ASC", "DESC", "ASCENDING", "DESCENDING")
            found.append((name, descending))
            if self.token.kind != "comma":
                return tuple(found)
            self.take()

    def count(self) -> Operand:
        if self.token.kind == "bound":
            return self.bound()
        if self.token.kind != "number" or not self.token.text.isdigit():
            raise self.fail("a number of rows")
        return Literal(_number(self.take().text))

    # -- conditions

    def either(self) -> Condition:
        self.depth += 1
        if self.depth > NESTING:
            raise wrong(f"a condition can be nested at most {NESTING} deep")
        items = [self.both()]
        while self.skip("OR"):
            items.append(self.both())
        self.depth -= 1
        return items[0] if len(items) == 1 else Either(tuple(items))

    def both(self) -> Condition:
        items = [self.single()]
        while self.skip("AND"):
            items.append(self.single())
        return items[0] if len(items) == 1 else Both(tuple(items))

    def single(self) -> Condition:
        turned = False
        while self.skip("NOT"):
            turned = not turned
        if self.token.kind == "open":
            self.take()
            found = self.either()
            self.close()
        else:
            found = self.comparison()
        return Not(found) if turned else found

    def close(self) -> None:
        if self.token.kind != "close":
            raise self.fail("a closing parenthesis")
        self.take()

    def comparison(self) -> Condition:
        left = self.left()
        if self.token.kind == "op":
            return Compare(self.take().text, left, self.value())
        turned = self.skip("NOT")
        found = self.by_word(left, turned)
        return Not(found) if turned else found

    def by_word(self, left: Operand, turned: bool) -> Condition:
        """What follows a column when it is no sign: LIKE, IN, IS, BETWEEN and so on."""
        name = self.word()
        if name in _WORD_OPERATORS:
            self.take()
            if name in ("STARTS", "ENDS"):
                self.skip("WITH")
            return Compare(name, left, self.value())
        if name == "IN":
            self.take()
            return Among(left, self.items())
        if name == "BETWEEN":
            self.take()
            low = self.value()
            if not self.skip("AND"):
                raise self.fail("AND and the upper bound")
            return Between(left, low, self.value())
        if name == "IS":
            self.take()
            return self.after_is(left)
        if turned:
            raise self.fail("LIKE, IN, CONTAINS or BETWEEN after NOT")
        if not isinstance(left, Column | Call):
            # A value alone would make the filter true for every row, or for none.
            raise self.fail("a comparison with a column")
        return Truth(left)

    def after_is(self, left: Operand) -> Condition:
        turned = self.skip("NOT")
        found: Condition = Missing(left) if self.skip("NULL", "EMPTY") else Compare("=", left, self.value())
        return Not(found) if turned else found

    def items(self) -> tuple[Operand, ...]:
        if self.token.kind == "bound":
            return (self.bound(),)
        if self.token.kind != "open":
            raise self.fail("a list in parentheses")
        self.take()
        found: list[Operand] = []
        while self.token.kind != "close":
            found.append(self.value(listed=True))
            if self.token.kind != "comma":
                break
            self.take()
        self.close()
        return tuple(found)

    # -- operands

    def bound(self) -> Operand:
        return self.take().parts[0]  # type: ignore[return-value]

    def left(self) -> Operand:
        """The left side: a column of one or more words, a call or a plain value."""
        token = self.token
        if token.kind in ("text", "number", "bound", "name") or self.at_call():
            return self.operand()
        if token.kind != "word" or token.text.upper() in _ENDS_COLUMN:
            raise self.fail("a column")
        while self.token.kind == "word" and self.word() not in _ENDS_COLUMN:
            last = self.take()
        return Column(self.source[token.start : last.end])

    def at_call(self) -> bool:
        called = self.word() in FUNCTIONS and self.tokens[self.at + 1].kind == "open"
        return called or self.word() in _BARE

    def operand(self) -> Operand:
        """One operand whose words are columns, as on the left side and inside calls."""
        token = self.token
        if token.kind == "text":
            return _text(self.take().parts)
        if token.kind == "bound":
            return self.bound()
        if token.kind == "number":
            return Literal(_number(self.take().text))
        if self.at_call():
            return self.moved(self.call())
        if self.word() == "INTERVAL":
            return self.interval()
        if token.kind == "name" or (token.kind == "word" and MARK not in token.text):
            name = self.take().text
            return Literal(_CONSTANTS[name.upper()]) if name.upper() in _CONSTANTS else Column(name)
        raise self.fail("a value")

    def call(self) -> Operand:
        name = self.take().text.upper()
        if self.token.kind != "open":
            return Call(name, ())
        self.depth += 1
        if self.depth > NESTING:
            raise wrong(f"a condition can be nested at most {NESTING} deep")
        self.take()
        args: list[Operand] = []
        while self.token.kind != "close":
            args.append(self.operand())
            if self.token.kind != "comma":
                break
            self.take()
        self.close()
        self.depth -= 1
        fewest, most = FUNCTIONS[name]
        if not fewest <= len(args) <= most:
            wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
            raise wrong(f"{name} in a condition takes {wanted} arguments, not {len(args)}")
        return Call(name, tuple(args))

    def moved(self, start: Operand) -> Operand:
        """``NOW() - INTERVAL 7 DAY`` as DATE_SUB."""
        while self.word() in ("+", "-") and self.word(1) == "INTERVAL":
            name = "DATE_ADD" if self.take().text == "+" else "DATE_SUB"
            start = Call(name, (start, self.interval()))
        return start

    def interval(self) -> Operand:
        self.take()
        amount = self.operand()
        unit = unit_of(self.word())
        if unit is None:
            raise self.fail("a unit such as DAY")
        self.take()
        return Interval(amount, unit)

    def value(self, *, listed: bool = False) -> Operand:
        """A right side: a quoted text, number, bound value or call alone is itself, anything else text as written."""
        start = self.at
        if self.at_call() or self.word() == "INTERVAL":
            return self.operand()
        if self.token.kind in ("text", "number", "bound", "name") or self.word() in _CONSTANTS:
            found = self.operand()
            if self.at_end_of_value(listed):
                return found
            self.at = start
        return self.unquoted(listed)

    def at_end_of_value(self, listed: bool) -> bool:
        return (
            self.token.kind in ("end", "close") or self.word() in _ENDS_VALUE or (listed and self.token.kind == "comma")
        )

    def unquoted(self, listed: bool) -> Operand:
        first = self.token
        open_ = 0
        last: Token | None = None
        while open_ or not self.at_end_of_value(listed):
            if self.token.kind == "end" or (self.token.kind == "op" and not open_):
                break
            open_ += (self.token.kind == "open") - (self.token.kind == "close")
            last = self.take()
        if last is None:
            raise self.fail("a value")
        if open_ or self.token.kind == "op":
            raise self.fail("AND, OR or its end")
        text = self.source[first.start : last.end]
        return _text(bind_marks(text, self.source.count(MARK, 0, first.start)))


def _text(parts: tuple[str | Bound, ...]) -> Operand:
    """Text contents as one operand."""
    if any(isinstance(part, Bound) for part in parts):
        return Joined(parts)
    return Literal("".join(part for part in parts if isinstance(part, str)))


def _number(text: str) -> int | float:
    """A literal that ``is_number`` accepts; whole numbers within 64 bits are integers."""
    if "." not in text and abs(int(text)) < 2**63:
        return int(text)
    return float(text)
