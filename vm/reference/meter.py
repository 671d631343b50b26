"""Fuel, memory and size limits of the reference interpreter.

Charges at the points that ``docs/internals/semantics.md`` names. Memory is counted up at each allocation and, when the
count passes the limit, counted again over what is alive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from vm.budget import Limits
from vm.error import BasicError
from vm.value import Array, Object


class Meter:
    """Counters of one machine. ``alive`` gives the values that can still be reached."""

    def __init__(self, limits: Limits, alive: Callable[[], Iterable[Any]] = tuple) -> None:
        self.limits = limits
        self.fuel = limits.fuel
        self.memory = 0
        self._alive = alive

    def charge(self, units: int) -> None:
        """Use fuel; GB6900 when there is none left."""
        self.fuel -= units
        if self.fuel < 0:
            raise BasicError("GB6900", f"the program used up its {self.limits.fuel} steps")

    def hold(self, size: int) -> None:
        """Announce bytes about to be taken; GB6901 when they do not fit."""
        self.memory += size
        if self.memory > self.limits.memory:
            self.memory = live_bytes(self._alive()) + size
            if self.memory > self.limits.memory:
                self.memory -= size
                raise BasicError("GB6901", f"the program's values need more than {self.limits.memory} bytes")

    def text_length(self, chars: int) -> None:
        """GB6903 when a text of this length may not be built."""
        if chars > self.limits.text:
            raise BasicError("GB6903", f"a text of {chars} characters is too long")

    def built_text(self, text: str) -> None:
        """Account for a text that an instruction built."""
        self.text_length(len(text))
        self.hold(text_bytes(text))
        self.charge(len(text) // 64)

    def items(self, count: int, new: int | None = None) -> None:
        """A list or object is about to have ``count`` elements; GB6904 when these are too many."""
        if count > self.limits.items:
            raise BasicError("GB6904", f"a list or object of {count} is too large")
        self.hold(16 * (count if new is None else new))

    def nest(self, level: int) -> None:
        """GB6905 when a container stands at ``level`` containers inside each other or deeper."""
        if level >= self.limits.nesting:
            raise BasicError("GB6905", f"a value is nested more than {self.limits.nesting} deep")


def text_bytes(text: str) -> int:
    """1, 2 or 4 bytes a character."""
    top = max(map(ord, text), default=0)
    return len(text) * (1 if top < 0x100 else 2 if top < 0x10000 else 4)


def live_bytes(roots: Iterable[Any]) -> int:
    """Bytes of everything reachable from ``roots``, each container once."""
    seen: set[int] = set()
    waiting, total = list(roots), 0
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            total += text_bytes(value)
        elif isinstance(value, (Array, Object)) and id(value) not in seen:
            seen.add(id(value))
            inner = list(value) if isinstance(value, Array) else [x for pair in value.items() for x in pair]
            total += 48 + 16 * len(value)
            waiting += inner
    return total
