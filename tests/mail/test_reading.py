"""Messages from anybody are read without a fault."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdlib.mail.reading import html_to_text, looks_like_html, read_message
from stdlib.ports.mail import ReceivedMail

NOW = datetime(2026, 3, 7, 12, 0, tzinfo=UTC)


def read(content: bytes) -> ReceivedMail:
    return read_message(content, "1", NOW)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_message(content: bytes) -> None:
    assert read(content).id == "1"


HEADERS = st.sampled_from([b"From", b"To", b"Subject", b"Date", b"Content-Type", b"Content-Transfer-Encoding",
                           b"Content-Disposition", b"Message-ID"])  # fmt: skip
VALUES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from([b"multipart/mixed; boundary=x", b"text/plain; charset=nothing", b"text/html", b"base64", b"<>",
                     b"@", b"attachment; filename*=utf-8''%ff%00", b"=?utf-8?b?////?=", b"Thu, 99 Foo 99999",
                     b"message/rfc822", b'attachment; filename="../../etc/passwd"', b"uuencode",
                     b"text/plain; charset=utf-16"]),
)  # fmt: skip


@given(st.lists(st.tuples(HEADERS, VALUES), max_size=6), st.binary(max_size=100))
def test_damaged_headers_are_read_as_far_as_they_go(headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    content = b"".join(name + b": " + value + b"\r\n" for name, value in headers) + b"\r\n" + body + b"\r\n--x\r\n"
    mail = read(content)
    assert "\n" not in mail.subject + mail.sender
    for file in mail.files:
        assert "/" not in file.name
        assert not file.name.startswith(".")
        assert "\x00" not in file.name


def test_text_attachments_and_time_are_read() -> None:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Ana <a@x.org>", "b@x.org, Bo <c@x.org>", "Olá"
    made["Date"], made["Message-ID"] = "Sat, 07 Mar 2026 10:00:00 -0300", "<7@x.org>"
    made.set_content("plain")
    made.add_alternative("<p>html</p>", subtype="html")
    made.add_attachment(b"%PDF", "application", "pdf", filename="../a.pdf")
    mail = read(made.as_bytes())
    assert (mail.sender, mail.to, mail.subject, mail.body) == ("a@x.org", ("b@x.org", "c@x.org"), "Olá", "plain")
    assert mail.at == datetime(2026, 3, 7, 13, 0, tzinfo=UTC)
    assert mail.message_id == "7@x.org"
    assert [(file.name, file.content) for file in mail.files] == [("a.pdf", b"%PDF")]


def test_html_alone_is_read_as_text() -> None:
    mail = read(b"Content-Type: text/html; charset=latin-1\r\n\r\n<p>Ol\xe1</p><style>p{}</style><p>b&amp;c</p>")
    assert mail.body == "Olá\n\nb&c"
    assert mail.at == NOW


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<p>a</p>", True),
        (" <!DOCTYPE html>", True),
        ("<b>x", True),
        ("a < b", False),
        ("<3", False),
        ("<x@y.org>", False),
    ],
)
def test_html_is_told_from_text(text: str, html: bool) -> None:
    assert looks_like_html(text) is html


def test_deep_html_is_read() -> None:
    assert html_to_text("<div>" * 100_000 + "x") == "x"
