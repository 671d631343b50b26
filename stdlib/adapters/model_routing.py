"""Which model answers a prompt that names none, and what of a prompt a model is given. Pure; called by ``models``."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from stdlib.ports import KeywordFault
from stdlib.ports.model import Facts, ModelEvent, Prompt, Turn
from stdlib.tokens import PER_TURN, estimate

_CODE = re.compile(
    r"```|\b(stack ?trace|traceback|regex|sql|python|javascript|typescript|compile|refactor|unit test)\b", re.IGNORECASE
)
LONG = 1_500
"""Characters of a message above which it counts as hard."""

USUAL_ANSWER = 1_024
"""Tokens of an answer that its cost is reckoned with when a prompt does not limit them."""

_UNSEEN = "(a picture was sent that this model cannot see)"
_JSON = "Answer with one JSON value and nothing else."


class Choice(Protocol):
    """The models that there are."""

    def names(self) -> list[str]:
        """All of them; the usual one first."""

    def alias(self, name: str) -> str:
        """The one for fast, quality, code or local; "" for none."""

    def facts(self, name: str = "") -> Facts:
        """What is known of one."""


def routed(prompt: Prompt, route: str, models: Choice, turn: int) -> list[str]:
    """Names of models to ask, the first one first; ``turn`` counts prompts. Unknown routes are like "manual"."""
    names = models.names() or [""]
    if route == "auto":
        return [models.alias(_kind(prompt)) or names[0]]
    if route == "load-balanced":
        at = turn % len(names)
        return names[at:] + names[:at]
    if route == "fallback":
        return names
    if route == "cost":
        return sorted(names, key=lambda name: _price(models.facts(name)))
    if route == "quality":
        return [models.alias("quality") or max(names, key=lambda name: _known(models.facts(name)))]
    return names[:1]


def _kind(prompt: Prompt) -> str:
    """The alias for what a prompt is about: programs, something short and plain, or something hard."""
    said = next((turn.text for turn in reversed(prompt.turns) if turn.role == "user"), "")
    if _CODE.search(said):
        return "code"
    return "quality" if len(said) > LONG or prompt.json or prompt.turns[-1].images else "fast"


def _price(facts: Facts) -> Decimal:
    """What a model costs, for an order; one whose price is not known comes last."""
    return Decimal("Infinity") if facts.price is None else sum(facts.price, Decimal(0))


def _known(facts: Facts) -> Decimal:
    return Decimal(-1) if facts.price is None else sum(facts.price, Decimal(0))


def fitted(prompt: Prompt, facts: Facts) -> Prompt | None:
    """The prompt as the model can take it: without tools, pictures or JSON that it does not know; with an answer as
    long as its price allows. None when it costs too much already."""
    turns, system = prompt.turns, prompt.system
    if not facts.vision:
        turns = tuple(_unseen(turn) for turn in turns)
    as_json = prompt.json and facts.json
    if prompt.json and not facts.json:
        system = f"{system}\n\n{_JSON}".strip()
    tools = prompt.tools if facts.tools else ()
    found = replace(prompt, model=facts.name, turns=turns, system=system, tools=tools, json=as_json)
    if prompt.max_cost is None or facts.price is None:
        return found
    left = prompt.max_cost - facts.price[0] * tokens_of(found) / 1_000_000
    if left < 0:
        return None
    wanted = prompt.max_tokens or USUAL_ANSWER
    affordable = wanted if not facts.price[1] else min(wanted, int(left * 1_000_000 / facts.price[1]))
    return replace(found, max_tokens=affordable) if affordable > 0 else None


def _unseen(turn: Turn) -> Turn:
    return replace(turn, text=f"{turn.text}\n{_UNSEEN}".strip(), images=()) if turn.images else turn


def tokens_of(prompt: Prompt) -> int:
    """About how many tokens a prompt is; not too few."""
    texts: Sequence[str] = [prompt.system, *(turn.text for turn in prompt.turns)]
    calls = [call.arguments for turn in prompt.turns for call in turn.calls]
    tools = [json.dumps(tool) for tool in prompt.tools]
    return sum(estimate(text) + PER_TURN for text in (*texts, *calls, *tools))


async def within(seconds: float | None, events: AsyncIterator[ModelEvent]) -> AsyncIterator[ModelEvent]:
    """``events``, the last of which must come before ``seconds`` have passed; GB7802 when it does not."""
    until = None if seconds is None else asyncio.get_running_loop().time() + seconds
    while True:
        try:
            async with asyncio.timeout_at(until):
                event = await anext(events)
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise KeywordFault("GB7802", f"the language model took longer than {seconds:g} seconds") from error
        yield event


def listed(text: str) -> list[str]:
    """Names with commas between them."""
    return [name.strip() for name in text.replace(";", ",").split(",") if name.strip()]
