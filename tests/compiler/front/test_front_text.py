"""Tokens cover the text; any text is read without a crash; places lie inside the text; hostile text stays cheap."""

from __future__ import annotations

import re
import time
from pathlib import Path
from random import Random

import pytest
from front_shape import codes, read
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler import ast
from compiler.lexer import scan
from compiler.vocabulary import vocabulary_of
from diagnostics.codes import CODES
from stdlib.catalog import load_catalog

ROOT = Path(__file__).parents[3]
PROGRAMS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.bas"))]
WORDS = """
    IF THEN ELSE END FOR EACH IN NEXT TO STEP WHILE DO LOOP SELECT CASE SWITCH DEFAULT WITH SUB FUNCTION CALL
    RETURN HEAR AS TALK SET LET GET FIND FORMAT WHERE AND OR NOT IS NULL LIKE BETWEEN ON ERROR EVENT SCHEDULE
    PARAM DESCRIPTION TABLE BEGIN MAIL PROMPT SYSTEM TRY CATCH DIM GOTO x y.z 1 2.5 "a" 'b' "${x}" "${" ( ) [ ] {
    } #{ ${ , : ; . ? ?? + - * / = <> < && _ # ' // REM
"""
PIECES = tuple(WORDS.split())
soup = st.lists(st.sampled_from([*PIECES, "\n", "\n", '"', "é", "\r\n", "\t"]), max_size=60).map(" ".join)
_GAP = re.compile(r"\s+|'.*|//.*|#.*|REM\b.*|_\s*\n|\ufeff|.*", re.IGNORECASE)


def covered(text: str) -> None:
    """Tokens and gaps follow each other without holes, and gaps are blanks, comments and line joints."""
    tokens = scan(text, vocabulary_of(load_catalog()), keep=True)
    pieces = [(start, end) for _, start, end in tokens.spans() if end > start]
    for start, end in tokens.trivia:
        assert _GAP.fullmatch(text[start:end].strip("\r\n ")), text[start:end]
    at = 0
    for start, end in sorted([*pieces, *tokens.trivia]):
        assert start == at, (start, at, text[at : at + 20])
        at = end
    assert at == len(text)


def sound(text: str) -> None:
    """The text reads; findings have known codes and places inside it; so do statements."""
    covered(text)
    module, found = read(text)
    for item in found:
        assert item.code in CODES
        assert 0 <= item.span.start <= item.span.end <= len(text)
        assert "\n" not in item.message
        assert len(item.message) < 160
    for statement in module.body:
        assert not isinstance(statement, (ast.Opener, ast.Middle, ast.Closer))
        assert 0 <= statement.start <= statement.end <= len(text)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    sound(text)


@given(soup)
@settings(max_examples=300, deadline=None)
def test_any_pieces_of_programs_are_read(text: str) -> None:
    sound(text)


@given(st.sampled_from(PROGRAMS), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_programs_with_slips_are_read(text: str, random: Random) -> None:
    for _ in range(3):
        at = random.randrange(len(text))
        cut = random.randrange(4)
        text = text[:at] + random.choice(["", "", *PIECES, "\n", '"']) + text[at + cut :]
    sound(text)


@pytest.mark.parametrize("text", PROGRAMS)
def test_examples_are_covered_and_clean(text: str) -> None:
    covered(text)
    assert codes(text) == []


@pytest.mark.parametrize("text", PROGRAMS[:6])
def test_line_ends_do_not_matter(text: str) -> None:
    kinds = [type(s) for s in read(text)[0].body]
    assert [type(s) for s in read(text.replace("\n", "\r\n"))[0].body] == kinds
    assert [type(s) for s in read(text.rstrip("\n"))[0].body] == kinds


N = 1 << 17
HOSTILE = {
    "brackets": "(" * N,
    "nested value": "x = " + "([{" * (N // 3),
    "nested IF": "IF a THEN\n" * (N // 10),
    "IF on one line": "IF a THEN " * (N // 10),
    "a sum": "x = a" + "+a" * (N // 2),
    "signs": "x = " + "-" * N,
    "NOT": "x = " + "NOT " * (N // 4),
    "fields": "x = a" + ".b" * (N // 2),
    "values": "TALK " + "1," * (N // 2),
    "quotes": 'x="\n' * (N // 4),
    "holes": 'x = "' + "${" * (N // 2),
    "holes in holes": 'x = "' + '${"' * (N // 3),
    "open brackets": "x = (\n" * (N // 6),
    "definitions": "SUB a b, c\nEND SUB\n" * (N // 20),
    "keywords": "x = " + "SELECT " * (N // 7),
    "tables": "TABLE x\n\n" * (N // 9),
    "apostrophes": "x = '" * (N // 5),
    "ternaries": "x = " + "a ? " * (N // 4),
    "ends": "END IF\n" * (N // 7),
    "one word": "é" * N,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_cheap(name: str) -> None:
    """An eighth of a MiB; quadratic behaviour would take minutes."""
    begun = time.process_time()
    read(HOSTILE[name])
    assert time.process_time() - begun < 5


def test_a_text_nested_too_deeply_is_said_so() -> None:
    assert codes("x = " + "(" * 201 + "1" + ")" * 201) == ["GB1012"]
    assert codes("x = " + "(" * 150 + "1" + ")" * 150) == []
    assert codes("x = 1" + "+1" * 300) == ["GB1012"]
    assert codes("a=1\n" * 150_100) == ["GB1012"]
    assert codes("IF a THEN\n" * 101 + "END IF\n" * 101) == ["GB1012"]


def test_a_missing_quote_is_reported_at_its_line() -> None:
    text = 'TALK "one\nTALK "two"\nIF x = "a" THEN\nEND IF\n'
    _, found = read(text)
    assert [(item.code, item.span.start) for item in found] == [("GB1002", text.index('"one'))]


def test_a_missing_bracket_does_not_hide_the_rest() -> None:
    text = "x = f(1, [2, 3)\nTALK {a: 1,\nb: 2,\nIF a THEN\nTLAK 1\n"
    assert codes(text) == ["GB1005", "GB1005", "GB1008", "GB1007"]
