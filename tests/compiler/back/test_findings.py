"""Findings of the back end: what each message says, and what gives none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compiler.api import check_source, compile_source
from diagnostics.diagnostic import Severity

PAGES = sorted((Path(__file__).parents[3] / "diagnostics" / "pages").glob("GB[234]*.md"))
_EXAMPLE = re.compile(r"## (Wrong|Right)\n\n```bas\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("totl = 1\nTALK totl + total", "GB2002", "did you mean totl?"),
        ("SUB s\n  x = 1\n  TALK x\nEND SUB\nCALL s\nTALK x", "GB2002", "variable of s alone"),
        ('TALK UCAES("a")', "GB2003", "did you mean UCASE?"),
        ("CALL missing", "GB2003", "missing"),
        ("GOTO there\nthre:", "GB2001", "did you mean thre?"),
        ("SUB s\n  a:\n  TALK 1\nEND SUB\nGOTO a", "GB2001", "SUB s"),
        ("TALK", "GB3002", "TALK needs message"),
        ('COPY "a"', "GB3002", "write COPY"),
        ("TALK LEFT(1, 2, 3)", "GB3006", "LEFT takes 2 values, not 3"),
        ("x = {\"a\": 1}\nTALK x + {} * 2", "GB3007", "an object cannot be used with \\*"),
        ("HEAR x AS EMIAL\nTALK x", "GB3008", "did you mean EMAIL?"),
        ("CONTINUE", "GB3011", "no loop"),
        ("EXIT SUB", "GB3011", "no SUB"),
    ],
)  # fmt: skip
def test_a_message_says_what_is_wrong_and_the_way_out(text: str, code: str, words: str) -> None:
    found = check_source(text)
    assert code in [d.code for d in found]
    finding = next(d for d in found if d.code == code)
    assert re.search(words, f"{finding.message}; {finding.hint}")


def test_messages_are_short_sentences_in_words() -> None:
    for page in PAGES:
        for d in check_source(dict(_EXAMPLE.findall(page.read_text()))["Wrong"]):
            assert len(d.message) <= 90, d.message
            assert not re.search(r"[A-Z][a-z]+(Expr|Stmt|Node)|None|\bself\b", d.message)


@pytest.mark.parametrize(
    "text",
    [
        "TALK user + username + today + now",
        "TALK body.order.id",
        "IF NOT stage THEN stage = 1\nTALK stage",
        'x = FIND "t", "a = 1"\nIF x IS NULL THEN TALK x.a',
        "_ignored = 1",
        'HEAR ready\nanswer = HEAR "Go on?"',
        'id = SAVE "orders", {"total": 5}',
        "result_status = 404",
        'DIM rooms(4)\nrooms(0) = "a"\nTALK rooms(0)',
        "count = COUNT([1])\nTALK count",
        "ON ERROR RESUME NEXT\nTALK ERR\nIF ERROR THEN TALK ERROR MESSAGE\nERR.CLEAR",
        "FOR EACH x IN [1]\n  TALK 1\nNEXT",
        "DO\n  HEAR x\n  TALK x\nLOOP",
        "api_key = GET CONFIG \"key\"\nTALK api_key",
    ],
)  # fmt: skip
def test_ordinary_programs_give_no_finding(text: str) -> None:
    assert [d.message for d in check_source(text)] == []


def test_strict_stops_at_warnings_and_never_at_notes() -> None:
    warned, noted = "EXIT\nTALK 1", "x = 1"
    assert compile_source(warned).program is not None
    assert compile_source(warned, strict=True).program is None
    assert compile_source(noted, strict=True).program is not None
    assert compile_source(noted).diagnostics[0].severity is Severity.NOTE


def test_a_line_that_does_not_read_does_not_make_its_names_unknown() -> None:
    found = check_source("x = (1 +\nTALK x")
    assert [d.code[:3] for d in found] == ["GB1"]
