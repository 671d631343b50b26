"""The port of mail: messages out, drafts, and the messages of a mailbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class MailFile:
    """An attachment."""

    name: str
    content: bytes
    type: str = "application/octet-stream"


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
    """A message of a mailbox; ``id`` grows and is what ``after`` counts by."""

    id: str
    sender: str
    to: tuple[str, ...]
    subject: str
    body: str
    at: datetime
    files: tuple[MailFile, ...] = ()


@runtime_checkable
class Mail(Protocol):
    """Faults: GB7401 not an address or header, GB7402 refused by the server, GB7403 cannot be reached or took too long,
    GB7404 too large."""

    async def send(self, message: MailMessage) -> Receipt:
        """Send, or keep in the outbox where no server is configured."""

    async def draft(self, message: MailMessage) -> Receipt:
        """Keep without sending."""

    async def received(self, after: str = "", limit: int = 50) -> list[ReceivedMail]:
        """Messages of the mailbox behind ``after``, oldest first."""
