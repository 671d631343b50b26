"""Counts and logs every request around everything else that is done for it. The outermost middleware."""

from __future__ import annotations

import logging
import secrets
import time

from aiohttp import web

from server.errors import Handler
from server.keys import METRICS, REQUEST_ID
from server.logs import REQUEST

log = logging.getLogger("gbc.http")


@web.middleware
async def observe(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give the request an id, then count it under the path of its route, never under what a client made up."""
    request[REQUEST_ID] = secrets.token_hex(8)
    REQUEST.set(request[REQUEST_ID])
    began, status = time.perf_counter(), 499
    try:
        response = await handler(request)
        status = response.status
    finally:
        seconds = time.perf_counter() - began
        resource = request.match_info.route.resource
        route = resource.canonical if resource is not None else "unknown"
        metrics = request.app[METRICS]
        metrics.answered(_method(request.method), route, str(status)).inc()
        if status != 101:
            metrics.took(route).observe(seconds)
        log.debug("%s %s %d %.1f ms", request.method, request.path, status, seconds * 1000)
    return response


def _method(method: str) -> str:
    return method if method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "other"
