"""The mail port over a mail server: SMTP for what is sent, IMAP or a folder for what came, a folder for drafts.

A message is sent to all its recipients or to none. Passwords never go over a connection that is not encrypted, and a
server that does not offer encryption where it must is not used.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import uuid
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from stdlib.adapters.egress import Egress, connected
from stdlib.mail.addresses import one_line
from stdlib.mail.compose import Letter, compose
from stdlib.ports import KeywordFault
from stdlib.ports.mail import Mail, MailMessage, Receipt, ReceivedMail

if TYPE_CHECKING:
    from aiosmtplib import SMTP

TLS_PORT = 465
_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))


@dataclass(frozen=True, slots=True)
class SmtpAccount:
    """Where and as whom to send. ``security`` is ``tls`` (from the first byte), ``starttls``, ``none`` or ``auto``:
    TLS at port 465, none to this computer when no password is sent, STARTTLS otherwise. ``timeout`` in seconds is for
    the whole exchange. ``context`` replaces the trusted certificates.
    """

    server: str
    sender: str
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)
    security: str = "auto"
    timeout: float = 30.0
    context: ssl.SSLContext | None = field(default=None, repr=False)

    @property
    def protection(self) -> str:
        """``security`` with ``auto`` decided."""
        if self.security != "auto":
            return self.security
        if self.port == TLS_PORT:
            return "tls"
        return "none" if self.server in _LOOPBACK and not self.password else "starttls"


@dataclass
class SmtpMail:
    """``accounts`` by name, "" for the usual one. ``box`` keeps drafts and gives what came.

    ``egress`` judges the servers; None where the operator has chosen them.
    """

    accounts: Mapping[str, SmtpAccount]
    box: Mail
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    egress: Egress | None = None

    async def send(self, message: MailMessage) -> Receipt:
        """Send through the account of the message; each fault names the server."""
        account = self._account(message.account)
        letter = await asyncio.to_thread(compose, message, account.sender, self.clock(), uuid.uuid4().hex)
        await deliver(letter, account, self.egress)
        return Receipt(letter.id, True)

    async def draft(self, message: MailMessage) -> Receipt:
        """Keep without sending."""
        return await self.box.draft(message)

    async def received(
        self, after: str = "", limit: int = 50, *, folder: str = "", unread: bool = False
    ) -> list[ReceivedMail]:
        """What came."""
        return await self.box.received(after, limit, folder=folder, unread=unread)

    async def newest(self, folder: str = "") -> str:
        """The newest of what came."""
        return await self.box.newest(folder)

    async def mark_read(self, id: str, *, folder: str = "") -> bool:
        """Note that a message was read."""
        return await self.box.mark_read(id, folder=folder)

    def _account(self, name: str) -> SmtpAccount:
        found = {known.lower(): account for known, account in self.accounts.items()}.get(name.lower())
        if found is None:
            shown = one_line(name)
            raise KeywordFault("GB7401", f"there is no mail account {shown}; configure email-{shown}-server")
        return found


async def deliver(letter: Letter, account: SmtpAccount, egress: Egress | None = None) -> None:
    """Hand the letter to the server; returns when the server has taken it for everybody."""
    from aiosmtplib import SMTPException, SMTPResponseException

    where = f"the mail server {account.server}"
    try:
        async with asyncio.timeout(account.timeout), _connected(account, egress) as client:
            await _hand_over(client, letter, where)
    except KeywordFault:
        raise
    except SMTPResponseException as error:
        raise _refused(where, error.code, error.message) from error
    except TimeoutError as error:
        raise KeywordFault("GB7403", f"{where} did not answer within {account.timeout:g} seconds") from error
    except ssl.SSLError as error:
        raise KeywordFault("GB7403", f"{where} has no certificate that is trusted here") from error
    except (SMTPException, OSError, EOFError) as error:
        raise KeywordFault("GB7403", f"{where} cannot be reached: {_reason(error)}") from error


@contextlib.asynccontextmanager
async def _connected(account: SmtpAccount, egress: Egress | None) -> AsyncIterator[SMTP]:
    """A client that is connected, encrypted as the account asks, and logged in."""
    from aiosmtplib import SMTP

    protection = account.protection
    client = SMTP(
        hostname=account.server,
        sock=await connected(egress, account.server, account.port),
        timeout=account.timeout,
        use_tls=protection == "tls",
        start_tls=False,
        tls_context=account.context,
    )
    try:
        await client.connect()
        await client.ehlo()
        if protection == "starttls":
            await _encrypt(client, account)
        if account.user and account.password:
            if protection == "none":
                raise KeywordFault(
                    "GB7403", f"the mail server {account.server} is not encrypted, so no password is sent to it"
                )
            await client.login(account.user, account.password)
        yield client
        with contextlib.suppress(Exception):  # the message has been taken; how the server says goodbye is its affair
            await client.quit(timeout=2)
    finally:
        transport = client.transport
        client.close()
        if isinstance(
            transport, asyncio.WriteTransport
        ):  # an encrypted one waits for the server's goodbye, perhaps for ever
            transport.abort()


async def _encrypt(client: SMTP, account: SmtpAccount) -> None:
    if not client.supports_extension("starttls"):
        raise KeywordFault(
            "GB7403",
            f"the mail server {account.server} offers no encryption (STARTTLS); "
            "set email-security to none only for a server that needs none",
        )
    await client.starttls(tls_context=account.context)


async def _hand_over(client: SMTP, letter: Letter, where: str) -> None:
    """The message in one transaction, taken back when a recipient is refused."""
    from aiosmtplib import SMTPRecipientRefused

    options = [f"SIZE={len(letter.content)}"] if client.supports_extension("size") else []
    if letter.international:
        if not client.supports_extension("smtputf8"):
            raise KeywordFault("GB7402", f"{where} takes no addresses with letters beyond ASCII before the @")
        options += ["SMTPUTF8", "BODY=8BITMIME"]
    encoding = "utf-8" if letter.international else "ascii"
    await client.mail(letter.sender, options=options, encoding=encoding)
    for recipient in letter.recipients:
        try:
            await client.rcpt(recipient, encoding=encoding)
        except SMTPRecipientRefused as error:
            with contextlib.suppress(Exception):  # closing the connection takes it back as well
                await client.rset()
            raise _refused(f"{where}, asked to send to {recipient},", error.code, error.message) from error
    await client.data(letter.content)


def _refused(where: str, code: int, message: str) -> KeywordFault:
    """A refusal in the server's words, on one line and not endless."""
    said = one_line(message)[:200]
    if not 400 <= code < 600:
        return KeywordFault("GB7403", f"{where} does not speak SMTP: {said}")
    if code in (523, 552):
        return KeywordFault("GB7404", f"{where} says that the mail is too large: {code} {said}")
    return KeywordFault("GB7402", f"{where} refused the mail: {code} {said}")


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return one_line(str(error))[:200].lower() or "the connection was closed"
