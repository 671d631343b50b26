"""The text of a ``.chat`` test as steps, and the patterns in it.

``> `` is what the person says and ``< `` a message of the bot, whose further lines are indented by two blanks. In a
message ``*`` stands for anything, ``{name}`` for something that is kept and may be used below, and ``/.../`` around it
all makes it a regular expression. Pure; read by ``playing``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

SETTINGS = ("bot", "channel", "user", "roles", "language", "clock", "llm")
WORDS = ("expect", "restart", "wait", "run", "http")
_SETTING = re.compile(rf"({'|'.join(SETTINGS)}):\s*")
_NAMED = re.compile(r"\{([A-Za-z_]\w*)\}")
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}


class Unreadable(Exception):
    """A line that says nothing; ``line`` counts from 1."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


@dataclass(frozen=True)
class Step:
    """One thing that happens: ``kind`` is say, hear, or one of WORDS. ``last`` is the number of its last line."""

    kind: str
    text: str
    line: int
    last: int = 0


@dataclass(frozen=True)
class ChatTest:
    """What a file says. ``settings`` are those that it names."""

    settings: Mapping[str, str]
    steps: tuple[Step, ...]

    @property
    def clock(self) -> dt.datetime:
        """When it plays."""
        return dt.datetime.fromisoformat(self.settings.get("clock", "2026-01-01T12:00"))


@dataclass
class _Reading:
    settings: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)


def read_chat(text: str) -> ChatTest:
    """The test in a text; Unreadable names the line that cannot be read."""
    reading = _Reading()
    for number, line in enumerate(text.splitlines(), 1):
        _take(reading, line.rstrip(), number)
    try:
        dt.datetime.fromisoformat(reading.settings.get("clock", "2026-01-01"))
    except ValueError:
        raise Unreadable(1, "clock is a date and a time, as 2026-03-01T09:00") from None
    return ChatTest(reading.settings, tuple(reading.steps))


def _take(reading: _Reading, line: str, number: int) -> None:
    steps = reading.steps
    if not line or line.startswith("#"):
        return
    if line.startswith("  ") and steps and steps[-1].kind in ("hear", "say"):
        before = steps[-1]
        steps[-1] = Step(before.kind, f"{before.text}\n{line[2:]}", before.line, number)
    elif line[0] in "<>" and line[1:2] in ("", " "):
        steps.append(Step("say" if line[0] == ">" else "hear", line[2:], number, number))
    elif not steps and _SETTING.match(line):
        for part in re.split(rf"\s{{2,}}(?=(?:{'|'.join(SETTINGS)}):)", line):
            name, _, value = part.partition(":")
            reading.settings[name] = value.strip()
    elif line.split()[0] in WORDS:
        word, _, rest = line.partition(" ")
        steps.append(Step(word, re.split(r"\s{2,}#", rest)[0].strip(), number, number))
    else:
        raise Unreadable(number, f"a line begins with >, <, # or one of {', '.join(WORDS)}; settings come first")


def is_setting(line: str) -> bool:
    """Whether a line is one of settings."""
    return _SETTING.match(line) is not None


def seconds(text: str, line: int) -> float:
    """``2 hours`` as seconds."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s+([a-z]+?)s?", text.strip().lower())
    if found is None or found[2] not in _UNITS:
        raise Unreadable(line, "wait is a number and a unit, as `wait 2 hours`")
    return float(found[1]) * _UNITS[found[2]]


def filled(text: str, kept: Mapping[str, str]) -> str:
    """The text with what is kept in the places of its names."""
    return _NAMED.sub(lambda found: kept.get(found[1], found[0]), text)


def fits(pattern: str, said: str, kept: dict[str, str], line: int) -> bool:
    """Whether a message fits; what its names stand for is added to ``kept``."""
    if len(pattern) > 2 and pattern[0] == pattern[-1] == "/":
        try:
            found = re.fullmatch(pattern[1:-1], said, re.DOTALL)
        except re.error as error:
            raise Unreadable(line, f"this is no regular expression: {error}") from None
    else:
        found = re.fullmatch(_expression(pattern, kept), said, re.DOTALL)
    if found is not None:
        kept |= {name: value for name, value in found.groupdict().items() if value is not None}
    return found is not None


def _expression(pattern: str, kept: Mapping[str, str]) -> str:
    """A message's pattern as a regular expression; a name that is known stands for what it was."""
    parts, known = [], set(kept)
    for part in re.split(r"(\*|\{[A-Za-z_]\w*\})", pattern):
        named = _NAMED.fullmatch(part)
        if part == "*":
            parts.append(".*")
        elif named is None:
            parts.append(re.escape(part))
        elif named[1] in kept:
            parts.append(re.escape(kept[named[1]]))
        elif named[1] in known:
            parts.append(f"(?P={named[1]})")
        else:
            known.add(named[1])
            parts.append(f"(?P<{named[1]}>.+?)")
    return "".join(parts)
