"""Names with a meaning of their own: what a host may set, the error state, and the nearest name for a slip.

Data and small pure functions; used by ``resolve`` and ``api``.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

AMBIENT = frozenset((
    "admin", "attachment", "attachments", "body", "bot", "bot_id", "bot_name", "caller", "channel", "channel_id",
    "context", "customer_id", "email", "event", "fields", "form", "from", "group", "group_id", "headers", "host",
    "host_name", "hour", "job_name", "lang", "language", "limit", "locale", "message", "message_id", "metadata",
    "method", "mobile", "now", "pages", "params", "path", "phone", "request", "role", "roles",
    "selection", "sender", "session", "session_id", "today", "trigger", "user", "user_email", "user_id",
    "user_name", "username",
))  # fmt: skip
"""Names that a program may read without giving them a value: the host sets them, else they are null."""

ERROR_NAMES = {
    "ERR": 1,
    "ERROR": 0,
    "ERR_NUMBER": 1,
    "ERR_DESCRIPTION": 2,
    "ERR_MESSAGE": 2,
    "ERROR_MESSAGE": 2,
    "ERL": 3,
}
"""What each of these names asks of the last error, as the ERRGET instruction numbers it."""

ERROR_FIELDS = {"NUMBER": 1, "MESSAGE": 2, "MESSAGE$": 2, "DESCRIPTION": 2, "DESCRIPTION$": 2, "LINE": 3}
"""The same for ``ERR.name``."""

SIZE_METHODS = frozenset(("length", "count", "size"))
"""Methods without arguments that are fields."""


CLOSE = 0.75
"""Least likeness of two names of which one may be meant by the other, as ``difflib`` measures it."""

MAX_CLOSE = 60
"""Most names that are compared letter by letter for one slip."""


class Spellings:
    """Names that an author may have meant, kept so that the nearest of thousands is found fast."""

    def __init__(self, names: Iterable[str], limit: int = 3000) -> None:
        self._by_length: dict[int, dict[str, tuple[int, str]]] = {}
        for name in islice(names, limit):
            lower = name.lower()
            self._by_length.setdefault(len(lower), {})[lower] = (_letters(lower), name)

    def nearest(self, name: str) -> str:
        """The name that looks most like ``name``, without regard to case; "" when none does."""
        from difflib import get_close_matches

        lower = name.lower()
        likely = self._likely(lower)
        found = get_close_matches(lower, likely, n=1, cutoff=CLOSE)
        return likely[found[0]] if found else ""

    def _likely(self, lower: str) -> dict[str, str]:
        """Names of a fitting length that have enough letters in common, the shortest first."""
        letters, size = _letters(lower), len(lower)
        likely: dict[str, str] = {}
        for length in sorted(self._by_length):
            common = CLOSE * (size + length) / 2
            if common > min(size, length):
                continue
            for known, (others, name) in self._by_length[length].items():
                if (letters & ~others).bit_count() > size - common or (others & ~letters).bit_count() > length - common:
                    continue
                likely[known] = name
                if len(likely) == MAX_CLOSE:
                    return likely
        return likely


def _letters(lower: str) -> int:
    """The characters of a text as bits; characters beyond 64 share them."""
    bits = 0
    for character in lower:
        bits |= 1 << (ord(character) & 63)
    return bits


def nearest(name: str, known: Iterable[str]) -> str:
    """The one of a few known names that looks most like ``name``; "" when none does."""
    return Spellings(known).nearest(name)


def script_name(path: str) -> str:
    """The name of a script: its file name without folders and ending."""
    name = path.replace("\\", "/").rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    return stem.strip("<>") or "script"
