"""People who log in: passwords, logins and their refresh tokens. The roles they have are in ``server.store.accounts``.

A refresh token is used once and replaced by the next of its family; one that comes again ends the family. Called by the
routes below ``/api/auth`` and by ``gbc users``.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import argon2

from server.store.accounts import Account, Accounts, Refresh
from server.store.audit import Deed
from server.tokens import ACCESS_SECONDS, Principal, Tokens, is_guest

LOGIN_DAYS = 30
SHORTEST = 10
LONGEST = 1000
"""Characters of a password."""

_NAME = re.compile(r"[\w.@+-]{1,100}")
_ROLE = re.compile(r"[a-z][a-z0-9_-]{0,39}")

AT_ONCE = 2
"""Passwords that are hashed at one time; each takes 64 MiB while it is."""


class WrongAccount(ValueError):
    """A name, role or password that cannot be; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class Login:
    """What somebody gets who logs in. ``refresh`` is good once."""

    account: Account
    access: str
    refresh: str
    seconds: int = ACCESS_SECONDS


class People:
    """Logins over the accounts of a store."""

    def __init__(self, accounts: Accounts, tokens: Tokens, clock: Callable[[], float]) -> None:
        self._accounts = accounts
        self._tokens = tokens
        self._clock = clock
        self._hasher = argon2.PasswordHasher()
        self._hashing = asyncio.Semaphore(AT_ONCE)
        self._nobody = ""

    async def add(self, name: str, password: str, roles: frozenset[str], by: str) -> Account:
        """A new account; WrongAccount for what cannot be, Taken for a name that is used."""
        if not _NAME.fullmatch(name):
            raise WrongAccount("a name has 1 to 100 letters, digits and . _ @ + -")
        account = Account(f"user-{secrets.token_hex(12)}", name, await self._hash(password), _checked(roles))
        await self._accounts.add(account, by)
        return account

    async def change(
        self, id: str, by: str, *, roles: frozenset[str] | None = None, password: str | None = None,
        disabled: bool | None = None,
    ) -> Account | None:  # fmt: skip
        """Change what is given; None for no such account."""
        hash = None if password is None else await self._hash(password)
        checked = None if roles is None else _checked(roles)
        return await self._accounts.change(id, by, roles=checked, hash=hash, disabled=disabled)

    async def login(self, name: str, password: str) -> Login | None:
        """Log in; None when the name or the password is wrong, which takes equally long."""
        account = self._accounts.named(name)
        good = await self._verify(account.hash if account else await self._unknown(), password)
        if account is None or not good or account.disabled:
            known = account.id if account else ""
            await self._accounts.record(Deed(known, "login", outcome="denied"))
            return None
        family, token = secrets.token_hex(16), secrets.token_urlsafe(32)
        await self._accounts.begin(account.id, family, _digest(token), self._until())
        return self._logged_in(account, family, token)

    async def refresh(self, token: str) -> Login | None:
        """The next tokens of a login; None for a token that is not good."""
        following = secrets.token_urlsafe(32)
        found, id, family = await self._accounts.rotate(_digest(token), _digest(following), self._until())
        account = self._accounts.account(id) if found == Refresh.GOOD else None
        if account is None or account.disabled:
            return None
        return self._logged_in(account, family, following)

    def known(self, who: Principal) -> Principal | None:
        """``who`` with the roles and name of the account as they are now; None when the login has ended."""
        account = self._accounts.account(who.user)
        if account is None or account.disabled or not self._accounts.alive(who.login):
            return None
        return Principal(account.id, account.roles, account.name, guest=False, login=who.login)

    def facts(self, user: str) -> dict[str, Any]:
        """What programs know of a user: name and roles; nothing of a guest."""
        account = None if is_guest(user) else self._accounts.account(user)
        if account is None or account.disabled:
            return {}
        roles = sorted(account.roles)
        return {"user.name": account.name, "user.roles": ",".join(roles), "user.role": roles[0] if roles else ""}

    def _logged_in(self, account: Account, family: str, token: str) -> Login:
        who = Principal(account.id, account.roles, account.name, guest=False, login=family)
        return Login(account, self._tokens.access(who), token)

    def _until(self) -> float:
        return self._clock() + LOGIN_DAYS * 86400

    async def _hash(self, password: str) -> str:
        if not SHORTEST <= len(password) <= LONGEST:
            raise WrongAccount(f"a password has {SHORTEST} to {LONGEST} characters")
        async with self._hashing:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def _unknown(self) -> str:
        """A hash that stands for an account that does not exist, so that nobody learns by time which ones do."""
        if not self._nobody:
            self._nobody = await self._hash(secrets.token_hex(16))
        return self._nobody

    async def _verify(self, hash: str, password: str) -> bool:
        if len(password) > LONGEST:
            return False
        async with self._hashing:
            try:
                return await asyncio.to_thread(self._hasher.verify, hash, password)
            except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError, UnicodeEncodeError):
                return False


def _checked(roles: frozenset[str]) -> frozenset[str]:
    made = frozenset(role.strip().lower() for role in roles)
    for role in made:
        if not _ROLE.fullmatch(role):
            raise WrongAccount("a role has 1 to 40 small letters, digits, _ and -, and begins with a letter")
    return made


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
