"""Effects of a turn that is run again: nothing happens twice, results are those of the first time."""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest

from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.adapters.journal_sql import SqlJournal
from stdlib.effect_ports import journalled
from stdlib.effect_values import pack, unpack
from stdlib.effects import MAX_KEPT, Effects
from stdlib.fakes import DictFiles, FakeHttp, FakeMail, FixedEnvironment
from stdlib.ports import KeywordFault, Ports, Silence
from stdlib.ports.database import Merged, SqlResult
from stdlib.ports.files import FileInfo
from stdlib.ports.mail import MailMessage, Receipt
from stdlib.ports.web import Reply, Request
from vm.value import Array, Object

Turn = Callable[[Ports, Any], Awaitable[Any]]
LETTER = MailMessage(("ana@example.com",), "Hello", "text")


class Crash(BaseException):
    """The process ends."""


class World:
    """Everything outside a turn, and the journal; ``run`` is one process."""

    def __init__(self) -> None:
        self.journal = SqlJournal(SqliteStore().database())
        self.mail, self.http, self.files = FakeMail(), FakeHttp(), DictFiles()
        self.env = FixedEnvironment()

    async def _run(self, turn: Turn) -> Any:
        effects = Effects(self.journal, "s1", await self.journal.open("s1"))
        ports = journalled(Ports(http=self.http, files=self.files, mail=self.mail), effects)
        return await turn(ports, effects.environment(self.env))

    def run(self, turn: Turn) -> Any:
        return asyncio.run(self._run(turn))

    def crash(self, turn: Turn) -> None:
        with pytest.raises(Crash):
            self.run(turn)


def test_what_was_done_is_not_done_again() -> None:
    world = World()
    crash = True

    async def turn(ports: Ports, env: Any) -> Any:
        assert ports.mail
        assert ports.http
        assert ports.files
        receipt = await ports.mail.send(LETTER)
        reply = await ports.http.send(Request("POST", "https://example.com", body=b"1"))
        info = await ports.files.append("a.txt", b"line")
        if crash:
            raise Crash
        return receipt, reply, info

    world.crash(turn)
    first = [list(port.effects) for port in (world.mail, world.http, world.files)]
    crash = False
    receipt, reply, info = world.run(turn)
    assert [port.effects for port in (world.mail, world.http, world.files)] == first
    assert isinstance(receipt, Receipt)
    assert isinstance(reply, Reply)
    assert info == FileInfo("a.txt", 4, info.changed, "text/plain")


def test_a_call_that_may_have_happened_is_repeated_with_its_key() -> None:
    world = World()
    keys: list[str] = []

    async def dying(message: MailMessage) -> Receipt:
        keys.append(message.key)
        if len(keys) == 1:
            raise Crash
        return Receipt("1", True)

    world.mail.send = dying  # type: ignore[method-assign]

    async def turn(ports: Ports, env: Any) -> Any:
        assert ports.mail
        return await ports.mail.send(LETTER)

    world.crash(turn)
    assert world.run(turn) == Receipt("1", True)
    first, second = keys
    assert first == second
    assert re.fullmatch("s1:[0-9a-f]{16}:1", first)


def test_one_that_cannot_be_repeated_is_not_known() -> None:
    world = World()

    async def dying(path: str, content: bytes) -> FileInfo:
        raise Crash

    world.files.append = dying  # type: ignore[method-assign]

    async def turn(ports: Ports, env: Any) -> Any:
        assert ports.files
        return await ports.files.append("a.txt", b"x")

    world.crash(turn)
    with pytest.raises(KeywordFault) as caught:
        world.run(turn)
    assert caught.value.code == "GB7501"


def test_reads_before_an_effect_give_what_they_gave() -> None:
    world = World()
    asyncio.run(world.files.write("a.txt", b"before"))
    crash = True

    async def turn(ports: Ports, env: Any) -> Any:
        assert ports.files
        assert ports.mail
        seen = await ports.files.read("a.txt"), env.now(), env.random(), env.uuid()
        await ports.mail.send(LETTER)
        later = env.now()
        if crash:
            raise Crash
        return seen, later

    world.crash(turn)
    crash = False
    asyncio.run(world.files.write("a.txt", b"after"))
    world.env.advance(3600)
    (content, now, *_), later = world.run(turn)
    assert (content, now) == (b"before", datetime(2026, 1, 1, 12, 0))
    assert later == datetime(2026, 1, 1, 13, 0)
    assert world.mail.effects == ['mail to ana@example.com: "Hello"']


