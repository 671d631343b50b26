"""Decides what one answer to a HEAR means: a value, another try with a sentence, or giving up.

The three-attempts rule, DEFAULT and free text live here and nowhere else. Pure; called by the driver.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from stdlib.hear.menu import choose, reminder
from stdlib.hear.types import TYPES, HearType, normalise
from stdlib.ports import Answer, Ask, KeywordFault

ATTEMPTS = 3
"""Answers that a person may give before the program goes on with DEFAULT or ""."""


MAX_ANSWER = 64 * 1024
"""Characters of an answer; a longer one counts as an attempt and is not kept."""

_TOO_LONG = {
    "en": f"Please answer in at most {MAX_ANSWER} characters.",
    "pt": f"Por favor, responda em no máximo {MAX_ANSWER} caracteres.",
}


@dataclass(frozen=True, slots=True)
class Accepted:
    """The value HEAR gives. A ``secret`` one is what the person typed and must be masked wherever it would show."""

    value: Any
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Again:
    """The answer does not fit: say ``sentence`` and wait for another."""

    sentence: str


def is_prompt(ask: Ask) -> bool:
    """``HEAR x AS "What is it?"``: a single text that is no menu but the question itself."""
    return len(ask.options) == 1 and not ask.free and ask.type != "MENU"


def type_of(ask: Ask) -> HearType:
    """The row of the asked type; fault GB6004 when there is no such type."""
    row = TYPES.get(ask.type.upper() or "TEXT")
    if row is None:
        raise KeywordFault("GB6004", f"HEAR does not know the type {ask.type}; see gbc catalog HEAR for the types")
    return row


def accept(ask: Ask, answer: Answer, attempt: int, *, today: date, language: str) -> Accepted | Again:
    """What ``answer``, the ``attempt``-th (from 1), means for ``ask``."""
    if len(answer.text) > MAX_ANSWER:
        return give_up(ask) if attempt >= ATTEMPTS else Again(_TOO_LONG.get(language, _TOO_LONG["en"]))
    empty = not answer.text.strip() and not answer.attachments
    if empty and ask.default is not None:
        return Accepted(ask.default)
    menu = bool(ask.options) and not is_prompt(ask)
    if menu:
        chosen = choose(ask.options, answer.text)
        if chosen is not None:
            return Accepted(chosen)
        if ask.free:
            return Accepted(answer.text.strip())
        sentence = reminder(ask.options, language)
    else:
        row = type_of(ask)
        value = normalise(row, answer, today)
        if value is not None:
            return Accepted(value, row.secret and value == answer.text)
        sentence = row.sentence(language)
    return give_up(ask) if attempt >= ATTEMPTS else Again(sentence)


def give_up(ask: Ask) -> Accepted:
    """What HEAR gives when no answer fitted or none came: DEFAULT, else ""."""
    return Accepted("" if ask.default is None else ask.default)
