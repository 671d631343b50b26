"""The conformance runner itself: what is announced and missing, and what happens unannounced, both fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.notation import read_cases
from tests.conformance.test_conformance import test_program as check

GOOD = """TALK "a"   ' expect: a
HEAR x     ' input: b
TALK x + 1 ' expect: b1
RETURN 5   ' result: 5
"""


def verdict(tmp_path: Path, text: str) -> str:
    """Empty when all programs of ``text`` pass, else what is wrong."""
    path = tmp_path / "case.bas"
    path.write_text(text, encoding="utf-8")
    try:
        for case in read_cases(path, tmp_path):
            check(case)
    except AssertionError as error:
        return str(error)
    return ""


def test_a_right_program_passes(tmp_path: Path) -> None:
    assert verdict(tmp_path, GOOD) == ""


@pytest.mark.parametrize(
    ("program", "complaint"),
    [
        ("TALK 1 ' expect: 2", "output"),
        ("TALK 1", "output"),
        ("x = 1\nTALK x ' expect: 1 ' expect: 1", "output"),
        ("TALK 12 ' expect~: ^2", "output"),
        ("HEAR x ' input: a ' input: b", "answers nobody asked for"),
        ("HEAR x", "still waits"),
        ('HEAR x AS "a", "b" \' input: a\n\' button: a', "buttons"),
        ('PRINT "x"', "log"),
        ("RETURN 1 ' result: 2", "result"),
        ("TALK 1 / 0 ' fault: GB6004", "fault"),
        ("n = 0\nTALK 1 / n", "fault GB6002 in line 2"),
        ("n = 0 ' fault: GB6002\nTALK 1 / n", "fault GB6002 in line 2"),
        ("TALK 1 ' expect: 1 ' fault: GB6002", "missing fault"),
        ("GOTO nowhere", "unexpected error"),
        ('GOTO nowhere \' error: GB2001 "elsewhere"', "missing error"),
        ("TALK 1 ' expect: 1 ' error: GB2001", "missing error"),
        ("TALK never_set ' expect:", "unexpected warning"),
        ("TALK 1 ' expect: 1\n' ---\nTALK 2 ' expect: 3", "output"),
    ],
)
def test_a_wrong_program_fails(tmp_path: Path, program: str, complaint: str) -> None:
    assert complaint in verdict(tmp_path, program)


def test_an_announcement_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot read error"):
        verdict(tmp_path, "TALK 1 ' error: a mistake")


def test_other_files_belong_to_the_program_above_them(tmp_path: Path) -> None:
    path = tmp_path / "case.bas"
    path.write_text("TALK 1\n' --- b.bas\nTALK 2\n' ---\nTALK 3\n", encoding="utf-8")
    first, second = read_cases(path, tmp_path)
    assert (first.name, first.source, first.files) == ("case", "TALK 1\n", {"b.bas": "TALK 2\n"})
    assert (second.name, second.source) == ("case#2", "TALK 3\n")
