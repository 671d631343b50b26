"""The page where people log in to a bot that is not public, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.server.conversing import write_bot
from tests.server.serving import Served, served
from tests.server.test_attendant_page import NAME, PASSWORD, account
from tests.servers.browser import browser, picture

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    write_bot(tmp_path / "bots", "b", {"start.bas": 'TALK "welcome"\nHEAR x\n'}, "public,false\n")
    with served(tmp_path / "bots", tmp_path / "data") as running:
        account(running, "user")
        yield running


@pytest.fixture
def page(server: Served) -> Iterator[Page]:
    with browser() as chromium:
        context = chromium.new_context(viewport={"width": 900, "height": 700})
        context.set_default_timeout(20_000)
        yield context.new_page()


def enter(page: Page, password: str) -> None:
    """Fill in the form by its labels and the keyboard alone."""
    page.get_by_label("Name").fill(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def test_who_logs_in_comes_back_to_the_chat_and_stays(server: Served, page: Page) -> None:
    page.goto(f"{server.address}/b")
    page.get_by_role("heading", name="Log in").wait_for()
    enter(page, "wrong password")
    page.get_by_role("alert").filter(has_text="The name or the password is wrong.").wait_for()
    picture(page, "login")
    enter(page, PASSWORD)
    page.locator(".turn.bot .bubble", has_text="welcome").wait_for()
    assert page.url == f"{server.address}/b"
    page.context.clear_cookies(name="gbc_token")  # as when the access token has grown old
    page.reload()
    page.locator(".turn.bot .bubble", has_text="welcome").wait_for()
    assert page.url == f"{server.address}/b"


def test_it_leads_to_pages_of_this_server_only(server: Served, page: Page) -> None:
    for number, elsewhere in enumerate(
        ("https://example.com/", "//example.com", "javascript:alert(1)", "\\\\example.com")
    ):
        page.goto(f"{server.address}/login?next={elsewhere}")
        if not number:
            enter(page, PASSWORD)
        page.wait_for_url(f"{server.address}/")
