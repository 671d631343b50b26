"""The memory port over SQLite: one file (or nothing but memory), write-ahead log, entries with an expiry time.

Statements run in the calling thread: they touch one row of a local file. Several processes may share the file.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import Any

import msgpack

from stdlib.encoding import pack, unpack
from stdlib.ports import Scope

_SCHEMA = """
CREATE TABLE IF NOT EXISTS memory (
    scope TEXT NOT NULL,
    owner TEXT NOT NULL,
    key TEXT NOT NULL COLLATE NOCASE,
    value BLOB NOT NULL,
    expires REAL,
    PRIMARY KEY (scope, owner, key)
)
"""
_LIVE = "(expires IS NULL OR expires > ?)"


class SqliteMemory:
    """``path`` is a file or ``:memory:``; ``clock`` gives seconds since 1970. Close it when done."""

    def __init__(self, path: str = ":memory:", clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._db = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def dump(self) -> bytes:
        """All live entries as bytes, for ``load``."""
        rows = self._db.execute(f"SELECT * FROM memory WHERE {_LIVE} ORDER BY rowid", (self._clock(),))
        packed: bytes = msgpack.packb(rows.fetchall(), use_bin_type=True)
        return packed

    def load(self, data: bytes) -> None:
        """Add the entries of ``dump``; ValueError when the bytes are something else."""
        try:
            self._db.executemany("INSERT OR REPLACE INTO memory VALUES (?, ?, ?, ?, ?)", msgpack.unpackb(data))
        except (ValueError, TypeError, sqlite3.Error) as error:
            raise ValueError(f"not the entries of a memory: {error}") from error

    async def get(self, scope: Scope, owner: str, key: str) -> Any:
        """The live value under ``key`` (any case), or None."""
        row = self._db.execute(
            f"SELECT value FROM memory WHERE scope = ? AND owner = ? AND key = ? AND {_LIVE}",
            (scope, owner, key, self._clock()),
        ).fetchone()
        return None if row is None else unpack(row[0])

    async def set(self, scope: Scope, owner: str, key: str, value: Any, ttl: float | None = None) -> None:
        """Store ``value`` for ``ttl`` seconds or for ever; None removes the entry."""
        if value is None:
            self._db.execute("DELETE FROM memory WHERE scope = ? AND owner = ? AND key = ?", (scope, owner, key))
            return
        expires = None if ttl is None else self._clock() + ttl
        self._db.execute("DELETE FROM memory WHERE expires <= ?", (self._clock(),))
        self._db.execute(
            "INSERT INTO memory VALUES (?, ?, ?, ?, ?) ON CONFLICT (scope, owner, key) "
            "DO UPDATE SET value = excluded.value, expires = excluded.expires",
            (scope, owner, key, pack(value), expires),
        )

    async def clear(self, scope: Scope, owner: str) -> int:
        """Remove all entries of ``owner``; gives how many there were, expired ones too."""
        return self._db.execute("DELETE FROM memory WHERE scope = ? AND owner = ?", (scope, owner)).rowcount

    async def entries(self, scope: Scope, owner: str) -> list[tuple[str, Any]]:
        """All live entries of ``owner``, oldest first."""
        rows = self._db.execute(
            f"SELECT key, value FROM memory WHERE scope = ? AND owner = ? AND {_LIVE} ORDER BY rowid",
            (scope, owner, self._clock()),
        )
        return [(key, unpack(value)) for key, value in rows]
