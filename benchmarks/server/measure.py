"""Load on the server and on plain aiohttp in turns; the ratio of the CPU time that each serving process needs.

Wall time is information only: the load comes from the same machine.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.server.serving import METRICS, Serving, ours, plain

Row = tuple[str, float, str, str]
ROUNDS, READS, TURNS, CLIENTS = 5, 3_000, 2_000, 40


def measure() -> list[Row]:
    """Everything of this section."""
    with tempfile.TemporaryDirectory() as folder, ours(Path(folder)) as serving, plain() as peer:
        return asyncio.run(_measure(serving, peer))


async def _measure(serving: Serving, peer: Serving) -> list[Row]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:
        chats = [await Chat.open(client, serving.address) for _ in range(CLIENTS)]
        session, token = chats[0].session, chats[0].token
        headers = {"Authorization": f"Bearer {token}"}
        reads, echoed, ran, before = [], [], [], await commits(client, serving)
        for _ in range(ROUNDS):
            mine = await _cost(
                serving, READS, lambda: _get(client, f"{serving.address}/api/sessions/{session}", headers)
            )
            other = await _cost(peer, READS, lambda: _get(client, f"{peer.address}/read", {}))
            reads.append((mine, other))
            echoed.append(await echoes(client, peer))
            ran.append(await turns(serving, chats))
        each = (await commits(client, serving) - before) / (ROUNDS * TURNS)
        for chat in chats:
            await chat.socket.close()
    read = statistics.median(mine / other for mine, other in reads)
    turn = statistics.median(t[0] for t in ran)
    echo = statistics.median(echoed)
    waits = sorted(wait for t in ran for wait in t[2])
    return [
        ("REST read of a session, beside a plain JSON handler", read, "x", "ceiling 1.5"),
        ("  server", statistics.median(mine for mine, _ in reads) * 1e6, "us", "CPU"),
        ("  plain aiohttp", statistics.median(other for _, other in reads) * 1e6, "us", "CPU"),
        ("WebSocket turn with durable commit, beside a plain echo", turn / echo, "x", ""),
        ("  server", turn * 1e6, "us", "CPU a turn: HEAR, three statements, TALK"),
        ("  plain aiohttp echo", echo * 1e6, "us", "CPU a message"),
        (
            "  turns",
            statistics.median(t[1] for t in ran),
            "/s",
            f"{CLIENTS} people at once, load on the same machine",
        ),
        ("  answer, half of them within", waits[len(waits) // 2] * 1e3, "ms", "wall time, information"),
        ("  answer, 99 of 100 within", waits[len(waits) * 99 // 100] * 1e3, "ms", "wall time, information"),
        ("  commits a turn", each, "", "one commit serves whoever waits for it"),
    ]


async def _cost(serving: Serving, count: int, once: Any) -> float:
    """CPU seconds of the server for one of ``count`` requests, some at a time."""
    began = serving.cpu()
    left = iter(range(count))

    async def some() -> None:
        for _ in left:
            await once()

    await asyncio.gather(*(some() for _ in range(8)))
    return (serving.cpu() - began) / count


async def _get(client: aiohttp.ClientSession, url: str, headers: dict[str, str]) -> None:
    async with client.get(url, headers=headers) as answer:
        assert answer.status == 200
        await answer.read()


async def echoes(client: aiohttp.ClientSession, peer: Serving) -> float:
    """CPU seconds of a plain echo of a message."""
    sockets = [await client.ws_connect(f"{peer.address}/echo") for _ in range(CLIENTS)]
    began = peer.cpu()

    async def talk(socket: aiohttp.ClientWebSocketResponse) -> None:
        for _ in range(TURNS // CLIENTS * 5):
            await socket.send_str('{"content":"hello there","id":"a17"}')
            await socket.receive_str()

    await asyncio.gather(*(talk(socket) for socket in sockets))
    spent = (peer.cpu() - began) / (TURNS * 5)
    for socket in sockets:
        await socket.close()
    return spent


class Chat:
    """One person and a session."""

    def __init__(self, token: str, session: str, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.token, self.session, self.socket = token, session, socket
        self.said = 0

    @classmethod
    async def open(cls, client: aiohttp.ClientSession, address: str, bot: str = "bench") -> Chat:
        """A new one, when the bot asks."""
        client.cookie_jar.clear()
        async with client.get(f"{address}/api/auth") as answer:
            token = (await answer.json())["token"]
        client.cookie_jar.clear()
        socket = await client.ws_connect(f"{address}/ws/{bot}", headers={"Authorization": f"Bearer {token}"})
        session = (await socket.receive_json())["session_id"]
        chat = cls(token, session, socket)
        await chat.until("question")
        return chat

    async def until(self, kind: str) -> None:
        """Read until a frame of this kind."""
        while (await self.socket.receive_json()).get("type") != kind:
            pass

    async def turn(self) -> float:
        """Say something and wait for the next question; gives the seconds."""
        self.said += 1
        began = time.perf_counter()
        await self.socket.send_json({"content": f"hello {self.said}", "id": f"m{self.said}"})
        await self.until("question")
        return time.perf_counter() - began


async def turns(serving: Serving, chats: list[Chat]) -> tuple[float, float, list[float]]:
    """CPU seconds of the server for a turn, turns in a second, seconds of each answer."""
    cpu, began = serving.cpu(), time.perf_counter()

    async def talk(chat: Chat) -> list[float]:
        return [await chat.turn() for _ in range(TURNS // len(chats))]

    waits = [wait for found in await asyncio.gather(*(talk(chat) for chat in chats)) for wait in found]
    return (serving.cpu() - cpu) / len(waits), len(waits) / (time.perf_counter() - began), waits


async def commits(client: aiohttp.ClientSession, serving: Serving) -> float:
    """Transactions of the store until now."""
    headers = {"Authorization": f"Bearer {METRICS}"}
    async with client.get(f"{serving.address}/metrics", headers=headers) as answer:
        text = await answer.text()
    return float(text.partition("\nstore_commits ")[2].partition("\n")[0])
