"""Writes a message as it goes over the wire (RFC 5322 and MIME), and says who gets it.

Every address is parsed and every header is one line, whoever made the message: a mail that would say something else
than its author meant is refused (GB7401), as is one that is too large (GB7404). Called by the mail adapters; no I/O.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from stdlib.mail.addresses import MOST_RECIPIENTS, Address, has_line_end, one_line, parse_address
from stdlib.ports.faults import KeywordFault
from stdlib.ports.mail import MailFile, MailMessage

MOST_BYTES = 25 << 20
"""Size of a message on the wire, attachments included; what large providers take."""

_LONGEST_SUBJECT = 900
_LONGEST_NAME = 200
_TYPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}")


@dataclass(frozen=True, slots=True)
class Letter:
    """A message ready to leave: ``content`` with CRLF line ends, the envelope, and its id without ``<>``.

    ``international`` says that an address needs a server with SMTPUTF8.
    """

    id: str
    sender: str
    recipients: tuple[str, ...]
    content: bytes
    international: bool


def compose(message: MailMessage, sender: str, moment: datetime, fresh: str, *, complete: bool = True) -> Letter:
    """The letter for ``message``. ``fresh`` names it when it has no key; ``complete`` asks for a recipient."""
    source = parse_address(sender)
    to, cc, bcc = (_addresses(part) for part in (message.to, message.cc, message.bcc))
    recipients = tuple(dict.fromkeys(address.text for address in (*to, *cc, *bcc)))
    if complete and not recipients:
        raise KeywordFault("GB7401", "a mail needs at least one recipient")
    if len(recipients) > MOST_RECIPIENTS:
        raise KeywordFault("GB7404", f"a mail has at most {MOST_RECIPIENTS} recipients, this one {len(recipients)}")
    written = sum(len(file.content) for file in message.files) + len(message.body) + len(message.html)
    if written > MOST_BYTES:
        raise _too_large()
    name = message_id(message.key or fresh, source)
    international = not "".join((source.text, *recipients)).isascii()
    made = _headers(message, source, to, cc, name, moment)
    _fill(made, message)
    content = _bytes(made, international)
    if len(content) > MOST_BYTES:
        raise _too_large()
    return Letter(name, source.text, recipients, content, international)


def message_id(key: str, sender: Address) -> str:
    """The id that a message with this key always has, so that a second copy is known as one."""
    return f"{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}@{sender.domain}"


def _addresses(texts: tuple[str, ...]) -> list[Address]:
    return [parse_address(text) for text in texts]


def _too_large() -> KeywordFault:
    return KeywordFault("GB7404", f"a mail with its attachments has at most {MOST_BYTES >> 20} MB; send a link instead")


def _headers(
    message: MailMessage, sender: Address, to: list[Address], cc: list[Address], name: str, moment: datetime
) -> EmailMessage:
    if has_line_end(message.subject):
        raise KeywordFault("GB7401", "the subject of a mail is one line without control characters")
    if len(message.subject) > _LONGEST_SUBJECT:
        raise KeywordFault("GB7404", f"the subject of a mail has at most {_LONGEST_SUBJECT} characters")
    made = EmailMessage()
    made["From"] = _header(sender)
    if to:
        made["To"] = [_header(address) for address in to]
    if cc:
        made["Cc"] = [_header(address) for address in cc]
    if message.reply_to:
        made["Reply-To"] = _header(parse_address(message.reply_to))
    made["Subject"] = message.subject
    made["Date"] = format_datetime(moment.astimezone())
    made["Message-ID"] = f"<{name}>"
    return made


def _header(address: Address) -> HeaderAddress:
    return HeaderAddress(address.name, address.local, address.domain)


def _fill(made: EmailMessage, message: MailMessage) -> None:
    """Body, its HTML twin, and the attachments."""
    _text(made, message.body)
    if message.html:
        html = _clean(message.html)
        made.add_alternative(html, subtype="html", cte=_encoding(html))
    for file in message.files:
        kind, _, subtype = _media_type(file).partition("/")
        method = {"method": file.method} if file.method.isalpha() else None
        made.add_attachment(file.content, kind, subtype, filename=_file_name(file.name), params=method)


def _text(made: EmailMessage, body: str) -> None:
    text = _clean(body)
    made.set_content(text, cte=_encoding(text))


def _clean(text: str) -> str:
    """Text that can be written as UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _encoding(text: str) -> str | None:
    """How the text travels: as it is when nothing in it could be taken for more than text."""
    plain = text.isascii() and text.replace("\n", "").replace("\t", "").replace("\r\n", "").isprintable()
    return None if plain else "base64"


def _media_type(file: MailFile) -> str:
    """The type, unless it is none or would hide a message inside of the message."""
    good = _TYPE.fullmatch(file.type) and not file.type.lower().startswith(("multipart/", "message/"))
    return file.type if good else "application/octet-stream"


def _file_name(name: str) -> str:
    if has_line_end(name):
        raise KeywordFault("GB7401", "the name of an attachment has no line ends or control characters")
    plain = _clean(name).replace("\\", "/").rpartition("/")[2].strip()
    return plain[:_LONGEST_NAME] or "attachment"


def _bytes(made: EmailMessage, international: bool) -> bytes:
    """The message as bytes, looked at once more: its headers are ours and no others."""
    try:
        content = made.as_bytes(policy=SMTP.clone(utf8=international))
    except (MessageError, UnicodeError, ValueError) as error:
        raise KeywordFault("GB7401", f"this mail cannot be written: {one_line(str(error))[:200]}") from error
    head = content.partition(b"\r\n\r\n")[0].split(b"\r\n")
    names = [line.partition(b":")[0].decode("latin-1") for line in head if line[:1] not in (b" ", b"\t")]
    if names != made.keys() or any(b"\r" in line or b"\n" in line for line in head):
        raise KeywordFault("GB7401", "this mail cannot be written: a value in it would be read as another header")
    return content
