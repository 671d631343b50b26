"""Triggers in the store: an occurrence counts once for two processes, publishing replaces, bounds hold."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from server.store.port import Claim, Incoming, Kind, Release, Run, SessionRow, TooMany, Trigger
from server.store.sqlite import EmbeddedStore
from server.store.triggers import EmbeddedTriggers

EVERY = Trigger("b", "k1", "schedule", "a.bas", spec={"when": "0 9 * * *"}, due=100.0)


def run_of(name: str) -> Run:
    return Run(SessionRow(f"s-{name}", "b", "bot:b", "schedule"), Incoming(Kind.RUN, {"script": "a.bas"}, name))


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def with_stores(path: Path, work: Callable[[EmbeddedStore, EmbeddedStore, Clock], Awaitable[None]]) -> None:
    """Two processes' stores over one file."""

    async def go() -> None:
        clock = Clock()
        one, two = EmbeddedStore(path / "s.db", clock), EmbeddedStore(path / "s.db", clock)
        try:
            await work(one, two, clock)
        finally:
            await one.close()
            await two.close()

    asyncio.run(go())


def test_an_occurrence_is_claimed_by_one_of_two_processes(tmp_path: Path) -> None:
    async def work(one: EmbeddedStore, two: EmbeddedStore, clock: Clock) -> None:
        first, second = EmbeddedTriggers(one), EmbeddedTriggers(two)
        assert await first.register(EVERY, 10)
        got = await asyncio.gather(
            *(side.fire(EVERY, 200.0, "", [run_of("k1:100")], 10) for side in (first, second, first))
        )
        claims = [claim for found in got if found is not None for claim in found]
        assert [claim.session.id for claim in claims] == ["s-k1:100"]
        assert [found is None for found in got].count(True) == 2
        assert await first.next_due() == 200.0

    with_stores(tmp_path, work)


def test_a_trigger_without_another_time_ends(tmp_path: Path) -> None:
    async def work(one: EmbeddedStore, two: EmbeddedStore, clock: Clock) -> None:
        triggers = EmbeddedTriggers(one)
        await triggers.register(EVERY, 10)
        assert [item.key for item in await triggers.due()] == ["k1"]
        claims = await triggers.fire(EVERY, None, "", [run_of("once")], 10)
        assert claims is not None
        assert isinstance(claims[0], Claim)
        assert await triggers.all() == []
        assert await triggers.next_due() is None

    with_stores(tmp_path, work)


def test_an_occurrence_that_is_known_does_nothing(tmp_path: Path) -> None:
    async def work(one: EmbeddedStore, two: EmbeddedStore, clock: Clock) -> None:
        triggers = EmbeddedTriggers(one)
        assert len(await triggers.begin([run_of("a")], 10)) == 1
        assert await triggers.begin([run_of("a")], 10) == []

    with_stores(tmp_path, work)


def test_a_bot_begins_so_many_runs_in_a_minute_and_no_more(tmp_path: Path) -> None:
    async def work(one: EmbeddedStore, two: EmbeddedStore, clock: Clock) -> None:
        triggers = EmbeddedTriggers(one)
        for number in range(3):
            assert len(await triggers.begin([run_of(str(number))], 3)) == 1
        clock.now += 20
        with pytest.raises(TooMany) as raised:
            await triggers.begin([run_of("4")], 3)
        assert raised.value.after == 40
        assert await one.session("s-4") is None, "what is refused leaves nothing behind"
        clock.now += 40
        assert len(await triggers.begin([run_of("4")], 3)) == 1

    with_stores(tmp_path, work)


def test_registered_triggers_are_bounded_and_published_ones_replaced(tmp_path: Path) -> None:
    async def work(one: EmbeddedStore, two: EmbeddedStore, clock: Clock) -> None:
        triggers = EmbeddedTriggers(one)
        other = Trigger("b", "k2", "event", "a.bas", spec={"name": "x"})
        assert await triggers.register(other, 1)
        assert await triggers.register(other, 1), "the same one again"
        assert not await triggers.register(Trigger("b", "k3", "event", "a.bas"), 1)
        await one.publish(Release("b", 0, {"a.bas": "1"}, {}), {}, [EVERY])
        assert {(item.key, item.version) for item in await triggers.all("b")} == {("k1", 1), ("k2", None)}
        await triggers.fire(EVERY, 500.0, "", [], 10)
        later = Trigger("b", "k1", "schedule", "a.bas", 0, {"when": "0 9 * * *"}, due=999.0)
        await one.publish(Release("b", 0, {"a.bas": "2"}, {}), {}, [later])
        (kept,) = await triggers.all("b", "schedule")
        assert (kept.due, kept.version) == (500.0, 2), "a trigger that is the same keeps its time"
        await one.publish(Release("b", 0, {"a.bas": "3"}, {}), {}, [])
        assert [item.key for item in await triggers.all("b")] == ["k2"]

    with_stores(tmp_path, work)
