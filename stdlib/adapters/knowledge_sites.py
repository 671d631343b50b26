"""The websites of a bot's knowledge: which they are, when each is due, and their pages as kept texts.

Reads only what ``robots.txt`` allows, one page after the other, on the same host and below the address that was given.
All requests go through the http port with its egress guard. Called by ``stdlib.adapters.knowledge``.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from stdlib.adapters import knowledge_files as files
from stdlib.documents.reading import extracted
from stdlib.ports import Http, KeywordFault
from stdlib.ports.web import Reply, Request

AGENT = "gbc"
MOST_PAGES = 100
MOST_DEPTH = 3
MOST_BYTES = 2 << 20
MOST_SITES = 50
MOST_SECONDS = 300.0
LONGEST_PAUSE = 5.0
"""Seconds between two pages that a ``robots.txt`` may ask for."""

DAY = 86_400.0
INTERVALS = {"1h": DAY / 24, "1d": DAY, "1w": 7 * DAY, "1m": 30 * DAY, "1y": 365 * DAY}
RETRY = DAY / 24
"""Seconds after which a site that could not be read is tried again."""


@dataclass
class Site:
    """``due`` is when it is read next, in seconds since 1970."""

    address: str
    interval: float
    due: float = 0.0
    trouble: str = ""


class Sites:
    """The websites that are kept in ``state``."""

    def __init__(self, state: Path, http: Http) -> None:
        self._file = state / "websites.json"
        self._state = state
        self._http = http
        self._lock = asyncio.Lock()

    def known(self) -> dict[str, Site]:
        """The sites by the name of their collection."""
        if not self._file.is_file():
            return {}
        return {name: Site(**fields) for name, fields in json.loads(self._file.read_text("utf-8")).items()}

    def register(self, address: str, interval: str) -> tuple[str, bool]:
        """The collection of a site, and whether it is new; the shortest interval that was ever asked for counts."""
        parts = urlsplit(address)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            raise KeywordFault("GB7814", f"{address[:200]} is no website: it must begin with https:// or http://")
        seconds = INTERVALS.get(interval.strip().lower() or "1m")
        if seconds is None:
            raise KeywordFault("GB7814", f"{interval[:40]} is no interval; there are {', '.join(INTERVALS)}")
        name = f"{parts.netloc}{parts.path}".strip("/").lower()
        sites = self.known()
        before = sites.get(name)
        if before is None and len(sites) >= MOST_SITES:
            raise KeywordFault("GB7814", f"a bot reads at most {MOST_SITES} websites")
        site = before or Site(urldefrag(address).url, seconds)
        site.interval = min(site.interval, seconds)
        self._write({**sites, name: site})
        return name, before is None

    def _write(self, sites: dict[str, Site]) -> None:
        self._state.mkdir(parents=True, exist_ok=True)
        made = self._file.with_suffix(".new")
        made.write_text(json.dumps({name: asdict(site) for name, site in sites.items()}, indent=1), "utf-8")
        made.replace(self._file)

    async def refresh(self) -> dict[str, str]:
        """Read every site that is due; gives what is wrong with sites."""
        async with self._lock:
            for name, site in self.known().items():
                if site.due <= time.time():
                    try:
                        async with asyncio.timeout(MOST_SECONDS):
                            await self._read(name, site)
                        site.trouble, site.due = "", time.time() + site.interval
                    except TimeoutError:
                        site.trouble, site.due = "it is too slow", time.time() + RETRY
                    except KeywordFault as fault:
                        site.trouble, site.due = fault.message, time.time() + RETRY
                    self._write({**self.known(), name: site})
            return {name: site.trouble for name, site in self.known().items() if site.trouble}

    async def _read(self, name: str, site: Site) -> None:
        """Keep the pages of a site as they are now, and forget those that are gone."""
        robots = await self._robots(site.address)
        pause = min(float(robots.crawl_delay(AGENT) or 0), LONGEST_PAUSE)
        kept: set[Path] = set()
        waiting, seen = [(site.address, 0)], {site.address}
        while waiting and len(kept) < MOST_PAGES:
            address, depth = waiting.pop(0)
            if not robots.can_fetch(AGENT, address):
                continue
            reply = await self._page(address, first=not depth)
            if reply is None:
                continue
            text = await extracted("page.html", reply.body)
            if text.strip():
                kept.add(files.keep(self._state, "website", name, address, text, address))
            for link in _links(reply, site.address) if depth < MOST_DEPTH else ():
                if link not in seen and len(seen) < 20 * MOST_PAGES:
                    seen.add(link)
                    waiting.append((link, depth + 1))
            await asyncio.sleep(pause)
        if not kept:
            raise KeywordFault("GB7814", f"{site.address[:200]} has no page that may be read")
        for path in next(iter(kept)).parent.glob("*.md"):
            if path not in kept:
                path.unlink()

    async def _robots(self, address: str) -> RobotFileParser:
        robots = RobotFileParser()
        reply = await self._get(urljoin(address, "/robots.txt"))
        if reply.status >= 500:
            raise KeywordFault("GB7814", f"{address[:200]} does not say in its robots.txt what may be read")
        robots.parse(reply.body.decode("utf-8", "replace").splitlines() if reply.status == 200 else [])
        return robots

    async def _page(self, address: str, *, first: bool) -> Reply | None:
        """A page of text; None for one that is not there, and a fault when it is the first."""
        try:
            reply = await self._get(address)
        except KeywordFault:
            if first:
                raise
            return None
        moved = urlsplit(reply.url).netloc != urlsplit(address).netloc
        if reply.status == 200 and not moved and "html" in reply.headers.get("content-type", ""):
            return reply
        if first:
            raise KeywordFault("GB7814", f"{address[:200]} is no page of its own: {reply.status} {reply.reason}")
        return None

    async def _get(self, address: str) -> Reply:
        headers = {"User-Agent": AGENT, "Accept": "text/html,text/plain"}
        return await self._http.send(Request("GET", address, headers, timeout=15.0, most=MOST_BYTES))


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def _links(reply: Reply, start: str) -> Iterator[str]:
    """Addresses of a page that belong to the site."""
    anchors = _Anchors()
    anchors.feed(reply.body.decode("utf-8", "replace"))
    root = urlsplit(start)
    below = root.path.rpartition("/")[0] + "/"
    for link in anchors.found:
        try:
            whole = urldefrag(urljoin(reply.url, link.strip())).url
            parts = urlsplit(whole)
        except ValueError:
            continue
        if (parts.scheme, parts.netloc) == (root.scheme, root.netloc) and parts.path.startswith(below):
            yield whole
