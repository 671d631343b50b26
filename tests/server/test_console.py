"""The author's console: where a conversation is in its program, back to an earlier turn, and only with ``--dev``."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from server.console import chat_test
from server.store.port import Event
from tests.server.conversing import write_bot
from tests.server.serving import Served, served
from tests.servers.browser import browser, picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ORDER = """TALK "hello"
HEAR name AS NAME
count = 0
TALK "hi " + name
HEAR code AS PASSWORD
WHILE TRUE
  HEAR n AS INTEGER
  count = count + n
  PRINT "now " + count
  IF n = 0 THEN x = CALL "missing.bas"
  TALK "sum " + count
WEND
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("dev")
    (folder / "bots").mkdir()
    write_bot(folder / "bots", "sums", {"start.bas": ORDER})
    write_bot(folder / "bots", "edited", {"start.bas": 'TALK "one"\nHEAR x\n'})
    with served(folder / "bots", folder / "data", "--dev") as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1400, "height": 850})
    context.set_default_timeout(20_000)
    opened, errors = context.new_page(), []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def say(page: Page, *texts: str) -> None:
    """Say each when the turn before is shown."""
    chat = page.frame_locator("#chat")
    for text in texts:
        turns = page.locator("#turns li").count()
        chat.locator("#typed:visible, #say:visible").fill(text)
        page.frames[1].press("#typed:not([hidden]), #say:not([hidden])", "Enter")
        page.locator("#turns li").nth(turns).wait_for()


def begin(page: Page, server: Served, bot: str = "sums") -> None:
    page.goto(f"{server.address}/dev/{bot}")
    page.locator("#turns li").first.wait_for()
    page.frame_locator("#chat").locator(".turn.bot").first.wait_for()


def line(page: Page) -> str:
    return page.locator("#source li[aria-current]").inner_text()


def variables(page: Page) -> dict[str, str]:
    return dict(row.locator("td").all_inner_texts() for row in page.locator("#panel tbody tr").all())  # type: ignore[misc]


def test_the_line_and_the_variables_of_each_turn(page: Page, server: Served) -> None:
    begin(page, server)
    assert line(page) == "HEAR name AS NAME"
    say(page, "ana", "hunter2-hunter2", "4", "5")
    assert line(page) == "  HEAR n AS INTEGER"
    assert variables(page) == {"name": '"Ana"', "count": "9", "code": '"••••••"', "n": "5"}
    page.locator("#turns .pick").nth(1).click()
    picture(page, "console")
    assert variables(page)["count"] == "4"
    page.get_by_role("tab", name="Keywords").click()
    assert page.locator("#panel tbody tr td:first-child").all_inner_texts() == ["PRINT", "TALK", "HEAR"]
    page.get_by_role("tab", name="Events").click()
    assert page.locator("#panel tbody tr").filter(has_text="sum 4").count() == 1
    page.get_by_role("tab", name="Log").click()
    assert page.locator("#panel tbody tr").last.inner_text().split() == ["print", "now", "9"]
    assert "hunter2" not in page.content()


def test_back_to_an_earlier_turn(page: Page, server: Served) -> None:
    begin(page, server)
    say(page, "ana", "hunter2-hunter2", "4", "5")
    chat = page.frame_locator("#chat")
    page.locator("#turns .pick").nth(1).click()
    page.get_by_role("button", name="Go back here").click()
    chat.get_by_text("sum 9").wait_for(state="detached")
    page.locator("#turns li").nth(4).wait_for(state="detached")
    assert page.locator("#turns li").count() == 4
    say(page, "10")
    chat.get_by_text("sum 14").wait_for()


def test_something_else_is_said_in_place_of_what_was_said(page: Page, server: Served) -> None:
    begin(page, server)
    say(page, "ana", "hunter2-hunter2", "4", "5")
    page.locator("#turns .pick").nth(1).click()
    page.get_by_label("Say this instead").fill("40")
    page.get_by_role("button", name="Resend").click()
    chat = page.frame_locator("#chat")
    chat.get_by_text("sum 40").wait_for()
    assert chat.locator(".turn.me .bubble").all_inner_texts() == ["ana", "••••••", "40"]
    page.reload()
    chat.get_by_text("sum 40").wait_for()
    assert chat.get_by_text("sum 9").count() == 0


