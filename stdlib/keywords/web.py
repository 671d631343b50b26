"""Keywords that read web pages and feeds: SCRAPE and its kin, RSS, WEBSITE OF.

Declarations only; pages are fetched through the web capability, never by the program itself.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword("SCRAPE url:text, selector:text", result="text", capability="web", effect="read", tier=2)
async def scrape(ctx: Any, **arguments: Any) -> None:
    """The text of the first element of a page that a CSS selector finds.

    Example:
        price = SCRAPE "https://shop.example.com/item/7", ".price"
    """


@keyword("SCRAPE ALL url:text, selector:text", result="list", capability="web", effect="read", tier=2)
async def scrape_all(ctx: Any, **arguments: Any) -> None:
    """The texts of all elements of a page that a CSS selector finds.

    Example:
        titles = SCRAPE_ALL "https://news.example.com", "h2 a"
    """


@keyword("SCRAPE TABLE url:text, selector:text", result="rows", capability="web", effect="read")
async def scrape_table(ctx: Any, **arguments: Any) -> None:
    """The rows of a table on a page; its heading names the fields.

    Example:
        rates = SCRAPE_TABLE "https://bank.example.com/rates", "table.rates"
    """


@keyword("SCRAPE LINKS url:text", result="list", capability="web", effect="read")
async def scrape_links(ctx: Any, **arguments: Any) -> None:
    """The addresses that a page links to.

    Example:
        links = SCRAPE_LINKS "https://example.com"
    """


@keyword("SCRAPE IMAGES url:text", result="list", capability="web", effect="read")
async def scrape_images(ctx: Any, **arguments: Any) -> None:
    """The addresses of the pictures on a page.

    Example:
        pictures = SCRAPE_IMAGES "https://example.com/gallery"
    """


@keyword("RSS url:text[, limit:int]", result="rows", capability="web", effect="read")
async def rss(ctx: Any, **arguments: Any) -> None:
    """The items of a news feed, newest first: title, link, date, summary.

    Example:
        FOR EACH item IN RSS("https://news.example.com/feed", 5)
            TALK item.title
        NEXT
    """


@keyword("WEBSITE OF company:text", result="text", capability="web", effect="read", tier=2)
async def website_of(ctx: Any, **arguments: Any) -> None:
    """The address of a company's website, found by a web search.

    Example:
        site = WEBSITE OF company
    """


@keyword("SEARCH WEB query:text", result="rows", capability="agents", effect="read")
async def search_web(ctx: Any, **arguments: Any) -> None:
    """Search the web: title, link and summary of each hit.

    Example:
        hits = SEARCH WEB "opening hours of the town hall"
    """
