"""Every argument of every keyword, given a value of another kind: the finding names keyword, form, argument and line.

The programs are made from the declarations, one for each argument that has a kind.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from compiler.api import check_source
from diagnostics.codes import Severity
from diagnostics.diagnostic import Diagnostic
from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.api import KeywordDecl
from stdlib.catalog import load_catalog
from stdlib.fakes import DictFiles, FakeDatabases, FakeHttp, FakeMail, FakeMessages, FixedEnvironment
from stdlib.forms import Arg, Form, Literal, Optional, Part
from tests.runtime.bots import Bot

CATALOG = load_catalog()
FITTING = {
    "any": '"x"', "text": '"x"', "number": "1.5", "int": "1", "bool": "TRUE", "date": '"2026-01-31"', "list": '["a"]',
    "rows": '["a"]', "object": '{"a": 1}', "table": '"t"', "filter": '"a = 1"', "where": "a = 1", "order": "a",
    "assigns": "a = 1", "changes": "a = 1", "named": "v", "name": "v", "phrase": "abc", "query": "a FROM t",
}  # fmt: skip
WRONG = {"number": '["a"]', "int": '["a"]', "bool": '["a"]', "list": "5", "rows": "5", "object": "5"}


def written(parts: tuple[Part, ...], wrong: Arg) -> Iterator[str]:
    """The words of a form with one argument of another kind; of optional parts only the one that has it."""
    for part in parts:
        if isinstance(part, Optional):
            if wrong in _arguments(part.parts):
                yield from written(part.parts, wrong)
        elif isinstance(part, Literal):
            yield part.words[0]
        elif part is wrong:
            yield WRONG[part.type]
        else:
            yield part.words[0] if part.words else FITTING.get(part.type, "abc")


def _arguments(parts: tuple[Part, ...]) -> list[Arg]:
    found: list[Arg] = []
    for part in parts:
        found += [part] if isinstance(part, Arg) else _arguments(part.parts) if isinstance(part, Optional) else []
    return found


def program(form: Form, wrong: Arg) -> str:
    """The form in the third line of a program."""
    return f"v = 1\n\n{' '.join((*form.head, *written(form.parts, wrong)))}\n"


CASES = [
    (decl, form, arg)
    for decl in CATALOG.keywords.values()
    if not decl.structural
    for form in decl.forms
    for arg in form.args
    if arg.type in WRONG
]


def errors(text: str) -> list[Diagnostic]:
    return [d for d in check_source(text, "test.bas", catalog=CATALOG) if d.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("decl", "form", "arg"), CASES, ids=[f"{d.id}-{a.name}-{n}" for n, (d, _, a) in enumerate(CASES)]
)
def test_a_wrong_argument_is_named_with_its_keyword_form_and_line(decl: KeywordDecl, form: Form, arg: Arg) -> None:
    text = program(form, arg)
    (found,) = errors(text)
    assert found.code == "GB3005", found.message
    assert found.message.startswith(f"{arg.name} of {' '.join(form.head)} is ")
    assert " ".join(form.head) in found.hint
    assert arg.name in found.hint or arg.words
    assert text.count("\n", 0, found.span.start) == 2
    assert text[found.span.start : found.span.end] == WRONG[arg.type]


HERE = frozenset({"core", "dialog", "session", "memory", "db", "http", "file", "mail", "messaging", "web"})
"""Capabilities that the fakes provide."""

IN_VARIABLES = [
    (decl, form, arg) for decl, form, arg in CASES if set(decl.capabilities) <= HERE and arg.type in ("number", "int")
]


@pytest.mark.parametrize(
    ("decl", "form", "arg"), IN_VARIABLES, ids=[f"{d.id}-{a.name}-{n}" for n, (d, _, a) in enumerate(IN_VARIABLES)]
)
def test_a_wrong_value_of_a_variable_is_named_too(decl: KeywordDecl, form: Form, arg: Arg) -> None:
    text = program(form, arg).replace(WRONG[arg.type], "given", 1)
    env = FixedEnvironment()
    databases = FakeDatabases(lambda: SqliteStore().database(env.now))
    ports = {"databases": databases, "http": FakeHttp(), "files": DictFiles({"x": b"x"}), "mail": FakeMail(),
             "messages": FakeMessages()}  # fmt: skip
    bot = Bot(text, variables={"given": "many"}, ports=ports).run()
    assert bot.failed.code in ("GB6001", "GB6004"), bot.failed.message
    assert form.head[0] in bot.failed.message.upper()
    assert bot.failed.place.position[0] == text.index(form.head[0])
