"""The pages of the server: the list of bots at ``/``, the chat at ``/{bot}``, what they are made of, and the script
that puts a chat on another page. No page holds anything of a person; all they show comes over the interfaces."""

from __future__ import annotations

import asyncio
from html import escape
from typing import Any

from aiohttp import web

from server.api import Routes, allows
from server.assets import Asset, assets, made
from server.bots.bot import Bot
from server.errors import not_found
from server.headers import FILE, page_policy
from server.keys import BOTS, SETTINGS
from server.look import look, theme_file
from server.policy import Action
from server.routes.shapes import OfBot, bot_of
from stdlib.sites import site_name

routes = web.RouteTableDef()
shown = Routes()
"""What is part of the REST interface."""
chats = web.RouteTableDef()
"""The chat's own route, which is to be added behind all others since it fits every name."""


@routes.get("/")
@allows(Action.LOOK)
async def home(request: web.Request) -> web.Response:
    """The bots to talk to."""
    entries = "".join(_entry(bot) for bot in request.app[BOTS].all())
    page = assets()["home.html"]
    return send(request, made(page.body.replace(b"<!-- bots -->", entries.encode()), page.type))


def _entry(bot: Bot) -> str:
    fields = look(bot.package)
    title = str(fields.get("theme_title") or fields.get("bot_name") or bot.name)
    about = str(fields.get("bot_description", ""))
    below = f"<span>{escape(about)}</span>" if about else ""
    return f'<li><a href="/{escape(bot.name)}"><b>{escape(title)}</b>{below}</a></li>'


@routes.get("/static/{name}")
@allows(Action.LOOK)
async def static(request: web.Request) -> web.Response:
    """A file of the pages."""
    found = assets().get(request.match_info["name"])
    if found is None or found.type == "text/html":
        raise not_found("file")
    return send(request, found)


@routes.get("/embed.js")
@allows(Action.LOOK)
async def embed(request: web.Request) -> web.Response:
    """The script that other pages load to show a chat."""
    response = send(request, assets()["embed.js"])
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@shown.add("GET", "/api/bot/config", Action.LOOK, gives=dict[str, Any])
async def config(request: web.Request, query: OfBot) -> web.Response:
    """How a bot looks, for everybody."""
    bot = bot_of(request, query.bot_name)
    fields = await asyncio.to_thread(look, bot.package)
    settings = request.app[SETTINGS]
    found = {"bot_name": bot.name, **fields, "upload_limit": settings.upload_limit, "dev": settings.dev}
    return web.json_response(found)


@routes.get("/theme/{bot}/{name}")
@allows(Action.LOOK)
async def theme(request: web.Request) -> web.Response:
    """A picture or style sheet of a bot's theme."""
    bot = request.app[BOTS].get(request.match_info["bot"])
    if bot is None:
        raise not_found("bot")
    found = await asyncio.to_thread(theme_file, bot.package, request.match_info["name"])
    if found is None:
        raise not_found("file")
    response = send(request, made(found.body, found.type))
    response.headers["Content-Security-Policy"] = FILE
    return response


@routes.get("/site/{bot}/{name}")
@allows(Action.LOOK)
async def site(request: web.Request) -> web.Response:
    """A page that a bot has published."""
    bot, name = request.app[BOTS].get(request.match_info["bot"]), site_name(request.match_info["name"], "")
    if bot is None or not name or await bot.world.files.info(f"sites/{name}/index.html") is None:
        raise not_found("page")
    response = send(request, made(await bot.world.files.read(f"sites/{name}/index.html"), "text/html"))
    response.headers["Content-Security-Policy"] = FILE
    return response


@routes.get("/attendant")
@allows(Action.LOOK)
async def attendant(request: web.Request) -> web.Response:
    """The page of those who take over conversations."""
    return send(request, assets()["attendant.html"])


@routes.get("/login")
@allows(Action.LOOK)
async def login(request: web.Request) -> web.Response:
    """Where people log in to bots that are not public."""
    return send(request, assets()["login.html"])


@chats.get("/{bot}")
@allows(Action.LOOK)
async def chat(request: web.Request) -> web.Response:
    """The chat with a bot; the page says itself when there is none of that name."""
    response = send(request, assets()["chat.html"])
    if request.app[BOTS].get(request.match_info["bot"]) is None:
        response.set_status(404)
    return response


def send(request: web.Request, asset: Asset) -> web.Response:
    """The asset, or only that it has not changed."""
    headers = {"ETag": asset.tag, "Cache-Control": "no-cache"}
    if asset.type == "text/html":
        frames = request.app[SETTINGS].frames.replace(",", " ").split()
        headers["Content-Security-Policy"] = page_policy(frames)
    if asset.tag in request.headers.get("If-None-Match", ""):
        return web.Response(status=304, headers=headers)
    response = web.Response(body=asset.body, content_type=asset.type, charset=_charset(asset), headers=headers)
    if len(asset.body) > 1024:
        response.enable_compression()
    return response


def _charset(asset: Asset) -> str | None:
    return "utf-8" if asset.type.startswith("text/") else None
