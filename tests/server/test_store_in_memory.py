"""A store that keeps nothing longer than its process does everything else as the one with a file does."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from server.settings import Settings
from server.store.port import Closed, Incoming, Kind, Status
from server.store.sqlite import MEMORY, EmbeddedStore
from tests.server.conversing import hosted, write_bot
from tests.server.talking import served

ASKS = (
    'TALK "hello"\nHEAR name AS NAME\nSET USER MEMORY "who", name\nTALK "hi " + name\nWAIT 0.05\nHEAR n\nTALK n * 2\n'
)


def test_a_dialog_goes_on_and_a_copy_is_heard_once(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": ASKS, "add.bas": "PARAM a AS integer\nTALK a + 1\n"})

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data", forget=True) as host:
            session = await host.open()
            await host.say(session, "Ann", "m1")
            await host.say(session, "Ann", "m1")
            await host.press(session, "add", a="6")
            await host.say(session, "21")
            await host.until(session, "42")
            assert await host.said(session) == ["hello", "hi Ann", "7", "42"]
            log = await host.log(session)
            assert [event.seq for event in log] == list(range(1, len(log) + 1))
            assert len(await host.store.memory("user", "ann")) == 1
            await host.conversations.finish(session)
            with pytest.raises(Closed):
                await host.conversations.put(session, Incoming(Kind.MESSAGE, {"text": "more"}))

    asyncio.run(work())
    assert not (tmp_path / "data" / "server.db").exists()


def test_a_job_that_fails_changes_nothing() -> None:
    async def work() -> None:
        store = EmbeddedStore(MEMORY)

        def fails(db: object) -> None:
            db.execute("INSERT INTO programs VALUES ('x', x'00')")  # type: ignore[attr-defined]
            raise KeyError("x")

        with pytest.raises(KeyError):
            await store.writer.submit(fails)
        assert await store.program("x") is None
        assert (await store.depth()).jobs == 1
        await store.close()

    asyncio.run(work())


def test_a_server_that_forgets(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": ASKS})

    async def work() -> None:
        async with served(tmp_path / "bots", tmp_path / "data", forget=True) as server:
            person = await server.guest()
            opened = await person.post("/api/sessions", {"bot_name": "b"})
            answer = await person.post(f"/api/sessions/{opened.json['session_id']}/message", {"content": "Bo"})
            assert answer.status == 200
            assert (await person.get(f"/api/sessions/{opened.json['session_id']}")).json["status"] == Status.WAITING
        async with served(tmp_path / "bots", tmp_path / "data", forget=True) as server:
            assert (await (await server.guest()).get("/api/sessions")).json["total"] == 0

    asyncio.run(work())


def test_processes_cannot_share_what_is_in_one_of_them() -> None:
    assert Settings(forget=True, workers=1).forget
    with pytest.raises(ValueError, match="one process"):
        Settings(forget=True, workers=2)
