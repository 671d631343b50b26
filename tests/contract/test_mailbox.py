"""What came: the contract of the receiving half of the mail port, over the inbox folder and a real IMAP server."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from stdlib.adapters.mail_imap import ImapAccount, ImapMailbox
from stdlib.adapters.mail_outbox import OutboxMail
from stdlib.fakes import FakeMail
from stdlib.mail.reading import read_message
from stdlib.ports import KeywordFault
from stdlib.ports.mail import ReceivedMail
from tests.servers.imap import ImapServer, dovecot, missing
from tests.servers.left_out import leave_out
from tests.servers.smtp import free_port, scripted_server


@dataclass
class Setup:
    mailbox: Any
    put: Callable[[bytes], None]

    def received(self, *arguments: Any, **options: Any) -> list[ReceivedMail]:
        found: list[ReceivedMail] = asyncio.run(self.mailbox.received(*arguments, **options))
        return found

    def mark(self, id: str) -> bool:
        return bool(asyncio.run(self.mailbox.mark_read(id)))


@pytest.fixture(scope="module")
def server() -> Iterator[ImapServer]:
    reason = missing()
    if reason:
        leave_out("Dovecot", reason)
    with dovecot() as running:
        yield running


@pytest.fixture(params=["fake", "folder", "imap"])
def setup(request: pytest.FixtureRequest, tmp_path: Path) -> Setup:
    if request.param == "fake":
        fake = FakeMail()
        return Setup(fake, lambda content: fake.inbox.append(parsed(content, len(fake.inbox))))
    if request.param == "folder":
        return Setup(OutboxMail(tmp_path), lambda content: into(tmp_path / "inbox", content))
    running: ImapServer = request.getfixturevalue("server")
    user = f"user{time.monotonic_ns()}"
    account = ImapAccount("127.0.0.1", user, "secret", running.port, "none", 10)
    return Setup(ImapMailbox(account), lambda content: running.put(user, content))


def parsed(content: bytes, number: int) -> ReceivedMail:
    return read_message(content, f"{number:05d}", datetime(2026, 1, 1, tzinfo=UTC))


def into(folder: Path, content: bytes) -> None:
    folder.mkdir(exist_ok=True)
    number = len(list(folder.iterdir()))
    path = folder / f"{99 - number}.eml"
    path.write_bytes(content)
    os.utime(path, (1_700_000_000 + number, 1_700_000_000 + number))


def letter(subject: str, body: str = "Hi") -> bytes:
    head = f"From: Ana <ana@example.com>\r\nTo: bot@example.org\r\nSubject: {subject}\r\nMessage-ID: <{subject}@x>\r\n"
    return f"{head}Date: Sat, 07 Mar 2026 10:00:00 -0300\r\n\r\n{body}\r\n".encode()


def test_an_empty_mailbox_has_nothing(setup: Setup) -> None:
    assert setup.received() == []
    assert not setup.mark("1:5")


def test_messages_come_oldest_first_and_each_once(setup: Setup) -> None:
    for subject in ("one", "two", "three"):
        setup.put(letter(subject))
    first = setup.received("", 2)
    assert [mail.subject for mail in first] == ["one", "two"]
    rest = setup.received(first[-1].id, 2)
    assert [mail.subject for mail in rest] == ["three"]
    assert setup.received(rest[-1].id) == []
    setup.put(letter("four"))
    assert [mail.subject for mail in setup.received(rest[-1].id)] == ["four"]
    assert setup.received("", 0) == []


def test_a_message_is_read_whole(setup: Setup) -> None:
    setup.put(letter("one", "Hello\r\n\r\nthere"))
    (mail,) = setup.received()
    assert (mail.sender, mail.to, mail.body) == ("ana@example.com", ("bot@example.org",), "Hello\n\nthere")
    assert (mail.message_id, mail.at) == ("one@x", datetime(2026, 3, 7, 13, 0, tzinfo=UTC))


def test_reading_marks_nothing_and_marking_is_kept(setup: Setup) -> None:
    setup.put(letter("one"))
    setup.put(letter("two"))
    one, _ = setup.received(unread=True)
    assert len(setup.received(unread=True)) == 2
    assert setup.mark(one.id)
    assert setup.mark(one.id)
    assert [mail.subject for mail in setup.received(unread=True)] == ["two"]
    assert setup.received()[0].id == one.id


@pytest.mark.parametrize(
    "id", ["", "x", "1:", ":1", "0:0", "9:9 DELETED", "1:-1", "9" * 30, "1:1\r\nA1 LOGOUT", "1:²", "1:" + "9" * 5000]
)
def test_an_id_of_nothing_is_nothing(setup: Setup, id: str) -> None:
    setup.put(letter("one"))
    assert not setup.mark(id)
    assert len(setup.received(unread=True)) == 1


@pytest.mark.parametrize("folder", ["../outbox", "no such", "INBOX\r\nA9 DELETE INBOX", 'x" "y', "Ünread", "/etc"])
def test_a_folder_that_is_not_there_gives_nothing_or_a_fault(setup: Setup, folder: str) -> None:
    setup.put(letter("one"))
    assert outcome(setup, folder) in ([], "GB7401")
    assert len(setup.received()) == 1


def outcome(setup: Setup, folder: str) -> object:
    try:
        return setup.received(folder=folder)
    except KeywordFault as fault:
        return fault.code


def test_other_folders_are_read_by_name(server: ImapServer) -> None:
    account = ImapAccount("127.0.0.1", "folders", "secret", server.port, "none", 10)
    server.put("folders", letter("kept"), "Archive")
    found = asyncio.run(ImapMailbox(account).received(folder="Archive"))
    assert [mail.subject for mail in found] == ["kept"]


# ---------------------------------------------------------------- servers that refuse, are slow, or break


def failing(account: ImapAccount) -> tuple[str, str, float]:
    began = time.monotonic()
    with pytest.raises(KeywordFault) as caught:
        asyncio.run(ImapMailbox(account).received())
    assert "\n" not in caught.value.message
    return caught.value.code, caught.value.message, time.monotonic() - began


def test_a_wrong_password_is_refused_and_not_shown(server: ImapServer) -> None:
    code, message, _ = failing(ImapAccount("127.0.0.1", "u", "wrong-one", server.port, "none", 10))
    assert code == "GB7402"
    assert "wrong-one" not in message + repr(ImapAccount("127.0.0.1", "u", "wrong-one"))


BAD = ImapAccount("127.0.0.1", "u", "p", 1, "none", 1)


def test_nobody_listens() -> None:
    assert failing(replace(BAD, port=free_port()))[0] == "GB7403"
    assert failing(replace(BAD, port=free_port(), security="tls"))[0] == "GB7403"


@pytest.mark.parametrize(
    ("answers", "closes"),
    [([None], False), ([b"* OK hi\r\n", None], False), ([b"* OK hi\r\n"], True), ([b""], True),
     ([b"garbage\r\n"], True), ([b"* BYE no\r\n"], True), ([b"* OK " + b"x" * 2_000_000], False)],
)  # fmt: skip
def test_a_server_that_breaks_is_a_fault_within_the_time(answers: list[bytes | None], closes: bool) -> None:
    with scripted_server(answers, closes) as port:
        code, _, seconds = failing(replace(BAD, port=port))
    assert code in ("GB7402", "GB7403")
    assert seconds < 5


def test_a_server_without_tls_is_not_read_from_in_the_clear() -> None:
    with scripted_server([b"* OK hi\r\n"] * 5) as port:
        assert failing(replace(BAD, port=port, security="tls"))[0] == "GB7403"
