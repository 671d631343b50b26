"""Signed tokens that say who is talking: issued by this server, checked on every request. No I/O.

A token binds a person (a guest too) to an id that the server made; ids that a client chooses count for nothing. What a
person may do is not in the token: an account's roles are looked up, so that a change counts at once.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jwt

ISSUER = AUDIENCE = "gbc"
ALGORITHM = "HS256"
GUEST = "guest-"
GUEST_DAYS = 30
ACCESS_SECONDS = 15 * 60
LEEWAY = 60
KEPT = 10_000
"""Tokens whose signature is not checked anew on each request."""
LONGEST = 4096
"""Characters of a token that is looked at."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks. ``roles`` are lower case; a guest has none. ``login`` is the login that an access token belongs to."""

    user: str
    roles: frozenset[str] = frozenset()
    name: str = ""
    guest: bool = True
    login: str = ""


def is_guest(user: str) -> bool:
    """Whether an id is that of somebody without an account."""
    return user.startswith(GUEST)


class BadToken(Exception):
    """A token that is not ours, has expired or is meant for something else; ``code`` says which."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Tokens:
    """Issues and checks tokens with one key; ``clock`` gives seconds since 1970."""

    def __init__(self, key: str, clock: Callable[[], float] = time.time) -> None:
        # HS256 asks for 32 bytes at least; a shorter key of an operator is stretched, and all keep what they are worth.
        self._key = hashlib.sha256(key.encode()).digest()
        self._clock = clock
        self._checked: OrderedDict[str, tuple[Principal, float]] = OrderedDict()

    def guest(self) -> tuple[str, Principal]:
        """A token for somebody new."""
        who = Principal(f"{GUEST}{secrets.token_hex(12)}")
        return self._issue(who, "guest", GUEST_DAYS * 86400), who

    def access(self, who: Principal) -> str:
        """A token for somebody who has logged in."""
        return self._issue(who, "access", ACCESS_SECONDS)

    def _issue(self, who: Principal, kind: str, seconds: float) -> str:
        now = int(self._clock())
        claims = {
            "sub": who.user, "iss": ISSUER, "aud": AUDIENCE, "iat": now, "nbf": now, "exp": now + int(seconds),
            "jti": secrets.token_hex(8), "type": kind, "login": who.login,
        }  # fmt: skip
        return jwt.encode(claims, self._key, ALGORITHM)

    def check(self, token: str) -> Principal:
        """Who a token is of; raises BadToken. The roles of an account are not known here."""
        known = self._checked.get(token)
        if known is not None and self._clock() < known[1]:
            return known[0]
        principal, until = self._read(token)
        self._checked[token] = principal, until
        if len(self._checked) > KEPT:
            self._checked.popitem(last=False)
        return principal

    def _read(self, token: str) -> tuple[Principal, float]:
        """Who a token is of, and until when."""
        if len(token) > LONGEST:
            raise _not_ours()
        try:
            claims: dict[str, Any] = jwt.decode(
                token, self._key, [ALGORITHM], audience=AUDIENCE, issuer=ISSUER,
                options={
                    "require": ["sub", "iss", "aud", "exp", "iat", "nbf", "jti", "type"],
                    "verify_exp": False, "verify_nbf": False, "verify_iat": False,
                },
            )  # fmt: skip
        except (jwt.PyJWTError, ValueError, RecursionError):
            raise _not_ours() from None
        self._check_times(claims)
        login = claims.get("login", "")
        if claims["type"] not in ("guest", "access") or not isinstance(login, str):
            raise BadToken("invalid_token", "a token of this type opens nothing here")
        guest = claims["type"] == "guest"
        if not claims["sub"] or guest is not is_guest(claims["sub"]):
            raise _not_ours()
        return Principal(claims["sub"], guest=guest, login=login), float(claims["exp"])

    def _check_times(self, claims: dict[str, Any]) -> None:
        """Refuse what has expired, is not valid yet or was issued in the future, by this object's clock."""
        now = self._clock()
        times = [claims[name] for name in ("exp", "nbf", "iat")]
        if any(type(value) not in (int, float) for value in times):
            raise _not_ours()
        if not times[0] > now - LEEWAY:
            raise BadToken("expired_token", "the token has expired; ask for a new one")
        if not max(times[1:]) <= now + LEEWAY:
            raise _not_ours()


def _not_ours() -> BadToken:
    return BadToken("invalid_token", "the token is not one of this server")
