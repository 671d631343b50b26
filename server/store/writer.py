"""The transactions of a SQLite file: jobs that wait together are one, so that a commit serves many.

Jobs run on the event loop, where a small statement costs less than a visit to a thread; only the commit, which waits
for the disk, is made by a thread. A job that fails is undone alone. Knows nothing of what is written; used by
``store.sqlite``.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], Any]
"""May run twice: when another job of its transaction fails, all of them are undone and run again."""

Outcome = tuple[Any, BaseException | None]
"""What a job gave, or how it failed."""

MOST = 64
"""Jobs in one transaction, and so how long others of the event loop may wait."""

PATIENCE = 10.0
"""Seconds to wait for another process that writes."""

PAUSE = 0.02
"""Seconds between two tries, the first ones less."""


def connect(path: str) -> sqlite3.Connection:
    """A connection in autocommit mode, durable at commit."""
    db = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE, check_same_thread=False, cached_statements=256)
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "trusted_schema = OFF",
        "foreign_keys = ON",
    ):
        db.execute(f"PRAGMA {pragma}")
    return db


@dataclass
class Transaction:
    """Jobs that run together, with what each gave or how it failed; ``failure`` is that of them all."""

    jobs: list[tuple[Job, asyncio.Future[Any]]]
    outcomes: list[Outcome]
    failure: BaseException | None = None

    def tell(self) -> None:
        """Let those who wait know."""
        for (_, future), (value, failed) in zip(self.jobs, self.outcomes, strict=True):
            if future.done():
                continue
            if (error := self.failure or failed) is not None:
                future.set_exception(error)
            else:
                future.set_result(value)


class Writer:
    """``commits`` and ``jobs`` count what was done. For one event loop at a time; ``close`` it when done."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.commits = self.jobs = 0
        self._db = db
        self._waiting: deque[tuple[Job, asyncio.Future[Any]]] = deque()
        self._busy = self._closed = False
        self._filled: SimpleQueue[tuple[Transaction, asyncio.AbstractEventLoop] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)
        db.execute("PRAGMA busy_timeout = 0")
        self._thread.start()

    def submit(self, job: Callable[[sqlite3.Connection], T]) -> asyncio.Future[T]:
        """The result of ``job``, once it is durable."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._waiting.append((job, future))
        if not self._busy:
            self._busy = True
            loop.call_soon(self._begin, loop, 0)
        return future

    def close(self) -> None:
        """Do what is queued, then stop."""
        self._filled.put(None)
        self._thread.join()
        self._closed = True
        self._db.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
        while self._waiting:
            transaction = self._fill()
            if transaction is not None:
                self._commit(transaction)
                transaction.tell()
        self._db.close()

    # ------------------------------------------------------------ on the event loop

    def _begin(self, loop: asyncio.AbstractEventLoop, tries: int) -> None:
        """Begin a transaction with what waits; a little later when another process has the file."""
        if self._closed:
            return
        transaction = self._fill(patient=tries * PAUSE < PATIENCE)
        if transaction is None:
            loop.call_later(min(PAUSE, 0.001 * (tries + 1)), self._begin, loop, tries + 1)
        elif transaction.failure is not None:
            self._ended(transaction, loop)
        else:
            self._filled.put((transaction, loop))

    def _ended(self, transaction: Transaction, loop: asyncio.AbstractEventLoop) -> None:
        """Tell what came of a transaction and begin the next."""
        transaction.tell()
        self._busy = bool(self._waiting)
        if self._busy:
            self._begin(loop, 0)

    def _fill(self, *, patient: bool = False) -> Transaction | None:
        """Run what waits in a transaction; None when another process has the file and one can be ``patient``."""
        db = self._db
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            if patient and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                return None
            refused = Transaction(list(self._waiting), [(None, None)] * len(self._waiting), error)
            self._waiting.clear()
            return refused
        batch = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
        try:
            return Transaction(batch, _run_all(db, [job for job, _ in batch]))
        except sqlite3.Error as error:
            if db.in_transaction:
                db.execute("ROLLBACK")
            return Transaction(batch, [(None, None)] * len(batch), error)

    # ------------------------------------------------------------ in the thread

    def _work(self) -> None:
        while (filled := self._filled.get()) is not None:
            transaction, loop = filled
            self._commit(transaction)
            with contextlib.suppress(RuntimeError):  # nobody is there any more
                loop.call_soon_threadsafe(self._ended, transaction, loop)

    def _commit(self, transaction: Transaction) -> None:
        """Make it durable."""
        try:
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            transaction.failure = error
        self.commits += 1
        self.jobs += len(transaction.jobs)


class Forgetful:
    """The same for a database in memory: nothing waits for a disk, so a job is done when it is submitted."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.commits = self.jobs = 0
        self._db = db

    def submit(self, job: Callable[[sqlite3.Connection], T]) -> asyncio.Future[T]:
        """The result of ``job``, which is there at once."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._db.execute("BEGIN")
        try:
            value = job(self._db)
        except Exception as error:
            self._db.execute("ROLLBACK")
            future.set_exception(error)
        else:
            self._db.execute("COMMIT")
            future.set_result(value)
        self.commits += 1
        self.jobs += 1
        return future

    def close(self) -> None:
        """Forget everything."""
        self._db.close()


def _run_all(db: sqlite3.Connection, jobs: list[Job]) -> list[Outcome]:
    """What jobs give within one transaction. When one fails all are run again, each so that it can be undone alone."""
    db.execute("SAVEPOINT jobs")
    try:
        return [(job(db), None) for job in jobs]
    except Exception:
        db.execute("ROLLBACK TO jobs")
        return [_run(db, job) for job in jobs]


def _run(db: sqlite3.Connection, job: Job) -> Outcome:
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
