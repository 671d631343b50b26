"""``kill -9`` while triggers fire, with two processes on one database: each occurrence runs once.

A schedule inserts a row and publishes an event; the event and the row each start a program that inserts one more.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.conversing import hosted, write_bot
from tests.server.firing_server import TABLES
from tests.server.nursery import Nursery

KILLS = int(os.environ.get("GBC_KILLS", "500")) // 25
MIDNIGHT = 1795478400.0
SCRIPTS = {
    "start.bas": 'TALK "hello"\n',
    "tick.bas": 'SET SCHEDULE "* * * * *"\nINSERT "ticks", {due: event.due}\nPUBLISH EVENT "tick", {due: event.due}\n',
    "told.bas": 'ON EVENT "tick" DO\n  INSERT "told", {due: event.due}\nEND ON\nON INSERT OF "ticks"\n',
    "ticks_insert.bas": 'INSERT "copies", {due: trigger.new_data.due}\n',
}


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    made = Nursery("firing_server.py")
    yield made
    made.close()


async def dues(root: Path, data: Path, minutes: int) -> list[list[float]]:
    """The times that each table was told of, in the order of its rows."""
    async with hosted(root, data, lambda: MIDNIGHT + 60 * minutes + 30) as host:
        bot = host.bots.get("b")
        assert bot is not None
        async with bot.world.ports() as ports:
            assert ports.databases is not None
            database = await ports.databases.open()
            found = [await database.sql(f"SELECT due FROM {table} ORDER BY due", (), {}) for table in TABLES]
    return [[float(row["due"]) for row in rows.rows] for rows in found]


def test_each_occurrence_runs_once_whoever_dies(nursery: Nursery, tmp_path: Path) -> None:
    root, data = tmp_path / "bots", tmp_path / "data"
    write_bot(root, "b", SCRIPTS, "schedule-catch-up,all\n")
    assert nursery.lives(root, data, MIDNIGHT + 1, 0, 0) == [0], "published before the first minute"
    chance, minute, kills = random.Random(7), 0, 0
    while kills < KILLS:
        minute += 1
        points = [chance.randint(1, 60), chance.choice([0, chance.randint(1, 60)])]
        ended = nursery.lives(root, data, MIDNIGHT + 60 * minute + 1, minute, *points)
        assert set(ended) <= {0, -signal.SIGKILL}
        kills += ended.count(-signal.SIGKILL)
    minute += 1
    assert nursery.lives(root, data, MIDNIGHT + 60 * minute + 1, minute, 0, 0) == [0, 0]
    wanted = [MIDNIGHT + 60 * number for number in range(1, minute + 1)]
    assert asyncio.run(dues(root, data, minute)) == [wanted] * len(TABLES)
