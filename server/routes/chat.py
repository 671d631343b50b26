"""One call that is a conversation: say something, get the answer."""

from __future__ import annotations

import msgspec
from aiohttp import web

from server.access import own_session, visitor
from server.api import Routes
from server.clients import language_of
from server.keys import CONVERSATIONS, HUB, STORE
from server.policy import Action
from server.routes.shapes import Name, Text, bot_of
from server.routes.speaking import Answered, Wait, converse, throttled
from server.store.port import Incoming, Kind
from server.turns import Asked

routes = Routes()


class Chat(msgspec.Struct):
    """Without ``session_id`` a new session begins, and without ``message`` the bot only greets."""

    message: Text = ""
    session_id: Name = ""
    bot_name: Name = ""
    id: Name = ""


@routes.add("POST", "/api/v1/chat", Action.SESSION_OPEN, gives=Answered)
async def chat(request: web.Request, body: Chat, query: Wait) -> web.StreamResponse:
    """Say something to a bot and wait for the end of the answer.

    With ``Accept: text/event-stream`` it is sent while it comes.
    """
    throttled(request)
    incoming = Incoming(Kind.MESSAGE, {"text": body.message}, body.id) if body.message else None
    if body.session_id:
        return await converse(request, await own_session(request, body.session_id), incoming, query.wait)
    bot = bot_of(request, body.bot_name)
    session = await request.app[CONVERSATIONS].open(
        bot, visitor(request, bot).user, channel="api", language=language_of(request)
    )
    if incoming is not None:
        greeting = Asked(request.app[STORE], request.app[HUB], request.app[CONVERSATIONS], session.id)
        async for _ in greeting.notices(None, query.wait):
            pass
    return await converse(request, session, incoming, query.wait)
