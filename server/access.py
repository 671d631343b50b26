"""Who asks, and what they may: the one place that decides. Everything that is not allowed here is refused.

Sessions belong to the user that opened them; a session of somebody else is as if it were not there.
"""

from __future__ import annotations

from aiohttp import web

from server.errors import Handler, Refused, not_found
from server.keys import PRINCIPAL, STORE, TOKENS
from server.store.port import SessionRow
from server.tokens import Principal

COOKIE = "gbc_token"
ANONYMOUS = Principal("", name="anonymous")


@web.middleware
async def who(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Find out who asks; a token that is not ours ends the request."""
    token = _bearer(request) or _protocol(request) or request.cookies.get(COOKIE, "")
    request[PRINCIPAL] = request.app[TOKENS].check(token) if token else ANONYMOUS
    return await handler(request)


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


async def own_session(request: web.Request, id: str) -> SessionRow:
    """A session of whoever asks; 404 for one of somebody else."""
    principal = somebody(request)
    session = await request.app[STORE].summary(id)
    if session is None or session.user != principal.user:
        raise not_found("session")
    return session
