"""Accounts and the audit log in the file of the embedded store, through its writer."""

from __future__ import annotations

import sqlite3
from typing import Any

from server.store import audit
from server.store.accounts import Account, Refresh, Taken
from server.store.audit import Deed, Record
from server.store.sqlite import EmbeddedStore

_ACCOUNT = "id, name, hash, roles, disabled, created"


class EmbeddedAccounts:
    """Over an open store; has nothing of its own to close."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self._read = store.reader
        self._clock = store.clock

    async def add(self, account: Account, by: str) -> None:
        """Keep a new account."""
        now = self._clock()
        roles = " ".join(sorted(account.roles))

        def job(db: sqlite3.Connection) -> None:
            try:
                db.execute(
                    f"INSERT INTO accounts ({_ACCOUNT}) VALUES (?, ?, ?, ?, ?, ?)",
                    (account.id, account.name, account.hash, roles, account.disabled, now),
                )
            except sqlite3.IntegrityError:
                raise Taken(account.name) from None
            audit.append(db, now, Deed(by, "user.add", account.id, detail={"name": account.name, "roles": roles}))

        await self._store.writer.submit(job)

    def account(self, id: str) -> Account | None:
        """The account with this id."""
        return _account(self._read.execute(f"SELECT {_ACCOUNT} FROM accounts WHERE id = ?", (id,)).fetchone())

    def named(self, name: str) -> Account | None:
        """The account with this name in any case."""
        return _account(self._read.execute(f"SELECT {_ACCOUNT} FROM accounts WHERE name = ?", (name,)).fetchone())

    async def accounts(self, limit: int, offset: int = 0) -> tuple[list[Account], int]:
        """Accounts by name, and how many there are."""
        found = self._read.execute(f"SELECT {_ACCOUNT} FROM accounts ORDER BY name LIMIT ? OFFSET ?", (limit, offset))
        (total,) = self._read.execute("SELECT count(*) FROM accounts").fetchone()
        return [item for row in found if (item := _account(row)) is not None], total

    async def change(
        self, id: str, by: str, *, roles: frozenset[str] | None = None, hash: str | None = None,
        disabled: bool | None = None,
    ) -> Account | None:  # fmt: skip
        """Change what is given."""
        now = self._clock()
        text = None if roles is None else " ".join(sorted(roles))
        detail = {"roles": text, "password": hash and "new", "disabled": disabled}

        def job(db: sqlite3.Connection) -> Account | None:
            row = db.execute(
                "UPDATE accounts SET roles = coalesce(?, roles), hash = coalesce(?, hash), "
                f"disabled = coalesce(?, disabled) WHERE id = ? RETURNING {_ACCOUNT}",
                (text, hash, disabled, id),
            ).fetchone()
            if row is None:
                return None
            if hash is not None or disabled:
                db.execute("DELETE FROM logins WHERE account = ?", (id,))
            told = {name: value for name, value in detail.items() if value is not None}
            audit.append(db, now, Deed(by, "user.change", id, detail=told))
            return _account(row)

        return await self._store.writer.submit(job)

    async def begin(self, account: str, family: str, digest: bytes, expires: float) -> None:
        """Keep a login."""
        now = self._clock()

        def job(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM logins WHERE expires < ?", (now,))
            db.execute("INSERT INTO logins VALUES (?, ?, ?)", (family, account, expires))
            db.execute("INSERT INTO refreshes VALUES (?, ?, 0)", (digest, family))
            audit.append(db, now, Deed(account, "login", family))

        await self._store.writer.submit(job)

    async def rotate(self, digest: bytes, following: bytes, expires: float) -> tuple[str, str, str]:
        """Replace a refresh token."""
        now = self._clock()

        def job(db: sqlite3.Connection) -> tuple[str, str, str]:
            row = db.execute(
                "SELECT l.account, r.family, r.used FROM refreshes r JOIN logins l USING (family) "
                "WHERE r.digest = ? AND l.expires >= ?",
                (digest, now),
            ).fetchone()
            if row is None:
                return Refresh.UNKNOWN, "", ""
            account, family, used = row
            if used:
                db.execute("DELETE FROM logins WHERE family = ?", (family,))
                audit.append(db, now, Deed(account, "refresh.reuse", family, "denied"))
                return Refresh.REUSED, account, family
            db.execute("UPDATE refreshes SET used = 1 WHERE digest = ?", (digest,))
            db.execute("INSERT INTO refreshes VALUES (?, ?, 0)", (following, family))
            db.execute("UPDATE logins SET expires = ? WHERE family = ?", (expires, family))
            audit.append(db, now, Deed(account, "refresh", family))
            return Refresh.GOOD, account, family

        return await self._store.writer.submit(job)

    async def end(self, family: str, by: str) -> None:
        """Log out."""
        now = self._clock()

        def job(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM logins WHERE family = ?", (family,))
            audit.append(db, now, Deed(by, "logout", family))

        await self._store.writer.submit(job)

    def alive(self, family: str) -> bool:
        """Whether a login has not ended."""
        found = self._read.execute("SELECT expires FROM logins WHERE family = ?", (family,)).fetchone()
        return found is not None and found[0] >= self._clock()

    async def record(self, deed: Deed) -> None:
        """Add to the audit log."""
        now = self._clock()
        await self._store.writer.submit(lambda db: audit.append(db, now, deed))

    async def records(self, limit: int, offset: int = 0) -> tuple[list[Record], int]:
        """The audit log, latest first."""
        return audit.read(self._read, limit, offset)


def _account(row: Any) -> Account | None:
    if row is None:
        return None
    id, name, hash, roles, disabled, created = row
    return Account(id, name, hash, frozenset(roles.split()), bool(disabled), created)
