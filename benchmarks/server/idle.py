"""10,000 connections that do nothing: the memory of the server for each. The clients are a process of their own.

``python -m benchmarks.server.idle ADDRESS COUNT`` opens them, says so, and closes them when its input ends.
"""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import aiohttp

from benchmarks.server.measure import Chat, Row
from benchmarks.server.serving import ROOT, ours

COUNT = 10_000
AT_ONCE = 50
FILES = COUNT + 1_000


def measure() -> list[Row]:
    """KiB a connection."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < FILES:
        raise RuntimeError(f"{COUNT:,} connections need ulimit -n {FILES}, and {most} is the most here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, most))
    with tempfile.TemporaryDirectory() as folder, ours(Path(folder)) as serving:
        before = serving.memory()
        command = [sys.executable, "-m", "benchmarks.server.idle", serving.address, str(COUNT)]
        with subprocess.Popen(command, stdin=-1, stdout=-1, text=True, cwd=ROOT) as clients:
            assert clients.stdout is not None
            assert clients.stdin is not None
            if clients.stdout.readline() != "open\n":
                raise RuntimeError("the connections could not be opened")
            each = (serving.memory() - before) / COUNT / 1024
            clients.stdin.close()
    return [("idle connection", each, "KiB", f"{COUNT:,} of them, each with a session; memory that is not files")]


async def _hold(address: str, count: int) -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:
        left = iter(range(count))
        chats: list[Chat] = []

        async def some() -> None:
            for _ in left:
                chats.append(await Chat.open(client, address))

        await asyncio.gather(*(some() for _ in range(AT_ONCE)))
        print("open", flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_hold(sys.argv[1], int(sys.argv[2])))
