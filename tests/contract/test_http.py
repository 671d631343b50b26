"""What every adapter of the web port does: requests, redirects, limits, time-outs, broken peers and secrets."""

from __future__ import annotations

import asyncio
import gzip
import socket
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from stdlib.adapters.egress import Egress
from stdlib.adapters.http_aiohttp import HttpClient
from stdlib.fakes import FakeHttp
from stdlib.ports import Http, KeywordFault
from stdlib.ports.web import Reply, Request
from tests.servers.smtp import certificate
from tests.servers.web import WebServer, raw_server, web_server

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


@pytest.fixture(scope="module")
def running() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


@pytest.fixture
def server(running: WebServer) -> WebServer:
    running.seen.clear()
    running.answers.clear()
    return running


def client(allow: tuple[str, ...] = ("127.0.0.0/8", "::1"), **options: object) -> HttpClient:
    return HttpClient(Egress(allow), retry_pauses=(0.01, 0.01), **options)  # type: ignore[arg-type]


def send(*requests: Request, http: HttpClient | None = None) -> list[Reply]:
    async def run() -> list[Reply]:
        async with http or client() as adapter:
            return [await adapter.send(request) for request in requests]

    return asyncio.run(run())


def refusal(request: Request, http: HttpClient | None = None) -> KeywordFault:
    with pytest.raises(KeywordFault) as caught:
        send(request, http=http)
    assert caught.value.message[-1] not in ".!"
    return caught.value


def test_the_adapter_is_the_port() -> None:
    assert isinstance(client(), Http)
    assert isinstance(FakeHttp(), Http)


@pytest.mark.parametrize("address", ["ftp://example.com/x", "file:///etc/passwd", "example.com", "", "javascript:x"])
def test_the_fake_of_tests_refuses_what_is_no_web_address(address: str) -> None:
    for http in (client(), FakeHttp()):
        with pytest.raises(KeywordFault) as caught:
            asyncio.run(http.send(Request("GET", address)))
        assert caught.value.code == "GB7206"


def test_the_fake_of_tests_holds_the_limit_of_an_answer() -> None:
    http = FakeHttp({"https://x.org/": Reply(200, "OK", {}, b"12345", "https://x.org/")})
    assert asyncio.run(http.send(Request("GET", "https://x.org/", most=5))).body == b"12345"
    with pytest.raises(KeywordFault) as caught:
        asyncio.run(http.send(Request("GET", "https://x.org/", most=4)))
    assert caught.value.code == "GB7204"


# ---------------------------------------------------------------- requests


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_method_headers_and_body_arrive_as_they_were_given(server: WebServer, method: str) -> None:
    body = None if method == "GET" else b"\x00\xff data"
    reply = send(Request(method, server.url + "/echo?a=1", {"X-Mine": "yes"}, body))[0]
    seen = server.seen[0]
    assert (seen.method, seen.headers["x-mine"], seen.query, seen.body) == (method, "yes", {"a": "1"}, body or b"")
    assert (reply.status, reply.reason, reply.headers["content-type"]) == (200, "OK", "application/json; charset=utf-8")
    assert reply.url == server.url + "/echo?a=1"


@pytest.mark.parametrize("status", [204, 400, 404, 429, 500, 503])
def test_a_bad_status_is_an_answer_and_no_fault(server: WebServer, status: int) -> None:
    assert send(Request("GET", f"{server.url}/status/{status}"))[0].status == status
    assert len(server.seen) == 1


def test_a_host_in_another_spelling_is_the_same_host(server: WebServer) -> None:
    reply = send(Request("GET", f"  HTTP://127.0.0.1:{server.port}/echo#part "))[0]
    assert reply.url == server.url + "/echo"


def test_the_key_of_an_effect_goes_with_what_changes_things(server: WebServer) -> None:
    send(*(Request(method, server.url + "/echo", key="k1") for method in ("GET", "POST", "PUT", "PATCH", "DELETE")))
    assert [seen.headers.get("idempotency-key") for seen in server.seen] == [None, "k1", "k1", "k1", "k1"]


def test_no_cookie_is_kept(server: WebServer) -> None:
    server.page("/cookie", "x", Set_Cookie="a=1; Path=/")
    send(Request("GET", server.url + "/cookie"), Request("GET", server.url + "/echo"))
    assert "cookie" not in server.seen[1].headers


