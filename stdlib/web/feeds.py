"""News feeds (RSS 0.9 to 2.0, Atom) as rows: title, link, date, summary, author and id of every item.

Pure. Entities are refused, markup in a summary becomes plain text.
"""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from xml.etree.ElementTree import Element

from stdlib.ports.faults import KeywordFault
from stdlib.web.xml_values import child_text, children, name_of, read_xml

MOST_ITEMS = 1000

_TAG = re.compile(r"<[^<>]*>")
_BLANKS = re.compile(r"\s+")
_FRACTION = re.compile(r"(\.\d{6})\d+")


def read_feed(data: bytes, address: str) -> list[dict[str, object]]:
    """The items, newest first; those without a date stand last in the order of the feed."""
    root = read_xml(data, f"what {address.partition('?')[0]} gives")
    kind = name_of(root)
    if kind not in ("rss", "RDF", "feed"):
        raise KeywordFault("GB7208", f"what {address.partition('?')[0]} gives is no feed of news")
    entries = (element for element in root.iter() if name_of(element) in ("item", "entry"))
    items = [_item(entry) for entry in islice(entries, MOST_ITEMS)]
    items.sort(key=lambda item: _age(item["date"]))
    return items


def _age(date: object) -> float:
    """Seconds by which to sort: newer is less, no date is most."""
    return -date.replace(tzinfo=UTC).timestamp() if isinstance(date, datetime) else float("inf")


def _item(entry: Element) -> dict[str, object]:
    return {
        "title": _plain(child_text(entry, "title")),
        "link": _link(entry),
        "date": _date(child_text(entry, "pubDate", "published", "updated", "date")),
        "summary": _plain(child_text(entry, "description", "summary", "content", "encoded")),
        "author": _author(entry),
        "id": child_text(entry, "guid", "id"),
    }


def _link(entry: Element) -> str:
    """The text of RSS's link or the address of Atom's, which may have several."""
    for link in children(entry, "link"):
        given = link.get("href", "") if link.get("rel", "alternate") == "alternate" else ""
        target = (link.text or "").strip() or given
        if target:
            return target
    guid = child_text(entry, "guid")
    return guid if guid.startswith(("http://", "https://")) else ""


def _author(entry: Element) -> str:
    for author in children(entry, "author"):
        return child_text(author, "name") or "".join(author.itertext()).strip()
    return child_text(entry, "creator")


def _date(text: str) -> datetime | None:
    """The time in UTC, as RFC 822 or ISO 8601 write it; None when it cannot be read."""
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text) if "," in text or text[:1].isalpha() else _iso(text)
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _iso(text: str) -> datetime:
    return datetime.fromisoformat(_FRACTION.sub(r"\1", text))


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", html.unescape(_TAG.sub(" ", text))).strip()
