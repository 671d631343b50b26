"""Small pieces of statement heads that are data or plain text work: event names, units, numbers, SUB headers.

Pure functions and tables for ``classify``; nothing here knows tokens or the tree.
"""

from __future__ import annotations

ON_EVENTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("FORM", "SUBMIT"), "FORM SUBMIT"),
    (("INSERT", "OF"), "INSERT"),
    (("UPDATE", "OF"), "UPDATE"),
    (("DELETE", "OF"), "DELETE"),
    (("WEBHOOK", "POST", "TO"), "WEBHOOK"),
    (("WEBHOOK",), "WEBHOOK"),
    (("WHATSAPP", "MESSAGE", "RECEIVED"), "WHATSAPP MESSAGE RECEIVED"),
    (("FILE", "UPLOAD"), "FILE UPLOAD"),
    (("INCOMING", "CALL"), "INCOMING CALL"),
    (("EVENT",), "EVENT"),
    (("EMAIL",), "EMAIL"),
    (("CHANGE",), "CHANGE"),
    (("MESSAGE",), "MESSAGE"),
)
"""Words after ON, and the event they name."""

UNITS: frozenset[str] = frozenset(
    f"{unit}{plural}"
    for unit in ("MILLISECOND", "SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH")
    for plural in ("", "S")
)
"""Units of time in ``SCHEDULE IN 5 MINUTES``."""

Piece = tuple[str, int, int]


def number_value(text: str) -> int | float:
    """The value of a number: decimal, with exponent, ``&HFF`` or ``0xFF``; whole numbers beyond 64 bits are floats."""
    if text[:2] in ("0x", "0X", "&h", "&H"):
        value: int | float = int(text[2:][:64], 16)
    elif text.isdigit() and len(text) < 400:
        value = int(text)
    else:
        return float(text)
    return value if value < 1 << 63 else float(min(value, 1 << 1000))


def procedure_header(pieces: list[Piece]) -> tuple[list[str], list[Piece]] | None:
    """Words of the name and parameters of what follows SUB or FUNCTION; None when it does not read as a head.

    With ``(`` the parameters stand in it. Without, several words are a keyword of the author's: the word before the
    first comma is the first parameter; without a comma the last word is one when it ends in ``$`` or has small letters.
    """
    words: list[str] = []
    at = 0
    while at < len(pieces) and _is_name(pieces[at][0]):
        words.append(pieces[at][0])
        at += 1
    if not words:
        return None
    rest = pieces[at:]
    if rest and rest[0][0] == "(":
        return _in_parentheses(words, rest[1:])
    if not rest:
        return _without_comma(words, pieces)
    if len(words) < 2 or rest[0][0] != ",":
        return None
    others = _parameters(rest[1:])
    return None if others is None else (words[:-1], [pieces[at - 1], *others])


def _is_name(text: str) -> bool:
    return text.rstrip("$%").lstrip("$@").isidentifier()


def _in_parentheses(words: list[str], rest: list[Piece]) -> tuple[list[str], list[Piece]] | None:
    close = next((n for n, piece in enumerate(rest) if piece[0] == ")"), -1)
    if close < 0:
        return None
    params = _parameters(rest[:close])
    return None if params is None else (words, params)


def _without_comma(words: list[str], pieces: list[Piece]) -> tuple[list[str], list[Piece]]:
    last = words[-1]
    capitals = all(word == word.upper() for word in words[:-1])
    if len(words) > 1 and (last[-1] in "$%" or (capitals and last != last.upper())):
        return words[:-1], [pieces[-1]]
    return words, []


def _parameters(pieces: list[Piece]) -> list[Piece] | None:
    """Names between commas; ``AS type`` behind a name and BYVAL, BYREF or OPTIONAL before it are left out."""
    params: list[Piece] = []
    group: list[Piece] = []
    for piece in [*pieces, (",", 0, 0)]:
        if piece[0] != ",":
            group.append(piece)
            continue
        if not group and not pieces:
            break
        while len(group) > 1 and group[0][0].upper() in ("BYVAL", "BYREF", "OPTIONAL"):
            group.pop(0)
        if len(group) == 3 and group[1][0].upper() == "AS":
            group = group[:1]
        if len(group) != 1 or not _is_name(group[0][0]):
            return None
        params.append(group[0])
        group = []
    return params
