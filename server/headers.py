"""What browsers are told about every answer: headers that guard it, and which other origins may read it.

Origins are those of the bot's own ``cors-allowed-origins`` and of the settings, compared as a whole. Whatever a
handler sets itself stays; pages get their policy from ``page_policy``, everything else opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from aiohttp import web

from server.api import action_of
from server.bots.bot import Bot
from server.clients import is_secure
from server.errors import Handler, Refused
from server.keys import BOTS, REQUEST_ID, SETTINGS, STORE
from server.policy import Action

CLOSED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""The policy of what is no page: a browser that shows it runs and loads nothing."""

FILE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The policy of files that people and authors bring: an SVG may look like itself, and that is all."""

STANDARD = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": CLOSED,
}
_SAFE = ("GET", "HEAD", "OPTIONS")
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key",
    "Access-Control-Max-Age": "600",
}
_TOLD_HEADERS = "X-Request-Id, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"


ORIGIN_ALLOWED = web.RequestKey("origin_allowed", bool)


@web.middleware
async def origins(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer what browsers ask beforehand; refuse changes and WebSockets that a page of a foreign origin asks for."""
    origin = request.headers.get("Origin")
    allowed = request[ORIGIN_ALLOWED] = origin is not None and await _may(request, origin)
    if allowed and request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        return web.Response(status=204, headers=_PREFLIGHT)
    changes = request.method not in _SAFE or request.headers.get("Upgrade", "").lower() == "websocket"
    if action_of(request.match_info.handler) is Action.TRIGGER:  # needs no token, so that nobody's is misused
        changes = False
    if changes and origin is not None and not allowed:
        raise Refused(403, "forbidden_origin", "pages of this origin may not do this here")
    return await handler(request)


async def standard(request: web.Request, response: web.StreamResponse) -> None:
    """Add the headers to an answer that is about to be sent (``on_response_prepare``)."""
    headers = response.headers
    for name, value in STANDARD.items():
        headers.setdefault(name, value)
    headers["X-Request-Id"] = request.get(REQUEST_ID, "")
    headers.add("Vary", "Origin")
    if request.path.startswith("/api/"):
        headers.setdefault("Cache-Control", "no-store")
    if is_secure(request):
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.get(ORIGIN_ALLOWED):
        headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
        headers["Access-Control-Expose-Headers"] = _TOLD_HEADERS


def page_policy(frames: Iterable[str] = ()) -> str:
    """The policy of a page: all of it comes from this server, nothing is inline; ``frames`` are origins whose pages may
    show it in a frame."""
    around = " ".join(("'self'", *frames))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        f"font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {around}"
    )


def console_policy() -> str:
    """The policy of the author's console, which shows the chat in a frame of its own server."""
    return page_policy() + "; frame-src 'self'"


async def _may(request: web.Request, origin: str) -> bool:
    """Whether pages of ``origin`` may use what the request is about."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return False
    if parts.netloc.lower() == request.host.lower():
        return True
    bot = await _bot(request)
    listed = [request.app[SETTINGS].origins, "" if bot is None else bot.package.config.get("cors-allowed-origins", "")]
    known = {item.strip().rstrip("/").lower() for text in listed for item in text.split(",")}
    return origin.lower() in known


async def _bot(request: web.Request) -> Bot | None:
    """The bot that the request is about; the default one when it names none."""
    bots, named = request.app[BOTS], request.match_info.get("bot") or request.query.get("bot_name", "")
    id = request.match_info.get("id") if "/sessions/" in request.path else request.query.get("session_id")
    if id and (session := await request.app[STORE].summary(id)):
        return bots.get(session.bot)
    return bots.get(named) if named else bots.default
