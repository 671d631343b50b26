"""The contract of the mail port, which the outbox folder and a real SMTP server both pass."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from pathlib import Path

import pytest

from stdlib.adapters.mail_outbox import OutboxMail
from stdlib.adapters.mail_smtp import SmtpAccount, SmtpMail
from stdlib.fakes import FakeMail
from stdlib.mail.compose import Letter
from stdlib.ports import KeywordFault
from stdlib.ports.mail import Mail, MailFile, MailMessage, Receipt
from tests.servers.left_out import leave_out
from tests.servers.opensmtpd import RealMailServer, missing
from tests.servers.opensmtpd import opensmtpd as running_opensmtpd
from tests.servers.smtp import Captured, MailServer, certificate, mail_server, scripted_server

HELLO = MailMessage(("ana@example.com",), "Your order", "It is on its way.")


@dataclass
class Sent:
    """One message as it left: who gets it, and what they read."""

    recipients: list[str]
    message: EmailMessage


@dataclass
class Setup:
    mail: Mail
    sent: Callable[[], list[Sent]]
    real: RealMailServer | None = None

    def send(self, message: MailMessage) -> Receipt:
        receipt = asyncio.run(self.mail.send(message))
        if self.real is not None:
            self.real.expected += len({*message.to, *message.cc, *message.bcc})
        return receipt

    def refused(self, message: MailMessage) -> str:
        with pytest.raises(KeywordFault) as caught:
            self.send(message)
        assert not self.sent()
        assert "\n" not in caught.value.message
        return caught.value.code


def kept(folder: Path) -> list[Sent]:
    found = []
    for path in sorted(folder.glob("outbox/*.eml")):
        message = message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default)
        headers = [str(value) for name in ("To", "Cc", "Bcc") for value in message.get_all(name, [])]
        del message["Bcc"]
        found.append(Sent([address for _, address in getaddresses(headers)], message))
    return found


def letter_of(letter: Letter) -> Sent:
    return Sent(list(letter.recipients), message_from_bytes(letter.content, _class=EmailMessage, policy=default))


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture(scope="module")
def opensmtpd() -> Iterator[RealMailServer]:
    reason = missing()
    if reason:
        leave_out("OpenSMTPD", reason)
    with running_opensmtpd() as running:
        yield running


def delivered(server: RealMailServer) -> list[Sent]:
    """What a server put into mailboxes, the copies of a message together."""
    copies: dict[str, list[Captured]] = {}
    for one in server.taken():
        copies.setdefault(one.message["Message-ID"], []).append(one)
    return [
        Sent(
            sorted(name for one in found for name in one.recipients), min(found, key=lambda one: one.recipients).message
        )
        for found in copies.values()
    ]


@pytest.fixture(params=["fake", "outbox", "smtp", "opensmtpd"])
def setup(request: pytest.FixtureRequest, tmp_path: Path, server: MailServer) -> Setup:
    outbox = OutboxMail(tmp_path, "bot@example.org")
    if request.param == "fake":
        fake = FakeMail(accounts=())
        return Setup(fake, lambda: [letter_of(letter) for letter in fake.letters.values()])
    if request.param == "outbox":
        return Setup(outbox, lambda: kept(tmp_path))
    if request.param == "opensmtpd":
        real: RealMailServer = request.getfixturevalue("opensmtpd")
        real.clear()
        mail = SmtpMail({"": SmtpAccount("127.0.0.1", "bot@example.org", real.port, timeout=10)}, outbox)
        return Setup(mail, lambda: delivered(real), real)
    server.taken.clear()
    account = SmtpAccount("127.0.0.1", "bot@example.org", server.port, timeout=10)
    return Setup(SmtpMail({"": account}, outbox), lambda: [Sent(one.recipients, one.message) for one in server.taken])


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).rstrip("\r\n")


def test_a_message_arrives_as_it_was_written(setup: Setup) -> None:
    receipt = setup.send(replace(HELLO, cc=("Bo Öst <bo@example.com>",), reply_to="help@example.org"))
    (sent,) = setup.sent()
    assert sent.recipients == ["ana@example.com", "bo@example.com"]
    assert sent.message["From"] == "bot@example.org"
    assert sent.message["Subject"] == "Your order"
    assert sent.message["Cc"] == "Bo Öst <bo@example.com>"
    assert sent.message["Reply-To"] == "help@example.org"
    assert sent.message["Message-ID"] == f"<{receipt.id}>"
    assert text_of(sent.message) == "It is on its way."


def test_a_receipt_says_whether_the_message_left(setup: Setup) -> None:
    receipt = setup.send(HELLO)
    assert receipt.sent == isinstance(setup.mail, SmtpMail | FakeMail)
    assert bool(receipt.where) != receipt.sent


def test_hidden_recipients_get_the_message_and_are_not_in_it(setup: Setup) -> None:
    setup.send(replace(HELLO, bcc=("boss@example.com",)))
    (sent,) = setup.sent()
    assert sent.recipients == ["ana@example.com", "boss@example.com"]
    assert "boss" not in str(sent.message)


@pytest.mark.parametrize(
    "body",
    [
        "Olá ação — 你好 🎉",
        "a\n.\nb\n..c",
        "From here\nFrom there",
        "x" * 5000,
        "bare\rcr",
        "tab\there",
        "nul\x00 \x0b",
    ],
)
def test_any_body_arrives(setup: Setup, body: str) -> None:
    setup.send(replace(HELLO, body=body))
    (sent,) = setup.sent()
    assert text_of(sent.message).splitlines() == body.splitlines()


@pytest.mark.parametrize("subject", ["Ação ✓", "x" * 900, "=?utf-8?q?no?=", "  ", "a, b; c: <d>", "日本" * 200])
def test_any_subject_of_one_line_arrives(setup: Setup, subject: str) -> None:
    setup.send(replace(HELLO, subject=subject))
    (sent,) = setup.sent()
    assert sent.message["Subject"].split() in (subject.split(), ["no"])


def test_addresses_beyond_ascii_arrive_where_the_server_takes_them(setup: Setup) -> None:
    message = replace(HELLO, to=("Zoë <zoë@münchen.example>", "ana@münchen.example"))
    if setup.real is not None:  # it has no SMTPUTF8
        assert setup.refused(message) == "GB7402"
        return
    setup.send(message)
    (sent,) = setup.sent()
    assert sent.recipients == ["zoë@xn--mnchen-3ya.example", "ana@xn--mnchen-3ya.example"]


def test_html_comes_with_its_text(setup: Setup) -> None:
    setup.send(replace(HELLO, html="<p>It is <b>on</b> its way.</p>"))
    (sent,) = setup.sent()
    html = sent.message.get_body(("html",))
    assert html is not None
    assert "<b>on</b>" in html.get_content()
    assert text_of(sent.message) == "It is on its way."


def test_attachments_arrive_byte_for_byte(setup: Setup) -> None:
    every = bytes(range(256)) * 300
    files = (MailFile("a.bin", every), MailFile("ação.pdf", b"%PDF", "application/pdf"), MailFile("t", b"", "no type"))
    setup.send(replace(HELLO, files=files))
    (sent,) = setup.sent()
    found = [
        (part.get_filename(), part.get_payload(decode=True), part.get_content_type())
        for part in sent.message.iter_attachments()
    ]
    assert found == [
        ("a.bin", every, "application/octet-stream"),
        ("ação.pdf", b"%PDF", "application/pdf"),
        ("t", b"", "application/octet-stream"),
    ]


def test_the_key_is_the_name_of_the_message(setup: Setup) -> None:
    first, second = (setup.send(replace(HELLO, key="session/7/1")) for _ in range(2))
    other = setup.send(replace(HELLO, key="session/7/2"))
    assert first.id == second.id != other.id
    assert setup.send(HELLO).id != setup.send(HELLO).id


def test_the_outbox_keeps_a_message_with_a_key_once(tmp_path: Path) -> None:
    mail = OutboxMail(tmp_path)
    where = {asyncio.run(mail.send(replace(HELLO, key="k"))).where for _ in range(3)}
    assert len(where) == len(list(tmp_path.glob("outbox/*"))) == 1


BREAKS = ["\r\n", "\n", "\r", "\x00", "\x0b", "\x0c", "\x1c", "\x1e", "\x85", "\u2028", "\u2029", "\ud800"]


@pytest.mark.parametrize("char", BREAKS, ids=lambda char: f"{ord(char[-1]):04x}")
def test_no_header_has_a_line_end(setup: Setup, char: str) -> None:
    evil = f"{char}Bcc: evil@example.com"
    assert setup.refused(replace(HELLO, to=(f"ana@example.com{evil}",))) == "GB7401"
    assert setup.refused(replace(HELLO, to=(f"Ana{evil} <ana@example.com>",))) == "GB7401"
    assert setup.refused(replace(HELLO, cc=(f"ana@example.com{evil}",))) == "GB7401"
    assert setup.refused(replace(HELLO, bcc=(f"ana@example.com{evil}",))) == "GB7401"
    assert setup.refused(replace(HELLO, reply_to=f"ana@example.com{evil}")) == "GB7401"
    assert setup.refused(replace(HELLO, subject=f"Hi{evil}")) == "GB7401"
    assert setup.refused(replace(HELLO, files=(MailFile(f"a.txt{evil}", b""),))) == "GB7401"


def test_a_media_type_cannot_add_headers_or_parts(setup: Setup) -> None:
    for kind in ("text/plain\r\nBcc: evil@example.com", "multipart/mixed", "message/rfc822", "text/plain; x=1"):
        setup.send(replace(HELLO, files=(MailFile("a", b"x", kind),)))
    for sent in setup.sent():
        (part,) = sent.message.iter_attachments()
        assert part.get_content_type() == "application/octet-stream"
        assert sent.message["Bcc"] is None


@pytest.mark.parametrize(
    "address",
    ["", "ana", "ana@", "@example.com", "a b@example.com", "a@b@c", "a@example..com", "a@-x.com", "a@[127.0.0.1]",
     "ana@exa mple.com", "<ana@example.com", "ana@example.com>", "a..b@example.com", "a\u200b@example.com",
     "x" * 65 + "@example.com", "a@" + "x" * 64 + ".com", "a@example.com, b@example.com", '"a b"@example.com'],
)  # fmt: skip
def test_what_is_no_address_is_refused(setup: Setup, address: str) -> None:
    assert setup.refused(replace(HELLO, to=(address,))) == "GB7401"


def test_limits_hold_on_both_sides(setup: Setup) -> None:
    many = tuple(f"a{number}@example.com" for number in range(100))
    assert setup.refused(replace(HELLO, to=(*many, "b@example.com"))) == "GB7404"
    assert setup.refused(replace(HELLO, subject="x" * 901)) == "GB7404"
    assert setup.refused(replace(HELLO, files=(MailFile("a", bytes(26 << 20)),))) == "GB7404"
    assert setup.refused(replace(HELLO, to=())) == "GB7401"
    setup.send(replace(HELLO, to=many, subject="x" * 900))
    assert len(setup.sent()[0].recipients) == 100


def test_size_is_counted_as_it_goes_over_the_wire(tmp_path: Path) -> None:
    mail = OutboxMail(tmp_path)
    with pytest.raises(KeywordFault) as caught:
        asyncio.run(mail.send(replace(HELLO, files=(MailFile("a", bytes(19 << 20)),))))
    assert caught.value.code == "GB7404"
    asyncio.run(mail.send(replace(HELLO, files=(MailFile("a", bytes(18 << 20)),))))


def test_an_account_that_is_not_configured_is_refused(setup: Setup) -> None:
    assert setup.refused(replace(HELLO, account="work")) == "GB7401"


def test_a_draft_is_kept_and_not_sent(setup: Setup) -> None:
    receipt = asyncio.run(setup.mail.draft(replace(HELLO, to=())))
    assert not receipt.sent
    assert not setup.sent()
    (draft,) = asyncio.run(setup.mail.received(folder="Drafts"))
    assert (draft.subject, draft.body, draft.message_id) == ("Your order", "It is on its way.", receipt.id)


# ---------------------------------------------------------------- servers that refuse, are slow, or break


def sending(port: int, message: MailMessage = HELLO, **settings: object) -> tuple[str, str, float]:
    """Code and message of the fault, and how long it took."""
    account = replace(SmtpAccount("127.0.0.1", "bot@example.org", port, timeout=1), **settings)
    began = time.monotonic()
    with pytest.raises(KeywordFault) as caught:
        asyncio.run(SmtpMail({"": account}, OutboxMail(Path("nowhere"))).send(message))
    return caught.value.code, caught.value.message, time.monotonic() - began


def test_when_one_recipient_is_refused_nobody_gets_the_message(server: MailServer) -> None:
    server.taken.clear()
    code, message, _ = sending(server.port, replace(HELLO, to=("ana@example.com", "unknown@example.com")))
    assert code == "GB7402"
    assert "unknown@example.com" in message
    assert "550" in message
    assert not server.taken


def test_nobody_listens() -> None:
    assert sending(1)[0] == "GB7403"


GREETING, EHLO = b"220 here\r\n", b"250-here\r\n250 SIZE 1000000\r\n"


@pytest.mark.parametrize(
    ("answers", "closes", "code"),
    [
        ([None], False, "GB7403"),
        ([GREETING, None], False, "GB7403"),
        ([GREETING, EHLO, b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n", None], False, "GB7403"),
        ([GREETING], True, "GB7403"),
        ([GREETING, EHLO, b"250 ok\r\n"], True, "GB7403"),
        ([b"554 no\r\n"], True, "GB7402"),
        ([GREETING, EHLO, b"550 not you\r\n"], True, "GB7402"),
        ([GREETING, EHLO, b"552 too big\r\n"], True, "GB7404"),
        ([GREETING, EHLO, b"250 ok\r\n", b"421 busy\r\n"], True, "GB7402"),
        ([b"garbage\r\n"], True, "GB7403"),
        ([b"\xff\xfe\r\n"], True, "GB7403"),
        ([b"220 " + b"x" * 100_000], True, "GB7403"),
    ],
)
def test_a_server_that_breaks_is_a_fault_within_the_time(answers: list[bytes | None], closes: bool, code: str) -> None:
    with scripted_server(answers, closes) as port:
        found, message, seconds = sending(port)
    assert found == code, message
    assert "\n" not in message
    assert len(message) < 400
    assert seconds < 3


def test_a_server_that_sends_a_little_for_ever_is_given_up() -> None:
    with scripted_server([b"220-here\r\n" * 100, None]) as port:
        found, _, seconds = sending(port)
    assert found == "GB7403"
    assert seconds < 3


def test_encryption_is_not_given_up_when_the_server_does_not_offer_it(server: MailServer) -> None:
    server.taken.clear()
    for settings in ({"security": "starttls"}, {"user": "u", "password": "secret"}):
        code, message, _ = sending(server.port, **settings)
        assert code == "GB7403"
        assert "STARTTLS" in message
    assert not server.taken
    code, message, _ = sending(server.port, user="u", password="secret", security="none")
    assert code == "GB7403"
    assert "not encrypted" in message


def test_a_server_with_starttls_is_used_and_logged_in_to(tmp_path: Path) -> None:
    theirs, ours = certificate(tmp_path)
    with mail_server(tls=theirs, auth=True) as server:
        account = SmtpAccount("127.0.0.1", "bot@example.org", server.port, "u", "secret", timeout=5, context=ours)
        asyncio.run(SmtpMail({"": account}, OutboxMail(tmp_path)).send(HELLO))
        assert len(server.taken) == 1
        assert sending(server.port, user="u", password="wrong", context=ours)[0] == "GB7402"
        untrusted = sending(server.port, user="u", password="secret")
        assert untrusted[0] == "GB7403"
        assert "certificate" in untrusted[1]
        assert set(server.passwords) == {b"secret", b"wrong"}


def test_a_server_without_international_addresses_refuses_them_by_name() -> None:
    with mail_server(utf8=False) as server:
        assert sending(server.port, replace(HELLO, to=("zoë@example.com",)))[0] == "GB7402"
        assert not server.taken


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(SmtpAccount("127.0.0.1", "a@example.com", password="secret"))
