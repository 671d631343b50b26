"""Counts every request against the bucket of its address, and of its person, before anything else is done for it."""

from __future__ import annotations

from aiohttp import web

from server.api import action_of
from server.clients import address
from server.errors import Handler, Refused
from server.keys import LIMITS, METRICS
from server.limits import Left
from server.policy import Action

_CLASS = {Action.LOG_IN: "auth", Action.TRIGGER: "webhooks"}


def take(request: web.Request, kind: str, key: str) -> Left | None:
    """Take a token of a bucket; 429 when there is none."""
    left = request.app[LIMITS].ask(kind, key)
    if left is not None and left.wait:
        request.app[METRICS].throttled.labels(kind).inc()
        raise Refused(429, "rate_limit_exceeded", "too many requests; wait a moment", left.wait, left.headers)
    return left


@web.middleware
async def throttle(request: web.Request, handler: Handler) -> web.StreamResponse:
    """429 with standard headers for an address that asks too often."""
    kind = _CLASS.get(action_of(request.match_info.handler) or Action.LOOK, "api")
    left = take(request, kind, address(request))
    response = await handler(request)
    if left is not None and not response.prepared:
        response.headers.update(left.headers)
    return response
