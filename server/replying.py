"""Lets the language model answer a message: asks it, runs the tools it calls, and says what it answers.

The answer is shown as it comes and logged when it is whole. Each call of the model is an effect of the turn: after a
crash a kept answer is used again. Called by ``server.turn``, which runs the tools' scripts.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from server.answer_cache import AnswerCache, keeps_answers
from server.answering import MOST_ROUNDS, QUERY, QUERY_TOOL, Answering, arguments, mode_of, offered, prompt
from server.bots.bot import Bot
from server.bots.versions import Offer, Version
from server.dialog import buttons
from server.grounding import Grounding
from server.hub import Hub, Live
from server.journal import TurnJournal
from server.metering import sorry
from server.metrics import Metrics
from server.recalling import Recalling
from server.store.port import Claim, Store
from server.table_questions import rows_of
from stdlib.context import SessionState
from stdlib.effects import Effects
from stdlib.ports import KeywordFault, Ports
from stdlib.ports.model import Model, ModelEvent, ModelReply, Prompt, Text, ToolCall, complete
from stdlib.tokens import load

RunTool = Callable[[Offer, dict[str, Any], Answering], Awaitable[str | None]]
"""Runs a tool: what it gave, as text, or None when it waits and the answer was put aside."""


class Replying:
    """One for each turn."""

    def __init__(
        self, store: Store, hub: Hub, bot: Bot, version: Version, claim: Claim, state: SessionState,
        journal: TurnJournal, effects: Effects, ports: Ports, run_tool: RunTool,
        grounding: Grounding, roles: Sequence[str], metrics: Metrics,
    ) -> None:  # fmt: skip
        self._store, self._hub, self._bot, self._version = store, hub, bot, version
        self._claim, self._state, self._journal, self._effects = claim, state, journal, effects
        if ports.model is None:
            raise KeywordFault("GB7801", "the language model that was answering is no longer there")
        self._model, self._run_tool, self._grounding = ports.model, run_tool, grounding
        self._metrics = metrics
        self._databases, self._roles = ports.databases, frozenset(role.strip().lower() for role in roles)
        self._recalling = Recalling(
            store, bot, claim, state, journal, effects, ports.model, ports.memory, ports.databases
        )  # fmt: skip

    async def go_on(self, answering: Answering) -> None:
        """Ask and run tools until the answer is there, or a tool waits."""
        await self._recalling.begin(answering)
        before = await self._recalling.before(answering)
        await self._grounding.search(answering.turns[0].text)
        known = await self._recalling.known(self._grounding.told)
        config, facts = self._bot.package.config, self._model.facts(self._state.model)
        kept = self._kept(facts.name)
        await load(facts.name)
        while True:
            if answering.open:
                text = await self._call(answering)
                if text is None:
                    return
                answering.result(text)
                continue
            turns = [item.turn for item in before]
            asked = prompt(answering, turns, self._state, config, self._version, known, facts)
            try:
                reply = await self._ask(asked, kept if not answering.rounds else None, known.personal)
            except KeywordFault as fault:
                if fault.code != "GB7804":
                    raise
                await self._log("budget", {"message": fault.message})
                await self._say(sorry(config, self._claim.session.language))
                return
            if reply.calls and answering.rounds < MOST_ROUNDS:
                answering.called(reply)
                if reply.text.strip():
                    await self._say(reply.text)
                continue
            await self._say(reply.text.strip() or _EMPTY, self._grounding.sources(reply.text))
            await self._recalling.compact(answering, before)
            return

    def _kept(self, model: str) -> AnswerCache | None:
        """The answers that the bot keeps; None when it keeps none."""
        world, config = self._bot.world, self._bot.package.config
        if not keeps_answers(config):
            return None
        user = self._state.acting or self._claim.session.user
        return AnswerCache(world.cache, world.embedder, config, self._bot.name, self._version.number, model, user)

    async def _ask(self, asked: Prompt, kept: AnswerCache | None, personal: bool) -> ModelReply:
        """The model's reply, shown as it comes; one that was kept at once."""
        told = _Told(self._model, self._hub, self._claim.session.id)
        cache = None if any(turn.images for turn in asked.turns) else kept

        async def answer() -> ModelReply:
            if cache is not None and (found := await cache.find(asked, personal)):
                self._hub.tell(self._claim.session.id, [Live("delta", {"text": found.text})])
                self._journal.add("llm", {"model": found.model, "given": 0, "made": 0, "cost": 0, "cached": True})
                self._metrics.llm_hits.inc()
                return found
            reply = await complete(told, asked)
            if cache is not None:
                await cache.keep(asked, personal, reply)
            return reply

        self._effects.begin_keyword()
        try:
            reply: ModelReply = await self._effects.send("model.answer", asked, lambda key: answer(), keyed=True)
        finally:
            self._effects.end_keyword()
        return reply

    async def _say(self, text: str, sources: Mapping[str, Any] = MappingProxyType({})) -> None:
        queued = self._state.take_suggestions()
        shown = {"suggestions": buttons(queued)} if queued else {}
        await self._log("talk", {"text": text, **shown, **sources}, len(text))

    async def _log(self, kind: str, body: dict[str, Any], size: int = 0) -> None:
        """Add to the log once, also when the turn is run again."""

        async def add() -> None:
            self._journal.add(kind, body, size)

        self._effects.begin_keyword()
        await self._effects.say("dialog.event", (kind, body), add)
        self._effects.end_keyword()

    async def _call(self, answering: Answering) -> str | None:
        """Run the first open call; what goes wrong is told to the model, which may do better."""
        call = answering.open[0]
        if call.name == QUERY_TOOL and mode_of(self._state, self._bot.package.config) == "sql":
            return await self._query(call)
        tools = offered(self._state, self._version)
        offer = tools.get(call.name)
        if offer is None:
            return f"there is no tool {call.name[:80]}; there are: {', '.join(tools) or 'none'}"
        try:
            given = arguments(call, offer.schema)
        except ValueError as error:
            return str(error)
        await self._log("tool", {"tool": call.name, "arguments": given, "call": call.id})
        try:
            return await self._run_tool(offer, given, answering)
        except KeywordFault as fault:
            return fault.message

    async def _query(self, call: ToolCall) -> str:
        """What the tables hold."""
        try:
            sql = str(arguments(call, QUERY)["sql"])
        except ValueError as error:
            return str(error)
        await self._log("tool", {"tool": QUERY_TOOL, "arguments": {"sql": sql}, "call": call.id})
        return await rows_of(sql, self._databases, self._effects, self._roles)


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
