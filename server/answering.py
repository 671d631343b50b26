"""An answer of the language model to a message that no dialog waits for: what it is asked, and how far it has come.

Plain data: an answer whose tool waits for the person is put aside like a dialog and goes on in another process. The
model is asked and tools are run by ``server.turn``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgpack

from server.bots.versions import Offer, Version
from server.history import TOKENS, TURNS, shortened, within
from server.prompt_manager import TEMPLATES
from stdlib.context import SessionState
from stdlib.ports.model import Facts, ModelReply, Prompt, ToolCall, Turn
from stdlib.tokens import PER_TURN, Count, counter

MAGIC = b"GBAN\x01"
MOST_ROUNDS = 8
"""Times that the model may call tools for one message."""

MOST_CALLS = 16
"""Tools that it may call at once."""

MOST_RESULT = 20_000
"""Characters of a tool's result that the model is given."""


@dataclass
class Answering:
    """``turns`` are what was said in this answer so far: the message, tool calls and their results. ``open`` are the
    calls that have no result yet, the first of which is running. It is about message ``number``, and what was
    said before it ends at event ``since`` of the log."""

    turns: list[Turn] = field(default_factory=list)
    open: list[ToolCall] = field(default_factory=list)
    rounds: int = 0
    number: int = 0
    since: int = 0

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
        packed: bytes = msgpack.packb(
            [turns, calls, self.rounds, self.number, self.since], unicode_errors="surrogatepass"
        )
        return MAGIC + packed

    @classmethod
    def unpack(cls, data: bytes) -> Answering:
        """What ``pack`` was given."""
        turns, calls, *counts = msgpack.unpackb(data[len(MAGIC) :], unicode_errors="surrogatepass")
        return cls(
            [Turn(role, text, _calls(made), call, tuple(images)) for role, text, made, call, images in turns],
            list(_calls(calls)),
            *counts,
        )


def _calls(plain: Iterable[Sequence[str]]) -> tuple[ToolCall, ...]:
    return tuple(ToolCall(*call) for call in plain)


def is_answering(snapshot: bytes) -> bool:
    """Whether a saved state is that of an answer and not of a dialog."""
    return snapshot.startswith(MAGIC)


@dataclass(frozen=True, slots=True)
class Known:
    """What a model is told besides the conversation. ``instructions`` are those of the package's prompt file, ``facts``
    what is known of the person, ``episodes`` what earlier conversations were about, ``tables`` what SQL may ask,
    ``passages`` what the bot's documents hold."""

    instructions: str = ""
    facts: str = ""
    episodes: str = ""
    tables: str = ""
    passages: str = ""

    @property
    def personal(self) -> bool:
        """Whether it is for this person alone."""
        return bool(self.facts or self.episodes)


def system(state: SessionState, config: Mapping[str, str], known: Known, mode: str) -> str:
    """What a model is told before the conversation, secret answers masked."""
    parts = [state.system_prompt or known.instructions or config.get("system-prompt", ""), state.context]
    parts += [f"{name}:\n{text}" for name, text in state.contexts.items()]
    if mode == "document":
        parts.append(TEMPLATES["document"].text)
    if known.tables:
        parts.append(TEMPLATES["sql"].fill(tool=QUERY_TOOL, tables=known.tables))
    for name, text in (("facts", known.facts), ("episodes", known.episodes), ("summary", state.summary)):
        if text:
            parts.append(TEMPLATES["person" if name == "facts" else name].fill(**{name: text}))
    return state.mask("\n\n".join(part for part in (*parts, known.passages) if part))


def mode_of(state: SessionState, config: Mapping[str, str]) -> str:
    """How free questions are answered: document, sql or ""."""
    return state.answer_mode or config.get("answer-mode", "").strip().lower()


def prompt(
    answering: Answering,
    before: Sequence[Turn],
    state: SessionState,
    config: Mapping[str, str],
    version: Version,
    known: Known | None = None,
    facts: Facts | None = None,
) -> Prompt:
    """What the model of ``facts`` is asked now; what was said ``before`` takes the room that is left."""
    known, facts, mode = known or Known(), facts or Facts(), mode_of(state, config)
    said = system(state, config, known, mode)
    tools = () if answering.rounds >= MOST_ROUNDS else tuple(_schemas(state, version, known, mode))
    count = counter(facts.name)
    room = facts.window * 9 // 10 - _reserved(config, facts) - count(said) - count(json.dumps(tools))
    turns = _fitted(answering.turns, room, count)
    room -= sum(count(turn.text) + PER_TURN for turn in turns)
    limit = whole(config.get("history-limit", ""), TURNS)
    most = whole(config.get("history-tokens", ""), TOKENS)
    earlier = within(before[-limit:] if limit else (), min(room, most), count)
    return Prompt((*earlier, *turns), said, tools, state.model, route=state.routing)


def whole(text: str, usual: int) -> int:
    """A whole number of the settings; ``usual`` when it is none."""
    return int(text) if text.isdecimal() else usual


def _reserved(config: Mapping[str, str], facts: Facts) -> int:
    """Tokens that are left for the answer."""
    return min(whole(config.get("llm-max-tokens", ""), 1024), facts.window // 2)


def _fitted(turns: Sequence[Turn], room: int, count: Count) -> list[Turn]:
    """The turns of this answer within the model's window: the longest are cut, none is left out."""
    fitted = list(turns)
    sizes = [count(turn.text) for turn in fitted]
    while sum(sizes) + PER_TURN * len(sizes) > room and max(sizes) > 4 * PER_TURN:
        longest = sizes.index(max(sizes))
        over = sum(sizes) + PER_TURN * len(sizes) - room
        fitted[longest] = shortened(fitted[longest], max(sizes[longest] - over, sizes[longest] // 2), count)
        sizes[longest] = min(count(fitted[longest].text), sizes[longest] - 1)
    return fitted


QUERY_TOOL = "query_tables"
"""The tool of the answer mode "sql"."""

QUERY = {
    "type": "function",
    "function": {
        "name": QUERY_TOOL, "description": "Runs one SELECT over the tables of this bot and gives its rows as JSON.",
        "parameters": {"type": "object", "properties": {"sql": {"type": "string"}}, "required": ["sql"]},
    },
}  # fmt: skip


def _schemas(state: SessionState, version: Version, known: Known, mode: str) -> Iterator[Mapping[str, Any]]:
    """What the model may call; from documents it answers without tools."""
    if known.tables:
        yield QUERY
    if mode != "document":
        yield from (offer.schema for offer in offered(state, version).values())


def offered(state: SessionState, version: Version) -> dict[str, Offer]:
    """The tools that the model may call: those the program chose, else all that say what they are for."""
    if not state.tools:
        return dict(version.tools)
    return {name: offer for name, offer in version.tools.items() if _chosen(name, offer, state.tools)}


def _chosen(name: str, offer: Offer, tools: Sequence[str]) -> bool:
    script = offer.script.rpartition("/")[2].lower().removesuffix(".bas")
    return name.lower() in tools or script in tools


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
