"""Which channel and which address on it a recipient means. Pure; called by the messaging keywords.

``channel:address`` says it; a phone number means WhatsApp, an address of Teams means Teams, another mail address mail.
"""

from __future__ import annotations

import re

from stdlib.mail.addresses import has_line_end, one_line, parse_address
from stdlib.ports.faults import KeywordFault
from stdlib.ports.messages import CHANNELS

_PHONE = re.compile(r"\+?[0-9][0-9 ().-]{4,24}")
_PHONES = frozenset(("whatsapp", "sms"))
_LONGEST = 256


def channel_and_address(recipient: str, channel: str = "") -> tuple[str, str]:
    """The channel and the address; ``channel`` is used when it is named. GB7405 when the recipient fits none."""
    text = recipient.strip()
    if not text or has_line_end(text) or len(text) > _LONGEST:
        raise _nobody(text)
    head, colon, rest = text.partition(":")
    if not channel and colon and head.strip().lower() in CHANNELS:
        channel, text = head.strip().lower(), rest.strip()
    channel = channel.strip().lower() or _guessed(text)
    if channel not in CHANNELS:
        known = ", ".join(sorted(CHANNELS))
        raise KeywordFault("GB7405", f'"{one_line(channel)[:60]}" is not a channel; there are {known}')
    return channel, _address(channel, text)


def is_recipient(text: str) -> bool:
    """Whether a text is an address by its looks: with a channel, a phone number or a mail address."""
    try:
        channel_and_address(text)
    except KeywordFault:
        return False
    return True


def _guessed(text: str) -> str:
    if _PHONE.fullmatch(text):
        return "whatsapp"
    if "@teams.ms" in text.lower() or "@microsoft" in text.lower():
        return "teams"
    if "@" in text:
        return "email"
    raise _nobody(text)


def _address(channel: str, text: str) -> str:
    if channel in _PHONES:
        if not _PHONE.fullmatch(text):
            raise _nobody(text)
        digits = re.sub(r"[^0-9]", "", text)
        if channel == "sms" and len(digits) == 10 and not text.startswith("+"):
            digits = f"1{digits}"  # a number without its country, as people in North America write it
        return f"+{digits}" if text.startswith("+") or len(digits) > 10 else digits
    if channel == "email":
        return parse_address(text).text
    if not text:
        raise _nobody(text)
    return text


def _nobody(text: str) -> KeywordFault:
    shown = one_line(text)[:60]
    return KeywordFault(
        "GB7405", f'"{shown}" is not a recipient such as "+351912345678", "ana@example.com" or "telegram:4711"'
    )
