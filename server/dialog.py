"""The dialog port of a server's turn: what the program says becomes events of its session, which are shown once they
are durable. A question is never waited for here: the turn ends, and the answer begins another one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from server.hub import Hub, Live
from server.journal import TurnJournal
from server.store.port import Fenced
from stdlib.ports import Answer, Level, Message, Question, Silence, Suggestion

log = logging.getLogger("gbc.bots")

MANY = 100
"""Messages of one turn that are said as fast as the program can; no person reads so many."""

PACE = 0.002
"""Seconds before each one more, which leaves time for other conversations."""

SHOW_AFTER = 0.03
"""Seconds that a message may wait for the end of the turn before it is made durable and shown by itself."""


def buttons(suggestions: tuple[Suggestion, ...]) -> list[dict[str, Any]]:
    """Buttons as plain data."""
    return [{"text": s.text, "action": dict(s.action), "context": s.context, "icon": s.icon} for s in suggestions]


class TurnDialog:
    """``flush`` makes durable what was said so far."""

    def __init__(self, journal: TurnJournal, hub: Hub, session: str, flush: Callable[[], Awaitable[None]]) -> None:
        self._journal = journal
        self._hub = hub
        self._session = session
        self._flush = flush
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    async def talk(self, message: Message) -> None:
        """One message of the bot."""
        if self._journal.said >= MANY:
            await asyncio.sleep(PACE)
        body = {"text": message.text, **self._shown(message.suggestions, message.switchers)}
        if message.files:
            body["files"] = [asdict(file) for file in message.files]
        self._say("talk", body, len(message.text))

    async def suggest(self, suggestions: tuple[Suggestion, ...], switchers: tuple[Suggestion, ...]) -> None:
        """Buttons without a message."""
        self._say("suggest", self._shown(suggestions, switchers))

    async def clear(self) -> None:
        """Take the buttons away."""
        self._say("clear", {})

    async def theme(self, name: str) -> None:
        """Another look."""
        self._say("theme", {"name": name})

    async def log(self, level: Level, text: str, data: Any = None) -> None:
        """A line of the bot's log, for the author."""
        log.log(_LEVELS[level], "%s", text, extra={"session": self._session, "data": data})
        self._hub.tell(self._session, [Live("log", {"level": level, "text": text, "data": data})])

    async def ask(self, question: Question) -> Answer | Silence:
        """There is no answer within this turn."""
        if question.timeout != 0:
            self._say("hear", asked(question))
        return Silence.NOT_YET

    async def wait(self, seconds: float) -> bool:
        """Time passes between turns."""
        return False

    @staticmethod
    def _shown(suggestions: tuple[Suggestion, ...], switchers: tuple[Suggestion, ...]) -> dict[str, Any]:
        shown = {"suggestions": buttons(suggestions), "switchers": buttons(switchers)}
        return {name: value for name, value in shown.items() if value}

    def _say(self, kind: str, body: dict[str, Any], size: int = 0) -> None:
        self._journal.add(kind, body, size)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SHOW_AFTER, self._show)

    def _show(self) -> None:
        self._timer = None
        if self._journal.waiting and (self._task is None or self._task.done()):
            self._task = asyncio.get_running_loop().create_task(self._flushed())

    async def _flushed(self) -> None:
        try:
            await self._flush()
        except Fenced:
            pass  # the end of the turn finds out too
        except Exception:
            log.exception("messages of %s wait for the end of the turn", self._session)

    async def settle(self) -> None:
        """Nothing more is shown before the end of the turn."""
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None:
            await self._task


_LEVELS = {
    Level.DEBUG: logging.DEBUG, Level.PRINT: logging.INFO, Level.INFO: logging.INFO, Level.WARN: logging.WARNING,
    Level.ERROR: logging.ERROR,
}  # fmt: skip


def asked(question: Question) -> dict[str, Any]:
    """A question as plain data."""
    found: dict[str, Any] = {"type": question.type, "attempt": question.attempt}
    if question.options:
        found |= {"options": list(question.options), "free": question.free}
    if question.secret:
        found["secret"] = True
    if question.suggestions:
        found["suggestions"] = buttons(question.suggestions)
    if question.switchers:
        found["switchers"] = buttons(question.switchers)
    return found
