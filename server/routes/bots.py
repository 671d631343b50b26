"""The bots of this server, the tools they offer, and publishing them again."""

from __future__ import annotations

from typing import Any

import msgspec
from aiohttp import web

from server.access import own_session, visitor
from server.api import Listed, Page, Routes, part
from server.bots.bot import Bot
from server.clients import language_of
from server.errors import not_found
from server.keys import BOTS, CONVERSATIONS
from server.policy import Action
from server.routes.shapes import Name, bot_of
from server.routes.speaking import Answered, Wait, converse, throttled
from server.store.port import Incoming, Kind

routes = Routes()


class BotShown(msgspec.Struct):
    """A bot; ``version`` counts what was published of it, 0 for nothing."""

    name: str
    version: int


class Finding(msgspec.Struct):
    """What is wrong with a script."""

    code: str
    message: str
    script: str
    line: int


class Published(msgspec.Struct):
    """What publishing did. With findings the last good version stays."""

    name: str
    version: int
    changed: bool
    findings: list[Finding]


class Arguments(msgspec.Struct):
    """What the tool is given, by parameter; in which session it runs, a new one when none is named."""

    arguments: dict[str, Any] = {}
    session_id: Name = ""
    id: Name = ""


@routes.add("GET", "/api/bots", Action.BOTS_SEE)
async def bots(request: web.Request, query: Page) -> Listed[BotShown]:
    """The bots of this server, by name."""
    return part([_shown(bot) for bot in request.app[BOTS].all()], query)


@routes.add("GET", "/api/bots/{bot}", Action.BOTS_SEE)
async def bot(request: web.Request) -> BotShown:
    """One bot."""
    return _shown(bot_of(request, request.match_info["bot"]))


@routes.add("POST", "/api/bots/{bot}/publish", Action.BOTS_PUBLISH)
async def publish(request: web.Request) -> Published:
    """Publish the scripts of a bot as they are now in its folder."""
    found = bot_of(request, request.match_info["bot"])
    before = _shown(found).version
    await request.app[BOTS].refresh(found)
    findings = [
        Finding(item.code, item.message, item.source.path.rpartition("/")[2], item.source.line_of(item.span.start))
        for item in found.findings
    ]
    return Published(found.name, _shown(found).version, _shown(found).version != before, findings)


@routes.add("GET", "/api/bots/{bot}/tools", Action.BOTS_SEE)
async def tools(request: web.Request, query: Page) -> Listed[dict[str, Any]]:
    """The tools of a bot, as function schemas that language models know."""
    found = bot_of(request, request.match_info["bot"])
    visitor(request, found)
    version = found.current
    return part([dict(offer.schema) for offer in version.tools.values()] if version else [], query)


@routes.add("POST", "/api/bots/{bot}/tools/{tool}", Action.SESSION_OPEN, gives=Answered)
async def run_tool(request: web.Request, body: Arguments, query: Wait) -> web.StreamResponse:
    """Run a tool and wait for its end; its questions are answered in its session."""
    found, name = bot_of(request, request.match_info["bot"]), request.match_info["tool"]
    if found.current is None or name not in found.current.tools:
        raise not_found("tool")
    throttled(request)
    if body.session_id:
        session = await own_session(request, body.session_id)
        if session.bot != found.name:
            raise not_found("session")
    else:
        session = await request.app[CONVERSATIONS].open(
            found, visitor(request, found).user, channel="api", language=language_of(request), greet=False
        )
    incoming = Incoming(Kind.TOOL, {"tool": name, "arguments": body.arguments}, body.id)
    return await converse(request, session, incoming, query.wait)


def _shown(bot: Bot) -> BotShown:
    return BotShown(bot.name, bot.current.number if bot.current else 0)
