"""Bots of a test and the server's conversations with them, in this process and without HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.agents.approvals import Approvals
from server.bots.hosting import Hosting
from server.bots.registry import Bots
from server.conversations import Conversations
from server.desk.work import Desks
from server.hub import Hub, Live, Notice
from server.store.desk import EmbeddedDesk
from server.store.port import Event, Incoming, Kind
from server.store.sqlite import MEMORY, EmbeddedStore
from server.store.triggers import EmbeddedTriggers
from server.triggers.firing import Firing
from server.turn import Surroundings


def write_bot(root: Path, name: str, scripts: Mapping[str, str], config: str = "") -> Path:
    """A package ``NAME.gbai`` with these scripts."""
    dialog = root / f"{name}.gbai" / f"{name}.gbdialog"
    for script, text in scripts.items():
        (dialog / script).parent.mkdir(parents=True, exist_ok=True)
        (dialog / script).write_text(text)
    if config:
        folder = root / f"{name}.gbai" / f"{name}.gbot"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.csv").write_text(config)
    return root / f"{name}.gbai"


@dataclass
class Hosted:
    """A running host of bots."""

    store: EmbeddedStore
    bots: Bots
    hub: Hub
    conversations: Conversations
    firing: Firing
    desks: Desks

    async def open(self, bot: str = "b", user: str = "ann") -> str:
        """A new session, when its first turn is over."""
        found = self.bots.get(bot)
        assert found is not None
        session = await self.conversations.open(found, user)
        await self.quiet(session.id)
        return session.id

    async def say(self, session: str, text: str, external: str = "") -> None:
        """Say something and wait for the end of the turn."""
        await self.conversations.put(session, Incoming(Kind.MESSAGE, {"text": text}, external))
        await self.quiet(session)

    async def press(self, session: str, tool: str, **arguments: object) -> None:
        """Run a tool and wait for its end."""
        await self.conversations.put(session, Incoming(Kind.TOOL, {"tool": tool, "arguments": arguments}))
        await self.quiet(session)

    async def quiet(self, session: str) -> None:
        """Wait until no turn of the session runs."""
        while self.conversations.busy(session):
            await asyncio.sleep(0.001)

    async def until(self, session: str, text: str) -> None:
        """Wait until the bot has said ``text``."""
        while text not in await self.said(session):
            await asyncio.sleep(0.005)

    async def said_times(self, session: str, count: int) -> None:
        """Wait until the bot has said this many texts."""
        while len(await self.said(session)) < count:
            await asyncio.sleep(0.005)

    async def settled(self, session: str) -> None:
        """Wait until the session and those of bots that work for it have nothing to do."""
        while True:
            rows = [await self.store.session(id) for id in (session, *self.children(session))]
            busy = any(self.conversations.busy(row.id) for row in rows if row is not None)
            if not busy and not any(row.levels and row.levels[-1].event for row in rows if row is not None):
                return
            await asyncio.sleep(0.005)

    def children(self, session: str) -> list[str]:
        """Sessions of bots that work for this one."""
        found = self.store.reader.execute(
            "SELECT id FROM sessions WHERE json_extract(facts, '$.\"a2a.root\"') = ?", (session,)
        )
        return [str(id) for (id,) in found]

    def listen_deltas(self, session: str, texts: list[str]) -> None:
        """Add to ``texts`` whatever is shown of answers as they come."""

        def heard(notice: Notice) -> None:
            if isinstance(notice, Live) and notice.kind == "delta":
                texts.append(notice.body["text"])

        self.hub.listen(session, heard)

    async def said(self, session: str) -> list[str]:
        """All texts of the bot."""
        return [str(event.body["text"]) for event in await self.log(session) if event.kind == "talk"]

    async def log(self, session: str) -> list[Event]:
        """All events."""
        return await self.store.events(session)


@asynccontextmanager
async def hosted(
    root: Path, data: Path, clock: Callable[[], float] = time.time, forget: bool = False, **around: Any
) -> AsyncIterator[Hosted]:
    """Host the bots in ``root``; what is kept goes to ``data``, from which a later host goes on. ``around`` are further
    ``Surroundings``."""
    data.mkdir(parents=True, exist_ok=True)
    store = EmbeddedStore(MEMORY if forget else data / "server.db", clock)
    hub = Hub(store)
    bots = Bots(root, data / "bots", store, Hosting())
    try:
        await bots.open()
        firing = Firing(EmbeddedTriggers(store), bots)
        desks = Desks(EmbeddedDesk(store), store, hub)
        approvals = Approvals(b"approvals", store)
        surroundings = Surroundings(store, hub, firing=firing, desks=desks, approvals=approvals, **around)
        conversations = Conversations(surroundings, bots)
        await conversations.start()
        try:
            yield Hosted(store, bots, hub, conversations, firing, desks)
        finally:
            await firing.stop()
            await conversations.drain()
    finally:
        await bots.close()
        await store.close()
