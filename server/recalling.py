"""What the language model is told besides the conversation, and what becomes of the conversation when it is long.

Facts of the person and earlier conversations are read as effects of the turn, so that a repeated turn asks the same;
older messages become a summary, kept in the session, by an effect too. Called by ``server.replying``.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from server.answering import Answering, Known, mode_of, whole
from server.bots.bot import Bot
from server.history import READ_EVENTS, TOKENS, TURNS, Said, said, shortened
from server.journal import TurnJournal
from server.prompt_manager import TEMPLATES
from server.store.port import Claim, Store
from stdlib.context import SessionState
from stdlib.effects import Effects
from stdlib.ports import KeywordFault, Memory, Scope
from stdlib.ports.database import Databases
from stdlib.ports.model import Model, Prompt, Turn, complete
from stdlib.tokens import counter
from vm.value import to_text

log = logging.getLogger("gbc.bots")

MOST_FACTS = 50
"""Facts of a person that are told, the newest ones."""

MOST_FACT = 300
"""Characters of one of them."""

EPISODES = 2
"""Earlier conversations that are told of, unless ``episodic-memory-history`` says otherwise."""

EPISODE_DAYS = 365
"""Days that one is kept, unless ``episodic-memory-retention-days`` says otherwise."""

MOST_TABLES = 40
SUMMARY_TOKENS = 400


@dataclass(frozen=True, slots=True)
class Recalling:
    """One for each turn. ``memory`` and ``databases`` are those of the turn."""

    store: Store
    bot: Bot
    claim: Claim
    state: SessionState
    journal: TurnJournal
    effects: Effects
    model: Model
    memory: Memory | None
    databases: Databases | None

    async def begin(self, answering: Answering) -> None:
        """Note where in the log a new answer begins."""
        if not answering.since:
            answering.number = self.claim.incoming.number or 1 << 62
            answering.since = await self._read("session.log", (), self._seq)

    async def _seq(self) -> int:
        return self.claim.session.seq

    async def _read(self, call: str, arguments: Any, do: Callable[[], Awaitable[Any]]) -> Any:
        self.effects.begin_keyword()
        try:
            return await self.effects.read(call, arguments, do)
        finally:
            self.effects.end_keyword()

    # ------------------------------------------------------------ what the model is told

    async def before(self, answering: Answering) -> list[Said]:
        """What was said before the message and is not in the summary."""
        since = max(self.state.summary_until, answering.since - READ_EVENTS)
        events = await self.store.events(self.claim.session.id, since, READ_EVENTS)
        return said((event for event in events if event.seq <= answering.since), answering.number)

    async def known(self, passages: str) -> Known:
        """What is known of the person and the tables."""
        config = self.bot.package.config
        facts, episodes = "", ""
        if config.get("user-memory-enabled", "true").lower() != "false":
            entries = [*await self._entries(Scope.USER), *await self._entries(Scope.FACT)]
            facts = "\n".join(_fact(key, value) for key, value in entries[-MOST_FACTS:])
        if (limit := whole(config.get("episodic-memory-history", ""), EPISODES)) and self._remembers:
            kept = await self._entries(Scope.EPISODE)
            others = [value for key, value in kept if key != self.claim.session.id][-limit:]
            episodes = "\n".join(f"- {to_text(value)}" for value in others)
        tables = await self._tables() if mode_of(self.state, config) == "sql" else ""
        return Known(self.bot.package.prompt, facts, episodes, tables, passages)

    @property
    def _remembers(self) -> bool:
        config = self.bot.package.config
        return config.get("episodic-memory-enabled", "true").lower() != "false"

    def _owner(self, scope: Scope) -> str:
        person = self.state.acting or self.claim.session.user
        return f"{self.bot.name}/{person}" if scope is Scope.EPISODE else person

    async def _entries(self, scope: Scope) -> Sequence[tuple[str, Any]]:
        if self.memory is None:
            return ()
        memory, owner = self.memory, self._owner(scope)
        found: Sequence[tuple[str, Any]] = await self._read(
            "memory.entries", (scope, owner), lambda: memory.entries(scope, owner)
        )
        return found

    async def _tables(self) -> str:
        """The bot's tables and their columns, a line each."""
        if self.databases is None:
            return ""
        databases = self.databases

        async def listed() -> str:
            database = await databases.open()
            lines = []
            for name in (await database.tables())[:MOST_TABLES]:
                table = await database.table(name)
                if table is not None:
                    lines.append(f"{name}({', '.join(f'{c.name} {c.kind}' for c in table.columns)})")
            return "\n".join(lines)

        return str(await self._read("database.tables", (), listed))

    # ------------------------------------------------------------ what is made short

    async def compact(self, answering: Answering, before: Sequence[Said]) -> None:
        """Let the model sum up the older part of a long conversation. When that fails, the next turn tries again."""
        config = self.bot.package.config
        limit = whole(config.get("history-limit", ""), TURNS)
        threshold = whole(config.get("episodic-memory-threshold", ""), limit)
        facts = self.model.facts(self.state.model)
        count = counter(facts.name)
        most = min(whole(config.get("history-tokens", ""), TOKENS), facts.window // 2)
        size = sum(count(item.turn.text) for item in before)
        if not threshold or not limit or not self._remembers or (len(before) <= threshold and size <= most):
            return
        old = before[: -max(2, min(limit, threshold) // 2)]
        if not old:
            return
        text = "\n".join(f"{item.turn.role}: {item.turn.text}" for item in old)
        told = Turn(
            "user", f"Summary so far:\n{self.state.summary or '(none)'}\n\nThe conversation since then:\n{text}"
        )
        told = shortened(told, max(facts.window // 2, SUMMARY_TOKENS), count)
        wanted = config.get("episodic-memory-model", "fast")
        asked = Prompt((told,), TEMPLATES["summarize"].text, model=wanted, max_tokens=SUMMARY_TOKENS)
        if summary := await self._summary(asked):
            await self._keep(self.state.mask(summary), old[-1].seq)

    async def _summary(self, asked: Prompt) -> str:
        """The model's summary; "" when it could not make one."""
        try:
            await self.effects.flush()
            self.effects.begin_keyword()
            try:
                reply = await self.effects.send(
                    "model.summary", asked, lambda key: complete(self.model, asked), keyed=True
                )
            finally:
                self.effects.end_keyword()
        except KeywordFault as fault:
            log.warning("a conversation of %s could not be summed up: %s", self.bot.name, fault.message)
            return ""
        return str(reply.text).strip()

    async def _keep(self, summary: str, until: int) -> None:
        state = self.state
        state.summary, state.summary_until, state.summaries = summary, until, state.summaries + 1
        body: dict[str, object] = {"number": state.summaries, "until": until}

        async def add() -> None:
            self.journal.add("summary", body)

        self.effects.begin_keyword()
        await self.effects.say("dialog.event", ("summary", body), add)
        self.effects.end_keyword()
        if self.memory is not None:
            days = whole(self.bot.package.config.get("episodic-memory-retention-days", ""), EPISODE_DAYS)
            owner = self._owner(Scope.EPISODE)
            await self.memory.set(Scope.EPISODE, owner, self.claim.session.id, summary, days * 86_400.0)


def _fact(key: str, value: Any) -> str:
    text = to_text(value)[:MOST_FACT]
    return f"- {text}" if key == text else f"- {key}: {text}"
