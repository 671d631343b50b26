"""The agents' page: somebody takes over a conversation in a real browser."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from server.tokens import Principal, Tokens
from tests.server.conversing import write_bot
from tests.server.serving import Served, served
from tests.server.test_desk import AGENTS, START
from tests.servers.browser import browser, picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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


def page_of(server: Served, chromium: Browser, role: str, **options: Any) -> Page:
    tokens = Tokens((server.data / "secret").read_text().strip())
    token = tokens.access(Principal("ana@example.com", frozenset({role}), "Ana Lima", guest=False))
    context = chromium.new_context(**{"viewport": {"width": 1000, "height": 700}, **options})
    context.set_default_timeout(20_000)
    context.add_cookies([{"name": "gbc_token", "value": token, "url": server.address}])
    page = context.new_page()
    page.goto(f"{server.address}/attendant")
    return page


def said(server: Served, token: str, session: str) -> str:
    return str(asked(server, f"/api/sessions/{session}/history", token)["data"])


def test_an_attendant_claims_answers_notes_and_resolves(chromium: Browser, server: Served) -> None:
    token, session = handed_over(server, HOSTILE)
    page = page_of(server, chromium, "attendant", locale="en-US")
    errors: list[str] = []
    page.context.on("weberror", lambda error: errors.append(str(error.error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
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
    page = page_of(server, chromium, "user", locale="pt-BR", color_scheme="dark")
    page.get_by_role("heading", name="Entre como atendente").wait_for()
    assert page.locator("#desk").is_hidden()
    page.context.close()
