"""An approval is for one actor, tool, keyword and set of parameters, and for a while; a question hides nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from stdlib.api import Effect, _is_consequential
from stdlib.approval import LONGEST, SECONDS, SHOWN, Gate, digest, permits_of, read, seconds_of
from stdlib.hear.accept import Accepted, Again
from stdlib.ports import Answer
from vm.value import from_python

NOW = datetime(2026, 5, 1, 12)
GATE = Gate("ann", "mail", frozenset({"mail"}), lambda: (), seconds=60)


def test_an_approval_holds_for_exactly_what_was_asked() -> None:
    _, approval = GATE.ask("SEND MAIL", {"to": "a", "body": "b"}, NOW, "en")
    assert GATE.holds(approval, "SEND MAIL", {"body": "b", "to": "a"}, NOW)
    assert not GATE.holds(approval, "SEND MAIL", {"to": "a", "body": "c"}, NOW)
    assert not GATE.holds(approval, "SEND MAIL", {"to": "a", "body": "b", "cc": "x"}, NOW)
    assert not GATE.holds(approval, "SEND SMS", {"to": "a", "body": "b"}, NOW)
    assert not replace(GATE, actor="eve").holds(approval, "SEND MAIL", {"to": "a", "body": "b"}, NOW)
    assert not replace(GATE, tool="other").holds(approval, "SEND MAIL", {"to": "a", "body": "b"}, NOW)


def test_an_approval_grows_old() -> None:
    _, approval = GATE.ask("POST", {}, NOW, "en")
    assert GATE.holds(approval, "POST", {}, NOW + timedelta(seconds=60))
    assert not GATE.holds(approval, "POST", {}, NOW + timedelta(seconds=60.001))


def test_values_of_another_type_are_other_values() -> None:
    values = [1, "1", True, None, [1], {"a": 1}, "", 1.5]
    assert len({digest({"x": from_python(value)}) for value in values}) == len(values)


def test_the_question_shows_every_value_on_its_line() -> None:
    given = {"to": "a\nbody: fine\u202e\u0000", "body": "x" * SHOWN, "none": None}
    ask, _ = GATE.ask("SEND MAIL", given, NOW, "en")
    lines = ask.prompt.splitlines()
    assert lines[2:4] == ["```", "SEND MAIL"]
    assert lines[4] == 'to: "a\\nbody: fine\\u202e\\u0000"'
    assert lines[5].endswith(f"… ({SHOWN + 2:,} characters in all)")
    assert lines[6:] == ["```"]
    short, _ = GATE.ask("SEND MAIL", {"body": "x" * (SHOWN - 2)}, NOW, "en")
    assert "in all" not in short.prompt


def test_answers_in_both_languages() -> None:
    ask, _ = GATE.ask("POST", {}, NOW, "pt-BR")
    assert ask.options == ("Sim", "Não")
    assert ask.prompt.startswith("Posso")
    assert [read(ask, Answer(text), 1, "pt") for text in ("sim", "YES.", "não", "No!")] == [
        Accepted(True), Accepted(True), Accepted(False), Accepted(False)
    ]  # fmt: skip
    assert isinstance(read(ask, Answer("simples"), 2, "pt"), Again)
    assert read(ask, Answer("simples"), 3, "pt") == Accepted(False)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("", SECONDS), ("x", SECONDS), ("-5", SECONDS), ("0", 1), ("1", 1), ("86400", LONGEST), ("86401", LONGEST)],
)
def test_how_long_an_approval_is_waited_for(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


def test_what_tools_may_do_as_settings_say_it() -> None:
    assert permits_of("Tools/Mail.bas: SEND_MAIL,  post ; * : mail; other;;") == {
        "mail": ["send mail", "post"], "*": ["mail"], "other": ["*"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("effect", "capability", "consequential"),
    [
        ("send", "mail", True), ("send", "dialog", False), ("send", "dialog,file", False), ("write", "db", False),
        ("write", "code", True), ("write", "kb,schedule", True), ("read", "code", False), ("wait", "approval", False),
    ],
)  # fmt: skip
def test_what_has_consequences_unless_it_says_otherwise(effect: str, capability: str, consequential: bool) -> None:
    assert _is_consequential(Effect(effect), capability) is consequential
