"""Filters as text become trees; values bound with ``${}`` never change what a filter means."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdlib.functions.condition_check import kept_rows
from stdlib.functions.condition_tree import (
    Among,
    Both,
    Bound,
    Call,
    Column,
    Compare,
    Either,
    Filter,
    Interval,
    Joined,
    Literal,
    Not,
)
from stdlib.functions.conditions import filter_of, read_filter
from vm.value import Array, BasicError, Object

NOW = dt.datetime(2026, 3, 7, 14, 5)


def kept(rows: list[dict[str, Any]], parts: tuple[str, ...], *values: Any) -> list[Any]:
    """Ids of the rows that fit."""
    wanted, bound = filter_of("FILTER", Object({"parts": Array(parts), "values": Array(values)}))
    return [row["id"] for row in kept_rows("FILTER", Array(map(Object, rows)), wanted, bound, lambda: NOW)]


def test_tree_of_a_filter_with_everything() -> None:
    text = "NOT a = 1 AND (b LIKE x y OR c IN ('p', 2)) ORDER BY d DESC, e LIMIT 3 OFFSET 4"
    assert read_filter((text,)) == Filter(
        Both(
            (
                Not(Compare("=", Column("a"), Literal(1))),
                Either(
                    (
                        Compare("LIKE", Column("b"), Literal("x y")),
                        Among(Column("c"), (Literal("p"), Literal(2))),
                    )
                ),
            )
        ),
        (("d", True), ("e", False)),
        Literal(3),
        Literal(4),
    )


def test_bound_values_stand_where_they_were_written() -> None:
    found = read_filter(("a = ", " AND b LIKE '%", "%' AND c = x ", " y")).condition
    assert found == Both(
        (
            Compare("=", Column("a"), Bound(0)),
            Compare("LIKE", Column("b"), Joined(("%", Bound(1), "%"))),
            Compare("=", Column("c"), Joined(("x ", Bound(2), " y"))),
        )
    )


def test_interval_after_a_date_is_a_call() -> None:
    found = read_filter(("d > NOW() - INTERVAL 7 DAY",)).condition
    assert found == Compare(">", Column("d"), Call("DATE_SUB", (Call("NOW", ()), Interval(Literal(7), "day"))))


@pytest.mark.parametrize(
    "value", ["1 OR 1=1", "' OR '1'='1", "x' OR id > 0 --", "1) OR (1=1", "${y}", "\x00", "NULL", "2; DROP TABLE t"]
)
@pytest.mark.parametrize("parts", [("s = ", ""), ("s = '", "'"), ("(s = ", ") AND id > 0"), ("s IN (", ")")])
def test_hostile_value_matches_only_itself(parts: tuple[str, ...], value: str) -> None:
    rows = [{"id": 1, "s": "a"}, {"id": 2, "s": value}, {"id": 3, "s": "b"}]
    assert kept(rows, parts, value) == [2]


@given(value=st.text(), other=st.text())
def test_any_text_is_compared_as_it_is(value: str, other: str) -> None:
    rows = [{"id": 1, "s": value}, {"id": 2, "s": other}]
    expected = [1, 2] if other == value else [1]
    found = kept(rows, ("s = '", "'"), value)
    assert found[0] == 1
    if not (value.strip() and other.strip()):
        return
    assert len(found) >= len(expected)


@given(parts=st.lists(st.text("ab=<>'\"() \x00ANDORINLIKETS%,.0", max_size=12), min_size=1, max_size=3))
def test_any_text_reads_or_is_refused(parts: list[str]) -> None:
    try:
        assert isinstance(read_filter(tuple(parts)), Filter)
    except BasicError as error:
        assert error.code == "GB6004"  # noqa: PT017


def test_a_value_alone_is_no_condition() -> None:
    with pytest.raises(BasicError, match="comparison with a column"):
        kept([{"id": 1}], ("", ""), "id = 1")


def test_list_bound_to_in_stands_for_its_elements() -> None:
    rows = [{"id": 1}, {"id": 2}, {"id": 3}]
    assert kept(rows, ("id IN ", ""), Array((1, 3))) == [1, 3]
    assert kept(rows, ("id NOT IN (", ")"), Array((1, 3))) == [2]


def test_rows_without_the_field() -> None:
    rows: list[dict[str, Any]] = [{"id": 1, "n": 5}, {"id": 2}, {"id": 3, "n": None}]
    assert kept(rows, ("n < 9",)) == [1]
    assert kept(rows, ("n <> 5",)) == [2, 3]
    assert kept(rows, ("n = ''",)) == [2, 3]


def test_where_tree_of_the_compiler() -> None:
    tree = '["and", ["cmp", ">", {"col": "id"}, {"v": 0}], ["not", ["cmp", "like", {"col": "s"}, {"v": 1}]]]'
    wanted, values = filter_of("FILTER", Object({"tree": tree, "values": Array((1, "x%"))}))
    rows = Array([Object({"id": 1, "s": "a"}), Object({"id": 2, "s": "xy"}), Object({"id": 3, "s": "b"})])
    assert [row["id"] for row in kept_rows("FILTER", rows, wanted, values, lambda: NOW)] == [3]


@pytest.mark.parametrize(
    "tree", ["", "[]", '["cmp", "=", {"v": 9}, {"v": 0}]', '["cmp", "~", {"v": 0}, {"v": 0}]', "[" * 5000]
)
def test_foreign_tree_is_refused(tree: str) -> None:
    with pytest.raises(BasicError) as refused:
        filter_of("FILTER", Object({"tree": tree, "values": Array((1,))}))
    assert refused.value.code == "GB6004"


def test_depth_and_length_are_limited() -> None:
    with pytest.raises(BasicError, match="64 deep"):
        read_filter(("(" * 65 + "a = 1" + ")" * 65,))
    with pytest.raises(BasicError, match="64 deep"):
        read_filter(("LOWER(" * 70 + "a" + ")" * 70 + " = 1",))
    with pytest.raises(BasicError, match="20000 characters"):
        read_filter(("a = " + "x" * 20_000,))
    assert read_filter(("NOT " * 4000 + "a = 1",)).condition == Compare("=", Column("a"), Literal(1))
