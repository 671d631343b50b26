"""The application: ``create_app(settings, bots)`` puts the parts together and gives each its life. No globals.

Called by ``gbc serve`` and by tests.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from server import console, evicting, keys, mcp, pages
from server.access import who
from server.agents import approval_page
from server.agents.approvals import Approvals
from server.api import allows, mount
from server.bots.hosting import Hosting
from server.bots.learning import keep_learning
from server.bots.registry import Bots
from server.conversations import Conversations
from server.desk import web as attendance
from server.desk.work import Desks
from server.errors import errors
from server.headers import origins, standard
from server.hub import Hub
from server.limits import Limits
from server.metrics import Metrics
from server.observe import observe
from server.people import People
from server.policy import Action
from server.routes.every import operations
from server.settings import Settings
from server.store.accounts_sqlite import EmbeddedAccounts
from server.store.desk import EmbeddedDesk
from server.store.sqlite import DATABASE, MEMORY, EmbeddedStore
from server.store.triggers import EmbeddedTriggers
from server.throttle import throttle
from server.tokens import Tokens
from server.triggers import web as triggers
from server.triggers.firing import Firing
from server.turn import Surroundings
from server.ws import send_away, websocket


def create_app(settings: Settings, root: Path, hosting: Hosting | None = None) -> web.Application:
    """The application that serves the bots at ``root``; nothing is opened before it starts."""
    app = web.Application(middlewares=[observe, errors, throttle, origins, who], client_max_size=settings.body_limit)
    app[keys.SETTINGS] = settings
    app[keys.STATE] = keys.State()
    app[keys.METRICS] = Metrics()
    app[keys.LIMITS] = Limits({
        "auth": settings.rate_auth, "api": settings.rate_api, "messages": settings.rate_messages,
        "webhooks": settings.rate_webhooks,
    })  # fmt: skip
    app.on_response_prepare.append(standard)
    app.on_shutdown.append(_drain)
    data = Path(settings.data) if settings.data else root / ".gbc"
    app.cleanup_ctx.append(lambda app: _life(app, root, data, hosting or Hosting()))
    mount(app, operations())
    app.router.add_get("/ws", allows(Action.SESSION_OPEN)(websocket), allow_head=False)
    app.router.add_get("/ws/{bot}", allows(Action.SESSION_OPEN)(websocket), allow_head=False)
    triggers.add_routes(app)
    mcp.add_routes(app)
    attendance.add_routes(app)
    approval_page.add_routes(app)
    app.add_routes(pages.routes)
    app.add_routes(console.routes)
    app.add_routes(pages.chats)
    return app


async def _life(app: web.Application, root: Path, data: Path, hosting: Hosting) -> AsyncIterator[None]:
    """Open everything in order, and close it in the other one."""
    settings = app[keys.SETTINGS]
    data.mkdir(parents=True, exist_ok=True)
    secret = settings.secret or kept_secret(data)
    tokens = app[keys.TOKENS] = Tokens(secret)
    store = app[keys.STORE] = EmbeddedStore(MEMORY if settings.forget else data / DATABASE)
    accounts = app[keys.ACCOUNTS] = EmbeddedAccounts(store)
    people = app[keys.PEOPLE] = People(accounts, tokens, store.clock)
    app[keys.HUB] = Hub(store)
    bots = app[keys.BOTS] = Bots(root, data / "bots", store, hosting, f"files {secret}".encode())
    followers: list[asyncio.Task[None]] = []
    try:
        await bots.open()
        firing = app[keys.FIRING] = Firing(EmbeddedTriggers(store), bots)
        desks = app[keys.DESKS] = Desks(EmbeddedDesk(store), store, app[keys.HUB])
        asking = app[keys.APPROVALS] = Approvals(f"approvals {secret}".encode(), store)
        around = Surroundings(
            store, app[keys.HUB], dev=settings.dev, firing=firing, desks=desks, metrics=app[keys.METRICS],
            person=people.facts, approvals=asking, audit=accounts.record,
        )  # fmt: skip
        conversations = app[keys.CONVERSATIONS] = Conversations(around, bots)
        await conversations.start()
        await firing.start()
        followers.append(asyncio.create_task(keep_learning(bots, root)))
        if settings.dev:
            followers.append(asyncio.create_task(bots.follow()))
        followers.append(asyncio.create_task(evicting.follow(app[keys.STATE].sockets)))
        if settings.workers > 1:
            followers.append(asyncio.create_task(app[keys.HUB].follow()))
        yield
        for follower in followers:
            follower.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await follower
    finally:
        await bots.close()
        await store.close()


async def _drain(app: web.Application) -> None:
    """Take no new work, let turns end, then ask those who are connected to come back, not all at once."""
    app[keys.STATE].draining = True
    await app[keys.FIRING].stop()
    await app[keys.CONVERSATIONS].drain(app[keys.SETTINGS].drain_seconds)
    await send_away(app[keys.STATE].sockets)


def kept_secret(data: Path) -> str:
    """The key of this deployment, made when there is none; only its owner can read the file."""
    file = data / "secret"
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as made:
            made.write(secrets.token_hex(32))
    return file.read_text().strip()
