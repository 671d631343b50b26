"""The port of people who log in: accounts with roles, and the refresh tokens that keep them logged in.

Data and a Protocol only. Passwords are known as hashes, refresh tokens as digests; ``server.people`` makes both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from server.store.audit import Deed, Record


class Taken(Exception):
    """There is an account with this name already."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person. ``name`` is unique in any case; ``roles`` are lower case."""

    id: str
    name: str
    hash: str
    roles: frozenset[str] = frozenset()
    disabled: bool = False
    created: float = 0.0


class Refresh:
    """What came of showing a refresh token."""

    UNKNOWN, REUSED, GOOD = "unknown", "reused", "good"


class Accounts(Protocol):
    """Durable on return. Everything that changes is recorded in the audit log in the same transaction."""

    async def add(self, account: Account, by: str) -> None:
        """Keep a new account; Taken when the name is used."""

    def account(self, id: str) -> Account | None:
        """The account with this id; read without waiting, because every request asks."""

    def named(self, name: str) -> Account | None:
        """The account with this name in any case."""

    async def accounts(self, limit: int, offset: int = 0) -> tuple[list[Account], int]:
        """Accounts by name, and how many there are."""

    async def change(
        self, id: str, by: str, *, roles: frozenset[str] | None = None, hash: str | None = None,
        disabled: bool | None = None,
    ) -> Account | None:  # fmt: skip
        """Change what is given; None for no such account. A new hash and ``disabled`` end all its logins."""

    async def begin(self, account: str, family: str, digest: bytes, expires: float) -> None:
        """A login: the family of refresh tokens that follow one another, with the first one."""

    async def rotate(self, digest: bytes, following: bytes, expires: float) -> tuple[str, str, str]:
        """Replace a refresh token: what it was (``Refresh``), its account and family. One that was used before ends
        its family, because one of the two who have it stole it."""

    async def end(self, family: str, by: str) -> None:
        """Log out: no token of the family is good from now on."""

    def alive(self, family: str) -> bool:
        """Whether a login has not ended; read without waiting."""

    async def record(self, deed: Deed) -> None:
        """Add to the audit log."""

    async def records(self, limit: int, offset: int = 0) -> tuple[list[Record], int]:
        """The audit log, latest first, and its length."""
