"""Graphs of values as plain data: the state of a reference machine, and the form in which tests compare two machines.

Containers are numbered in the order they are met, so sharing and cycles are kept and two equal graphs give equal data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from vm.value import Array, Object

Plain = tuple[Any, ...]
"""``(kind, data)``; for containers ``("@", number)``."""


def flatten(roots: Iterable[Any]) -> tuple[list[Plain], list[Plain]]:
    """The roots as plain data, and the table of the containers that they reach."""
    numbers: dict[int, int] = {}
    waiting: list[Any] = []

    def plain(value: Any) -> Plain:
        if not isinstance(value, (Array, Object)):
            return type(value).__name__, repr(value)
        if id(value) not in numbers:
            numbers[id(value)] = len(waiting)
            waiting.append(value)
        return "@", numbers[id(value)]

    flat = [plain(value) for value in roots]
    table: list[Plain] = []
    while len(table) < len(waiting):
        thing = waiting[len(table)]
        if isinstance(thing, Array):
            table.append(("list", bool(thing.rowset), [plain(item) for item in thing]))
        else:
            table.append(("object", thing.kind, [(name, plain(item)) for name, item in thing.items()]))
    return flat, table


def copy_graph(roots: Iterable[Any]) -> list[Any]:
    """The same values with all containers copied, sharing and cycles kept."""
    copies: dict[int, Any] = {}
    fills: list[Callable[[], None]] = []

    def fill_list(thing: Array, new: Array) -> Callable[[], None]:
        return lambda: new.extend([copied(item) for item in thing])

    def fill_object(thing: Object, new: Object) -> Callable[[], None]:
        def fill() -> None:
            for name, item in thing.items():
                new[name] = copied(item)

        return fill

    def copied(value: Any) -> Any:
        if not isinstance(value, (Array, Object)):
            return value
        if id(value) not in copies:
            new: Any = Array() if isinstance(value, Array) else Object([(name, None) for name in value])
            copies[id(value)] = new
            if isinstance(value, Array):
                new.rowset = value.rowset
                fills.append(fill_list(value, new))
            else:
                new.kind = value.kind
                fills.append(fill_object(value, new))
        return copies[id(value)]

    result = [copied(value) for value in roots]
    while fills:
        fills.pop()()
    return result
