"""The journal of one turn of a server's session, and the messages that go with it.

What the turn does to the bot's own rows is kept in the bot's own database, in the same transaction; everything else in
the store, together with the messages said so far. Implements the journal port for ``stdlib.effects``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

from server.hub import Hub
from server.store.port import Change, Claim, Event, Store
from stdlib.adapters.journal_sql import OwnDatabase, SqlJournal
from stdlib.effect_ports import KEPT_WITH_JOURNAL
from stdlib.ports import Databases, KeywordFault
from stdlib.ports.journal import Entry, Saved, Stage

MOST_EVENTS = 1_000
"""Messages of one turn."""

MOST_TEXT = 4 << 20
"""Characters of all messages of one turn."""


class TurnJournal:
    """One for each claim. ``databases`` are those of the conversation without a journal."""

    def __init__(self, store: Store, hub: Hub, claim: Claim, databases: Databases | None) -> None:
        self._store = store
        self._hub = hub
        self._claim = claim
        self._own = None if databases is None else SqlJournal(OwnDatabase(databases))
        self._inside = False
        self._events: list[Event] = []
        self._changes: list[Change] = []
        self._messages: list[Entry] = []
        self._said = self._size = 0

    # ------------------------------------------------------------ messages

    def add(self, kind: str, body: dict[str, object], size: int = 0) -> None:
        """Say something with the next write; GB6906 when one turn says too much."""
        self._said += 1
        self._size += size
        if self._said > MOST_EVENTS or self._size > MOST_TEXT:
            raise KeywordFault("GB6906", f"the bot said more than {MOST_EVENTS:,} messages or 4 MiB in one turn")
        self._events.append(Event(kind, body))

    @property
    def said(self) -> int:
        """Messages of this turn until now."""
        return self._said

    def conclude(self, kind: str, body: dict[str, object]) -> None:
        """Say how the turn ended, which counts for no limit."""
        self._events.append(Event(kind, body))

    @property
    def waiting(self) -> bool:
        """Whether something was said that nobody has seen yet."""
        return bool(self._events)

    def take(self) -> list[Event]:
        """What was said and not written yet; it is then the caller's."""
        taken, self._events = self._events, []
        return taken

    def change(self, change: Change) -> None:
        """Change a memory with the next write."""
        self._changes.append(change)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Changes that are not written yet."""
        return tuple(self._changes)

    # ------------------------------------------------------------ the journal port

    async def begin(self, has_rows: Callable[[], bool]) -> Saved:
        """What this turn has done already when it was begun before."""
        claim = self._claim
        entries = claim.entries
        if claim.attempt > 1 and self._own is not None and has_rows():
            first = claim.epoch - claim.attempt + 1
            kept = {entry.number: entry for entry in entries}
            for entry in await self._own.take(claim.session.id, claim.epoch, first):
                kept.setdefault(entry.number, replace(entry, stage=Stage.AGAIN) if _of_store(entry) else entry)
            entries = tuple(kept.values())
        return Saved(claim.epoch, None, entries)

    async def open(self, session: str) -> Saved:
        """Where the conversation stands is the store's to say."""
        raise NotImplementedError("a server's turn begins with a claim")

    async def write(self, session: str, turn: int, entries: Sequence[Entry]) -> None:
        """Keep entries: with the bot's own rows inside a transaction of theirs, else with the messages."""
        if self._inside and self._own is not None:
            await self._own.write(session, turn, entries)
            self._messages += filter(_of_store, entries)  # they count only together with what they are about
            return
        events, messages, changes = self.take(), self._messages, self.changes
        self._messages = []
        try:
            logged = await self._store.write(self._claim, [*messages, *entries], events, changes)
        except BaseException:
            self._events[:0], self._messages[:0] = events, messages
            raise
        del self._changes[: len(changes)]
        self._hub.tell(session, logged)

    async def complete(self, session: str, turn: int, snapshot: bytes | None) -> None:
        """The store ends turns."""
        raise NotImplementedError("a server's turn ends in the store")

    def transaction(self) -> AbstractAsyncContextManager[None]:
        """One transaction of the bot's own database."""
        return self._transaction()

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[None]:
        if self._own is None:
            raise KeywordFault("GB7001", "this needs the databases capability, which this host does not provide")
        async with self._own.transaction():
            self._inside = True
            try:
                yield
            finally:
                self._inside = False


def _of_store(entry: Entry) -> bool:
    """Whether the call was about something that the store keeps, and not the bot's own database."""
    return entry.call in KEPT_WITH_JOURNAL
