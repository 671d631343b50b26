"""The memory port of a server's turn: what a program stores is written together with its journal, so that it happens
once though the turn is run again. Until then only this turn sees it."""

from __future__ import annotations

from typing import Any

from server.journal import TurnJournal
from server.store.port import Change, Store
from stdlib.encoding import pack, unpack
from stdlib.ports import Scope


class TurnMemory:
    """One for each turn; bots and people share what the store keeps."""

    def __init__(self, store: Store, journal: TurnJournal) -> None:
        self._store = store
        self._journal = journal

    async def get(self, scope: Scope, owner: str, key: str) -> Any:
        """The live value under ``key`` (any case), or None."""
        found = (await self._entries(scope, owner)).get(key.lower())
        return None if found is None else unpack(found[1])

    async def set(self, scope: Scope, owner: str, key: str, value: Any, ttl: float | None = None) -> None:
        """Store ``value`` for ``ttl`` seconds or for ever; None removes the entry."""
        self._journal.change(Change(scope, owner, key, None if value is None else pack(value), ttl))

    async def clear(self, scope: Scope, owner: str) -> int:
        """Remove all entries of ``owner``; gives how many there were."""
        count = len(await self._entries(scope, owner))
        self._journal.change(Change(scope, owner))
        return count

    async def entries(self, scope: Scope, owner: str) -> list[tuple[str, Any]]:
        """All live entries of ``owner``, oldest first."""
        return [(key, unpack(value)) for key, value in (await self._entries(scope, owner)).values()]

    async def _entries(self, scope: Scope, owner: str) -> dict[str, tuple[str, bytes]]:
        """Names and values by lower-case name, with what this turn has changed."""
        found = {key.lower(): (key, value) for key, value in await self._store.memory(scope, owner)}
        for change in self._journal.changes:
            if (change.scope, change.owner) != (scope, owner):
                continue
            if not change.key:
                found.clear()
            elif change.value is None:
                found.pop(change.key.lower(), None)
            else:
                known = found.get(change.key.lower())
                found[change.key.lower()] = (known[0] if known else change.key, change.value)
        return found
