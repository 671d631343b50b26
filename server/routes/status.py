"""Whether the server lives and may be sent work, and what it offers."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
from aiohttp import web

from server.api import Routes, answer
from server.keys import BOTS, STATE, STORE
from server.policy import Action
from server.version import VERSION

routes = Routes()

WRITABLE_WITHIN = 2.0
"""Seconds that the store may take to write before the server is not ready."""


class Health(msgspec.Struct):
    """The process answers."""

    status: str
    service: str
    version: str


class Ready(msgspec.Struct):
    """Whether requests should be sent here, and which part says no."""

    ready: bool
    parts: dict[str, bool]


@routes.add("GET", "/health", Action.LOOK)
@routes.add("GET", "/api/health", Action.LOOK)
async def health(request: web.Request) -> Health:
    """Whether the process answers."""
    return Health("ok", "gbc", VERSION)


@routes.add("GET", "/ready", Action.LOOK, gives=Ready, also={503: Ready})
@routes.add("GET", "/api/ready", Action.LOOK, gives=Ready, also={503: Ready})
async def ready(request: web.Request) -> web.Response:
    """Whether requests should be sent here: bots are open, the store can write, and the server does not stop."""
    parts = {
        "bots": any(bot.current is not None for bot in request.app[BOTS].all()),
        "store": await _writable(request),
        "serving": not request.app[STATE].draining,
    }
    good = all(parts.values())
    return answer(Ready(good, parts), 200 if good else 503)


async def _writable(request: web.Request) -> bool:
    try:
        async with asyncio.timeout(WRITABLE_WITHIN):
            await request.app[STORE].ready()
    except Exception:
        return False
    return True


@routes.add("GET", "/api/openapi.json", Action.LOOK)
async def openapi(request: web.Request) -> dict[str, Any]:
    """This document."""
    from server.openapi import document
    from server.routes.every import operations

    return document(operations(), VERSION)
