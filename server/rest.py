"""The routes of the REST interface: thin, each a few lines over what does the work."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from server.access import COOKIE, own_session, somebody
from server.errors import Refused, not_found
from server.keys import BOTS, CONVERSATIONS, PRINCIPAL, STORE, TOKENS
from server.store.port import SessionRow
from server.tokens import GUEST_DAYS
from server.uploads import with_files
from server.version import VERSION
from server.wire import frame
from server.ws import read_frame, sent_files

routes = web.RouteTableDef()


@routes.get("/health")
@routes.get("/api/health")
async def health(request: web.Request) -> web.Response:
    """Whether the process answers."""
    return web.json_response({"status": "ok", "service": "gbc", "version": VERSION})


@routes.get("/api/auth")
async def guest(request: web.Request) -> web.Response:
    """A token for a guest, or who the caller is already. Ids that a client brings along count for nothing."""
    name = request.query.get("bot_name", "")
    bot = request.app[BOTS].get(name) if name else request.app[BOTS].default
    if bot is None:
        raise not_found("bot")
    principal, token = request[PRINCIPAL], ""
    if not principal.user:
        token, principal = request.app[TOKENS].guest()
    status = "anonymous" if principal.guest else "authenticated"
    body = {"user_id": principal.user, "bot_id": bot.name, "bot_name": bot.name, "status": status}
    response = web.json_response(body | ({"token": token} if token else {}))
    if token:
        response.set_cookie(
            COOKIE, token, max_age=GUEST_DAYS * 86400, httponly=True, samesite="Lax", secure=request.secure, path="/"
        )
    return response


@routes.get("/api/bots")
async def bots(request: web.Request) -> web.Response:
    """The bots of this server."""
    found = [{"name": bot.name, "version": bot.current.number if bot.current else 0} for bot in request.app[BOTS].all()]
    return web.json_response({"data": found, "total": len(found)})


@routes.post("/api/sessions")
async def open_session(request: web.Request) -> web.Response:
    """A new session: ``{"bot_name": ...}``."""
    given = await read_json(request)
    principal = somebody(request)
    name = given.get("bot_name", "")
    bot = request.app[BOTS].get(str(name)) if name else request.app[BOTS].default
    if bot is None:
        raise not_found("bot")
    session = await request.app[CONVERSATIONS].open(bot, principal.user)
    return web.json_response(shown(session), status=201)


@routes.get("/api/sessions")
async def sessions(request: web.Request) -> web.Response:
    """The caller's sessions, latest first."""
    principal = somebody(request)
    found = await request.app[STORE].sessions(request.query.get("bot_name", ""), principal.user, limit(request))
    return web.json_response({"data": [shown(session) for session in found]})


@routes.get("/api/sessions/{id}")
async def session(request: web.Request) -> web.Response:
    """One session."""
    return web.json_response(shown(await own_session(request, request.match_info["id"])))


@routes.get("/api/sessions/{id}/history")
async def history(request: web.Request) -> web.Response:
    """The log of a session as frames, behind ``since``."""
    found = await own_session(request, request.match_info["id"])
    since = number(request, "since", 0)
    events = await request.app[STORE].events(found.id, since, limit(request))
    frames = [made for event in events if (made := frame(found, event)) is not None]
    return web.json_response({"data": frames, "seq": events[-1].seq if events else since})


@routes.post("/api/sessions/{id}/messages")
async def say(request: web.Request) -> web.Response:
    """Say something; it is durable when this returns."""
    found = await own_session(request, request.match_info["id"])
    given = await read_json(request)
    bot = request.app[BOTS].get(found.bot)
    if bot is None:
        raise not_found("bot")
    try:
        incoming = read_frame(given)
        if incoming is None:
            raise ValueError("a message has content")
        incoming = await with_files(bot, found, incoming, sent_files(given))
    except ValueError as error:
        raise Refused(400, "bad_request", str(error)) from None
    taken = await request.app[CONVERSATIONS].put(found.id, incoming)
    return web.json_response({"number": taken}, status=202)


def shown(session: SessionRow) -> dict[str, Any]:
    """A session as its owner sees it."""
    return {
        "session_id": session.id, "bot_name": session.bot, "user_id": session.user, "title": session.title,
        "channel": session.channel, "status": session.status, "seq": session.seq,
        "created_at": session.created, "updated_at": session.updated,
    }  # fmt: skip


async def read_json(request: web.Request) -> dict[str, Any]:
    """The object in the body of a request; 400 for anything else."""
    try:
        given = json.loads(await request.text() or "{}")
    except (ValueError, RecursionError):
        raise Refused(400, "bad_request", "the body is not JSON") from None
    if not isinstance(given, dict):
        raise Refused(400, "bad_request", "the body is a JSON object")
    return given


def number(request: web.Request, name: str, default: int, most: int = 2**53) -> int:
    """A whole number of the query; 400 for anything else."""
    text = request.query.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 17 and int(text) <= most):
        raise Refused(400, "bad_request", f"{name} is a whole number of at most {most}")
    return int(text)


def limit(request: web.Request, default: int = 50, most: int = 100) -> int:
    """How many to give."""
    return number(request, "limit", default, most)
