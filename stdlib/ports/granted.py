"""Which ports a conversation is granted, and the capabilities they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from stdlib.ports.agents import Agents
from stdlib.ports.conversation import Dialog, Memory, Session
from stdlib.ports.database import Databases
from stdlib.ports.desk import Desk
from stdlib.ports.files import Files
from stdlib.ports.knowledge import Knowledge
from stdlib.ports.mail import Mail
from stdlib.ports.media import Media
from stdlib.ports.messages import Messages
from stdlib.ports.model import Model
from stdlib.ports.schedule import Schedule
from stdlib.ports.web import Http

EMBEDDED: frozenset[str] = frozenset(
    {"core", "dialog", "session", "memory", "db", "products", "tasks", "crm", "calendar"}
)
"""Capabilities that the host inside one process provides without any server."""

CAPABILITY_PORTS: Mapping[str, str] = {
    "dialog": "dialog", "session": "session", "memory": "memory", "db": "databases", "http": "http", "file": "files",
    "mail": "mail", "web": "http", "messaging": "messages", "schedule": "schedule",
    "attendance": "desk", "agents": "agents", "approval": "agents", "multimodal": "media",
    "llm": "model", "kb": "knowledge",
    "products": "databases", "tasks": "databases", "crm": "databases", "calendar": "databases",
    "social": "http",
}  # fmt: skip
"""The field of ``Ports`` behind each capability that has one; ``core`` has none."""


NOT_HERE: Mapping[str, str] = {
    "code": "would run a program of another language, for which this server has no sandbox; CALL a script of the bot, "
    "or POST to a web service that runs it",
    "meet": "needs a media server for rooms and calls, and this server has none; make the room by POST at a service "
    "that has one, and send people its address",
    "iot": "needs a device on this computer, and this server has none; a small web service beside the device can be "
    "asked by GET and POST",
}
"""Capabilities that no host of this project provides: what their keywords would need, and the way out."""


@dataclass(frozen=True)
class Ports:
    """The ports granted to one conversation and the capabilities they stand for.

    ``others`` holds further ports by capability name.
    """

    dialog: Dialog | None = None
    session: Session | None = None
    memory: Memory | None = None
    databases: Databases | None = None
    http: Http | None = None
    files: Files | None = None
    mail: Mail | None = None
    messages: Messages | None = None
    schedule: Schedule | None = None
    desk: Desk | None = None
    model: Model | None = None
    agents: Agents | None = None
    media: Media | None = None
    knowledge: Knowledge | None = None
    others: Mapping[str, Any] = field(default_factory=dict)

    @property
    def provided(self) -> frozenset[str]:
        """Names of the capabilities that this host has."""
        own = {name for name, port in CAPABILITY_PORTS.items() if getattr(self, port) is not None}
        return frozenset({"core", *own, *self.others})

    def provides(self, capability: str) -> bool:
        """Whether this host has a capability."""
        port = CAPABILITY_PORTS.get(capability)
        if port is not None and getattr(self, port) is not None:
            return True
        return capability == "core" or capability in self.others

    def granting(self, **ports: Any) -> Ports:
        """These ports with others in their fields; several times as fast as ``dataclasses.replace``, once a turn."""
        made = copy(self)
        made.__dict__.update(ports)
        return made
