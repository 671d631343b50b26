"""Tells whoever listens to a session what happens in it. Keeps nothing: what must last is in the store.

Each event is told once and in order, whether it comes from this process or, through ``follow``, from another one of the
same store; what is shown as it happens and not logged (``Live``) stays within the process.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from server.store.port import Event, Store

log = logging.getLogger("gbc.hub")

FOLLOW = 0.05
"""Seconds between two looks for events of other processes."""


@dataclass(frozen=True, slots=True)
class Live:
    """Something that is shown as it happens and not logged: part of an answer (``delta``), that the bot is busy
    (``busy``), that it is no longer (``quiet``)."""

    kind: str
    body: Any = None


Notice = Event | Live


class Listener(Protocol):
    """Called for every notice, in order; must be quick and must not raise."""

    def __call__(self, notice: Notice) -> None: ...


@dataclass
class _Channel:
    """Who listens to a session; ``last`` is the number of the event told last, 0 before the first."""

    listeners: dict[object, Listener] = field(default_factory=dict)
    last: int = 0


class Hub:
    """Listeners by session; ``store`` has the log they follow."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._channels: dict[str, _Channel] = {}
        self._behind: set[asyncio.Task[None]] = set()

    def listen(self, session: str, listener: Listener) -> Callable[[], None]:
        """Tell ``listener`` of everything from now on; gives what ends it."""
        token = object()
        channel = self._channels.setdefault(session, _Channel())
        channel.listeners[token] = listener

        def leave() -> None:
            channel.listeners.pop(token, None)
            if not channel.listeners and self._channels.get(session) is channel:
                del self._channels[session]

        return leave

    def tell(self, session: str, notices: Iterable[Notice]) -> None:
        """Tell all listeners of the session; an event that was told already is left out, one that others come before
        waits for them."""
        channel = self._channels.get(session)
        if channel is None:
            return
        for notice in notices:
            if isinstance(notice, Event):
                if notice.seq <= channel.last:
                    continue
                if channel.last and notice.seq > channel.last + 1:
                    self._fetch(session)
                    return
                channel.last = notice.seq
            for listener in tuple(channel.listeners.values()):
                listener(notice)

    def _fetch(self, session: str) -> None:
        task = asyncio.get_running_loop().create_task(self._catch_up(session))
        self._behind.add(task)
        task.add_done_callback(self._behind.discard)

    async def _catch_up(self, session: str) -> None:
        """Tell everything of the log that was not told."""
        channel = self._channels.get(session)
        if channel is not None and channel.last:
            self.tell(session, await self._store.events(session, channel.last))

    async def follow(self) -> None:
        """Tell what other processes add to the log, until cancelled."""
        number, _ = await self._store.feed(None)
        while True:
            await asyncio.sleep(FOLLOW)
            try:
                number, events = await self._store.feed(number)
            except Exception:
                log.exception("the log of the store could not be read")
                continue
            for session, event in events:
                self.tell(session, [event])
