"""The sessions that triggers begin: which script with which variables, and a name by which each occurrence counts once.

Pure. A run has a session of its own, which belongs to its bot and to no person.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

import msgpack

from server.store.port import Incoming, Kind, Run, SessionRow, Trigger
from server.triggers.declared import key_of
from stdlib import encoding

STARTED = "trigger.variables"
"""The fact of a session that holds what its run was started with, while it goes on."""

MOST_A_MINUTE = 600
"""Runs that one bot begins in a minute, unless ``trigger-runs-per-minute`` of its configuration says otherwise."""


def most_of(config: Mapping[str, str]) -> int:
    """Runs that a bot may begin in a minute."""
    text = config.get("trigger-runs-per-minute", "").strip()
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) <= 100_000 else MOST_A_MINUTE


def owner(bot: str) -> str:
    """The user that a bot's runs belong to."""
    return f"bot:{bot}"


def run_of(trigger: Trigger, occurrence: str, variables: Mapping[str, Any], *, channel: str = "") -> Run:
    """A run of ``trigger``; ``variables`` are plain data that its script finds under these names."""
    external = f"{trigger.key}:{occurrence}"
    body: dict[str, Any] = {"script": trigger.script, "entry": trigger.entry, "version": trigger.version}
    if "captured" in trigger.spec:
        body["captured"] = trigger.spec["captured"]
    given = {**trigger.spec.get("variables", {}), **variables}
    id = trigger.session or key_of(trigger.bot, external)
    facts = {"trigger.kind": trigger.kind, STARTED: given}
    session = SessionRow(
        id, trigger.bot, owner(trigger.bot), channel or trigger.kind, title=trigger.script, facts=facts
    )
    return Run(session, Incoming(Kind.RUN, body, external))


def pack_captured(values: tuple[Any, ...]) -> str:
    """Values of the language as text."""
    packed: bytes = msgpack.packb([encoding.pack(value) for value in values])
    return base64.b64encode(packed).decode("ascii")


def unpack_captured(text: str) -> list[Any]:
    """What ``pack_captured`` was given."""
    return [encoding.unpack(value) for value in msgpack.unpackb(base64.b64decode(text))]


def plain_size(value: Any) -> int:
    """Characters of ``value`` as JSON."""
    return len(json.dumps(value, ensure_ascii=False, default=str))
