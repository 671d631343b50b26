"""New mail comes to a bot once: over the inbox folder, a real IMAP server, and the fake of tests."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from stdlib.adapters.mail_imap import ImapAccount, ImapMailbox
from stdlib.adapters.mail_outbox import OutboxMail
from stdlib.fakes import DictMemory, FakeMail
from stdlib.mail.arrivals import arrivals
from stdlib.ports import KeywordFault, Scope
from stdlib.ports.mail import ReceivedMail
from tests.servers.imap import ImapServer, dovecot, missing
from tests.servers.left_out import leave_out


@dataclass
class Box:
    """A mailbox and a way to put a message into it."""

    mail: Any
    put: Callable[[str], None]


class NoMore(Exception):
    """Ends a watch that has nothing left."""


class Watch:
    """Takes what has come until the watcher would wait; ``paused`` are the seconds it would have waited."""

    def __init__(self, mail: Any, memory: DictMemory | None = None, folder: str = "") -> None:
        self.mail, self.folder = mail, folder
        self.memory = memory or DictMemory()
        self.paused: list[float] = []
        self.looks = 1

    async def sleep(self, seconds: float) -> None:
        self.paused.append(seconds)
        if len(self.paused) % self.looks == 0:
            raise NoMore

    def messages(self) -> AsyncIterator[ReceivedMail]:
        return arrivals(self.mail, self.memory, "bot", self.folder, every=60, sleep=self.sleep)

    def subjects(self, looks: int = 1) -> list[str]:
        self.looks, found = looks, []
        self.paused.clear()

        async def take() -> None:
            try:
                async for message in self.messages():
                    found.append(message.subject)
            except NoMore:
                return

        asyncio.run(take())
        return found


@pytest.fixture(scope="module")
def server() -> Iterator[ImapServer]:
    reason = missing()
    if reason:
        leave_out("Dovecot", reason)
    with dovecot() as running:
        yield running


@pytest.fixture(params=["fake", "folder", "imap"])
def box(request: pytest.FixtureRequest, tmp_path: Path) -> Box:
    if request.param == "fake":
        fake = FakeMail()
        return Box(fake, lambda subject: fake.inbox.append(received(subject, len(fake.inbox) + 1)))
    if request.param == "folder":
        return Box(OutboxMail(tmp_path), lambda subject: into(tmp_path / "inbox", subject))
    running: ImapServer = request.getfixturevalue("server")
    user = f"user{time.monotonic_ns()}"
    account = ImapAccount("127.0.0.1", user, "secret", running.port, "none", 10)
    return Box(ImapMailbox(account), lambda subject: running.put(user, letter(subject)))


def received(subject: str, number: int) -> ReceivedMail:
    return ReceivedMail(
        f"{number:05d}", "ana@example.com", ("bot@x.org",), subject, "Hi", datetime(2026, 1, 1, tzinfo=UTC)
    )


def into(folder: Path, subject: str) -> None:
    folder.mkdir(exist_ok=True)
    number = len(list(folder.iterdir()))
    path = folder / f"{99 - number}.eml"
    path.write_bytes(letter(subject))
    os.utime(path, (1_700_000_000 + number, 1_700_000_000 + number))


def letter(subject: str) -> bytes:
    return f"From: ana@example.com\r\nTo: bot@example.org\r\nSubject: {subject}\r\n\r\nHi\r\n".encode()


def test_what_was_there_before_is_old_and_what_comes_is_given_once(box: Box) -> None:
    box.put("before")
    watch = Watch(box.mail)
    assert watch.subjects() == []
    for number in range(25):
        box.put(f"new {number}")
    assert watch.subjects(looks=3) == [f"new {number}" for number in range(25)]
    assert watch.subjects(looks=2) == []
    box.put("later")
    assert Watch(box.mail, watch.memory).subjects() == ["later"]


def test_the_first_message_of_an_empty_mailbox_is_new(box: Box) -> None:
    watch = Watch(box.mail)
    assert watch.subjects() == []
    box.put("first")
    assert watch.subjects() == ["first"]


def test_a_message_that_was_not_finished_comes_again(box: Box) -> None:
    watch = Watch(box.mail)
    watch.subjects()
    box.put("one")
    box.put("two")

    async def stop_at_the_second() -> list[str]:
        found, messages = [], watch.messages()
        async for message in messages:
            found.append(message.subject)
            if len(found) == 2:
                break
        await messages.aclose()  # type: ignore[attr-defined]
        return found

    assert asyncio.run(stop_at_the_second()) == ["one", "two"]
    assert Watch(box.mail, watch.memory).subjects() == ["two"]


def test_a_mailbox_that_was_rebuilt_is_not_given_again(server: ImapServer) -> None:
    user = f"user{time.monotonic_ns()}"
    mailbox = ImapMailbox(ImapAccount("127.0.0.1", user, "secret", server.port, "none", 10))
    server.put(user, letter("old"), "Box")
    watch = Watch(mailbox, folder="Box")
    before = asyncio.run(mailbox.newest("Box"))
    assert watch.subjects() == []
    server.forget(user, "Box")
    server.put(user, letter("other"), "Box")
    after = asyncio.run(mailbox.newest("Box"))
    assert before.partition(":")[0] != after.partition(":")[0]

    asyncio.run(watch.memory.set(Scope.BOT, "bot/mail", "box", before))
    assert watch.subjects() == []
    server.put(user, letter("new"), "Box")
    assert watch.subjects() == ["new"]


class Failing(FakeMail):
    """A mailbox whose server is away ``times`` times, or refuses."""

    def __init__(self, code: str, times: int) -> None:
        super().__init__()
        self.code, self.times = code, times

    async def newest(self, folder: str = "") -> str:
        self.times -= 1
        if self.times >= 0:
            raise KeywordFault(self.code, "no")
        return await super().newest(folder)


def test_a_server_that_is_away_is_asked_again_less_and_less_often() -> None:
    watch = Watch(Failing("GB7403", 7))
    assert watch.subjects(looks=9) == []
    assert watch.paused == [120, 240, 480, 960, 960, 960, 960, 60, 60]


def test_a_server_that_refuses_ends_the_watch() -> None:
    with pytest.raises(KeywordFault) as caught:
        Watch(Failing("GB7402", 1)).subjects()
    assert caught.value.code == "GB7402"
