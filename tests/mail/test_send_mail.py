"""SEND MAIL, SEND EMAIL, BEGIN MAIL, CREATE DRAFT, GET EMAILS and MARK AS READ as a program uses them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stdlib.driver import Finished
from stdlib.report import Failed
from tests.mail.mailbot import DictFiles, MailBot, put, text

FORMS = [
    ('SEND MAIL "a@x.org", "Hi", "Text"', "Hi"),
    ('SEND EMAIL "a@x.org", "Hi", "Text"', "Hi"),
    ('id = SEND_MAIL("a@x.org", "Hi", "Text")', "Hi"),
    ('SEND MAIL "a@x.org", "Text"', "Text"),
    ('SEND EMAIL "a@x.org", "Text"', "Text"),
    ('SEND MAIL TO "a@x.org" SUBJECT "Hi" BODY "Text"', "Hi"),
    ('SEND EMAIL TO "a@x.org" SUBJECT "Hi" BODY "Text"', "Hi"),
    ('SEND EMAIL TO "a@x.org" WITH "Text"', "Text"),
    ('BEGIN MAIL "a@x.org"\nSubject: Hi\n\nText\nEND MAIL', "Hi"),
    ("BEGIN MAIL a@x.org\nSubject: Hi\n\nText\nEND MAIL", "Hi"),
    ('BEGIN MAIL "a@x.org"\nText\nEND MAIL', "Text"),
]


@pytest.mark.parametrize(("source", "subject"), FORMS)
def test_every_form_sends(tmp_path: Path, source: str, subject: str) -> None:
    bot = MailBot(tmp_path, source)
    assert isinstance(bot.result, Finished), bot.result
    assert (bot.mail["To"], bot.mail["Subject"], text(bot.mail)) == ("a@x.org", subject, "Text")


@pytest.mark.parametrize(
    "source",
    [
        'SEND MAIL "a@x.org", "Hi", "Text", "docs/a.pdf"',
        'SEND MAIL "a@x.org", "Hi", "Text", ["docs/a.pdf"]',
        'SEND MAIL "a@x.org", "Hi", "Text" ATTACHMENT "docs/a.pdf"',
        'SEND EMAIL "a@x.org", "Hi", "Text", ATTACHMENT "docs/a.pdf"',
        'SEND MAIL TO "a@x.org" SUBJECT "Hi" BODY "Text" ATTACHMENT "docs/a.pdf"',
    ],
)
def test_attachments_come_from_the_files_of_the_bot(tmp_path: Path, source: str) -> None:
    bot = MailBot(tmp_path, source, files=DictFiles({"docs/a.pdf": b"%PDF"}))
    assert isinstance(bot.result, Finished), bot.result
    (part,) = bot.mail.iter_attachments()
    assert (part.get_filename(), part.get_content_type(), part.get_content()) == ("a.pdf", "application/pdf", b"%PDF")


def test_an_attachment_that_is_missing_sends_nothing(tmp_path: Path) -> None:
    bot = MailBot(tmp_path, 'SEND MAIL "a@x.org", "Hi", "Text", "no.pdf"', files=DictFiles({}))
    assert isinstance(bot.result, Failed)
    assert bot.result.code == "GB7302"
    assert not bot.mails()


def test_an_attachment_can_be_made_on_the_spot(tmp_path: Path) -> None:
    bot = MailBot(tmp_path, 'SEND MAIL "a@x.org", "Hi", "T", {"name": "a.csv", "content": "x,y"}')
    (part,) = bot.mail.iter_attachments()
    assert (part.get_filename(), part.get_content().strip()) == ("a.csv", "x,y")


def test_the_program_is_told_that_the_mail_was_kept(tmp_path: Path) -> None:
    bot = MailBot(tmp_path, 'TALK SEND_MAIL("a@x.org", "Hi", "Text")')
    assert bot.said == [f"Email saved as draft: {bot.mail['Message-ID'].strip('<>')}"]
    assert any("email-server" in line for _, line in bot.dialog.logged)


RECIPIENTS = [
    ('"a@x.org, b@x.org; Bo <c@x.org>"', "a@x.org, b@x.org, Bo <c@x.org>"),
    ('["a@x.org", "b@x.org"]', "a@x.org, b@x.org"),
    ('[{"email": "a@x.org", "n": 1}, {"email": "b@x.org"}]', "a@x.org, b@x.org"),
    ('"support manager"', "help@x.org"),
    ('"Support-Manager, a@x.org"', "help@x.org, a@x.org"),
    ('"u1"', "me@x.org"),
    ('"Ana Sá"', "me@x.org"),
    ('"a@x.org, a@x.org"', "a@x.org"),
]
FACTS = {"config.address-support-manager": "help@x.org", "user.email": "me@x.org", "user.name": "Ana Sá"}


@pytest.mark.parametrize(("to", "expected"), RECIPIENTS)
def test_recipients_are_addresses_lists_and_names(tmp_path: Path, to: str, expected: str) -> None:
    bot = MailBot(tmp_path, f'SEND MAIL {to}, "Hi", "Text"', FACTS)
    assert isinstance(bot.result, Finished), bot.result
    assert bot.mail["To"] == expected


@pytest.mark.parametrize("to", ['"nobody"', '""', "NULL", "[]", "42", '{"x": 1}', '"a@x.org, nobody"', '"a@@x"'])
def test_what_is_no_recipient_is_a_fault_and_nothing_is_sent(tmp_path: Path, to: str) -> None:
    bot = MailBot(tmp_path, f'SEND MAIL {to}, "Hi", "Text"', FACTS)
    assert isinstance(bot.result, Failed)
    assert bot.result.code == "GB7401"
    assert not bot.mails()


def test_an_error_handler_can_go_on(tmp_path: Path) -> None:
    bot = MailBot(tmp_path, 'TRY\nSEND MAIL "nobody", "Hi", "T"\nCATCH\nTALK "no mail"\nEND TRY')
    assert bot.said == ["no mail"]


def test_without_a_subject_the_first_line_of_the_body_is_it(tmp_path: Path) -> None:
    bot = MailBot(tmp_path, f'SEND MAIL "a@x.org", "\n\n  First line\nSecond"\nSEND MAIL "b@x.org", "{"x" * 300}"')
    first, second = bot.mails()
    assert first["Subject"] == "First line"
    assert len(second["Subject"]) == 120
    assert second["Subject"].endswith("...")


def test_a_body_that_is_html_is_sent_as_both(tmp_path: Path) -> None:
    bot = MailBot(tmp_path, 'SEND MAIL "a@x.org", "Hi", "<p>One<br>two</p><script>x()</script>"')
    assert text(bot.mail) == "One\ntwo"
    html = bot.mail.get_body(("html",))
    assert html is not None
    assert "<br>" in html.get_content()
    plain = MailBot(tmp_path / "b", 'SEND MAIL "a@x.org", "Hi", "1 < 2 and <3"')
    assert plain.mail.get_content_type() == "text/plain"


# ---------------------------------------------------------------- BEGIN MAIL


def test_a_block_has_headers_with_values_in_them(tmp_path: Path) -> None:
    source = """
    name = "Ana"
    boss = "boss@x.org"
    BEGIN MAIL "a@x.org"
    Subject: Hello ${name}, order ${6 + 1}
    Cc: ${boss}, b@x.org
    Reply-To: help@x.org

    Dear ${name},

    Subject: this is text.
    END MAIL
    """.replace("\n    ", "\n")
    bot = MailBot(tmp_path, source)
    assert isinstance(bot.result, Finished), bot.result
    assert bot.mail["Subject"] == "Hello Ana, order 7"
    assert bot.mail["Cc"] == "boss@x.org, b@x.org"
    assert bot.mail["Reply-To"] == "help@x.org"
    assert text(bot.mail) == "Dear Ana,\n\nSubject: this is text."


def test_a_value_in_a_block_adds_no_header(tmp_path: Path) -> None:
    source = 'x = "Hi" + CHR(10) + "Bcc: evil@x.org" + CHR(10) + CHR(10) + "evil"\n'
    source += 'BEGIN MAIL "a@x.org"\nSubject: ${x}\n\n${x}\nEND MAIL'
    bot = MailBot(tmp_path, source)
    assert bot.mail["Subject"] == "Hi Bcc: evil@x.org evil"
    assert bot.mail["Bcc"] is None


# ---------------------------------------------------------------- injection


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(["\r\nBcc: evil@x.org", "\nTo: evil@x.org", "\r\n\r\nevil", "\u2028Bcc: e@x.org",
                             "\r\n.\r\n", ", evil@x.org", "<evil@x.org>", '"', "=?utf-8?q?=0ABcc:_evil=40x.org?="]),
        ),
        min_size=3,
        max_size=3,
    )
)  # fmt: skip
def test_no_value_adds_a_header_or_a_hidden_recipient(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    name, subject, body = parts
    folder = tmp_path_factory.mktemp("mail")
    bot = MailBot(
        folder,
        'n = GET SESSION "n"\ns = GET SESSION "s"\nb = GET SESSION "b"\nSEND MAIL n, s, b, {"name": s, "content": "x"}',
        {"n": f"{name} <a@x.org>", "s": f"Re {subject}", "b": f"Dear {body}"},
    )
    for mail in bot.mails():
        allowed = {"From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"}
        assert set(mail.keys()) <= allowed, mail.keys()
        assert len(mail.keys()) == len(set(mail.keys()))
        if "evil" not in name:
            assert "evil" not in str(mail["To"])
        assert len(list(mail.iter_attachments())) == 1
    if isinstance(bot.result, Failed):
        assert bot.result.code == "GB7401"


# ---------------------------------------------------------------- drafts and the inbox


def test_drafts_are_kept_apart(tmp_path: Path) -> None:
    bot = MailBot(tmp_path, 'a = CREATE DRAFT "a@x.org", "Offer", "Text"\nCREATE_DRAFT "Only text", "Title"\nTALK a')
    assert not bot.mails()
    first, second = bot.mails("drafts")
    assert (first["To"], first["Subject"], text(first)) == ("a@x.org", "Offer", "Text")
    assert (second["To"], second["Subject"], text(second)) == (None, "Title", "Only text")
    assert bot.said == [first["Message-ID"].strip("<>")]


READ = """
FOR EACH mail IN GET_EMAILS("INBOX", "UNSEEN")
    TALK mail.from + " | " + mail.subject + " | " + mail.body + " | " + mail.attachments
    MARK_AS_READ mail
