"""Which form a command takes, and what becomes of its clauses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from back_trees import AT, T, W, call, command, compile_tree, do, expr, let, member, not_, op

from compiler import ast, forms
from compiler.bound import Builtin, Ref, Request
from compiler.forms import Match, Misfit
from compiler.resolve import resolve
from diagnostics.diagnostic import Diagnostics
from diagnostics.source import Source
from stdlib.api import Effect, FunctionDecl, KeywordDecl, Wait
from stdlib.catalog import Catalog, Head
from stdlib.forms import parse_form


async def _handler(ctx: Any) -> None: ...


def keyword(*texts: str, capability: str = "core") -> KeywordDecl:
    parsed = tuple(parse_form(text) for text in texts)
    name = " ".join(parsed[0].head)
    return KeywordDecl(name, parsed, "any", capability, Effect.NONE, Wait.NO, 1, "t", "Does.", name, _handler)


def head(*texts: str) -> Head:
    decl = keyword(*texts)
    return Head(decl.forms[0].head, tuple((decl, form) for form in decl.forms))


def fit(forms_: list[str], *items: Any, parenthesised: bool = False) -> Match | Misfit:
    written = command("DO", *items)
    written.parenthesised = parenthesised
    return forms.match(head(*forms_), written)


def names(found: Match | Misfit) -> dict[str, int]:
    assert isinstance(found, Match), found
    return {given.arg.name: len(given.values) for given in found.given}


def test_optional_parts_may_be_left_out() -> None:
    form = ["DO a, b[, c] [TO d [AS e]]"]
    assert names(fit(form, 1, ",", 2)) == {"a": 1, "b": 1}
    assert names(fit(form, 1, ",", 2, ",", 3, W("TO"), 4)) == {"a": 1, "b": 1, "c": 1, "d": 1}
    assert isinstance(fit(form, 1, ",", 2, W("AS"), 3), Misfit)


def test_values_may_stand_next_to_each_other() -> None:
    assert names(fit(["DO a b c"], T("x"), T("y"), 3)) == {"a": 1, "b": 1, "c": 1}


def test_several_values_are_taken_and_given_back() -> None:
    assert names(fit(["DO a, rest..."], 1, ",", 2, ",", 3)) == {"a": 1, "rest": 2}
    assert names(fit(["DO all..., last"], 1, ",", 2, ",", 3)) == {"all": 2, "last": 1}


def test_a_comparison_is_cut_at_its_equals_sign() -> None:
    found = fit(["DO name = value"], op(op(T("k"), "=", "v"), "OR", "w"))
    assert isinstance(found, Match)
    assert [given.values[0] for given in found.given] == [T("k"), op("v", "OR", "w")]


def test_assignments_may_use_equals_or_as() -> None:
    for items in ([op("a", "=", 1), ",", op("b", "=", 2)], ["a", W("AS"), 1, ",", "b", W("AS"), 2]):
        found = fit(
            ["DO t WITH fields:assigns [WHERE c:where]"], T("t"), W("WITH"), *items, W("WHERE"), op("x", "=", 1)
        )
        assert isinstance(found, Match)
        assert found.given[1].words == ("a", "b")
        assert [value.value for value in found.given[1].values] == [1, 2]  # type: ignore[attr-defined]


def test_the_form_whose_types_suit_the_literals_wins() -> None:
    both = ["DO t:table, key:text, values...", "DO t:table, data:object"]
    assert names(fit(both, T("t"), ",", {"a": 1})) == {"t": 1, "data": 1}
    assert names(fit(both, T("t"), ",", T("k"), ",", 2)) == {"t": 1, "key": 1, "values": 1}


def test_commas_may_stand_for_words_inside_parentheses() -> None:
    assert names(fit(["DO a TO b"], 1, ",", 2, parenthesised=True)) == {"a": 1, "b": 1}
    assert isinstance(fit(["DO a TO b"], 1, ",", 2), Misfit)


@pytest.mark.parametrize(
    ("items", "at", "wanted"), [([], 0, "a"), ([1], 1, ","), ([1, ","], 2, "b"), ([1, ",", 2, 3], 3, None)]
)
def test_a_misfit_says_where_and_what(items: list[Any], at: int, wanted: str | None) -> None:
    found = fit(["DO a, b"], *items)
    assert isinstance(found, Misfit)
    shown = getattr(found.wanted, "name", None) or getattr(found.wanted, "words", (None,))[0]
    assert (found.at, shown) == (at, wanted)


def test_many_optional_parts_end_soon() -> None:
    form = "DO " + " ".join(f"[W{n} a{n}]" for n in range(14)) + " END"
    assert isinstance(fit([form], *[item for n in range(14) for item in (W(f"W{n}"), n)]), Misfit)


# ---------------------------------------------------------------- what is passed


def passed(form: str, *items: Any, before: tuple[ast.Stmt, ...] = ()) -> dict[str, Any]:
    """Arguments of the request, as plain Python; variables by name."""
    catalog = Catalog([keyword(form)], [])
    source = Source("every 2 hours")
    found = Diagnostics(source)
    bound = resolve(ast.Module(*AT, [*before, do(command("DO", *items))]), "t", catalog, found)
    assert not found.has_errors, found.items
    statement = bound.units[0].body[-1]
    assert isinstance(statement, ast.ExprStmt)
    assert isinstance(statement.expr, Request)
    return {name: plain(value) for name, value in statement.expr.arguments}


def plain(node: ast.Expr) -> Any:
    if isinstance(node, ast.Literal):
        return node.value
    if isinstance(node, ast.ListLiteral):
        return [plain(item) for item in node.items]
    if isinstance(node, ast.ObjectLiteral):
        return {name: plain(value) for name, value in node.entries}
    if isinstance(node, ast.Member):
        return f"{plain(node.object)}.{node.name}"
    assert isinstance(node, Ref), node
    return f"<{node.name}>"


EMAIL = let("email", T("a@b.c"))


def where(condition: ast.Expr) -> tuple[Any, list[Any]]:
    given = passed("DO t:table WHERE c:where", T("t"), W("WHERE"), condition, before=(EMAIL,))["c"]
    return json.loads(given["tree"]), given["values"]


def test_the_left_side_of_a_condition_is_a_column_and_the_right_side_a_value() -> None:
    assert where(op("email", "=", "email")) == (["cmp", "=", {"col": "email"}, {"v": 0}], ["<email>"])
    tree, values = where(op(op("a", ">", 1), "AND", op(member("t", "b"), "LIKE", T("x%"))))
    assert tree == ["and", ["cmp", ">", {"col": "a"}, {"v": 0}], ["cmp", "like", {"col": "t.b"}, {"v": 1}]]
    assert values == [1, "x%"]


def test_conditions_have_not_null_between_and_flags() -> None:
    assert where(not_(ast.IsNull(*AT, expr("a"), False))) == (["not", ["cmp", "=", {"col": "a"}, {"v": 0}]], [None])
    assert where(expr("active")) == (["cmp", "=", {"col": "active"}, {"v": 0}], [True])
    tree, values = where(ast.Between(*AT, expr("n"), expr(1), expr(2)))
    assert tree == ["and", ["cmp", ">=", {"col": "n"}, {"v": 0}], ["cmp", "<=", {"col": "n"}, {"v": 1}]]
    assert values == [1, 2]


def test_a_condition_of_ten_thousand_parts_is_a_shallow_tree() -> None:
    chain: ast.Expr = op("a", "=", 0)
    for n in range(10_000):
        chain = op(chain, "OR", op("a", "=", n))
    assert len(where(chain)[1]) == 10_001


def test_a_filter_is_cut_into_fixed_parts_and_values() -> None:
    template = ast.Template(*AT, ["id = ", expr("email"), " AND x = 1"])
    wanted = {"parts": ["id = ", " AND x = 1"], "values": ["<email>"]}
    assert passed("DO f:filter", template, before=(EMAIL,)) == {"f": wanted}
    joined = op(op(op(T("id = "), "+", "email"), "+", T(" AND x = ")), "+", 1)
    wanted = {"parts": ["id = ", " AND x = ", ""], "values": ["<email>", 1]}
    assert passed("DO f:filter", joined, before=(EMAIL,)) == {"f": wanted}
    assert passed("DO f:filter", T("a = 1")) == {"f": "a = 1"}
    assert passed("DO f:filter", "email", before=(EMAIL,)) == {"f": "<email>"}


def test_bare_words_are_texts_unless_a_variable_has_the_name() -> None:
    assert passed("DO t:table", "orders") == {"t": "orders"}
    assert passed("DO t:table", "email", before=(EMAIL,)) == {"t": "<email>"}
    assert passed("DO w:word(JSON|CSV)", "json") == {"w": "JSON"}
    assert passed("DO w:word", "Blue") == {"w": "Blue"}


def test_a_phrase_is_taken_as_written() -> None:
    words: list[ast.Expr] = [ast.Name(0, 5, "every"), ast.Literal(6, 7, 2), ast.Name(8, 13, "hours")]
    assert passed("DO p:phrase", *words) == {"p": "every 2 hours"}


def test_order_flags_and_named_values() -> None:
    given = passed("DO a:order [b:flag(FIRST)]", "x", W("DESC"), ",", "y", W("FIRST"))
    assert given["a"] == [{"field": "x", "descending": True}, {"field": "y", "descending": False}]
    assert given["b"] is True
    named = passed("DO n...:named", "email", ",", member("email", "id"), ",", 5, before=(EMAIL,))["n"]
    assert named == [
        {"name": "email", "value": "<email>"},
        {"name": "id", "value": "<email>.id"},
        {"name": "", "value": 5},
    ]


def test_the_answer_goes_into_the_variable_a_form_names() -> None:
    catalog = Catalog([keyword("DO a INTO target:name")], [])
    program, _ = compile_tree(do(command("DO", 1, W("INTO"), "x")), catalog=catalog)
    assert program.keywords[0].arguments == ("a",)
    assert program.variables[0][0] == "x"


def test_a_function_spelled_without_parentheses_gets_its_arguments_in_order() -> None:
    form = parse_form("SORT rows BY field direction:word(ASC|DESC)")
    decl = FunctionDecl(
        "SORT", "SORT(rows[, direction, field])", (), (form,), 1, 3, "list", False, (), False, "t", "", "", list
    )
    found = Diagnostics(Source(""))
    module = ast.Module(*AT, [let("x", command("SORT", "x", W("BY"), T("n"), "desc"))])
    catalog = Catalog([], [decl])
    statement = resolve(module, "t", catalog, found).units[0].body[0]
    assert isinstance(statement, ast.Assign)
    assert isinstance(statement.value, Builtin)
    assert [plain(arg) for arg in statement.value.args] == ["<x>", "DESC", "n"]


def test_a_call_is_turned_into_a_command_of_the_same_name() -> None:
    catalog = Catalog([keyword("SEND MAIL to:any, body:text")], [])
    program, found = compile_tree(do(call("SEND_MAIL", T("a"), T("b"))), catalog=catalog)
    assert program.keywords[0].keyword == "SEND MAIL"
    assert not found.items
