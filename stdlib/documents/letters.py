"""Text of mail files (.eml): who, when and about what, the body, and the names of what is attached."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from typing import Any

from stdlib.documents.blocks import first_table, markdown
from stdlib.documents.encode import plain_text
from stdlib.documents.markup import html_blocks
from stdlib.ports.faults import KeywordFault

_SHOWN = ("From", "To", "Cc", "Date", "Subject")


def text(data: bytes, name: str) -> str:
    """The letter as Markdown."""
    letter = _letter(data, name)
    heads = [f"{field}: {_header(letter, field)}" for field in _SHOWN if letter.get(field)]
    attached = [str(part.get_filename() or "file") for part in letter.iter_attachments()]
    ends = ["Attachments: " + ", ".join(attached)] if attached else []
    return "\n\n".join(["\n".join(heads), _body(letter, name), *ends]).strip()


def table_rows(data: bytes, name: str) -> list[list[Any]]:
    """The first table of a letter in HTML."""
    part = _letter(data, name).get_body(("html",))
    return first_table(html_blocks(_content(part) if part is not None else ""), name)


def _letter(data: bytes, name: str) -> EmailMessage:
    try:
        letter = email.message_from_bytes(data, policy=email.policy.default)
    except (ValueError, LookupError, RecursionError) as error:
        raise KeywordFault("GB7305", f'"{name}" is damaged or not a mail') from error
    if not isinstance(letter, EmailMessage) or not letter.keys():
        raise KeywordFault("GB7305", f'"{name}" is not a mail: it has no header')
    return letter


def _header(letter: EmailMessage, field: str) -> str:
    """A header on one line; the parser fails on some that are not what they should be."""
    try:
        return " ".join(str(letter[field]).split())
    except Exception:
        return ""


def _body(letter: EmailMessage, name: str) -> str:
    part = letter.get_body(("plain", "html"))
    if part is None:
        return ""
    content = _content(part)
    return markdown(html_blocks(content), name) if part.get_content_subtype() == "html" else content.strip()


def _content(part: Any) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        return plain_text(part.get_payload(decode=True) or b"", "mail")
