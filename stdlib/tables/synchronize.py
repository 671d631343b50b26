"""Reads every page of a list on the web and gives its records. Called by SYNCHRONIZE.

Pages are asked for until one is empty, shorter than the limit, or the same as the one before it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlencode, urljoin

from stdlib.context import Context
from stdlib.ports import KeywordFault
from stdlib.ports.database import Row
from stdlib.ports.web import Request
from stdlib.tables.arguments import rows_of
from vm.value import Array, BasicError, Object, from_json

PAGE = 100
"""Records asked for at once."""

MOST_PAGES = 1000
_LISTS = ("data", "items", "results", "records", "value", "rows")


async def pages(ctx: Context, endpoint: str, page: str, limit: str) -> AsyncIterator[list[Row]]:
    """The records of each page; GB7002 when the list does not end or the other side answers with an error."""
    address = await _address(ctx, endpoint)
    before: list[Row] = []
    for number in range(1, MOST_PAGES + 1):
        mark = "&" if "?" in address else "?"
        found = await _page(ctx, f"{address}{mark}{urlencode({page: number, limit: PAGE})}")
        if not found or found == before:
            return
        yield found
        if len(found) < PAGE:
            return
        before = found
        await asyncio.sleep(0)
    raise KeywordFault("GB7002", f"SYNCHRONIZE read {MOST_PAGES} pages of {endpoint} and it did not end")


async def _address(ctx: Context, endpoint: str) -> str:
    if "://" in endpoint:
        return endpoint
    for key in ("synchronize-host", "param-host", "host", "config.param-host", "config.http-base-url"):
        host = await ctx.session.get(key)
        if isinstance(host, str) and host:
            return urljoin(host.rstrip("/") + "/", endpoint.lstrip("/"))
    raise KeywordFault("GB6004", "SYNCHRONIZE needs a whole address, or the host in the bot's configuration")


async def _page(ctx: Context, address: str) -> list[Row]:
    reply = await ctx.http.send(Request("GET", address, {"accept": "application/json"}))
    if reply.status >= 400:
        raise KeywordFault("GB7002", f"SYNCHRONIZE got the answer {reply.status} {reply.reason} from {reply.url}")
    try:
        body = from_json(reply.body.decode("utf-8-sig"))
    except (UnicodeDecodeError, BasicError) as error:
        raise KeywordFault("GB7002", f"SYNCHRONIZE needs JSON, and {reply.url} gave something else") from error
    if isinstance(body, Object):
        body = next((body.get(name) for name in _LISTS if isinstance(body.get(name), Array)), None)
    if not isinstance(body, Array):
        raise KeywordFault("GB7002", f"SYNCHRONIZE found no list in the answer of {reply.url}")
    return rows_of("SYNCHRONIZE", "answer", body)
