"""What the server counts, for Prometheus."""

from __future__ import annotations

from aiohttp import web

from server.api import Routes
from server.keys import METRICS, STORE
from server.metrics import TYPE
from server.policy import Action

routes = Routes()


@routes.add("GET", "/metrics", Action.METRICS, media="text/plain")
async def metrics(request: web.Request) -> web.Response:
    """Every metric in Prometheus' text format; for operators, and for the token of the settings."""
    found = request.app[METRICS]
    found.store(await request.app[STORE].depth())
    return web.Response(body=found.text(), headers={"Content-Type": TYPE})
