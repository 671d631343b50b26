"""One row by its key, through the port and by the driver alone; and many conversations that read and write at once.

Ratios of one run count, never times: ``python -m benchmarks.data.calls``. Needs aiosqlite; PostgreSQL is started by the
fixture of the tests.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiosqlite
import asyncpg

from stdlib.adapters.database_postgres import PostgresStore
from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.functions.condition_tree import Call, Column, Compare, Literal
from stdlib.ports.database import Selection
from tests.servers.postgres import postgres_port

CALLS, ROUNDS, CONVERSATIONS = 400, 7, 1000


async def fastest(call: Callable[[int], Awaitable[Any]]) -> float:
    """Seconds of one call in the best round."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for number in range(CALLS):
            await call(number % 1000 + 1)
        best = min(best, (time.perf_counter() - started) / CALLS)
    return best


def by_key(number: int) -> Selection:
    """The row with this id."""
    return Selection("t", Compare("=", Column("id"), Literal(number)), limit=1)


async def fill(store: Any) -> Any:
    """A conversation's view of 1,000 rows."""
    database = store.database()
    await database.insert("t", [{"n": 0, "name": f"name {number}", "total": 1.5} for number in range(1000)])
    return database


async def contended(store: Any) -> str:
    """1,000 conversations each read a row and add one to it."""

    async def one() -> None:
        database = store.database()
        await database.find(by_key(1))
        await database.update(by_key(1), {"n": Call("+", (Column("n"), Literal(1)))})

    started = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(CONVERSATIONS)))
    found = (await store.database().find(by_key(1)))[0]["n"]
    return f"{found} of {CONVERSATIONS} updates kept, {time.perf_counter() - started:.1f} s"


async def sqlite(folder: Path) -> None:
    """SQLite: the port against aiosqlite."""
    store = SqliteStore(folder / "bot.db")
    database = await fill(store)
    async with aiosqlite.connect(folder / "bot.db") as driver:

        async def alone(number: int) -> Any:
            async with driver.execute("SELECT id, n, name, total FROM t WHERE id = ?", (number,)) as cursor:
                return await cursor.fetchone()

        ratio = await fastest(lambda number: database.find(by_key(number))) / await fastest(alone)
    print(f"sqlite: FIND by key {ratio:.2f} x aiosqlite; {await contended(store)}")
    store.close()


async def postgres() -> None:
    """PostgreSQL: the port against asyncpg."""
    name = uuid.uuid4().hex
    dsn = f"postgres://postgres@127.0.0.1:{postgres_port()}/postgres"
    store = PostgresStore(dsn, name)
    database = await fill(store)
    pool = await asyncpg.create_pool(dsn, server_settings={"search_path": f'"{name}"'})

    async def alone(number: int) -> Any:
        return await pool.fetchrow("SELECT id, n, name, total FROM t WHERE id = $1", number)

    ratio = await fastest(lambda number: database.find(by_key(number))) / await fastest(alone)
    await pool.close()
    print(f"postgres: FIND by key {ratio:.2f} x asyncpg; {await contended(store)}")
    await store.close()


if __name__ == "__main__":
    asyncio.run(sqlite(Path(tempfile.mkdtemp())))
    asyncio.run(postgres())
