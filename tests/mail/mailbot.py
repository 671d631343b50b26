"""Runs BASIC text against an outbox folder."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Mapping
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from stdlib.adapters.mail_outbox import OutboxMail
from stdlib.adapters.messages_outbox import OutboxMessages
from stdlib.adapters.session_state import StateSession
from stdlib.conversation import Conversation
from stdlib.driver import Driver, Result
from stdlib.fakes import DictMemory, FixedEnvironment, ScriptedDialog
from stdlib.ports import KeywordFault, Ports
from tests.runtime.bots import script


class DictFiles:
    """Just enough of the files port to attach something."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    async def read(self, path: str, most: int = 50 << 20) -> bytes:
        if path not in self.files:
            raise KeywordFault("GB7302", f"there is no file {path}")
        return self.files[path]


class MailBot:
    """One run of ``source``; ``facts`` are configuration and who the user is."""

    def __init__(self, folder: Path, source: str, facts: Mapping[str, Any] | None = None, **ports: Any) -> None:
        self.folder = folder
        self.env = FixedEnvironment()
        self.dialog = ScriptedDialog()
        conversation = Conversation.start(script(source), None, env=self.env)
        session = StateSession(conversation.state.values, {"user.id": "u1", **(facts or {})})
        self.ports = Ports(
            self.dialog,
            session,
            DictMemory(self.env),
            mail=OutboxMail(folder, "bot@example.org"),
            **{"messages": OutboxMessages(folder / "messages"), **ports},
        )
        self.driver = Driver(conversation, self.ports, self.env, user="u1")
        self.result: Result = asyncio.run(self.driver.run())

    def mails(self, folder: str = "outbox") -> list[EmailMessage]:
        """What lies in the folder, by time."""
        paths = sorted(self.folder.glob(f"{folder}/*.eml"))
        return [message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default) for path in paths]

    @property
    def mail(self) -> EmailMessage:
        """The one mail of the outbox."""
        (one,) = self.mails()
        return one

    def messages(self) -> list[dict[str, Any]]:
        """What lies in the outbox of messages, by time."""
        return [json.loads(path.read_text("utf-8")) for path in sorted(self.folder.glob("messages/*.json"))]

    @property
    def said(self) -> list[str]:
        return self.dialog.said


def text(message: EmailMessage) -> str:
    """The plain text of a message."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n").rstrip("\n")


def put(folder: Path, name: str, content: bytes, when: datetime) -> None:
    """Put a message into the inbox folder."""
    place = folder / "inbox"
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(content)
    os.utime(place / name, (when.timestamp(), when.timestamp()))
