"""Blocks that take a message for which no dialog waits: ON MESSAGE, ON FILE UPLOAD, ON WHATSAPP MESSAGE RECEIVED.

Such a block is no run of its own: it is a dialog of the conversation, answers the person there, and may ask. Pure.
Called by ``server.turn``, and at publishing for the lines that cannot be kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from server.store.port import Incoming, SessionRow

MESSAGE, UPLOAD, WHATSAPP = "MESSAGE", "FILE UPLOAD", "WHATSAPP MESSAGE RECEIVED"
SPOKEN = frozenset({MESSAGE, UPLOAD, WHATSAPP})


class Block(NamedTuple):
    """A block of a script: ``entry`` is its function."""

    script: str
    entry: int


def blocks(manifests: Mapping[str, Mapping[str, Any]]) -> dict[str, Block]:
    """The block of each event, by its name; the first script by name has it."""
    found: dict[str, Block] = {}
    for script, item in _lines(manifests):
        found.setdefault(item["event"], Block(script, item["function"]))
    return found


def notes(manifests: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """A sentence for each line that never runs, because an earlier one takes its messages."""
    having = blocks(manifests)
    for script, item in _lines(manifests):
        if having[item["event"]] != (script, item["function"]):
            yield f"{script}:{item['line']}: ON {item['event']} of {having[item['event']].script} takes these already"


def _lines(manifests: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for script in sorted(manifests):
        for item in manifests[script].get("events", ()):
            if item["event"] in SPOKEN and item["function"]:
                yield script, item


def taker(found: Mapping[str, Block], session: SessionRow, incoming: Incoming) -> Block | None:
    """The block that takes a message: the one for files, for the channel, or for all."""
    kinds = [UPLOAD] if incoming.body.get("attachments") else []
    kinds += [WHATSAPP] if session.channel == "whatsapp" else []
    return next((found[kind] for kind in (*kinds, MESSAGE) if kind in found), None)


def given(session: SessionRow, incoming: Incoming) -> dict[str, Any]:
    """What the block reads of the message, as plain data."""
    text, files = str(incoming.body.get("text", "")), list(incoming.body.get("attachments", ()))
    event = {
        "kind": "message", "id": incoming.external, "text": text, "body": text, "channel": session.channel,
        "user": session.user, "session": session.id, "files": files, "file": files[0] if files else None,
    }  # fmt: skip
    return {"message": text, "event": event}
