"""What several routes give: sessions, their frames, and how a request is told which bot is meant."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from aiohttp import web

from server.bots.bot import Bot
from server.errors import not_found
from server.keys import BOTS
from server.store.port import SessionRow

Name = Annotated[str, msgspec.Meta(max_length=100)]
Text = Annotated[str, msgspec.Meta(max_length=1 << 16)]


class Session(msgspec.Struct):
    """A session as its owner sees it. ``seq`` is the number of its last frame; times are in seconds since 1970."""

    session_id: str
    bot_name: str
    user_id: str
    title: str
    channel: str
    status: str
    seq: int
    created_at: float
    updated_at: float


class OfBot(msgspec.Struct):
    """Which bot is meant; the default one when none is named."""

    bot_name: Name = ""


class Done(msgspec.Struct):
    """Something was done."""

    success: bool = True


Frame = dict[str, Any]
"""A frame of the chat's wire."""


def shown(row: SessionRow) -> Session:
    """A session for its owner."""
    return Session(
        row.id, row.bot, row.user, row.title, row.channel, row.status, row.seq, row.created, row.updated
    )  # fmt: skip


def bot_of(request: web.Request, name: str = "") -> Bot:
    """The bot with this name, or the default one; 404 when there is none."""
    bots = request.app[BOTS]
    bot = bots.get(name) if name else bots.default
    if bot is None:
        raise not_found("bot")
    return bot