def test_a_fault_leads_to_its_page(page: Page, server: Served) -> None:
    begin(page, server)
    say(page, "ana", "hunter2-hunter2", "0")
    page.get_by_role("tab", name="Events").click()
    page.locator("#panel").get_by_role("button", name="GB6007").click()
    page.get_by_role("dialog").get_by_text("GB6007", exact=False).first.wait_for()
    page.get_by_role("button", name="Close").click()
    assert line(page) == '  IF n = 0 THEN x = CALL "missing.bas"'


def test_a_conversation_is_saved_as_a_test(page: Page, server: Served) -> None:
    begin(page, server)
    say(page, "ana", "hunter2-hunter2", "4")
    with page.expect_download() as download:
        page.locator("#save").click()
    text = Path(download.value.path()).read_text()
    assert text == "bot: sums\nchannel: web\n\n< hello\n> ana\n< hi Ana\n> SECRET\n> 4\n< sum 4\n"


def test_a_broken_edit_is_shown_and_the_last_good_version_goes_on(page: Page, server: Served) -> None:
    begin(page, server, "edited")
    write_bot(server.bots, "edited", {"start.bas": 'TALK "one"\nHEAR x\nIF\n'})
    for _ in range(100):
        page.reload()
        page.locator("#turns li").first.wait_for()
        if page.get_by_role("alert").is_visible():
            break
    assert "start.bas:3" in page.get_by_role("alert").inner_text()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_in_the_console(chromium: Browser, server: Served, look: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(viewport={"width": 1400, "height": 850}, color_scheme=look, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    begin(page, server)
    say(page, "ana", "hunter2-hunter2", "4")
    found = Axe().run(page).response["violations"]
    context.close()
    assert found == [], [(item["id"], [node["html"] for node in item["nodes"]]) for item in found]


HEADERS = {"Content-Type": "application/json"}


def status(address: str, token: str = "", data: bytes | None = None) -> int:
    request = urllib.request.Request(address, data, HEADERS | ({"Authorization": f"Bearer {token}"} if token else {}))
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def opened(server: Served, bot: str) -> tuple[str, str]:
    """A guest's token and session."""
    with urllib.request.urlopen(f"{server.address}/api/auth?bot_name={bot}", timeout=20) as answer:
        token = json.load(answer)["token"]
    body = json.dumps({"bot_name": bot}).encode()
    request = urllib.request.Request(
        f"{server.address}/api/sessions", body, HEADERS | {"Authorization": f"Bearer {token}"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return token, json.load(answer)["session_id"]


ROUTES = ["/api/dev/sessions/{}/steps", "/api/dev/sessions/{}/test"]


def test_a_session_of_somebody_else_is_not_shown(server: Served) -> None:
    token, session = opened(server, "sums")
    stranger, _ = opened(server, "sums")
    for route in ROUTES:
        assert status(server.address + route.format(session), token) == 200
        assert status(server.address + route.format(session), stranger) == 404
    address = f"{server.address}/api/dev/sessions/{session}/back"
    assert status(address, stranger, b'{"turn": 2}') == 404
    assert status(address, token, b'{"turn": 99}') == 404
    assert status(address, token, b'{"turn": "2"}') == 400


def test_without_dev_there_is_no_console(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": 'TALK "x"\nHEAR y\n'})
    with served(tmp_path / "bots", tmp_path / "data") as server:
        token, session = opened(server, "b")
        for route in ["/dev/b", *ROUTES, "/api/dev/bots/b/source", "/api/dev/bots/b/findings", "/api/dev/codes/GB6007"]:
            assert status(server.address + route.format(session), token) == 404
        assert status(f"{server.address}/api/dev/sessions/{session}/back", token, b'{"turn": 2}') == 404
        assert status(f"{server.address}/api/sessions/{session}", token) == 200


def test_a_test_leaves_out_what_was_taken_back() -> None:
    events = [
        Event("talk", {"text": "a\nb"}, 1), Event("user", {"text": "x"}, 2), Event("talk", {"text": "no"}, 3),
        Event("back", {"to": 1}, 4), Event("tool", {"tool": "t"}, 5),
        Event("fault", {"code": "GB1", "message": "m"}, 6),
    ]  # fmt: skip
    expected = "bot: b\nchannel: web\n\n< a\n  b\n# the tool t was started\n# fault GB1: m\n"
    assert chat_test("b", "web", events) == expected
