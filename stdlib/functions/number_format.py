"""Numbers as text by a pattern: pictures such as ``#,##0.00`` and short names such as ``C2[pt]``.

A picture has ``0`` (a digit, always), ``#`` (a digit if there is one), ``,`` between them (groups of three), ``.``
(decimals), ``%`` (times 100), ``E+00`` (exponent); everything else stands for itself, as does what is quoted or
follows a backslash; ``;`` divides pictures for positive, negative and zero. Only FORMAT calls this.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from stdlib.functions.arguments import text_room
from stdlib.functions.numbers import EXACT, half_away

SEPARATORS = {  # language, with the country where it differs: thousands, decimal, currency before, currency after
    "en": (",", ".", "$", ""),
    "pt": (".", ",", "R$ ", ""),
    "es": (".", ",", "", " €"),
    "fr": (" ", ",", "", " €"),
    "de": (".", ",", "", " €"),
    "it": (".", ",", "", " €"),
    "en-gb": (",", ".", "£", ""),
    "pt-pt": (" ", ",", "", " €"),
    "es-mx": (",", ".", "$", ""),
    "de-ch": ("’", ".", "CHF ", ""),
}
_MOST_DECIMALS = 1000


@dataclass(frozen=True)
class Picture:
    """One section of a pattern, read: literal text around a run of digit places."""

    before: str
    after: str
    whole: str
    decimals: str
    grouped: bool = False
    swapped: bool = False
    percent: bool = False
    plus: bool = False
    exponent: str = ""


def split_language(pattern: str) -> tuple[str, str]:
    """``"N2[pt]"`` as ``("N2", "pt")``; the language is "" when none of ours is named at the end.

    A country may follow (``pt-BR``); it is part of the result where it makes a difference.
    """
    head, _, tail = pattern.rpartition("[")
    tag = tail[:-1].lower().replace("_", "-") if tail.endswith("]") else ""
    language, dash, country = tag.partition("-")
    if tag in SEPARATORS:
        return head, tag
    known = language in SEPARATORS and (not dash or (len(country) == 2 and country.isascii() and country.isalpha()))
    return (head, language) if known else (pattern, "")


def is_number_pattern(pattern: str) -> bool:
    """Whether numbers can be written by it."""
    bare = split_language(pattern)[0]
    return _short(bare) is not None or any(p.whole or p.decimals for p in sections(bare))


def format_number(value: int | float, pattern: str) -> str:
    """``value`` by a pattern for which ``is_number_pattern`` holds; GB6903 when the result would be too long."""
    bare, language = split_language(pattern)
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    short = _short(bare)
    if short is not None:
        return _by_name(value, *short, language or "en")
    pictures = sections(bare)
    at = 1 if value < 0 else 2 if value == 0 else 0
    if at < len(pictures) and at:
        return _by_picture(abs(value), pictures[at], language)
    return _by_picture(value, pictures[0], language)


def _short(pattern: str) -> tuple[str, int] | None:
    """``N2`` as ``("N", 2)``; None when it is a picture."""
    name, digits = pattern[:1], pattern[1:]
    if name not in tuple("nNfFcCpP") or not (digits == "" or (digits.isascii() and digits.isdigit())):
        return None
    if digits and int(digits) > _MOST_DECIMALS:
        return None
    return name, int(digits) if digits else 0 if name == "f" else 2


def _by_name(value: int | float, name: str, decimals: int, language: str) -> str:
    """``n`` and ``F`` have no groups, ``f`` is whole, ``N`` has groups, ``C`` is money, ``P`` a percentage."""
    thousands, point, before, after = SEPARATORS[language]
    sign, whole, fraction = _digits(value, decimals, 2 if name in "pP" else 0)
    body = (_group(whole, thousands) if name in "NcCpP" else whole) + (point + fraction if decimals else "")
    if name in "cC":
        body = before + body + after
    elif name in "pP":
        body += "%"
    return sign + body


def _digits(value: int | float, decimals: int, shift: int = 0) -> tuple[str, str, str]:
    """Sign, whole digits and exactly ``decimals`` digits after the point of ``value`` times ten to the ``shift``.

    Rounded half away from zero as the number is written; no sign when all digits are 0.
    """
    text_room(decimals + 400)
    exact = Decimal(value if isinstance(value, int) else repr(value)).scaleb(shift, context=EXACT)
    rounded = exact.quantize(Decimal((0, (1,), -min(decimals, 400))), context=EXACT)
    whole, _, fraction = f"{rounded.copy_abs():f}".partition(".")
    return "-" if rounded < 0 else "", whole, fraction.ljust(decimals, "0")


def _group(whole: str, mark: str) -> str:
    head = len(whole) % 3
    parts = ([whole[:head]] if head else []) + [whole[at : at + 3] for at in range(head, len(whole), 3)]
    return mark.join(parts)


def _by_picture(value: int | float, picture: Picture, language: str) -> str:
    if not (picture.whole or picture.decimals):
        return picture.before + picture.after
    thousands, point = SEPARATORS[language or "en"][:2]
    if picture.swapped and not language:
        thousands, point = point, thousands
    exponent = ""
    if picture.exponent:
        value, exponent = _scaled(value, picture)
    sign, whole, fraction = _digits(value, len(picture.decimals), 2 if picture.percent else 0)
    needed = picture.decimals.rfind("0") + 1
    fraction = fraction[:needed] + fraction[needed:].rstrip("0")
    text_room(len(picture.whole) * 2 + len(fraction) + len(picture.before) + len(picture.after))
    least = len(picture.whole) - picture.whole.find("0") if "0" in picture.whole else 0
    if whole == "0" and least == 0 and fraction:
        whole = ""
    whole = whole.rjust(least, "0")
    body = (_group(whole, thousands) if picture.grouped else whole) + (point + fraction if fraction else "")
    return (sign or ("+" if picture.plus else "")) + picture.before + body + exponent + picture.after


def _scaled(value: int | float, picture: Picture) -> tuple[float, str]:
    """Value and exponent text so that one digit stands before the point."""
    power = math.floor(math.log10(abs(value))) if value else 0
    if half_away(abs(value) / 10.0**power, len(picture.decimals)) >= 10:
        power += 1
    width = picture.exponent.count("0")
    sign = "-" if power < 0 else "+" if "+" in picture.exponent else ""
    return value / 10.0**power, picture.exponent[0] + sign + str(abs(power)).rjust(width, "0")


@lru_cache(maxsize=256)
def sections(pattern: str) -> tuple[Picture, ...]:
    """The pictures of a pattern, at most three."""
    cells = _cells(pattern)
    found: list[list[tuple[str, bool]]] = [[]]
    for cell in cells:
        if cell == (";", True) and len(found) < 3:
            found.append([])
        else:
            found[-1].append(cell)
    return tuple(_picture(section) for section in found)


def _cells(pattern: str) -> list[tuple[str, bool]]:
    """Characters, each with whether it may be a mark (False: it was quoted)."""
    found: list[tuple[str, bool]] = []
    quote, at = "", 0
    while at < len(pattern):
        char = pattern[at]
        if quote:
            if char == quote:
                quote = ""
            else:
                found.append((char, False))
        elif char == "\\" and at + 1 < len(pattern):
            at += 1
            found.append((pattern[at], False))
        elif char in "\"'" and char in pattern[at + 1 :]:
            quote = char
        else:
            found.append((char, True))
        at += 1
    return found


def _picture(cells: list[tuple[str, bool]]) -> Picture:
    places = [at for at, cell in enumerate(cells) if cell in (("0", True), ("#", True))]
    if not places:
        return Picture("".join(char for char, _ in cells), "", "", "")
    first = places[0]
    last = first
    while last < len(cells) and cells[last][1] and cells[last][0] in "0#,.":
        last += 1
    while cells[last - 1][0] in ",.":
        last -= 1
    if first and cells[first - 1] == (".", True):
        first -= 1
    core = "".join(char for char, _ in cells[first:last])
    exponent, end = _exponent(cells, last)
    before, after = cells[:first], cells[end:]
    marks = {char for char, mark in before + after if mark}
    swapped = "." in core and "," in core[core.rfind(".") :]
    whole, _, decimals = core.partition("," if swapped else ".")
    return Picture(
        before="".join(c for c, mark in before if not (mark and c == "+")),
        after="".join(c for c, _ in after),
        whole=whole.replace(",", "").replace(".", ""),
        decimals=decimals.replace(",", "").replace(".", ""),
        grouped=("." if swapped else ",") in whole,
        swapped=swapped,
        percent="%" in marks,
        plus=("+", True) in before,
        exponent=exponent,
    )


def _exponent(cells: list[tuple[str, bool]], at: int) -> tuple[str, int]:
    """``E+00`` at this place and where it ends."""
    text = "".join(char if mark else " " for char, mark in cells[at : at + 8])
    width = 2 if text[1:2] in ("+", "-") else 1
    if text[:1] not in ("e", "E") or text[width : width + 1] != "0":
        return "", at
    end = width
    while text[end : end + 1] == "0":
        end += 1
    return text[:end], at + end
