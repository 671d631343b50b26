"""Lets the language model answer a message: asks it, runs the tools it calls, and says what it answers.

The answer is shown as it comes and logged when it is whole. Each call of the model is an effect of the turn: after a
crash a kept answer is used again. Called by ``server.turn``, which runs the tools' scripts.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from server.answering import HISTORY, MOST_ROUNDS, Answering, arguments, history, offered, prompt
from server.bots.bot import Bot
from server.bots.versions import Offer, Version
from server.dialog import buttons
from server.grounding import Grounding
from server.hub import Hub, Live
from server.journal import TurnJournal
from server.store.port import Claim, Store
from stdlib.context import SessionState
from stdlib.effects import Effects
from stdlib.ports import KeywordFault
from stdlib.ports.model import Model, ModelEvent, ModelReply, Prompt, Text, Turn, complete

READ_EVENTS = 400
"""Events of the log that are looked through for what was said before."""

RunTool = Callable[[Offer, dict[str, Any], Answering], Awaitable[str | None]]
"""Runs a tool: what it gave, as text, or None when it waits and the answer was put aside."""


class Replying:
    """One for each turn."""

    def __init__(
        self, store: Store, hub: Hub, bot: Bot, version: Version, claim: Claim, state: SessionState,
        journal: TurnJournal, effects: Effects, model: Model, run_tool: RunTool,
        grounding: Grounding,
    ) -> None:  # fmt: skip
        self._store, self._hub, self._bot, self._version = store, hub, bot, version
        self._claim, self._state, self._journal, self._effects = claim, state, journal, effects
        self._model, self._run_tool, self._grounding = model, run_tool, grounding

    async def go_on(self, answering: Answering) -> None:
        """Ask and run tools until the answer is there, or a tool waits."""
        before = await self._before()
        await self._grounding.search(answering.turns[0].text)
        while True:
            if answering.open:
                text = await self._call(answering)
                if text is None:
                    return
                answering.result(text)
                continue
            asked = prompt(
                answering, before, self._state, self._bot.package.config, self._version, self._bot.package.prompt
            )
            reply = await self._ask(self._grounding.given(asked))
            if reply.calls and answering.rounds < MOST_ROUNDS:
                answering.called(reply)
                if reply.text.strip():
                    self._say(reply.text)
                continue
            self._say(reply.text.strip() or _EMPTY, self._grounding.sources(reply.text))
            return

    async def _before(self) -> Sequence[Turn]:
        """What was said before this message."""
        limit = self._bot.package.config.get("history-limit", "")
        events = await self._store.events(self._claim.session.id, max(0, self._claim.session.seq - READ_EVENTS))
        until = self._claim.incoming.number or 1 << 62
        return history(events, until, int(limit) if limit.isdecimal() else HISTORY)

    async def _ask(self, asked: Prompt) -> ModelReply:
        """The model's reply, shown as it comes."""
        self._effects.begin_keyword()
        told = _Told(self._model, self._hub, self._claim.session.id)
        reply: ModelReply = await self._effects.send(
            "model.answer", asked, lambda key: complete(told, asked), keyed=True
        )
        self._effects.end_keyword()
        return reply

    def _say(self, text: str, sources: Mapping[str, Any] = MappingProxyType({})) -> None:
        queued = self._state.take_suggestions()
        shown = {"suggestions": buttons(queued)} if queued else {}
        self._journal.add("talk", {"text": text, **shown, **sources}, len(text))

    async def _call(self, answering: Answering) -> str | None:
        """Run the first open call; what goes wrong is told to the model, which may do better."""
        call = answering.open[0]
        tools = offered(self._state, self._version)
        offer = tools.get(call.name)
        if offer is None:
            return f"there is no tool {call.name[:80]}; there are: {', '.join(tools) or 'none'}"
        try:
            given = arguments(call, offer.schema)
        except ValueError as error:
            return str(error)
        self._journal.add("tool", {"tool": call.name, "arguments": given, "call": call.id})
        try:
            return await self._run_tool(offer, given, answering)
        except KeywordFault as fault:
            return fault.message


_EMPTY = "I have no answer to that."


class _Told:
    """A model whose text is shown while it comes; its reasoning never is."""

    def __init__(self, model: Model, hub: Hub, session: str) -> None:
        self._model = model
        self._hub = hub
        self._session = session
        self.names, self.embed, self.facts = model.names, model.embed, model.facts

    async def stream(self, asked: Prompt) -> AsyncIterator[ModelEvent]:
        async for event in self._model.stream(asked):
            if isinstance(event, Text):
                self._hub.tell(self._session, [Live("delta", {"text": event.text})])
            yield event
