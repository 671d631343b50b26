"""The turns of a session as an author goes back and forth between them: what it was after each, kept only with
``--dev``. Used by ``store.sqlite`` within its jobs; no other table is changed but the session's own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from server.store import rows
from server.store.port import Ending, Level, Step

MOST = 1000
"""Turns of one session that are kept."""


def keep(db: sqlite3.Connection, session: str, ending: Ending, now: float) -> None:
    """Keep what the session is after the turn that has just ended."""
    turn, seq = db.execute("SELECT turn, seq FROM sessions WHERE id = ?", (session,)).fetchone()
    db.execute(
        "INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (session, turn, seq, now, ending.status, rows.pack_levels(ending.levels), ending.state,
         rows.to_json(dict(ending.trace or {}))),
    )  # fmt: skip
    db.execute("DELETE FROM steps WHERE session = ? AND turn <= ?", (session, turn - MOST))


def listed(db: sqlite3.Connection, session: str) -> list[Step]:
    """All kept turns, oldest first."""
    found = db.execute("SELECT turn, seq, at, status, trace FROM steps WHERE session = ? ORDER BY turn", (session,))
    return [Step(turn, seq, at, status, json.loads(trace)) for turn, seq, at, status, trace in found]


def back(db: sqlite3.Connection, session: str, turn: int) -> tuple[int, Sequence[Level]]:
    """Make the session what it was after ``turn``; gives its last event of then and its open dialogs.

    Whoever runs it now is fenced off, and what came in since is forgotten. KeyError when that turn is not kept.
    """
    row = db.execute(
        "SELECT seq, status, levels, state FROM steps WHERE session = ? AND turn = ?", (session, turn)
    ).fetchone()
    if row is None:
        raise KeyError(turn)
    seq, status, levels, state = row
    opened = rows.unpack_levels(levels)
    asking, due = rows.waits(opened)
    db.execute(
        "UPDATE sessions SET status = ?, levels = ?, state = ?, asking = ?, due = ?, turn = ?, epoch = epoch + 1, "
        "lease = NULL, attempt = 0 WHERE id = ?",
        (status, levels, state, asking, due, turn, session),
    )
    db.execute("UPDATE inbox SET done = 1, body = '{}' WHERE session = ? AND done = 0", (session,))
    db.execute("DELETE FROM journal WHERE session = ?", (session,))
    db.execute("DELETE FROM steps WHERE session = ? AND turn > ?", (session, turn))
    return int(seq), opened
