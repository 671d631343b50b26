"""SCRAPE and its kin, RSS, and searches: what is read out of pages, good ones and hostile ones."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from stdlib.ports import KeywordFault
from stdlib.web.feeds import read_feed
from stdlib.web.pages import parsed
from tests.runtime.bots import Bot
from tests.web.bots import PreparedHttp, reply, web_bot

PAGE = """<!doctype html><html><head><title>Shop</title><base href="/shop/"><style>.price{}</style></head><body>
<h2><a href="item/7">Tea &amp; cup</a></h2><h2>  Green
   <b>pot</b> </h2><p class="price">12 €<script>alert("x")</script></p>
<a href="https://other.example/x?a=1#top">o</a><a href="item/7">again</a><a href="mailto:a@b.c">m</a>
<a href="javascript:alert(1)">j</a><a href="#here">h</a><a href="http://[bad">b</a><a>none</a>
<img src="/p/1.png"><img data-src="2.png"><img src="data:image/png;base64,xx"><img>
<table class="rates"><tr><th>Currency</th><th>Rate</th><th></th></tr>
<tr><td>EUR</td><td>1.08</td><td>x</td></tr><tr><td>USD</td></tr></table></body></html>"""
URL = "https://x.example/shop/index.html"


def bot(source: str, page: Any = PAGE, status: int = 200, type: str = "text/html", **options: Any) -> Bot:
    return web_bot(source, PreparedHttp(reply(page, type, status, URL)), **options)


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ('TALK SCRAPE "U", ".price"', "12 €"),
        ('TALK SCRAPE "U", "h2:nth-of-type(2)"', "Green pot"),
        ('TALK SCRAPE "U", ".none"', ""),
        ('TALK SCRAPE_ALL "U", "h2"', ["Tea & cup", "Green pot"]),
        ('TALK SCRAPE ALL "U", ".none"', []),
        (
            'TALK SCRAPE_TABLE "U", "table.rates"',
            [
                {"Currency": "EUR", "Rate": "1.08", "column3": "x"},
                {"Currency": "USD", "Rate": "", "column3": ""},
            ],
        ),
        ('TALK SCRAPE_TABLE "U", ".none"', []),
        ('TALK SCRAPE_TABLE "U", "h2"', []),
        ('TALK SCRAPE_LINKS "U"', ["https://x.example/shop/item/7", "https://other.example/x?a=1#top"]),
        ('TALK SCRAPE_IMAGES "U"', ["https://x.example/p/1.png", "https://x.example/shop/2.png"]),
    ],
)
def test_a_page_is_read(statement: str, shown: Any) -> None:
    said = bot(statement.replace('"U"', f'"{URL}"')).said[0]
    assert said == shown if isinstance(shown, str) else json.loads(said) == shown


def test_a_table_is_a_rowset() -> None:
    source = f'r = SCRAPE_TABLE "{URL}", "table"\nTALK r.Rate\nn = SCRAPE_TABLE "{URL}", ".none"\nTALK n IS NULL'
    assert bot(source).said == ["1.08", "true"]


@pytest.mark.parametrize(
    ("page", "type"),
    [
        ("<p>olá</p>".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ('<meta charset="windows-1252"><p>olá</p>'.encode("cp1252"), "text/html"),
        ("<p>olá</p>".encode(), "text/html"),
        ("<p>olá</p>".encode(), "text/html; charset=undefined"),
    ],
)
def test_the_charset_of_a_page(page: bytes, type: str) -> None:
    assert bot(f'TALK SCRAPE "{URL}", "p"', page, type=type).said == ["olá"]


@pytest.mark.parametrize("selector", ["p[", ":::", "", "p:nope", "> ", "a" * 1001])
def test_a_selector_that_is_none(selector: str) -> None:
    assert bot(f's = "{selector}"\nTALK SCRAPE "{URL}", s').failed.code == "GB6004"


@pytest.mark.parametrize(
    "page",
    [b"", b"\0\0", b"\xff" * 100, b"<", b"<!--", b"<p" * 10_000, b"<![CDATA[", b"%PDF-1.7", b"<table><td>" * 200],
)
def test_any_bytes_are_a_page(page: bytes) -> None:
    source = 'TALK SCRAPE "U", "p"\na = SCRAPE_LINKS "U"\nb = SCRAPE_IMAGES "U"\nc = SCRAPE_TABLE "U", "table"'
    source = source.replace('"U"', f'"{URL}"')
    assert len(bot(source, page).said) == 1


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 200_000, "<div></span>" * 200_000, "<div><span></div>" * 100_000, "<b><p>" * 100_000,
        "<script></script><div>" * 100_000, "<div><table><tr><td></div>" * 100_000, "<DIV>" * 100_000,
    ],
    ids=["open", "wrong ends", "crossed", "formatting", "after scripts", "barriers", "capitals"],
)  # fmt: skip
def test_a_page_that_nests_without_measure_is_refused_quickly(bomb: str) -> None:
    begun = time.monotonic()
    with pytest.raises(KeywordFault) as caught:
        parsed(reply(bomb))
    assert (caught.value.code, time.monotonic() - begun < 2) == ("GB7208", True)


@pytest.mark.parametrize(
    "page",
    [
        "<div></div>" * 100_000, "<p>x" * 100_000, "<ul>" + "<li>x" * 100_000,
        "<script>" + "<div>" * 100_000, "</div>" * 100_000,
    ],
    ids=["flat", "paragraphs", "items", "script", "ends"],
)  # fmt: skip
def test_a_page_that_is_only_long_is_read(page: str) -> None:
    begun = time.monotonic()
    parsed(reply(page))
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize("statement", ['SCRAPE "U", "p"', 'RSS "U"', 'SCRAPE_LINKS "U"'])
def test_a_missing_page_is_a_fault(statement: str) -> None:
    failed = bot("r = " + statement.replace("U", URL + "?token=s3cret"), status=404).failed
    assert (failed.code, "404" in failed.message, "s3cret" in failed.message) == ("GB7208", True, False)


# ---------------------------------------------------------------- feeds

RSS = """<?xml version="1.0" encoding="iso-8859-1"?><!-- x --><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>News</title><item><title>Old ol\xe1</title><link>https://n.example/1</link><guid>1</guid>
<pubDate>Thu, 01 Jan 2026 10:00:00 +0100</pubDate><description>&lt;p&gt;One &amp;amp; two&lt;/p&gt;</description></item>
<item><title>New</title><guid>https://n.example/2</guid><pubDate>Fri, 02 Jan 2026 10:00:00 GMT</pubDate>
<dc:creator>Ana</dc:creator></item><item><title>Undated</title></item></channel></rss>""".encode("latin-1")
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">&lt;b&gt;A&lt;/b&gt;</title>
<link rel="self" href="https://n.example/self"/><link href="https://n.example/a"/><id>urn:a</id>
<updated>2026-01-03T10:00:00.123456789Z</updated><author><name>Bo</name></author><summary>S</summary></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel/><item><title>R</title><link>https://n.example/r</link></item></rdf:RDF>"""


