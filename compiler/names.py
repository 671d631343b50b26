"""Names with a meaning of their own: what a host may set, the error state, and the nearest name for a slip.

Data and one function; used by ``resolve``.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

AMBIENT = frozenset((
    "admin", "attachment", "attachments", "body", "bot", "bot_id", "bot_name", "caller", "channel", "channel_id",
    "context", "customer_id", "email", "event", "fields", "form", "from", "group", "group_id", "headers", "host",
    "host_name", "hour", "job_name", "lang", "language", "limit", "locale", "message", "message_id", "metadata",
    "method", "mobile", "now", "pages", "params", "path", "phone", "report", "request", "role", "roles",
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


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like ``name``, without regard to case; "" when none does."""
    spellings = {k.lower(): k for k in known}
    found = get_close_matches(name.lower(), spellings, n=1, cutoff=0.75)
    return spellings[found[0]] if found else ""
