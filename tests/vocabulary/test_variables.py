"""No keyword takes a word away from authors: one-word phrases and last words of longer ones are good variables."""

from __future__ import annotations

import pytest

from compiler.api import compile_source
from diagnostics.codes import Severity
from stdlib.api import KeywordDecl
from stdlib.catalog import load_catalog

CATALOG = load_catalog()
SYNTAX = {"HEAR", "TALK", "SELECT", "ON", "STEP"}
"""Words that begin a statement of the language whatever follows."""

HEADS = [words for words, head in CATALOG.heads.items() if isinstance(head.entries[0][0], KeywordDecl)]
WORDS = sorted({words[0] for words in HEADS if len(words) == 1} - SYNTAX)
LAST = sorted({words[-1] for words in HEADS if len(words) > 1 and words[-1].isalpha()} - SYNTAX - {"AND", "OR"})

USES = """\
{0} = 1
other = {0} + 1
items = [{0}, 2]
record = {{"a": {0}}}
record.{0} = {0}
IF {0} = 1 THEN
    TALK "is " + {0}
END IF
IF {0} > 0 AND NOT {0} = 2 THEN TALK {0}
{0} = {0} * 2
TALK UCASE({0})
TALK "${{{0}}}"
RETURN {0}
"""


def keywords_of(text: str) -> list[str]:
    compiled = compile_source(text, catalog=CATALOG)
    assert [d.message for d in compiled.diagnostics if d.severity is Severity.ERROR] == []
    assert compiled.program is not None
    return sorted(use.keyword for use in compiled.program.keywords)


@pytest.mark.parametrize("word", WORDS)
def test_a_phrase_of_one_word_can_be_a_variable(word: str) -> None:
    assert keywords_of(USES.format(word.lower())) == ["TALK"]


LANGUAGE = {"FOR", "FROM", "TO", "WITH", "IS", "AS", "BY", "END", "NOT", "IN", "OF", "INTO", "STOP"}


@pytest.mark.parametrize("word", [word for word in LAST if word not in LANGUAGE])
def test_a_word_of_a_longer_phrase_can_be_a_variable(word: str) -> None:
    assert keywords_of(USES.format(word.lower())) == ["TALK"]


@pytest.mark.parametrize(
    ("text", "keyword", "arguments"),
    [
        ('STEP 1: BOT "a" "b"', "STEP BOT", ("number", "bot", "instruction")),
        ('STEP 2: HUMAN APPROVAL FROM "a"\nTIMEOUT 9\nON TIMEOUT: STOP ALL', "STEP HUMAN",
         ("number", "approver", "timeout", "action")),
        ('STEP 3: PARALLEL\nBRANCH A: BOT "a" "b"\nEND PARALLEL', "STEP PARALLEL", ("number", "branches")),
        ('ON EVENT "a" DO\nTALK 1\nEND ON', "ON", ("event", "arguments", "function", "variables")),
        ("SCHEDULE IN 5 SECONDS DO\nTALK 1\nEND SCHEDULE", "SCHEDULE IN", ("amount", "unit", "function", "variables")),
        ("rows = SELECT a FROM t", "SELECT", ("sql",)),
    ],
)  # fmt: skip
def test_syntax_that_needs_the_host_names_its_keyword(text: str, keyword: str, arguments: tuple[str, ...]) -> None:
    program = compile_source(text + "\n", catalog=CATALOG).program
    assert program is not None
    assert (keyword, arguments) in [(use.keyword, use.arguments) for use in program.keywords]
    assert keyword in CATALOG.keywords
