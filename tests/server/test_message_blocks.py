"""ON MESSAGE, ON FILE UPLOAD and ON WHATSAPP MESSAGE RECEIVED: blocks of a conversation, not runs beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from server.store.port import Incoming, Kind, SessionRow
from tests.server.conversing import Hosted, hosted, write_bot

FILE = {"url": "uploads/a.txt", "name": "a.txt", "type": "text/plain", "size": 3}


def serve(tmp_path: Path, scripts: dict[str, str], work: Callable[[Hosted], Awaitable[None]]) -> None:
    write_bot(tmp_path / "bots", "b", scripts)

    async def go() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            await work(host)

    asyncio.run(go())


async def send(host: Hosted, session: str, text: str, **more: object) -> None:
    await host.conversations.put(session, Incoming(Kind.MESSAGE, {"text": text, **more}))
    await host.quiet(session)


def test_a_block_takes_each_message_that_no_dialog_waits_for(tmp_path: Path) -> None:
    async def work(host: Hosted) -> None:
        session = await host.open()
        await host.say(session, "Ann")
        await host.say(session, "one")
        await host.say(session, "two")
        assert await host.said(session) == ["Your name?", "Hello Ann", "You said one", "You said two"]

    start = 'ON MESSAGE\nTALK "You said " + event.text\nEND ON\nTALK "Your name?"\nHEAR name\nTALK "Hello " + name\n'
    serve(tmp_path, {"start.bas": start}, work)


def test_a_block_may_ask_and_goes_on_in_another_process(tmp_path: Path) -> None:
    block = (
        'ON MESSAGE\nTALK "Which size for " + message + "?"\nHEAR size\nlast = GET LAST "message"\n'
        'TALK size + " " + last.text\nEND ON\n'
    )
    kept: list[str] = []

    async def ask(host: Hosted) -> None:
        kept.append(await host.open())
        await host.say(kept[0], "shoes")

    async def answer(host: Hosted) -> None:
        await host.say(kept[0], "large")
        await host.say(kept[0], "hats")
        row = await host.store.session(kept[0])
        assert row is not None
        assert row.levels
        assert await host.said(kept[0]) == ["Which size for shoes?", "large shoes", "Which size for hats?"]
        await host.say(kept[0], "small")
        row = await host.store.session(kept[0])
        assert row is not None
        assert (row.levels, row.facts) == ((), {}), "what started the block is over with it"

    for work in (ask, answer):
        serve(tmp_path, {"shop.bas": block}, work)


def test_files_and_whatsapp_have_blocks_of_their_own(tmp_path: Path) -> None:
    async def work(host: Hosted) -> None:
        session = await host.open()
        await send(host, session, "look", attachments=[FILE])
        await send(host, session, "hello")
        bot = host.bots.get("b")
        assert bot is not None
        phone = SessionRow("f" * 32, "b", "ann", "whatsapp")
        await host.store.create(phone)
        await send(host, phone.id, "oi")
        await send(host, phone.id, "", attachments=[FILE])
        assert await host.said(session) == ["file a.txt", "text hello"]
        assert await host.said(phone.id) == ["phone oi", "file a.txt"]

    blocks = (
        'ON MESSAGE\nTALK "text " + event.text\nEND ON\n'
        'ON FILE UPLOAD\nTALK "file " + event.file.name\nEND ON\n'
        'ON WHATSAPP MESSAGE RECEIVED\nTALK "phone " + event.body\nEND ON\n'
    )
    serve(tmp_path, {"start.bas": blocks}, work)


def test_a_fault_in_a_block_is_told_and_the_next_message_is_taken(tmp_path: Path) -> None:
    async def work(host: Hosted) -> None:
        session = await host.open()
        await host.say(session, "0")
        await host.say(session, "2")
        kinds = [event.kind for event in await host.log(session)]
        assert "fault" in kinds
        assert await host.said(session) == ["5"]

    serve(tmp_path, {"start.bas": "ON MESSAGE\nTALK 10 / INT(message)\nEND ON\n"}, work)


def test_of_two_scripts_the_first_has_the_messages_and_the_other_line_is_named(tmp_path: Path) -> None:
    async def work(host: Hosted) -> None:
        session = await host.open()
        await host.say(session, "hi")
        assert await host.said(session) == ["a"]
        bot = host.bots.get("b")
        assert bot is not None
        assert bot.notes == ["z.bas:2: ON MESSAGE of a.bas takes these already"]

    scripts = {"a.bas": 'ON MESSAGE\nTALK "a"\nEND ON\n', "z.bas": '\nON MESSAGE\nTALK "z"\nEND ON\n'}
    serve(tmp_path, scripts, work)
