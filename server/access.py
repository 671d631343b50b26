"""Who asks, and what they may: finds the person behind a request and lets ``server.policy`` decide.

Sessions belong to the user that opened them; a session of somebody else is as if it were not there.
"""

from __future__ import annotations

import hmac

from aiohttp import web

from server.api import action_of
from server.bots.bot import Bot
from server.errors import Handler, Refused, not_found
from server.keys import ACCOUNTS, BOTS, PEOPLE, PRINCIPAL, SETTINGS, STORE, TOKENS
from server.policy import RULES, Action, Need, Role, Verdict, decide
from server.store.audit import Deed
from server.store.port import SessionRow
from server.tokens import BadToken, Principal

COOKIE = "gbc_token"
ANONYMOUS = Principal("", name="anonymous")
CURRENT = "current"
"""Stands for the session that its owner used last."""


@web.middleware
async def who(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Find out who asks, and whether they may; a token that is not ours ends the request."""
    if request.match_info.http_exception is not None:
        return await handler(request)
    action = action_of(request.match_info.handler)
    if action is None:
        raise Refused(403, "forbidden", "nobody may do this")
    try:
        request[PRINCIPAL] = await _asking(request)
    except BadToken:
        # Pages open, and tokens are given, to those whose cookie has grown old; a token that is shown must be good.
        if RULES[action].need is not Need.NOBODY or (_bearer(request) and action not in (Action.VISIT, Action.LOG_IN)):
            raise
        request[PRINCIPAL] = ANONYMOUS
    await allow(request, action)
    return await handler(request)


async def allow(request: web.Request, action: Action, owner: str | None = None) -> None:
    """Refuse unless whoever asks may do this, to something of ``owner``."""
    principal = request[PRINCIPAL]
    verdict = decide(principal, action, owner)
    if verdict is Verdict.ALLOWED:
        return
    if verdict is not Verdict.WHO:
        await request.app[ACCOUNTS].record(Deed(principal.user, action, request.path[:200], "denied"))
    if verdict is Verdict.WHO:
        raise Refused(401, "missing_token", "this needs a token; GET /api/auth gives one to a guest")
    if verdict is Verdict.HIDDEN:
        raise not_found("session")
    raise Refused(403, "forbidden", "your roles do not allow this")


async def _asking(request: web.Request) -> Principal:
    """The person behind the token of the request, with the roles they have now."""
    token = _bearer(request) or _protocol(request) or request.cookies.get(COOKIE, "")
    if not token:
        return ANONYMOUS
    expected = request.app[SETTINGS].metrics_token
    if expected and hmac.compare_digest(token.encode(), expected.encode()):
        return Principal("metrics", frozenset({Role.METRICS}), guest=False)
    try:
        principal = request.app[TOKENS].check(token)
        if principal.guest:
            return principal
        known = request.app[PEOPLE].known(principal)
        if known is None:
            raise BadToken("session_expired", "this login has ended; log in again")
    except BadToken as bad:
        await request.app[ACCOUNTS].record(Deed("", "token", request.path[:200], "denied", {"code": bad.code}))
        raise
    return known


def _bearer(request: web.Request) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _protocol(request: web.Request) -> str:
    """The token that a page in a frame of another site offers as a protocol, since it has no cookie and no header."""
    offered = request.headers.get("Sec-WebSocket-Protocol", "").split(",")
    return next((name.strip()[6:] for name in offered if name.strip().startswith("token.")), "")


def somebody(request: web.Request) -> Principal:
    """Who asks, a guest at least; 401 for nobody."""
    principal = request[PRINCIPAL]
    if not principal.user:
        raise Refused(401, "missing_token", "this needs a token; GET /api/auth gives one to a guest")
    return principal


def may_still(app: web.Application, principal: Principal, action: Action) -> bool:
    """Whether somebody who was let in may still do this: logins end, and accounts lose roles."""
    known = principal if principal.guest else app[PEOPLE].known(principal)
    return known is not None and decide(known, action) is Verdict.ALLOWED


def visitor(request: web.Request, bot: Bot) -> Principal:
    """Who asks, as somebody to whom ``bot`` speaks; 401 for a guest when it is not public."""
    principal = somebody(request)
    if principal.guest and not bot.public:
        raise Refused(401, "login_required", "this bot speaks to people with an account; log in")
    return principal


def shows_account(request: web.Request) -> bool:
    """Whether the request itself brings the token of an account. A cookie is no proof that its owner wanted this."""
    return bool(_bearer(request)) and not request[PRINCIPAL].guest


async def own_session(request: web.Request, id: str) -> SessionRow:
    """A session of whoever asks, ``current`` for the one used last; 404 for one of somebody else."""
    principal, store = somebody(request), request.app[STORE]
    if id == CURRENT:
        latest = await store.sessions(request.query.get("bot_name", ""), principal.user, 1)
        session = latest[0] if latest else None
    else:
        session = await store.summary(id)
    if session is None:
        raise not_found("session")
    await allow(request, Action.SESSION_USE, session.user)
    bot = request.app[BOTS].get(session.bot)
    if bot is not None:
        visitor(request, bot)
    return session