def test_a_feed_is_rows_newest_first() -> None:
    source = (
        f'FOR EACH x IN RSS("{URL}")\n'
        'TALK x.title + "|" + x.link + "|" + x.date + "|" + x.summary + "|" + x.author\nNEXT\n'
        f'r = RSS "{URL}", 1\nTALK UBOUND(r)\nTALK r.title'
    )
    assert bot(source, RSS, type="application/rss+xml").said == [
        "New|https://n.example/2|2026-01-02 10:00:00||Ana",
        "Old olá|https://n.example/1|2026-01-01 09:00:00|One & two|",
        "Undated||||",
        "1",
        "New",
    ]


def test_atom_and_the_first_rss() -> None:
    (atom,), (rdf,) = read_feed(ATOM, URL), read_feed(RDF, URL)
    assert (atom["title"], atom["link"], atom["author"], atom["id"]) == ("A", "https://n.example/a", "Bo", "urn:a")
    assert str(atom["date"]) == "2026-01-03 10:00:00.123456"
    assert (rdf["title"], rdf["link"], rdf["date"]) == ("R", "https://n.example/r", None)


@pytest.mark.parametrize(
    "page",
    [
        b"", b"oops", b"<html><body/></html>", b"<rss><item></rss>", b"\xff\xfe\xfd", b"<a/>",
        b'<?xml version="1.0" encoding="nope"?><rss/>',
        b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><item><title>&b;</title></item></rss>',
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><title>&x;</title></item></rss>',
        b'<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><rss/>',
    ],
)  # fmt: skip
def test_what_is_no_feed(page: bytes) -> None:
    assert bot(f'r = RSS "{URL}"', page).failed.code == "GB7208"


