"""Keywords that read web pages and feeds: SCRAPE and its kin, RSS, WEBSITE OF, SEARCH WEB.

Pages are fetched through the http port and parsed in ``stdlib.web``; nothing in a page is run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.ports import KeywordFault
from stdlib.web import calls, feeds, pages
from stdlib.web.bodies import read_body
from vm.value import Array, Object


@keyword("SCRAPE url:text, selector:text", result="text", capability="web", effect="read", tier=2)
async def scrape(ctx: Context, *, url: Any = None, selector: Any = None) -> str:
    """The text of the first element of a page that a CSS selector finds.

    Example:
        price = SCRAPE "https://shop.example.com/item/7", ".price"
    """
    page = await pages.page_of(ctx, url, "SCRAPE")
    nodes = pages.found(pages.parsed(page), ctx.text(selector), "SCRAPE")
    return pages.text_of(nodes[0]) if nodes else ""


@keyword("SCRAPE ALL url:text, selector:text", result="list", capability="web", effect="read", tier=2)
async def scrape_all(ctx: Context, *, url: Any = None, selector: Any = None) -> Array:
    """The texts of all elements of a page that a CSS selector finds.

    Example:
        titles = SCRAPE_ALL "https://news.example.com", "h2 a"
    """
    page = await pages.page_of(ctx, url, "SCRAPE ALL")
    nodes = pages.found(pages.parsed(page), ctx.text(selector), "SCRAPE ALL")
    return ctx.array(pages.text_of(node) for node in nodes)


@keyword("SCRAPE TABLE url:text, selector:text", result="rows", capability="web", effect="read")
async def scrape_table(ctx: Context, *, url: Any = None, selector: Any = None) -> Array:
    """The rows of a table on a page; its heading names the fields.

    Example:
        rates = SCRAPE_TABLE "https://bank.example.com/rates", "table.rates"
    """
    page = await pages.page_of(ctx, url, "SCRAPE TABLE")
    nodes = pages.found(pages.parsed(page), ctx.text(selector), "SCRAPE TABLE")
    return _rows(ctx, pages.table_rows(nodes[0]) if nodes else [])


@keyword("SCRAPE LINKS url:text", result="list", capability="web", effect="read")
async def scrape_links(ctx: Context, *, url: Any = None) -> Array:
    """The addresses that a page links to.

    Example:
        links = SCRAPE_LINKS "https://example.com"
    """
    page = await pages.page_of(ctx, url, "SCRAPE LINKS")
    return ctx.array(pages.links(pages.parsed(page), page.url))


@keyword("SCRAPE IMAGES url:text", result="list", capability="web", effect="read")
async def scrape_images(ctx: Context, *, url: Any = None) -> Array:
    """The addresses of the pictures on a page.

    Example:
        pictures = SCRAPE_IMAGES "https://example.com/gallery"
    """
    page = await pages.page_of(ctx, url, "SCRAPE IMAGES")
    return ctx.array(pages.images(pages.parsed(page), page.url))


@keyword("RSS url:text[, limit:int]", result="rows", capability="web", effect="read")
async def rss(ctx: Context, *, url: Any = None, limit: Any = None) -> Array:
    """The items of a news feed, newest first: title, link, date, summary.

    Example:
        FOR EACH item IN RSS("https://news.example.com/feed", 5)
            TALK item.title
        NEXT
    """
    most = feeds.MOST_ITEMS if limit is None else int(ctx.number(limit, "the limit of RSS"))
    if most < 1:
        raise KeywordFault("GB6004", f"RSS takes a limit of at least 1, and got {most}")
    page = await pages.page_of(ctx, url, "RSS")
    return _rows(ctx, feeds.read_feed(page.body, page.url)[:most])


def _rows(ctx: Context, rows: Iterable[Mapping[str, Any]]) -> Array:
    made = ctx.array(ctx.object(row) for row in rows)
    made.rowset = True
    return made


@keyword("WEBSITE OF company:text", result="text", capability="web", effect="read", tier=2)
async def website_of(ctx: Context, *, company: Any = None) -> str:
    """The address of a company's website, found by a web search; "" when none is found.

    Needs `search-url` in config.csv: a search service that answers in JSON, with `{query}` where the words belong.

    Example:
        site = WEBSITE OF company
    """
    name = ctx.text(company).strip()
    sites = (_site(ctx.text(ctx.field(hit, "link"))) for hit in await _hits(ctx, name, "WEBSITE OF"))
    return next(filter(None, sites), "")


def _site(link: str) -> str:
    """The site of a page, "" for pages about companies that are not their own."""
    parts = urlsplit(link)
    own = parts.scheme in ("http", "https") and parts.hostname and not _is_directory(parts.hostname)
    return f"{parts.scheme}://{parts.netloc}" if own else ""


_DIRECTORIES = ("wikipedia.org", "facebook.com", "linkedin.com", "instagram.com", "youtube.com", "x.com", "twitter.com")


def _is_directory(host: str) -> bool:
    """True for sites about companies, which are never their own."""
    return any(host == name or host.endswith("." + name) for name in _DIRECTORIES)


@keyword("SEARCH WEB query:text", result="rows", capability="web", effect="read")
async def search_web(ctx: Context, *, query: Any = None) -> Array:
    """Search the web: title, link and summary of each hit.

    Example:
        hits = SEARCH WEB "opening hours of the town hall"
    """
    return _rows(ctx, [dict(hit.items()) for hit in await _hits(ctx, ctx.text(query).strip(), "SEARCH WEB")])


async def _hits(ctx: Context, query: str, keyword: str) -> list[Object]:
    """What the search service finds, as title, link and summary."""
    if not query:
        raise KeywordFault("GB6004", f"{keyword} needs something to search for")
    service = await calls.setting(ctx, "search-url", keyword)
    words = quote(query, safe="", errors="replace")
    address = service.replace("{query}", words) if "{query}" in service else service + words
    reply = await calls.fetch(ctx, address, accept="application/json")
    found = read_body(reply)
    entries = next((ctx.field(found, name) for name in _RESULTS if isinstance(ctx.field(found, name), Array)), found)
    if reply.status != 200 or not isinstance(entries, Array):
        raise KeywordFault("GB7208", f"the search service gave no results for {keyword}: {reply.status} {reply.reason}")
    return [_hit(ctx, entry) for entry in entries if isinstance(entry, Object)]


_RESULTS = ("results", "items", "hits")


def _hit(ctx: Context, entry: Object) -> Object:
    def first(*names: str) -> str:
        return next((text for name in names if (text := ctx.text(ctx.field(entry, name)))), "")

    return ctx.object(
        {
            "title": first("title", "name"),
            "link": first("url", "link"),
            "summary": first("content", "snippet", "summary"),
        }
    )
