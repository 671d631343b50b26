"""Reads a message of a mailbox: who sent it, its text, its attachments.

Whatever the bytes are, something comes out and nothing is raised: mail comes from anybody. HTML is read as text and
never run or fetched. Called by the mail adapters and keywords; no I/O.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any

from stdlib.mail.addresses import one_line, split_addresses
from stdlib.ports.mail import MailFile, ReceivedMail

_MOST_PARTS = 200
_MOST_RECIPIENTS = 1000
_LONGEST_TEXT = 1 << 20
_LONGEST_HEADER = 2000
_HTML = re.compile(r"\s*<(!doctype html|html|body|p|div|table|h[1-6]|ul|ol|span|b|br|a)\b[^>]*>", re.IGNORECASE)
_BREAKS = frozenset(("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"))
_SILENT = frozenset(("script", "style", "head", "title"))


def read_message(content: bytes, id: str, arrived: datetime) -> ReceivedMail:
    """The message in ``content``; ``arrived`` is its time when it does not say one itself."""
    message = message_from_bytes(content, _class=EmailMessage, policy=default)
    parts = _parts(message)
    return ReceivedMail(
        id=id,
        sender=parseaddr(_header(message, "From"))[1] or _header(message, "From"),
        to=tuple(parseaddr(item)[1] or item for item in split_addresses(_header(message, "To"))[:_MOST_RECIPIENTS]),
        subject=_header(message, "Subject"),
        body=_body(parts),
        at=_time(message, arrived),
        files=tuple(file for part in parts if (file := _file(part)) is not None),
        message_id=_header(message, "Message-ID").strip("<>"),
    )


def looks_like_html(text: str) -> bool:
    """Whether a text is written as HTML."""
    return _HTML.match(text) is not None


def html_to_text(html: str) -> str:
    """What a reader sees of HTML: its text, with the breaks between blocks."""
    reader = _Text()
    reader.feed(html[:_LONGEST_TEXT])
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Text(HTMLParser):
    """Collects text; what is in scripts and styles is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data.replace("\n", " "))


def _header(message: Message[Any, Any], name: str) -> str:
    """A header on one line, "" when there is none or it cannot be read."""
    try:
        return one_line(str(message.get(name, "") or ""))[:_LONGEST_HEADER]
    except Exception:  # the library's readers of headers raise whatever they stumble on
        return next((one_line(str(value)) for key, value in message.raw_items() if key.lower() == name.lower()), "")


def _parts(message: Message[Any, Any]) -> list[Message[Any, Any]]:
    found: list[Message[Any, Any]] = []
    for part in message.walk():
        if len(found) == _MOST_PARTS:
            break
        if not part.is_multipart():
            found.append(part)
    return found


def _body(parts: list[Message[Any, Any]]) -> str:
    """The first plain text, else the first HTML as text."""
    for wanted in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == wanted and not _is_file(part):
                text = _decoded(part)
                return html_to_text(text) if wanted == "text/html" else text
    return ""


def _decoded(part: Message[Any, Any]) -> str:
    content = _content(part)
    charset = part.get_content_charset("utf-8")
    try:
        text = content.decode(charset, "replace")
    except (LookupError, UnicodeError, ValueError):
        text = content.decode("utf-8", "replace")
    return text.replace("\r\n", "\n")[:_LONGEST_TEXT].rstrip("\n")


def _content(part: Message[Any, Any]) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except Exception:  # damaged encodings raise whatever the decoders stumble on
        return b""
    return content if isinstance(content, bytes) else b""


def _is_file(part: Message[Any, Any]) -> bool:
    try:
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    except Exception:  # as above
        return False


def _file(part: Message[Any, Any]) -> MailFile | None:
    if not _is_file(part):
        return None
    try:
        name = one_line(str(part.get_filename() or ""))
    except Exception:  # as above
        name = ""
    plain = name.replace("\\", "/").rpartition("/")[2].lstrip(".")[:200]
    return MailFile(plain or "attachment", _content(part), part.get_content_type())


def _time(message: Message[Any, Any], arrived: datetime) -> datetime:
    try:
        read = parsedate_to_datetime(_header(message, "Date"))
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return arrived
