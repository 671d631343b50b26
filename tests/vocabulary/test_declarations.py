"""Every declaration is complete: notation, description, example, a handler where the host provides the capability."""

from __future__ import annotations

import ast
import inspect
import re

import pytest

from stdlib.api import Effect, FunctionDecl, KeywordDecl, Wait
from stdlib.catalog import load_catalog
from stdlib.forms import parse_form
from stdlib.pages import argument_text, arguments, form_text, summary
from stdlib.ports import EMBEDDED

CATALOG = load_catalog()
KEYWORDS = sorted(CATALOG.keywords.values(), key=lambda decl: decl.id)
FUNCTIONS = sorted(set(CATALOG.functions.values()), key=lambda decl: decl.name)
PROVIDED = [decl for decl in KEYWORDS if set(decl.capabilities) <= EMBEDDED]
RESULTS = {"none", "any", "text", "int", "number", "bool", "date", "list", "object", "rows", "response", "file"}
CAPABILITIES = {
    *EMBEDDED,
    *("admin", "agents", "approval", "attendance", "calendar", "code", "crm", "db", "file", "http", "iot", "kb", "llm"),
    *("mail", "meet", "messaging", "multimodal", "products", "schedule", "social", "tasks", "tools", "web"),
}


def name_of(decl: KeywordDecl | FunctionDecl) -> str:
    return decl.id if isinstance(decl, KeywordDecl) else decl.name


@pytest.mark.parametrize("decl", [*KEYWORDS, *FUNCTIONS], ids=name_of)
def test_every_form_reads_as_notation_with_each_argument_once(decl: KeywordDecl | FunctionDecl) -> None:
    for form in decl.forms:
        assert parse_form(form.text).parts == form.parts
        names = [arg.name for arg in form.args]
        assert len(names) == len(set(names)), form.text


@pytest.mark.parametrize("decl", KEYWORDS, ids=name_of)
def test_keyword_facts_use_known_words(decl: KeywordDecl) -> None:
    assert decl.result in RESULTS
    assert set(decl.capabilities) <= CAPABILITIES
    assert decl.tier in (1, 2, 3)
    assert decl.forms
    assert (decl.effect is Effect.WAIT) <= (decl.waits is not Wait.NO), "an effect that waits says for what"


@pytest.mark.parametrize("decl", KEYWORDS, ids=name_of)
def test_a_keyword_is_described_in_one_sentence_and_shown_in_an_example(decl: KeywordDecl) -> None:
    line = summary(decl)
    assert line.endswith((".", "...")), line
    assert len(line) <= 120, line
    assert decl.example
    shown = decl.example.upper().replace("_", " ")
    heads = {" ".join(form.head) for form in decl.forms}
    assert decl.structural or any(head in shown for head in heads), decl.example


@pytest.mark.parametrize("decl", KEYWORDS, ids=name_of)
def test_what_an_author_reads_has_no_notation_in_it(decl: KeywordDecl) -> None:
    for form in decl.forms:
        assert not re.search(r"[a-z]:[a-z]|\(", form_text(form)), form_text(form)
    for arg in arguments(decl.forms).values():
        assert argument_text(arg)


def statements(decl: KeywordDecl) -> list[ast.stmt]:
    """The body of a handler without its docstring."""
    source = inspect.getsource(decl.handler)
    tree = ast.parse(source).body[0]
    assert isinstance(tree, ast.AsyncFunctionDef)
    return tree.body[1:]


@pytest.mark.parametrize("decl", PROVIDED, ids=name_of)
def test_a_keyword_that_the_embedded_host_provides_is_carried_out(decl: KeywordDecl) -> None:
    assert statements(decl), f"{decl.id} only has a docstring"


@pytest.mark.parametrize("decl", [d for d in PROVIDED if not d.structural], ids=name_of)
def test_its_handler_takes_every_argument_of_its_forms(decl: KeywordDecl) -> None:
    taken = inspect.signature(decl.handler).parameters
    wanted = {arg.name for form in decl.forms for arg in form.args if arg.type != "name"}
    assert wanted <= set(taken)


@pytest.mark.parametrize("decl", [d for d in KEYWORDS if d not in PROVIDED], ids=name_of)
def test_no_keyword_pretends(decl: KeywordDecl) -> None:
    """A body of `...`, `pass` or a constant would look like an answer that nobody gave."""
    for statement in statements(decl):
        assert not isinstance(statement, ast.Pass)
        if isinstance(statement, ast.Expr | ast.Return):
            assert not isinstance(statement.value, ast.Constant)


def test_ids_are_unique_whatever_their_spelling() -> None:
    spellings = [decl.id.replace("_", " ") for decl in KEYWORDS]
    assert len(spellings) == len(set(spellings))
