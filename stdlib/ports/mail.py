"""The port of mail: messages out, drafts, and the messages of a mailbox. No I/O here.

Sending is whole or not at all: when one recipient is refused nobody gets the message.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class MailFile:
    """An attachment. ``method`` is what a calendar is for, such as REQUEST."""

    name: str
    content: bytes
    type: str = "application/octet-stream"
    method: str = ""


@dataclass(frozen=True, slots=True)
class MailMessage:
    """A message to send. Addresses and headers hold no line ends: the adapter refuses them (GB7401)."""

    to: tuple[str, ...]
    subject: str
    body: str
    html: str = ""
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    reply_to: str = ""
    files: tuple[MailFile, ...] = ()
    account: str = ""
    key: str = ""  # idempotency key, part of the Message-ID


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a message: ``sent`` to a mail server, or kept as a file in the outbox at ``where``."""

    id: str
    sent: bool
    where: str = ""


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """A message of a mailbox; ``id`` grows and is what ``after`` counts by, ``message_id`` is what its sender named it.

    Everything in it was written by somebody outside.
    """

    id: str
    sender: str
    to: tuple[str, ...]
    subject: str
    body: str
    at: datetime
    files: tuple[MailFile, ...] = ()
    message_id: str = ""


@runtime_checkable
class Mail(Protocol):
    """Faults: GB7401 not an address, header or account, GB7402 refused by the server, GB7403 the server cannot be
    reached or took too long, GB7404 too large."""

    async def send(self, message: MailMessage) -> Receipt:
        """Send, or keep in the outbox where no server is configured."""

    async def draft(self, message: MailMessage) -> Receipt:
        """Keep without sending."""

    async def received(
        self, after: str = "", limit: int = 50, *, folder: str = "", unread: bool = False
    ) -> list[ReceivedMail]:
        """Messages of a folder (the inbox when not named) behind ``after``, oldest first; none when it has no such."""

    async def newest(self, folder: str = "") -> str:
        """The id behind which only messages come that are not there yet."""

    async def mark_read(self, id: str, *, folder: str = "") -> bool:
        """Note that a message was read; False when there is none with this id."""
