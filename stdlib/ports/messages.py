"""The port of messages to people outside the present dialog: a channel, an address on it, a text. No I/O here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from stdlib.ports.mail import MailFile, Receipt

CHANNELS = frozenset(("whatsapp", "telegram", "teams", "instagram", "sms", "email", "web"))
"""Channels by name. ``web`` is another live conversation, its address the id of the session."""


@dataclass(frozen=True, slots=True)
class OutMessage:
    """One message for one person; ``options`` are the channel's own, such as the priority of an SMS."""

    channel: str
    to: str
    text: str
    subject: str = ""
    files: tuple[MailFile, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""  # idempotency key


@runtime_checkable
class Messages(Protocol):
    """Faults: GB7405 not a channel or an address on it, GB7402 refused by the provider, GB7403 cannot be reached."""

    async def send(self, message: OutMessage) -> Receipt:
        """Send, or keep in the outbox where the channel is not connected; the receipt says which."""
