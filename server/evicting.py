"""Closes WebSockets whose owner may no longer have them: the login ended, the account lost its role, the bot closed.

A socket is let in once and stays open; this looks again at each, in every process. Run by ``server.app``.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping

from aiohttp import web

from server.access import may_still
from server.keys import PRINCIPAL, STATE
from server.policy import Action

log = logging.getLogger("gbc.access")

LOOK = 1.0
"""Seconds between two looks."""

ENDED = 4401
"""The code that such a socket is closed with."""


def admit(
    request: web.Request, socket: web.WebSocketResponse, action: Action, also: Callable[[], bool] = lambda: True
) -> None:
    """Note an open socket, which its owner has as long as ``action`` is allowed and ``also`` holds."""
    app, principal = request.app, request[PRINCIPAL]
    app[STATE].sockets[socket] = lambda: may_still(app, principal, action) and also()


async def follow(sockets: Mapping[web.WebSocketResponse, Callable[[], bool]]) -> None:
    """Look at all sockets again and again, until cancelled."""
    while True:
        await asyncio.sleep(LOOK)
        try:
            await evict(sockets)
        except Exception:
            log.exception("the open connections could not be looked at")


async def evict(sockets: Mapping[web.WebSocketResponse, Callable[[], bool]]) -> None:
    """Close those that nobody may have any more."""
    ended = [socket for socket, may in tuple(sockets.items()) if not may()]
    await asyncio.gather(*(socket.close(code=ENDED, message=b"this login has ended") for socket in ended))
