"""Log lines that say which request, session and turn they belong to, as text or as JSON; secrets are taken out.

The ids are context variables: set where a request or a turn begins, they hold for everything that it awaits.
"""

from __future__ import annotations

import json
import logging
import re
from contextvars import ContextVar

REQUEST: ContextVar[str] = ContextVar("request", default="")
SESSION: ContextVar[str] = ContextVar("session", default="")
TURN: ContextVar[int] = ContextVar("turn", default=0)

MASK = "***"
_SECRETS = (
    re.compile(r"(eyJ[\w-]{5,}\.[\w-]+\.)[\w-]+"),  # the signature of a token
    re.compile(r"(\bbearer\s+)[^\s\"',;]+", re.IGNORECASE),
    re.compile(r"(://[^/\s:@]*:)[^/\s@]+(?=@)"),  # the password of an address
    re.compile(
        r"(\b[\w-]*(?:password|passwd|secret|token|api[_-]?key|authorization)[\w-]*[\"']?\s*[=:]\s*[\"']?)[^\s\"',;&}]+",
        re.IGNORECASE,
    ),
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def redacted(text: str) -> str:
    """The text without what looks like a secret."""
    for pattern in _SECRETS:
        text = pattern.sub(rf"\g<1>{MASK}", text)
    return text


def escaped(text: str) -> str:
    """One line, whatever a person wrote: control characters as they are written in code."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}" if found[0] < "\u2000" else "\\n", text)


def ids() -> dict[str, str | int]:
    """The ids that are known here."""
    known: dict[str, str | int] = {"request": REQUEST.get(), "session": SESSION.get(), "turn": TURN.get()}
    return {name: value for name, value in known.items() if value}


class TextFormatter(logging.Formatter):
    """A line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, then the ids, then what went wrong, if anything did."""
        line = f"{record.levelname} {record.name}: {escaped(redacted(record.getMessage()))}"
        known = " ".join(f"{name}={value}" for name, value in ids().items())
        trace = f"\n{redacted(self.formatException(record.exc_info))}" if record.exc_info else ""
        return (f"{line} [{known}]" if known else line) + trace


class JsonFormatter(logging.Formatter):
    """A JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger, message, the ids, and what went wrong."""
        told: dict[str, object] = {
            "at": round(record.created, 3), "level": record.levelname.lower(), "logger": record.name,
            "message": redacted(record.getMessage()), **ids(),
        }  # fmt: skip
        if record.exc_info:
            told["trace"] = redacted(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=True)


def set_up(level: str, form: str) -> None:
    """Send every log line to the standard error stream in this form."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
