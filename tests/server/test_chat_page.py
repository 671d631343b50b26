"""The chat as a person meets it: a real browser in front of a real server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from server.assets import FOLDER
from tests.server.page_bots import POLYGLOTS, bots
from tests.server.serving import Served, served
from tests.servers.browser import browser, picture
from tests.servers.web import web_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "bots").mkdir()
    with served(
        bots(folder / "bots"), folder / "data", "--upload-limit", "100000", "--frames", "http://localhost:*"
    ) as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@contextmanager
def visit(chromium: Browser, server: Served, bot: str, **options: Any) -> Iterator[Page]:
    """A new person at the chat with a bot; what the page logs as an error fails the test."""
    context = chromium.new_context(**{"viewport": {"width": 900, "height": 700}, **options})
    context.set_default_timeout(20_000)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    try:
        yield opened(context, server, bot)
    finally:
        context.close()
    assert errors == []


def opened(context: BrowserContext, server: Served, bot: str) -> Page:
    page = context.new_page()
    page.goto(f"{server.address}/{bot}")
    return page


def said(page: Page, text: str) -> None:
    """Wait until the bot has said it."""
    page.locator(".turn.bot .bubble", has_text=text).last.wait_for()


def answer(page: Page, text: str) -> None:
    page.locator("#typed:visible, #say:visible").fill(text)
    page.keyboard.press("Enter")


def to_the_date(page: Page) -> None:
    said(page, "What may I call you?")
    answer(page, "ana souza")
    page.get_by_role("button", name="Large").click()
    said(page, "Your code?")
    answer(page, "hunter2-hunter2")
    said(page, "15 characters")


def test_the_page_is_small(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "shown") as page:
        said(page, "Title")
        loaded: set[str] = set()
        page.on("request", lambda request: loaded.add(request.url.removeprefix(server.address)))
        page.reload()
        said(page, "Title")
    parts = [path.removeprefix("/static/") for path in loaded if path.startswith("/static/")]
    assert {"chat.js", "chat.css", "markdown.js"} <= set(parts)
    assert sum((FOLDER / name).stat().st_size for name in ["chat.html", *parts]) <= 60 * 1024


def test_a_conversation_from_beginning_to_end(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "cafe") as page:
        said(page, "Welcome to the café.")
        assert page.locator(".bubble strong").first.inner_text() == "café"
        assert page.title() == page.locator("h1").inner_text() == "Café Um"
        to_the_date(page)
        assert page.locator("#typed").get_attribute("type") == "date"
        page.locator("#typed").fill("2026-12-24")
        page.locator("#send").click()
        said(page, "On 2026-12-24.")
        page.locator("#picker").set_input_files({"name": "my paper.txt", "mimeType": "text/plain", "buffer": b"12345"})
        said(page, "Got my paper.txt of 5 bytes.")
        assert page.locator(".bubble td").all_inner_texts() == ["1", "2"]
        picture(page, "end-to-end")
        with page.expect_download() as download:
            page.locator(".turn.me .attached").click()
        assert download.value.suggested_filename == "my paper.txt"
        assert Path(download.value.path()).read_bytes() == b"12345"
        page.get_by_role("button", name="Tables").click()
        assert page.get_by_role("button", name="Tables").get_attribute("aria-pressed") == "true"
        page.get_by_role("button", name="Everything").click()
        said(page, "You said I want it all.")


def test_a_secret_is_shown_and_kept_nowhere(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "cafe") as page:
        to_the_date(page)
        page.reload()
        said(page, "15 characters")
        assert "hunter2" not in page.content()
        assert "hunter2" not in page.evaluate("JSON.stringify(localStorage)")


def test_a_button_runs_a_tool_and_asks_for_what_it_must_know(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "cafe") as page:
        to_the_date(page)
        answer(page, "2026-01-02")
        said(page, "Your paper?")
        page.locator("#picker").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"1"})
        page.get_by_role("button", name="Add").click()
        page.get_by_role("dialog").get_by_label("A number").fill("41")
        picture(page, "dialog")
        page.get_by_role("dialog").get_by_role("button", name="Go").click()
        said(page, "42")
        page.get_by_text("Started add").wait_for()


def test_it_goes_on_after_a_reload_in_two_tabs_and_after_a_restart(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "cafe") as page:
        said(page, "What may I call you?")
        answer(page, "ana")
        said(page, "Hello Ana.")
        before = page.locator(".bubble").all_inner_texts()
        page.reload()
        said(page, "Hello Ana.")
        page.get_by_role("button", name="Small").wait_for()
        assert page.locator(".bubble").all_inner_texts() == before
        other = opened(page.context, server, "cafe")
        other.get_by_role("button", name="Small").wait_for()
        assert other.locator(".bubble").all_inner_texts() == before
        server.stop(kill=True)
        page.get_by_role("alert").wait_for()
        picture(page, "offline")
        page.get_by_role("button", name="Large").click()
        page.get_by_text("waiting to be sent").wait_for()
        server.start()
        said(page, "A Large one.")
        said(other, "A Large one.")
        assert page.locator(".turn.me .bubble").all_inner_texts() == ["ana", "Large"]
        assert page.locator(".pending").count() == 0
        page.get_by_role("alert").wait_for(state="hidden")


def test_a_message_written_without_a_connection_outlives_the_page(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "cafe") as page:
        said(page, "What may I call you?")
        page.context.set_offline(True)
        page.evaluate("() => 0")
        server.stop(kill=True)
        page.get_by_role("alert").wait_for()
        answer(page, "bea")
        server.start()
        page.context.set_offline(False)
        page.reload()
        said(page, "Hello Bea.")
        assert page.locator(".turn.me .bubble").all_inner_texts() == ["bea"]


def test_a_refused_answer_leaves_the_question_open(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "cafe") as page:
        said(page, "What may I call you?")
        answer(page, "ana")
        page.get_by_role("button", name="Small").wait_for()
        answer(page, "medium")
        said(page, "Please choose one of")
        page.get_by_role("button", name="Small").click()
        said(page, "A Small one.")


def test_a_running_turn_can_be_stopped(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "loop") as page:
        said(page, "working")
        page.get_by_role("button", name="Stop").click()
        page.get_by_text("Stopped.").wait_for()
        page.locator("#typing").wait_for(state="hidden")


def test_a_new_conversation_forgets_the_old_one(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "cafe") as page:
        said(page, "What may I call you?")
        answer(page, "ana")
        said(page, "Hello Ana.")
        page.get_by_role("button", name="New conversation").click()
        page.get_by_text("Hello Ana.").wait_for(state="detached")
        said(page, "What may I call you?")


def test_the_last_message_can_be_changed_and_sent_again(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "shown") as page:
        answer(page, "first")
        said(page, "got first")
        page.locator(".turn.me").hover()
        page.get_by_role("button", name="Edit").click()
        assert page.locator("#say").input_value() == "first"
        page.locator("#say").fill("")
        page.locator(".turn.me").hover()
        page.get_by_role("button", name="Send again").click()
        page.locator(".turn.me", has_text="first").nth(1).wait_for()


def test_markdown_and_cards(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "shown") as page:
        said(page, "Title")
        bubble = page.locator(".turn.bot .bubble").first
        assert bubble.locator("h2").inner_text() == "Title"
        assert bubble.locator("em").inner_text() == "soft"
        assert bubble.locator("strong").inner_text() == "strong"
        assert bubble.locator("code").inner_text() == "code"
        assert bubble.locator("a").get_attribute("href") == "https://example.com/x"
        assert bubble.locator("a").get_attribute("rel") == "noopener noreferrer"
        assert bubble.locator("ol > li").count() == 2
        assert bubble.locator("ol > li ul li").inner_text() == "inner"
        assert page.locator(".card h2").all_inner_texts() == ["Tea", "Cake"]
        picture(page, "cards")
        page.get_by_role("button", name="Order tea").click()
        said(page, "got tea")


def test_nothing_that_is_said_can_run_or_load(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "xss") as page:
        hits: list[str] = []
        asked: list[str] = []
        page.context.expose_function("hit", lambda: hits.append("hit"))
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: hits.append(dialog.message))
        page.reload()
        page.locator(".turn.bot").nth(len(POLYGLOTS) - 1).wait_for()
        answer(page, POLYGLOTS[1])
        page.locator("#picker").set_input_files(
            {"name": '"><img src=x onerror=hit()>.png', "mimeType": "image/png", "buffer": b"x"}
        )
        page.locator("#options button").first.wait_for()
        for link in page.locator(".turn a").all():
            target = link.get_attribute("href") or ""
            assert re.match(r"https?://|mailto:|/(?!/)", target), target
        assert page.locator("main :is(script, iframe, style, base, object)").count() == 0
        picture(page, "polyglots")
        page.wait_for_load_state("networkidle")
        assert hits == []
        assert [url for url in asked if not url.startswith(server.address) and not url.startswith("blob:")] == []


def test_it_can_be_used_by_keyboard_alone(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "cafe") as page:
        said(page, "What may I call you?")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the message box"
        page.keyboard.press("Enter")
        page.keyboard.type("ana")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Small").wait_for()
        for _ in range(12):
            page.keyboard.press("Shift+Tab")
            if page.evaluate("document.activeElement.textContent") == "Small":
                break
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
        page.keyboard.press("Enter")
        said(page, "A Small one.")
        assert page.evaluate("document.activeElement.id") in ("say", "typed")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, server: Served, look: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for bot in ("shown", "cafe", ""):
        with visit(chromium, server, bot, color_scheme=look, bypass_csp=True) as page:
            if bot:
                page.locator(".turn.bot").nth(1).wait_for()
            if bot == "cafe":
                to_the_date(page)
            picture(page, f"{bot or 'home'}-{look}")
            assert page.evaluate("document.documentElement.dataset.look") == look
            found = Axe().run(page).response["violations"]
            assert found == [], [(item["id"], [node["html"] for node in item["nodes"]]) for item in found]


def test_it_speaks_portuguese(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "cafe", locale="pt-BR", viewport={"width": 390, "height": 760}) as page:
        said(page, "What may I call you?")
        assert page.locator("html").get_attribute("lang") == "pt-BR"
        assert page.locator("#send").get_attribute("aria-label") == "Enviar"
        answer(page, "ana")
        page.get_by_role("button", name="Small").wait_for()
        answer(page, "outro")
        said(page, "Por favor, escolha uma opção")
        picture(page, "portuguese")


def test_a_theme_changes_the_look(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "cafe") as page:
        page.locator("#logo").wait_for()
        style = "getComputedStyle(document.documentElement).getPropertyValue"
        assert page.evaluate(f"{style}('--accent')") == "#8a2be2"
        page.wait_for_function(f"{style}('--border-radius').trim() === '7px'")
        assert page.evaluate(f"{style}('--evil')") == ""
    with visit(chromium, server, "shown") as page:
        answer(page, "dark")
        page.locator("html[data-look=dark]").wait_for()


def test_what_everybody_may_know_of_a_bot_is_no_more_than_its_look(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "cafe") as page:
        fields = page.evaluate("fetch('/api/bot/config?bot_name=cafe').then((answer) => answer.json())")
        assert fields == {
            "bot_name": "cafe", "public": True, "theme_title": "Café Um", "theme_color1": "#8a2be2", "dev": False,
            "bot_description": "Coffee & cake", "theme_logo": "/theme/cafe/logo.svg", "theme_sheet": "default",
            "upload_limit": 100000,
        }  # fmt: skip


def test_the_list_of_bots(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "") as page:
        assert page.locator("li b").all_inner_texts() == ["Café Um", "loop", "shown", "xss"]
        page.get_by_role("link", name="Café Um").click()
        said(page, "Welcome")


def test_a_bot_that_is_not_there(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "nobody") as page:
        page.get_by_text("There is no bot with this name.").first.wait_for()
        assert page.locator("#say").is_disabled()


def test_it_opens_on_a_page_of_another_site(chromium: Browser, server: Served) -> None:
    html = f'<title>Shop</title><h1>Shop</h1><script src="{server.address}/embed.js" data-bot="cafe"></script>'
    with web_server() as shop, visit(chromium, server, "") as page:
        shop.page("/shop", html)
        page.goto(f"{shop.url}/shop".replace("127.0.0.1", "localhost"))
        page.get_by_role("button", name="Chat").click()
        frame = page.frame_locator("iframe")
        frame.get_by_text("What may I call you?").wait_for()
        frame.locator("#typed").fill("ana")
        frame.locator("#typed").press("Enter")
        frame.get_by_text("Hello Ana.").wait_for()
        picture(page, "embedded")
        page.reload()
        page.get_by_role("button", name="Chat").click()
        frame.get_by_text("Hello Ana.").wait_for()
        assert frame.locator(".turn.me .bubble").all_inner_texts() == ["ana"]
        frame.locator("#say").press("Escape")
        page.locator("iframe").wait_for(state="hidden")


def test_it_opens_on_no_page_that_the_operator_does_not_name(chromium: Browser, server: Served) -> None:
    with web_server() as other, visit(chromium, server, "") as page:
        other.page("/other", f'<iframe src="{server.address}/cafe"></iframe>')
        page.goto(f"{other.url}/other")
        frame = next(frame for frame in page.frames if frame.parent_frame)
        assert frame.locator("#say").count() == 0


def test_an_answer_is_shown_while_it_is_written(chromium: Browser, server: Served) -> None:
    with visit(chromium, server, "shown") as page:
        said(page, "Title")
        shown = page.evaluate(
            """async () => {
                const { Log } = await import("/static/log.js");
                const root = document.createElement("div");
                root.append(document.createElement("button"));
                document.body.append(root);
                const log = new Log(root, {});
                const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                const text = () => root.querySelector(".bubble").innerHTML;
                log.delta({ content: "A **bo" });
                await drawn();
                const first = text();
                log.delta({ content: "ld** word" });
                await drawn();
                const second = text();
                log.bot({ content: "A **bold** word", seq: 3 });
                return [first, second, text(), root.querySelectorAll(".turn").length];
            }"""
        )
        whole = "<p>A <strong>bold</strong> word</p>"
        assert shown == ["<p>A **bo</p>", whole, whole, 1]


@pytest.mark.parametrize("piece", ["*a ", "**a", "_a ", "[a](", "![", "`a``", "> ", "- ", "| a ", "~~x", "#", "\\"])
def test_long_texts_are_shown(chromium: Browser, server: Served, piece: str) -> None:
    with visit(chromium, server, "shown") as page:
        said(page, "Title")
        for text in (piece * 20_000, (piece + "\n") * 5_000):
            page.evaluate("(text) => import('/static/markdown.js').then(({ markdown }) => markdown(text))", text)