def test_proxies_of_the_environment_are_not_used(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with raw_server(HEAD + b"\r\n") as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        send(Request("GET", server.url + "/echo"))
        assert (proxy.connections, len(server.seen)) == (0, 1)


def test_the_client_goes_on_in_another_event_loop(server: WebServer) -> None:
    http = client()

    async def once() -> int:
        reply = await http.send(Request("GET", server.url + "/echo"))
        await http.close()
        return reply.status

    assert [asyncio.run(once()) for _ in range(2)] == [200, 200]


# ---------------------------------------------------------------- redirects


@pytest.mark.parametrize(
    ("status", "method", "then"),
    [
        *((status, "GET", "GET") for status in (301, 302, 303, 307, 308)),
        *((status, "POST", "GET") for status in (301, 302, 303)),
        *((status, "POST", "POST") for status in (307, 308)),
        *((status, "PUT", "PUT") for status in (301, 302, 307, 308)),
        (303, "PUT", "GET"),
    ],
)
def test_a_redirect_keeps_or_changes_the_method(server: WebServer, status: int, method: str, then: str) -> None:
    body = None if method == "GET" else b"data"
    send(Request(method, f"{server.url}/redirect?to=/echo&status={status}", {"Authorization": "s"}, body))
    arrived = server.seen[1]
    assert (arrived.method, arrived.body) == (then, body if then == method and body else b"")
    assert arrived.headers["authorization"] == "s"


def test_secrets_do_not_follow_to_another_origin(server: WebServer) -> None:
    secrets = {"Authorization": "s1", "Cookie": "s2", "X-Api-Key": "s3", "Accept": "text/plain"}
    with web_server() as other:
        send(Request("GET", f"{server.url}/redirect?to={other.url}/echo", secrets))
        send(Request("POST", f"{server.url}/redirect?status=307&to={other.url}/echo", secrets, b"x", key="k"))
        for seen in other.seen:
            text = repr(seen.headers)
            assert not any(secret in text for secret in ("s1", "s2", "s3", "idempotency")), text
            assert seen.headers["accept"] == "text/plain"


def test_secrets_that_went_lost_do_not_come_back_with_the_way_back(server: WebServer) -> None:
    with web_server() as other:
        back = f"{other.url}/redirect?to={server.url}/echo"
        server.page("/go", "", status=302, Location=back)
        send(Request("GET", server.url + "/go", {"Authorization": "s1"}))
    assert "authorization" not in server.seen[-1].headers


def test_five_redirects_are_followed_and_not_six(server: WebServer) -> None:
    for step in range(8):
        server.page(f"/step{step}", "", status=302, Location=f"/step{step + 1}")
    server.page("/step5", "there")
    assert send(Request("GET", server.url + "/step0"))[0].body == b"there"
    server.page("/step5", "", status=302, Location="/step6")
    server.page("/step6", "there")
    assert refusal(Request("GET", server.url + "/step0")).code == "GB7205"


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("http://169.254.169.254/latest/meta-data/", "GB7201"),
        ("http://[::ffff:10.0.0.1]/", "GB7201"),
        ("//192.168.0.1/x", "GB7201"),
        ("http://user:pass@example.com/", "GB7206"),
        ("http://2130706433/", "GB7206"),
        ("file:///etc/passwd", "GB7206"),
        ("gopher://127.0.0.1:70/x", "GB7206"),
        ("javascript:alert(1)", "GB7206"),
        ("http://[::1", "GB7206"),
    ],
)
def test_every_hop_is_judged(server: WebServer, target: str, code: str) -> None:
    server.page("/go", "", status=302, Location=target)
    assert refusal(Request("GET", server.url + "/go")).code == code


# ---------------------------------------------------------------- limits and time


@pytest.mark.parametrize("path", ["/bytes", "/stream"])
def test_the_limit_of_the_body_holds_on_both_sides(server: WebServer, path: str) -> None:
    exact = send(Request("GET", f"{server.url}{path}?n=65536", most=65536))[0]
    assert len(exact.body) == 65536
    fault = refusal(Request("GET", f"{server.url}{path}?n=66560", most=65536))
    assert (fault.code, "65536 bytes" in fault.message) == ("GB7204", True)


def test_a_packed_gigabyte_is_left_at_the_limit(server: WebServer) -> None:
    begun = time.monotonic()
    assert refusal(Request("GET", server.url + "/bomb", most=1 << 20)).code == "GB7204"
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_packed_body_is_never_unpacked_whole(encoding: str) -> None:
    packed = {"gzip": gzip.compress, "deflate": zlib.compress}[encoding](b"\0" * (64 << 20))
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {len(packed)}\r\n\r\n"
    with raw_server(head.encode() + packed) as peer:
        tracemalloc.start()
        try:
            assert refusal(Request("GET", f"http://127.0.0.1:{peer.port}/", most=1 << 20)).code == "GB7204"
            assert tracemalloc.get_traced_memory()[1] < 8 << 20
        finally:
            tracemalloc.stop()


def test_a_body_that_never_ends_is_left_at_the_limit() -> None:
    with raw_server(HEAD + b"\r\n", endless=b"x" * 50_000) as peer:
        assert refusal(Request("GET", f"http://127.0.0.1:{peer.port}/", most=100_000)).code == "GB7204"


@pytest.mark.parametrize(
    "pieces",
    [(5.0,), (b"HTTP/1.1 200 OK\r\n", 5.0), (HEAD + b"Content-Length: 10\r\n\r\nab", 5.0)],
    ids=["silent", "half a head", "half a body"],
)
def test_a_peer_that_does_not_go_on_is_left_after_the_stated_time(pieces: tuple[bytes | float, ...]) -> None:
    with raw_server(*pieces) as peer:
        begun = time.monotonic()
        fault = refusal(Request("GET", f"http://127.0.0.1:{peer.port}/", timeout=0.3))
        assert fault.code == "GB7203"
        assert "0.3 seconds" in fault.message
        assert time.monotonic() - begun < 2


