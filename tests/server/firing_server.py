"""Two processes over one data folder that fire triggers and kill themselves. Started by ``test_firing_kills``.

For each line ``ROOT DATA NOW TICKS ONE TWO`` it forks two hosts whose clock stands at NOW. They die at the boundaries
ONE and TWO (0: never); who lives ends when there are TICKS rows of each kind. It answers with both exit statuses.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import server.conversations as conversations_module
import server.triggers.firing as firing_module
from stdlib.ports import KeywordFault
from tests.server.conversing import Hosted, hosted
from tests.server.crashing_server import dying_at

TABLES = ("ticks", "told", "copies")


async def count(host: Hosted, table: str) -> int:
    """Rows of a table of the bot; none when it is not there yet."""
    bot = host.bots.get("b")
    assert bot is not None
    async with bot.world.ports() as ports:
        assert ports.databases is not None
        try:
            found = await (await ports.databases.open()).sql(f"SELECT count(*) AS n FROM {table}", (), {})
        except KeywordFault:
            return 0
    return int(found.rows[0]["n"])


async def fire(root: Path, data: Path, now: float, ticks: int) -> None:
    """Fire until everything that is due has run."""
    began = time.monotonic()
    async with hosted(root, data, lambda: now + time.monotonic() - began) as host:
        await host.firing.start()
        while [await count(host, table) for table in TABLES] != [ticks] * len(TABLES):
            await asyncio.sleep(0.01)
            host.firing.wake()


def child(words: list[str], point: int) -> None:
    """One life."""
    conversations_module.MOST_ATTEMPTS = 1_000_000  # it is not the turns that end the process here
    firing_module.POLLS = tuple(replace(poll, seconds=0.0) for poll in firing_module.POLLS)
    if point:
        dying_at(point)
    root, data = Path(words[0]), Path(words[1])
    asyncio.run(asyncio.wait_for(fire(root, data, float(words[2]), int(words[3])), 60))


def main() -> None:
    """Fork twice for each line of the input."""
    for line in sys.stdin:
        words, pids = line.split(), []
        for point in words[4:]:
            pid = os.fork()
            if not pid:
                try:
                    child(words, int(point))
                    os._exit(0)
                except BaseException as error:
                    print(f"failed: {error!r}", file=sys.stderr, flush=True)
                    os._exit(1)
            pids.append(pid)
        print(*(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids), flush=True)


if __name__ == "__main__":
    main()
