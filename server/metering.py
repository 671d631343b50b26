"""The model port of a turn: every call is counted with its tokens and its cost, and none is made beyond the budget.

Below the journal, so that a repeated turn counts a call once. Budgets are those of ``config.csv``: US dollars and
tokens a day, for the bot and for each person. Called by ``server.turn``.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Mapping, Sequence
from decimal import ROUND_UP, Decimal, InvalidOperation
from typing import Any

from server.journal import TurnJournal
from server.metrics import Metrics
from server.store.port import SessionRow, Store
from server.trace import Trace
from stdlib.ports import KeywordFault
from stdlib.ports.model import Chosen, Model, ModelEvent, Prompt, Reasoning, Text, ToolCall, Usage
from stdlib.tokens import estimate

NANO = 1_000_000_000
"""Money is counted in billionths of a US dollar."""

BUDGETS = (
    ("llm-budget-daily", False, True), ("llm-budget-user-daily", True, True),
    ("llm-tokens-daily", False, False), ("llm-tokens-user-daily", True, False),
)  # fmt: skip
"""Each limit: its setting, whether it is for each person, and whether it is money."""


class Metered:
    """``model`` for one turn of ``session``."""

    def __init__(
        self, model: Model, store: Store, session: SessionRow, journal: TurnJournal, metrics: Metrics,
        config: Mapping[str, str], trace: Trace | None,
    ) -> None:  # fmt: skip
        self._model, self._store, self._session = model, store, session
        self._journal, self._metrics, self._config, self._trace = journal, metrics, config, trace
        self.names, self.facts = model.names, model.facts

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text; these are not counted."""
        return await self._model.embed(texts)

    async def stream(self, prompt: Prompt) -> AsyncIterator[ModelEvent]:
        """The answer; counted also when it breaks off."""
        await self.check()
        call = _Call(prompt.model)
        try:
            async for event in self._model.stream(prompt):
                call.take(event)
                yield event
        finally:
            if call.came:
                self._count(call, prompt)

    async def check(self) -> None:
        """GB7804 when a budget is used up."""
        for name, each, money in BUDGETS:
            limit = _limit(self._config.get(name, ""))
            if limit is None:
                continue
            spent = await self._store.spent(self._session.bot, self._session.user if each else "")
            used = Decimal(spent.cost) / NANO if money else Decimal(spent.given + spent.made)
            if used >= limit:
                raise KeywordFault("GB7804", f"the budget {name} of {limit} is used up for today")

    def _count(self, call: _Call, prompt: Prompt) -> None:
        usage = call.usage or Usage(_size(prompt), estimate("".join(call.text)))
        facts = self._model.facts(call.model)
        cost = facts.cost(usage)
        nano = None if cost is None else int((cost * NANO).to_integral_value(ROUND_UP))
        seconds = time.perf_counter() - call.began
        body = {"model": call.model, "given": usage.given, "made": usage.made, "cost": nano}
        self._journal.add("llm", {**body, "seconds": round(seconds, 3)})
        self._metrics.llm(self._session.bot, call.model, usage.given, usage.made, nano or 0)
        if self._trace is not None:
            self._trace.asked(call.model, usage.given, usage.made, nano, seconds)


class _Call:
    """What came of one call so far."""

    def __init__(self, model: str) -> None:
        self.model = model
        self.usage: Usage | None = None
        self.text: list[str] = []
        self.came = False
        self.began = time.perf_counter()

    def take(self, event: ModelEvent) -> None:
        """One more event."""
        if isinstance(event, Chosen):
            self.model = event.model
            return
        self.came = True
        if isinstance(event, Usage):
            self.usage = event
        elif isinstance(event, Text | Reasoning):
            self.text.append(event.text)
        elif isinstance(event, ToolCall):
            self.text.append(event.arguments)


def _size(prompt: Prompt) -> int:
    return sum(estimate(text) for text in (prompt.system, *(turn.text for turn in prompt.turns)))


def _limit(text: str) -> Decimal | None:
    """A limit of the settings; None for none."""
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and found >= 0 else None


_SORRY: Mapping[str, str] = {
    "en": "I have answered as much as I may today. Please ask again tomorrow.",
    "pt": "Já respondi tudo o que posso por hoje. Pergunte de novo amanhã, por favor.",
    "es": "Ya he respondido todo lo que puedo por hoy. Pregunta de nuevo mañana, por favor.",
}


def sorry(config: Mapping[str, Any], language: str) -> str:
    """What the person is told when the budget is used up."""
    return str(config.get("llm-budget-message", "")) or _SORRY.get(language[:2].lower(), _SORRY["en"])
