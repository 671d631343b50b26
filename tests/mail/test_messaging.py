"""TALK TO, SEND TO, SMS and their kin, and message templates, where no channel is connected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stdlib.driver import Finished
from stdlib.fakes import FakeMessages
from stdlib.ports import Ports
from stdlib.report import Failed
from tests.mail.mailbot import DictFiles, MailBot, text

SENT = [
    ('TALK TO "whatsapp:+351912345678", "Hi"', "whatsapp", "+351912345678"),
    ('TALK TO "+351 912-345-678", "Hi"', "whatsapp", "+351912345678"),
    ('x = SEND TO "telegram:4711", "Hi"', "telegram", "4711"),
    ('SEND WHATSAPP "351912345678", "Hi"', "whatsapp", "+351912345678"),
    ('SEND WHATSAPP TO "+351912345678" WITH "Hi"', "whatsapp", "+351912345678"),
    ('SEND INSTAGRAM TO "ana.shop" WITH "Hi"', "instagram", "ana.shop"),
    ('SEND TEAMS "help@example.com", "Hi"', "teams", "help@example.com"),
    ('SEND TELEGRAM TO "4711" WITH "Hi"', "telegram", "4711"),
    ('SMS "+351912345678", "Hi"', "sms", "+351912345678"),
    ('SEND SMS TO "+351912345678" WITH "Hi"', "sms", "+351912345678"),
    ('SEND TO SESSION "s9", "Hi"', "web", "s9"),
    ('TALK TO {"phone": "+351912345678", "name": "Ana"}, "Hi"', "whatsapp", "+351912345678"),
]


@pytest.mark.parametrize(("source", "channel", "to"), SENT)
def test_messages_are_kept_with_their_channel(tmp_path: Path, source: str, channel: str, to: str) -> None:
    bot = MailBot(tmp_path, source)
    assert isinstance(bot.result, Finished), bot.result
    (message,) = bot.messages()
    assert (message["channel"], message["to"], message["text"]) == (channel, to, "Hi")
    assert any("not connected" in line for _, line in bot.dialog.logged)


def test_the_program_is_told_that_nothing_left(tmp_path: Path) -> None:
    source = 'ok = SEND TO "telegram:1", "Hi"\nr = SEND SMS "+351912345678", "Hi", "twilio", "high"\n'
    source += 'TALK ok + " " + r.success + " " + r.status + " " + r.provider + " " + r.priority\nTALK r.error'
    said = MailBot(tmp_path, source).said
    assert said[0].lower() == "false false kept twilio high"
    assert "outbox" in said[1]


def test_mail_addresses_get_a_mail_and_this_conversation_its_answer(tmp_path: Path) -> None:
    bot = MailBot(tmp_path, 'TALK TO "ana@x.org", "Hi\nthere"\nSEND TO SESSION "session", "here"')
    assert (bot.mail["To"], bot.mail["Subject"], text(bot.mail)) == ("ana@x.org", "Hi", "Hi\nthere")
    assert bot.said == ["here"]
    assert not bot.messages()


def test_files_go_along(tmp_path: Path) -> None:
    bot = MailBot(tmp_path, 'SEND FILE TO "+351912345678", "a.pdf", "Menu"', files=DictFiles({"a.pdf": b"%PDF"}))
    (message,) = bot.messages()
    assert message["files"] == [{"name": "a.pdf", "type": "application/pdf", "size": 4}]
    assert message["text"] == "Menu"


WRONG = ['TALK TO "the boss", "Hi"', 'TALK TO "", "Hi"', 'TALK TO NULL, "Hi"', 'SMS "abc", "Hi"',
         'SEND TO "sms:x", "Hi"', 'SEND TO "telegram:", "Hi"',
         'SEND TO "telegram:1" + CHR(10) + "x", "Hi"', 'SEND TEMPLATE "none", "+351912345678"',
         'CREATE TEMPLATE "a", "pigeon", "x"', 'CREATE TEMPLATE "", "sms", "x"']  # fmt: skip


@pytest.mark.parametrize("source", WRONG)
def test_what_is_no_recipient_is_a_fault(tmp_path: Path, source: str) -> None:
    bot = MailBot(tmp_path, source)
    assert isinstance(bot.result, Failed), source
    assert bot.result.code == "GB7405"
    assert not bot.messages()


def test_a_broadcast_counts_and_goes_on(tmp_path: Path) -> None:
    source = 'r = BROADCAST "Hi" TO ["+351912345678", "nobody", "+351912345679"]\nTALK r.sent + "/" + r.failed'
    bot = MailBot(tmp_path, source)
    assert bot.said == ["0/3"]
    assert len(bot.messages()) == 2


@pytest.mark.parametrize("source", ["PUBLISH", 'SEND HELP MENU TO "+351912345678"'])
def test_what_this_host_cannot_do_is_said(tmp_path: Path, source: str) -> None:
    bot = MailBot(tmp_path, source)
    assert isinstance(bot.result, Failed)
    assert bot.result.code == "GB7001"


def test_what_came_over_whatsapp_is_known(tmp_path: Path) -> None:
    facts = {"channel": "whatsapp", "message.text": "hello", "message.from": "+351912345678", "message.id": "m1"}
    source = "TALK GET WHATSAPP MESSAGE BODY\nTALK GET WHATSAPP SENDER NUMBER\nTALK GET WHATSAPP MESSAGE ID"
    assert MailBot(tmp_path, source, facts).said == ["hello", "+351912345678", "m1"]
    assert MailBot(tmp_path, "TALK GET WHATSAPP MESSAGE ID + 1").said == ["1"]


# ---------------------------------------------------------------- templates

MADE = 'CREATE TEMPLATE "Order Ready", "whatsapp", "Hello {{name}}, {{ 1 }}{{none}}"\n'
ORDERS = [
    'SEND TEMPLATE "order ready", "whatsapp", "+351912345678", {"name": "Ana"}',
    'SEND TEMPLATE "+351912345678", "order ready", {"name": "Ana"}',
    'SEND TEMPLATE TO "+351912345678", "order ready", {"name": "Ana"}',
    'SEND TEMPLATE TO "+351912345678", "order ready", "whatsapp", {"name": "Ana"}',
    'SEND TEMPLATE "order ready", "+351912345678", {"name": "Ana"}',
]


@pytest.mark.parametrize("source", ORDERS)
def test_a_template_is_sent_in_every_order(tmp_path: Path, source: str) -> None:
    bot = MailBot(tmp_path, MADE + "r = " + source + '\nTALK r.status + " " + r.template')
    assert isinstance(bot.result, Finished), bot.result
    (message,) = bot.messages()
    assert (message["channel"], message["to"], message["text"]) == ("whatsapp", "+351912345678", "Hello Ana, ")
    assert bot.said == ["kept order ready"]


def test_single_values_fill_numbered_places_and_values_are_not_templates(tmp_path: Path) -> None:
    source = 'CREATE TEMPLATE "t", "sms", "{{1}} and {{2}}, {0.__class__} ${x} {{7*7}}"\n'
    bot = MailBot(tmp_path, source + 'SEND TEMPLATE "+351912345678", "t", "{{2}}", "b"')
    assert bot.messages()[0]["text"].startswith("{{2}} and b, {0.__class__} ")


def test_several_recipients_give_a_list(tmp_path: Path) -> None:
    source = (
        MADE + 'r = SEND TEMPLATE TO ["+351912345678", "+351912345679"], "order ready"\nTALK COUNT(r) + r[0].status'
    )
    bot = MailBot(tmp_path, source)
    assert bot.said == ["2kept"]


def test_a_mail_template_has_its_subject(tmp_path: Path) -> None:
    source = 'CREATE TEMPLATE "m", "email", "Hi {{name}}", "Dear {{name}}"\n'
    bot = MailBot(
        tmp_path, source + 'n = "Ana" + CHR(13) + CHR(10) + "Bcc: e@x.org"\nSEND TEMPLATE "a@x.org", "m", {"name": n}'
    )
    assert bot.mail["Subject"] == "Hi Ana Bcc: e@x.org"
    assert bot.mail["Bcc"] is None
    assert text(bot.mail) == "Dear Ana\nBcc: e@x.org"


def test_many_get_a_template_and_failures_are_told(tmp_path: Path) -> None:
    source = (
        MADE
        + 'r = BULK_SEND("order ready", ["+351912345678", "x"], "sms", {"name": "A"})\nTALK r.total + " " + r.failed'
    )
    bot = MailBot(tmp_path, source)
    assert bot.said == ["2 2"]
    assert [message["channel"] for message in bot.messages()] == ["sms"]


def test_templates_are_listed_and_found(tmp_path: Path) -> None:
    source = MADE + 'TALK COUNT(LIST_TEMPLATES())\nt = GET_TEMPLATE("order ready")\nTALK t.channel\n'
    source += 'TALK "[" + GET_TEMPLATE("order ready", "sms") + "]" + GET BOT MEMORY "order ready"'
    assert MailBot(tmp_path, source).said == ["1", "whatsapp", "[]"]


def test_a_connected_channel_succeeds(tmp_path: Path) -> None:
    fake = FakeMessages()
    ports: dict[str, Any] = {"messages": fake}
    bot = MailBot(tmp_path, 'r = SEND SMS "+351912345678", "Hi"\nTALK r.success + r.status', **ports)
    assert bot.said[0].lower() == "truesent"
    assert fake.messages[0].options == {"priority": "normal", "provider": ""}
    assert "messaging" in Ports(messages=fake).provided
