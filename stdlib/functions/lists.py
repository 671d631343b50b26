"""Functions that give a new list, or look into one; none of them changes the list it is given.

Elements count from 0. A list taken from a rowset is a rowset. Called by the machine through the catalog.
"""

from __future__ import annotations

import math
from typing import Any

from stdlib.api import function
from stdlib.functions.arguments import (
    fit,
    item_room,
    kind,
    new_list,
    number,
    rows,
    sequence,
    text_or_empty,
    text_room,
    unwrap,
    wrong,
)
from stdlib.functions.order import in_order
from stdlib.functions.rows import joined_rows
from stdlib.functions.search import alike
from vm.budget import charge
from vm.value import Array, Object, to_text


@function("UBOUND(list)", result="int")
def ubound(value: Any) -> int:
    """Number of elements of a list; 0 for nothing. ``list[UBOUND(list)] = x`` adds one at the end.

    Example:
        TALK UBOUND([4, 5, 6])   ' 3
    """
    return _count("UBOUND", value)


@function("LBOUND(list)", result="int")
def lbound(value: Any) -> int:
    """Place of the first element of a list, which is 0.

    Example:
        TALK LBOUND([4, 5, 6])   ' 0
    """
    return 0


@function("COUNT(list)", aliases=("SIZE",), result="int", methods=("count", "size"))
def count(value: Any) -> int:
    """Number of elements of a list, fields of an object or characters of a text; 0 for nothing.

    Example:
        TALK COUNT(["a", "b"])   ' 2
    """
    return _count("COUNT", value)


def _count(name: str, value: Any) -> int:
    value = unwrap(value)
    if value is None:
        return 0
    if isinstance(value, Array | Object | str):
        return len(value)
    raise wrong(f"{name} needs a list, not {kind(value)}")


@function("ARRAY(value, ...)", result="list")
def array(*items: Any) -> Array:
    """A list of the arguments.

    Example:
        TALK ARRAY(1, "two", 3)   ' [1, "two", 3]
    """
    return new_list(items, len(items))


@function("EMPTY_ARRAY()", result="list")
def empty_array() -> Array:
    """A new list without elements.

    Example:
        TALK UBOUND(EMPTY_ARRAY())   ' 0
    """
    return Array()


@function("APPEND(list, value)", aliases=("ARRAY_PUSH",), result="list")
def append(items: Any, value: Any) -> Array:
    """A new list with a value added at the end; the list given stays as it is.

    As a statement, ``APPEND list, value`` changes the list itself.

    Example:
        TALK APPEND([1, 2], 3)   ' [1, 2, 3]
    """
    source = sequence("APPEND", items)
    return new_list([*source, value], len(source) + 1, source)


@function(
    "SORT(list[, by[, direction]])",
    forms=("SORT rows BY field:word [direction:word(ASC|DESC)]",),
    result="list",
    methods=("sort",),
)
def sort(value: Any, by: Any = None, direction: Any = None) -> Array:
    """A new list in order: numbers and numeric text first, then dates, then text, then the rest; nothing comes last.

    ``SORT(list, "DESC")`` is the other way round; ``SORT(rows, "field")`` and ``SORT(rows, "field", "DESC")`` order
    rows.

    Example:
        TALK SORT([10, "9", "b", "a"])   ' ["9", 10, "a", "b"]
        TALK SORT([{"n": 1}, {"n": 2}], "n", "DESC")   ' [{"n": 2}, {"n": 1}]
    """
    if direction is None and isinstance(by, str) and by.strip().upper() in ("ASC", "DESC"):
        by, direction = None, by
    return in_order("SORT", value, by, _descending(direction))


def _descending(direction: Any) -> bool:
    word = text_or_empty(direction).strip().upper()
    if word not in ("", "ASC", "ASCENDING", "DESC", "DESCENDING"):
        raise wrong(f'SORT goes ASC or DESC, not "{word[:40]}"')
    return word.startswith("DESC")


@function("SORT_ASC(list[, field])", result="list")
def sort_asc(value: Any, by: Any = None) -> Array:
    """As SORT, ascending.

    Example:
        TALK SORT_ASC([3, 1, 2])   ' [1, 2, 3]
    """
    return in_order("SORT_ASC", value, by, False)


@function("SORT_DESC(list[, field])", result="list")
def sort_desc(value: Any, by: Any = None) -> Array:
    """As SORT, descending.

    Example:
        TALK SORT_DESC([3, 1, 2])   ' [3, 2, 1]
    """
    return in_order("SORT_DESC", value, by, True)


@function("UNIQUE(list)", aliases=("DISTINCT",), result="list", methods=("unique",))
def unique(value: Any) -> Array:
    """A new list without repeats, the first of each kept; elements of the same text are the same.

    Example:
        TALK UNIQUE([1, "1", 2, 1])   ' [1, 2]
    """
    source = sequence("UNIQUE", value)
    charge(4 * len(source))
    kept: dict[str, Any] = {}
    for item in source:
        kept.setdefault(to_text(item), item)
    return new_list(kept.values(), len(kept), source)


