"""Reads a web address strictly: one meaning only, whoever reads it.

What browsers would repair (backslashes, blanks, numbers for addresses, names before an ``@``) is refused. Whether the
address may be connected to is for ``egress`` to say.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, ip_address

import idna
from yarl import URL

from stdlib.ports import KeywordFault

MOST = 8192
"""Characters of an address."""

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\<>\"^`{|}\u0080-\u00a0\u2028\u2029\ufeff\u200b-\u200f\u202a-\u202e]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")


def read_address(text: str) -> URL:
    """The address, its host in ASCII and lower case without a dot at the end; GB7206 when it is none."""
    if len(text) > MOST:
        raise _wrong(text[:40] + "...", f"it has more than {MOST} characters")
    text = text.strip(" ").replace(" ", "%20")
    shown = text.partition("?")[0][:80]
    if not re.match(r"https?://", text, re.IGNORECASE):
        raise _wrong(shown, "it must begin with https:// or http://")
    if _FORBIDDEN.search(text):
        raise _wrong(shown, "it holds a character that an address cannot have")
    try:
        url = URL(text)
        host, port = url.raw_host or "", url.port
    except ValueError as error:
        raise _wrong(shown, "its parts cannot be told apart") from error
    authority = re.split(r"[/?#]", text.split("//", 1)[1], maxsplit=1)[0]
    if "@" in authority or "%" in authority or url.raw_user is not None:
        raise _wrong(host, "a user or password cannot stand in it; use SET HEADER")
    if port is None or not 0 < port < 65536:
        raise _wrong(shown, "its port is none")
    return url.with_host(_host(authority, host, shown)).with_fragment(None)


def _host(authority: str, host: str, shown: str) -> str:
    """The host in its one spelling."""
    if authority.startswith("["):
        return _literal(host, shown)
    name = re.sub(r":\d*$", "", authority)
    try:
        ascii_name = name.lower() if name.isascii() else idna.encode(name, uts46=True, transitional=False).decode()
    except (idna.IDNAError, UnicodeError) as error:
        raise _wrong(shown, "its host is not a name") from error
    ascii_name = ascii_name.removesuffix(".")
    if _NUMBER.fullmatch(ascii_name.rpartition(".")[2]):
        return _number(ascii_name, shown)
    if not _NAME.fullmatch(ascii_name) or len(ascii_name) > 253:
        raise _wrong(shown, "its host is not a name")
    return ascii_name


def _number(name: str, shown: str) -> str:
    """An IPv4 address as four plain numbers; other spellings mean different hosts to different readers."""
    try:
        return str(IPv4Address(name))
    except ValueError as error:
        raise _wrong(shown, "write an IP address as four plain numbers") from error


def _literal(host: str, shown: str) -> str:
    try:
        return str(ip_address(host))
    except ValueError as error:
        raise _wrong(shown, "its IP address cannot be read") from error


def _wrong(shown: str, reason: str) -> KeywordFault:
    shown = re.sub(r"//[^/]*@", "//", shown)  # a password may stand before the @
    printable = "".join(c if c.isprintable() else "?" for c in shown)
    return KeywordFault("GB7206", f"{printable or 'an empty text'} is not a web address: {reason}")
