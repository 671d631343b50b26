"""An answer of the language model to a message that no dialog waits for: what it is asked, and how far it has come.

Plain data: an answer whose tool waits for the person is put aside like a dialog and goes on in another process. The
model is asked and tools are run by ``server.turn``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgpack

from server.bots.versions import Offer, Version
from server.store.port import Event
from stdlib.context import SessionState
from stdlib.ports.model import ModelReply, Prompt, ToolCall, Turn

MAGIC = b"GBAN\x01"
MOST_ROUNDS = 8
"""Times that the model may call tools for one message."""

MOST_CALLS = 16
"""Tools that it may call at once."""

MOST_RESULT = 20_000
"""Characters of a tool's result that the model is given."""

HISTORY = 20
"""Messages of before that the model is given, unless ``history-limit`` says otherwise."""

MOST_HISTORY = 32_000
"""Characters of them, the newest first."""


@dataclass
class Answering:
    """``turns`` are what was said in this answer so far: the message, tool calls and their results. ``open`` are the
    calls that have no result yet, the first of which is running."""

    turns: list[Turn] = field(default_factory=list)
    open: list[ToolCall] = field(default_factory=list)
    rounds: int = 0

    def called(self, reply: ModelReply) -> None:
        """The model wants tools run."""
        calls = reply.calls[:MOST_CALLS]
        self.turns.append(Turn("assistant", reply.text, calls))
        self.open = list(calls)
        self.rounds += 1

    def result(self, text: str) -> None:
        """What the first open call gave."""
        call = self.open.pop(0)
        if len(text) > MOST_RESULT:
            text = text[:MOST_RESULT] + f"\n(the rest of {len(text):,} characters is left out)"
        self.turns.append(Turn("tool", text, call=call.id))

    def pack(self) -> bytes:
        """As bytes, for a saved state."""
        turns = [[t.role, t.text, [[c.id, c.name, c.arguments] for c in t.calls], t.call, t.images] for t in self.turns]
        calls = [[c.id, c.name, c.arguments] for c in self.open]
        packed: bytes = msgpack.packb([turns, calls, self.rounds], unicode_errors="surrogatepass")
        return MAGIC + packed

    @classmethod
    def unpack(cls, data: bytes) -> Answering:
        """What ``pack`` was given."""
        turns, calls, rounds = msgpack.unpackb(data[len(MAGIC) :], unicode_errors="surrogatepass")
        return cls(
            [Turn(role, text, _calls(made), call, tuple(images)) for role, text, made, call, images in turns],
            list(_calls(calls)),
            rounds,
        )


def _calls(plain: Iterable[Sequence[str]]) -> tuple[ToolCall, ...]:
    return tuple(ToolCall(*call) for call in plain)


def is_answering(snapshot: bytes) -> bool:
    """Whether a saved state is that of an answer and not of a dialog."""
    return snapshot.startswith(MAGIC)


def prompt(
    answering: Answering,
    before: Sequence[Turn],
    state: SessionState,
    config: Mapping[str, str],
    version: Version,
    instructions: str = "",
) -> Prompt:
    """What the model is asked now. ``instructions`` are those of the package's prompt file."""
    parts = (state.system_prompt or instructions or config.get("system-prompt", ""), state.context)
    named = (f"{name}:\n{text}" for name, text in state.contexts.items())
    tools = () if answering.rounds >= MOST_ROUNDS else tuple(offer.schema for offer in offered(state, version).values())
    system = "\n\n".join(part for part in (*parts, *named) if part)
    return Prompt((*before, *answering.turns), system, tools, state.model)


def offered(state: SessionState, version: Version) -> dict[str, Offer]:
    """The tools that the model may call: those the program chose, else all that say what they are for."""
    if not state.tools:
        return dict(version.tools)
    return {name: offer for name, offer in version.tools.items() if _chosen(name, offer, state.tools)}


def _chosen(name: str, offer: Offer, tools: Sequence[str]) -> bool:
    script = offer.script.rpartition("/")[2].lower().removesuffix(".bas")
    return name.lower() in tools or script in tools


def history(events: Iterable[Event], until: int, limit: int) -> list[Turn]:
    """What was said before message number ``until``: the newest ``limit`` turns within ``MOST_HISTORY`` characters."""
    said: list[Turn] = []
    for event in events:
        if event.kind == "user" and event.body.get("number", 0) >= until:
            continue
        if event.kind in ("user", "talk") and event.body.get("text"):
            role = "user" if event.kind == "user" else "assistant"
            if said and said[-1].role == role:
                said[-1] = replace(said[-1], text=f"{said[-1].text}\n{event.body['text']}")
            else:
                said.append(Turn(role, str(event.body["text"])))
    kept: list[Turn] = []
    room = MOST_HISTORY
    for turn in reversed(said[-limit:] if limit else []):
        room -= len(turn.text)
        if room < 0:
            break
        kept.append(turn)
    return kept[::-1]


def arguments(call: ToolCall, schema: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a call; ValueError with a sentence for the model when they cannot be used."""
    try:
        found = json.loads(call.arguments or "{}")
    except (ValueError, RecursionError):
        raise ValueError("the arguments are not JSON; call the tool again with one JSON object") from None
    if not isinstance(found, dict):
        raise ValueError("the arguments are not a JSON object; call the tool again with one")
    parameters = schema["function"]["parameters"]
    found = {name: value for name, value in found.items() if value is not None}
    if unknown := sorted(set(found) - set(parameters["properties"])):
        raise ValueError(
            f"the tool has no parameter {unknown[0]}; it has {', '.join(parameters['properties']) or 'none'}"
        )
    missing = [name for name in parameters["required"] if found.get(name) in (None, "")]
    if missing:
        raise ValueError(f"{', '.join(missing)} must be given; ask the person for it, do not invent it")
    return found
