"""The example on the page of every pure function runs, and shows what its comment says."""

from __future__ import annotations

import pytest
from evaluate import run

from stdlib.api import FunctionDecl
from stdlib.catalog import load_catalog

DECLARED = {decl.name: decl for decl in load_catalog().functions.values()}
MARK = "   ' "


@pytest.mark.parametrize("decl", DECLARED.values(), ids=DECLARED.keys())
def test_example_shows_what_it_says(decl: FunctionDecl) -> None:
    lines = decl.example.splitlines()
    talks = [line for line in lines if line.startswith("TALK ")]
    assert talks, f"{decl.name} has no example that shows its result"
    assert all(MARK in line for line in talks), f"a TALK line of {decl.name} does not say what it shows"
    assert run("\n".join(lines)) == [line.rpartition(MARK)[2] for line in talks]


@pytest.mark.parametrize("decl", DECLARED.values(), ids=DECLARED.keys())
def test_page_begins_with_one_sentence(decl: FunctionDecl) -> None:
    first, _, rest = decl.doc.partition("\n")
    assert first, decl.name
    assert not rest.partition("\n")[0].strip(), f"the first paragraph of {decl.name} is longer than a line"
