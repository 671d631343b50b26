"""``gbc run`` and mail: an outbox without a mail server, the mail server of the configuration, wrong settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from gbc.main import main
from stdlib.adapters.mail_configured import configured_mail
from stdlib.adapters.mail_outbox import OutboxMail
from stdlib.adapters.mail_smtp import SmtpMail
from tests.servers.smtp import mail_server

SCRIPT = 'BEGIN MAIL support\nSubject: Order ${1 + 1}\n\nIt is on its way.\nEND MAIL\nTALK "done"\n'


def package(folder: Path, config: str) -> str:
    for path, text in (("b.gbdialog/start.bas", SCRIPT.replace("support", '"support"')), ("b.gbot/config.csv", config)):
        place = folder / "b.gbai" / path
        place.parent.mkdir(parents=True)
        place.write_text(text)
    return str(folder / "b.gbai")


def test_without_a_mail_server_the_mail_is_kept_and_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bot = package(tmp_path, "name,value\naddress-support,help@x.org\nemail-from,bot@x.org\n")
    assert main(["run", bot]) == 0
    told = capsys.readouterr()
    (kept,) = (tmp_path / "b.gbai/.gbc/mail/outbox").glob("*.eml")
    assert told.out == "done\n"
    assert str(kept) in told.err
    assert b"To: help@x.org\r\nSubject: Order 2\r\n" in kept.read_bytes()


def test_the_mail_server_of_the_configuration_gets_it(tmp_path: Path) -> None:
    with mail_server() as server:
        settings = f"address-support,help@x.org\nEMAIL_SMTP_SERVER,127.0.0.1\nEMAIL_SMTP_PORT,{server.port}\n"
        settings += "email-allow,127.0.0.1\n"
        assert main(["run", package(tmp_path, f"name,value\n{settings}EMAIL_FROM,bot@x.org\n")]) == 0
        (mail,) = server.taken
    assert (mail.sender, mail.recipients) == ("bot@x.org", ["help@x.org"])
    assert mail.message["Subject"] == "Order 2"
    assert not (tmp_path / "b.gbai/.gbc/mail").exists()


def test_a_wrong_setting_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bot = package(
        tmp_path, "name,value\naddress-support,help@x.org\nemail-server,x.org\nemail-from,a@x.org\nemail-port,0\n"
    )
    assert main(["run", bot]) != 0
    assert "email-port is a number from 1 to 65535" in capsys.readouterr().err


def test_accounts_are_read_by_name(tmp_path: Path) -> None:
    config = {"email-server": "mx.x.org", "Email-From": "bot@x.org", "email-pass": "p", "email-user": "u",
              "email-work-server": "smtp.y.org", "email-work-from": "me@y.org", "email-work-port": "465"}  # fmt: skip
    mail = configured_mail(config, tmp_path)
    assert isinstance(mail, SmtpMail)
    usual, work = mail.accounts[""], mail.accounts["work"]
    assert (usual.server, usual.sender, usual.port, usual.user, usual.protection) == (
        "mx.x.org", "bot@x.org", 587, "u", "starttls",
    )  # fmt: skip
    assert (work.server, work.sender, work.protection) == ("smtp.y.org", "me@y.org", "tls")
    assert isinstance(configured_mail({}, tmp_path), OutboxMail)


@pytest.mark.parametrize(
    "wrong",
    [{"email-server": "x"}, {"email-timeout": "0"}, {"email-timeout": "soon"}, {"email-timeout": "1e9"},
     {"email-port": "-1"}, {"email-port": "99999"}, {"email-port": "²"}, {"email-security": "maybe"}],
)  # fmt: skip
def test_wrong_settings_are_refused_with_their_name(tmp_path: Path, wrong: dict[str, str]) -> None:
    right = {} if "email-server" in wrong else {"email-server": "x.org", "email-from": "a@x.org"}
    with pytest.raises(ValueError, match="email-"):
        configured_mail({**right, **wrong}, tmp_path)
