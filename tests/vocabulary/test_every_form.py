"""The notation for forms: what it accepts, what it means, and what it refuses."""

from __future__ import annotations

import pytest

from stdlib.forms import Arg, Literal, Optional, declare_form, parse_form


def test_the_words_before_the_first_argument_are_the_head() -> None:
    assert parse_form("SEND MAIL to:any, subject:text").head == ("SEND", "MAIL")
    assert parse_form("CLEAR KB ALL").head == ("CLEAR", "KB", "ALL")
    assert parse_form("LEAVE MEET [room:any]").head == ("LEAVE", "MEET")


def test_alternatives_are_not_part_of_the_head() -> None:
    form = parse_form("ON INSERT|UPDATE OF table:table")
    assert form.head == ("ON",)
    assert form.parts[0] == Literal(("INSERT", "UPDATE"))


def test_parts_of_every_kind() -> None:
    form = parse_form("LIST path:text [FILTER pattern] [recursive:flag(RECURSIVE)] AS kind:word(A|B), values...:named")
    assert form.parts == (
        Arg("path", "text"),
        Optional((Literal(("FILTER",)), Arg("pattern"))),
        Optional((Arg("recursive", "flag", False, ("RECURSIVE",)),)),
        Literal(("AS",)),
        Arg("kind", "word", False, ("A", "B")),
        Literal((",",)),
        Arg("values", "named", True),
    )


def test_clause_words_of_a_form() -> None:
    form = parse_form("FIND t:table [WHERE c:where] [ORDER BY o:order] [first:flag(FIRST)] WITH a:assigns")
    assert form.clauses == {"WHERE", "ORDER", "BY", "ASC", "DESC", "FIRST", "WITH", "AS"}


@pytest.mark.parametrize(
    ("text", "fewest", "most"),
    [
        ("A x", 0, 0),
        ("A x, y[, z]", 1, 2),
        ("A x[, y[, z]]", 0, 2),
        ("A x, y...", 1, 1000),
        ("A x SET y:assigns", 0, 1000),
        ("A x ORDER BY y:order", 0, 1000),
    ],
)
def test_how_many_commas_may_stand(text: str, fewest: int, most: int) -> None:
    form = parse_form(text)
    assert (form.min_commas, form.max_commas) == (fewest, most)


def test_a_form_of_optional_parts_needs_nothing() -> None:
    assert parse_form("LEAVE MEET [room]").needs_nothing
    assert parse_form("COMMIT").needs_nothing
    assert not parse_form("JOIN MEET room [AS name]").needs_nothing


@pytest.mark.parametrize("text", ["A x:nothing", "A x[, y", "A x], y", "A x; y", "A x:word(a)"])
def test_wrong_notation_is_refused_with_the_form_in_the_message(text: str) -> None:
    with pytest.raises(ValueError, match="form 'A"):
        parse_form(text)


def test_a_form_must_start_with_a_word() -> None:
    with pytest.raises(ValueError, match="does not start with a word"):
        declare_form("x, y")


def test_only_the_head_is_read_at_declaration() -> None:
    form = declare_form("A B x:nothing")
    assert form.head == ("A", "B")
    with pytest.raises(ValueError, match="no type 'nothing'"):
        _ = form.parts
