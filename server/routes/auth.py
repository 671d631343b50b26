"""Tokens: for guests, and for people with an account who log in."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from server.access import COOKIE, somebody, visitor
from server.api import Routes, answer
from server.clients import is_secure
from server.errors import Refused
from server.keys import ACCOUNTS, PEOPLE, PRINCIPAL, TOKENS
from server.people import LOGIN_DAYS, SHORTEST, Login, WrongAccount
from server.policy import Action
from server.routes.shapes import Done, Name, OfBot, bot_of
from server.throttle import take
from server.tokens import GUEST_DAYS

routes = Routes()

REFRESH_COOKIE = "gbc_refresh"
_DAY = 86400


class Known(msgspec.Struct, omit_defaults=True):
    """Who the caller is for the server. ``token`` is there when it is a new one."""

    user_id: str
    bot_id: str
    bot_name: str
    status: str
    token: str = ""


class Credentials(msgspec.Struct):
    """``username`` or ``email`` is the name of the account."""

    password: Annotated[str, msgspec.Meta(max_length=1000)]
    username: Name = ""
    email: Name = ""


class LoggedIn(msgspec.Struct):
    """The tokens of a login; ``expires_in`` counts seconds for the access token."""

    success: bool
    user_id: str
    access_token: str
    refresh_token: str
    expires_in: int
    token_type: str = "Bearer"


class Refreshed(msgspec.Struct):
    """The refresh token; the one of the cookie when it is not given."""

    refresh_token: Annotated[str, msgspec.Meta(max_length=200)] = ""


class Me(msgspec.Struct):
    """The account of the caller."""

    id: str
    username: str
    roles: list[str]
    is_anonymous: bool


class NewPassword(msgspec.Struct):
    """The old password proves who asks."""

    old: Annotated[str, msgspec.Meta(max_length=1000)]
    new: Annotated[str, msgspec.Meta(min_length=SHORTEST, max_length=1000)]


@routes.add("GET", "/api/auth", Action.VISIT, gives=Known)
async def guest(request: web.Request, query: OfBot) -> web.Response:
    """A token for a guest, or who the caller is already.

    Ids that a client brings along count for nothing.
    """
    bot = bot_of(request, query.bot_name)
    principal, token = request[PRINCIPAL], ""
    if not bot.public:
        principal = visitor(request, bot)
    elif not principal.user:
        token, principal = request.app[TOKENS].guest()
    known = Known(principal.user, bot.name, bot.name, "anonymous" if principal.guest else "authenticated", token)
    response = answer(known)
    if token:
        _keep(request, response, COOKIE, token, GUEST_DAYS * _DAY)
    return response


@routes.add("POST", "/api/auth/login", Action.LOG_IN, gives=LoggedIn)
async def login(request: web.Request, body: Credentials) -> web.Response:
    """Log in with name and password."""
    name = body.username or body.email
    take(request, "auth", f"account:{name.lower()}")
    found = await request.app[PEOPLE].login(name, body.password)
    if found is None:
        raise Refused(401, "invalid_credentials", "the name or the password is wrong")
    return _logged_in(request, found)


@routes.add("POST", "/api/auth/refresh", Action.LOG_IN, gives=LoggedIn)
async def refresh(request: web.Request, body: Refreshed) -> web.Response:
    """The next tokens of a login. A refresh token is good once; one that comes again ends the login."""
    token = body.refresh_token or request.cookies.get(REFRESH_COOKIE, "")
    found = await request.app[PEOPLE].refresh(token) if token else None
    if found is None:
        raise Refused(401, "session_expired", "this login has ended; log in again")
    return _logged_in(request, found)


@routes.add("POST", "/api/auth/logout", Action.ACCOUNT, gives=Done)
async def logout(request: web.Request) -> web.Response:
    """End the login; its tokens are good no more."""
    principal = somebody(request)
    await request.app[ACCOUNTS].end(principal.login, principal.user)
    response = answer(Done())
    response.del_cookie(COOKIE, path="/")
    response.del_cookie(REFRESH_COOKIE, path="/api/auth")
    return response


@routes.add("GET", "/api/auth/me", Action.SESSION_OPEN)
@routes.add("GET", "/api/users/me", Action.SESSION_OPEN)
async def me(request: web.Request) -> Me:
    """Who the caller is."""
    principal = somebody(request)
    return Me(principal.user, principal.name, sorted(principal.roles), principal.guest)


@routes.add("POST", "/api/auth/password", Action.ACCOUNT)
async def password(request: web.Request, body: NewPassword) -> Done:
    """Choose another password; every login of the account ends."""
    principal = somebody(request)
    take(request, "auth", f"account:{principal.name.lower()}")
    if await request.app[PEOPLE].login(principal.name, body.old) is None:
        raise Refused(401, "invalid_credentials", "the old password is wrong")
    try:
        await request.app[PEOPLE].change(principal.user, principal.user, password=body.new)
    except WrongAccount as wrong:
        raise Refused(400, "bad_request", str(wrong)) from None
    return Done()


def _logged_in(request: web.Request, login: Login) -> web.Response:
    response = answer(LoggedIn(True, login.account.id, login.access, login.refresh, login.seconds))
    _keep(request, response, COOKIE, login.access, login.seconds)
    _keep(request, response, REFRESH_COOKIE, login.refresh, LOGIN_DAYS * _DAY, "/api/auth")
    return response


def _keep(
    request: web.Request, response: web.Response, name: str, value: str, seconds: int, path: str = "/"
) -> None:  # fmt: skip
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="Lax", secure=is_secure(request), path=path
    )
