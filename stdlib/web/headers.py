"""Which headers a program may send, and which of them follow a redirect to another host.

Pure; used by SET HEADER and again by the client, so that no header reaches the wire unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from stdlib.ports.faults import KeywordFault

MOST = 64
"""Headers that a program may set."""

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}")
_VALUE = re.compile(r"[\x21-\x7e\x80-\xff]([\x20-\x7e\x80-\xff\t]*[\x21-\x7e\x80-\xff])?")
_OURS = frozenset(
    (
        *("host", "content-length", "transfer-encoding", "connection", "keep-alive", "te", "trailer", "upgrade"),
        *("expect", "accept-encoding", "http2-settings", "via", "forwarded"),
    )
)
"""What the connection itself decides."""

_HARMLESS = frozenset(("accept", "accept-language", "content-type", "user-agent"))


def check_header(name: str, value: str) -> tuple[str, str]:
    """The pair without blanks around; GB7207 when it cannot be sent."""
    name, value = name.strip(" "), value.strip(" ")
    if not _NAME.fullmatch(name):
        raise KeywordFault("GB7207", f"{name[:40]!r} is not the name of a header; use letters, digits and -")
    if name.lower() in _OURS or name.lower().startswith("proxy-"):
        raise KeywordFault("GB7207", f"the header {name} belongs to the connection and cannot be set")
    if not _VALUE.fullmatch(value):
        raise KeywordFault("GB7207", f"the value of the header {name} holds a character that a header cannot have")
    if len(value) > 8000:
        raise KeywordFault("GB7207", f"the value of the header {name} is longer than 8000 characters")
    return name, value


def checked(headers: Mapping[str, str]) -> dict[str, str]:
    """All of ``headers`` checked; later ones replace earlier ones of the same name in another case."""
    found: dict[str, tuple[str, str]] = {}
    for name, value in headers.items():
        pair = check_header(name, value)
        found[pair[0].lower()] = pair
    if len(found) > MOST:
        raise KeywordFault("GB7207", f"a program may set at most {MOST} headers")
    return dict(found.values())


def for_another_host(headers: Mapping[str, str]) -> dict[str, str]:
    """What may follow a redirect to another host: nothing that could be a secret."""
    return {name: value for name, value in headers.items() if name.lower() in _HARMLESS}