@pytest.mark.parametrize(
    "date", ["", "soon", "Thu, 99 Foo 2026", "9" * 5000, "2026-13-45", "-1", "Mon, 1 Jan 0000 00:00:00 +9999"]
)
def test_a_date_that_cannot_be_read_is_none(date: str) -> None:
    feed = f"<rss><item><title>x</title><pubDate>{date}</pubDate></item></rss>".encode()
    assert read_feed(feed, URL)[0]["date"] is None


def test_a_feed_that_nests_without_measure_does_no_harm() -> None:
    deep = b"<rss><item><title>" + b"<b>" * 50_000 + b"x" + b"</b>" * 50_000 + b"</title></item></rss>"
    assert read_feed(deep, URL)[0]["title"] == "x"


@pytest.mark.parametrize("limit", ["0", "-1"])
def test_a_limit_of_rss(limit: str) -> None:
    assert bot(f'r = RSS "{URL}", {limit}', RSS).failed.code == "GB6004"


# ---------------------------------------------------------------- searches

HITS = json.dumps(
    {"results": [{"title": "W", "url": "https://en.wikipedia.org/wiki/Acme", "content": "c"}, 7,
                 {"title": "Acme", "url": "https://www.acme.example/about?x=1", "content": "Tools"}]}
)  # fmt: skip


def test_a_search_and_the_website_of_a_company() -> None:
    http = PreparedHttp(reply(HITS, "application/json"))
    facts = {"config.search-url": "https://search.example/?format=json&q={query}"}
    source = 'SET HEADER "X-Secret", "s"\nr = SEARCH WEB "acme & co"\nTALK r[1].summary\nTALK WEBSITE OF "Acme"'
    assert web_bot(source, http, facts=facts).said == ["Tools", "https://www.acme.example"]
    assert http.requests[0].url == "https://search.example/?format=json&q=acme%20%26%20co"
    assert "X-Secret" not in http.requests[0].headers


@pytest.mark.parametrize(("answer", "status"), [("oops", 200), ("{}", 200), (HITS, 500)])
def test_a_search_that_fails(answer: str, status: int) -> None:
    http = PreparedHttp(reply(answer, "application/json", status))
    assert (
        web_bot('x = WEBSITE OF "A"', http, facts={"config.search-url": "https://s.example/"}).failed.code == "GB7208"
    )


def test_a_search_needs_a_service() -> None:
    assert bot('x = WEBSITE OF "A"').failed.code == "GB7209"
    assert bot('x = SEARCH WEB "A"').failed.code == "GB7209"


def test_of_a_feed_without_measure_a_thousand_items_are_read() -> None:
    begun = time.monotonic()
    flat = read_feed(b"<rss>" + b"<item><title>x</title></item>" * 60_000 + b"</rss>", URL)
    deep = read_feed(b"<rss>" + b"<item>" * 60_000 + b"</item>" * 60_000 + b"</rss>", URL)
    assert (len(flat), len(deep)) == (1000, 1000)
    assert time.monotonic() - begun < 5
