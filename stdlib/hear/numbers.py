"""Numbers, amounts of money and yes/no as people write them, in English and Portuguese.

Each check takes the trimmed answer and gives the value, or None when it does not fit. Pure; called by ``types``.
"""

from __future__ import annotations

import re

from stdlib.hear.texts import words

_INTEGER = re.compile(r"[+-]?(\d+|\d{1,3}([ .,'\u00a0\u202f])\d{3}(\2\d{3})*)", re.ASCII)
_FLOAT = re.compile(r"[+-]?(\d[\d.,]*|[.,]\d+)(e[+-]?\d{1,3})?", re.IGNORECASE | re.ASCII)
_CURRENCY = re.compile(
    r"(R\$|US\$|\$|€|£|¥|\b(?:EUR|GBP|YEN|JPY|BRL|USD|reais|real|d[oó]lares|dollars?|euros?)\b)", re.IGNORECASE
)
_INT64 = 1 << 63

YES = words(
    "yes y true 1 sim s si sí oui ja da ok okay yeah yep sure confirm confirmed confirmar confirmo accept accepted "
    "aceito agree agreed concordo claro"
)
NO = words(
    "no n false 0 nao não non nein net nope cancel cancelar deny denied negar reject rejected declined recuso disagree "
    "discordo"
)


def check_integer(text: str) -> int | None:
    """A whole number, also with grouped thousands (``1.200``, ``1,200``); a fraction does not fit."""
    if not _INTEGER.fullmatch(text):
        return None
    digits = re.sub(r"[^\d+-]", "", text)
    value = int(digits) if len(digits) <= 20 else _INT64
    return value if -_INT64 <= value < _INT64 else None


def check_float(text: str) -> float | None:
    """A number with a point or a comma as decimal mark; when both occur, the last one is the decimal mark."""
    match = _FLOAT.fullmatch(text.replace(" ", "").replace("\u00a0", ""))
    if match is None:
        return None
    plain = _plain(match.group(0), money=False)
    return None if plain is None else _finite(plain)


def check_number(text: str) -> int | float | None:
    """Any number; one without a decimal mark is an integer."""
    if re.fullmatch(r"[+-]?[0-9]+", text):
        return check_integer(text)
    return check_float(text)


def check_money(text: str) -> float | None:
    """An amount that is not negative, with or without a currency sign, rounded to two decimals."""
    bare = _CURRENCY.sub("", text).replace(" ", "").replace("\u00a0", "")
    if not re.fullmatch(r"\+?[0-9][0-9.,]*|[.,][0-9]+", bare):
        return None
    plain = _plain(bare, money=True)
    value = None if plain is None else _finite(plain)
    return None if value is None else round(value, 2)


def check_boolean(text: str) -> bool | None:
    """Yes or no, in the words of several languages."""
    word = text.casefold().strip(" .!")
    if word in YES:
        return True
    return False if word in NO else None


def _plain(text: str, *, money: bool) -> str | None:
    """Rewrite with ``.`` as the only mark, or None when the marks make no sense."""
    point, comma = text.rfind("."), text.rfind(",")
    if point < 0 and comma < 0:
        return text
    mark, other = (".", ",") if point > comma else (",", ".")
    head, _, tail = text.rpartition(mark)
    whole_groups = _grouped(text, mark)
    if mark in head:
        return text.replace(mark, "") if whole_groups and other not in text else None
    if money and whole_groups:
        return text.replace(mark, "")
    if other in head and not _grouped(head, other):
        return None
    return head.replace(other, "") + "." + tail if other not in tail else None


def _grouped(text: str, mark: str) -> bool:
    """True when ``mark`` stands where thousands are parted."""
    first, *others = text.lstrip("+-").split(mark)
    return bool(others) and 1 <= len(first) <= 3 and all(len(part) == 3 for part in others)


def _finite(plain: str) -> float | None:
    value = float(plain)
    return value if abs(value) < 1e300 else None
