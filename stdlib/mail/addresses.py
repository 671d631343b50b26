"""Mail addresses: lists of them in one text, the parts of one, and what must not be in one.

Nothing that ends a line or controls a terminal gets through, so no header can be added by way of an address. Called by
the mail keywords and by ``compose``; no I/O.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from stdlib.ports.faults import KeywordFault

MOST_RECIPIENTS = 100
"""Recipients of one message, copies included; more is a newsletter, which is sent one by one."""

_LONGEST_LOCAL = 64
_LONGEST_DOMAIN = 253
_LONGEST_SHOWN = 60
_LOCAL = re.compile(r"[^\s\"(),:;<>@\[\\\].]+(\.[^\s\"(),:;<>@\[\\\].]+)*")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", re.IGNORECASE)
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>", re.DOTALL)
_ENDS_A_LINE = frozenset(("Cc", "Zl", "Zp", "Cs"))
_INVISIBLE = _ENDS_A_LINE | {"Cf"}


@dataclass(frozen=True, slots=True)
class Address:
    """``name`` is the person's, "" when not known. ``domain`` is as it goes over the wire, in ASCII."""

    local: str
    domain: str
    name: str = ""

    @property
    def text(self) -> str:
        """``local@domain``."""
        return f"{self.local}@{self.domain}"


def has_line_end(text: str) -> bool:
    """Whether something in it could end a header line or is no character at all."""
    return any(unicodedata.category(char) in _ENDS_A_LINE for char in text)


def one_line(text: str) -> str:
    """``text`` on one line: every run of blanks and control characters is one blank."""
    shown = "".join(" " if unicodedata.category(char) in _ENDS_A_LINE else char for char in text)
    return " ".join(shown.split())


def split_addresses(text: str) -> list[str]:
    """The addresses of a list with commas or semicolons; those inside quotes or ``<>`` divide nothing."""
    found, current, quoted, angled = [], "", False, False
    for char in text:
        if char == '"' and not angled:
            quoted = not quoted
        elif char in "<>" and not quoted:
            angled = char == "<"
        if char in ",;" and not quoted and not angled:
            found.append(current)
            current = ""
        else:
            current += char
    return [part.strip() for part in (*found, current) if part.strip()]


def parse_address(text: str) -> Address:
    """One address, with or without a name before it (``Ana <ana@example.com>``); GB7401 when it is none."""
    if has_line_end(text):
        raise KeywordFault("GB7401", f"a mail address has no line ends or control characters: {_shown(text)}")
    named = _NAMED.fullmatch(text.strip())
    name = named["name"].strip().strip('"').strip() if named else ""
    local, at, domain = (named["address"] if named else text).strip().rpartition("@")
    if not at or not _LOCAL.fullmatch(local) or any(unicodedata.category(char) in _INVISIBLE for char in local):
        raise _not_one(text)
    wire = _wire_domain(domain)
    if wire is None or len(local.encode()) > _LONGEST_LOCAL:
        raise _not_one(text)
    return Address(local, wire, name)


def is_address(text: str) -> bool:
    """Whether ``parse_address`` takes it."""
    try:
        parse_address(text)
    except KeywordFault:
        return False
    return True


def _wire_domain(domain: str) -> str | None:
    """The domain in ASCII; None when it cannot be one."""
    try:
        wire = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    labels = wire.split(".")
    whole = 0 < len(wire) <= _LONGEST_DOMAIN and all(_LABEL.fullmatch(label) for label in labels)
    return wire if whole else None


def _not_one(text: str) -> KeywordFault:
    return KeywordFault("GB7401", f'"{_shown(text)}" is not a mail address such as ana@example.com')


def _shown(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST_SHOWN else line[:_LONGEST_SHOWN] + "..."
