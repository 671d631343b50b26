"""Databases and mail servers that a bot's settings name: the guard judges the address that is connected, every time."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from server.bots.hosting import Hosting
from server.bots.package import package_of
from server.bots.world import World
from stdlib.adapters.database_mysql import MysqlStore
from stdlib.adapters.database_postgres import PostgresStore
from stdlib.adapters.egress import Egress
from stdlib.adapters.mail_imap import ImapAccount, ImapMailbox
from stdlib.adapters.mail_outbox import OutboxMail
from stdlib.adapters.mail_smtp import SmtpAccount, SmtpMail
from stdlib.adapters.sql_database import Place
from stdlib.ports import KeywordFault
from stdlib.ports.mail import MailMessage
from tests.servers.postgres import postgres_port
from tests.servers.smtp import mail_server

LETTER = MailMessage(("ana@example.com",), "Hello", "text")


@dataclass
class Names:
    """A resolver: what a name means, question by question; the last answer stays."""

    answers: list[list[str]]
    asked: list[str] = field(default_factory=list)

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def listener() -> Iterator[tuple[int, list[Any]]]:
    """A port of this computer that notes who connects and closes at once."""
    came: list[Any] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, address = server.accept()
                    came.append(address)
                    connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1], came
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


async def over_postgres(egress: Egress, host: str, port: int) -> None:
    store = PostgresStore.connection(Place(host, port, "postgres", "postgres"), egress)
    try:
        await store.database().tables()
    finally:
        await store.close()


async def over_mysql(egress: Egress, host: str, port: int) -> None:
    store = MysqlStore(Place(host, port, "x", "x"), egress)
    try:
        await store.database().tables()
    finally:
        await store.close()


async def over_smtp(egress: Egress, host: str, port: int) -> None:
    await SmtpMail({"": SmtpAccount(host, "bot@x.org", port, timeout=5)}, OutboxMail(Path("x")), egress=egress).send(
        LETTER
    )


async def over_imap(egress: Egress, host: str, port: int) -> None:
    await ImapMailbox(ImapAccount(host, "u", "secret", port, "none", 5), egress).received()


WAYS: list[Callable[[Egress, str, int], Awaitable[None]]] = [over_postgres, over_mysql, over_smtp, over_imap]
ways = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)


def code_of(way: Any, egress: Egress, host: str, port: int) -> str:
    with pytest.raises(KeywordFault) as caught:
        asyncio.run(way(egress, host, port))
    assert "\n" not in caught.value.message
    return f"{caught.value.code} {caught.value.message}"


@ways
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::ffff:127.0.0.1", "0.0.0.0", "127.1", "2130706433"])
def test_this_computer_is_closed_however_it_is_spelt(way: Any, host: str, listener: Any) -> None:
    port, came = listener
    said = code_of(way, Egress(ports=None, setting="conn-allow"), host, port)
    assert said.startswith("GB7201")
    assert "conn-allow" in said
    assert came == []


@ways
def test_a_name_is_judged_by_its_address(way: Any, listener: Any) -> None:
    port, came = listener
    inside = Names([["127.0.0.1"]])
    assert code_of(way, Egress(ports=None, lookup=inside), "mx.example.com", port).startswith("GB7201")
    assert code_of(way, Egress(ports=None, lookup=Names([["169.254.169.254"]])), "m.example", port).startswith("GB7201")
    assert inside.asked == ["mx.example.com"]
    assert came == []


@ways
def test_an_address_that_is_allowed_is_connected(way: Any, listener: Any) -> None:
    port, came = listener
    code = code_of(way, Egress(["127.0.0.1"], ports=None, lookup=Names([["127.0.0.1"]])), "mx.example.com", port)
    assert code[:6] in ("GB7104", "GB7403")  # the server closes at once
    assert came


@ways
def test_a_name_that_means_nothing_cannot_be_reached(way: Any) -> None:
    async def nobody(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    said = code_of(way, Egress(ports=None, lookup=nobody), "no.example", 25)
    assert said[:6] in ("GB7104", "GB7403")
    assert "no address is known for no.example" in said


def test_every_new_connection_is_judged_anew() -> None:
    port = postgres_port()
    names = Names([["127.0.0.1"], ["10.0.0.1"]])

    async def body() -> None:
        egress = Egress([f"127.0.0.1:{port}"], ports=None, lookup=names)
        store = PostgresStore.connection(Place("db.example.com", port, "postgres", "postgres"), egress)
        first, second = store.database(), store.database()
        try:
            await first.begin()  # holds the first connection
            assert await first.tables() == []
            with pytest.raises(KeywordFault) as caught:
                await second.begin()
            assert caught.value.code == "GB7201"
        finally:
            await first.close()
            await store.close()

    asyncio.run(body())
    assert names.asked == ["db.example.com"] * 2


def test_the_host_s_own_password_goes_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "only-for-us")
    seen = bytearray()

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.extend(await reader.read(100))
        writer.write(b"N")  # no TLS
        seen.extend(await reader.read(500))
        writer.write(b"R\0\0\0\x08\0\0\0\x03")  # the password, please
        seen.extend(await reader.read(500))
        writer.close()
        await writer.wait_closed()

    async def body() -> None:
        async with await asyncio.start_server(greet, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            with pytest.raises(KeywordFault):
                await over_postgres(Egress(["127.0.0.1"], ports=None), "127.0.0.1", port)

    asyncio.run(body())
    assert b"postgres" in seen
    assert b"only-for-us" not in seen


def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    with mail_server() as server:
        egress = Egress(["127.0.0.0/8"], ports=None, lookup=Names([["127.0.0.2", "127.0.0.1"]]))
        account = SmtpAccount("mx.example.com", "bot@x.org", server.port, security="none")
        asyncio.run(SmtpMail({"": account}, OutboxMail(Path("x")), egress=egress).send(LETTER))
        assert len(server.taken) == 1


# ---------------------------------------------------------------- what the settings of a package may open


def world(folder: Path, config: str, **hosting: Any) -> World:
    place = folder / "b.gbai/b.gbot/config.csv"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"name,value\n{config}")
    return World(package_of(folder / "b.gbai"), Hosting(**hosting))


def opened(made: World, connection: str) -> str:
    async def body() -> str:
        async with made, made.ports() as ports:
            assert ports.databases is not None
            try:
                await (await ports.databases.open(connection)).tables()
            except KeywordFault as fault:
                return fault.code
            return ""

    return asyncio.run(body())


def test_a_package_opens_only_what_its_operator_lets_it_open(tmp_path: Path) -> None:
    port = postgres_port()
    there = f"conn-erp-Server,127.0.0.1\nconn-erp-Port,{port}\nconn-erp-Name,postgres\nconn-erp-Username,postgres\n"
    assert opened(world(tmp_path, there), "erp") == "GB7201"
    assert opened(world(tmp_path, there + f"conn-allow,127.0.0.1:{port}\n"), "erp") == ""
    assert opened(world(tmp_path, there + "conn-allow,127.0.0.1\n", trusting=False), "erp") == "GB7201"
    assert opened(world(tmp_path, there, trusting=False, allow=("127.0.0.1",)), "erp") == ""
    assert opened(world(tmp_path, there + "conn-allow,1:2:3\n"), "erp") == "GB7201"
    assert opened(world(tmp_path, there.replace(str(port), "x")), "erp") == "GB7106"


def test_files_of_others_are_closed_where_packages_are_not_trusted(tmp_path: Path) -> None:
    for path, code in ((f"{tmp_path}/other.db", "GB7106"), ("../other.db", "GB7106"), ("own.db", "")):
        there = f"conn-erp-Driver,sqlite\nconn-erp-Name,{path}\n"
        assert opened(world(tmp_path, there, trusting=False), "erp") == code
    assert opened(world(tmp_path, f"conn-erp-Driver,sqlite\nconn-erp-Name,{tmp_path}/other.db\n"), "erp") == ""
    assert (tmp_path / "b.gbai/own.db").exists()
