"""Functions that look for something in a text or list, and replace or cut out what they find.

Upper and lower case differ except for LIKE. Matching never uses patterns that can backtrack. Called by the machine
through the catalog.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import function
from stdlib.functions.arguments import numeric, text_or_empty, text_room, unwrap, whole
from vm.budget import charge
from vm.value import Array, Object, equals, to_text


@function("INSTR(text, sought[, more])", result="int")
def instr(*args: Any) -> int:
    """Position of ``sought`` in the text (the first is 1), or 0; upper and lower case differ.

    With three arguments the first is the position to start from: ``INSTR(start, text, sought)``. In a list it is the
    position of the equal element.

    Example:
        TALK INSTR("banana", "an")   ' 2
        TALK INSTR(3, "banana", "an")   ' 4
    """
    start: Any = 1
    source, sought = args[0], args[1]
    if len(args) > 2:
        start, source, sought = args if numeric(args[0]) is not None else (args[2], args[0], args[1])
    first = max(1, whole("INSTR", 1 if start is None else start)) - 1
    source = unwrap(source)
    if isinstance(source, Array):
        charge(4 * len(source))
        return next((at + 1 for at in range(first, len(source)) if alike(source[at], sought)), 0)
    text, part = text_or_empty(source), text_or_empty(sought)
    if not text or not part:
        return 0
    charge(len(text) // 64)
    return text.find(part, first) + 1


@function("REPLACE(text, find, replacement)", aliases=("REPLACE$",), result="text", methods=("replace",))
def replace(value: Any, find: Any, replacement: Any) -> str:
    """The text with every ``find`` replaced; nothing to find leaves it as it is. Upper and lower case differ.

    Example:
        TALK REPLACE("a-b-c", "-", "+")   ' a+b+c
    """
    text, old, new = text_or_empty(value), text_or_empty(find), text_or_empty(replacement)
    if not old:
        return text
    charge(len(text) // 64)
    text_room(len(text) + text.count(old) * (len(new) - len(old)))
    return text.replace(old, new)


@function(
    "CONTAINS(where, what)", aliases=("INCLUDES", "HAS"), result="bool", methods=("contains", "includes", "has")
)  # fmt: skip
def contains(where: Any, what: Any) -> bool:
    """Whether a text has a part, a list an equal element or an object a field of that name.

    Elements are compared as ``=`` does and by their text, so 1 is found by "1". In text, upper and lower case differ.

    Example:
        TALK CONTAINS("banana", "nan")   ' true
        TALK CONTAINS([1, 2], "2")   ' true
    """
    where = unwrap(where)
    if where is None:
        return False
    if isinstance(where, Array):
        charge(4 * len(where))
        return any(alike(item, what) for item in where)
    if isinstance(where, Object) and not where.kind:
        return isinstance(what, str) and (what in where or any(key.lower() == what.lower() for key in where))
    text, part = text_or_empty(where), text_or_empty(what)
    charge(len(text) // 64)
    return part in text


@function("IN_ARRAY(value, list)", aliases=("INARRAY",), result="bool")
def in_array(value: Any, where: Any) -> bool:
    """As CONTAINS with the value first; the list is found in either place.

    Example:
        TALK IN_ARRAY("b", ["a", "b"])   ' true
    """
    value = unwrap(value)
    if isinstance(value, Array) and not isinstance(unwrap(where), Array):
        value, where = where, value
    found: bool = contains(where, value)
    return found


def alike(a: Any, b: Any) -> bool:
    """Equal as ``=`` has it, or scalars of the same text."""
    if equals(a, b):
        return True
    if isinstance(a, Array | Object) or isinstance(b, Array | Object) or a is None or b is None:
        return False
    one, other = to_text(a), to_text(b)
    return one == other


@function("EXTRACT_BEFORE(text, mark)", result="text")
def extract_before(value: Any, mark: Any) -> str:
    """What stands before the first ``mark``; "" when there is none.

    Example:
        TALK EXTRACT_BEFORE("ana@mail.com", "@")   ' ana
    """
    head, found, _ = _cut(text_or_empty(value), text_or_empty(mark))
    return head if found else ""


@function("EXTRACT_AFTER(text, mark)", result="text")
def extract_after(value: Any, mark: Any) -> str:
    """What stands after the first ``mark``; "" when there is none.

    Example:
        TALK EXTRACT_AFTER("ana@mail.com", "@")   ' mail.com
    """
    return _cut(text_or_empty(value), text_or_empty(mark))[2]


@function("EXTRACT_BETWEEN(text, first, second)", result="text")
def extract_between(value: Any, first: Any, second: Any) -> str:
    """What stands between the first ``first`` and the next ``second``; "" when either is missing.

    Example:
        TALK EXTRACT_BETWEEN("Re: [A-12] Hello", "[", "]")   ' A-12
    """
    inner, found, _ = _cut(_cut(text_or_empty(value), text_or_empty(first))[2], text_or_empty(second))
    return inner if found else ""


def _cut(text: str, mark: str) -> tuple[str, str, str]:
    charge(len(text) // 64)
    return text.partition(mark) if mark else (text, "", "")


@function("STARTS_WITH(text, start)", aliases=("STARTSWITH",), result="bool", methods=("starts_with", "startsWith"))
def starts_with(value: Any, start: Any) -> bool:
    """Whether the text begins with ``start``; upper and lower case differ.

    Example:
        TALK STARTS_WITH("invoice 12", "invoice")   ' true
    """
    return text_or_empty(value).startswith(text_or_empty(start))


@function("ENDS_WITH(text, end)", aliases=("ENDSWITH",), result="bool", methods=("ends_with", "endsWith"))
def ends_with(value: Any, end: Any) -> bool:
    """Whether the text ends with ``end``; upper and lower case differ.

    Example:
        TALK ENDS_WITH("photo.png", ".png")   ' true
    """
    return text_or_empty(value).endswith(text_or_empty(end))


@function("LIKE(text, pattern)", result="bool")
def like(value: Any, pattern: Any) -> bool:
    """Whether the text fits a pattern in which ``%`` is any run of characters and ``_`` is one; case does not matter.

    A pattern with neither is sought anywhere in the text.

    Example:
        TALK LIKE("Maria Silva", "maria%")   ' true
        TALK LIKE("Maria Silva", "silva")   ' true
    """
    text, sought = text_or_empty(value).lower(), text_or_empty(pattern).lower()
    if "%" not in sought and "_" not in sought:
        charge(len(text) // 64)
        return sought in text
    return _fits(text, sought)


def _fits(text: str, pattern: str) -> bool:
    """Match greedily, going back only to the last ``%``; the steps are charged as they are made."""
    at = place = steps = 0
    star, resume = -1, 0
    while at < len(text):
        steps += 1
        if steps % 1024 == 0:
            charge(4096)
        if place < len(pattern) and pattern[place] == "%":
            star, resume = place, at
            place += 1
        elif place < len(pattern) and pattern[place] in ("_", text[at]):
            at += 1
            place += 1
        elif star >= 0:
            resume += 1
            at, place = resume, star + 1
        else:
            return False
    return not pattern[place:].strip("%")
