"""New values of columns: ``status = 'paid', amount = 5`` as text, and SET clauses that compute with columns.

Values that came through ``${}`` or ``+`` are never part of the text that is read. Called by ``saving`` and UPDATE.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from stdlib.functions.arguments import kind
from stdlib.functions.condition_tree import Bound, Call, Column, Operand
from stdlib.functions.condition_words import MARK, is_number
from stdlib.ports import KeywordFault
from vm.value import Array, Object, to_text

_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def assigned(keyword: str, text: str, *, written: bool) -> dict[str, Any]:
    """Columns and values of ``a=1, b=2``. Text that was computed holds one pair: a comma in it is part of the value."""
    if written:
        return _pairs(keyword, text, ())
    name, sign, value = text.replace(MARK, "\ufffd").partition("=")
    if not sign or not name.strip():
        raise _unreadable(keyword, text)
    return {name.strip(): _value(value.strip(), ())}


def assigned_by_filter(keyword: str, given: Any) -> dict[str, Any]:
    """The same for an argument whose ``${}`` values stand apart."""
    if isinstance(given, str):
        return _pairs(keyword, given.replace(MARK, "\ufffd"), ())
    parts, values = (given.get("parts"), given.get("values")) if isinstance(given, Object) else (None, None)
    if isinstance(parts, Array) and isinstance(values, Array):
        return _pairs(keyword, MARK.join(to_text(part).replace(MARK, "\ufffd") for part in parts), list(values))
    raise KeywordFault("GB6004", f'{keyword} needs text such as "status=paid" as its assignments, not {kind(given)}')


def _pairs(keyword: str, text: str, values: Sequence[Any]) -> dict[str, Any]:
    rest = iter(values)
    found: dict[str, Any] = {}
    for piece in _pieces(text):
        name, sign, value = piece.partition("=")
        if not sign or not name.strip() or MARK in name:
            raise _unreadable(keyword, text)
        found[name.strip()] = _value(value.strip(), [next(rest) for _ in range(value.count(MARK))])
    return found


def _unreadable(keyword: str, text: str) -> KeywordFault:
    shown = text.replace(MARK, "${...}")[:60]
    return KeywordFault("GB6004", f'{keyword} needs pairs such as "status=paid", and got "{shown}"')


def _pieces(text: str) -> Iterator[str]:
    """Parts between the commas that stand outside of quotes."""
    start, quote = 0, ""
    for at, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char == ",":
            yield text[start:at]
            start = at + 1
    yield text[start:]


def _value(text: str, bound: Sequence[Any]) -> Any:
    """One value as written; a bound value alone keeps its kind, among text it is text."""
    if text == MARK:
        return bound[0]
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    if bound:
        pieces = (text[1:-1] if quoted else text).split(MARK)
        return "".join(piece + (to_text(bound[at]) if at < len(bound) else "") for at, piece in enumerate(pieces))
    if quoted:
        return text[1:-1].replace(text[0] * 2, text[0])
    if text.lower() in _CONSTANTS:
        return _CONSTANTS[text.lower()]
    return _number(text) if is_number(text) else text


def _number(text: str) -> int | float:
    return int(text) if "." not in text and abs(int(text)) < 2**63 else float(text)


# ---------------------------------------------------------------- SET clauses


def set_clause(fields: Any, first: int) -> tuple[dict[str, Any], list[Any]]:
    """Columns with their new values, and the values that those computed from columns are bound to.

    ``fields`` is an object of values, or a list of it and an object of ``{tree, values}`` for what looks at columns.
    Bound numbers begin at ``first``.
    """
    plain, *computed = fields if isinstance(fields, Array) else [fields]
    found: dict[str, Any] = dict(plain.items())
    values: list[Any] = []
    for item in computed:
        for name, given in item.items():
            found[name] = _operand(json.loads(given.get("tree")), first + len(values))
            values.extend(given.get("values"))
    return found, values


def _operand(node: Any, first: int) -> Operand:
    """A tree of the compiler: ``{"col": name}``, ``{"v": number}``, or a list of a sign or ``NAME(`` and operands."""
    if isinstance(node, list):
        sign, *sides = node
        return Call(sign, tuple(_operand(side, first) for side in sides))
    if "col" in node:
        return Column(node["col"])
    return Bound(first + node["v"])
