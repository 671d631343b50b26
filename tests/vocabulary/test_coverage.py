"""The vocabulary is whole: every row of the survey is covered, every form is written somewhere, all of it compiles."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from compiler import commands, forms
from compiler.api import check_source, compile_source
from diagnostics.codes import Severity
from diagnostics.diagnostic import Diagnostic
from stdlib.api import FunctionDecl, KeywordDecl
from stdlib.catalog import load_catalog

HERE = Path(__file__).parent
CATALOG = load_catalog()
PROGRAMS = sorted(HERE.glob("*.bas"))
ROWS = [line.split("\t") for line in (HERE / "coverage.tsv").read_text().splitlines()[1:]]
INCLUDED = {"shared.bas": "TALK 1\n"}


def errors(text: str, path: str = "test.bas") -> list[str]:
    found = check_source(text, path, catalog=CATALOG, includes=INCLUDED.get)
    return [f"{line_of(text, d)}: {d.code} {d.message}" for d in found if d.severity is Severity.ERROR]


def line_of(text: str, found: Diagnostic) -> str:
    line = text.count("\n", 0, found.span.start)
    return f"{line + 1} {text.splitlines()[line].strip()}" if text else "0"


def test_all_rows_of_the_survey_are_there_once() -> None:
    assert len(ROWS) == 559
    assert [name for name, count in Counter(row for row, _ in ROWS).items() if count > 1] == []


@pytest.mark.parametrize(("row", "covered"), ROWS, ids=[row for row, _ in ROWS])
def test_what_covers_a_row_is_declared(row: str, covered: str) -> None:
    for name in covered.split(";"):
        assert name == "(syntax)" or name in CATALOG.keywords or name in CATALOG.functions, name


def test_every_keyword_covers_a_row() -> None:
    named = {name for _, covered in ROWS for name in covered.split(";")}
    assert sorted(set(CATALOG.keywords) - named) == []


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_every_spelling_compiles_without_an_error(path: Path) -> None:
    text = path.read_text()
    assert text.startswith(("'", "#workflow"))
    assert errors(text, path.name) == []


@pytest.mark.parametrize("decl", CATALOG.keywords.values(), ids=lambda decl: decl.id)
def test_the_example_of_a_keyword_compiles_without_an_error(decl: KeywordDecl) -> None:
    assert errors(decl.example + "\n") == []


@cache
def _written() -> frozenset[tuple[str, str]]:
    """Declaration and notation of every form that the programs here use, as the compiler matches them."""
    seen: set[tuple[str, str]] = set()
    original = forms.match

    def recorded(*args: object) -> object:
        found = original(*args)  # type: ignore[arg-type]
        if isinstance(found, forms.Match):
            name = found.decl.name if isinstance(found.decl, FunctionDecl) else found.decl.id
            seen.add((name, found.form.text))
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands.forms, "match", recorded)
        for path in PROGRAMS:
            compile_source(path.read_text(), path.name, catalog=CATALOG, includes=INCLUDED.get)
    return frozenset(seen)


SYNTAX = frozenset(("TALK", "HEAR", "SYSTEM PROMPT"))
"""Keywords of which some forms are read by the grammar and never matched."""

PLAIN = [decl for decl in CATALOG.keywords.values() if not decl.structural and decl.id not in SYNTAX]


@pytest.mark.parametrize("decl", PLAIN, ids=lambda decl: decl.id)
def test_every_form_of_a_keyword_is_written_in_some_program(decl: KeywordDecl) -> None:
    missing = [form.text for form in decl.forms if (decl.id, form.text) not in _written()]
    assert missing == []
