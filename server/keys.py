"""What handlers find in the application, by typed keys. Set by ``server.app`` alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from server.agents.approvals import Approvals
from server.bots.registry import Bots
from server.conversations import Conversations
from server.desk.work import Desks
from server.hub import Hub
from server.limits import Limits
from server.metrics import Metrics
from server.people import People
from server.settings import Settings
from server.store.accounts import Accounts
from server.store.port import Store
from server.tokens import Principal, Tokens
from server.triggers.firing import Firing


@dataclass
class State:
    """What the process does now. ``draining``: it stops, and takes no new work. ``sockets`` are open, each with whether
    its owner may still have it."""

    draining: bool = False
    sockets: dict[web.WebSocketResponse, Callable[[], bool]] = field(default_factory=dict)


SETTINGS = web.AppKey("settings", Settings)
STORE = web.AppKey("store", Store)
BOTS = web.AppKey("bots", Bots)
HUB = web.AppKey("hub", Hub)
DESKS = web.AppKey("desks", Desks)
FIRING = web.AppKey("firing", Firing)
CONVERSATIONS = web.AppKey("conversations", Conversations)
TOKENS = web.AppKey("tokens", Tokens)
ACCOUNTS = web.AppKey("accounts", Accounts)
PEOPLE = web.AppKey("people", People)
LIMITS = web.AppKey("limits", Limits)
APPROVALS = web.AppKey("approvals", Approvals)
METRICS = web.AppKey("metrics", Metrics)
STATE = web.AppKey("state", State)

PRINCIPAL = web.RequestKey("principal", Principal)
REQUEST_ID = web.RequestKey("request_id", str)
