"""Turns under other conditions: nothing to commit, two processes on a port, neighbours that misbehave.

CPU time of the serving processes is the figure; waits are wall time beside a load from the same machine.
"""

from __future__ import annotations

import asyncio
import contextlib
import statistics
import tempfile
from collections.abc import Awaitable
from pathlib import Path

import aiohttp

from benchmarks.server.measure import CLIENTS, ROUNDS, Chat, Row, echoes, turns
from benchmarks.server.serving import Serving, ours, plain

HOSTILE = {
    "loops for ever": "HEAR x\nWHILE TRUE\n  n = n + 1\nWEND\n",
    "allocates for ever": 'HEAR x\ns = "x"\nWHILE TRUE\n  s = s + s\nWEND\n',
    "floods TALK": 'HEAR x\nWHILE TRUE\n  TALK "flood"\nWEND\n',
}
"""Bots that nobody should notice, by what they do once somebody speaks to them."""

VICTIMS, BULLIES, QUIET = 10, 4, 30
"""People with a good bot, people with one that misbehaves, and turns of each of the former."""


def measure() -> list[Row]:
    """Everything of this section."""
    return [*asyncio.run(_uncommitted()), *asyncio.run(_workers()), *asyncio.run(_bullied())]


async def _uncommitted() -> list[Row]:
    """A turn on a store in memory, beside a plain echo in the same rounds."""
    with tempfile.TemporaryDirectory() as folder, ours(Path(folder), "--forget") as serving, plain() as peer:
        async with _client() as client:
            chats = [await Chat.open(client, serving.address) for _ in range(CLIENTS)]
            found = [((await turns(serving, chats))[0], await echoes(client, peer)) for _ in range(ROUNDS)]
            await _leave(chats)
    return [
        ("WebSocket turn without commit, beside a plain echo", statistics.median(a / b for a, b in found), "x",
         "ceiling 2"),
        ("  server", statistics.median(a for a, _ in found) * 1e6, "us", "CPU a turn"),
    ]  # fmt: skip


async def _workers() -> list[Row]:
    """Turns in a second of one process and of two, the load on the same cores."""
    rows: list[Row] = []
    for count in (1, 2):
        with tempfile.TemporaryDirectory() as folder, ours(Path(folder), "--workers", str(count)) as serving:
            async with _client() as client:
                chats = [await Chat.open(client, serving.address) for _ in range(CLIENTS)]
                found = [await turns(serving, chats) for _ in range(3)]
                await _leave(chats)
        cpu, rate = (statistics.median(one[at] for one in found) for at in (0, 1))
        rows.append((f"  turns, --workers {count}", rate, "/s", f"{cpu * 1e6:,.0f} us CPU a turn; load beside it"))
    return rows


async def _bullied() -> list[Row]:
    """What people of a good bot wait while others do their worst, beside what they wait without them."""
    with tempfile.TemporaryDirectory() as folder:
        names = {what: f"bully{number}" for number, what in enumerate(HOSTILE)}
        bots = {name: HOSTILE[what] for what, name in names.items()}
        with ours(Path(folder), bots=bots) as serving:
            async with _client() as client:
                chats = [await Chat.open(client, serving.address) for _ in range(VICTIMS)]
                rows: list[Row] = []
                alone = await _p99(serving, chats)
                for what, name in names.items():
                    bullies = [asyncio.create_task(_bully(client, serving, name)) for _ in range(BULLIES)]
                    await asyncio.sleep(0.3)
                    rows.append((f"a bot that {what}: others' p99 beside none", await _p99(serving, chats) / alone,
                                 "x", "ceiling 2; wall time"))  # fmt: skip
                    for bully in bullies:
                        bully.cancel()
                    await asyncio.gather(*bullies, return_exceptions=True)
                await _leave(chats)
    return [("others' p99, nobody misbehaves", alone * 1e3, "ms", f"{VICTIMS} people; wall time"), *rows]


async def _p99(serving: Serving, chats: list[Chat]) -> float:
    """Seconds within which 99 of 100 turns are answered, of people who think a little in between."""

    async def talk(chat: Chat) -> list[float]:
        waits = []
        for _ in range(QUIET):
            waits.append(await chat.turn())
            await asyncio.sleep(0.02)
        return waits

    waits = sorted(wait for found in await asyncio.gather(*(talk(chat) for chat in chats)) for wait in found)
    return waits[len(waits) * 99 // 100]


async def _bully(client: aiohttp.ClientSession, serving: Serving, bot: str) -> None:
    """Speak to a bot again and again, whatever comes of it."""
    while True:
        with contextlib.suppress(aiohttp.ClientError, TypeError):
            chat = await Chat.open(client, serving.address, bot)
            await chat.socket.send_json({"content": "go", "id": "1"})
            await chat.until("fault")
            await chat.socket.close()


def _client() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))


async def _leave(chats: list[Chat]) -> None:
    closing: list[Awaitable[object]] = [chat.socket.close() for chat in chats]
    await asyncio.gather(*closing)
