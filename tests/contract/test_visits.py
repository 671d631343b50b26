"""Threads that work for coroutines: results, faults, cancelled waits, and an end that leaves nothing undone."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from stdlib.adapters.visits import Threads


def test_a_visit_gives_what_the_work_gives_or_raises() -> None:
    async def run() -> None:
        threads = Threads(2, "t")
        assert await asyncio.gather(*(threads.submit(lambda n=n: n * n).result() for n in range(50))) == [
            n * n for n in range(50)
        ]
        with pytest.raises(ZeroDivisionError):
            await threads.submit(lambda: 1 // 0).result()
        names = {await threads.submit(lambda: threading.current_thread().name).result() for _ in range(20)}
        assert names <= {"t-0", "t-1"}
        threads.close()

    asyncio.run(run())


@pytest.mark.parametrize("fails", [False, True])
def test_after_a_cancellation_the_end_of_the_work_can_be_waited_for(fails: bool) -> None:
    async def run() -> list[str]:
        threads, go, done = Threads(1, "t"), threading.Event(), []

        def work() -> None:
            go.wait()
            done.append("worked")
            if fails:
                raise ValueError

        visit = threads.submit(work)
        waiting = asyncio.ensure_future(visit.result())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert done == []
        go.set()
        await visit.ended()
        assert done == ["worked"]
        await visit.ended()
        threads.close()
        return done

    assert asyncio.run(run()) == ["worked"]


def test_close_waits_for_what_was_submitted() -> None:
    done: list[int] = []

    async def run() -> Any:
        threads = Threads(1, "t")
        visits = [threads.submit(lambda n=n: done.append(n)) for n in range(30)]
        threads.close()
        await asyncio.gather(*(visit.result() for visit in visits))

    asyncio.run(run())
    assert done == list(range(30))


def test_threads_that_had_no_work_end_at_once() -> None:
    Threads(3, "t").close()


def test_work_may_end_after_its_loop() -> None:
    go, ended = threading.Event(), threading.Event()

    def work() -> None:
        go.wait()
        ended.set()

    async def run() -> Threads:
        threads = Threads(1, "t")
        threads.submit(work)
        return threads

    threads = asyncio.run(run())
    go.set()
    threads.close()
    assert ended.is_set()
