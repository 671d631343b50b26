"""Jobs of a SQLite file: together in one commit, undone alone, and in turn with another process."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from server.store import writer as module
from server.store.writer import MOST, Writer, connect


def add(number: int) -> Any:
    return lambda db: db.execute("INSERT INTO t VALUES (?)", (number,)).rowcount


def kept(file: Path) -> list[int]:
    db = connect(str(file))
    try:
        return [number for (number,) in db.execute("SELECT n FROM t ORDER BY n")]
    finally:
        db.close()


@asynccontextmanager
async def writing(file: Path) -> AsyncIterator[Writer]:
    db = connect(str(file))
    db.execute("CREATE TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY)")
    db.execute("CREATE TABLE IF NOT EXISTS c (n INTEGER REFERENCES t DEFERRABLE INITIALLY DEFERRED)")
    writer = Writer(db)
    try:
        yield writer
    finally:
        writer.close()


def test_jobs_that_wait_together_are_one_commit(tmp_path: Path) -> None:
    async def work() -> None:
        async with writing(tmp_path / "t.db") as writer:
            assert await asyncio.gather(*(writer.submit(add(n)) for n in range(MOST))) == [1] * MOST
            assert (writer.commits, writer.jobs) == (1, MOST)
            await asyncio.gather(*(writer.submit(add(MOST + n)) for n in range(MOST + 1)))
            assert (writer.commits, writer.jobs) == (3, 2 * MOST + 1)

    asyncio.run(work())
    assert kept(tmp_path / "t.db") == list(range(2 * MOST + 1))


def test_a_job_that_fails_is_undone_alone(tmp_path: Path) -> None:
    def fails(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO t VALUES (7)")
        raise KeyError("seven")

    async def work() -> None:
        async with writing(tmp_path / "t.db") as writer:
            jobs = [writer.submit(add(1)), writer.submit(fails), writer.submit(add(1)), writer.submit(add(2))]
            found = await asyncio.gather(*jobs, return_exceptions=True)
            assert [type(item) for item in found] == [int, KeyError, sqlite3.IntegrityError, int]
            assert writer.commits == 1

    asyncio.run(work())
    assert kept(tmp_path / "t.db") == [1, 2]


def test_a_commit_that_fails_fails_all_its_jobs_and_no_others(tmp_path: Path) -> None:
    async def work() -> None:
        async with writing(tmp_path / "t.db") as writer:
            orphan = writer.submit(lambda db: db.execute("INSERT INTO c VALUES (9)").rowcount)
            found = await asyncio.gather(orphan, writer.submit(add(1)), return_exceptions=True)
            assert [type(item) for item in found] == [sqlite3.IntegrityError] * 2
            assert await writer.submit(add(2)) == 1

    asyncio.run(work())
    assert kept(tmp_path / "t.db") == [2]


def test_what_is_queued_is_done_before_the_end(tmp_path: Path) -> None:
    async def work() -> None:
        async with writing(tmp_path / "t.db") as writer:
            await writer.submit(add(1))
            jobs = [writer.submit(add(n)) for n in range(2, MOST + 10)]
        await asyncio.gather(*jobs)

    asyncio.run(work())
    assert kept(tmp_path / "t.db") == list(range(1, MOST + 10))


def test_another_process_is_waited_for_without_holding_the_loop(tmp_path: Path) -> None:
    async def work() -> None:
        async with writing(tmp_path / "t.db") as writer:
            other = connect(str(tmp_path / "t.db"))
            other.execute("BEGIN IMMEDIATE")
            job = writer.submit(add(1))
            for _ in range(5):
                await asyncio.sleep(0.002)
            assert not job.done()
            other.execute("COMMIT")
            other.close()
            assert await job == 1

    asyncio.run(work())


def test_one_that_never_ends_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.1)

    async def work() -> None:
        async with writing(tmp_path / "t.db") as writer:
            other = connect(str(tmp_path / "t.db"))
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                await writer.submit(add(1))
            other.execute("ROLLBACK")
            other.close()
            assert await writer.submit(add(2)) == 1

    asyncio.run(work())
    assert kept(tmp_path / "t.db") == [2]
