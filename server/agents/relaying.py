"""Lets another bot answer the person in the same conversation: passes the message on and shows what the bot says.

While the other bot works, and while it asks the person something, a level of the session stands for it. Called by
``server.turn``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgpack

from server.agents.team import PARENT, Team, child_id, message, most_hops
from server.bots.bot import Bot
from server.history import history
from server.hub import Hub, Live, Notice
from server.journal import TurnJournal
from server.store.port import Claim, Incoming, Kind, Level, SessionRow
from stdlib.context import SessionState
from stdlib.effects import Effects
from stdlib.ports import KeywordFault, Task
from stdlib.ports.model import Turn

MAGIC = b"GBRL\x01"
PATIENCE = 300.0
"""Seconds that the person waits for another bot."""

BEFORE = 12
"""Messages of the conversation that a bot is told when it comes in."""


@dataclass(frozen=True)
class Relay:
    """Stands for ``bot`` among the open dialogs of a session, handed to by ``hops`` bots since the person spoke."""

    bot: str
    hops: int = 0

    def pack(self) -> bytes:
        """As the saved state of a level."""
        packed: bytes = MAGIC + msgpack.packb([self.bot, self.hops])
        return packed

    @classmethod
    def of(cls, level: Level) -> Relay | None:
        """What stands in a level; None when it is another dialog."""
        if not level.snapshot.startswith(MAGIC):
            return None
        return cls(*msgpack.unpackb(level.snapshot[len(MAGIC) :]))


def chosen(state: SessionState, text: str) -> str:
    """The bot that answers a message: the one that has the word, else the first whose words are in it; "" for none."""
    if state.speaker:
        return state.speaker
    lowered = text.lower()
    fitting = [
        item for item in state.team if any(word in lowered for word in item.get("words", ()))
    ]  # fmt: skip
    best = max(fitting, key=lambda item: item.get("priority", 0), default=None)
    return "" if best is None else str(best["bot"])


class Relaying:
    """One for each turn; ``levels`` is changed in place."""

    def __init__(
        self, team: Team, bot: Bot, claim: Claim, state: SessionState, levels: list[Level], journal: TurnJournal,
        effects: Effects,
    ) -> None:  # fmt: skip
        self._team, self._bot, self._claim, self._state = team, bot, claim, state
        self._levels, self._journal, self._effects = levels, journal, effects

    @property
    def _session(self) -> SessionRow:
        return self._claim.session

    async def come_in(self) -> bool:
        """Take what came in when another bot is there for it; False when this bot is."""
        incoming = self._claim.incoming
        relay = Relay.of(self._levels[-1]) if self._levels else None
        if relay is not None and incoming.kind in (Kind.MESSAGE, Kind.EVENT, Kind.WAKE):
            self._levels.pop()
            if incoming.kind is Kind.MESSAGE:
                await self._pass_on(relay.bot, str(incoming.body.get("text", "")))
            elif incoming.kind is Kind.EVENT:
                await self._show(relay, incoming.body.get("data") or {})
            else:
                self._fault("GB7902", f"the bot {relay.bot} did not answer in time")
            return True
        if incoming.kind is not Kind.MESSAGE or self._levels:
            return False
        text = str(incoming.body.get("text", ""))
        name = chosen(self._state, text)
        if name:
            await self._pass_on(name, text)
        return bool(name)

    async def hand_over(self, hops: int = 0) -> None:
        """Begin with the bot that the program has handed the conversation to."""
        if not self._state.handover:
            return
        given, self._state.handover = self._state.handover, {}
        name = str(given["bot"])
        if name.lower() == self._bot.name.lower():
            self._state.speaker = ""
            return
        if hops >= most_hops(self._bot.package.config):
            self._state.speaker = ""
            self._fault("GB7904", f"{hops} bots have handed the conversation on and none has answered")
            return
        self._state.speaker = name
        await self._pass_on(name, _words(self._claim.incoming, given), given.get("context"), hops + 1)

    async def _pass_on(self, name: str, text: str, context: Any = None, hops: int = 0) -> None:
        """Give the message to the other bot and wait for what it says."""
        self._effects.begin_keyword()
        try:
            other = self._team.member(self._bot, name)
            child = child_id(self._session.id, other.name)
            if await self._team.store.summary(child) is None:
                context = {"handed over": context, "said before": await self._said_before()}
            task = Task(text, context)

            async def give(key: str) -> str:
                event = f"reply:{key}"
                await self._team.give(self._bot, self._session, other, message(task, "talk", event, key))
                return event

            event = await self._effects.send("agents.relay", (other.name, text), give, keyed=True)
        except KeywordFault as fault:
            self._state.speaker = ""
            self._fault(fault.code, fault.message)
            return
        finally:
            self._effects.end_keyword()
        self._wait(Relay(other.name, hops), None, event)

    def _wait(self, relay: Relay, question: Mapping[str, Any] | None, event: str = "") -> None:
        version = self._bot.current
        due = None if question is not None else self._team.store.clock() + PATIENCE
        number = 0 if version is None else version.number
        self._levels.append(Level(number, relay.pack(), question, due, event))

    async def _said_before(self) -> str:
        """The last messages of the conversation, as text."""
        session = self._session
        events = await self._team.store.events(session.id, max(0, session.seq - 100))
        turns: Sequence[Turn] = history(events, self._claim.incoming.number or 1 << 62, BEFORE)
        return "\n".join(f"{turn.role}: {turn.text}" for turn in turns)

    async def _show(self, relay: Relay, data: Mapping[str, Any]) -> None:
        """Say what the other bot said, and go on as it wants."""
        name = relay.bot
        for item in data.get("said", ()):
            body = {key: value for key, value in item.items() if key != "kind"}
            self._journal.add(str(item["kind"]), body | {"bot": name}, len(str(body.get("text", ""))))
        if fault := data.get("fault"):
            self._fault(str(fault["code"]), f"the bot {name} failed: {fault['message']}")
        if (question := data.get("asks")) is not None:
            self._journal.add("hear", dict(question))
            self._wait(Relay(name), question)
        elif given := data.get("handover"):
            self._state.handover = dict(given)
            await self.hand_over(relay.hops)

    def _fault(self, code: str, message: str) -> None:
        self._journal.add("fault", {"code": code, "message": message})


def shown_at_parent(hub: Hub, session: SessionRow) -> Callable[[], None]:
    """Show what a bot that works for another one answers, as it comes, also to the person; gives what ends it."""
    parent = session.facts.get(PARENT)
    if parent is None:
        return lambda: None

    def show(notice: Notice) -> None:
        if isinstance(notice, Live) and notice.kind == "delta":
            hub.tell(str(parent), [notice])

    return hub.listen(session.id, show)


def _words(incoming: Incoming, given: Mapping[str, Any]) -> str:
    """What the other bot is told first: the person's last words, else what was handed over."""
    text = str(incoming.body.get("text", "")) if incoming.kind is Kind.MESSAGE else ""
    return text or str(given.get("context") or "") or "Please go on."
