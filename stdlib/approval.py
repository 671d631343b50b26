"""Whether a keyword with consequences may run in a tool that a language model called, and what a person is asked first.

An approval is for one keyword with exactly these parameters, once, and for a while; the program may permit keywords
beforehand. Pure: the driver puts the question and runs the keyword, the host says who calls and what is permitted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from stdlib.api import KeywordDecl
from stdlib.hear.accept import ATTEMPTS, Accepted, Again
from stdlib.hear.menu import reminder
from stdlib.ports import Answer, Ask, KeywordFault
from vm.value import from_python, to_json

SETTING = "tool-allow"
"""What tools may do when the model calls them: ``TOOL: KEYWORD, KEYWORD; *: KEYWORD``; a tool alone may do all."""

ASK_SETTING = "tool-ask"
"""Keywords that need approval beside those that are declared to."""

SECONDS_SETTING = "approval-seconds"
SECONDS = 900
LONGEST = 86_400
"""How long an approval is waited for and good for, in seconds."""

SHOWN = 400
"""Characters of a parameter that the person is shown; of a longer one they are told the length."""

_LABELS = {"en": ("Yes", "No"), "pt": ("Sim", "Não")}
_ASKED = {"en": "May I do this for you?", "pt": "Posso fazer isto por você?"}
_REST = {"en": "… ({count:,} characters in all)", "pt": "… ({count:,} caracteres ao todo)"}
_YES = frozenset({"yes", "sim"})
_NO = frozenset({"no", "não", "nao"})

Permits = Mapping[str, Iterable[str]]
"""Keywords or capabilities by tool; ``*`` stands for every tool and for every keyword."""


@dataclass(frozen=True, slots=True)
class Approval:
    """What a person is asked to permit. ``digest`` stands for the parameters, ``until`` is a local time."""

    actor: str
    tool: str
    keyword: str
    digest: str
    until: str


@dataclass(frozen=True)
class Gate:
    """Stands before the keywords of one call of ``tool`` by the model, which acts for ``actor``.

    ``names`` are all that the tool is called in ``permits``, which is asked anew each time. ``asks`` are keywords and
    capabilities, in lower case, that need approval beside those that are declared to. ``told`` hears of each decision.
    """

    actor: str
    tool: str
    names: frozenset[str]
    permits: Callable[[], Iterable[Permits]]
    asks: frozenset[str] = frozenset()
    seconds: int = SECONDS
    told: Callable[[Approval, bool], Awaitable[None]] | None = None

    def stops(self, decl: KeywordDecl) -> bool:
        """Whether a person must approve ``decl`` first."""
        told = _names(decl)
        needs = decl.consequential or not told.isdisjoint(self.asks)
        return needs and not any(self._permitted(permits, told) for permits in self.permits())

    def _permitted(self, permits: Permits, told: frozenset[str]) -> bool:
        words = {word for name in (*self.names, "*") for word in permits.get(name, ())}
        return "*" in words or not words.isdisjoint(told)

    def ask(self, keyword: str, arguments: Mapping[str, Any], now: datetime, language: str) -> tuple[Ask, Approval]:
        """The question, and what its answer will be about."""
        labels, told = _of(_LABELS, language), _told(keyword, arguments, language)
        prompt = f"{_of(_ASKED, language)}\n\n```\n{told}\n```"
        until = (now + timedelta(seconds=self.seconds)).isoformat()
        approval = Approval(self.actor, self.tool, keyword, digest(arguments), until)
        return Ask("MENU", labels, False, prompt, labels[1], float(self.seconds)), approval

    async def decided(self, approval: Approval, yes: bool) -> None:
        """Tell the host what the person said."""
        if self.told is not None:
            await self.told(approval, yes)

    def holds(self, approval: Approval, keyword: str, arguments: Mapping[str, Any], now: datetime) -> bool:
        """Whether an approval that was given is for this actor, tool, keyword and parameters, and is not too old."""
        same = Approval(self.actor, self.tool, keyword, digest(arguments), approval.until)
        return approval == same and now <= datetime.fromisoformat(approval.until)


def read(ask: Ask, answer: Answer, attempt: int, language: str) -> Accepted | Again:
    """True for a clear yes, False for a clear no or after three other answers. No part of a word counts."""
    word = answer.text.strip().rstrip(".!").casefold()
    if word in _YES:
        return Accepted(True)
    if word in _NO or attempt >= ATTEMPTS:
        return Accepted(False)
    return Again(reminder(ask.options, language))


def refusal(keyword: str, why: str) -> KeywordFault:
    """The fault of a keyword that may not run."""
    return KeywordFault("GB7891", f"{keyword} was not done: {why}")


def digest(arguments: Mapping[str, Any]) -> str:
    """What stands for parameters: the same for the same values, in whatever order they are named."""
    text = to_json(from_python({name: arguments[name] for name in sorted(arguments)}))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def permits_of(setting: str) -> dict[str, list[str]]:
    """What ``SETTING`` says."""
    found: dict[str, list[str]] = {}
    for entry in setting.split(";"):
        tool, _, words = entry.partition(":")
        if tool.strip():
            found.setdefault(plain(tool), []).extend(listed(words) or ["*"])
    return found


def listed(words: str) -> list[str]:
    """Keywords and capabilities of a list with commas, in lower case with single blanks."""
    return [" ".join(word.split()).casefold() for word in words.replace("_", " ").split(",") if word.strip()]


def seconds_of(setting: str) -> int:
    """What ``SECONDS_SETTING`` says, from a second to a day."""
    return min(LONGEST, max(1, int(setting))) if setting.isascii() and setting.isdecimal() else SECONDS


def plain(name: str) -> str:
    """The name of a tool without folder and ``.bas``."""
    return PurePosixPath(name.strip().replace("\\", "/")).name.lower().removesuffix(".bas")


def _names(decl: KeywordDecl) -> frozenset[str]:
    """What a keyword goes by in settings."""
    return frozenset((decl.id.casefold(), *decl.capabilities))


def _told(keyword: str, arguments: Mapping[str, Any], language: str) -> str:
    """Keyword and parameters, one on each line, so that no value can look like another one or hide anything."""
    lines = [keyword]
    for name, value in arguments.items():
        if value is None:
            continue
        text = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in to_json(from_python(value)))
        rest = _of(_REST, language).format(count=len(text)) if len(text) > SHOWN else ""
        lines.append(f"{name}: {text[:SHOWN]}{rest}")
    return "\n".join(lines)


def _of(texts: Mapping[str, Any], language: str) -> Any:
    return texts.get(language[:2].lower(), texts["en"])
