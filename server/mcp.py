"""A bot's tools for other programs' language models: an MCP server for each bot, over the official SDK.

Stateless: each request is answered by itself, with the token of who asks. A call runs in a session of its own; what it
asks a person is not answered here, and what has consequences runs only as far as the bot permits. Mounted by
``server.app``.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

from aiohttp import web

from server.access import somebody, visitor
from server.answering import arguments
from server.api import allows
from server.bots.bot import Bot
from server.clients import language_of
from server.errors import Refused
from server.keys import CONVERSATIONS, HUB, SETTINGS, STORE
from server.policy import Action
from server.routes.shapes import bot_of
from server.routes.speaking import throttled
from server.store.port import Event, Incoming, Kind
from server.triggers.answers import MCP, MCP_TOOL
from server.turns import Asked
from server.version import VERSION
from server.wire import SORRY
from stdlib.ports.model import ToolCall

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server

WAIT = 120.0
"""Seconds that a tool may take."""

MOST = 200_000
"""Characters of a result."""


def add_routes(app: web.Application) -> None:
    """The address of each bot's MCP server."""
    app.router.add_post("/mcp/{bot}", allows(Action.SESSION_OPEN)(_serve))


async def _serve(request: web.Request) -> web.StreamResponse:
    try:
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
    except ImportError:
        raise Refused(503, "unavailable", "this host lacks what it needs here: pip install 'gbc[mcp]'") from None
    throttled(request)
    bot = bot_of(request, request.match_info["bot"])
    visitor(request, bot)
    server = _server(request, bot)
    manager = StreamableHTTPSessionManager(
        server, json_response=True, stateless=True, max_request_body_size=request.app[SETTINGS].body_limit
    )
    async with manager.run():
        return await _bridged(request, manager)


def _server(request: web.Request, bot: Bot) -> Server[Any]:
    """The MCP server of one request."""
    from mcp import types
    from mcp.server.lowlevel import Server

    offers = {} if bot.current is None else bot.current.tools

    async def listed(context: Any, params: Any) -> types.ListToolsResult:
        tools = []
        for name, offer in offers.items():
            told = offer.schema["function"]
            tools.append(types.Tool(name=name, description=told["description"], input_schema=told["parameters"]))
        return types.ListToolsResult(tools=tools)

    async def called(context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        text, well = await _run(request, bot, params.name, params.arguments or {})
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=not well)

    return Server(bot.name, version=VERSION, on_list_tools=listed, on_call_tool=called)


async def _run(request: web.Request, bot: Bot, tool: str, given: dict[str, Any]) -> tuple[str, bool]:
    """What a tool gives, and whether it went well."""
    offer = None if bot.current is None else bot.current.tools.get(tool)
    if offer is None:
        return f"there is no tool {tool[:80]}", False
    try:
        bound = arguments(ToolCall("", tool, json.dumps(given)), offer.schema)
    except ValueError as error:
        return str(error), False
    app = request.app
    session = await app[CONVERSATIONS].open(
        bot, somebody(request).user, channel=MCP, language=language_of(request), greet=False, facts={MCP_TOOL: tool}
    )
    asked = Asked(app[STORE], app[HUB], app[CONVERSATIONS], session.id)
    incoming = Incoming(Kind.TOOL, {"tool": tool, "arguments": bound})
    events = [event async for event in asked.notices(incoming, WAIT) if isinstance(event, Event)]
    text, well = _told(events, session.language)
    if not asked.complete:
        return f"{text}\nthe tool has not ended within {WAIT:g} seconds".strip(), False
    if len(text) > MOST:
        text = text[:MOST] + f"\n(the rest of {len(text):,} characters is left out)"
    return text, well


def _told(events: list[Event], language: str) -> tuple[str, bool]:
    """What a call said and returned, and whether it came to its end."""
    texts, well = [], True
    for event in events:
        if event.kind == "talk":
            texts.append(str(event.body["text"]))
        elif event.kind == "hear":
            texts.append("the tool waits for the answer of a person, who is not here, and was not carried out further")
            well = False
        elif event.kind == "fault":
            texts.append(SORRY.get(language[:2], SORRY["en"]))
            well = False
        elif event.kind == "result" and event.body["value"] is not None:
            value = event.body["value"]
            texts.append(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return "\n".join(texts) or "done", well


async def _bridged(request: web.Request, app: Any) -> web.Response:
    """The answer of an ASGI application to a request."""
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": request.method,
        "scheme": request.scheme, "path": request.path, "raw_path": request.path.encode(), "root_path": "",
        "query_string": request.query_string.encode(), "client": None, "server": None,
        "headers": [(name.lower(), value) for name, value in request.raw_headers],
    }  # fmt: skip
    body, parts = await request.read(), bytearray()
    begun: dict[str, Any] = {}
    incoming = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> MutableMapping[str, Any]:
        if incoming:
            return incoming.pop()
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            begun.update(message)
        else:
            parts.extend(message.get("body", b""))

    await app.handle_request(scope, receive, send)
    headers = [(name.decode(), value.decode()) for name, value in begun["headers"] if name.lower() != b"content-length"]
    return web.Response(status=begun["status"], headers=headers, body=bytes(parts))
