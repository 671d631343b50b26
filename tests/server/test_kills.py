"""``kill -9`` at boundaries of effects, hundreds of times: no message is lost, doubled or out of order.

Each round hosts the same conversations again in a fresh process that dies at a random boundary; in the end the log, the
bot's own rows and its memory are those of conversations that nothing disturbed.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.store.port import Status
from stdlib.encoding import unpack
from stdlib.ports import Scope
from tests.server.conversing import hosted, write_bot
from tests.server.nursery import Nursery

KILLS = int(os.environ.get("GBC_KILLS", "500"))
PER_ROUND = 25
SESSIONS, MESSAGES = 3, 8
BOT = """
WHILE i < 1000
  HEAR x
  i = i + 1
  INSERT "log", {who: GET("user.id"), n: i, said: x}
  SET USER MEMORY "n", VAL(GET USER MEMORY("n")) + 1
  TALK x + " is " + i
WEND
"""


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    made = Nursery("crashing_server.py")
    yield made
    made.close()


@pytest.mark.parametrize("seed", range(max(1, KILLS // PER_ROUND)))
def test_nothing_is_lost_doubled_or_reordered(seed: int, nursery: Nursery, tmp_path: Path) -> None:
    root, data = tmp_path / "bots", tmp_path / "data"
    write_bot(root, "b", {"start.bas": BOT})
    chance = random.Random(seed)
    kills = 0
    while kills < PER_ROUND:
        ended = nursery.life(root, data, SESSIONS, MESSAGES + kills, chance.randint(1, 60))
        assert ended in (0, -signal.SIGKILL)
        kills += ended == -signal.SIGKILL
    messages = MESSAGES + kills
    assert nursery.life(root, data, SESSIONS, messages, 0) == 0
    asyncio.run(check(root, data, messages))


def test_a_turn_that_ends_its_process_is_set_aside_and_the_others_go_on(nursery: Nursery, tmp_path: Path) -> None:
    root, data = tmp_path / "bots", tmp_path / "data"
    write_bot(root, "b", {"start.bas": BOT})
    lives = [nursery.life(root, data, 6, 2, -1)]
    while lives[-1] == -signal.SIGKILL and len(lives) < 20:
        lives.append(nursery.life(root, data, 6, 2, -1))
    assert lives[-1] == 0
    assert len(lives) <= 5

    async def look() -> None:
        async with hosted(root, data) as host:
            for number in range(6):
                (session,) = await host.store.sessions("b", f"u{number}", 5)
                assert (session.status == Status.PARKED) == (number == 0)
                assert await host.said(session.id) == ([] if number == 0 else ["m1 is 1", "m2 is 2"])
            (poison,) = await host.store.sessions("b", "u0", 5)
            assert (await host.log(poison.id))[-1].kind == "parked"

    asyncio.run(look())


async def check(root: Path, data: Path, messages: int) -> None:
    """Everything is as if nothing had happened."""
    acked = {tuple(line.split()) for line in (data / "acked").read_text().splitlines()}
    async with hosted(root, data) as host:
        for user in (f"u{number}" for number in range(SESSIONS)):
            (session,) = await host.store.sessions("b", user, 5)
            log = await host.log(session.id)
            assert [event.seq for event in log] == list(range(1, len(log) + 1))
            assert [e.body["external"] for e in log if e.kind == "user"] == [f"m{n}" for n in range(1, messages + 1)]
            assert await host.said(session.id) == [f"m{n} is {n}" for n in range(1, messages + 1)]
            ((_, value),) = await host.store.memory(Scope.USER, user)
            assert unpack(value) == messages
            assert {e.kind for e in log} <= {"user", "talk", "hear"}
            assert {id for who, id in acked if who == user} <= {f"m{n}" for n in range(1, messages + 1)}
        bot = host.bots.get("b")
        assert bot is not None
        async with bot.world.ports() as ports:
            assert ports.databases is not None
            rows = (
                await (await ports.databases.open()).sql("SELECT who, n, said FROM log ORDER BY who, n", (), {})
            ).rows
        expected = [(f"u{user}", n, f"m{n}") for user in range(SESSIONS) for n in range(1, messages + 1)]
        assert [tuple(row.values()) for row in rows] == expected
