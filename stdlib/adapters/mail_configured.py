"""Chooses the mail port for a bot by its configuration: a mail server, or the outbox folder where none is named.

Keys are read in any case and with ``-``, ``_`` or ``.``; those of earlier releases (``EMAIL_SMTP_SERVER``) too.
``email-NAME-server`` and so on configure the account that ``USING "NAME"`` means. Called by hosts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stdlib.adapters.egress import Egress
from stdlib.adapters.mail_imap import ImapAccount, ImapMailbox
from stdlib.adapters.mail_outbox import OutboxMail
from stdlib.adapters.mail_smtp import TLS_PORT, SmtpAccount, SmtpMail
from stdlib.ports.mail import Mail, MailMessage, Receipt, ReceivedMail

_OLD = {
    "server": ("email-smtp-server", "smtp-server"),
    "port": ("email-smtp-port", "smtp-port"),
    "user": ("email-username", "smtp-user"),
    "pass": ("email-password", "smtp-pass"),
    "from": ("email-sender",),
    "imap-server": ("imap-server",),
    "imap-port": ("imap-port",),
}
_SECURITY = ("auto", "tls", "starttls", "none")
_LONGEST_TIMEOUT = 300.0


@dataclass
class ReadOverImap:
    """Drafts in a folder, what came from a mail server."""

    drafts: OutboxMail
    mailbox: ImapMailbox

    async def send(self, message: MailMessage) -> Receipt:
        """Keep in the outbox."""
        return await self.drafts.send(message)

    async def draft(self, message: MailMessage) -> Receipt:
        """Keep as a draft."""
        return await self.drafts.draft(message)

    async def received(
        self, after: str = "", limit: int = 50, *, folder: str = "", unread: bool = False
    ) -> list[ReceivedMail]:
        """Messages of the mail server."""
        return await self.mailbox.received(after, limit, folder=folder, unread=unread)

    async def newest(self, folder: str = "") -> str:
        """The newest on the mail server."""
        return await self.mailbox.newest(folder)

    async def mark_read(self, id: str, *, folder: str = "") -> bool:
        """Mark on the mail server."""
        return await self.mailbox.mark_read(id, folder=folder)


def configured_mail(config: Mapping[str, str], folder: Path, egress: Egress | None = None) -> Mail:
    """The mail port of a bot; ``folder`` holds its outbox, ``egress`` judges its servers.

    ValueError with a sentence for a setting that is wrong.
    """
    settings = {_plain(key): str(value).strip() for key, value in config.items()}
    names = {"", *(_account_name(key) for key in settings)}
    smtp = {name: account for name in sorted(names) if (account := _smtp(settings, name)) is not None}
    outbox = OutboxMail(folder, _sender(settings, "") or "bot@localhost", _senders(settings, names))
    imap = _imap(settings)
    box: OutboxMail | ReadOverImap = outbox if imap is None else ReadOverImap(outbox, ImapMailbox(imap, egress))
    return SmtpMail(smtp, box, egress=egress) if "" in smtp else box


def _plain(key: str) -> str:
    return key.strip().lower().replace("_", "-").replace(".", "-")


def _account_name(key: str) -> str:
    """``work`` for ``email-work-from`` and ``email-work-server``; "" for other keys."""
    head, _, rest = key.partition("-")
    name, _, last = rest.rpartition("-")
    return name if head == "email" and last in ("from", "server") and name not in ("smtp", "imap") else ""


def _senders(settings: Mapping[str, str], names: set[str]) -> dict[str, str]:
    return {name: sender for name in names if name and (sender := _sender(settings, name))}


def _setting(settings: Mapping[str, str], account: str, name: str) -> str:
    if account:
        return settings.get(f"email-{account}-{name}", "")
    return next((found for key in (f"email-{name}", *_OLD.get(name, ())) if (found := settings.get(key, ""))), "")


def _sender(settings: Mapping[str, str], account: str) -> str:
    user = _setting(settings, account, "user")
    return _setting(settings, account, "from") or (user if "@" in user else "")


def _smtp(settings: Mapping[str, str], account: str) -> SmtpAccount | None:
    server = _setting(settings, account, "server")
    if not server:
        return None
    prefix = f"email-{account}-" if account else "email-"
    sender = _sender(settings, account)
    if not sender:
        raise ValueError(f"{prefix}from is needed: the address that mails are sent from")
    security = _setting(settings, account, "security").lower() or "auto"
    if security not in _SECURITY:
        raise ValueError(f"{prefix}security is one of {', '.join(_SECURITY)}, not {security}")
    return SmtpAccount(
        server,
        sender,
        _port(_setting(settings, account, "port"), 587, f"{prefix}port"),
        _setting(settings, account, "user"),
        _setting(settings, account, "pass"),
        security,
        _timeout(_setting(settings, account, "timeout"), f"{prefix}timeout"),
    )


def _imap(settings: Mapping[str, str]) -> ImapAccount | None:
    server = _setting(settings, "", "imap-server")
    if not server:
        return None
    return ImapAccount(
        server,
        _setting(settings, "", "user"),
        _setting(settings, "", "pass"),
        _port(_setting(settings, "", "imap-port"), 993, "email-imap-port"),
        timeout=_timeout(_setting(settings, "", "timeout"), "email-timeout"),
    )


def _port(text: str, usual: int, key: str) -> int:
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) < 65536):
        raise ValueError(f"{key} is a number from 1 to 65535 (such as 587, or {TLS_PORT} for TLS), not {text}")
    return int(text)


def _timeout(text: str, key: str) -> float:
    if not text:
        return 30.0
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _LONGEST_TIMEOUT:
        raise ValueError(f"{key} is a number of seconds up to {_LONGEST_TIMEOUT:g}, not {text}")
    return seconds
