"""One thread that writes to a SQLite file: jobs that wait together are one transaction, so that a commit serves many.

Each job is undone alone when it fails. Knows nothing of what is written; used by ``store.sqlite``.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], Any]

MOST = 500
"""Jobs in one transaction."""


def connect(path: str) -> sqlite3.Connection:
    """A connection in autocommit mode, durable at commit."""
    db = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False, cached_statements=256)
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "busy_timeout = 10000",
        "trusted_schema = OFF",
        "foreign_keys = ON",
    ):
        db.execute(f"PRAGMA {pragma}")
    return db


class Writer:
    """``commits`` and ``jobs`` count what was done. ``close`` it when done."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.commits = self.jobs = 0
        self._db = db
        self._queue: SimpleQueue[tuple[Job, asyncio.Future[Any], asyncio.AbstractEventLoop] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[sqlite3.Connection], T]) -> asyncio.Future[T]:
        """The result of ``job``, once it is durable."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._queue.put((job, future, loop))
        return future

    def close(self) -> None:
        """Do what is queued, then stop."""
        self._queue.put(None)
        self._thread.join()
        self._db.close()

    def _work(self) -> None:
        while (first := self._queue.get()) is not None:
            batch, ended = [first], False
            while len(batch) < MOST and not self._queue.empty():
                item = self._queue.get()
                if item is None:
                    ended = True
                    break
                batch.append(item)
            self._commit(batch)
            if ended:
                return

    def _commit(self, batch: list[tuple[Job, asyncio.Future[Any], asyncio.AbstractEventLoop]]) -> None:
        db = self._db
        results: list[tuple[Any, BaseException | None]]
        try:
            db.execute("BEGIN IMMEDIATE")
            results = [_run(db, job) for job, _, _ in batch]
            db.execute("COMMIT")
        except sqlite3.Error as error:
            if db.in_transaction:
                db.execute("ROLLBACK")
            results = [(None, error)] * len(batch)
        self.commits += 1
        self.jobs += len(batch)
        told: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], Any, BaseException | None]]] = {}
        for (_, future, loop), (value, failure) in zip(batch, results, strict=True):
            told.setdefault(loop, []).append((future, value, failure))
        for loop, outcomes in told.items():
            if not loop.is_closed():
                loop.call_soon_threadsafe(_tell, outcomes)


def _run(db: sqlite3.Connection, job: Job) -> tuple[Any, BaseException | None]:
    """One job within the transaction; an exception undoes it alone."""
    db.execute("SAVEPOINT job")
    try:
        value = job(db)
    except Exception as error:
        db.execute("ROLLBACK TO job")
        db.execute("RELEASE job")
        return None, error
    db.execute("RELEASE job")
    return value, None


def _tell(outcomes: list[tuple[asyncio.Future[Any], Any, BaseException | None]]) -> None:
    for future, value, failure in outcomes:
        if future.done():
            continue
        if failure is not None:
            future.set_exception(failure)
        else:
            future.set_result(value)
