"""The cache port in this process: the entries that were used last, up to a number of bytes.

For one process, and what a shared cache falls back to while its server is away. Never waits for anything.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

_PER_ENTRY = 200
"""Bytes that an entry takes beside its key and value."""


class ProcessCache:
    """``most`` bytes are kept, the entries used longest ago go first; ``clock`` gives seconds that only grow."""

    def __init__(self, most: int = 64 << 20, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._entries: OrderedDict[str, tuple[bytes, float | None]] = OrderedDict()
        self._size = 0

    async def get(self, key: str) -> bytes | None:
        """The live value."""
        found = self._live(key)
        return None if found is None else found[0]

    async def set(self, key: str, value: bytes, ttl: float | None = None) -> None:
        """Store a value; one that is larger than the whole cache is not kept."""
        self._put(key, value, None if ttl is None else self._clock() + ttl)

    async def delete(self, *keys: str) -> int:
        """Remove entries; gives how many live ones there were."""
        return sum(self._live(key) is not None and self._drop(key) for key in set(keys))

    async def count(self, key: str, by: int = 1, ttl: float | None = None) -> int:
        """Add to a counter."""
        found = self._live(key)
        if found is None:
            expires = None if ttl is None else self._clock() + ttl
            number = by
        else:
            expires = found[1]
            number = int(found[0]) + by
        self._put(key, str(number).encode(), expires)
        return number

    def _live(self, key: str) -> tuple[bytes, float | None] | None:
        found = self._entries.get(key)
        if found is None:
            return None
        if found[1] is not None and found[1] <= self._clock():
            self._drop(key)
            return None
        self._entries.move_to_end(key)
        return found

    def _put(self, key: str, value: bytes, expires: float | None) -> None:
        self._drop(key)
        if expires is not None and expires <= self._clock():
            return
        self._entries[key] = (bytes(value), expires)
        self._size += _size(key, value)
        while self._size > self._most:
            self._drop(next(iter(self._entries)))

    def _drop(self, key: str) -> bool:
        found = self._entries.pop(key, None)
        if found is not None:
            self._size -= _size(key, found[0])
        return found is not None


def _size(key: str, value: bytes) -> int:
    return len(key) + len(value) + _PER_ENTRY