def test_a_body_that_comes_in_drops_is_left_after_the_stated_time() -> None:
    with raw_server(HEAD + b"\r\n", endless=b"x") as peer:
        assert refusal(Request("GET", f"http://127.0.0.1:{peer.port}/", timeout=0.4)).code == "GB7203"


def test_redirects_share_one_time(server: WebServer) -> None:
    server.page("/a", "", status=302, Location="/slow?s=0.3")
    assert refusal(Request("GET", server.url + "/a", timeout=0.2)).code == "GB7203"


@pytest.mark.parametrize(
    "head", [HEAD + b"X-Long: " + b"a" * 20_000 + b"\r\n", HEAD + b"".join(b"X-%d: 1\r\n" % n for n in range(5000))]
)
def test_a_head_without_measure_is_refused(head: bytes) -> None:
    with raw_server(head + b"Content-Length: 2\r\n\r\nok") as peer:
        assert refusal(Request("POST", f"http://127.0.0.1:{peer.port}/")).code == "GB7202"


# ---------------------------------------------------------------- broken peers and retries


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "POST", "PATCH"])
@pytest.mark.parametrize(
    "pieces", [(), (HEAD + b"Content-Length: 10\r\n\r\nab",)], ids=["closed at once", "closed half-way"]
)
def test_a_broken_connection_is_tried_again_only_when_that_is_harmless(
    method: str, pieces: tuple[bytes | float, ...]
) -> None:
    with raw_server(*pieces) as peer:
        fault = refusal(Request(method, f"http://127.0.0.1:{peer.port}/"))
        assert fault.code == "GB7202"
        assert peer.connections == (1 if method in ("POST", "PATCH") else 3)


def test_what_is_no_http_is_a_fault() -> None:
    with raw_server(b"220 mail.example.com ESMTP\r\n") as peer:
        assert refusal(Request("POST", f"http://127.0.0.1:{peer.port}/")).code == "GB7202"


def test_nobody_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        fault = refusal(Request("GET", f"http://127.0.0.1:{taken.getsockname()[1]}/?token=s3cret"))
    assert (fault.code, "127.0.0.1 cannot be reached" in fault.message) == ("GB7202", True)
    assert "s3cret" not in fault.message


def test_a_peer_that_speaks_no_tls(server: WebServer) -> None:
    assert refusal(Request("POST", server.url.replace("http:", "https:") + "/")).code == "GB7202"


def test_a_certificate_is_checked_against_the_name_and_not_the_address(tmp_path: Path) -> None:
    """The guard connects to an address, and still the name of the URL is what the certificate must have."""

    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    ours, theirs = certificate(tmp_path)
    with web_server(tls=ours) as secure:
        trusting = Request("POST", secure.url + "/echo", {}, b"s3cret")
        assert send(trusting, http=client(tls=theirs))[0].status == 200
        assert "certificate" in refusal(trusting).message
        named = Request("POST", f"https://bank.example:{secure.port}/echo", {}, b"s3cret")
        guard = Egress(["bank.example"], lookup=lookup)
        assert "certificate of bank.example" in refusal(named, HttpClient(guard, tls=theirs)).message
        assert len(secure.seen) == 1


# ---------------------------------------------------------------- headers


BAD_HEADERS = [
    *((f"X-A{mark}B", "1") for mark in '\r\n\0 :()<>@,;\\"/[]?={}\t\x7fé\u2028'),
    *(("X-A", f"1{chr(code)}2") for code in (*range(0x20), 0x7F) if code != 9),
    *(("X-A", f"1{mark}2") for mark in ("\r\nHost: evil", "\u2028", "\u560a", "€", "\ud800")),
    *((name, "1") for name in ("Host", "content-length", "Transfer-Encoding", "CONNECTION", "Upgrade", "TE", "Expect")),
    *((name, "1") for name in ("Proxy-Authorization", "", "X" * 200)),
    ("X-A", "x" * 9000),
    ("X-A", ""),
]


@pytest.mark.parametrize(("name", "value"), BAD_HEADERS, ids=lambda value: ascii(value)[:30])
def test_a_header_that_could_become_another_is_refused(server: WebServer, name: str, value: str) -> None:
    assert refusal(Request("GET", server.url + "/echo", {name: value})).code == "GB7207"
    assert server.seen == []


@pytest.mark.parametrize(
    "path", ["/a\r\nX: 1", "/a\nb", "/a\0", "/a\\b", "/<x>", "/a\u2028", '/"', "/a\tb"], ids=lambda value: ascii(value)
)
def test_an_address_cannot_carry_a_header(server: WebServer, path: str) -> None:
    assert refusal(Request("GET", server.url + path)).code == "GB7206"
    assert server.seen == []
