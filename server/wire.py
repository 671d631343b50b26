"""The frames of the chat's wire: events and notices of a session as the fields that clients know. Pure.

A frame has ``bot_id``, ``user_id``, ``session_id``, ``channel``, ``content``, ``message_type`` and ``is_complete``;
``seq`` numbers those that are in the session's log, by which a client resumes, and ``type`` says what kind it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any
from urllib.parse import quote

import msgspec

from server.hub import Live, Notice
from server.store.port import Event, SessionRow

SORRY = {
    "en": "Something went wrong here. Please try again.",
    "pt": "Algo deu errado aqui. Tente de novo, por favor.",
}
"""What a person is told of a fault, by language."""


UPLOADS = "uploads"
"""The folder of a bot's drive for files that people send."""


class MessageType(IntEnum):
    """``message_type`` of a frame."""

    EXTERNAL = 0
    USER = 1
    BOT = 2
    CONTINUE = 3
    SUGGESTION = 4
    CONTEXT = 5
    TOOL = 6
    SYSTEM = 7
    SWITCHER = 8


def hello(session: SessionRow, tools: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The first frame of a connection."""
    return {
        "type": "connected", "session_id": session.id, "user_id": session.user, "bot_id": session.bot,
        "message": f"connected to {session.bot}", "tools": list(tools), "seq": session.seq, "status": session.status,
    }  # fmt: skip


def encoded(made: Mapping[str, Any]) -> bytes:
    """A frame as it is sent."""
    try:
        return _encode(made)
    except UnicodeEncodeError:  # half a character is written as an escape
        return json.dumps(made, separators=(",", ":")).encode()


_encode = msgspec.json.Encoder().encode


def frame(session: SessionRow, notice: Notice, *, dev: bool = False) -> dict[str, Any] | None:
    """A notice as a frame; None for what a client is not shown."""
    made = _LIVE.get(notice.kind) if isinstance(notice, Live) else _EVENTS.get(notice.kind)
    if made is None:
        return None
    fields = made(session, notice.body or {}, dev)
    if fields is None:
        return None
    if isinstance(notice, Event):
        fields |= {"seq": notice.seq, "timestamp": notice.at}
    if "event" in fields:
        return fields
    return {
        "bot_id": session.bot, "user_id": session.user, "session_id": session.id, "channel": session.channel,
        "content": "", "message_type": MessageType.BOT, "is_complete": True, "context_length": 0,
        "context_max_length": 0, **fields,
    }  # fmt: skip


def _talk(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    return {
        "type": "message",
        "content": body["text"],
        **_files(session, body, "files"),
        **_buttons(body),
        **_extra(body),
    }


def _files(session: SessionRow, body: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The files of a message with the addresses that a client can open."""
    files = [{**file, "url": address(session.bot, file["url"])} for file in body.get(name, ())]
    return {"attachments": files} if files else {}


def _extra(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: body[name] for name in ("citations", "tool", "agent") if name in body}


def _hear(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    question = {name: body[name] for name in ("type", "options", "free", "secret", "attempt") if name in body}
    return {"type": "question", "question": question, **_buttons(body)}


def _suggest(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    return {"type": "suggestions", "message_type": MessageType.SUGGESTION, **_buttons(body)}


def _clear(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    return {"type": "suggestions", "message_type": MessageType.SUGGESTION, "suggestions": []}


def _user(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    shown = {"external": body["external"]} if "external" in body else {}
    files = _files(session, body, "attachments")
    return {"type": "user", "content": body.get("text", ""), "message_type": MessageType.USER, **shown, **files}


def _tool(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    tool = {"name": body.get("tool", ""), "arguments": body.get("arguments") or {}}
    return {"type": "tool", "message_type": MessageType.TOOL, "tool": tool}


def _theme(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    return {"event": "change_theme", "type": "theme", "data": dict(body)}


def _fault(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    sorry = SORRY.get(session.language[:2], SORRY["en"])
    if not dev:
        return {"type": "fault", "content": sorry, "message_type": MessageType.SYSTEM}
    return {"type": "fault", "content": sorry, "message_type": MessageType.SYSTEM, "fault": dict(body)}


def _back(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    return {"type": "back", "message_type": MessageType.SYSTEM, "to": body["to"]}


def _stopped(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    return {"type": "stopped", "message_type": MessageType.SYSTEM}


def _parked(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    return {"type": "parked", "content": SORRY.get(session.language[:2], SORRY["en"]), "message_type": 7}


def _closed(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    return {"type": "closed", "message_type": MessageType.SYSTEM}


def _delta(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    return {"type": "delta", "content": body["text"], "is_complete": False, "stream_token": body.get("stream", "")}


def _busy(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    return {"type": "busy", "thinking": True, "is_complete": False}


def _quiet(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any]:
    return {"type": "quiet"}


def _log(session: SessionRow, body: Mapping[str, Any], dev: bool) -> dict[str, Any] | None:
    return {"type": "log", "message_type": MessageType.SYSTEM, "log": dict(body)} if dev else None


_EVENTS = {
    "talk": _talk, "hear": _hear, "suggest": _suggest, "clear": _clear, "user": _user, "tool": _tool, "theme": _theme,
    "fault": _fault, "back": _back, "stopped": _stopped, "parked": _parked, "closed": _closed,
}  # fmt: skip
_LIVE = {"delta": _delta, "busy": _busy, "quiet": _quiet, "log": _log}


def _buttons(body: Mapping[str, Any]) -> dict[str, Any]:
    """Buttons as clients know them: the action is JSON text."""
    found: dict[str, Any] = {}
    if body.get("suggestions"):
        found["suggestions"] = [_suggestion(item) for item in body["suggestions"]]
    if body.get("switchers"):
        found["switchers"] = [
            {"id": item["action"].get("switcher", item["text"]), "label": item["text"], "icon": item["icon"]}
            for item in body["switchers"]
        ]
    return found


def _suggestion(item: Mapping[str, Any]) -> dict[str, Any]:
    action = json.dumps(item["action"], ensure_ascii=False, separators=(",", ":"))
    found = {"text": item["text"], "action": action, "context": item["context"], "icon": item["icon"]}
    return {name: value for name, value in found.items() if value}


def address(bot: str, path: str) -> str:
    """Where a file of the drive's ``UPLOADS`` is fetched from; other addresses stay what they are."""
    if not path.startswith(f"{UPLOADS}/"):
        return path
    return f"/api/files/{quote(bot)}/{quote(path.removeprefix(UPLOADS + '/'))}"
