"""The tables of the embedded store, in numbered steps that are applied once. Called by ``store.sqlite``."""

from __future__ import annotations

import sqlite3

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE sessions (
            id TEXT PRIMARY KEY, bot TEXT NOT NULL, user TEXT NOT NULL, channel TEXT NOT NULL,
            language TEXT NOT NULL, title TEXT NOT NULL, status TEXT NOT NULL, turn INTEGER NOT NULL,
            seq INTEGER NOT NULL, levels BLOB NOT NULL, state BLOB NOT NULL, facts TEXT NOT NULL,
            asking INTEGER NOT NULL, due REAL, epoch INTEGER NOT NULL, lease REAL, owner TEXT NOT NULL,
            attempt INTEGER NOT NULL, created REAL NOT NULL, updated REAL NOT NULL) WITHOUT ROWID""",
        "CREATE INDEX sessions_of ON sessions (user, bot, updated)",
        "CREATE INDEX sessions_due ON sessions (due) WHERE due IS NOT NULL",
        "CREATE INDEX sessions_leased ON sessions (lease) WHERE lease IS NOT NULL",
        "CREATE INDEX sessions_owned ON sessions (owner) WHERE lease IS NOT NULL",
        """CREATE TABLE inbox (
            number INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL, external TEXT, kind TEXT NOT NULL,
            body TEXT NOT NULL, at REAL NOT NULL, done INTEGER NOT NULL DEFAULT 0)""",
        "CREATE UNIQUE INDEX inbox_external ON inbox (session, external) WHERE external IS NOT NULL",
        "CREATE INDEX inbox_open ON inbox (session, number) WHERE done = 0",
        """CREATE TABLE events (
            number INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL,
            body TEXT NOT NULL, at REAL NOT NULL)""",
        "CREATE UNIQUE INDEX events_of ON events (session, seq)",
        """CREATE TABLE journal (
            session TEXT NOT NULL, number INTEGER NOT NULL, call TEXT NOT NULL, digest BLOB NOT NULL,
            stage TEXT NOT NULL, result BLOB NOT NULL, times BLOB NOT NULL,
            PRIMARY KEY (session, number)) WITHOUT ROWID""",
        "CREATE TABLE programs (digest TEXT PRIMARY KEY, code BLOB NOT NULL) WITHOUT ROWID",
        """CREATE TABLE releases (
            bot TEXT NOT NULL, version INTEGER NOT NULL, scripts TEXT NOT NULL, manifest TEXT NOT NULL,
            at REAL NOT NULL, PRIMARY KEY (bot, version)) WITHOUT ROWID""",
    ),
    (
        """CREATE TABLE memory (
            scope TEXT NOT NULL, owner TEXT NOT NULL, key TEXT NOT NULL COLLATE NOCASE, value BLOB NOT NULL,
            expires REAL, PRIMARY KEY (scope, owner, key))""",
        "CREATE INDEX memory_expires ON memory (expires) WHERE expires IS NOT NULL",
    ),
    (
        """CREATE TABLE triggers (
            bot TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, script TEXT NOT NULL, entry INTEGER NOT NULL,
            spec TEXT NOT NULL, due REAL, mark TEXT NOT NULL, version INTEGER, session TEXT NOT NULL,
            published INTEGER NOT NULL, PRIMARY KEY (bot, key)) WITHOUT ROWID""",
        "CREATE INDEX triggers_due ON triggers (due) WHERE due IS NOT NULL",
        "CREATE TABLE awaiting (session TEXT PRIMARY KEY, bot TEXT NOT NULL, event TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX awaiting_event ON awaiting (bot, event)",
        "CREATE TABLE runs (number INTEGER PRIMARY KEY, bot TEXT NOT NULL, at REAL NOT NULL)",
        "CREATE INDEX runs_of ON runs (bot, at)",
    ),
    (
        """CREATE TABLE steps (
            session TEXT NOT NULL, turn INTEGER NOT NULL, seq INTEGER NOT NULL, at REAL NOT NULL,
            status TEXT NOT NULL, levels BLOB NOT NULL, state BLOB NOT NULL, trace TEXT NOT NULL,
            PRIMARY KEY (session, turn)) WITHOUT ROWID""",
    ),
    (
        """CREATE TABLE desk (
            session TEXT PRIMARY KEY, bot TEXT NOT NULL, stage TEXT NOT NULL, priority INTEGER NOT NULL,
            reason TEXT NOT NULL, department TEXT NOT NULL, agent TEXT NOT NULL, agent_name TEXT NOT NULL,
            since REAL NOT NULL, taken REAL, ended REAL, tags TEXT NOT NULL, last TEXT NOT NULL, last_at REAL NOT NULL,
            change INTEGER NOT NULL, what TEXT NOT NULL) WITHOUT ROWID""",
        "CREATE INDEX desk_change ON desk (change)",
        "CREATE INDEX desk_of ON desk (bot, stage)",
        """CREATE TABLE agents (
            bot TEXT NOT NULL, agent TEXT NOT NULL, status TEXT NOT NULL, PRIMARY KEY (bot, agent)) WITHOUT ROWID""",
        """CREATE TABLE notices (
            number INTEGER PRIMARY KEY AUTOINCREMENT, bot TEXT NOT NULL, agent TEXT NOT NULL, text TEXT NOT NULL,
            at REAL NOT NULL)""",
        "CREATE INDEX notices_of ON notices (agent, number)",
    ),
    (
        """CREATE TABLE accounts (
            id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, hash TEXT NOT NULL, roles TEXT NOT NULL,
            disabled INTEGER NOT NULL, created REAL NOT NULL) WITHOUT ROWID""",
        "CREATE TABLE logins (family TEXT PRIMARY KEY, account TEXT NOT NULL, expires REAL NOT NULL) WITHOUT ROWID",
        """CREATE TABLE refreshes (
            digest BLOB PRIMARY KEY, family TEXT NOT NULL REFERENCES logins ON DELETE CASCADE,
            used INTEGER NOT NULL) WITHOUT ROWID""",
        "CREATE INDEX refreshes_of ON refreshes (family)",
        "CREATE INDEX logins_of ON logins (account)",
        """CREATE TABLE audit (
            number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
            object TEXT NOT NULL, outcome TEXT NOT NULL, detail TEXT NOT NULL, hash TEXT NOT NULL)""",
        "CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit log is kept'); END",
        "CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is kept'); END",
    ),
    (
        """CREATE TABLE spending (
            bot TEXT NOT NULL, day TEXT NOT NULL, user TEXT NOT NULL, calls INTEGER NOT NULL, cached INTEGER NOT NULL,
            given INTEGER NOT NULL, made INTEGER NOT NULL, cost INTEGER NOT NULL,
            PRIMARY KEY (bot, day, user)) WITHOUT ROWID""",
    ),
)
"""Never changed once released; a change of the schema is a new step."""


def prepare(db: sqlite3.Connection) -> None:
    """Apply the steps that this file does not have yet; ValueError for a file of a newer version."""
    db.execute("BEGIN IMMEDIATE")
    try:
        (present,) = db.execute("PRAGMA user_version").fetchone()
        if present > len(STEPS):
            raise ValueError("the data was written by a newer version of gbc; install that version")
        for step in STEPS[present:]:
            for statement in step:
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {len(STEPS)}")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
