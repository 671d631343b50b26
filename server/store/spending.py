"""What language models took, by bot, person and day: counted in the transaction that logs a call, so that each counts
once. Days are those of UTC, money is in billionths of a US dollar. Used by ``store.sqlite``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime

from server.store.port import Event, Spent

DAYS_KEPT = 400
_DAY = 86_400.0


def day_of(at: float) -> str:
    """The day of a moment, as 2030-01-31."""
    return datetime.fromtimestamp(at, UTC).date().isoformat()


def count(db: sqlite3.Connection, session: str, events: Sequence[Event], now: float) -> None:
    """Add the calls among ``events``."""
    calls = [event.body for event in events if event.kind == "llm"]
    if not calls:
        return
    bot, user = db.execute("SELECT bot, user FROM sessions WHERE id = ?", (session,)).fetchone()
    given, made, cost = (sum(int(call.get(name) or 0) for call in calls) for name in ("given", "made", "cost"))
    asked = sum(not call.get("cached") for call in calls)
    new = db.execute(
        "INSERT INTO spending VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (bot, day, user) DO UPDATE SET "
        "calls = calls + excluded.calls, cached = cached + excluded.cached, given = given + excluded.given, "
        "made = made + excluded.made, cost = cost + excluded.cost RETURNING calls + cached",
        (bot, day_of(now), user, asked, len(calls) - asked, given, made, cost),
    ).fetchone()
    if new[0] == len(calls):
        db.execute("DELETE FROM spending WHERE bot = ? AND day < ?", (bot, day_of(now - DAYS_KEPT * _DAY)))


def spent(reader: sqlite3.Connection, bot: str, user: str, day: str) -> Spent:
    """What a bot took on a day, for a person or ("") for all."""
    found = reader.execute(
        "SELECT sum(calls), sum(cached), sum(given), sum(made), sum(cost) FROM spending "
        "WHERE bot = ?1 AND day = ?2 AND (?3 = '' OR user = ?3)",
        (bot, day, user),
    ).fetchone()
    return Spent(bot, user, day, *(int(value or 0) for value in found))


def listed(reader: sqlite3.Connection, bot: str, since: str, limit: int, offset: int) -> tuple[list[Spent], int]:
    """What was taken from a day on, latest first and by person ("" for every bot), and how many rows there are."""
    where = "WHERE day >= ?1 AND (?2 = '' OR bot = ?2)"
    rows = reader.execute(
        f"SELECT bot, user, day, calls, cached, given, made, cost FROM spending {where} "
        "ORDER BY day DESC, cost DESC, bot, user LIMIT ?3 OFFSET ?4",
        (since, bot, limit, offset),
    )
    (total,) = reader.execute(f"SELECT count(*) FROM spending {where}", (since, bot)).fetchone()
    return [Spent(*row) for row in rows], int(total)
