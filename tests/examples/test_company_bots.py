"""The bots of companies do the same on embedded parts as on servers: one transcript for both, with the mails.

On servers, tables and the journal are in PostgreSQL, files in S3, mails go over SMTP, and every answer comes to a new
conversation that goes on from what was saved. Their jobs run by their scripts.

``python -m tests.examples.test_company_bots NAME`` writes what the bot says now into its transcript.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from uuid import uuid4

import pytest

from gbc.main import main
from stdlib.adapters.files_s3 import S3Files, place_of
from tests.examples.conversations import COMPANIES, EXAMPLES, Run, read_transcript, shown_mail, written
from tests.examples.customer_list import customer_list
from tests.servers.postgres import postgres_dsn
from tests.servers.s3 import ACCESS, SECRET, s3_endpoint
from tests.servers.smtp import mail_server
from tests.servers.web import web_server

Mails = Callable[[], list[str]]


@dataclass
class Company:
    """A copy of an example with settings of its own; ``mails`` are all that have left, as transcripts show them."""

    package: Path
    data: Path
    mails: Mails = field(default=list)

    @property
    def target(self) -> Path:
        (dialog,) = self.package.glob("*.gbdialog")
        return dialog

    def play(self, wanted: Run, state: Path | None) -> Run:
        """What happens when the answers of ``wanted`` are given; with ``state`` each to what was saved there."""
        before = len(self.mails())
        done = Run(wanted.script, wanted.arguments, wanted.answers, [])
        if state is None:
            done.segments.append(self._turn(wanted, "".join(answer + "\n" for answer in wanted.answers)))
        else:
            for answer in ["", *(answer + "\n" for answer in wanted.answers)]:
                done.segments.append(self._turn(wanted, answer, "--state", str(state)))
        done.mails = "".join(self.mails()[before:])
        return done

    def _turn(self, run: Run, answers: str, *words: str) -> str:
        place = self.target / run.script if run.script else self.package
        said, log = io.StringIO(), io.StringIO()
        typed, sys.stdin = sys.stdin, io.StringIO(answers)
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(log):
                code = main(["run", str(place), "--data", str(self.data), *words, *run.arguments])
        finally:
            sys.stdin = typed
        assert code == 0, said.getvalue() + log.getvalue()
        return said.getvalue()


def installed(name: str, root: Path, settings: str) -> Company:
    """A copy of the example with more settings; its name is nobody else's."""
    package = root / f"{name}-{uuid4().hex}.gbai"
    shutil.copytree(EXAMPLES / f"{name}.gbai", package, ignore=shutil.ignore_patterns(".gbc"))
    (config,) = package.glob("*.gbot/config.csv")
    config.write_text(config.read_text("utf-8") + settings, "utf-8")
    return Company(package, root / "data")


def as_message(content: bytes) -> EmailMessage:
    return message_from_bytes(content, _class=EmailMessage, policy=default)


@contextlib.contextmanager
def embedded(name: str, root: Path) -> Iterator[Company]:
    """SQLite, a folder, and an outbox of mails."""
    with web_server() as web:
        customer_list(web)
        company = installed(name, root, f"param-crm_url,{web.url}/api\nhttp-allow,127.0.0.1:{web.port}\n")
        company.mails = lambda: [_kept(path) for path in sorted(company.data.glob("mail/outbox/*.eml"))]
        yield company


def _kept(path: Path) -> str:
    message = as_message(path.read_bytes())
    return shown_mail(message, [address.strip() for address in str(message["To"]).split(",")])


@contextlib.contextmanager
def served(name: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Company]:
    """PostgreSQL, S3 and SMTP."""
    address = f"s3://bots/{uuid4().hex}?endpoint={s3_endpoint()}"
    monkeypatch.setenv("GBC_DATABASE_URL", postgres_dsn())
    monkeypatch.setenv("GBC_FILES_URL", address)
    monkeypatch.setenv("GBC_ALLOW", "127.0.0.1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", ACCESS)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    with web_server() as web, mail_server() as smtp:
        customer_list(web)
        mail = f"email-server,127.0.0.1\nemail-port,{smtp.port}\nemail-security,none\n"
        company = installed(name, root, f"param-crm_url,{web.url}/api\nhttp-allow,127.0.0.1:{web.port}\n{mail}")
        asyncio.run(upload(company.package, address))
        company.mails = lambda: [shown_mail(as_message(sent.content), sent.recipients) for sent in smtp.taken]
        yield company
    assert not list(company.data.rglob("*.db"))
    assert not list(company.data.rglob("*.eml"))


async def upload(package: Path, address: str) -> None:
    """Put the files of the package into the drive, as publishing it does."""
    drive = S3Files(place_of(address, package.stem))
    for folder in package.glob("*.gbdrive"):
        for path in (path for path in folder.rglob("*") if path.is_file()):
            await drive.write(path.relative_to(folder).as_posix(), path.read_bytes())
    await drive.close()


@pytest.mark.parametrize("name", COMPANIES)
def test_on_embedded_parts(name: str, tmp_path: Path) -> None:
    runs = read_transcript(EXAMPLES / f"{name}.transcript")
    with embedded(name, tmp_path) as company:
        for wanted in runs:
            done = company.play(wanted, None)
            assert ("".join(done.segments), done.mails) == ("".join(wanted.segments), wanted.mails)


@pytest.mark.parametrize("name", COMPANIES)
def test_on_servers(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = read_transcript(EXAMPLES / f"{name}.transcript")
    with served(name, tmp_path, monkeypatch) as company:
        done = [company.play(run, tmp_path / "state") for run in wanted]
    assert written(done) == written(wanted)
    assert not (tmp_path / "state").exists()


def renew(name: str, root: Path) -> None:
    """Write what the bot says now into its transcript."""
    path = EXAMPLES / f"{name}.transcript"
    with embedded(name, root) as company:
        path.write_text(written(company.play(run, root / "state") for run in read_transcript(path)), "utf-8")


if __name__ == "__main__":
    import tempfile

    for chosen in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as folder:
            renew(chosen, Path(folder))
