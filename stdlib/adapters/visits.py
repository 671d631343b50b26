"""Threads that do one piece of work after another for coroutines, which wait for it: one hop there and one back.

A waiting coroutine that is cancelled can still wait for the end of its work. Knows nothing of databases; called by the
adapter of SQLite.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Visit(Generic[T]):
    """One piece of work; await ``result``, and after a cancellation ``ended``."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._loop = asyncio.get_running_loop()
        self._future: asyncio.Future[T] = self._loop.create_future()
        self._over = False

    async def result(self) -> T:
        """What the work gives or raises."""
        return await self._future

    async def ended(self) -> None:
        """Wait until the work is over, whatever came of it."""
        if not self._over:
            self._future = self._loop.create_future()
            with suppress(Exception):
                await self._future

    def carry_out(self) -> None:
        """In a thread: do it, and tell the loop, which may be gone."""
        result: Any = None
        error: BaseException | None = None
        try:
            result = self._work()
        except BaseException as raised:
            error = raised
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._settle, result, error)

    def _settle(self, result: T, error: BaseException | None) -> None:
        self._over = True
        if self._future.done():
            return
        if error is None:
            self._future.set_result(result)
        else:
            self._future.set_exception(error)


class Threads:
    """``count`` threads that start with the first work; ``close`` waits for all that was submitted."""

    def __init__(self, count: int, name: str) -> None:
        self._queue: SimpleQueue[Visit[Any] | None] = SimpleQueue()
        self._threads = [Thread(target=self._serve, name=f"{name}-{at}", daemon=True) for at in range(count)]
        self._started = False

    def submit(self, work: Callable[[], T]) -> Visit[T]:
        """Let a thread do the work."""
        if not self._started:
            self._started = True
            for thread in self._threads:
                thread.start()
        visit = Visit(work)
        self._queue.put(visit)
        return visit

    def _serve(self) -> None:
        while (visit := self._queue.get()) is not None:
            visit.carry_out()
            del visit  # with what it gave, while there is nothing to do

    def close(self) -> None:
        """End the threads when they have done what there is."""
        if self._started:
            for _ in self._threads:
                self._queue.put(None)
            for thread in self._threads:
                thread.join()