NEXT
TALK COUNT(GET_EMAILS("INBOX", "UNSEEN")) + " of " + COUNT(GET_EMAILS("inbox"))
"""


def test_the_inbox_folder_is_read_oldest_first_and_marked(tmp_path: Path) -> None:
    put(tmp_path, "b.eml", b"From: Ana <a@x.org>\r\nSubject: =?utf-8?b?T2zDoQ==?=\r\n\r\nHi\r\n", datetime(2026, 1, 1))
    put(tmp_path, "a.eml", b"From: b@x.org\r\nSubject: two\r\n\r\nthere\r\n", datetime(2026, 1, 2))
    bot = MailBot(tmp_path, READ)
    assert bot.said == ["a@x.org | Olá | Hi | []", "b@x.org | two | there | []", "0 of 2"]


@pytest.mark.parametrize(
    "source", ['MARK_AS_READ "nothing"', 'x = GET_EMAILS("INBOX", "SOMETIMES")', 'MARK_AS_READ {"id": NULL}']
)
def test_wrong_arguments_are_faults(tmp_path: Path, source: str) -> None:
    bot = MailBot(tmp_path, source)
    assert isinstance(bot.result, Failed)
    assert bot.result.code == "GB6004"


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert MailBot(tmp_path, 'TALK COUNT(GET_EMAILS("../outbox"))').said == ["0"]
