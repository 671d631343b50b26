"""``gbc serve`` as a process: it answers over HTTP and WebSocket, survives ``kill -9``, and several workers are one."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.server.conversing import write_bot

ROOT = Path(__file__).parents[2]
BOT = 'TALK "hello"\nWHILE TRUE\nHEAR x\nn = n + 1\nTALK x + " " + n\nWEND\n'


class Served:
    """The command, running."""

    def __init__(self, folder: Path, *flags: str) -> None:
        self._command = [
            sys.executable, "-m", "gbc", "serve", str(folder / "bots"), "--data", str(folder / "data"), "--port", "0",
            "--drain-seconds", "3", *flags,
        ]  # fmt: skip
        self.process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True, env=env)
        assert process.stdout is not None
        address = re.search(r"http://[\d.]+:\d+", process.stdout.readline())
        assert address is not None
        self.address = address[0]
        return process

    def workers(self) -> list[int]:
        """Process ids of the workers."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in path.read_text().split()] if path.exists() else []

    def kill(self) -> None:
        """End at once, as a power failure would."""
        for pid in [*self.workers(), self.process.pid]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.communicate(timeout=20)

    def again(self) -> None:
        """Start it again."""
        self.process = self._start()

    def stop(self) -> int:
        """End it in order; gives the exit code."""
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=30)
        return self.process.returncode


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    write_bot(tmp_path / "bots", "b", {"start.bas": BOT})
    started: list[Served] = []

    def start(*flags: str) -> Served:
        started.append(Served(tmp_path, *flags))
        return started[-1]

    yield start
    for served in started:
        if served.process.poll() is None:
            served.kill()


class Person:
    """Somebody with a token."""

    def __init__(self, client: aiohttp.ClientSession, token: str) -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {token}"}
        self.session = ""

    @contextlib.asynccontextmanager
    async def connected(self, address: str, since: int | None = None) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """A socket to the session, a new one the first time."""
        query = {"session_id": self.session} if self.session else {}
        if since is not None:
            query["since"] = str(since)
        async with self.client.ws_connect(f"{address}/ws/b", params=query, headers=self.headers) as socket:
            self.session = (await socket.receive_json(timeout=20))["session_id"]
            yield socket


async def until(socket: aiohttp.ClientWebSocketResponse, text: str) -> dict[str, Any]:
    """The frame of the bot that says ``text``."""
    while True:
        frame: dict[str, Any] = await socket.receive_json(timeout=20)
        if frame.get("type") == "message" and frame["content"] == text:
            return frame


def run(address: str, work: Callable[[Person], Awaitable[None]]) -> None:
    """Run ``work`` for somebody new."""

    async def main() -> None:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as client:
            async with client.get(f"{address}/api/auth?bot_name=b") as answer:
                token = (await answer.json())["token"]
            await work(Person(client, token))

    asyncio.run(main())


def test_a_conversation_goes_on_after_kill_9(serve: Callable[..., Served]) -> None:
    served = serve()

    async def work(person: Person) -> None:
        async with person.connected(served.address) as socket:
            await until(socket, "hello")
            await socket.send_json({"content": "a", "id": "1"})
            seen = (await until(socket, "a 1"))["seq"]
        served.kill()
        served.again()
        async with person.connected(served.address, since=seen) as socket:
            await socket.send_json({"content": "a", "id": "1"})
            await socket.send_json({"content": "b", "id": "2"})
            while (frame := await socket.receive_json(timeout=20)).get("type") != "message":
                pass
            assert frame["content"] == "b 2"

    run(served.address, work)
    assert served.stop() == 0


def test_workers_show_one_conversation(serve: Callable[..., Served]) -> None:
    served = serve("--workers", "3")

    async def work(person: Person) -> None:
        async with contextlib.AsyncExitStack() as stack:
            sockets = [await stack.enter_async_context(person.connected(served.address, since=0)) for _ in range(6)]
            for number in range(1, 13):
                await sockets[number % 6].send_json({"content": f"m{number}", "id": str(number)})
            for socket in sockets:
                seen: list[int] = []
                texts: list[str] = []
                while not texts or not texts[-1].endswith(" 12"):
                    frame = await socket.receive_json(timeout=20)
                    if "seq" in frame and frame.get("type") != "connected":
                        seen.append(frame["seq"])
                    if frame.get("type") == "message":
                        texts.append(frame["content"])
                assert seen == list(range(1, len(seen) + 1))
                assert [text.split()[1] for text in texts[1:]] == [str(number) for number in range(1, 13)]

    run(served.address, work)
    assert served.stop() == 0


def test_a_worker_that_dies_is_replaced_and_its_turn_taken_over(serve: Callable[..., Served]) -> None:
    served = serve("--workers", "2")

    async def work(person: Person) -> None:
        async with person.connected(served.address) as socket:
            await until(socket, "hello")
        for pid in served.workers():
            os.kill(pid, signal.SIGKILL)
        while served.process.poll() is None:
            with contextlib.suppress(aiohttp.ClientError):
                async with person.connected(served.address, since=0) as socket:
                    await socket.send_json({"content": "x", "id": "1"})
                    await until(socket, "x 1")
                    return
            await asyncio.sleep(0.05)

    run(served.address, work)
    assert len(served.workers()) == 2
    assert served.stop() == 0


def test_an_address_in_use_is_said_in_one_sentence(serve: Callable[..., Served], tmp_path: Path) -> None:
    served = serve()
    port = served.address.rpartition(":")[2]
    command = [sys.executable, "-m", "gbc", "serve", str(tmp_path / "bots"), "--port", port]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"gbc serve: 127.0.0.1:{port} cannot be listened on: ")
