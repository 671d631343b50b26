"""GET, POST and their kin from BASIC against a real server: what arrives there, and what the program gets back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web

from tests.runtime.bots import Bot
from tests.servers.web import WebServer, web_server
from tests.web.bots import LoopbackHttp, PreparedHttp, reply, web_bot


@pytest.fixture(scope="module")
def running() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


@pytest.fixture
def server(running: WebServer) -> WebServer:
    running.seen.clear()
    running.answers.clear()
    return running


def said(source: str, server: WebServer, **options: Any) -> list[str]:
    """What a bot says in which ``U`` is the address of the server."""
    bot = web_bot(f'U = "{server.url}"\n{source}', **options)
    assert bot.result is not None
    assert not hasattr(bot.result, "message"), bot.result
    return bot.said


def code(source: str, server: WebServer | None = None, **options: Any) -> str:
    return web_bot(f'U = "{server.url if server else ""}"\n{source}', **options).failed.code


# ---------------------------------------------------------------- responses


def test_a_response_has_its_status_and_the_fields_of_its_body(server: WebServer) -> None:
    server.json("/order", {"id": 7, "status": "paid", "items": [{"name": "tea"}]}, 201, X_Trace="t1")
    got = said(
        'r = POST U + "/order", {"item": 7}\n'
        'TALK r.status\nTALK r.statusText\nTALK r.headers.x-trace\nTALK r.headers["X-Trace"]\n'
        "TALK r.id\nTALK r.data.status\nTALK r.items[0].name\nTALK r",
        server,
    )
    assert got[:2] == ["201", "Created"]
    assert got[3:7] == ["t1", "7", "paid", "tea"]
    assert json.loads(got[7]) == {"id": 7, "status": "paid", "items": [{"name": "tea"}]}


def test_a_list_is_walked_and_indexed(server: WebServer) -> None:
    server.json("/list", [{"n": 1}, {"n": 2}])
    assert said('r = GET U + "/list"\nFOR EACH x IN r\nTALK x.n\nNEXT\nTALK r[1].n\nTALK UBOUND(r)', server) == [
        "1", "2", "2", "2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "type", "shown"),
    [
        (b"plain", "text/plain", "plain"),
        ("olá".encode("latin-1"), "text/plain; charset=latin-1", "olá"),
        ("olá".encode(), "text/plain; charset=no-such", "olá"),
        (b"\xff\xfe", "text/plain", "\ufffd\ufffd"),
        (b"\xef\xbb\xbf{}", "application/json", "{}"),
        (b'{"a": 1}', "text/html", '{"a": 1}'),
        (b"{oops", "application/json", "{oops"),
        (b"[" * 100_000, "application/json", "[" * 100_000),
        (b'"text"', "application/json", "text"),
        (b"NaN", "application/json", "NaN"),
        (b"", "application/json", ""),
    ],
)
def test_any_body_is_a_value(server: WebServer, body: bytes, type: str, shown: str) -> None:
    server.page("/x", body, type)
    assert [text.replace('":1', '": 1') for text in said('r = GET U + "/x"\nTALK r.data', server)] == [shown]


@pytest.mark.parametrize("status", [404, 500])
def test_a_bad_status_can_be_looked_at(server: WebServer, status: int) -> None:
    assert said(f'r = GET U + "/status/{status}"\nTALK r.status\nTALK r.oops', server) == [str(status), "true"]


# ---------------------------------------------------------------- bodies


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_an_object_goes_as_json(server: WebServer, method: str) -> None:
    said(f'r = {method} U + "/echo", {{"a": 1, "b": [TRUE, NULL], "c": "é"}}', server)
    seen = server.seen[0]
    assert (seen.method, seen.headers["content-type"]) == (method, "application/json")
    assert json.loads(seen.body) == {"a": 1, "b": [True, None], "c": "é"}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_fields_after_with_are_the_body(server: WebServer, method: str) -> None:
    said(f'r = {method} U + "/echo" WITH name = "Ana", count = 2', server)
    assert json.loads(server.seen[0].body) == {"name": "Ana", "count": 2}


def test_several_variables_are_fields_by_their_names(server: WebServer) -> None:
    said('name = "Ana"\nuser.mail = "a@b.c"\nr = POST U + "/echo", name, user.mail, 3', server)
    assert json.loads(server.seen[0].body) == {"name": "Ana", "mail": "a@b.c", "p3": 3}


def test_a_content_type_after_the_value_decides(server: WebServer) -> None:
    said(
        'o = {"a": "x y&z", "b": [1, 2]}\n'
        'r = POST U + "/echo", o, "application/x-www-form-urlencoded"\n'
        'r = POST U + "/echo", o, "application/xml"\n'
        'r = POST U + "/echo", "a,b", "text/csv"',
        server,
    )
    form, xml, csv = server.seen
    assert parse_qs(form.body.decode()) == {"a": ["x y&z"], "b": ["1", "2"]}
    assert xml.body.decode().endswith("<data><a>x y&amp;z</a><b><item>1</item><item>2</item></b></data>")
    assert (csv.body, csv.headers["content-type"]) == (b"a,b", "text/csv")


def test_a_content_type_header_decides_too(server: WebServer) -> None:
    said('SET HEADER "content-type", "application/x-www-form-urlencoded"\nr = POST U + "/echo", {"a": 1}', server)
    assert (server.seen[0].body, server.seen[0].headers["content-type"]) == (
        b"a=1",
        "application/x-www-form-urlencoded",
    )


def test_text_goes_as_it_is(server: WebServer) -> None:
    said('''r = POST U + "/echo", '{"a": 1}'\nr = POST U + "/echo", "hello é"''', server)
    assert [(seen.body.decode(), seen.headers["content-type"]) for seen in server.seen] == [
        ('{"a": 1}', "application/json"),
        ("hello é", "text/plain; charset=utf-8"),
    ]


def test_a_response_can_be_sent_on(server: WebServer) -> None:
    server.json("/a", {"x": 1})
    said('r = GET U + "/a"\ns = POST U + "/echo", r', server)
    assert json.loads(server.seen[1].body) == {"x": 1}


def test_delete_http(server: WebServer) -> None:
    said('r = DELETE HTTP U + "/echo"\nr = DELETE_HTTP U + "/echo"', server)
    assert [(seen.method, seen.body) for seen in server.seen] == [("DELETE", b"")] * 2


def test_an_object_cannot_be_written_as_a_picture() -> None:
    assert code('r = POST "https://x.example/", {"a": 1}, "image/png"', http=PreparedHttp(reply())) == "GB6004"


# ---------------------------------------------------------------- GET decides by its value


def test_query_fields(server: WebServer) -> None:
    said(
        'page = 2\nsize = "a b&c"\nr = GET U + "/echo" WITH page, size\n'
        'r = GET U + "/echo?x=1" WITH page = 3, z = "#"\n'
        'GET U + "/echo" INTO data\nTALK data.method',
        server,
    )
    assert [seen.query for seen in server.seen] == [
        {"page": "2", "size": "a b&c"},
        {"x": "1", "page": "3", "z": "#"},
        {},
    ]


def test_get_reads_what_its_value_names(server: WebServer) -> None:
    facts = {"user.email": "a@b.c", "config.limit": "5", "config.http-base-url": server.url + "/base/"}
    server.json("/base/api/crm/contacts", [1, 2, 3])
    source = (
        'TALK GET "user.email"\nSET "session.cart", 4\nTALK GET "session.cart"\nTALK GET "config", "limit"\n'
        'REMEMBER "pet" = "cat"\nTALK GET "pet"\nr = GET "/api/crm/contacts"\nTALK UBOUND(r)'
    )
    assert said(source, server, facts=facts) == ["a@b.c", "4", "5", "cat", "3"]


def test_a_platform_address_needs_a_base() -> None:
    assert code('r = GET "/api/crm/contacts"') == "GB7209"
    assert code('WEBHOOK POST "/hooks/paid" WITH {"a": 1}') == "GB7209"


def test_a_platform_address_cannot_change_the_host(server: WebServer) -> None:
    facts = {"config.http-base-url": server.url}
    said('r = GET "//evil.example/x"\nr = GET "/@evil.example/x"', server, facts=facts)
    assert [seen.path for seen in server.seen] == ["/evil.example/x", "/@evil.example/x"]


def test_without_the_port_get_says_what_is_missing() -> None:
    failed = Bot('r = GET "https://example.com/"').run().failed
    assert (failed.code, "http capability" in failed.message) == ("GB7001", True)


@pytest.mark.parametrize("value", ['""', "5", '"a b"', '"ftp://x.example/y"', '"user..mail"'])
def test_what_get_cannot_read(value: str) -> None:
    assert code(f"r = GET {value}") in ("GB6004", "GB7001")


def test_a_webhook_is_posted(server: WebServer) -> None:
    facts = {"config.http-base-url": server.url}
    said('order = {"id": 7}\nWEBHOOK POST "/echo" WITH order', server, facts=facts)
    assert (server.seen[0].method, json.loads(server.seen[0].body)) == ("POST", {"id": 7})


# ---------------------------------------------------------------- faults are catchable


def test_a_forbidden_address_can_be_caught_and_names_no_secret() -> None:
    source = 'TRY\nr = GET "http://10.0.0.1/?token=s3cret"\nCATCH\nTALK ERR\nTALK ERROR MESSAGE\nEND TRY\nTALK "on"'
    bot = web_bot(source, http=LoopbackHttp())
    assert bot.said[-1] == "on"
    assert "s3cret" not in " ".join(bot.said)


@pytest.mark.parametrize(
    "statement",
    [
        'POST "{u}", 1', 'PUT "{u}", 1', 'PATCH "{u}", 1', 'DELETE HTTP "{u}"', 'GRAPHQL "{u}", "q"', 'GET "{u}"',
        'SOAP "{u}", "Op", {{}}', 'SOAP "{u}?wsdl", "Op", {{}}', 'WEBHOOK POST "{u}" WITH 1', 'SCRAPE "{u}", "a"',
        'SCRAPE_ALL "{u}", "a"', 'SCRAPE_TABLE "{u}", "a"', 'SCRAPE_LINKS "{u}"', 'SCRAPE_IMAGES "{u}"', 'RSS "{u}"',
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("address", "expected"),
    [("http://169.254.169.254/latest/meta-data/", "GB7201"), ("http://x@y.example/", "GB7206"),
     ("http://a\\r\\nb/", "GB7206")],
)  # fmt: skip
def test_no_keyword_gets_around_the_guard(statement: str, address: str, expected: str) -> None:
    assert code("r = " + statement.format(u=address)) == expected


# ---------------------------------------------------------------- headers


def test_headers_in_three_spellings_are_kept_until_they_are_taken_back(server: WebServer) -> None:
    said(
        'SET HEADER "X-One", "1"\nSET HEADER "X-Two" = "2"\nSET HEADER "X-Three" AS 3\nr = GET U + "/echo"\n'
        'SET HEADER "x-one", "4"\nSET HEADER "X-TWO", ""\nr = POST U + "/echo", 1\n'
        'CLEAR HEADERS\nr = GET U + "/echo"',
        server,
    )
    kept = [[seen.headers.get(name) for name in ("x-one", "x-two", "x-three")] for seen in server.seen]
    assert kept == [["1", "2", "3"], ["4", None, "3"], [None, None, None]]


def test_headers_outlive_a_question(server: WebServer) -> None:
    http = LoopbackHttp()
    bot = Bot(f'SET HEADER "X-One", "1"\nHEAR x\nr = GET "{server.url}/echo"', ports={"http": http}).run()
    bot.restart()
    bot.dialog.answers.append("go")
    bot.run()
    assert server.seen[0].headers["x-one"] == "1"


@pytest.mark.parametrize(
    ("name", "value"),
    [("X-A", 'a" + CHR(13) + CHR(10) + "Evil: 1'), ("X-A", 'a" + CHR(0) + "'), ("Host", "evil"), ("X A", "1"),
     ("", "1"), ("X-A: b", "1"), ("Content-Length", "0"), ("X-A", "\u2028")],
)  # fmt: skip
def test_a_header_cannot_bring_others_along(name: str, value: str) -> None:
    assert code(f'SET HEADER "{name}", "{value}"') == "GB7207"


def test_at_most_64_headers() -> None:
    assert code('FOR i = 1 TO 65\nSET HEADER "X-" + i, "1"\nNEXT') == "GB7207"
    assert web_bot('FOR i = 1 TO 64\nSET HEADER "X-" + i, "1"\nNEXT\nSET HEADER "X-1", "2"\nTALK "ok"').said == ["ok"]


# ---------------------------------------------------------------- GraphQL and SOAP


def test_graphql(server: WebServer) -> None:
    server.json("/g", {"data": {"user": {"name": "Ana"}}})
    assert said(
        'r = GRAPHQL U + "/g", "query($id: ID!) { user(id: $id) { name } }", {"id": 7}\nTALK r.data.data.user.name\n'
        'r = GRAPHQL U + "/g" WITH query = "{ me }", id = 8\nr = GRAPHQL U + "/g", "{ me }"',
        server,
    ) == ["Ana"]
    assert [json.loads(seen.body).get("variables") for seen in server.seen] == [{"id": 7}, {"id": 8}, {}]
    assert code('r = GRAPHQL "https://x.example/", ""') == "GB6004"


ANSWER = """<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
<GetRateResponse xmlns="urn:bank"><rate>1.08</rate><day><y>2026</y></day><tag>a</tag><tag>b</tag></GetRateResponse>
</s:Body></s:Envelope>"""
WSDL = """<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
targetNamespace="urn:bank"><portType name="P"><operation name="GetRate"/></portType><binding name="B">
<operation name="GetRate"><soap:operation soapAction="urn:bank#rate"/></operation></binding><service name="S">
<port><soap:address location="{location}"/></port></service></definitions>"""


def test_soap_with_a_description(server: WebServer) -> None:
    server.answers["/rates"] = lambda seen: web.Response(
        text=WSDL.format(location=server.url + "/endpoint") if seen.method == "GET" else "", content_type="text/xml"
    )
    server.page("/endpoint", ANSWER, "text/xml")
    assert said(
        'r = SOAP U + "/rates?wsdl", "GetRate", {"currency": "<EUR>&", "on": {"y": 2026}, "n": [1, 2], "x": NULL}\n'
        "TALK r.rate\nTALK r.day.y\nTALK r.tag[1]\nTALK r.status\nTALK LEN(r.raw) > 100",
        server,
    ) == ["1.08", "2026", "b", "200", "true"]
    sent = server.seen[1]
    assert sent.headers["soapaction"] == '"urn:bank#rate"'
    assert (
        '<GetRate xmlns="urn:bank"><currency>&lt;EUR&gt;&amp;</currency><on><y>2026</y></on><n>1</n><n>2</n></GetRate>'
        in sent.body.decode()
    )
    assert code('r = SOAP U + "/rates?wsdl", "GetRates", {}', server) == "GB7208"


def test_soap_without_a_description_and_a_soap_fault(server: WebServer) -> None:
    server.page("/s", ANSWER.replace("GetRateResponse", "Fault").replace("rate>", "faultstring>"), "text/xml", 500)
    assert said('r = SOAP U + "/s", "GetRate", {}\nTALK r.status\nTALK r.faultstring', server) == ["500", "1.08"]
    assert server.seen[0].headers["soapaction"] == '"http://tempuri.org/GetRate"'


def test_a_description_cannot_send_headers_to_another_host(server: WebServer) -> None:
    with web_server() as other:
        server.page("/rates", WSDL.format(location=other.url + "/steal"), "text/xml")
        code('SET HEADER "Authorization", "s3cret"\nr = SOAP U + "/rates?wsdl", "GetRate", {}', server)
        assert other.seen == []


@pytest.mark.parametrize(
    "answer",
    [
        "oops", "<html/>", "", "<a><b></a>", '{"a": 1}',
        '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        ANSWER.replace("1.08", "<n>" * 200 + "</n>" * 200),
    ],
)  # fmt: skip
def test_an_answer_that_is_no_soap(answer: str) -> None:
    http = PreparedHttp(reply(answer, "text/xml"))
    assert code('r = SOAP "https://x.example/", "GetRate", {}', http=http) == "GB7208"


@pytest.mark.parametrize("name", ["", "Get Rate", "a><b", 'x" y="', "a:b"])
def test_an_operation_is_a_name(name: str) -> None:
    escaped = name.replace('"', '""')
    assert code(f'r = SOAP "https://x.example/", "{escaped}", {{}}', http=PreparedHttp(reply())) == "GB6004"


# ---------------------------------------------------------------- pages of lists


def pages_of(server: WebServer, count: int, style: str) -> None:
    def answer(seen: Any) -> Any:
        page = int(seen.query.get("page") or seen.query.get("cursor") or seen.query.get("pageToken") or 1)
        items = [{"n": page * 10 + i} for i in range(2)]
        more = page < count
        headers, body = {}, {"items": items}
        if style == "link" and more:
            headers["Link"] = f'</list?page=1>; rel="first", </list?page={page + 1}>; rel="next"'
        elif style == "odata" and more:
            body = {"value": items, "@odata.nextLink": f"{server.url}/list?page={page + 1}"}
        elif style == "relative" and more:
            body["links"] = {"next": f"?page={page + 1}"}
        elif style == "hal" and more:
            body["_links"] = {"next": {"href": f"/list?page={page + 1}"}}
        elif style == "cursor" and more:
            body["next_cursor"] = str(page + 1)
        elif style == "token" and more:
            body["nextPageToken"] = page + 1
        return web.json_response(body if style != "link" else items, headers=headers)

    server.answers["/list"] = answer


@pytest.mark.parametrize("style", ["link", "odata", "relative", "hal", "cursor", "token"])
def test_page_mode_auto_gives_all_of_a_list(server: WebServer, style: str) -> None:
    pages_of(server, 3, style)
    assert said(
        'SET PAGE MODE "auto"\nr = GET U + "/list"\nn = 0\nsum = 0\nx = r\nIF r.items THEN x = r.items\n'
        "IF r.value THEN x = r.value\nFOR EACH row IN x\nn = n + 1\nsum = sum + row.n\nNEXT\nTALK n\nTALK sum\n"
        "TALK CONTINUATION TOKEN",
        server,
    ) == ["6", "123", "false"]


def test_the_list_of_a_page_may_have_a_name_of_its_own(server: WebServer) -> None:
    server.json("/list", {"customers": [1, 2], "total": 3, "next": "/more"})
    server.json("/more", {"customers": [3]})
    assert said('SET PAGE MODE "auto"\nr = GET U + "/list"\nTALK UBOUND(r.customers)', server) == ["3"]
    server.json("/list", {"customers": [1, 2], "tags": ["a"], "next": "/more"})
    assert said('SET PAGE MODE "auto"\nr = GET U + "/list"\nTALK UBOUND(r.customers)', server) == ["2"]


def test_without_page_mode_one_page_is_read_and_its_mark_kept(server: WebServer) -> None:
    pages_of(server, 3, "cursor")
    assert said(
        'r = GET U + "/list"\nTALK UBOUND(r.items)\nTALK CONTINUATION TOKEN\nr = GET U + "/list"\nTALK r.items[0].n',
        server,
    ) == ["2", f"{server.url}/list?cursor=2", "10"]


def test_page_mode_manual_goes_on_with_each_get(server: WebServer) -> None:
    pages_of(server, 3, "token")
    assert said(
        'SET PAGE MODE "manual"\nDO\nr = GET U + "/list"\nTALK r.items[0].n\nLOOP WHILE CONTINUATION TOKEN\n'
        'SET PAGE MODE "none"\nr = GET U + "/list"\nTALK r.items[0].n',
        server,
    ) == ["10", "20", "30", "10"]


def test_pages_that_never_end_are_left_after_a_hundred(server: WebServer) -> None:
    pages_of(server, 10_000, "cursor")
    assert said('SET PAGE MODE "auto"\nr = GET U + "/list"\nTALK UBOUND(r.items)\nTALK CONTINUATION TOKEN', server) == [
        "200",
        f"{server.url}/list?cursor=101",
    ]


def test_a_circle_of_pages_ends(server: WebServer) -> None:
    server.json("/list", {"items": [1], "next": "/list"})
    assert said('SET PAGE MODE "auto"\nr = GET U + "/list"\nTALK UBOUND(r.items)', server) == ["1"]


def test_pages_of_another_host_are_not_followed(server: WebServer) -> None:
    with web_server() as other:
        server.json("/list", {"items": [1], "next": other.url + "/list"})
        source = 'SET HEADER "Authorization", "s"\nSET PAGE MODE "{}"\nr = GET U + "/list"\nr = GET U + "/list"'
        for mode in ("auto", "manual"):
            said(source.format(mode), server)
        assert other.seen == []


def test_page_mode_takes_three_words() -> None:
    assert code('SET PAGE MODE "all"') == "GB6004"


# ---------------------------------------------------------------- weather

NOW = {"name": "Lisbon", "main": {"temp": 21.4, "humidity": 60}, "weather": [{"description": "light rain"}],
       "wind": {"speed": 3.2}}  # fmt: skip
DAYS = {
    "city": {"name": "Lisbon"},
    "list": [
        {"dt_txt": f"2026-01-0{day} {hour}:00:00", "main": {"temp_min": day, "temp_max": 10 + day},
         "weather": [{"description": "clear sky" if hour != "09" else "mist"}]}
        for day in (1, 2, 3) for hour in ("09", "12", "15")
    ],
}  # fmt: skip


def test_weather_and_forecast(server: WebServer) -> None:
    server.json("/data/2.5/weather", NOW)
    server.json("/data/2.5/forecast", DAYS)
    facts = {"config.weather-api-key": "k1", "config.weather-url": server.url}
    source = 'SET HEADER "Authorization", "mine"\nTALK WEATHER "Lisbon & x"\nTALK FORECAST "Lisbon", 2'
    assert said(source, server, facts=facts) == [
        "Lisbon: 21 °C, light rain, wind 3 m/s, humidity 60 %",
        "Lisbon\n2026-01-01: 1 to 11 °C, clear sky\n2026-01-02: 2 to 12 °C, clear sky",
    ]
    assert server.seen[0].query == {"q": "Lisbon & x", "units": "metric", "lang": "en", "appid": "k1"}
    assert "authorization" not in server.seen[0].headers


@pytest.mark.parametrize(
    ("statement", "status", "body", "expected"),
    [
        ('WEATHER "Lisbon"', 404, "{}", "GB7208"),
        ('WEATHER "Lisbon"', 401, "{}", "GB7209"),
        ('WEATHER "Lisbon"', 500, "oops", "GB7208"),
        ('WEATHER "Lisbon"', 200, "oops", "GB7208"),
        ('WEATHER "Lisbon"', 200, '{"main": []}', "GB7208"),
        ('WEATHER ""', 200, "{}", "GB6004"),
        ('FORECAST "Lisbon", 3', 200, '{"list": [1, {"dt_txt": "x"}]}', "GB7208"),
        ('FORECAST "Lisbon", 0', 200, "{}", "GB6004"),
        ('FORECAST "Lisbon", 6', 200, "{}", "GB6004"),
        ('FORECAST "Lisbon", days', 200, "{}", "GB6001"),
    ],
)
def test_weather_that_cannot_be_told(statement: str, status: int, body: str, expected: str) -> None:
    http = PreparedHttp(reply(body, "application/json", status))
    assert code('days = "many"\nTALK ' + statement, http=http, facts={"config.weather-api-key": "k"}) == expected


def test_weather_needs_a_key() -> None:
    assert code('TALK WEATHER "Lisbon"') == "GB7209"
