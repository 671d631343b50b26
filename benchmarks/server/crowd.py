"""100,000 sessions that wait: what they weigh in the server, and how soon it answers the first after ``kill -9``.

The rows are copies of a real one, put into the store's file while nobody serves it.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
import tempfile
import time
from pathlib import Path

import aiohttp

from benchmarks.server.measure import Chat
from benchmarks.server.serving import Serving, ours

CROWD = 100_000
Row = tuple[str, float, str, str]


def measure() -> list[Row]:
    """Memory without and with the crowd, and the first answer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with ours(folder) as serving:
            chat = asyncio.run(_talk(serving))
            alone = serving.memory()
        _crowd(folder / "data" / "server.db")
        with ours(folder) as serving:
            asyncio.run(_talk(serving, chat))
            crowded = serving.memory()
            with contextlib.suppress(ProcessLookupError):
                os.kill(serving.process.pid, signal.SIGKILL)
            serving.process.wait()
        began = time.perf_counter()
        with ours(folder) as serving:
            asyncio.run(_talk(serving, chat))
            answered = time.perf_counter() - began
            after = serving.memory()
        size = (folder / "data" / "server.db").stat().st_size
    return [
        (f"{CROWD:,} waiting sessions, beside none", (crowded - alone) / 2**20, "MiB", "memory; ceiling 50"),
        ("  after kill -9 and the first turn", (after - alone) / 2**20, "MiB", "memory"),
        ("  on disk", size / CROWD, "bytes", "a session, its messages included"),
        ("first answer after kill -9", answered, "s", "wall time with the start of the process; ceiling 5"),
    ]


async def _talk(serving: Serving, known: Chat | None = None) -> Chat:
    """One turn, of a new session or of one that waits."""
    async with aiohttp.ClientSession() as client:
        if known is None:
            chat = await Chat.open(client, serving.address)
        else:
            headers = {"Authorization": f"Bearer {known.token}"}
            address = f"{serving.address}/ws/bench?session_id={known.session}"
            socket = await client.ws_connect(address, headers=headers)
            await socket.receive_json()
            chat = Chat(known.token, known.session, socket)
            chat.said = known.said
        await chat.turn()
        await chat.socket.close()
        return chat


def _crowd(file: Path) -> None:
    """Copy the one session and its log."""
    db = sqlite3.connect(file)
    columns = [row[1] for row in db.execute("PRAGMA table_info(sessions)")]
    (id,) = db.execute("SELECT id FROM sessions").fetchone()
    others = ", ".join(column for column in columns if column != "id")
    with db:
        db.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {CROWD}) "
            f"INSERT INTO sessions (id, {others}) SELECT 'copy' || i, {others} FROM sessions, n WHERE id = ?",
            (id,),
        )
        db.execute(
            "INSERT INTO events (session, seq, kind, body, at) SELECT s.id, e.seq, e.kind, e.body, e.at "
            "FROM sessions s, events e WHERE s.id LIKE 'copy%' AND e.session = ?",
            (id,),
        )
    db.close()
