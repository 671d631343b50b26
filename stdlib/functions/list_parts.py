"""Functions that give a part of a list or of a text: first and last elements, pages, slices.

The list itself stays as it is; a part of a rowset is a rowset. Called by the machine through the catalog.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import function
from stdlib.functions.arguments import field, kind, new_list, numeric, sequence, text_or_empty, unwrap, whole, wrong
from vm.value import Array, Object


@function("SLICE(list, start[, end])", aliases=("SUBARRAY",), methods=("slice",))
def slice_of(value: Any, start: Any, end: Any = None) -> Any:
    """Elements, or characters of a text, from ``start`` up to, not including, ``end``.

    The first is 0; negative places count from the end.

    Example:
        TALK SLICE([1, 2, 3, 4], 1, 3)   ' [2, 3]
        TALK SLICE([1, 2, 3, 4], -2)   ' [3, 4]
    """
    return _part("SLICE", value, slice(whole("SLICE", start), None if end is None else whole("SLICE", end)))


@function("MID_ARRAY(list, start, count)", result="list")
def mid_array(value: Any, start: Any, wanted: Any) -> Any:
    """A page of a list: ``count`` elements from element ``start``, where the first is 0.

    Example:
        TALK MID_ARRAY([1, 2, 3, 4], 1, 2)   ' [2, 3]
    """
    first = max(0, whole("MID_ARRAY", start))
    return _part("MID_ARRAY", value, slice(first, first + max(0, whole("MID_ARRAY", wanted))))


@function("TAKE(list, count)", methods=("take",))
def take(value: Any, wanted: Any) -> Any:
    """The first elements of a list, or characters of a text.

    Example:
        TALK TAKE([1, 2, 3], 2)   ' [1, 2]
    """
    return _part("TAKE", value, slice(0, max(0, whole("TAKE", wanted))))


@function("DROP(list, count)")
def drop(value: Any, unwanted: Any) -> Any:
    """What is left of a list, or of a text, without its first elements.

    Example:
        TALK DROP([1, 2, 3], 2)   ' [3]
    """
    return _part("DROP", value, slice(max(0, whole("DROP", unwanted)), None))


@function("TAIL(list[, count])")
def tail(value: Any, wanted: Any = None) -> Any:
    """All elements but the first; with a number, that many from the end.

    Example:
        TALK TAIL([1, 2, 3])   ' [2, 3]
        TALK TAIL([1, 2, 3], 1)   ' [3]
    """
    if wanted is None:
        return _part("TAIL", value, slice(1, None))
    last = max(0, whole("TAIL", wanted))
    return _part("TAIL", value, slice(-last, None) if last else slice(0, 0))


@function("INIT(list)")
def init(value: Any) -> Any:
    """All elements but the last.

    Example:
        TALK INIT([1, 2, 3])   ' [1, 2]
    """
    return _part("INIT", value, slice(0, -1))


@function("REVERSE(list)", methods=("reverse",))
def reverse(value: Any) -> Any:
    """A new list, or a text, the other way round.

    Example:
        TALK REVERSE([1, 2, 3])   ' [3, 2, 1]
        TALK REVERSE("abc")   ' cba
    """
    return _part("REVERSE", value, slice(None, None, -1))


def _part(name: str, value: Any, part: slice) -> Any:
    """A slice of a text, or a new list of a slice of a list."""
    if isinstance(value, str) and not value.lstrip().startswith("["):
        return value[part]
    source = sequence(name, value)
    places = range(len(source))[part]
    return new_list((source[at] for at in places), len(places), source)


@function("BATCH(list, size)", aliases=("CHUNK",), result="list")
def batch(value: Any, size: Any) -> Array:
    """A list of lists of at most ``size`` elements each.

    Example:
        TALK BATCH([1, 2, 3], 2)   ' [[1, 2], [3]]
    """
    source, width = sequence("BATCH", value), whole("BATCH", size)
    if width < 1:
        raise wrong(f"BATCH needs a size of at least 1, not {width}")
    starts = range(0, len(source), min(width, max(1, len(source))))
    width = min(width, max(1, len(source)))
    parts = (new_list((source[i] for i in range(at, min(at + width, len(source)))), width, source) for at in starts)
    return new_list(parts, len(starts))


@function("FIRST(value[, count])", aliases=("FIRST_ELEM", "HEAD"), forms=("FIRST value[, count]",), methods=("first",))
def first(value: Any, count: Any = None) -> Any:
    """First element of a list (nothing when it is empty), or first word of a text.

    With a number: a list of that many elements, or that many words. With a field name: that field of the first row.

    Example:
        TALK FIRST("Maria Silva")   ' Maria
        TALK FIRST([7, 8, 9], 2)   ' [7, 8]
    """
    return _end("FIRST", value, count, 0)


@function("LAST(value[, count])", aliases=("LAST_ELEM",), forms=("LAST value[, count]",), methods=("last",))
def last(value: Any, count: Any = None) -> Any:
    """Last element of a list (nothing when it is empty), or last word of a text.

    With a number: a list of that many elements, or that many words. With a field name: that field of the last row.

    Example:
        TALK LAST("Maria Silva")   ' Silva
        TALK LAST([{"n": 1}, {"n": 2}], "n")   ' 2
    """
    return _end("LAST", value, count, -1)


def _words(text: str, at: int | None) -> list[str]:
    """The words of a text; with 0 or -1 only the first or last of them is sure to be one word."""
    if at is None:
        return text.split()
    return text.split(None, 1) if at == 0 else text.rsplit(None, 1)


def _end(name: str, value: Any, count: Any, at: int) -> Any:
    """The element or word at one end, ``count`` of them, or a field of it."""
    value = unwrap(value)
    if value is None:
        return None if count is None or numeric(count) is None else Array()
    if isinstance(value, Object):
        return value if not isinstance(count, str) else field(value, count)
    listed = isinstance(value, Array)
    items = value if listed else _words(text_or_empty(value), None if count is not None else at)
    if count is None:
        return items[at] if len(items) else (None if listed else "")
    if listed and isinstance(count, str) and numeric(count) is None:
        return field(items[at], count) if len(items) else None
    if isinstance(count, Array | Object):
        raise wrong(f"{name} needs a number of elements, not {kind(count)}")
    wanted = max(0, whole(name, count))
    low, high = (0, min(wanted, len(items))) if at == 0 else (max(0, len(items) - wanted), len(items))
    if not listed:
        return " ".join(items[low:high])
    return new_list((items[i] for i in range(low, high)), high - low, items)
