"""A WebSocket is closed when its owner may no longer have it, also when another process ended the login."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import WSMsgType

from server import keys
from server.evicting import ENDED
from tests.server.conversing import write_bot
from tests.server.talking import Person, Served, served

Change = Callable[[Served, Person, str], Awaitable[object]]


async def log_out(server: Served, person: Person, id: str) -> None:
    assert (await person.post("/api/auth/logout")).status == 200


async def disable(server: Served, person: Person, id: str) -> None:
    await server.app[keys.PEOPLE].change(id, "", disabled=True)


async def take_roles(server: Served, person: Person, id: str) -> None:
    await server.app[keys.PEOPLE].change(id, "", roles=frozenset({"user"}))


async def closed_with(socket: Any) -> int | None:
    """The code that the socket is closed with; frames before that are not looked at."""
    while (await socket.receive(timeout=30)).type not in (WSMsgType.CLOSE, WSMsgType.CLOSED):
        pass
    code: int | None = socket.close_code
    return code


def go(tmp_path: Path, work: Callable[[Served], Awaitable[None]], config: str = "") -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": 'TALK "hello"\nHEAR x\nTALK "you said " + x\n'}, config)

    async def run() -> None:
        async with served(tmp_path / "bots", tmp_path / "data") as server:
            await work(server)

    asyncio.run(run())


@pytest.mark.parametrize(
    ("path", "change"),
    [("/ws/b", log_out), ("/ws/b", disable), ("/ws/attendant", log_out), ("/ws/attendant", take_roles)],
)
def test_it_ends_with_the_login_and_the_role(tmp_path: Path, path: str, change: Change) -> None:
    async def work(server: Served) -> None:
        ann, bob = await server.person("attendant", name="ann"), await server.person("attendant", name="bob")
        async with ann.connect(path) as ended, bob.connect("/ws/b") as going:
            await change(server, ann, server.principal(ann).user)
            assert await closed_with(ended) == ENDED
            await going.send_json({"content": "x"})
            while (await going.receive_json(timeout=30)).get("content") != "you said x":
                pass

    go(tmp_path, work)


def test_a_role_less_changes_nothing_of_a_chat(tmp_path: Path) -> None:
    async def work(server: Served) -> None:
        ann = await server.person("attendant")
        async with ann.connect("/ws/b") as chat, ann.connect("/ws/attendant") as desk:
            await take_roles(server, ann, server.principal(ann).user)
            assert await closed_with(desk) == ENDED
            await chat.send_json({"content": "x"})
            while (await chat.receive_json(timeout=30)).get("content") != "you said x":
                pass

    go(tmp_path, work)


def test_a_guest_leaves_a_bot_that_is_no_longer_public(tmp_path: Path) -> None:
    async def work(server: Served) -> None:
        guest = await server.guest()
        async with guest.connect("/ws/b") as socket:
            write_bot(tmp_path / "bots", "b", {}, "public,false\n")
            bot = server.app[keys.BOTS].get("b")
            assert bot is not None
            await bot.refresh()
            assert await closed_with(socket) == ENDED

    go(tmp_path, work)
