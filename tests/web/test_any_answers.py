"""Whatever a program writes as an address or header, whatever a server answers: a value, or a fault with a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stdlib.adapters.http_aiohttp import _Hop
from stdlib.adapters.web_address import read_address
from stdlib.ports import KeywordFault
from stdlib.ports.web import Reply
from stdlib.web import pages, paging, soap, weather
from stdlib.web.bodies import read_body, write_body
from stdlib.web.feeds import read_feed
from stdlib.web.headers import check_header
from vm.value import from_json, from_python

MARKS = st.text(alphabet=st.sampled_from("/:@?#[]%.\\0127x-_ \t\r\n\0a‮。１é&<>"), max_size=30)
ADDRESSES = st.one_of(
    st.text(max_size=60),
    st.builds("http://{}".format, MARKS),
    st.builds("https://{}.example{}".format, MARKS, MARKS),
)
MARKUP = st.lists(
    st.sampled_from(
        ["<", ">", "</", "<p>", "<item>", "</item>", "<rss>", "</rss>", "<title>", "</title>", "<a href=x>", "<table>",
         "<tr><td>", "&amp;", "&x;", "<!--", "]]>", "<![CDATA[", "<?xml version='1.0'?>", "<!DOCTYPE a>",
         "x", "\0", "é"]
    ),
    max_size=30,
).map("".join)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["main", "weather", "list", "dt_txt", "temp", "city", "name", "next", "items", "links",
                         "_links", "next_cursor", "0", "wind", "speed", "description"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


def reply(body: bytes, headers: dict[str, str] | None = None) -> Reply:
    return Reply(200, "OK", headers or {}, body, "https://x.example/a/b?c=1")


@given(ADDRESSES)
@example("http://[")
@example("http://a:99999999999999999999/")
@example("http://" + "a" * 300 + ".example/")
@example("http://xn--a/")
@example("http://ß.example/")
def test_an_address_is_read_or_refused(text: str) -> None:
    try:
        url = read_address(text)
    except KeywordFault as fault:
        refused = fault
    else:
        refused = None
    if refused is not None:
        assert (refused.code, refused.message.isprintable()) == ("GB7206", True)
        return
    assert url.scheme in ("http", "https")
    assert url.user is None
    assert re.fullmatch(r"[a-z0-9_.:-]+", url.raw_host or "")
    assert str(url).isascii()
    assert not re.search(r"[\x00-\x20\x7f\\]", str(url))
    assert read_address(str(url)) == url


@given(st.sampled_from((301, 302, 303, 307, 308)), ADDRESSES | MARKS, st.sampled_from(("GET", "POST", "HEAD")))
def test_a_redirect_leads_to_an_address_or_a_fault(status: int, target: str, method: str) -> None:
    hop = _Hop(method, read_address("https://x.example/a"), {"Authorization": "s"}, b"x", 1)
    with suppress(KeywordFault):
        moved = hop.moved(status, target)
        assert moved.url.scheme in ("http", "https")
        assert ("Authorization" in moved.headers) == (moved.url.origin() == hop.url.origin())


@given(st.text(max_size=20), st.text(max_size=40))
def test_a_header_that_is_accepted_stays_one_header(name: str, value: str) -> None:
    with suppress(KeywordFault):
        name, value = check_header(name, value)
        assert name.isascii()
        assert ":" not in name
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f\u0100-\U0010ffff]", name + value)


@given(st.binary(max_size=60), st.sampled_from(["application/json", "text/plain; charset=utf-16", "charset=hex", "x"]))
def test_any_body_is_a_value(body: bytes, kind: str) -> None:
    read_body(reply(body, {"content-type": kind}))


@pytest.mark.parametrize(
    "read",
    [
        lambda data: read_feed(data, "https://x.example/"),
        lambda data: soap.members(data, ""),
        lambda data: soap.operation_of(data, "Op", "https://x.example/?wsdl"),
        lambda data: pages.links(pages.parsed(reply(data)), "https://x.example/"),
        lambda data: [pages.table_rows(table) for table in pages.found(pages.parsed(reply(data)), "table", "SCRAPE")],
    ],
    ids=["feed", "soap", "wsdl", "links", "tables"],
)
@given(data=st.binary(max_size=60) | MARKUP.map(lambda text: text.encode()))
def test_any_markup_is_a_value_or_a_fault(read: Callable[[bytes], Any], data: bytes) -> None:
    with suppress(KeywordFault):
        read(data)


@given(JSON, st.text(max_size=40))
def test_any_page_of_a_list_has_a_next_one_or_not(body: Any, link: str) -> None:
    value = from_python(body)
    following = paging.next_page(reply(b"", {"link": link}), value, "https://x.example/a")
    assert following == "" or following.startswith("https://x.example/")
    paging.items_of(value)


@given(JSON)
def test_any_weather_is_told_or_a_fault(answer: Any) -> None:
    for tell in (weather.now_sentence, lambda value: weather.forecast_sentences(value, 3)):
        with suppress(KeywordFault):
            assert isinstance(tell(from_python(answer)), str)


@given(JSON, st.sampled_from(["", "application/json", "application/x-www-form-urlencoded", "application/xml", "a/b"]))
def test_any_value_is_a_body_or_a_fault(value: Any, kind: str) -> None:
    with suppress(KeywordFault):
        body, chosen = write_body(from_python(value), kind, "POST")
        assert (body is None) == (value is None)
        assert chosen or body is None
        if chosen == "application/json" and not isinstance(value, str | float):
            from_json((body or b"null").decode())
