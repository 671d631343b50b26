"""The port of short-lived values and counters, shared by all processes of a deployment or kept in this one.

A hint only: losing all of it loses nothing that a user can notice.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class Cache(Protocol):
    """Bytes under text keys; ``ttl`` in seconds, None for ever. An expired entry is as if it had never been, and so is
    one whose ``ttl`` is not more than 0. Never fails because a server is down: then nothing is there.
    """

    async def get(self, key: str) -> bytes | None:
        """The value, or None."""

    async def set(self, key: str, value: bytes, ttl: float | None = None) -> None:
        """Store a value."""

    async def delete(self, *keys: str) -> int:
        """Remove entries; gives how many there were."""

    async def count(self, key: str, by: int = 1, ttl: float | None = None) -> int:
        """Add to a counter and give it; ``ttl`` starts at the first. ValueError when the entry is no whole number."""
