"""What was said before in a session, for a language model: read from its log, fitted into a budget of tokens.

Pure; whoever has the log passes it on. Called by ``server.replying`` and ``server.agents``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from server.store.port import Event
from stdlib.ports.model import Turn
from stdlib.tokens import PER_TURN, Count

READ_EVENTS = 400
"""Events of the log that are looked through."""

TURNS = 20
"""Messages that are given word for word, unless ``history-limit`` says otherwise."""

TOKENS = 8_000
"""Tokens that they may be together, the newest first, unless ``history-tokens`` says otherwise."""

_CUT = "\n(the rest is left out)"


@dataclass(frozen=True, slots=True)
class Said:
    """Messages of one side that follow each other; ``seq`` is the event of the last of them."""

    turn: Turn
    seq: int


def said(events: Iterable[Event], number: int) -> list[Said]:
    """What both sides said, oldest first, without the person's messages from ``number`` on, which are not answered yet,
    and without what an author has taken back."""
    kept: list[Event] = []
    for event in events:
        if event.kind == "back":
            kept = [item for item in kept if item.seq <= event.body.get("to", 0)]
        elif event.kind in ("user", "talk") and event.body.get("text") and event.body.get("number", 0) < number:
            kept.append(event)
    found: list[Said] = []
    for event in kept:
        role, text = "user" if event.kind == "user" else "assistant", str(event.body["text"])
        if found and found[-1].turn.role == role:
            text = f"{found.pop().turn.text}\n{text}"
        found.append(Said(Turn(role, text), event.seq))
    return found


def history(events: Iterable[Event], number: int, limit: int) -> list[Turn]:
    """The newest ``limit`` messages of before message ``number``."""
    turns = [item.turn for item in said(events, number)]
    return turns[-limit:] if limit else []


def within(turns: Sequence[Turn], room: int, count: Count) -> list[Turn]:
    """The newest ``turns`` that are at most ``room`` tokens together; one that is too long alone is cut."""
    kept: list[Turn] = []
    for turn in reversed(turns):
        size = count(turn.text) + PER_TURN
        if size > room and not kept and room > 2 * PER_TURN:
            turn = shortened(turn, room - PER_TURN, count)
            size = room
        if size > room:
            break
        room -= size
        kept.append(turn)
    return kept[::-1]


def shortened(turn: Turn, most: int, count: Count) -> Turn:
    """``turn``, its text cut to at most ``most`` tokens."""
    text, size = turn.text, count(turn.text)
    while size > most and text:
        keep = len(text) * max(0, most - PER_TURN) // size
        text = text[: min(keep, len(text) - 1)].removesuffix(_CUT)
        size = count(text + _CUT)
    return replace(turn, text=text + _CUT) if text != turn.text else turn
