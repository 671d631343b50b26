"""Going back to an earlier turn: what the store keeps for authors, how much, and what it does to a running turn."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from server.store import steps
from server.store.port import Claim, Ending, Fenced, Incoming, Kind, Level, SessionRow, Status
from server.store.sqlite import EmbeddedStore

ASKING = Level(1, b"saved", {"type": "NAME"}, None)


async def turn(store: EmbeddedStore, claim: Claim, state: bytes, levels: tuple[Level, ...] = (ASKING,)) -> None:
    await store.end(
        claim, Ending(levels, state, Status.WAITING if levels else Status.IDLE, trace={"n": state.decode()})
    )


async def say(store: EmbeddedStore, text: str) -> Claim:
    _, _, claim = await store.accept("s", Incoming(Kind.MESSAGE, {"text": text}))
    assert claim is not None
    return claim


async def begun(store: EmbeddedStore) -> None:
    claim = await store.create(SessionRow("s", "b", "ann"), Incoming(Kind.START))
    assert claim is not None
    await turn(store, claim, b"a")


def test_a_session_is_what_it_was(tmp_path: Path) -> None:
    async def work() -> None:
        store = EmbeddedStore(tmp_path / "x.db")
        await begun(store)
        await turn(store, await say(store, "one"), b"b")
        await turn(store, await say(store, "two"), b"c", ())
        first, second, third = await store.steps("s")
        assert [step.trace["n"] for step in (first, second, third)] == ["a", "b", "c"]
        events = await store.back("s", second.turn)
        assert [(event.kind, event.body) for event in events] == [
            ("back", {"to": second.seq}),
            ("hear", {"type": "NAME"}),
        ]
        session = await store.session("s")
        assert session is not None
        assert (session.state, session.levels, session.status, session.turn) == (
            b"b",
            (ASKING,),
            "waiting",
            second.turn,
        )
        assert [step.turn for step in await store.steps("s")] == [first.turn, second.turn]
        with pytest.raises(KeyError):
            await store.back("s", third.turn)
        await turn(store, await say(store, "again"), b"d")
        assert [step.trace["n"] for step in await store.steps("s")] == ["a", "b", "d"]
        await store.close()

    asyncio.run(work())


def test_a_turn_that_runs_meanwhile_writes_nothing_more(tmp_path: Path) -> None:
    async def work() -> None:
        store = EmbeddedStore(tmp_path / "x.db")
        await begun(store)
        claim = await say(store, "one")
        await store.accept("s", Incoming(Kind.MESSAGE, {"text": "early"}))
        (first,) = await store.steps("s")
        await store.back("s", first.turn)
        with pytest.raises(Fenced):
            await turn(store, claim, b"b")
        assert await store.claim("s") is None
        await store.close()

    asyncio.run(work())


def test_only_so_many_turns_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        store = EmbeddedStore(tmp_path / "x.db")
        await begun(store)
        for text in "bc":
            await turn(store, await say(store, text), text.encode())
        assert [step.trace["n"] for step in await store.steps("s")] == ["a", "b", "c"]
        await turn(store, await say(store, "d"), b"d")
        assert [step.trace["n"] for step in await store.steps("s")] == ["b", "c", "d"]
        await store.close()

    assert steps.MOST == 1000
    monkeypatch.setattr(steps, "MOST", 3)
    asyncio.run(work())
