"""The agents' page: somebody takes over a conversation in a real browser."""

from __future__ import annotations

import asyncio
import json
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from server.people import People
from server.store.accounts_sqlite import EmbeddedAccounts
from server.store.sqlite import DATABASE, EmbeddedStore
from server.tokens import Tokens
from tests.server.conversing import write_bot
from tests.server.serving import Served, served
from tests.server.test_desk import AGENTS, START
from tests.servers.browser import browser, picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAME, PASSWORD = "ana@example.com", "correct horse battery"
HOSTILE = "<img src=x onerror=alert(1)> **paid**?"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    root = write_bot(tmp_path / "bots", "b", {"start.bas": START}, "attendant-reply-hello,Hello! How can I help?\n")
    (root / "attendant.csv").write_text(AGENTS)
    with served(tmp_path / "bots", tmp_path / "data") as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def asked(server: Served, path: str, token: str = "", body: Any = None) -> Any:
    """One request, as a program makes it."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(server.address + path, data, {"Content-Type": "application/json"})
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.loads(answer.read())


def handed_over(server: Served, wish: str) -> tuple[str, str]:
    """A guest's token and session, which waits for a person."""
    token = asked(server, "/api/auth")["token"]
    session = asked(server, "/api/sessions", token, {})["session_id"]
    asked(server, f"/api/sessions/{session}/messages", token, {"content": "billing"})
    while asked(server, f"/api/sessions/{session}", token)["status"] != "human":
        time.sleep(0.02)
    asked(server, f"/api/sessions/{session}/messages", token, {"content": wish})
    return token, session


def account(server: Served, role: str) -> None:
    """An account with a role."""

    async def add() -> None:
        store = EmbeddedStore(server.data / DATABASE)
        try:
            people = People(EmbeddedAccounts(store), Tokens("unused"), store.clock)
            await people.add(NAME, PASSWORD, frozenset({role}), "test")
        finally:
            await store.close()

    with ThreadPoolExecutor(1) as pool:  # the browser has a loop in this thread
        pool.submit(lambda: asyncio.run(add())).result()


def page_of(server: Served, chromium: Browser, **options: Any) -> Page:
    """The page of somebody who has logged in."""
    context = chromium.new_context(**{"viewport": {"width": 1000, "height": 700}, **options})
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{server.address}/attendant")
    page.locator("#name").fill(NAME)
    page.locator("#password").fill(PASSWORD)
    page.keyboard.press("Enter")
    return page


def said(server: Served, token: str, session: str) -> str:
    return str(asked(server, f"/api/sessions/{session}/history", token)["data"])


def test_an_attendant_claims_answers_notes_and_resolves(chromium: Browser, server: Served) -> None:
    token, session = handed_over(server, HOSTILE)
    account(server, "attendant")
    page = page_of(server, chromium, locale="en-US")
    errors: list[str] = []
    page.context.on("weberror", lambda error: errors.append(str(error.error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    with page.expect_response("**/api/attendance/status"):
        page.locator("#presence").select_option("online")
    page.reload()
    expect(page.locator("#presence")).to_have_value("online")
    page.locator("#queue button").click()
    page.locator("#log .bubble", has_text=HOSTILE).wait_for()
    assert page.locator("#log img").count() == 0
    page.get_by_role("button", name="Claim").click()
    page.get_by_role("button", name="Claim").wait_for(state="hidden")
    page.get_by_role("button", name="hello").click()
    page.keyboard.press("Enter")
    page.locator("#log .me .bubble", has_text="Hello! How can I help?").wait_for()
    assert "Ana Lima" in said(server, token, session)
    asked(server, f"/api/sessions/{session}/messages", token, {"content": "my invoice"})
    page.locator("#log .bubble", has_text="my invoice").wait_for()
    page.get_by_role("button", name="Add a note").click()
    page.locator("dialog input").fill("a good customer")
    page.keyboard.press("Enter")
    page.locator("#log .memo", has_text="a good customer").wait_for()
    assert "a good customer" not in said(server, token, session)
    picture(page, "attendant")
    page.get_by_role("button", name="Resolve").click()
    page.locator("dialog input").fill("paid")
    page.keyboard.press("Enter")
    page.get_by_text("Nobody waits.").wait_for()
    asked(server, f"/api/sessions/{session}/messages", token, {"content": "bye"})
    while "bot heard bye" not in said(server, token, session):
        time.sleep(0.02)
    page.context.close()
    assert errors == []


def test_others_are_asked_to_log_in(chromium: Browser, server: Served) -> None:
    account(server, "user")
    page = page_of(server, chromium, locale="pt-BR", color_scheme="dark")
    page.locator("#banner", has_text="roles").wait_for()
    page.get_by_role("heading", name="Entre como atendente").wait_for()
    assert page.locator("#desk").is_hidden()
    page.context.close()
