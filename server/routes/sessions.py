"""Conversations: open, list, read, speak in and end them."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from aiohttp import web

from server.access import own_session, somebody, visitor
from server.api import Listed, Page, Routes, answer
from server.clients import language_of
from server.errors import Refused
from server.keys import CONVERSATIONS, PRINCIPAL, STORE, TOKENS
from server.policy import Action
from server.routes.shapes import Done, Frame, Name, Session, Text, bot_of, shown
from server.routes.speaking import Answered, Wait, converse, throttled
from server.store.port import Closed, Incoming, SessionRow
from server.uploads import with_files
from server.wire import frame
from server.ws import read_frame, sent_files

routes = Routes()


class Opened(msgspec.Struct):
    """Which bot the session is with; the default one when none is named."""

    bot_name: Name = ""
    language: Annotated[str, msgspec.Meta(max_length=35)] = ""


class WithToken(msgspec.Struct):
    """A new session, with the token that opens it."""

    session_id: str
    token: str
    bot_name: str


class OfBot(Page, kw_only=True):
    """Sessions of one bot; of all when none is named."""

    bot_name: Name = ""


class Behind(msgspec.Struct):
    """What comes behind a number of the log."""

    since: Annotated[int, msgspec.Meta(ge=0, le=1 << 53)] = 0
    limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 100
    bot_name: Name = ""


class History(msgspec.Struct):
    """Part of the log as frames. ``seq`` is the number to go on from, ``last`` that of the newest frame."""

    data: list[Frame]
    seq: int
    last: int


class Said(msgspec.Struct):
    """What a person says: ``content`` (or ``text`` or ``message``). ``message_type`` 6 runs the tool that it names.

    ``id`` is the client's own number of the message, by which a second copy is known.
    """

    content: Text = ""
    text: Text = ""
    message: Text = ""
    id: Name = ""
    message_type: int = 1
    arguments: dict[str, Any] = {}
    active_switchers: list[str] = []
    attachments: list[str] = []


class Taken(msgspec.Struct):
    """What was said is kept and will be answered."""

    number: int


@routes.add("POST", "/api/sessions", Action.SESSION_OPEN, status=201)
async def open_session(request: web.Request, body: Opened) -> Session:
    """A new session with a bot, which may greet."""
    bot = bot_of(request, body.bot_name)
    principal = visitor(request, bot)
    language = language_of(request, body.language)
    return shown(await request.app[CONVERSATIONS].open(bot, principal.user, language=language))


@routes.add("POST", "/api/session", Action.VISIT, status=201)
async def session_with_token(request: web.Request, body: Opened) -> WithToken:
    """A new session, and a guest's token for a caller who has none."""
    bot, principal, token = bot_of(request, body.bot_name), request[PRINCIPAL], ""
    if bot.public and not principal.user:
        token, principal = request.app[TOKENS].guest()
    elif not bot.public:
        principal = visitor(request, bot)
    language = language_of(request, body.language)
    row = await request.app[CONVERSATIONS].open(bot, principal.user, language=language)
    return WithToken(row.id, token, bot.name)


@routes.add("GET", "/api/sessions", Action.SESSION_USE)
async def sessions(request: web.Request, query: OfBot) -> Listed[Session]:
    """The caller's sessions, latest first."""
    user = somebody(request).user
    found = await request.app[STORE].sessions(query.bot_name, user, query.limit, query.offset)
    total = await request.app[STORE].count(query.bot_name, user)
    return Listed([shown(row) for row in found], total, query.limit, query.offset)


@routes.add("GET", "/api/sessions/{id}", Action.SESSION_USE)
async def session(request: web.Request) -> Session:
    """One session; ``current`` is the one used last."""
    return shown(await own_session(request, request.match_info["id"]))


@routes.add("GET", "/api/sessions/{id}/history", Action.SESSION_USE)
async def history(request: web.Request, query: Behind) -> History:
    """The log of a session as frames, behind ``since``."""
    found = await own_session(request, request.match_info["id"])
    events = await request.app[STORE].events(found.id, query.since, query.limit)
    frames = [made for event in events if (made := frame(found, event)) is not None]
    return History(frames, events[-1].seq if events else query.since, found.seq)


@routes.add("POST", "/api/sessions/{id}/messages", Action.SESSION_USE, status=202)
async def say(request: web.Request, body: Said) -> Taken:
    """Say something; it is kept when this returns, and the answer comes by itself."""
    found = await own_session(request, request.match_info["id"])
    throttled(request)
    try:
        return Taken(await request.app[CONVERSATIONS].put(found.id, await incoming_of(request, found, body)))
    except Closed:
        raise Refused(409, "closed", "this conversation is closed") from None


@routes.add("POST", "/api/sessions/{id}/message", Action.SESSION_USE, gives=Answered)
async def ask(request: web.Request, body: Said, query: Wait) -> web.StreamResponse:
    """Say something and wait for the end of the answer, or get it as it comes with ``Accept: text/event-stream``."""
    found = await own_session(request, request.match_info["id"])
    throttled(request)
    return await converse(request, found, await incoming_of(request, found, body), query.wait)


@routes.add("POST", "/api/sessions/{id}/stop", Action.SESSION_USE)
async def stop(request: web.Request) -> Done:
    """End what the bot does now, if it does anything."""
    found = await own_session(request, request.match_info["id"])
    await request.app[CONVERSATIONS].stop(found.id)
    return Done()


@routes.add("POST", "/api/sessions/{id}/end", Action.SESSION_USE, gives=Session)
async def end(request: web.Request) -> web.Response:
    """Close the session; it can be read afterwards, but nothing more is said in it."""
    found = await own_session(request, request.match_info["id"])
    await request.app[CONVERSATIONS].finish(found.id)
    return answer(shown(await own_session(request, found.id)))


async def incoming_of(request: web.Request, session: SessionRow, said: Said) -> Incoming:
    """What was said, as a WebSocket would have brought it."""
    given = msgspec.to_builtins(said)
    given["content"] = said.content or said.text or said.message
    try:
        incoming = read_frame(given)
        if incoming is None or not (given["content"] or said.attachments):
            raise ValueError("a message has content")
        return await with_files(bot_of(request, session.bot), session, incoming, sent_files(given))
    except ValueError as error:
        raise Refused(400, "bad_request", str(error)) from None
