"""Functions over text: lengths, parts, case, blanks, splitting, characters.

Positions are 1-based and count code points. Any value given as text is taken as its text, null as "".
Called by the machine through the catalog.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from stdlib.api import function
from stdlib.functions.arguments import in_turns, new_list, numeric, text_or_empty, text_room, unwrap, whole, wrong
from vm.budget import charge
from vm.value import Array, Object


@function("LEN(value)", aliases=("LENGTH",), result="int", methods=("length", "len"))
def length(value: Any) -> int:
    """Number of characters of a text, elements of a list or fields of an object; 0 for nothing.

    Example:
        TALK LEN("São Paulo")   ' 9
        TALK LEN([4, 5])   ' 2
    """
    value = unwrap(value)
    return len(value) if isinstance(value, Array | Object) else len(text_or_empty(value))


@function("LEFT(text, count)", aliases=("LEFT$",), result="text", methods=("left",))
def left(value: Any, count: Any) -> str:
    """The first ``count`` characters; all of them when there are fewer.

    Example:
        TALK LEFT("hello", 2)   ' he
    """
    return text_or_empty(value)[: max(0, whole("LEFT", count))]


@function("RIGHT(text, count)", aliases=("RIGHT$",), result="text", methods=("right",))
def right(value: Any, count: Any) -> str:
    """The last ``count`` characters; all of them when there are fewer.

    Example:
        TALK RIGHT("hello", 2)   ' lo
    """
    text = text_or_empty(value)
    return text[max(0, len(text) - max(0, whole("RIGHT", count))) :]


@function("MID(text, start[, count])", aliases=("MID$",), methods=("mid",))
def mid(value: Any, start: Any, count: Any = None) -> Any:
    """Characters from position ``start`` (the first is 1), all that follow when ``count`` is left out.

    Of a list it gives a page: ``count`` elements from element ``start``, where the first is 0.

    Example:
        TALK MID("hello", 2, 3)   ' ell
        TALK MID([10, 20, 30], 1, 2)   ' [20, 30]
    """
    value = unwrap(value)
    listed = isinstance(value, Array)
    first = max(0, whole("MID", start) - (0 if listed else 1))
    length_wanted = None if count is None else max(0, whole("MID", count))
    if not listed:
        text = text_or_empty(value)
        return text[first:] if length_wanted is None else text[first : first + length_wanted]
    last = len(value) if length_wanted is None else min(len(value), first + length_wanted)
    return new_list((value[at] for at in range(first, last)), max(0, last - first), value)


@function("SUBSTRING(text, start[, end])", result="text", methods=("substring",))
def substring(value: Any, start: Any, end: Any = None) -> str:
    """Characters from index ``start`` (the first is 0) up to, not including, index ``end``.

    Example:
        TALK SUBSTRING("hello", 1, 3)   ' el
    """
    text = text_or_empty(value)
    first = max(0, whole("SUBSTRING", start))
    return text[first:] if end is None else text[first : max(0, whole("SUBSTRING", end))]


@function("UCASE(text)", aliases=("UPPER", "UCASE$", "UPPER$", "UPPERCASE"), result="text", methods=("upper", "ucase"))
def upper(value: Any) -> str:
    """The text in upper case.

    Example:
        TALK UCASE("ação")   ' AÇÃO
    """
    text = text_or_empty(value)
    text_room(len(text))
    return text.upper()


@function("LCASE(text)", aliases=("LOWER", "LOWERCASE", "LCASE$", "LOWER$"), result="text", methods=("lower", "lcase"))
def lower(value: Any) -> str:
    """The text in lower case.

    Example:
        TALK LCASE("AÇÃO")   ' ação
    """
    text = text_or_empty(value)
    text_room(len(text))
    return text.lower()


@function("TRIM(text)", aliases=("TRIM$",), result="text", methods=("trim",))
def trim(value: Any) -> str:
    """The text without blanks and line ends at both ends.

    Example:
        TALK "[" + TRIM("  hi ") + "]"   ' [hi]
    """
    return text_or_empty(value).strip()


@function("LTRIM(text)", aliases=("LTRIM$",), result="text", methods=("ltrim",))
def ltrim(value: Any) -> str:
    """The text without blanks at its start.

    Example:
        TALK "[" + LTRIM("  hi ") + "]"   ' [hi ]
    """
    return text_or_empty(value).lstrip()


@function("RTRIM(text)", aliases=("RTRIM$",), result="text", methods=("rtrim",))
def rtrim(value: Any) -> str:
    """The text without blanks at its end.

    Example:
        TALK "[" + RTRIM("  hi ") + "]"   ' [  hi]
    """
    return text_or_empty(value).rstrip()


@function("SPLIT(text[, delimiter])", result="list", methods=("split",))
def split(value: Any, delimiter: Any = ",") -> Array:
    """List of the parts between delimiters, a comma when it is left out; "" as delimiter gives the single characters.

    Parts keep their blanks. Nothing gives an empty list, "" a list of one "". A list is given back as it is.

    Example:
        TALK SPLIT("a, b,c", ",")[1]   '  b
        TALK UBOUND(SPLIT("2026-03-07", "-"))   ' 3
    """
    value = unwrap(value)
    if value is None or isinstance(value, Array):
        return Array() if value is None else value
    text, mark = text_or_empty(value), text_or_empty(delimiter)
    charge(len(text) // 64)
    if not mark:
        return new_list(text, len(text))
    count = text.count(mark) + 1
    return new_list(_parts(text, mark), count)


def _parts(text: str, mark: str) -> list[str]:
    text_room(len(text))
    return text.split(mark)


@function("CAPITALIZE(text)", result="text", methods=("capitalize",))
def capitalize(value: Any) -> str:
    """The text with its first letter in upper case and the rest as it is.

    Example:
        TALK CAPITALIZE("maria da Silva")   ' Maria da Silva
    """
    text = text_or_empty(value)
    text_room(len(text))
    return text[:1].upper() + text[1:]


@function("PROPER(text)", result="text")
def proper(value: Any) -> str:
    """The text with every word starting in upper case and going on in lower case.

    Example:
        TALK PROPER("MARIA dA silva")   ' Maria Da Silva
    """
    text = text_or_empty(value)
    text_room(len(text))
    made: list[str] = []
    inside = False
    for char in in_turns(text):
        made.append(char.lower() if inside else char.upper())
        inside = char.isalnum() or char in "'’"
    return "".join(made)


@function("CHR(code)", aliases=("CHR$",), result="text")
def char(code: Any) -> str:
    """The character with this Unicode number; 10 is a line end, 34 a quote.

    Example:
        TALK CHR(65) + CHR(227)   ' Aã
    """
    point = whole("CHR", code)
    if not 0 <= point < 0x110000 or 0xD800 <= point < 0xE000:
        raise wrong(f"CHR has no character for the number {point}")
    return chr(point)


@function("ASC(text)", aliases=("ASC$",), result="int")
def code_of(value: Any) -> int:
    """Unicode number of the first character; 0 for "".

    Example:
        TALK ASC("A")   ' 65
    """
    text = text_or_empty(value)
    return ord(text[0]) if text else 0


@function("STRING(count, character)", aliases=("STRING$",), result="text")
def string(count: Any, character: Any) -> str:
    """A character, or the one with a Unicode number, ``count`` times.

    Example:
        TALK STRING(3, "=")   ' ===
    """
    if numeric(count) is None and numeric(character) is not None:
        count, character = character, count
    times = max(0, whole("STRING", count))
    one = char(character) if type(character) in (int, float) else text_or_empty(character)[:1]
    text_room(times * len(one))
    return one * times


@function("SPACE(count)", aliases=("SPACE$",), result="text")
def space(count: Any) -> str:
    """``count`` blanks.

    Example:
        TALK "a" + SPACE(3) + "b"   ' a   b
    """
    times = max(0, whole("SPACE", count))
    text_room(times)
    return " " * times


@function("SLUGIFY(text)", result="text", methods=("slugify",))
def slugify(value: Any) -> str:
    """The text for use in an address: lower case, no accents, words joined by "-".

    Example:
        TALK SLUGIFY("Olá, Mundo Novo!")   ' ola-mundo-novo
    """
    text = text_or_empty(value)
    charge(len(text) // 8)
    text_room(4 * len(text))
    plain = unicodedata.normalize("NFKD", text).lower()
    letters = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return "-".join("".join(letters).split())


@function("HEX(number)", aliases=("HEX$",), result="text")
def hexadecimal(value: Any) -> str:
    """A whole number in base 16; a negative one as 64 bits in two's complement.

    Example:
        TALK HEX(255)   ' FF
    """
    return f"{whole('HEX', value) & 0xFFFFFFFFFFFFFFFF:X}"
