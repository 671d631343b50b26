"""The port of language models: a prompt goes in, typed events come out. No I/O here.

Reasoning is an event of its own, so that it can never become text for the person.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
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
    local), a name, or "" for the usual one; ``json`` wants an answer in JSON."""

    turns: tuple[Turn, ...]
    system: str = ""
    tools: tuple[Mapping[str, Any], ...] = ()
    model: str = ""
    temperature: float | None = None
    max_tokens: int | None = None
    json: bool = False


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


ModelEvent = Text | Reasoning | ToolCall | Usage | Stop


@dataclass(frozen=True, slots=True)
class ModelReply:
    """A whole answer."""

    text: str = ""
    calls: tuple[ToolCall, ...] = ()
    usage: Usage = field(default_factory=Usage)
    stop: str = "stop"
    model: str = ""


@runtime_checkable
class Model(Protocol):
    """The models that a bot may use.

    Faults: GB7801 not configured or not accepted by the provider, GB7802 the provider cannot be reached, is overloaded
    or broke off, GB7803 the answer cannot be read.
    """

    def stream(self, prompt: Prompt) -> AsyncIterator[ModelEvent]:
        """The answer as it comes; a ToolCall is whole, and ``Stop`` comes last."""

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text."""

    def names(self) -> list[str]:
        """The models that can be named; the usual one first."""


async def complete(model: Model, prompt: Prompt) -> ModelReply:
    """The whole answer of ``model``."""
    text: list[str] = []
    calls: list[ToolCall] = []
    usage, stop = Usage(), "stop"
    async for event in model.stream(prompt):
        if isinstance(event, Text):
            text.append(event.text)
        elif isinstance(event, ToolCall):
            calls.append(event)
        elif isinstance(event, Usage):
            usage = event
        elif isinstance(event, Stop):
            stop = event.reason
    return ModelReply("".join(text), tuple(calls), usage, stop, prompt.model)
