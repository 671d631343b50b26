"""One row by its key from BASIC, against the driver alone; and conversations that read and write at once.

SQLite against aiosqlite, PostgreSQL against asyncpg. The program runs as a host runs it, with the journal of its turn.
The CPU time of the database's own processes is counted on both sides.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiosqlite
import asyncpg

from benchmarks.loading.timing import Row
from compiler.api import compile_source
from stdlib.adapters.databases import Connections
from stdlib.adapters.journal_sql import SqlJournal
from stdlib.conversation import Conversation, Script, load_script
from stdlib.driver import Driver, Finished
from stdlib.effects import Effects
from stdlib.fakes import FixedEnvironment
from stdlib.ports import Ports
from stdlib.ports.journal import Saved
from tests.servers.postgres import postgres_dsn, postgres_store

FINDS, ROUNDS, CONVERSATIONS = 300, 9, 1000
PATIENCE = 600.0
"""Seconds that a conversation waits for its turn at the row that all of them change."""

_FIND = """
total = 0
FOR i = 1 TO finds
  row = FIND "t" WHERE id = i LIMIT 1
  total = total + row.total
NEXT
RETURN total
"""
_TURN = """
BEGIN TRANSACTION
row = FIND "counters" WHERE id = 1 LIMIT 1
SAVE "counters" WITH id AS 1, n AS row.n + 1
COMMIT
row = FIND "t" WHERE id = mine LIMIT 1
SAVE "visits" WITH who AS mine, seen AS row.name
"""


@dataclass
class Base:
    """A database with its peer: ``alone`` reads one row by its key with the driver only, ``pids`` are its processes."""

    connections: Connections
    database: Any
    alone: Callable[[int], Awaitable[Sequence[Any]]]
    pids: Sequence[int] = ()

    def used(self) -> int:
        """Nanoseconds of CPU time used so far, by this process and the database's own."""
        others = sum(int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in self.pids)
        return time.process_time_ns() + others


def script(source: str) -> Script:
    """A program ready to run."""
    program = compile_source(source).program
    assert program is not None, source
    return load_script(program)


async def converse(base: Base, program: Script, name: str, variables: dict[str, Any]) -> Any:
    """Run a program to its end as one turn of a conversation; gives what it returns."""
    env = FixedEnvironment()
    databases = base.connections.databases(env.now)
    effects = Effects(SqlJournal(await databases.open()), name, Saved(1))
    driver = Driver(
        Conversation.start(program, variables, env=env),
        Ports(databases=databases),
        env,
        session_id=name,
        effects=effects,
        timeout=PATIENCE,
    )
    outcome = await driver.run()
    await databases.close()
    assert isinstance(outcome, Finished), outcome
    return outcome.value


@asynccontextmanager
async def sqlite() -> AsyncIterator[Base]:
    """A file of SQLite, and aiosqlite on the same file."""
    from stdlib.adapters.database_sqlite import SqliteStore

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bot.db"
        connections = Connections(SqliteStore(path, timeout=PATIENCE))
        database = await _filled(connections)
        async with aiosqlite.connect(path) as driver:

            async def alone(number: int) -> Any:
                async with driver.execute("SELECT id, n, name, total FROM t WHERE id = ? LIMIT 1", (number,)) as cursor:
                    return await cursor.fetchone()

            yield Base(connections, database, alone)
        await connections.close()


@asynccontextmanager
async def postgres() -> AsyncIterator[Base]:
    """A schema of PostgreSQL, and asyncpg's pool on the same schema."""
    store = postgres_store()
    store.timeout = PATIENCE
    connections = Connections(store)
    database = await _filled(connections)
    pool = await asyncpg.create_pool(postgres_dsn(), server_settings={"search_path": f'"{store.schema}"'})

    async def alone(number: int) -> Any:
        return await pool.fetchrow("SELECT id, n, name, total FROM t WHERE id = $1 LIMIT 1", number)

    rows = await pool.fetch("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'")
    yield Base(connections, database, alone, [row[0] for row in rows])
    await pool.close()
    await connections.close()


async def _filled(connections: Connections) -> Any:
    database = await connections.databases().open()
    await database.insert("t", [{"n": 0, "name": f"name {at}", "total": 1.5} for at in range(CONVERSATIONS)])
    await database.insert("counters", [{"n": 0}])
    await database.insert("visits", [{"who": 0, "seen": ""}])
    return database


async def find_ratio(base: Base, finds: int, rounds: int) -> float:
    """CPU time of a program that finds one row after another, over the driver's; the median over the rounds."""
    program = script(_FIND)
    ratios = []
    for number in range(rounds + 1):
        started = base.used()
        found = await converse(base, program, f"find {number}", {"finds": finds})
        between = base.used()
        rows = [await base.alone(at + 1) for at in range(finds)]
        ratios.append((between - started) / (base.used() - between))
        if found != sum(row[3] for row in rows):
            raise ValueError(f"BASIC finds {found} in all")
    return statistics.median(ratios[1:])


async def crowd_rate(base: Base, count: int) -> float:
    """Conversations in a second when all of them read and change one row, and save one of their own, at once."""
    program = script(_TURN)
    started = time.perf_counter()
    await asyncio.gather(*(converse(base, program, f"turn {at}", {"mine": at + 1}) for at in range(count)))
    rate = count / (time.perf_counter() - started)
    counters = await base.database.sql("SELECT n FROM counters", [], {})
    visits = await base.database.sql("SELECT count(*) AS kept, count(DISTINCT who) AS who FROM visits", [], {})
    kept = [counters.rows[0]["n"], visits.rows[0]["kept"] - 1, visits.rows[0]["who"] - 1]
    if kept != [count] * 3:
        raise ValueError(f"{count} conversations, but these were kept: {kept}")
    return rate


async def _rows(name: str, peer: str, ceiling: float, base: Base, finds: int, rounds: int, crowd: int) -> list[Row]:
    return [
        (
            f"FIND of one row by its key, {name}, over {peer}",
            await find_ratio(base, finds, rounds),
            "x",
            f"ceiling {ceiling}",
        ),
        (f"{crowd} conversations FIND and SAVE at once, {name}", await crowd_rate(base, crowd), "/s", "no update lost"),
    ]


async def measured(finds: int, rounds: int, crowd: int) -> list[Row]:
    """Both databases."""
    async with sqlite() as base:
        found = await _rows("SQLite", "aiosqlite", 1.5, base, finds, rounds, crowd)
    async with postgres() as base:
        return found + await _rows("PostgreSQL", "asyncpg", 1.3, base, finds, rounds, crowd)


def measure() -> list[Row]:
    """FIND over the drivers, and the crowd's throughput (of the clock on the wall, the only such figure here)."""
    return asyncio.run(measured(FINDS, ROUNDS, CONVERSATIONS))
