"""Small expressions over one row, as MAP takes them: ``item.price * 1.1``, ``UCASE(name) + "!"``.

Numbers, quoted text, fields, ``+ - * /``, parentheses and pure functions. Read into nested tuples once, then computed
per row; length and depth are limited, and functions that change lists or look at the clock are not to be had. Called
by MAP, and by tables for the functions in an assignment.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from stdlib import api
from stdlib.functions.arguments import NESTING, fit, number, text_or_empty, text_room, wrong
from stdlib.functions.condition_check import column_of
from vm.value import BasicError

Node = tuple[Any, ...]  # ("value", v) | ("item",) | ("field", name) | ("call", name, nodes) | (sign, left, right)

_FAMILIES = frozenset({"text", "search", "numbers", "format", "conversion", "logic", "dates", "identity", "serialise"})
_LONGEST = 2000


@lru_cache(maxsize=128)
def read_expression(text: str) -> Node:
    """The expression as a tree; GB6004 when it does not read."""
    if len(text) > _LONGEST:
        raise wrong(f"MAP takes an expression of at most {_LONGEST} characters")
    reader = _Reader(text)
    node = reader.sum()
    if reader.peek():
        raise reader.fail()
    return node


class _Reader:
    """Precedence by descent: sum, product, single."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def fail(self) -> BasicError:
        return wrong(f'MAP cannot read "{self.text[:80]}" at "{self.text[self.at : self.at + 20]}"')

    def peek(self) -> str:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.text[self.at : self.at + 1]

    def sum(self) -> Node:
        self.depth += 1
        if self.depth > NESTING:
            raise wrong(f"an expression of MAP can be nested at most {NESTING} deep")
        left = self.chain("+-", lambda: self.chain("*/", self.single))
        self.depth -= 1
        return left

    def chain(self, signs: str, operand: Callable[[], Node]) -> Node:
        left = operand()
        rounds = 0
        while self.peek() and self.peek() in signs:
            rounds += 1
            if rounds > NESTING:
                raise wrong(f"an expression of MAP can have at most {NESTING} operators in a row")
            sign = self.text[self.at]
            self.at += 1
            left = (sign, left, operand())
        return left

    def single(self) -> Node:
        char = self.peek()
        if char and char in "'\"":
            return self.quoted(char)
        if char == "(":
            self.at += 1
            inner = self.sum()
            self.expect(")")
            return inner
        if char == "-":
            self.at += 1
            self.depth += 1
            if self.depth > NESTING:
                raise self.fail()
            inner = self.single()
            self.depth -= 1
            return ("-", ("value", 0), inner)
        word = self.run()
        if not word:
            raise self.fail()
        if word[0].isdigit():
            return ("value", number("MAP", word))
        return self.named(word)

    def quoted(self, quote: str) -> Node:
        end = self.text.find(quote, self.at + 1)
        if end < 0:
            raise self.fail()
        inner = self.text[self.at + 1 : end]
        self.at = end + 1
        return ("value", inner)

    def run(self) -> str:
        """A name with points, or a number."""
        start = self.at
        while self.at < len(self.text) and (self.text[self.at].isalnum() or self.text[self.at] in "_.$"):
            self.at += 1
        return self.text[start : self.at]

    def named(self, word: str) -> Node:
        if self.peek() == "(":
            return self.call(word.upper())
        lowered = word.lower()
        if lowered in ("true", "false", "null"):
            return ("value", {"true": True, "false": False, "null": None}[lowered])
        return ("item",) if lowered == "item" else ("field", word)

    def call(self, name: str) -> Node:
        if name not in _functions():
            raise wrong(f"MAP knows no function {name[:40]} that can be used in its expression")
        self.at += 1
        args: list[Node] = []
        while self.peek() != ")":
            args.append(self.sum())
            if self.peek() != ",":
                break
            self.at += 1
        self.expect(")")
        return ("call", name, tuple(args))

    def expect(self, char: str) -> None:
        if self.peek() != char:
            raise self.fail()
        self.at += 1


@lru_cache(maxsize=1)
def _functions() -> dict[str, api.FunctionDecl]:
    for family in _FAMILIES:
        importlib.import_module(f"stdlib.functions.{family}")
    usable = [decl for decl in api.FUNCTIONS if decl.family in _FAMILIES and not decl.env]
    return {name: decl for decl in usable for name in (decl.name, *decl.aliases)}


def compute(node: Node, row: Any) -> Any:
    """The value of an expression for one row."""
    match node:
        case ("value", value):
            return value
        case ("item",):
            return row
        case ("field", name):
            return column_of(row, name)
        case ("call", name, nodes):
            return _called(_functions()[name], [compute(arg, row) for arg in nodes])
        case (sign, left, right):
            return (
                _joined(compute(left, row), compute(right, row))
                if sign == "+"
                else _reckon(sign, compute(left, row), compute(right, row))
            )
    raise AssertionError(node)


def call_function(name: str, args: list[Any]) -> Any:
    """What a pure function of the language gives for ``args``; GB6004 when it cannot be used over rows."""
    decl = _functions().get(name)
    if decl is None:
        raise wrong(f"the function {name[:40]} cannot be used with a column")
    if len(args) < decl.min_args or (decl.max_args is not None and len(args) > decl.max_args):
        raise wrong(f"{decl.name} is written {decl.signature}")
    return decl.call(*args)


def _called(decl: api.FunctionDecl, args: list[Any]) -> Any:
    if len(args) < decl.min_args or (decl.max_args is not None and len(args) > decl.max_args):
        raise wrong(f"{decl.name} in MAP is written {decl.signature}")
    return decl.call(*args)


def _joined(left: Any, right: Any) -> Any:
    """``+``: text if either side is, else a sum."""
    if isinstance(left, str) or isinstance(right, str):
        a, b = text_or_empty(left), text_or_empty(right)
        text_room(len(a) + len(b))
        return a + b
    return _reckon("+", left, right)


def _reckon(sign: str, left: Any, right: Any) -> int | float:
    a, b = number("MAP", left), number("MAP", right)
    if sign == "/":
        if b == 0:
            raise BasicError("GB6002", "MAP divides by zero")
        return fit(a // b) if isinstance(a, int) and isinstance(b, int) and a % b == 0 else a / b
    made = a + b if sign == "+" else a - b if sign == "-" else a * b
    return fit(made) if isinstance(made, int) else made
