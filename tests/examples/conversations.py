"""Transcripts of examples: what a person says, what the bot says, and which mails go out.

``$ [SCRIPT.bas] arguments`` begins a run of the bot, of its ``start.bas`` unless it names a script. ``> `` is an
answer, ``< `` a line of output, ``@ `` a mail: ``to: subject``, its text and its files indented below it. The mails of
a run stand at its end, in the order in which they left.
"""

from __future__ import annotations

import io
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from pypdf import PdfReader

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
COMPANIES = ("store", "crm", "helpdesk", "report", "sync")
"""Bots whose transcripts are of several runs, which need other systems."""


@dataclass
class Run:
    """``segments[0]`` is said before the first answer, ``segments[n]`` after the n-th. ``script`` "" is the bot."""

    script: str = ""
    arguments: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    segments: list[str] = field(default_factory=lambda: [""])
    mails: str = ""


def read_transcript(path: Path) -> list[Run]:
    """The runs of a transcript, at least one."""
    runs: list[Run] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        mark, text = line[:1], line[2:]
        if mark == "$" or not runs:
            runs.append(Run())
        run = runs[-1]
        if mark == "$":
            words = shlex.split(text)
            run.script = words.pop(0) if words and words[0].endswith(".bas") else ""
            run.arguments = words
        elif mark == ">":
            run.answers.append(text)
            run.segments.append("")
        elif mark == "<":
            run.segments[-1] += text + "\n"
        elif mark == "@":
            run.mails += text + "\n"
        else:
            raise ValueError(f"{path.name}: a line is neither input nor output: {line!r}")
    return runs or [Run()]


def written(runs: Iterable[Run]) -> str:
    """The runs as a transcript."""
    lines: list[str] = []
    for run in runs:
        lines.append(f"$ {shlex.join([*([run.script] if run.script else []), *run.arguments])}".rstrip())
        lines += [f"< {line}".rstrip() for line in run.segments[0].splitlines()]
        for answer, said in zip(run.answers, run.segments[1:], strict=True):
            lines += [f"> {answer}".rstrip(), *(f"< {line}".rstrip() for line in said.splitlines())]
        lines += [f"@ {line}".rstrip() for line in run.mails.splitlines()]
    return "\n".join(lines) + "\n"


def shown_mail(message: EmailMessage, recipients: Iterable[str]) -> str:
    """A mail as in a transcript."""
    files = [(part.get_filename() or "", part.get_content()) for part in message.iter_attachments()]
    body = message.get_body(("plain",))
    lines = [] if body is None else body.get_content().strip().splitlines()
    for name, content in files:
        lines += ["", f"[{name}]", *(shown_pdf(content) if name.endswith(".pdf") else [])]
    head = f"{', '.join(sorted(recipients))}: {message['Subject']}"
    return "\n".join([head, *(f"  {line}".rstrip() for line in lines)]) + "\n"


def shown_pdf(content: bytes) -> list[str]:
    """The lines of a document, and how many pictures it has."""
    pages = PdfReader(io.BytesIO(content)).pages
    pictures = sum(len(page.images) for page in pages)
    lines = [line.strip() for page in pages for line in page.extract_text().splitlines()]
    return [*lines, *([f"pictures: {pictures}"] if pictures else [])]
