"""Signed tokens that say who is talking: issued by this server, checked on every request. No I/O.

A token binds a person (a guest too) to an id that the server made; ids that a client chooses count for nothing.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import jwt

ISSUER = AUDIENCE = "gbc"
ALGORITHM = "HS256"
GUEST_DAYS = 30
ACCESS_SECONDS = 15 * 60
LEEWAY = 60
KEPT = 10_000
"""Tokens whose signature is not checked anew on each request."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks. ``roles`` are lower case; a guest has none."""

    user: str
    roles: frozenset[str] = frozenset()
    name: str = ""
    guest: bool = True


class BadToken(Exception):
    """A token that is not ours, has expired or is meant for something else; ``code`` says which."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Tokens:
    """Issues and checks tokens with one key."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._checked: OrderedDict[str, tuple[Principal, float]] = OrderedDict()

    def guest(self) -> tuple[str, Principal]:
        """A token for somebody new."""
        who = Principal(f"guest-{secrets.token_hex(12)}")
        return self._issue(who, "guest", GUEST_DAYS * 86400), who

    def access(self, who: Principal) -> str:
        """A token for somebody who has logged in."""
        return self._issue(who, "access", ACCESS_SECONDS)

    def _issue(self, who: Principal, kind: str, seconds: float) -> str:
        now = int(time.time())
        claims = {
            "sub": who.user, "iss": ISSUER, "aud": AUDIENCE, "iat": now, "nbf": now, "exp": now + int(seconds),
            "jti": secrets.token_hex(8), "type": kind, "roles": sorted(who.roles), "name": who.name,
        }  # fmt: skip
        return jwt.encode(claims, self._key, ALGORITHM)

    def check(self, token: str) -> Principal:
        """Who a token is of; raises BadToken."""
        known = self._checked.get(token)
        if known is not None and time.time() < known[1]:
            return known[0]
        principal, until = self._read(token)
        self._checked[token] = principal, until
        if len(self._checked) > KEPT:
            self._checked.popitem(last=False)
        return principal

    def _read(self, token: str) -> tuple[Principal, float]:
        """Who a token is of, and until when."""
        try:
            claims: dict[str, Any] = jwt.decode(
                token, self._key, [ALGORITHM], audience=AUDIENCE, issuer=ISSUER, leeway=LEEWAY,
                options={"require": ["sub", "exp", "iat", "nbf", "jti", "type"]},
            )  # fmt: skip
        except jwt.ExpiredSignatureError:
            raise BadToken("expired_token", "the token has expired; ask for a new one") from None
        except jwt.PyJWTError:
            raise BadToken("invalid_token", "the token is not one of this server") from None
        if claims["type"] not in ("guest", "access"):
            raise BadToken("invalid_token", "a token of this type opens nothing here")
        roles = frozenset(str(role) for role in claims.get("roles", ()))
        principal = Principal(str(claims["sub"]), roles, str(claims.get("name", "")), claims["type"] == "guest")
        return principal, float(claims["exp"])
