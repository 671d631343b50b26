"""Lists that a service gives in pages: where the next page is, and following all of them for ``SET PAGE MODE``.

The marks of the next page are those of the usual dialects: a Link header, a link or a token in the body.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from stdlib.context import Context
from stdlib.ports.web import Reply
from stdlib.web.bodies import read_body
from stdlib.web.calls import READ_TIMEOUT, exchange, response
from vm.value import Array, Object

MODES = ("auto", "manual", "none")
MOST_PAGES = 100
MOST_ITEMS = 100_000

_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_REL = re.compile(r"\brel\s*=\s*(?:\"([^\"]{0,200})\"|([^\s;,\"]{1,200}))", re.IGNORECASE)
LINK_HEADER = 8192
"""Characters of a Link header that are read."""

_LINKS = (
    *(("@odata.nextLink",), ("next",), ("links", "next"), ("_links", "next"), ("_links", "next", "href")),
    *(("links", "next", "href"), ("paging", "next"), ("pagination", "next"), ("pagination", "next_url")),
    *(("next_page_url",), ("next_url",), ("nextLink",), ("meta", "next")),
)
_TOKENS = (
    (("nextPageToken",), "pageToken"),
    (("next_page_token",), "page_token"),
    (("next_cursor",), "cursor"),
    (("nextCursor",), "cursor"),
    (("response_metadata", "next_cursor"), "cursor"),
    (("meta", "next_cursor"), "cursor"),
    (("continuationToken",), "continuationToken"),
    (("continuation_token",), "continuation_token"),
)
_ITEMS = ("items", "value", "data", "results", "records", "rows", "entries")


def next_page(reply: Reply, body: Any, asked: str) -> str:
    """The address of the page that follows, "" when this is the last one or the next is not of the host ``asked``.

    The headers of the program go with every page, so a page of another host is never one.
    """
    found = _marked(reply, body)
    return found if urlsplit(found)[:2] == urlsplit(asked)[:2] else ""


def _marked(reply: Reply, body: Any) -> str:
    for target, rest in _LINK.findall(reply.headers.get("link", "")[:LINK_HEADER]):
        relation = _REL.search(rest)
        if relation and "next" in (relation[1] or relation[2]).lower().split():
            return str(urljoin(reply.url, target))
    for path in _LINKS:
        found = _at(body, path)
        if isinstance(found, str) and re.match(r"https?://|[/?]", found.strip()):
            return str(urljoin(reply.url, found.strip()))
    for path, parameter in _TOKENS:
        found = _at(body, path)
        if found and isinstance(found, str | int) and not isinstance(found, bool):
            return _with_parameter(reply.url, parameter, str(found))
    return ""


def _at(body: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        body = body.get(name) if isinstance(body, Object) else None
    return body


def _with_parameter(url: str, name: str, value: str) -> str:
    parts = urlsplit(url)
    query = [(key, given) for key, given in parse_qsl(parts.query, keep_blank_values=True) if key != name]
    return urlunsplit(parts._replace(query=urlencode([*query, (name, value)]), fragment=""))


def items_of(body: Any) -> Array | None:
    """The list of a page: the body itself, the field with a usual name, or the only field that is a list."""
    if isinstance(body, Array):
        return body
    named = next((found for name in _ITEMS if isinstance(found := _at(body, (name,)), Array)), None)
    lists = [value for _, value in body.items() if isinstance(value, Array)] if isinstance(body, Object) else []
    return named if named is not None or len(lists) != 1 else lists[0]


async def get(ctx: Context, address: str) -> Object:
    """GET as the page mode says; leaves the mark of the next page in the state of the conversation."""
    paging = ctx.state.paging
    mode = paging.get("mode", "none")
    goes_on = mode != "none" and paging.get("address") == address and paging.get("next")
    reply = await _page(ctx, paging["next"] if goes_on else address)
    body = read_body(reply)
    following = next_page(reply, body, address)
    if mode == "auto" and following:
        following = await _follow(ctx, items_of(body), address, following)
    ctx.state.paging = {"mode": mode, "address": address, "next": following}
    return response(ctx, reply, body)


async def _page(ctx: Context, address: str) -> Reply:
    return await exchange(ctx, "GET", address, timeout=READ_TIMEOUT)


async def _follow(ctx: Context, items: Array | None, address: str, following: str) -> str:
    """Add the items of all further pages to those of the first; gives the mark of where it stopped."""
    seen = {address}
    while items is not None and following and following not in seen:
        if len(seen) >= MOST_PAGES or len(items) >= MOST_ITEMS:
            return following
        seen.add(following)
        reply = await _page(ctx, following)
        body = read_body(reply)
        more = items_of(body)
        if reply.status >= 400 or more is None:
            return following
        items.extend(list(more))
        following = next_page(reply, body, address)
    return ""
