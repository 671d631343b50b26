"""Conversations of a host: what is said comes once and in order, and goes on after everything was closed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from server import dialog
from server.journal import MOST_EVENTS
from tests.server.conversing import hosted, write_bot

ASKS = 'TALK "hello"\nHEAR name AS NAME\nTALK "hi " + name\nHEAR n AS INTEGER\nTALK n * 2\n'


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(work())


def test_a_dialog_goes_on_after_a_restart(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": ASKS})

    async def first() -> str:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            session = await host.open()
            assert await host.said(session) == ["hello"]
            return session

    async def second(session: str) -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            await host.say(session, "Ann")
            await host.say(session, "21")
            assert await host.said(session) == ["hello", "hi Ann", "42"]
            assert [event.seq for event in await host.log(session)] == list(range(1, 8))

    session = asyncio.run(first())
    asyncio.run(second(session))


def test_what_is_said_early_is_heard_later(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": "WAIT 0.2\n" + ASKS})

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            session = await host.open()
            await host.say(session, "Ann")
            await host.say(session, "4")
            await host.until(session, "8")
            assert await host.said(session) == ["hello", "hi Ann", "8"]

    run(work)


def test_a_second_copy_of_a_message_is_not_heard(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": ASKS})

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            session = await host.open()
            await host.say(session, "Ann", "m1")
            await host.say(session, "Ann", "m1")
            await host.say(session, "5", "m2")
            assert await host.said(session) == ["hello", "hi Ann", "10"]

    run(work)


def test_a_dialog_stays_with_the_version_it_began_with(tmp_path: Path) -> None:
    folder = write_bot(tmp_path / "bots", "b", {"start.bas": ASKS})

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            session = await host.open()
            write_bot(folder.parent, "b", {"start.bas": 'TALK "new"\n'})
            bot = host.bots.get("b")
            assert bot is not None
            assert await bot.refresh()
            await host.say(session, "Ann")
            await host.say(session, "3")
            assert await host.said(session) == ["hello", "hi Ann", "6"]
            other = await host.open()
            assert await host.said(other) == ["new"]

    run(work)


def test_a_broken_edit_keeps_the_last_version(tmp_path: Path) -> None:
    folder = write_bot(tmp_path / "bots", "b", {"start.bas": 'TALK "one"\n'})

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            bot = host.bots.get("b")
            assert bot is not None
            write_bot(folder.parent, "b", {"start.bas": 'TALK "two\nIF\n'})
            assert not await bot.refresh()
            assert bot.findings
            assert await host.said(await host.open()) == ["one"]
            write_bot(folder.parent, "b", {"start.bas": 'TALK "three"\n'})
            assert await bot.refresh()
            assert not bot.findings

    run(work)


def test_a_tool_runs_over_a_dialog_that_waits(tmp_path: Path) -> None:
    scripts = {
        "start.bas": ASKS,
        "add.bas": 'PARAM a AS integer\nDESCRIPTION "adds"\nTALK a + 1\nHEAR x\nTALK "x" + x\n',
    }
    write_bot(tmp_path / "bots", "b", scripts)

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            session = await host.open()
            await host.press(session, "add", a="6")
            await host.say(session, "y")
            await host.say(session, "Ann")
            assert await host.said(session) == ["hello", "7", "xy", "hi Ann"]

    run(work)


def test_a_question_that_is_not_answered_in_time_goes_on(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": 'HEAR a TIMEOUT 0.1\nTALK "a=" + a\n'})

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            session = await host.open()
            await host.until(session, "a=")

    run(work)


def test_a_message_of_a_long_turn_is_seen_before_its_end(tmp_path: Path) -> None:
    inner = 'FOR i = 1 TO 100000\nx = SQR(2)\nNEXT\ny = GET BOT MEMORY "n"\n'  # a keyword fills the fuel up again
    script = f'TALK "looking"\nWHILE TRUE\n{inner}WEND\n'
    write_bot(tmp_path / "bots", "b", {"start.bas": script})

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            bot = host.bots.get("b")
            assert bot is not None
            session = await host.conversations.open(bot, "ann")
            await host.until(session.id, "looking")
            assert host.conversations.busy(session.id)
            await host.conversations.stop(session.id)
            await host.quiet(session.id)
            assert [event.kind for event in await host.log(session.id)] == ["talk", "stopped"]

    run(work)


def test_a_secret_answer_is_not_in_the_log(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": "HEAR p AS PASSWORD\nTALK LEN(p)\n"})

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            session = await host.open()
            await host.say(session, "hunter2hunter2")
            assert await host.said(session) == ["14"]
            assert "hunter2" not in repr(await host.log(session))

    run(work)


def test_a_button_runs_no_job(tmp_path: Path) -> None:
    scripts = {"start.bas": ASKS, "nightly.bas": 'SET SCHEDULE "0 3 * * *"\nTALK "ran"\n', "more.bas": 'TALK "more"\n'}
    write_bot(tmp_path / "bots", "b", scripts)

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            session = await host.open()
            await host.press(session, "nightly")
            await host.press(session, "more")
            assert await host.said(session) == ["hello", "more"]
            assert [event.body["code"] for event in await host.log(session) if event.kind == "fault"] == ["GB6007"]

    run(work)


def test_a_bot_that_says_too_much_is_ended_once_and_says_so(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": 'WHILE TRUE\nTALK "flood"\nWEND\n'})

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            session = await host.open()
            assert {event.kind for event in await host.log(session)} == {"talk"}
            log = await host.store.events(session, MOST_EVENTS - 1)
            assert [event.kind for event in log] == ["talk", "fault"]
            assert log[-1].body["code"] == "GB6906"
            assert await host.store.claim(session) is None

    run(work)


def test_after_many_messages_of_one_turn_others_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialog, "MANY", 3)
    monkeypatch.setattr(dialog, "PACE", 3600.0)
    write_bot(tmp_path / "bots", "three", {"start.bas": "FOR i = 1 TO 3\nTALK i\nNEXT\n"})
    write_bot(tmp_path / "bots", "four", {"start.bas": "FOR i = 1 TO 4\nTALK i\nNEXT\n"})

    async def work() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            bot = host.bots.get("four")
            assert bot is not None
            flood = await host.conversations.open(bot, "ann")
            await host.until(flood.id, "3")
            assert await host.said(await host.open("three")) == ["1", "2", "3"]
            assert host.conversations.busy(flood.id)
            await host.conversations.stop(flood.id)
            await host.quiet(flood.id)
            assert await host.said(flood.id) == ["1", "2", "3"]

    run(work)
