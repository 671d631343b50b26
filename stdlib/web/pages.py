"""Web pages as values: the texts, tables, links and pictures that a selector finds.

Pages are parsed, never run. Fetching goes through the http port; called by the SCRAPE keywords.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from stdlib.context import Context
from stdlib.ports import KeywordFault
from stdlib.ports.web import Reply
from stdlib.web.calls import address_of, read_page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_BYTES = 2 << 20
"""Of a page or feed: the most that is parsed in about a second, whatever it holds."""

MOST_FOUND = 10_000
MOST_SELECTOR = 1000
MOST_DEPTH = 500
"""Elements inside each other; real pages have some dozens, and the parser's time grows with the square of it."""

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*\"?([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_UNSEEN = ["script", "style", "noscript", "template"]
_BLANKS = re.compile(r"\s+")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.IGNORECASE)
_RAW_END = re.compile(r"</(script|style)", re.IGNORECASE)
_SHALLOW = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"),
        *("wbr", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup"),
    )
)
"""Elements that hold nothing or end where the next one begins, so that leaving out their ends nests nothing."""


async def page_of(ctx: Context, url: Any, keyword: str) -> Reply:
    """The page at an address; GB7208 when the server gives none."""
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    return await read_page(ctx, await address_of(ctx, url), keyword, accept=accept, most=MOST_BYTES)


def parsed(reply: Reply) -> LexborHTMLParser:
    """The tree of a page without what nobody sees."""
    from selectolax.lexbor import LexborHTMLParser

    text = _html(reply)
    _check_depth(text)
    tree = LexborHTMLParser(text)
    tree.strip_tags(_UNSEEN)
    return tree


def _check_depth(text: str) -> None:
    """Refuse (GB7208) a page that nests too deeply, before it is parsed; ends of what is not open do not count."""
    counts: Counter[str] = Counter()
    depth, at = 0, 0
    while tag := _TAG.search(text, at):
        at, name = tag.end(), tag[2].lower()
        if name in ("script", "style") and not tag[1]:
            end = _RAW_END.search(text, at)
            at = end.end() if end else len(text)
        elif name not in _SHALLOW and (not tag[1] or counts[name]):
            step = -1 if tag[1] else 1
            counts[name] += step
            depth += step
            if depth > MOST_DEPTH:
                raise KeywordFault("GB7208", f"the page nests more than {MOST_DEPTH} elements inside each other")


def _html(reply: Reply) -> str:
    """The page as text: the charset of its header, of itself, or UTF-8."""
    inside = _META_CHARSET.search(reply.body[:4096])
    header = _HEADER_CHARSET.search(reply.headers.get("content-type", ""))
    named = header[1] if header else inside[1].decode() if inside else "utf-8"
    try:
        text = reply.body.decode(named, "replace")
    except (LookupError, ValueError):
        text = reply.body.decode("utf-8", "replace")
    return text.replace("\0", "\ufffd")


def found(tree: LexborHTMLParser, selector: str, keyword: str) -> list[LexborNode]:
    """The elements that a selector finds, at most ``MOST_FOUND``; GB6004 when it is none."""
    from selectolax.lexbor import SelectolaxError

    if len(selector) > MOST_SELECTOR:
        raise KeywordFault("GB6004", f"{keyword} takes a selector of at most {MOST_SELECTOR} characters")
    try:
        return tree.css(selector)[:MOST_FOUND]
    except (SelectolaxError, ValueError) as error:
        raise KeywordFault("GB6004", f"{keyword} cannot read {selector[:80]!r} as a CSS selector") from error


def text_of(node: LexborNode) -> str:
    """The text that a reader sees, blanks and line ends as one blank."""
    return _BLANKS.sub(" ", node.text(deep=True, separator=" ")).strip()


def table_rows(table: LexborNode) -> list[dict[str, str]]:
    """The rows of a table by the names in its heading, or its first row; columns without a name are numbered."""
    rows = [
        row for row in ([text_of(cell) for cell in row.css("th, td")] for row in table.css("tr")[:MOST_FOUND]) if row
    ]
    if not rows:
        return []
    names = _names(rows[0], max(len(row) for row in rows))
    return [dict(zip(names, [*row, *[""] * (len(names) - len(row))], strict=False)) for row in rows[1:]]


def _names(heading: list[str], width: int) -> list[str]:
    names: list[str] = []
    for place in range(width):
        name = heading[place] if place < len(heading) and heading[place] else f"column{place + 1}"
        names.append(name if name not in names else f"{name}_{place + 1}")
    return names


def links(tree: LexborHTMLParser, address: str) -> list[str]:
    """Addresses that the page links to, whole and each once."""
    return _addresses(tree, address, "a[href], area[href]", lambda node: node.attributes.get("href"))


def images(tree: LexborHTMLParser, address: str) -> list[str]:
    """Addresses of the pictures of the page, whole and each once."""
    return _addresses(tree, address, "img", lambda node: node.attributes.get("src") or node.attributes.get("data-src"))


def _addresses(
    tree: LexborHTMLParser, address: str, selector: str, target: Callable[[LexborNode], str | None]
) -> list[str]:
    base = tree.css_first("base[href]")
    start = _joined(address, base.attributes.get("href") or "") if base is not None else address
    return list(dict.fromkeys(_whole(tree.css(selector)[:MOST_FOUND], start or address, target)))


def _whole(nodes: list[LexborNode], start: str, target: Callable[[LexborNode], str | None]) -> Iterator[str]:
    for node in nodes:
        whole = _joined(start, (target(node) or "").strip())
        if whole and whole.partition("#")[0] != start.partition("#")[0]:
            yield whole


def _joined(start: str, target: str) -> str:
    """The whole address, "" for what is none of the web."""
    try:
        whole = urljoin(start, target) if target else ""
    except ValueError:
        return ""
    return whole if whole.lower().startswith(("http://", "https://")) else ""
