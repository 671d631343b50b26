"""Files that people send and bots give: limits on both sides, and nobody else's files."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from server import uploads
from server.app import create_app
from server.settings import Settings
from server.uploads import MOST_AT_ONCE, MOST_FILES, harmless
from tests.server.conversing import write_bot

LIMIT = 5000
BOT = """HEAR f AS FILE
TALK READ(f.url)
WRITE "made/a b.txt", "made by the bot"
SEND FILE "made/a b.txt", "here"
HEAR x
"""


class Guest:
    """Somebody with a token of their own."""

    def __init__(self, address: str, client: aiohttp.ClientSession) -> None:
        self.address = address
        self.client = client
        self.session = ""

    async def begin(self) -> Guest:
        async with self.client.get(f"{self.address}/api/auth") as answer:
            token = (await answer.json())["token"]
        self.headers = {"Authorization": f"Bearer {token}"}
        status, found = await self.ask("POST", "/api/sessions", json={"bot_name": "b"})
        assert status == 201
        self.session = found["session_id"]
        return self

    async def ask(self, method: str, path: str, **options: Any) -> tuple[int, Any]:
        async with self.client.request(method, self.address + path, headers=self.headers, **options) as answer:
            json = answer.content_type == "application/json"
            return answer.status, await answer.json() if json else await answer.read()

    async def send(self, content: bytes, name: str = "a.txt", session: str = "") -> tuple[int, Any]:
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("file", content, filename=name, content_type="text/html")
        return await self.ask("POST", f"/api/files/b?session_id={session or self.session}", data=form)

    async def say(self, **message: Any) -> int:
        return (await self.ask("POST", f"/api/sessions/{self.session}/messages", json=message))[0]

    async def frames(self, until: str) -> list[Any]:
        """The history when it has a message with this text."""
        for _ in range(2000):
            frames = (await self.ask("GET", f"/api/sessions/{self.session}/history"))[1]["data"]
            if any(frame.get("content") == until for frame in frames):
                return list(frames)
            await asyncio.sleep(0.005)
        raise AssertionError(f"nobody said {until}: {frames}")


@asynccontextmanager
async def hosting(tmp_path: Path) -> AsyncIterator[Callable[[], Awaitable[Guest]]]:
    write_bot(tmp_path / "bots", "b", {"start.bas": BOT})
    app = create_app(Settings(data=str(tmp_path / "data"), upload_limit=LIMIT), tmp_path / "bots")
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as client:
        address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield lambda: Guest(address, client).begin()
        finally:
            await runner.cleanup()


def test_a_file_goes_to_the_program_and_back_to_its_owner_alone(tmp_path: Path) -> None:
    async def work() -> None:
        async with hosting(tmp_path) as guest:
            ann, bob = await guest(), await guest()
            status, file = await ann.send(b"secret plans", "../../plans.html")
            assert (status, file["name"], file["type"], file["size"]) == (201, "plans.html", "text/html", 12)
            assert await ann.say(content="", attachments=[file["url"]]) == 202
            frames = await ann.frames("secret plans")
            assert next(f for f in frames if f["type"] == "user")["attachments"][0]["url"] == file["url"]
            assert await ann.ask("GET", file["url"]) == (200, b"secret plans")
            assert (await bob.ask("GET", file["url"]))[0] == 404
            assert (await bob.send(b"x", session=ann.session))[0] == 404
            assert await bob.say(content="", attachments=[file["url"]]) == 400
            for path in ("..%2f..%2fserver.db", "%2e%2e", "nothing.txt"):
                assert (await ann.ask("GET", f"/api/files/b/{ann.session}/x/{path}"))[0] == 404

    asyncio.run(work())


def test_a_file_is_never_a_page(tmp_path: Path) -> None:
    async def work() -> None:
        async with hosting(tmp_path) as guest:
            ann = await guest()
            for name, type in (
                ("a.html", "application/octet-stream"),
                ("a.svg", "application/octet-stream"),
                ("a.png", "image/png"),
            ):
                _, file = await ann.send(b"<script>1</script>", name)
                async with ann.client.get(ann.address + file["url"], headers=ann.headers) as answer:
                    assert answer.content_type == type
                    assert answer.headers["X-Content-Type-Options"] == "nosniff"
                    assert "sandbox" in answer.headers["Content-Security-Policy"]
                    assert answer.headers["Content-Disposition"].startswith(
                        "inline" if name == "a.png" else "attachment"
                    )

    asyncio.run(work())


def test_a_file_of_the_bot_is_fetched_by_its_address(tmp_path: Path) -> None:
    async def work() -> None:
        async with hosting(tmp_path) as guest:
            ann, bob = await guest(), await guest()
            _, file = await ann.send(b"x")
            await ann.say(content="", attachments=[file["url"]])
            frames = await ann.frames("here")
            (given,) = next(f for f in frames if f.get("content") == "here")["attachments"]
            assert given["name"] == "a b.txt"
            assert await bob.ask("GET", given["url"]) == (200, b"made by the bot")
            for changed in (
                re.sub("signature=.", "signature=0", given["url"]),
                given["url"].replace("made/", "uploads/"),
            ):
                if changed != given["url"]:
                    assert (await bob.ask("GET", changed))[0] == 404
            assert (await bob.ask("GET", given["url"].partition("?")[0]))[0] == 404

    asyncio.run(work())


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        async with hosting(tmp_path) as guest:
            ann = await guest()
            assert (await ann.send(b"x" * LIMIT))[0] == 201
            status, body = await ann.send(b"x" * (LIMIT + 1))
            assert (status, body["error"]) == (413, "too_large")
            url = (await ann.send(b"y"))[1]["url"]
            assert await ann.say(content="", attachments=[url] * (MOST_AT_ONCE + 1)) == 400
            assert await ann.say(content="", attachments=[url] * MOST_AT_ONCE) == 202
            assert await ann.say(content="", attachments="x") == 400
            assert (await ann.ask("POST", f"/api/files/b?session_id={ann.session}", data=b"x"))[0] == 415
            monkeypatch.setattr(uploads, "MOST_FILES", 3)
            assert (await ann.send(b"z"))[0] == 201
            status, body = await ann.send(b"z")
            assert (status, body["error"]) == (409, "too_many_files")

    assert MOST_FILES == 200
    asyncio.run(work())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", "a.txt"), ("../../etc/passwd", "passwd"), ("C:\\x\\b.pdf", "b.pdf"), ("", "file"), ("...", "file"),
        ("<img src=x>.png", "_img src=x_.png"), ("a\u0000b\n.txt", "a_b_.txt"), ("con.txt", "file-con.txt"),
        ("x" * 300 + ".txt", "x" * 60 + ".txt"), ("ação.txt", "ação.txt"), (" .hidden ", "hidden"),
    ],
)  # fmt: skip
def test_a_name_is_made_harmless(name: str, expected: str) -> None:
    assert harmless(name) == expected
