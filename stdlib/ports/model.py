"""The port of language models: a prompt goes in, typed events come out. No I/O here.

Reasoning is an event of its own, so that it can never become text for the person.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The model wants a tool run. ``arguments`` is JSON text as the model wrote it."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation: ``role`` is user, assistant or tool. An assistant's may call tools; a tool's is
    the result of ``call``. ``images`` are addresses, also ``data:`` ones."""

    role: str
    text: str = ""
    calls: tuple[ToolCall, ...] = ()
    call: str = ""
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked. ``tools`` are schemas in OpenAI's form; ``model`` is an alias (fast, quality, code,
    local), a name, or "" for the one that ``route`` picks (see ``ROUTES``); ``json`` wants an answer in JSON.
    ``max_cost`` is in US dollars, ``max_seconds`` counts until the whole answer is there."""

    turns: tuple[Turn, ...]
    system: str = ""
    tools: tuple[Mapping[str, Any], ...] = ()
    model: str = ""
    temperature: float | None = None
    max_tokens: int | None = None
    json: bool = False
    route: str = ""
    max_cost: Decimal | None = None
    max_seconds: float | None = None


ROUTES = ("manual", "auto", "load-balanced", "fallback", "cost", "quality")
"""How a model is picked for a prompt that names none; "" is what the bot's settings say."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which model answers; comes first, and again when another one steps in."""

    model: str


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Reasoning:
    """A piece of what the model thinks; not for the person."""

    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that the call took."""

    given: int = 0
    made: int = 0


@dataclass(frozen=True, slots=True)
class Stop:
    """The answer is over: ``reason`` is stop, tools or length."""

    reason: str = "stop"


ModelEvent = Chosen | Text | Reasoning | ToolCall | Usage | Stop


@dataclass(frozen=True, slots=True)
class ModelReply:
    """A whole answer."""

    text: str = ""
    calls: tuple[ToolCall, ...] = ()
    usage: Usage = field(default_factory=Usage)
    stop: str = "stop"
    model: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a model: tokens that a prompt and its answer may have together, what it understands, and what a
    million tokens given to it and made by it cost (None: not known)."""

    name: str = ""
    window: int = 32_768
    tools: bool = True
    vision: bool = True
    json: bool = True
    price: tuple[Decimal, Decimal] | None = None

    def cost(self, usage: Usage) -> Decimal | None:
        """What a call cost."""
        if self.price is None:
            return None
        return (self.price[0] * usage.given + self.price[1] * usage.made) / 1_000_000


class Endpoint(Protocol):
    """Where models answer.

    Faults: GB7801 not configured or not accepted by the provider, GB7802 the provider cannot be reached, is overloaded
    or broke off, GB7803 the answer cannot be read.
    """

    def stream(self, prompt: Prompt) -> AsyncIterator[ModelEvent]:
        """The answer as it comes; a ToolCall is whole, and ``Stop`` comes last."""

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text."""


@runtime_checkable
class Model(Endpoint, Protocol):
    """The models that a bot may use. Further fault: GB7804 no money left for an answer."""

    def names(self) -> list[str]:
        """The models that can be named; the usual one first."""

    def facts(self, name: str = "") -> Facts:
        """What is known of the model that an alias, a name or "" means."""


async def complete(model: Endpoint, prompt: Prompt) -> ModelReply:
    """The whole answer of ``model``."""
    text: list[str] = []
    calls: list[ToolCall] = []
    usage, stop, answering = Usage(), "stop", prompt.model
    async for event in model.stream(prompt):
        if isinstance(event, Text):
            text.append(event.text)
        elif isinstance(event, ToolCall):
            calls.append(event)
        elif isinstance(event, Usage):
            usage = event
        elif isinstance(event, Chosen):
            answering = event.model
        elif isinstance(event, Stop):
            stop = event.reason
    return ModelReply("".join(text), tuple(calls), usage, stop, answering)
