"""What the jobs of ``store.sqlite`` do about conversations that people look after, inside their transactions."""

from __future__ import annotations

import sqlite3

from server.store.port import Event, Incoming, Kind, Status

_OPEN = "SELECT 1 FROM desk WHERE session = ? AND stage != 'resolved'"


def status_after(db: sqlite3.Connection, session: str, status: Status, waits: bool) -> Status:
    """The status of a session after its turn: HUMAN while a person looks after it, whatever the turn has known."""
    if db.execute(_OPEN, (session,)).fetchone() is not None:
        return Status.HUMAN
    if status is Status.HUMAN:
        return Status.WAITING if waits else Status.IDLE
    return status


def told_to_agent(db: sqlite3.Connection, session: str, incoming: Incoming, logged: Event) -> None:
    """A message in a conversation that a person looks after is the agent's: the bot will not hear it."""
    if incoming.kind is not Kind.MESSAGE or db.execute(_OPEN, (session,)).fetchone() is None:
        return
    db.execute("UPDATE inbox SET done = 1, body = '{}' WHERE number = ?", (logged.body["number"],))
    db.execute(
        "UPDATE desk SET last = ?, last_at = ?, what = 'message', "
        "change = (SELECT coalesce(max(change), 0) + 1 FROM desk) WHERE session = ?",
        (str(logged.body.get("text", ""))[:500], logged.at, session),
    )
