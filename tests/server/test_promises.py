"""What the server promises of a turn beyond ``kill -9``: one owner, nothing held while waiting, damage contained."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from pathlib import Path

import pytest

from server.store.port import Claim, Ending, Event, Fenced, Incoming, Kind, SessionRow, Status
from server.store.sqlite import EmbeddedStore
from tests.server.conversing import Hosted, hosted, write_bot

COUNTS = "WHILE TRUE\nHEAR x\nn = n + 1\nTALK x + n\nWEND\n"


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def ended(text: str) -> Ending:
    return Ending((), b"", Status.IDLE, [Event("talk", {"text": text})])


def test_a_stopped_owner_writes_nothing_once_another_has_its_session(tmp_path: Path) -> None:
    clock = Clock()

    async def work() -> None:
        first = EmbeddedStore(tmp_path / "server.db", clock)
        second = EmbeddedStore(tmp_path / "server.db", clock)
        stale = await first.create(SessionRow("s", "b", "u"), Incoming(Kind.START))
        assert stale is not None
        assert await second.claim("s") is None
        clock.now += 11
        assert await second.runnable() == [("s", 1)]
        taken = await second.claim("s")
        assert taken is not None
        assert (taken.attempt, taken.incoming.kind) == (2, Kind.START)
        for write in (first.end(stale, ended("stale")), first.write(stale, [], [Event("talk", {"text": "stale"})])):
            with pytest.raises(Fenced):
                await write
        with pytest.raises(Fenced):
            await first.renew(stale)
        await second.end(taken, ended("once"))
        with pytest.raises(Fenced):
            await first.end(stale, ended("stale"))
        assert [event.body["text"] for event in await first.events("s")] == ["once"]
        await first.close()
        await second.close()

    asyncio.run(work())


def test_a_renewed_lease_is_not_taken(tmp_path: Path) -> None:
    clock = Clock()

    async def work() -> None:
        first, second = (EmbeddedStore(tmp_path / "server.db", clock) for _ in range(2))
        claim = await first.create(SessionRow("s", "b", "u"), Incoming(Kind.START))
        assert claim is not None
        for _ in range(3):
            clock.now += 9
            await first.renew(claim)
        assert await second.runnable() == []
        assert await second.claim("s") is None
        await first.end(claim, ended("done"))
        await first.close()
        await second.close()

    asyncio.run(work())


def test_two_owners_never_have_one_session(tmp_path: Path) -> None:
    async def one(store: EmbeddedStore, clock: Clock, done: list[str], chance: random.Random) -> None:
        for _ in range(150):
            claim: Claim | None = await store.claim("s")
            if claim is None:
                await store.accept("s", Incoming(Kind.TOOL, {"tool": "x"}))
                claim = await store.claim("s")
            if claim is None:
                clock.now += chance.choice((0.0, 4.0))
                continue
            if chance.random() < 0.3:
                clock.now += 11
                await asyncio.sleep(0)
            try:
                events, _ = await store.end(claim, ended(f"{claim.epoch}"))
                done.append(str(events[0].body["text"]))
            except Fenced:
                pass

    async def work() -> None:
        clock, done = Clock(), list[str]()
        stores = [EmbeddedStore(tmp_path / "server.db", clock) for _ in range(3)]
        await stores[0].create(SessionRow("s", "b", "u"))
        await asyncio.gather(*(one(store, clock, done, random.Random(n)) for n, store in enumerate(stores)))
        logged = [event for event in await stores[0].events("s", limit=10_000) if event.kind == "talk"]
        assert sorted(done, key=int) == [event.body["text"] for event in logged]
        assert len(set(done)) == len(done) > 50
        for store in stores:
            await store.close()

    asyncio.run(work())


def test_messages_at_any_moment_are_heard_in_order(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": COUNTS})

    async def talk(host: Hosted, user: str, chance: random.Random) -> None:
        session = await host.open(user=user)
        for number in range(30):
            await host.conversations.put(session, Incoming(Kind.MESSAGE, {"text": f"m{number}."}))
            await asyncio.sleep(chance.choice((0, 0, 0.0005, 0.002)))
        await host.until(session, "m29.30")
        assert await host.said(session) == [f"m{number}.{number + 1}" for number in range(30)]

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            await asyncio.gather(*(talk(host, f"u{number}", random.Random(number)) for number in range(8)))

    asyncio.run(work())


def test_a_waiting_session_is_a_row_and_nothing_else(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": COUNTS})

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            before = len(asyncio.all_tasks())
            sessions = [await host.open(user=f"u{number}") for number in range(50)]
            await asyncio.sleep(0)
            assert len(asyncio.all_tasks()) == before
            db = sqlite3.connect(tmp_path / "data" / "server.db")
            assert db.execute("SELECT count(*), count(lease), count(due) FROM sessions").fetchone() == (50, 0, 0)
            (size,) = db.execute("SELECT max(length(levels) + length(state)) FROM sessions").fetchone()
            db.close()
            assert size < 2048
            await host.say(sessions[17], "x")
            assert await host.said(sessions[17]) == ["x1"]

    asyncio.run(work())


def test_the_length_of_a_conversation_does_not_weigh(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": "WHILE TRUE\nHEAR x\nTALK x\nWEND\n"})

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            session = await host.open()
            sizes = []
            for number in range(300):
                await host.say(session, "same")
                if number in (10, 299):
                    row = await host.store.session(session)
                    assert row is not None
                    sizes.append((len(row.levels[-1].snapshot), len(row.state)))
            assert sizes[0] == sizes[1]
            db = sqlite3.connect(tmp_path / "data" / "server.db")
            assert db.execute("SELECT count(*) FROM journal").fetchone() == (0,)
            db.close()

    asyncio.run(work())


@pytest.mark.parametrize("damage", ["flipped", "cut", "swapped"])
def test_damage_of_a_saved_state_ends_one_dialog_only(tmp_path: Path, damage: str) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": COUNTS})

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            good, bad = await host.open(user="good"), await host.open(user="bad")
            db = sqlite3.connect(tmp_path / "data" / "server.db")
            (levels,) = db.execute("SELECT levels FROM sessions WHERE id = ?", (bad,)).fetchone()
            middle = len(levels) // 2
            broken = {
                "flipped": levels[:middle] + bytes([levels[middle] ^ 0x10]) + levels[middle + 1 :],
                "cut": levels[: middle - 20],
                "swapped": b"\x91" + levels[:1] + levels[1:],
            }[damage]
            with db:
                db.execute("UPDATE sessions SET levels = ? WHERE id = ?", (broken, bad))
            db.close()
            await host.say(bad, "x")
            await host.say(good, "y")
            assert await host.said(good) == ["y1"]
            faults = [event.body["code"] for event in await host.log(bad) if event.kind == "fault"]
            assert len(faults) == 1
            assert faults[0].startswith("GB80")

    asyncio.run(work())