def test_chance_is_the_same_in_a_repeated_turn_and_another_in_the_next() -> None:
    world = World()

    async def turn(ports: Ports, env: Any) -> Any:
        assert ports.mail
        await ports.mail.send(LETTER)
        return [env.random(), env.uuid(), env.random()]

    first = world.run(turn)
    assert world.run(turn) == first
    assert len(set(first)) == 3
    asyncio.run(world.journal.complete("s1", 1, b"state"))
    assert world.run(turn) != first


def test_faults_are_repeated_too() -> None:
    world = World()
    world.http.fault = KeywordFault("GB7202", "no connection")

    async def turn(ports: Ports, env: Any) -> Any:
        assert ports.http
        await ports.http.send(Request("POST", "https://example.com"))

    for _ in range(2):
        with pytest.raises(KeywordFault, match="no connection"):
            world.run(turn)
    assert len(world.http.requests) == 1


def test_large_reads_are_read_again() -> None:
    world = World()
    asyncio.run(world.files.write("big", b"x" * (MAX_KEPT + 1)))

    async def turn(ports: Ports, env: Any) -> Any:
        assert ports.files
        assert ports.mail
        content = await ports.files.read("big")
        await ports.mail.send(LETTER)
        return content[:1]

    assert world.run(turn) == b"x"
    asyncio.run(world.files.write("big", b"y" * (MAX_KEPT + 1)))
    assert world.run(turn) == b"y"


def test_a_program_that_goes_another_way_is_stopped() -> None:
    world = World()
    subjects = iter(["one", "two"])

    async def turn(ports: Ports, env: Any) -> Any:
        assert ports.mail
        await ports.mail.send(MailMessage(("ana@example.com",), next(subjects), ""))

    world.run(turn)
    with pytest.raises(KeywordFault) as caught:
        world.run(turn)
    assert caught.value.code == "GB7502"
    assert len(world.mail.messages) == 1


def test_a_turn_that_another_process_ended_can_do_nothing_more() -> None:
    world = World()

    async def turn(ports: Ports, env: Any) -> Any:
        assert ports.mail
        await world.journal.complete("s1", 1, b"state")
        await ports.mail.send(LETTER)

    with pytest.raises(KeywordFault) as caught:
        world.run(turn)
    assert caught.value.code == "GB7504"
    assert world.mail.messages == []


def test_a_finished_turn_is_forgotten() -> None:
    world = World()

    async def turn(ports: Ports, env: Any) -> Any:
        assert ports.mail
        await ports.mail.send(LETTER)

    world.run(turn)
    asyncio.run(world.journal.complete("s1", 1, b"state"))
    saved = asyncio.run(world.journal.open("s1"))
    assert (saved.turn, saved.snapshot, saved.entries) == (2, b"state", ())
    world.run(turn)
    assert len(world.mail.messages) == 2


@pytest.mark.parametrize(
    "value",
    [
        None, True, -1, 2**63 - 1, 2**70, 0.5, "é", b"\xff", date(2026, 1, 2), timedelta(days=-1, microseconds=3),
        [1, {"a": None}], (1, ("b",)), {1: "x"}, Silence.TIMED_OUT, Merged(1, 2, 3), Receipt("i", False, "w"),
        Reply(200, "OK", {"a": "b"}, b"\x00", "u"), SqlResult([{"a": date(2026, 1, 1)}], 2),
        FileInfo("p", 1, datetime(2026, 1, 1), "t"),
    ],
    ids=repr,
)  # fmt: skip
def test_results_come_back_exactly(value: Any) -> None:
    back = unpack(pack(value))
    assert back == value
    assert type(back) is type(value)


def test_values_of_the_language_come_back() -> None:
    rows = Array([Object({"a": 1})])
    rows.rowset = True
    assert unpack(pack(rows)).rowset


def test_every_port_has_its_journal() -> None:
    """A port that is added must say which of its calls leave; the session is part of the saved state."""
    world = World()
    names = [field.name for field in dataclasses.fields(Ports) if field.name not in ("session", "others")]
    plain = Ports(**{name: Mock() for name in names})
    effects = Effects(world.journal, "s1", asyncio.run(world.journal.open("s1")))
    wrapped = journalled(plain, effects)
    assert [name for name in names if getattr(wrapped, name) is getattr(plain, name)] == []
