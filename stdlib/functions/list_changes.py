"""Functions that change the list they are given, as ``APPEND list, value`` and ``list.push(value)`` do.

PUSH and UNSHIFT give the list back, so a statement over a variable that holds nothing can store it there. Called by
the machine.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import function
from stdlib.functions.arguments import kind, new_list, unwrap, whole
from vm.budget import charge
from vm.value import Array, BasicError


def _changed(name: str, value: Any) -> Array:
    """The list itself; nothing is a new list, anything else GB6006."""
    value = unwrap(value)
    if value is None:
        return Array()
    if not isinstance(value, Array):
        raise BasicError("GB6006", f"{name} needs a list to change, not {kind(value)}")
    return value


@function(
    "PUSH(list, value)",
    forms=("PUSH list, value", "APPEND list, value"),
    result="list",
    methods=("push", "add", "append"),
)
def push(items: Any, value: Any) -> Array:
    """Adds a value at the end of the list itself and gives the list.

    Example:
        items = [1, 2]
        PUSH items, 3
        items.push(4)
        TALK items   ' [1, 2, 3, 4]
    """
    target = _changed("PUSH", items)
    target.append(value)
    return target


@function("POP(list)", aliases=("ARRAY_POP",), methods=("pop",))
def pop(items: Any) -> Any:
    """Takes the last element out of the list and gives it; nothing when the list is empty.

    Example:
        items = [1, 2]
        TALK POP(items)   ' 2
        TALK items   ' [1]
    """
    target = _changed("POP", items)
    return target.pop() if len(target) else None


@function("SHIFT(list)", aliases=("ARRAY_SHIFT",), methods=("shift",))
def shift(items: Any) -> Any:
    """Takes the first element out of the list and gives it; nothing when the list is empty.

    Example:
        items = [1, 2]
        TALK SHIFT(items)   ' 1
        TALK items   ' [2]
    """
    target = _changed("SHIFT", items)
    charge(len(target) // 64)
    return target.pop(0) if len(target) else None


@function("UNSHIFT(list, value)", aliases=("PREPEND",), result="list", methods=("unshift", "prepend"))
def unshift(items: Any, value: Any) -> Array:
    """Adds a value at the start of the list itself and gives the list.

    Example:
        items = [1, 2]
        UNSHIFT(items, 0)
        TALK items   ' [0, 1, 2]
    """
    target = _changed("UNSHIFT", items)
    charge(len(target) // 64)
    target.insert(0, value)
    return target


@function("SPLICE(list, start[, count[, value, ...]])", result="list", methods=("splice",))
def splice(items: Any, start: Any, count: Any = None, *values: Any) -> Array:
    """Takes elements out of the list itself and gives them as a list.

    The place is counted from 0, a negative one from the end. Without a count all that follow are taken. Values after
    the count are put in their place.

    Example:
        items = [1, 2, 3, 4]
        TALK items.splice(1, 2)   ' [2, 3]
        TALK items   ' [1, 4]
    """
    target = _changed("SPLICE", items)
    first = whole("SPLICE", start)
    first = max(0, first + len(target)) if first < 0 else min(first, len(target))
    last = len(target) if count is None else min(len(target), first + max(0, whole("SPLICE", count)))
    taken = new_list((target[at] for at in range(first, last)), last - first)
    kept = [*(target[at] for at in range(first)), *values, *(target[at] for at in range(last, len(target)))]
    charge(len(kept) // 8)
    fresh = new_list(kept, len(kept))
    target.clear()
    target.extend(fresh)
    return taken
