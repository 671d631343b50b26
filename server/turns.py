"""What came of something that was said: puts it into its session and follows the turn to its end, for REST.

A WebSocket shows everything as it happens; here one answer is wanted. The log is the truth; notices of this process
only say when to look, so that a turn that runs elsewhere is found too, a little later.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from server.conversations import Conversations
from server.hub import Hub, Live, Notice
from server.store.port import Event, Incoming, Status, Store

LOOK = 0.25
"""Seconds between two looks at the log when nothing is heard of the turn."""

_STUCK = (Status.PARKED, Status.HUMAN, Status.CLOSED)


class Asked:
    """One thing that was said. ``notices`` gives what follows; then ``complete`` says whether the turn has ended."""

    def __init__(self, store: Store, hub: Hub, conversations: Conversations, session: str) -> None:
        self._store = store
        self._hub = hub
        self._conversations = conversations
        self._session = session
        self.number = 0
        self.complete = False

    async def notices(self, incoming: Incoming | None, seconds: float) -> AsyncIterator[Notice]:
        """Say ``incoming`` (None: only look at the greeting) and give what the bot says until the turn ends."""
        queue: asyncio.Queue[Notice] = asyncio.Queue()
        leave = self._hub.listen(self._session, lambda notice: queue.put_nowait(notice))
        try:
            row = await self._store.session(self._session)
            seen = row.seq if row is not None and incoming is not None else 0
            if incoming is not None:
                self.number = await self._conversations.put(self._session, incoming)
                seen = await self._before(seen)
            deadline = asyncio.get_running_loop().time() + seconds
            while True:
                self.complete = await self._over()
                for event in await self._store.events(self._session, seen):
                    seen = event.seq
                    yield event
                left = deadline - asyncio.get_running_loop().time()
                if self.complete or left <= 0 or await self._stuck():
                    return
                async for live in _lives(queue, min(LOOK, left)):
                    yield live
        finally:
            leave()

    async def _before(self, seen: int) -> int:
        """The number in the log before what was said; a copy of something older begins there."""
        for start in (seen, 0):
            at = start
            while events := await self._store.events(self._session, at):
                for event in events:
                    if event.body.get("number") == self.number:
                        return event.seq - 1
                at = events[-1].seq
        return seen

    async def _over(self) -> bool:
        if self.number:
            return await self._store.done(self.number)
        return not self._conversations.busy(self._session)

    async def _stuck(self) -> bool:
        """Nothing will come of it for now: a person has taken over, or the session is set aside."""
        row = await self._store.session(self._session)
        return row is None or (row.status in _STUCK and not self._conversations.busy(self._session))


async def _lives(queue: asyncio.Queue[Notice], seconds: float) -> AsyncIterator[Live]:
    """What is shown but not logged, until something was logged or the time is over."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while True:
                notice = await queue.get()
                if isinstance(notice, Event):
                    break
                yield notice
                if notice.kind == "quiet":
                    break
