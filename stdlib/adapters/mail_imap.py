"""Messages of a mailbox over IMAP with TLS; sending is not its affair.

Python's own client blocks, so that each call is one connection in a thread, with a time limit for every answer of the
server. Messages are fetched without being marked as read.
"""

from __future__ import annotations

import asyncio
import contextlib
import imaplib
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from stdlib.adapters.egress import Egress, addresses
from stdlib.mail.addresses import has_line_end, one_line
from stdlib.mail.compose import MOST_BYTES
from stdlib.mail.reading import read_message
from stdlib.ports import KeywordFault
from stdlib.ports.mail import ReceivedMail

_T = TypeVar("_T")
_DIGITS = re.compile(r"[0-9]{1,10}")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


@dataclass(frozen=True, slots=True)
class ImapAccount:
    """Where and as whom to read. ``security`` is ``tls`` or ``none`` (this computer only); ``timeout`` in seconds."""

    server: str
    user: str
    password: str = field(repr=False)
    port: int = 993
    security: str = "tls"
    timeout: float = 30.0
    context: ssl.SSLContext | None = field(default=None, repr=False)


@dataclass
class ImapMailbox:
    """Reads the folders of one account. Ids are ``UIDVALIDITY:UID``; after a mailbox was rebuilt all is new.

    ``egress`` judges the server; None where the operator has chosen it.
    """

    account: ImapAccount
    egress: Egress | None = None

    async def received(
        self, after: str = "", limit: int = 50, *, folder: str = "", unread: bool = False
    ) -> list[ReceivedMail]:
        """Messages of a folder behind ``after``, oldest first; one larger than mails may be comes without its text."""
        return await self._do(folder, True, lambda client, validity: _fetch(client, validity, after, limit, unread))

    async def newest(self, folder: str = "") -> str:
        """The highest id of a folder; of an empty one the mailbox with the number 0."""
        return await self._do(folder, True, _newest)

    async def mark_read(self, id: str, *, folder: str = "") -> bool:
        """Set the flag that other mail programs show, too."""
        return await self._do(folder, False, lambda client, validity: _flag(client, validity, id))

    async def _do(self, folder: str, reading: bool, work: Callable[[imaplib.IMAP4, int], _T]) -> _T:
        try:
            found = await addresses(self.egress, self.account.server, self.account.port)
        except OSError as error:
            raise self._unreachable(error) from error
        return await asyncio.to_thread(self._in_thread, found, folder or "INBOX", reading, work)

    def _in_thread(self, found: list[str], folder: str, reading: bool, work: Callable[[imaplib.IMAP4, int], _T]) -> _T:
        where = f"the mail server {self.account.server}"
        try:
            with self._connected(found) as client:
                client.login(_quotable(self.account.user), self.account.password)
                kind, _ = client.select(_quoted(folder), readonly=reading)
                if kind != "OK":
                    raise KeywordFault("GB7401", f"{where} has no folder {one_line(folder)}")
                return work(client, _number(client.response("UIDVALIDITY")[1]))
        except imaplib.IMAP4.abort as error:
            raise KeywordFault("GB7403", f"{where} closed the connection") from error
        except imaplib.IMAP4.error as error:
            raise KeywordFault("GB7402", f"{where} refused: {one_line(str(error))[:200]}") from error
        except TimeoutError as error:
            raise KeywordFault("GB7403", f"{where} did not answer within {self.account.timeout:g} seconds") from error
        except ssl.SSLError as error:
            raise KeywordFault("GB7403", f"{where} has no certificate that is trusted here") from error
        except OSError as error:
            raise self._unreachable(error) from error

    def _unreachable(self, error: OSError) -> KeywordFault:
        reason = (error.strerror or "the connection was closed").lower()
        return KeywordFault("GB7403", f"the mail server {self.account.server} cannot be reached: {reason}")

    @contextlib.contextmanager
    def _connected(self, found: list[str]) -> Iterator[imaplib.IMAP4]:
        account = self.account
        tls = None if account.security == "none" else account.context or ssl.create_default_context()
        client = _Client(account, found, tls)
        try:
            yield client
        finally:
            with contextlib.suppress(Exception):  # what was asked for is done; a broken goodbye changes nothing
                client.logout()


