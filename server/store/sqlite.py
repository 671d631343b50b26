"""The store over one SQLite file: one thread writes and commits for many turns at once, reads run where they are asked.

Rows are small and found by key, so that a read costs less than a visit to a thread. Several processes may share the
file; whichever holds the lease of a session runs it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from server.store import audit, rows, spending, steps
from server.store.audit import Deed
from server.store.desk_rows import status_after, told_to_agent
from server.store.owners import Owner
from server.store.port import (
    CAREFUL,
    Change,
    Claim,
    Closed,
    Depth,
    Ending,
    Event,
    Fenced,
    Incoming,
    Kind,
    Release,
    SessionRow,
    Spent,
    Status,
    Step,
    Trigger,
)
from server.store.schema import prepare
from server.store.trigger_rows import await_event, replace_triggers
from server.store.writer import Forgetful, Writer, connect
from stdlib.ports.journal import Entry

DATABASE = "server.db"
"""The file in the data folder of a deployment."""

MEMORY = ":memory:"

LEASE = 10.0
"""Seconds that a turn has before others may take it over, unless it renews its lease."""


class EmbeddedStore:
    """``path`` is a file, or ``MEMORY`` to keep nothing longer than the object; ``clock`` gives seconds since 1970, the
    same for all processes of the file."""

    def __init__(self, path: str | Path, clock: Callable[[], float] = time.time, lease: float = LEASE) -> None:
        db = connect(str(path))
        prepare(db)
        self.writer: Writer | Forgetful
        if path == MEMORY:
            self.reader, self.writer, self._owner = db, Forgetful(db), Owner(None)
        else:
            self.reader, self.writer, self._owner = connect(str(path)), Writer(db), Owner(Path(path))
        self.clock = clock
        self._lease = lease

    async def close(self) -> None:
        """Finish what is queued and close the file."""
        self.writer.close()
        self.reader.close()
        self._owner.close()

    # ------------------------------------------------------------ sessions

    async def create(self, session: SessionRow, first: Incoming | None = None) -> Claim | None:
        """Keep a new session and what its first turn is about."""
        now = self.clock()

        def job(db: sqlite3.Connection) -> Claim | None:
            db.execute(f"INSERT INTO sessions VALUES {rows.NEW_SESSION}", rows.new_session(session, now))
            if first is None:
                return None
            put(db, session.id, first, now)
            return self.take(db, session.id, now)

        return await self.writer.submit(job)

    async def session(self, id: str) -> SessionRow | None:
        """The session as it was last saved."""
        row = self.reader.execute(f"SELECT {rows.SESSION} FROM sessions WHERE id = ?", (id,)).fetchone()
        return None if row is None else rows.session(row)

    async def summary(self, id: str) -> SessionRow | None:
        """The session without its larger parts."""
        row = self.reader.execute(f"SELECT {rows.SUMMARY} FROM sessions WHERE id = ?", (id,)).fetchone()
        return None if row is None else rows.summary(row)

    async def sessions(self, bot: str, user: str, limit: int, offset: int = 0) -> list[SessionRow]:
        """Sessions of a user, latest first."""
        found = self.reader.execute(
            f"SELECT {rows.SESSION} FROM sessions WHERE user = ?1 AND (?2 = '' OR bot = ?2) AND channel != 'bot' "
            "ORDER BY updated DESC LIMIT ?3 OFFSET ?4",
            (user, bot, limit, offset),
        )
        return [rows.session(row) for row in found]

    async def count(self, bot: str, user: str) -> int:
        """How many sessions a user has."""
        found = self.reader.execute(
            "SELECT count(*) FROM sessions WHERE user = ?1 AND (?2 = '' OR bot = ?2) AND channel != 'bot'", (user, bot)
        )
        return int(found.fetchone()[0])

    async def finish(self, session: str) -> list[Event]:
        """Close a session; a turn that runs elsewhere is fenced."""
        now = self.clock()

        def job(db: sqlite3.Connection) -> list[Event]:
            closed = db.execute(
                "UPDATE sessions SET status = ?1, levels = x'', asking = 0, due = NULL, lease = NULL, "
                "epoch = epoch + 1, updated = ?2 WHERE id = ?3 AND status != ?1",
                (Status.CLOSED, now, session),
            )
            if not closed.rowcount:
                return []
            db.execute("UPDATE inbox SET done = 1, body = '{}' WHERE session = ? AND done = 0", (session,))
            db.execute("DELETE FROM journal WHERE session = ?", (session,))
            return log_events(db, session, [Event("closed", {})], now)

        return await self.writer.submit(job)

    async def done(self, number: int) -> bool:
        """Whether a turn has ended."""
        row = self.reader.execute("SELECT done FROM inbox WHERE number = ?", (number,)).fetchone()
        return row is None or bool(row[0])

    async def depth(self) -> Depth:
        """How it stands now."""
        inbox, oldest = self.reader.execute("SELECT count(*), min(at) FROM inbox WHERE done = 0").fetchone()
        found = self.reader.execute("SELECT status, count(*) FROM sessions GROUP BY status").fetchall()
        lag = 0.0 if oldest is None else max(0.0, self.clock() - oldest)
        return Depth(self.writer.commits, self.writer.jobs, inbox, lag, 2, dict(found))

    async def spent(self, bot: str, user: str = "") -> Spent:
        """What language models took today."""
        return spending.spent(self.reader, bot, user, spending.day_of(self.clock()))

    async def usage(self, bot: str, since: str, limit: int, offset: int = 0) -> tuple[list[Spent], int]:
        """What they took by person and day."""
        return spending.listed(self.reader, bot, since, limit, offset)

    async def ready(self) -> None:
        """Take part in a transaction that writes."""
        await self.writer.submit(lambda db: db.execute("UPDATE releases SET at = at WHERE 0"))

    async def accept(self, session: str, incoming: Incoming) -> tuple[int, list[Event], Claim | None]:
        """Keep what came in, log it, and claim the session when nobody has it."""
        now = self.clock()

        def job(db: sqlite3.Connection) -> tuple[int, list[Event], Claim | None]:
            found = db.execute("SELECT asking, status FROM sessions WHERE id = ?", (session,)).fetchone()
            if found is None:
                raise KeyError(session)
            if incoming.external:
                known = db.execute(
                    "SELECT number FROM inbox WHERE session = ? AND external = ?", (session, incoming.external)
                ).fetchone()
                if known is not None:
                    return int(known[0]), [], None
            if found[1] == Status.CLOSED:
                raise Closed(session)
            number = put(db, session, incoming, now)
            logged = log_events(db, session, [rows.told(incoming, number, secret=found[0] == rows.SECRET)], now)
            told_to_agent(db, session, incoming, logged[0])
            return number, logged, self.take(db, session, now)

        return await self.writer.submit(job)

    # ------------------------------------------------------------ turns

    async def claim(self, session: str) -> Claim | None:
        """The next turn of a session, if nobody has it."""
        now = self.clock()
        return await self.writer.submit(lambda db: self.take(db, session, now, careful=True))

    def take(self, db: sqlite3.Connection, id: str, now: float, *, careful: bool = False) -> Claim | None:
        """Claim a session that has something to do."""
        found = db.execute(
            f"SELECT {rows.SESSION}, asking, due, attempt FROM sessions WHERE id = ? "
            "AND (lease IS NULL OR lease <= ?) AND status != 'parked' AND status != 'closed'",
            (id, now),
        ).fetchone()
        if found is None:
            return None
        asking, due, attempt = found[14:]
        if attempt >= CAREFUL and not careful:
            return None
        incoming = _next(db, rows.session(found), bool(asking), due, now)
        if incoming is None:
            return None
        (epoch,) = db.execute(
            "UPDATE sessions SET epoch = epoch + 1, lease = ?, owner = ?, attempt = attempt + 1 WHERE id = ? "
            "RETURNING epoch",
            (now + self._lease, self._owner.name, id),
        ).fetchone()
        entries: tuple[Entry, ...] = ()
        if attempt:
            kept = db.execute(
                "SELECT number, call, digest, stage, result, times FROM journal WHERE session = ? ORDER BY number",
                (id,),
            )
            entries = tuple(rows.entry(row) for row in kept)
        return Claim(rows.session(found), epoch, incoming, attempt + 1, entries)

    async def runnable(self, limit: int = 100) -> list[tuple[str, int]]:
        """Sessions that could be claimed now."""
        await self._take_over()
        now = self.clock()
        found = self.reader.execute(
            "SELECT id, attempt FROM sessions WHERE due <= ?1 AND (lease IS NULL OR lease <= ?1) "
            "AND status NOT IN ('parked', 'closed', 'human') "
            "UNION SELECT id, attempt FROM sessions WHERE lease <= ?1 "
            "UNION SELECT s.id, s.attempt FROM inbox i JOIN sessions s ON s.id = i.session "
            "WHERE i.done = 0 AND i.at <= ?1 - 1 "
            "AND s.lease IS NULL AND s.status NOT IN ('parked', 'closed', 'human') "
            "AND (i.kind != 'message' OR s.asking OR s.status = 'idle') "
            "AND (i.kind != 'event' OR EXISTS (SELECT 1 FROM awaiting a WHERE a.session = s.id "
            "AND a.event = json_extract(i.body, '$.name'))) LIMIT ?2",
            (now, limit),
        )
        return [(str(id), int(attempt)) for id, attempt in found]

    async def _take_over(self) -> None:
        """What processes had that ended without a word is anybody's."""
        if not (dead := self._owner.dead()):
            return

        def job(db: sqlite3.Connection) -> None:
            for name in dead:
                db.execute("UPDATE sessions SET lease = 0 WHERE owner = ? AND lease IS NOT NULL", (name,))

        await self.writer.submit(job)
        self._owner.bury(dead)

    async def next_due(self) -> float | None:
        """When the next waiting is over."""
        found = self.reader.execute(
            "SELECT min(due) FROM sessions WHERE due IS NOT NULL AND status NOT IN ('parked', 'closed', 'human')"
        ).fetchone()
        return None if found is None else found[0]

    async def renew(self, claim: Claim) -> None:
        """Lengthen the lease."""
        until = self.clock() + self._lease

        def job(db: sqlite3.Connection) -> None:
            _mine(db, claim)
            db.execute("UPDATE sessions SET lease = ? WHERE id = ?", (until, claim.session.id))

        await self.writer.submit(job)

    async def release(self, claim: Claim) -> None:
        """Give the turn back."""
        id = claim.session.id

        def job(db: sqlite3.Connection) -> None:
            _mine(db, claim)
            db.execute("UPDATE sessions SET lease = NULL, attempt = min(attempt, 2) WHERE id = ?", (id,))

        await self.writer.submit(job)

    async def write(
        self, claim: Claim, entries: Sequence[Entry], events: Sequence[Event], changes: Sequence[Change] = ()
    ) -> list[Event]:
        """Keep part of a turn."""
        now, id = self.clock(), claim.session.id

        def job(db: sqlite3.Connection) -> list[Event]:
            _mine(db, claim)
            db.executemany(
                "INSERT OR REPLACE INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(id, e.number, e.call, e.digest, e.stage, e.result, e.times) for e in entries],
            )
            _change(db, changes, now)
            return log_events(db, id, events, now)

        return await self.writer.submit(job)

    async def end(self, claim: Claim, ending: Ending) -> tuple[list[Event], Claim | None]:
        """End the turn, and claim the next one."""
        now, id = self.clock(), claim.session.id
        levels = rows.pack_levels(ending.levels)
        asking, due = rows.waits(ending.levels)

        def job(db: sqlite3.Connection) -> tuple[list[Event], Claim | None]:
            _mine(db, claim)
            _change(db, ending.changes, now)
            logged = log_events(db, id, ending.events, now)
            db.execute(
                "UPDATE sessions SET levels = ?, state = ?, status = ?, asking = ?, due = ?, turn = turn + 1, "
                "lease = NULL, attempt = 0, updated = ?, facts = coalesce(?, facts), title = coalesce(?, title) "
                "WHERE id = ?",
                (levels, ending.state, status_after(db, id, ending.status, bool(levels)), asking, due, now,
                 None if ending.facts is None else rows.facts(ending.facts), ending.title, id),
            )  # fmt: skip
            await_event(db, claim.session, ending.levels[-1].event if ending.levels else "")
            if ending.trace is not None:
                steps.keep(db, id, ending, now)
            _forget(db, claim)
            for other, incoming in ending.posts:
                post(db, other, incoming, now)
            return logged, self.take(db, id, now)

        return await self.writer.submit(job)

    async def steps(self, session: str) -> list[Step]:
        """The turns that one can go back to."""
        return steps.listed(self.reader, session)

    async def back(self, session: str, turn: int) -> list[Event]:
        """Make the session what it was; the log says so, and tells again what is asked."""
        now = self.clock()

        def job(db: sqlite3.Connection) -> list[Event]:
            seq, levels = steps.back(db, session, turn)
            asked = levels[-1].question if levels else None
            events = [Event("back", {"to": seq}), *([Event("hear", asked)] if asked else [])]
            return log_events(db, session, events, now)

        return await self.writer.submit(job)

    async def park(self, claim: Claim, event: Event) -> list[Event]:
        """Set the session aside; its journal and what came in stay as they are."""
        now, id = self.clock(), claim.session.id

        def job(db: sqlite3.Connection) -> list[Event]:
            _mine(db, claim)
            db.execute(
                "UPDATE sessions SET status = ?, lease = NULL, updated = ? WHERE id = ?", (Status.PARKED, now, id)
            )
            return log_events(db, id, [event], now)

        return await self.writer.submit(job)

    # ------------------------------------------------------------ the log

    async def events(self, session: str, since: int = 0, limit: int = 1000) -> list[Event]:
        """The log behind number ``since``."""
        found = self.reader.execute(
            "SELECT seq, kind, body, at FROM events WHERE session = ? AND seq > ? ORDER BY seq LIMIT ?",
            (session, since, limit),
        )
        return [rows.event(row) for row in found]

    async def add_event(self, session: str, event: Event) -> Event:
        """Add to the log from outside of a turn."""
        now = self.clock()
        return (await self.writer.submit(lambda db: log_events(db, session, [event], now)))[0]

    async def memory(self, scope: str, owner: str) -> list[tuple[str, bytes]]:
        """Live entries, oldest first."""
        return self.reader.execute(
            "SELECT key, value FROM memory WHERE scope = ? AND owner = ? AND (expires IS NULL OR expires > ?) "
            "ORDER BY rowid",
            (scope, owner, self.clock()),
        ).fetchall()

    async def feed(self, after: int | None, limit: int = 1000) -> tuple[int, list[tuple[str, Event]]]:
        """Events of all sessions behind number ``after``; None gives no events, but the present number."""
        if after is None:
            (last,) = self.reader.execute("SELECT max(number) FROM events").fetchone()
            return last or 0, []
        found = self.reader.execute(
            "SELECT number, session, seq, kind, body, at FROM events WHERE number > ? ORDER BY number LIMIT ?",
            (after, limit),
        ).fetchall()
        return (found[-1][0] if found else after), [(row[1], rows.event(row[2:])) for row in found]

    # ------------------------------------------------------------ bots

    async def publish(
        self, release: Release, programs: Mapping[str, bytes], triggers: Sequence[Trigger] = ()
    ) -> Release:
        """Keep a version, its programs and its triggers."""
        now = self.clock()

        def job(db: sqlite3.Connection) -> Release:
            db.executemany("INSERT OR IGNORE INTO programs VALUES (?, ?)", list(programs.items()))
            last = db.execute(
                "SELECT bot, version, scripts, manifest, at FROM releases WHERE bot = ? ORDER BY version DESC LIMIT 1",
                (release.bot,),
            ).fetchone()
            scripts, manifest = dict(release.scripts), dict(release.manifest)
            if last is not None and (known := rows.release(last)).scripts == scripts:
                return known
            version = last[1] + 1 if last else 1
            audit.append(db, now, Deed("", "publish", release.bot, detail={"version": version}))
            db.execute(
                "INSERT INTO releases VALUES (?, ?, ?, ?, ?)",
                (release.bot, version, rows.to_json(scripts), rows.to_json(manifest), now),
            )
            replace_triggers(db, release.bot, version, triggers)
            return Release(release.bot, version, scripts, manifest, now)

        return await self.writer.submit(job)

    async def releases(self, bot: str) -> list[Release]:
        """All versions of a bot, oldest first."""
        found = self.reader.execute(
            "SELECT bot, version, scripts, manifest, at FROM releases WHERE bot = ? ORDER BY version", (bot,)
        )
        return [rows.release(row) for row in found]

    async def program(self, digest: str) -> bytes | None:
        """A program by its hash."""
        row = self.reader.execute("SELECT code FROM programs WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else row[0]


# ---------------------------------------------------------------- within a job


def _mine(db: sqlite3.Connection, claim: Claim) -> None:
    """Refuse what comes from a claim that another one has replaced."""
    row = db.execute(
        "SELECT 1 FROM sessions WHERE id = ? AND epoch = ? AND lease IS NOT NULL", (claim.session.id, claim.epoch)
    ).fetchone()
    if row is None:
        raise Fenced(f"session {claim.session.id} has gone on elsewhere")


def put(db: sqlite3.Connection, session: str, incoming: Incoming, now: float) -> int:
    """Add to the inbox; gives the number."""
    put = db.execute(
        "INSERT INTO inbox (session, external, kind, body, at) VALUES (?, ?, ?, ?, ?)",
        (session, incoming.external or None, incoming.kind, rows.to_json(dict(incoming.body)), now),
    )
    return int(put.lastrowid or 0)


def post(db: sqlite3.Connection, session: str, incoming: Incoming, now: float) -> None:
    """Put something in for another session, unless it is there or the session is over."""
    known = db.execute(
        "SELECT 1 FROM inbox WHERE session = ? AND external = ?", (session, incoming.external)
    ).fetchone()
    there = db.execute("SELECT 1 FROM sessions WHERE id = ? AND status != ?", (session, Status.CLOSED)).fetchone()
    if there and not known:
        put(db, session, incoming, now)


def _next(db: sqlite3.Connection, session: SessionRow, asking: bool, due: float | None, now: float) -> Incoming | None:
    """What the next turn is about. An answer that is there counts although the time for it is over; while a dialog
    waits for time, or a person has taken over, messages wait."""
    messages = asking or not session.levels
    event = session.levels[-1].event if session.levels else ""
    if session.status == Status.HUMAN:
        messages = False
    found = db.execute(
        "SELECT number, kind, body, external FROM inbox WHERE session = ? AND done = 0 "
        "AND (kind != 'message' OR ?) AND (kind != 'event' OR json_extract(body, '$.name') = ?) "
        "ORDER BY number LIMIT 1",
        (session.id, messages, event),
    ).fetchone()
    if found is not None:
        return rows.incoming(found)
    over = due is not None and due <= now and session.status != Status.HUMAN
    return Incoming(Kind.WAKE) if over else None


def log_events(db: sqlite3.Connection, session: str, events: Sequence[Event], now: float) -> list[Event]:
    """Add events to the log; gives them with their numbers."""
    if not events:
        return []
    (last,) = db.execute(
        "UPDATE sessions SET seq = seq + ? WHERE id = ? RETURNING seq", (len(events), session)
    ).fetchone()
    logged = [
        Event(event.kind, event.body, number, event.at or now)
        for number, event in enumerate(events, last - len(events) + 1)
    ]
    db.executemany(
        "INSERT INTO events (session, seq, kind, body, at) VALUES (?, ?, ?, ?, ?)",
        [(session, event.seq, event.kind, rows.to_json(dict(event.body)), event.at) for event in logged],
    )
    spending.count(db, session, logged, now)
    return logged


def _change(db: sqlite3.Connection, changes: Sequence[Change], now: float) -> None:
    """Carry out changes of memories; what has expired goes with them."""
    if changes:
        db.execute("DELETE FROM memory WHERE expires <= ?", (now,))
    for change in changes:
        if not change.key:
            db.execute("DELETE FROM memory WHERE scope = ? AND owner = ?", (change.scope, change.owner))
        elif change.value is None:
            whose = (change.scope, change.owner, change.key)
            db.execute("DELETE FROM memory WHERE scope = ? AND owner = ? AND key = ?", whose)
        else:
            expires = None if change.ttl is None else now + change.ttl
            db.execute(
                "INSERT INTO memory VALUES (?, ?, ?, ?, ?) ON CONFLICT (scope, owner, key) "
                "DO UPDATE SET value = excluded.value, expires = excluded.expires",
                (change.scope, change.owner, change.key, change.value, expires),
            )


def _forget(db: sqlite3.Connection, claim: Claim) -> None:
    """What the turn was about is done, and its journal no longer needed."""
    if claim.incoming.number:
        db.execute("UPDATE inbox SET done = 1, body = '{}' WHERE number = ?", (claim.incoming.number,))
    db.execute("DELETE FROM journal WHERE session = ?", (claim.session.id,))
