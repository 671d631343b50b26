"""No spelling, name, redirect or change of mind of a resolver makes a bot connect to an address that is not open.

Listeners on this machine count real connections: the figure that matters is that there are none.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdlib.adapters.egress import WEB_PORTS, Egress, guard, is_public, listed
from stdlib.adapters.http_aiohttp import HttpClient
from stdlib.ports import KeywordFault
from stdlib.ports.web import Request
from tests.servers.web import RawServer, raw_server

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret"
LIST = [
    re.sub(r"\\(u[0-9a-f]{4}|[trn])", lambda escape: json.loads(f'"{escape[0]}"'), line)
    for line in (Path(__file__).with_name("ssrf.txt")).read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture
def listeners() -> Iterator[list[RawServer]]:
    """Something listens on the same port of IPv4 and, where there is one, IPv6 of this machine."""
    with ExitStack() as stack:
        found = [stack.enter_context(raw_server(OK, host="0.0.0.0"))]
        if socket.has_ipv6:
            with suppress(OSError):
                found.append(stack.enter_context(raw_server(OK, host="::", port=found[0].port)))
        yield found


def fault_of(url: str, egress: Egress, method: str = "GET") -> KeywordFault:
    async def run() -> None:
        async with HttpClient(egress, retry_pauses=(0.01,)) as http:
            await http.send(Request(method, url, {"Authorization": "s3cret"}, timeout=2))

    with pytest.raises(KeywordFault) as caught:
        asyncio.run(run())
    return caught.value


def test_the_list_is_long_enough() -> None:
    assert len(LIST) == len(set(LIST)) >= 200


def test_no_address_of_the_list_is_connected(listeners: list[RawServer]) -> None:
    """The port of the listener is open, so that the address alone decides."""
    port = listeners[0].port
    tried: list[tuple[str, int]] = []

    async def lookup(host: str, port: int) -> list[str]:
        tried.append((host, port))
        return ["127.0.0.1", "::1"]

    codes = {}
    for url in LIST:
        egress = Egress(ports=frozenset({80, 443, port}), lookup=lookup)
        codes[url] = fault_of(url.replace("{port}", str(port)), egress).code
    assert {url: code for url, code in codes.items() if code not in ("GB7201", "GB7206")} == {}
    assert [listener.connections for listener in listeners] == [0] * len(listeners)


def test_the_listener_would_have_answered(listeners: list[RawServer]) -> None:
    async def run() -> bytes:
        async with HttpClient(Egress(["127.0.0.1"])) as http:
            return (await http.send(Request("GET", f"http://127.0.0.1:{listeners[0].port}/"))).body

    assert asyncio.run(run()) == b"secret"
    assert listeners[0].connections == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_resolver_that_changes_its_mind_reaches_nothing(listeners: list[RawServer], method: str) -> None:
    """The name is public when it is asked first and this machine ever after; each answer is judged and used alone."""
    port = listeners[0].port
    answers = itertools.chain([["127.0.0.1"]] * 3, itertools.cycle([["127.0.0.1"], ["::1"], ["::ffff:127.0.0.1"]]))

    async def lookup(host: str, port: int) -> list[str]:
        return next(answers)

    for _ in range(200):
        egress = Egress(ports=frozenset({port}), lookup=lookup)
        assert fault_of(f"http://rebind.example:{port}/", egress, method).code == "GB7201"
    assert [listener.connections for listener in listeners] == [0] * len(listeners)


def test_a_name_is_looked_up_once_for_each_connection(listeners: list[RawServer]) -> None:
    """A second look-up, by aiohttp or the system, is where rebinding would come in."""
    asked: list[str] = []

    async def lookup(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["169.254.169.254"]

    async def run() -> bytes:
        async with HttpClient(Egress(["inside.example"], lookup=lookup), retry_pauses=()) as http:
            return (await http.send(Request("GET", f"http://inside.example:{listeners[0].port}/"))).body

    assert asyncio.run(run()) == b"secret"
    assert asked == ["inside.example"]


@pytest.mark.parametrize("dead", [["127.0.0.9"], ["::1"], ["::1", "127.0.0.9"]])
def test_of_several_addresses_the_one_that_answers_is_used(dead: list[str]) -> None:
    async def lookup(host: str, port: int) -> list[str]:
        return [*dead, "127.0.0.1"]

    async def run(port: int) -> bytes:
        async with HttpClient(Egress(["inside.example"], lookup=lookup), retry_pauses=()) as http:
            return (await http.send(Request("POST", f"http://inside.example:{port}/"))).body

    with raw_server(OK) as peer:
        assert asyncio.run(run(peer.port)) == b"secret"


def test_a_fault_does_not_show_a_password() -> None:
    for url in ("http://ana:s3cret@x.example/", "http://ana:s3\\cret@x.example/", "https://ana:s3cret@[/"):
        assert "s3" not in fault_of(url, Egress()).message


def test_of_mixed_answers_only_the_permitted_are_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1", "1.1.1.1", "::1", "10.0.0.1", "1.1.1.1"]

    assert asyncio.run(Egress(lookup=lookup).resolve("mixed.example", 443)) == ["1.1.1.1"]


def test_what_a_resolver_gives_that_is_no_address_is_not_connected() -> None:
    async def lookup(host: str, port: int) -> list[str]:
        return ["localhost", "", "127.1", "0x7f000001"]

    with pytest.raises(KeywordFault) as caught:
        asyncio.run(Egress(lookup=lookup).resolve("odd.example", 80))
    assert caught.value.code == "GB7201"


def test_the_socket_is_refused_even_when_the_resolver_was_not_asked() -> None:
    """The last gate: whatever else goes wrong, a socket for a closed address is not made."""
    from stdlib.adapters import http_aiohttp
    from stdlib.adapters.web_address import read_address

    client = HttpClient(Egress())
    hop = http_aiohttp._Hop("GET", read_address("http://example.com/"), {}, None, 1)
    token = http_aiohttp._connecting.set(hop)
    try:
        with pytest.raises(PermissionError):
            client._socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("10.0.0.1", 80)))
    finally:
        http_aiohttp._connecting.reset(token)
    assert hop.refused is not None


# ---------------------------------------------------------------- the rule itself


PUBLIC = [
    *(
        "1.1.1.1",
        "8.8.8.8",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "192.0.1.1",
        "192.167.1.1",
    ),
    *("192.167.1.1", "169.253.1.1", "169.255.1.1", "198.17.1.1", "198.20.1.1", "223.255.255.255", "11.0.0.0"),
    *("2606:4700:4700::1111", "2a00:1450:4009::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2001:200::1", "2003::1"),
]


@pytest.mark.parametrize("text", PUBLIC)
def test_public_addresses_are_open(text: str) -> None:
    assert is_public(ip_address(text))


@given(st.ip_addresses(v=4))
def test_what_is_open_is_global_by_the_standard_too(address: object) -> None:
    assert not is_public(address) or address.is_global  # type: ignore[arg-type, attr-defined]


@given(st.ip_addresses(v=6))
def test_what_is_open_is_global_by_the_standard_too_6(address: object) -> None:
    assert not is_public(address) or address.is_global or address.ipv4_mapped or str(address).startswith("64:ff9b::")  # type: ignore[arg-type, attr-defined]


# ---------------------------------------------------------------- what the host allows


def permits(egress: Egress, host: str, address: str, port: int) -> bool:
    try:
        egress.check(host, address, port)
    except KeywordFault as fault:
        return fault.code != "GB7201"
    return True


@pytest.mark.parametrize(
    ("entry", "host", "address", "port", "open"),
    [
        ("intranet.example", "intranet.example", "10.0.0.5", 9000, True),
        ("intranet.example", "INTRANET.example.", "10.0.0.5", 80, True),
        ("intranet.example:8080", "intranet.example", "10.0.0.5", 8080, True),
        ("intranet.example:8080", "intranet.example", "10.0.0.5", 80, False),
        ("intranet.example", "other.intranet.example", "10.0.0.5", 80, False),
        ("intranet.example", "evilintranet.example", "10.0.0.5", 80, False),
        ("*.example", "a.b.example", "10.0.0.5", 80, True),
        ("*.example", "example", "10.0.0.5", 80, False),
        ("*.example", "evilexample", "10.0.0.5", 80, False),
        ("intranet.example", "intranet.example", "169.254.169.254", 80, False),
        ("intranet.example", "intranet.example", "::ffff:169.254.169.254", 80, False),
        ("intranet.example", "intranet.example", "fd00:ec2::254", 80, False),
        ("intranet.example", "intranet.example", "100.100.100.200", 80, False),
        ("intranet.example", "10.0.0.5", "10.0.0.5", 80, False),
        ("169.254.169.254", "169.254.169.254", "169.254.169.254", 80, True),
        ("10.0.0.0/8", "anything.example", "10.1.2.3", 80, True),
        ("10.0.0.0/8", "anything.example", "::ffff:10.1.2.3", 80, True),
        ("10.0.0.0/8", "anything.example", "11.1.2.3", 22, False),
        ("10.0.0.0/8:8080", "anything.example", "10.1.2.3", 8080, True),
        ("10.0.0.0/8:8080", "anything.example", "10.1.2.3", 80, False),
        ("10.1.2.3", "x", "10.1.2.3", 1, True),
        ("10.1.2.3:81", "x", "10.1.2.3", 81, True),
        ("10.1.2.3:81", "x", "10.1.2.4", 81, False),
        ("::1", "x", "::1", 80, True),
        ("[::1]", "x", "::1", 80, True),
        ("[::1]:81", "x", "::1", 81, True),
        ("[::1]:81", "x", "::1", 80, False),
        ("fd00::/8", "x", "fd12::1", 80, True),
    ],
)
def test_an_entry_opens_what_it_says_and_no_more(entry: str, host: str, address: str, port: int, open: bool) -> None:
    assert permits(Egress([entry]), host, address, port) is open


def test_only_closes_everything_else() -> None:
    egress = Egress(["10.0.0.0/8"], only=["api.example", "*.shop.example", "10.1.0.0/16"])
    assert permits(egress, "api.example", "1.1.1.1", 443)
    assert permits(egress, "x.shop.example", "1.1.1.1", 443)
    assert permits(egress, "10.1.0.1", "10.1.0.1", 443)
    assert not permits(egress, "10.2.0.1", "10.2.0.1", 443)
    assert not permits(egress, "evil.example", "1.1.1.1", 443)
    assert not permits(egress, "api.example", "192.168.0.1", 443)


@pytest.mark.parametrize("entry", ["host:http", "a:b:c", "[::1]:x"])
def test_an_entry_that_cannot_be_read_is_said_at_once(entry: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        Egress([entry])


def test_the_settings_of_a_bot() -> None:
    assert listed(" 10.0.0.0/8, intranet.example:8080;[::1]\n") == ["10.0.0.0/8", "intranet.example:8080", "[::1]"]
    assert listed("  ") == []

    async def run(url: str) -> str:
        settings = {"http-allow": "127.0.0.1", "http-only": "127.0.0.1 api.example"}
        async with HttpClient(guard(settings, "http", ports=WEB_PORTS)) as http:
            try:
                await http.send(Request("POST", url, timeout=2))
            except KeywordFault as fault:
                return fault.code
        return "sent"

    assert asyncio.run(run("http://127.0.0.1:9/")) == "GB7202"
    assert asyncio.run(run("http://1.1.1.1/")) == "GB7201"
