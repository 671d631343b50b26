"""What is computed over rows in C is what the plain functions say: values, order, faults and fuel, for any rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from effort import examples
from hypothesis import given
from hypothesis import strategies as st

from stdlib.functions.arguments import field, numeric, text_or_empty
from stdlib.functions.condition_check import Check, column_of, kept_rows
from stdlib.functions.condition_rows import ready
from stdlib.functions.condition_tree import (
    Among,
    Between,
    Both,
    Bound,
    Call,
    Column,
    Compare,
    Condition,
    Either,
    Filter,
    Interval,
    Joined,
    Literal,
    Missing,
    Not,
    Operand,
    Truth,
)
from stdlib.functions.groups import group_by
from stdlib.functions.lists import sort
from stdlib.functions.order import sort_key
from stdlib.functions.totals import TOTALS, total_over
from vm.budget import Budget, Limits, within
from vm.value import Array, BasicError, Object, to_json, to_text

NOW = dt.datetime(2026, 3, 7, 9, 30)
DATES = (dt.date(2026, 3, 7), NOW, dt.time(9, 30), dt.timedelta(days=2), "2026-03-07", "2026-03-07 09:30")
TEXTS = (
    "", "a", "A", "open", "Open", "5", " 5 ", "5.0", "-3", "1e3", "0x1", "é", "É", "%", "a_b", "o%n", "日本", "x" * 70,
    "x" * 69 + "y", "12345678901234567890", "nan",
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(-9, 9),
    st.sampled_from((2**53, 2**53 + 1, -(2**53) - 1, 2**63 - 1, -(2**63), 2**62)),
    st.floats(),
    st.sampled_from((0.1, 0.2, -0.0, 1e300, -1e300, 1e-300, 0.5, 1e16)),
)
SCALARS = st.one_of(
    st.none(), st.booleans(), NUMBERS, st.sampled_from(TEXTS), st.text(max_size=4), st.sampled_from(DATES)
)
NAMES = ("n", "N", "Name", "name", "NAME", "é", "É", "item", "o", "a.b", "item.n", "long" * 20)


def response(data: Any) -> Object:
    made = Object({"status": 200, "data": data})
    made.kind = "response"
    return made


def rowset(items: list[Any]) -> Array:
    made = Array(items)
    made.rowset = True
    return made


INNER = st.dictionaries(st.sampled_from(("a", "B", "n")), SCALARS, max_size=3).map(Object)
VALUES = st.one_of(SCALARS, INNER, INNER.map(response), st.lists(SCALARS, max_size=3).map(Array), st.just(rowset([])))
WIDE = st.dictionaries(st.sampled_from([*NAMES, *(f"f{n}" for n in range(12))]), VALUES, max_size=16).map(Object)
ROWS = st.one_of(
    st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6).map(Object),
    st.builds(lambda n, s: Object({"n": n, "name": s}), NUMBERS, SCALARS),
    WIDE,
)
TABLES = st.one_of(
    st.lists(ROWS, max_size=12).map(Array),
    st.lists(ROWS, max_size=12).map(rowset),
    st.lists(st.one_of(ROWS, SCALARS), max_size=12).map(Array),
    st.lists(NUMBERS, max_size=12).map(Array),
)
COLUMNS = st.sampled_from((*NAMES, "o.a", "o.b", "item.o.A", "value", "IT", "nothing", "o.data.a", "f3", "F3"))
BOUND: tuple[Any, ...] = (None, "a", 5, "5", 2.5, Array([5, "a", None]), dt.date(2026, 3, 7), True, Object({"a": 1}))
CONSTANTS = st.one_of(
    st.integers(0, len(BOUND) - 1).map(Bound),
    st.sampled_from(("a", "%a%", "o_e%", 5, 0.1, None, True, "2026-03-07")).map(Literal),
)
CALLS: st.SearchStrategy[Operand] = st.one_of(
    st.just(Call("NOW", ())),
    st.builds(lambda c: Call("LOWER", (Column(c),)), COLUMNS),
    st.builds(lambda c: Call("YEAR", (Column(c),)), COLUMNS),
    st.builds(lambda c: Call("ABS", (Column(c),)), COLUMNS),
    st.just(Call("DATE_SUB", (Call("NOW", ()), Interval(Literal(1), "day")))),
    st.just(Joined(("%", Bound(1), "%"))),
    st.just(Interval(Literal(7), "day")),
)
SIGNS = st.sampled_from(("=", "<>", "<", "<=", ">", ">=", "LIKE", "CONTAINS", "STARTS", "ENDS"))


def conditions(operands: st.SearchStrategy[Any]) -> st.SearchStrategy[Condition]:
    lefts = st.one_of(COLUMNS.map(Column), COLUMNS.map(Column), operands)
    leaves: st.SearchStrategy[Condition] = st.one_of(
        st.builds(Compare, SIGNS, lefts, operands),
        st.builds(Compare, SIGNS, COLUMNS.map(Column), CONSTANTS),
        st.builds(Among, lefts, st.lists(operands, max_size=4).map(tuple)),
        st.builds(Between, lefts, operands, operands),
        st.builds(Missing, lefts),
        st.builds(Truth, lefts),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(Not, inner),
            st.builds(Both, st.lists(inner, max_size=3).map(tuple)),
            st.builds(Either, st.lists(inner, max_size=3).map(tuple)),
        ),
        max_leaves=6,
    )


def outcome(function: Callable[..., Any], *args: Any) -> Any:
    """What a function gives, or its fault; and the fuel it used."""
    budget = Budget(Limits())
    try:
        found = within(budget, function, args)
    except BasicError as error:
        found = error.code, error.message
    return exact(found), Limits().fuel - budget.fuel


def exact(value: Any) -> Any:
    """A value to be compared: rows by identity, floats by their bits, kinds of numbers apart."""
    if isinstance(value, Array | list | tuple):
        return [exact(item) for item in value]
    return id(value) if isinstance(value, Object) else (type(value), repr(value))


@examples(400)
@given(TABLES, conditions(CONSTANTS))
def test_a_sieve_lets_through_what_the_check_does_for_the_same_fuel(source: Array, wanted: Condition) -> None:
    check = Check(BOUND, lambda: NOW)
    plain = outcome(lambda: [row for row in source if check.fits(wanted, row)])
    assert outcome(ready(check, wanted).picked, source) == plain


@examples(300)
@given(TABLES, conditions(st.one_of(CONSTANTS, CALLS)))
def test_a_sieve_asks_the_check_for_functions(source: Array, wanted: Condition) -> None:
    def kept() -> Any:
        return list(kept_rows("FILTER", source, Filter(wanted), BOUND, lambda: NOW))

    check = Check(BOUND, lambda: NOW)
    plain = outcome(lambda: [row for row in source if check.fits(wanted, row)])
    assert outcome(kept)[0] == plain[0]


@examples(200)
@given(TABLES, st.lists(st.tuples(COLUMNS, st.booleans()), max_size=2), st.integers(0, 9), st.integers(0, 4))
def test_order_and_limit_are_those_of_the_plain_keys(
    source: Array, order: list[tuple[str, bool]], limit: int, offset: int
) -> None:
    wanted = Filter(None, tuple(order), Literal(limit), Literal(offset))
    rows = list(source)
    for name, down in reversed(order):
        rows.sort(key=lambda row, name=name: sort_key(column_of(row, name)), reverse=down)
    kept = kept_rows("FILTER", source, wanted, (), lambda: NOW)
    assert exact(list(kept)) == exact(rows[offset : offset + limit])
    assert kept.rowset == source.rowset


@examples(200)
@given(TABLES, COLUMNS, st.booleans())
def test_rows_are_sorted_by_the_plain_keys(source: Array, name: str, down: bool) -> None:
    plain = sorted(source, key=lambda row: sort_key(field(row, name)), reverse=down)
    assert exact(list(sort(source, name, "DESC" if down else "ASC"))) == exact(plain)


@examples(400)
@given(TABLES, st.one_of(COLUMNS, st.none()), st.sampled_from(sorted(TOTALS)))
def test_totals_are_those_of_the_plain_values(source: Array, name: str | None, total: str) -> None:
    values = list(source) if name is None else [field(row, name) for row in source]
    assert outcome(total_over, total, source, name)[0] == outcome(TOTALS[total], values)[0]


@examples(300)
@given(st.lists(st.one_of(NUMBERS, st.sampled_from(("1e16", "0.1", "7"))), max_size=60))
def test_sums_round_once(numbers: list[Any]) -> None:
    plain = [numeric(number) for number in numbers]
    for total in ("SUM", "AVG", "MIN", "MAX"):
        assert outcome(total_over, total, Array(numbers), None)[0] == outcome(TOTALS[total], plain)[0]


@examples(300)
@given(TABLES, COLUMNS)
def test_groups_are_those_of_the_texts(source: Array, name: str) -> None:
    plain: dict[str, tuple[Any, list[Any]]] = {}
    for row in source:
        value = field(row, name)
        plain.setdefault(text_or_empty(value), (value, []))[1].append(row)
    made = group_by(source, name)
    assert [[exact(group.get("key")), exact(group.get("items")), group.get("count")] for group in made] == [
        [exact(key), exact(items), len(items)] for key, items in plain.values()
    ]


def test_many_groups_of_every_kind_are_kept_apart() -> None:
    """More groups than the tables begin with, and numbers that are the same text as a text."""
    values = [v for n in range(2000) for v in (n, str(n), n / 2, f"k{n}", None, n % 2 == 0)]
    made = group_by(Array([Object({"k": value}) for value in values]), "k")
    plain: dict[str, int] = {}
    for value in values:
        text = to_text(value)
        plain[text] = plain.get(text, 0) + 1
    assert {to_text(group.get("key")): group.get("count") for group in made} == plain
    assert to_json(made[0].get("items")) == '[{"k": 0}, {"k": "0"}, {"k": 0}]'
