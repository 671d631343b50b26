"""One call of a keyword's handler: its time limit, the repetition of reads that failed in passing, and its observers.

Used by ``driver`` alone. Knows nothing of conversations; whatever goes wrong in a handler leaves here as a fault with
a sentence.
"""

from __future__ import annotations

import asyncio
import logging
import types
from collections.abc import Awaitable, Callable, Coroutine, Generator, Mapping
from random import SystemRandom
from time import monotonic
from typing import Any, Protocol

from stdlib.api import Effect, KeywordDecl
from stdlib.ports import KeywordFault
from vm.error import BasicError

log = logging.getLogger("gbc.driver")

Handler = Callable[..., Awaitable[Any]]

DEFAULT_TIMEOUT = 60.0
"""Seconds that a call may take when ``TIMEOUTS`` does not say otherwise."""

TIMEOUTS: Mapping[str, float] = {
    "GET": 31, "POST": 61, "PUT": 61, "PATCH": 61, "DELETE HTTP": 61, "GRAPHQL": 61, "WEBHOOK POST": 61, "SOAP": 151,
    "CREATE TASK": 10, "BOOK": 10, "USE MODEL": 10, "USE WEBSITE": 3, "IMAGE": 180, "AUDIO": 180, "VIDEO": 900,
    "CARD": 600, "TEXT TO SPEECH": 180, "SPEECH TO TEXT": 180, "CREATE SITE": 180,
    "RUN PYTHON": 30, "RUN JAVASCRIPT": 30, "RUN BASH": 30,
}  # fmt: skip
"""Seconds that a call of these keywords may take, unless the host gives one limit for all. For web keywords the client
has a limit of its own, a second less, which names the host that was too slow."""

TRANSIENT = frozenset({"GB7104", "GB7304", "GB7403"})
"""Faults of a store or server that may be gone a moment later. Web requests are repeated by their adapter."""

ATTEMPTS = 3
FIRST_PAUSE = 0.2

_RANDOM = SystemRandom()


class Observer(Protocol):
    """Is told of every keyword served; must be quick and must not raise."""

    def started(self, keyword: str) -> None:
        """The handler of ``keyword`` is about to be called."""

    def finished(self, keyword: str, seconds: float, outcome: str) -> None:
        """It gave a result (``outcome`` "done"), a directive ("waits") or failed (the fault's code)."""


def timeout_of(keyword: str) -> float:
    """Seconds that one call of ``keyword`` may take."""
    return TIMEOUTS.get(keyword, DEFAULT_TIMEOUT)


async def _nothing(ctx: Any, **arguments: Any) -> None:
    """A handler that is only a description."""


def is_only_declared(handler: Handler) -> bool:
    """Whether a handler has no body, so that calling it would look like an answer of null."""
    code = getattr(handler, "__code__", None)
    return code is not None and code.co_code == _nothing.__code__.co_code


_READY: dict[Handler, Handler | None] = {}


def ready(decl: KeywordDecl) -> Handler | None:
    """The handler of a keyword as a driver calls it; None when it is only declared. Made once in a process."""
    handler = decl.handler
    if handler not in _READY:
        _READY[handler] = None if is_only_declared(handler) else repeating(decl, handler)
    return _READY[handler]


def repeating(decl: KeywordDecl, handler: Handler) -> Handler:
    """``handler``, called again after a fault that may pass when the keyword only reads."""
    if decl.effect is not Effect.READ:
        return handler

    async def attempts(ctx: Any, **arguments: Any) -> Any:
        for attempt in range(ATTEMPTS - 1):
            try:
                return await handler(ctx, **arguments)
            except KeywordFault as fault:
                if fault.code not in TRANSIENT:
                    raise
            await asyncio.sleep(FIRST_PAUSE * 2**attempt * (0.5 + _RANDOM.random()))
        return await handler(ctx, **arguments)

    return attempts


async def call(keyword: str, handling: Awaitable[Any], timeout: float) -> Any:
    """The handler's result; anything that goes wrong in it as a fault with a sentence.

    Its first stretch runs at once, without a timer: most handlers never wait for anything.
    """
    try:
        if not isinstance(handling, types.CoroutineType):
            async with asyncio.timeout(timeout):
                return await handling
        try:
            waits = handling.send(None)
        except StopIteration as end:
            return end.value
        async with asyncio.timeout(timeout):
            return await _rest(handling, waits)
    except (KeywordFault, BasicError):
        raise
    except TimeoutError as error:
        raise KeywordFault("GB7002", f"{keyword} took longer than {timeout:g} seconds") from error
    except Exception as error:
        raise failure(keyword, error) from error


@types.coroutine
def _rest(begun: Coroutine[Any, Any, Any], waits: Any) -> Generator[Any, Any, Any]:
    """Go on with a coroutine that has begun and waits for ``waits``; whatever comes in meanwhile is passed to it."""
    step: Callable[[Any], Any]
    while True:
        given: Any
        try:
            given, step = (yield waits), begun.send
        except BaseException as error:
            given, step = error, begun.throw
        try:
            waits = step(given)
        except StopIteration as end:
            return end.value


class Watch:
    """Tells observers of one keyword; made only when there are any."""

    def __init__(self, observers: tuple[Observer, ...], keyword: str) -> None:
        self._observers = observers
        self._keyword = keyword
        self._began = monotonic()
        for observer in observers:
            observer.started(keyword)

    def finished(self, outcome: str) -> None:
        """Tell how it ended."""
        seconds = monotonic() - self._began
        for observer in self._observers:
            observer.finished(self._keyword, seconds, outcome)


def failure(keyword: str, error: Exception) -> KeywordFault:
    """The fault for an exception of the host, which is logged in full."""
    log.error("%s failed", keyword, exc_info=error)
    return KeywordFault("GB7002", f"{keyword} failed: {_reason(error)}")


def _reason(error: Exception) -> str:
    """One clean sentence for an exception that a handler let through."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    if isinstance(error, UnicodeError):
        return "a text holds characters that cannot be written"
    if isinstance(error, ValueError) and error.args and isinstance(error.args[0], str):
        return error.args[0].splitlines()[0][:200]
    return "an error in the host, which its log describes"
