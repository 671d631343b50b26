"""What language models took, for operators."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from server.api import Listed, Page, Routes
from server.keys import STORE
from server.metering import NANO
from server.policy import Action
from server.routes.shapes import Name
from server.store.spending import day_of

routes = Routes()


class Since(Page, kw_only=True):
    """Of which bot, and for how many days."""

    bot_name: Name = ""
    days: Annotated[int, msgspec.Meta(ge=1, le=400, description="today and the days before it")] = 30


class Taken(msgspec.Struct):
    """What a person took from a bot's language models on a day of UTC. ``cost`` is in US dollars, as a decimal; calls
    of models without a known price add nothing to it. ``cached`` answers were kept ones."""

    bot_name: str
    user_id: str
    day: str
    calls: int
    cached: int
    tokens_given: int
    tokens_made: int
    cost: str


@routes.add("GET", "/api/v1/usage", Action.USAGE)
async def usage(request: web.Request, query: Since) -> Listed[Taken]:
    """Tokens and cost of language models by bot, person and day, latest first."""
    store = request.app[STORE]
    first = day_of(store.clock() - (query.days - 1) * 86_400)
    rows, total = await store.usage(query.bot_name, first, query.limit, query.offset)
    shown = [
        Taken(r.bot, r.user, r.day, r.calls, r.cached, r.given, r.made, f"{r.cost // NANO}.{r.cost % NANO:09d}")
        for r in rows
    ]
    return Listed(shown, total, query.limit, query.offset)
