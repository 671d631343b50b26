"""Triggers as rows of the embedded store: what its jobs do with them inside their transactions. No thread, no clock.

Called by ``store.sqlite`` when a version is published and a turn ends, and by ``store.triggers``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from server.store import rows
from server.store.port import SessionRow, Trigger

COLUMNS = "bot, key, kind, script, entry, spec, due, mark, version, session"
"""Columns that ``trigger`` reads, in order."""

_KEEP = (
    f"INSERT INTO triggers ({COLUMNS}, published) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (bot, key) DO UPDATE SET script = excluded.script, entry = excluded.entry, spec = excluded.spec, "
    "version = excluded.version, published = excluded.published"
)


def trigger(row: Sequence[Any]) -> Trigger:
    """A trigger from ``COLUMNS``."""
    bot, key, kind, script, entry, spec, *rest = row
    return Trigger(bot, key, kind, script, entry, json.loads(spec), *rest)


def keep_trigger(db: sqlite3.Connection, given: Trigger, published: bool) -> None:
    """Add it, or give a known one its new script and spec; time and mark of a known one stay."""
    spec = rows.to_json(dict(given.spec))
    db.execute(
        _KEEP,
        (given.bot, given.key, given.kind, given.script, given.entry, spec, given.due, given.mark, given.version,
         given.session, published),
    )  # fmt: skip


def replace_triggers(db: sqlite3.Connection, bot: str, version: int, given: Sequence[Trigger]) -> None:
    """The published triggers of a bot are these from now on."""
    keys = {item.key for item in given}
    known = db.execute("SELECT key FROM triggers WHERE bot = ? AND published = 1", (bot,)).fetchall()
    db.executemany(
        "DELETE FROM triggers WHERE bot = ? AND key = ?", [(bot, key) for (key,) in known if key not in keys]
    )
    for item in given:
        pinned = Trigger(
            item.bot, item.key, item.kind, item.script, item.entry, item.spec, item.due, item.mark, version
        )
        keep_trigger(db, pinned, True)


def await_event(db: sqlite3.Connection, session: SessionRow, event: str) -> None:
    """What a session waits for from now on; "" for nothing."""
    if event:
        db.execute("INSERT OR REPLACE INTO awaiting VALUES (?, ?, ?)", (session.id, session.bot, event))
    elif session.levels and session.levels[-1].event:
        db.execute("DELETE FROM awaiting WHERE session = ?", (session.id,))
