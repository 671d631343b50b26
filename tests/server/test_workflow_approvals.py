"""STEP ... HUMAN APPROVAL: the person decides on a page with a signed address, once; silence has its action."""

from __future__ import annotations

import asyncio
import email
import re
from collections.abc import Awaitable, Callable
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from server import keys
from server.app import create_app
from server.settings import Settings
from server.store.port import SessionRow
from tests.server.conversing import write_bot

STEP = """
ORCHESTRATE WORKFLOW "order"
amount = 1800
TRY
  STEP 2: HUMAN APPROVAL FROM "boss@example.com"
    TIMEOUT {seconds}
    ON TIMEOUT: {action}
  TALK "go " + approval.status + " " + approval.comments
CATCH e
  TALK e.code + " " + e.message
END TRY
"""

Work = Callable[[web.Application, SessionRow, str], Awaitable[None]]


def run(tmp_path: Path, work: Work, seconds: float = 3600, action: str = "REJECT ORDER", language: str = "en") -> None:
    async def main() -> None:
        write_bot(tmp_path / "bots", "b", {"start.bas": STEP.format(seconds=seconds, action=action)})
        app = create_app(Settings(data=str(tmp_path / "data")), tmp_path / "bots")
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        try:
            bot = app[keys.BOTS].get("b")
            assert bot is not None
            async with asyncio.timeout(30):
                session = await app[keys.CONVERSATIONS].open(bot, "ann", language=language)
                await work(app, session, f"http://127.0.0.1:{runner.addresses[0][1]}")
        finally:
            await runner.cleanup()

    asyncio.run(main())


async def mails(tmp_path: Path, count: int = 1) -> list[EmailMessage]:
    """The mails in the outbox, when there are as many."""
    while len(found := sorted((tmp_path / "data").rglob("*.eml"), key=lambda file: file.stat().st_mtime_ns)) < count:
        await asyncio.sleep(0.01)
    return [email.message_from_bytes(file.read_bytes(), policy=default) for file in found]


def address_in(mail: EmailMessage) -> str:
    text = mail.get_body(("plain",))
    assert text is not None
    found = re.search(r"/approval/\S+", text.get_content())
    assert found is not None
    return found[0]


async def waits(app: web.Application, session: SessionRow) -> None:
    """Return when the turn is over and the session waits for the decision."""
    while app[keys.CONVERSATIONS].busy(session.id):
        await asyncio.sleep(0.001)


async def said(app: web.Application, session: SessionRow) -> str:
    """The first thing that the bot says."""
    while True:
        for event in await app[keys.STORE].events(session.id):
            if event.kind == "talk":
                return str(event.body["text"])
        await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("decision", "told"),
    [("approved", "go approved fine <b>"), ("rejected", "GB7905 boss@example.com has rejected it: fine <b>")],
)
def test_a_decision_counts_once(tmp_path: Path, decision: str, told: str) -> None:
    async def work(app: web.Application, session: SessionRow, server: str) -> None:
        (mail,) = await mails(tmp_path)
        await waits(app, session)
        assert mail["to"] == "boss@example.com"
        page = server + address_in(mail)
        async with aiohttp.ClientSession() as client:
            shown = await (await client.get(page)).text()
            assert "amount: 1800" in shown
            assert (await client.post(page, data={"decision": "perhaps"})).status == 400
            form = {"decision": decision, "comments": "fine <b>"}
            assert (await client.post(page, data=form)).status == 200
            assert await said(app, session) == told
            again = await client.post(page, data={"decision": "approved"})
            assert again.status == 410
            assert (await client.get(page)).status == 410

    run(tmp_path, work)


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1] + ("0" if t[-1] != "0" else "1"), lambda t: "x" * 5000, lambda t: "x"]
)
def test_an_address_that_was_changed_opens_nothing(tmp_path: Path, change: Callable[[str], str]) -> None:
    async def work(app: web.Application, session: SessionRow, server: str) -> None:
        (mail,) = await mails(tmp_path)
        await waits(app, session)
        async with aiohttp.ClientSession() as client:
            token = address_in(mail).removeprefix("/approval/")
            answer = await client.post(f"{server}/approval/{change(token)}", data={"decision": "approved"})
            assert answer.status in (404, 410)
        assert [event for event in await app[keys.STORE].events(session.id) if event.kind == "talk"] == []

    run(tmp_path, work)


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("REJECT ORDER", "GB7905 boss@example.com has not decided in time"),
        ("APPROVE WITH WARNING", "go approved APPROVE WITH WARNING"),
    ],
)
def test_silence_has_its_action(tmp_path: Path, action: str, told: str) -> None:
    async def work(app: web.Application, session: SessionRow, server: str) -> None:
        assert await said(app, session) == told

    run(tmp_path, work, 0.2, action)


def test_silence_can_ask_another_person(tmp_path: Path) -> None:
    async def work(app: web.Application, session: SessionRow, server: str) -> None:
        first, second = await mails(tmp_path, 2)
        await waits(app, session)
        assert (first["to"], second["to"]) == ("boss@example.com", "director@example.com")
        async with aiohttp.ClientSession() as client:
            assert (await client.get(server + address_in(first))).status == 410
            answer = await client.post(server + address_in(second), data={"decision": "approved", "comments": "ok"})
            assert "guardada" in await answer.text()
        assert await said(app, session) == "go approved ok"

    run(tmp_path, work, 1.5, 'ESCALATE TO "director@example.com"', "pt")
