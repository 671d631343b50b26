"""The audit log: who did or was refused what, each record bound to the one before by its hash. Nothing is ever changed.

``append`` runs within a job of the store's writer, so that a record stands or falls with what it tells of. ``verify``
finds a record that was changed, removed, added or moved.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

START = "0" * 64
"""What stands for the hash before the first record."""

_COLUMNS = "number, at, who, action, object, outcome, detail, hash"


@dataclass(frozen=True, slots=True)
class Deed:
    """What is told: ``who`` (a user, "" for nobody known) did ``action`` to ``object``; ``outcome`` is allowed, denied
    or failed. Holds no secret and no text of a conversation."""

    who: str
    action: str
    object: str = ""
    outcome: str = "allowed"
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """A kept deed. ``number`` counts from 1 without a gap, ``at`` is in seconds since 1970."""

    number: int
    at: float
    deed: Deed
    hash: str


class AuditError(Exception):
    """The log is not as it was written; the text says from which record on."""


def append(db: sqlite3.Connection, at: float, deed: Deed) -> None:
    """Add a record in the transaction that is open."""
    last = db.execute("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1").fetchone()
    number, before = (last[0] + 1, last[1]) if last else (1, START)
    detail = json.dumps(dict(deed.detail), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    row = (number, at, deed.who, deed.action, deed.object, deed.outcome, detail)
    db.execute(
        f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, _hash(before, row)),
    )  # fmt: skip


def read(db: sqlite3.Connection, limit: int, offset: int = 0) -> tuple[list[Record], int]:
    """Records, latest first, and how many there are."""
    found = db.execute(f"SELECT {_COLUMNS} FROM audit ORDER BY number DESC LIMIT ? OFFSET ?", (limit, offset))
    (total,) = db.execute("SELECT count(*) FROM audit").fetchone()
    return [_record(row) for row in found], total


def verify(db: sqlite3.Connection) -> tuple[int, str]:
    """How many records there are and the hash of the last one; AuditError when any is not as it was written."""
    before, count = START, 0
    for row in db.execute(f"SELECT {_COLUMNS} FROM audit ORDER BY number"):
        count += 1
        if row[0] != count:
            raise AuditError(f"record {count} is missing")
        if row[7] != _hash(before, row[:7]):
            raise AuditError(f"record {count} is not as it was written")
        before = row[7]
    written = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").fetchone()
    if written is not None and written[0] != count:
        raise AuditError(f"record {count + 1} is missing")
    return count, before


def _hash(before: str, row: tuple[Any, ...]) -> str:
    return hashlib.sha256(json.dumps([before, *row], ensure_ascii=False).encode()).hexdigest()


def _record(row: tuple[Any, ...]) -> Record:
    number, at, who, action, object, outcome, detail, hash = row
    return Record(number, at, Deed(who, action, object, outcome, json.loads(detail)), hash)