@function("INDEX_OF(list, value)", aliases=("INDEXOF",), result="int", methods=("index_of", "indexOf"))
def index_of(value: Any, sought: Any) -> int:
    """Place of the first equal element, from 0, or of a part of a text; -1 when there is none.

    Example:
        TALK INDEX_OF(["a", "b"], "b")   ' 1
    """
    return _place("INDEX_OF", value, sought, 1)


@function("LAST_INDEX_OF(list, value)", result="int")
def last_index_of(value: Any, sought: Any) -> int:
    """Place of the last equal element, from 0, or of a part of a text; -1 when there is none.

    Example:
        TALK LAST_INDEX_OF([7, 8, 7], 7)   ' 2
    """
    return _place("LAST_INDEX_OF", value, sought, -1)


def _place(name: str, value: Any, sought: Any, step: int) -> int:
    if isinstance(value, str) and not value.lstrip().startswith("["):
        charge(len(value) // 64)
        part = text_or_empty(sought)
        return value.find(part) if step > 0 else value.rfind(part)
    source = sequence(name, value)
    charge(4 * len(source))
    return next((at for at in range(len(source))[::step] if alike(source[at], sought)), -1)


@function("CONCAT(first, ...)", forms=("MERGE first, second",))
def concat(*values: Any) -> Any:
    """One new list of several; without any list, one text of several.

    Example:
        TALK CONCAT([1], [2, 3])   ' [1, 2, 3]
        TALK CONCAT("a", "b", 1)   ' ab1
    """
    parts = [unwrap(value) for value in values]
    if not any(isinstance(part, Array) for part in parts):
        texts = [text_or_empty(part) for part in parts]
        text_room(sum(map(len, texts)))
        return "".join(texts)
    item_room(sum(len(part) if isinstance(part, Array) else 1 for part in parts))
    return _joined(parts)


@function("FLATTEN(list)", result="list", methods=("flatten",))
def flatten(value: Any) -> Array:
    """A new list in which lists inside the list are replaced by their elements, one level deep.

    Example:
        TALK FLATTEN([1, [2, [3]]])   ' [1, 2, [3]]
    """
    source = sequence("FLATTEN", value)
    charge(len(source))
    item_room(sum(len(item) if isinstance(item, Array) else 1 for item in source))
    return _joined(source)


def _joined(parts: Any) -> Array:
    made = Array()
    for part in parts:
        if isinstance(part, Array):
            made.extend(list(part))
        elif part is not None:
            made.append(part)
    return made


@function("RANGE(first, last[, step])", result="list")
def range_of(first: Any, last: Any, step: Any = None) -> Array:
    """A list of numbers from ``first`` to ``last``, both included; empty for a step of 0 or one that leads away.

    Example:
        TALK RANGE(1, 4)   ' [1, 2, 3, 4]
        TALK RANGE(10, 0, -5)   ' [10, 5, 0]
    """
    low, high = number("RANGE", first), number("RANGE", last)
    by = 1 if step is None else number("RANGE", step)
    if not all(map(math.isfinite, (low, high, by))):
        raise wrong("RANGE needs numbers that end somewhere")
    if by == 0 or (high - low) * by < 0:
        return Array()
    exact = all(isinstance(n, int) for n in (low, high, by))
    rounds = (high - low) // by if exact else _rounds((high - low) / by)
    return new_list((fit(low + at * by) if exact else low + at * by for at in range(int(rounds) + 1)), int(rounds) + 1)  # type: ignore[arg-type]


def _rounds(steps: float) -> int:
    """Whole steps, forgiving the last digits of 0.1 and its like."""
    return math.floor(steps + 1e-9) if math.isfinite(steps) else 2**62


@function("JOIN(list[, separator[, key]])", forms=("JOIN left, right, key",), methods=("join",))
def join(value: Any, separator: Any = ",", key: Any = None) -> Any:
    """One text of the elements of a list, with a separator between them, a comma when it is left out.

    Of two lists of rows and the name of a field: the rows joined where that field is equal; where both have a field,
    the left one's stays.

    Example:
        TALK JOIN(["a", "b"], "-")   ' a-b
        TALK JOIN([{"id": 1, "a": 2}], [{"id": 1, "b": 3}], "id")   ' [{"id": 1, "a": 2, "b": 3}]
    """
    if key is not None or isinstance(unwrap(separator), Array):
        return joined_rows(rows("JOIN", value), rows("JOIN", separator), key)
    if isinstance(value, str) and not value.lstrip().startswith("["):
        return value
    source, mark = sequence("JOIN", value), "," if separator is None else text_or_empty(separator)
    return join_texts(source, mark)


def join_texts(source: Array, mark: str) -> str:
    """Texts of all elements with ``mark`` between; checked as it grows, so a huge result is never built."""
    texts: list[str] = []
    size = 0
    for at, item in enumerate(source):
        texts.append(text_or_empty(item))
        size += len(texts[-1]) + len(mark)
        if at % 256 == 255:
            text_room(size)
    charge(len(source) + size // 64)
    text_room(max(0, size - len(mark)))
    return mark.join(texts)
