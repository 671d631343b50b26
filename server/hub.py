"""Tells whoever listens to a session what happens in it, within this process. Keeps nothing: what must last is in the
store, and a listener that was not there reads it from the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from server.store.port import Event


@dataclass(frozen=True, slots=True)
class Live:
    """Something that is shown as it happens and not logged: part of an answer (``delta``), that the bot is busy
    (``busy``), that it is no longer (``quiet``)."""

    kind: str
    body: Any = None


Notice = Event | Live


class Listener(Protocol):
    """Called for every notice, in order; must be quick and must not raise."""

    def __call__(self, notice: Notice) -> None: ...


class Hub:
    """Listeners by session."""

    def __init__(self) -> None:
        self._listeners: dict[str, dict[object, Listener]] = {}

    def listen(self, session: str, listener: Listener) -> Callable[[], None]:
        """Tell ``listener`` of everything from now on; gives what ends it."""
        token = object()
        self._listeners.setdefault(session, {})[token] = listener

        def leave() -> None:
            there = self._listeners.get(session, {})
            there.pop(token, None)
            if not there:
                self._listeners.pop(session, None)

        return leave

    def tell(self, session: str, notices: Iterable[Notice]) -> None:
        """Tell all listeners of the session."""
        there = self._listeners.get(session)
        if not there:
            return
        for notice in notices:
            for listener in tuple(there.values()):
                listener(notice)

    def sessions(self) -> list[str]:
        """Sessions that somebody listens to."""
        return list(self._listeners)
