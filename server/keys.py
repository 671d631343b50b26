"""What handlers find in the application, by typed keys. Set by ``server.app`` alone."""

from __future__ import annotations

from aiohttp import web

from server.bots.registry import Bots
from server.conversations import Conversations
from server.desk.work import Desks
from server.hub import Hub
from server.settings import Settings
from server.store.port import Store
from server.tokens import Principal, Tokens
from server.triggers.firing import Firing

SETTINGS = web.AppKey("settings", Settings)
STORE = web.AppKey("store", Store)
BOTS = web.AppKey("bots", Bots)
HUB = web.AppKey("hub", Hub)
DESKS = web.AppKey("desks", Desks)
FIRING = web.AppKey("firing", Firing)
CONVERSATIONS = web.AppKey("conversations", Conversations)
TOKENS = web.AppKey("tokens", Tokens)

PRINCIPAL = web.RequestKey("principal", Principal)
REQUEST_ID = web.RequestKey("request_id", str)