class _Client(imaplib.IMAP4):
    """A connection to one of these addresses; its certificate is that of the server's name."""

    def __init__(self, account: ImapAccount, found: list[str], tls: ssl.SSLContext | None) -> None:
        self._found, self._tls = found, tls
        super().__init__(account.server, account.port, account.timeout)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        for address in self._found[:-1]:
            with contextlib.suppress(OSError):
                return self._encrypted(socket.create_connection((address, self.port), timeout))
        return self._encrypted(socket.create_connection((self._found[-1], self.port), timeout))

    def _encrypted(self, plain: socket.socket) -> socket.socket:
        if self._tls is None:
            return plain
        try:
            return self._tls.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


def _fetch(client: imaplib.IMAP4, validity: int, after: str, limit: int, unread: bool) -> list[ReceivedMail]:
    old = _uid(after, validity)
    words = [f"UID {old + 1}:*", *(["UNSEEN"] if unread else [])]
    _, found = client.uid("SEARCH", *words)
    numbers = sorted(int(word) for word in (found[0] or b"").split() if word.isdigit())
    chosen = [number for number in numbers if number > old][: max(0, limit)]  # `n:*` also gives the last one before n
    return [_message(client, validity, number) for number in chosen]


def _newest(client: imaplib.IMAP4, validity: int) -> str:
    _, found = client.uid("SEARCH", "UID *")
    numbers = [int(word) for word in (found[0] or b"").split() if word.isdigit()]
    return f"{validity}:{max(numbers, default=0):010d}"


def _message(client: imaplib.IMAP4, validity: int, number: int) -> ReceivedMail:
    _, sizes = client.uid("FETCH", str(number), "(RFC822.SIZE INTERNALDATE)")
    line = b" ".join(part for part in sizes if isinstance(part, bytes))
    size = _SIZE.search(line)
    small = size is not None and int(size[1]) <= MOST_BYTES
    _, data = client.uid("FETCH", str(number), "(BODY.PEEK[])" if small else "(BODY.PEEK[HEADER])")
    content = next((part[1] for part in data if isinstance(part, tuple)), b"")
    parsed = imaplib.Internaldate2tuple(line)
    arrived = datetime(*parsed[:6]).astimezone(UTC) if parsed else datetime.now(UTC)
    return read_message(content, f"{validity}:{number:010d}", arrived)


def _flag(client: imaplib.IMAP4, validity: int, id: str) -> bool:
    number = _uid(id, validity)
    if not number:
        return False
    _, found = client.uid("SEARCH", f"UID {number}")
    if str(number).encode() not in (found[0] or b"").split():
        return False
    client.uid("STORE", str(number), "+FLAGS.SILENT", r"(\Seen)")
    return True


def _uid(id: str, validity: int) -> int:
    """The message's number; 0 when the id is of no message or of the mailbox before it was rebuilt."""
    head, _, number = id.partition(":")
    return int(number) if head == str(validity) and _DIGITS.fullmatch(number) else 0


def _number(answer: list[bytes | None] | None) -> int:
    word = answer[0] if answer else None
    return int(word) if word is not None and word.isdigit() else 0


def _quotable(text: str) -> str:
    if has_line_end(text):
        raise KeywordFault("GB7401", "a mail folder or account has no line ends or control characters in its name")
    return text


def _quoted(folder: str) -> str:
    """A folder's name as IMAP writes it; nothing in it can end the command."""
    plain = _quotable(folder)
    if not plain.isascii():
        raise KeywordFault("GB7401", "the name of a mail folder has only ASCII letters")
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
