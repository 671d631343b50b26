"""Ports for tests of bots: a person with prepared answers, memory in a dictionary, a clock and chance that are fixed.

Public and stable: bot authors' tests import it. Nothing here reaches outside the process.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from stdlib.encoding import pack, unpack
from stdlib.ports import Answer, Level, Message, Question, Scope, Silence, Suggestion


@dataclass
class ScriptedDialog:
    """A person who gives ``answers`` in order and then none. Everything said is kept.

    ``said`` are the texts of the messages, ``messages`` the messages themselves, ``logged`` ``(level, text)`` of the
    log, ``asked`` the questions, ``waited`` seconds of WAIT (no time passes).
    """

    answers: list[str | Answer | Silence] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    logged: list[tuple[Level, str]] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    shown: list[Suggestion] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        """Texts of all messages so far."""
        return [message.text for message in self.messages]

    async def talk(self, message: Message) -> None:
        """Keep the message."""
        self.messages.append(message)
        self.shown.extend(message.suggestions)

    async def log(self, level: Level, text: str, data: Any = None) -> None:
        """Keep the line."""
        self.logged.append((level, text))

    async def suggest(self, suggestions: tuple[Suggestion, ...], switchers: tuple[Suggestion, ...]) -> None:
        """Keep the buttons."""
        self.shown.extend(suggestions)

    async def clear(self) -> None:
        """Forget the buttons shown."""
        self.shown.clear()

    async def theme(self, name: str) -> None:
        """Keep the name."""
        self.themes.append(name)

    async def ask(self, question: Question) -> Answer | Silence:
        """The next prepared answer; NOT_YET when there is none left."""
        self.asked.append(copy(question))
        if not self.answers:
            return Silence.NOT_YET
        answer = self.answers.pop(0)
        return Answer(answer) if isinstance(answer, str) else answer

    async def wait(self, seconds: float) -> bool:
        """Keep the seconds and go on at once."""
        self.waited.append(seconds)
        return True


class FixedEnvironment:
    """A clock that stands still until ``advance``, and the same random numbers for the same ``seed``."""

    def __init__(self, now: datetime = datetime(2026, 1, 1, 12, 0), seed: int = 1) -> None:
        self._now = now
        self._random = Random(seed)

    def now(self) -> datetime:
        """The fixed time."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._now += timedelta(seconds=seconds)

    def random(self) -> float:
        """The next number of the seeded sequence."""
        return self._random.random()

    def uuid(self) -> str:
        """The next identifier of the seeded sequence."""
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def error_state(self) -> Any:
        """No error outside a run."""
        return None


class DictMemory:
    """The memory port in a dictionary; time is that of ``env``."""

    def __init__(self, env: FixedEnvironment | None = None) -> None:
        self._env = env or FixedEnvironment()
        self._entries: dict[tuple[Scope, str, str], tuple[str, bytes, datetime | None]] = {}

    def _live(self, key: tuple[Scope, str, str]) -> bytes | None:
        _, data, expires = self._entries.get(key, ("", None, None))
        return data if expires is None or expires > self._env.now() else None

    async def get(self, scope: Scope, owner: str, key: str) -> Any:
        """The live value, or None."""
        data = self._live((scope, owner, key.lower()))
        return None if data is None else unpack(data)

    async def set(self, scope: Scope, owner: str, key: str, value: Any, ttl: float | None = None) -> None:
        """Store ``value`` for ``ttl`` seconds or for ever; None removes it."""
        place = (scope, owner, key.lower())
        if value is None:
            self._entries.pop(place, None)
            return
        expires = None if ttl is None else self._env.now() + timedelta(seconds=ttl)
        self._entries[place] = (key, pack(value), expires)

    async def clear(self, scope: Scope, owner: str) -> int:
        """Remove all entries of ``owner``."""
        doomed = list(self._of(scope, owner))
        for key in doomed:
            del self._entries[key]
        return len(doomed)

    async def entries(self, scope: Scope, owner: str) -> list[tuple[str, Any]]:
        """All live entries of ``owner``, oldest first."""
        found = []
        for key in self._of(scope, owner):
            data = self._live(key)
            if data is not None:
                found.append((self._entries[key][0], unpack(data)))
        return found

    def _of(self, scope: Scope, owner: str) -> Iterable[tuple[Scope, str, str]]:
        return [key for key in self._entries if key[:2] == (scope, owner)]
