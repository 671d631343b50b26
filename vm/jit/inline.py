"""Decides which calls between compiled functions are written out in place, and how deep.

A small function is copied into its callers, level by level, also into itself, until the whole would be too large. Each
copy is a function of its own in the text that ``emit`` writes, which LLVM puts in place, so a copy leaves as every
other function does: one frame for each call.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from vm.jit.infer import Key, Unit

SMALL: Final = 24
"""Instructions of a function that is copied."""
LARGEST: Final = 140
"""Instructions of a function with its copies from the second level on."""
LARGEST_FIRST: Final = 1000
"""The same, with the first level alone."""
DEEPEST: Final = 4


class Copy(NamedTuple):
    """A unit as written: ``levels`` of calls inside it are copied; ``inside`` another one, or a function itself."""

    key: Key
    levels: int
    inside: bool


class Plan:
    """The copies of each unit that are needed, for the units of one region."""

    def __init__(self, units: dict[Key, Unit]) -> None:
        self._units = units
        self._numbers = {key: at for at, key in enumerate(units)}
        self.copies: list[Copy] = []
        waiting = [self._function(None)]
        while waiting:
            copy = waiting.pop()
            if copy not in self.copies:
                self.copies.append(copy)
                waiting += [self.callee(copy, key) for key in units[copy.key].calls.values()]

    def callee(self, caller: Copy, key: Key) -> Copy:
        """What a call of ``key`` in ``caller`` calls."""
        if caller.levels and self._is_small(key):
            return Copy(key, caller.levels - 1, True)
        return self._function(key)

    def name(self, copy: Copy) -> str:
        """The name of a copy in the text."""
        name = f"f{self._numbers[copy.key]}"
        return f"{name}_{copy.levels}" if copy.inside else name

    def _function(self, key: Key) -> Copy:
        levels = 1 if self._size(key, 1) <= LARGEST_FIRST else 0
        while 0 < levels < DEEPEST and self._size(key, levels) < self._size(key, levels + 1) <= LARGEST:
            levels += 1
        return Copy(key, levels, False)

    def _is_small(self, key: Key) -> bool:
        return len(self._units[key].states) <= SMALL

    def _size(self, key: Key, levels: int) -> int:
        """Instructions of a unit with so many levels of copies."""
        unit = self._units[key]
        inside = (self._size(called, levels - 1) for called in unit.calls.values() if levels and self._is_small(called))
        return len(unit.states) + sum(inside)
