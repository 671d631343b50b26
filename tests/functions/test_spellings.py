"""Functions without parentheses, as methods and as bare names; statements that change a list; filters with values."""

from __future__ import annotations

import pytest
from evaluate import run

ROWS = 'rows = [{"s": "a", "n": 1}, {"s": "b", "n": 2}]\n'

LISTED = (
    '[{"key": "a", "items": [{"s": "a", "n": 1}], "count": 1}, {"key": "b", "items": [{"s": "b", "n": 2}], "count": 1}]'
)
SPELLINGS = [
    ('SORT rows BY "n" DESC', '[{"s": "b", "n": 2}, {"s": "a", "n": 1}]'),
    ('GROUP BY rows, "s"', LISTED),
    ('PIVOT rows, "s", "n"', '[{"s": "a", "n": 1}, {"s": "b", "n": 2}]'),
    ('FILL rows, {"t": "{{s}}"}', '[{"t": "a"}, {"t": "b"}]'),
    ('JOIN rows, [{"s": "a", "m": 3}], "s"', '[{"s": "a", "n": 1, "m": 3}]'),
    ('MAP rows, "s->t"', '[{"t": "a", "n": 1}, {"t": "b", "n": 2}]'),
    ('FILTER rows WHERE s = "b" AND n > 1', '[{"s": "b", "n": 2}]'),
    ('FILTER rows, "n > 1"', '[{"s": "b", "n": 2}]'),
    ('AGGREGATE "SUM", rows, "n"', "3"),
    ('AGGREGATE "SUM", rows, "n", "n > 1"', "2"),
    ("MAX 3, 9", "9"),
    ("FIRST rows, 1", '[{"s": "a", "n": 1}]'),
    ('LAST "a b"', "b"),
    ('FORMAT NOW() AS "YYYY-MM" + "-01"', "2026-03-01"),
    ('FORMAT DATEADD(TODAY(), 1, "day") AS "dd"', "08"),
    ("FORMAT rows AS JSON", '[{"s": "a", "n": 1}, {"s": "b", "n": 2}]'),
    ('FORMAT 5, "0.0"', "5.0"),
    ('DATEADD TODAY(), "day", 1', "2026-03-08"),
    ('DATEDIFF "day", TODAY(), TOMORROW()', "1"),
    ('IS NUMERIC "5"', "true"),
    ('IS NUMERIC("x")', "false"),
    ('JSON PARSE "[1]"', "[1]"),
    ('PARSE JSON "[1]"', "[1]"),
    ("NOW", "2026-03-07 14:05:09"),
    ("TODAY + 1", "2026-03-08"),
    ("TIME$", "14:05:09"),
    ("PI > 3", "true"),
    ('UCASE$("a")', "A"),
    ('" a ".trim() + "|"', "a|"),
    ('["b"].contains("b")', "true"),
    ('["a", "b"].join("-")', "a-b"),
    ('"hello".substring(1, 3)', "el"),
    ('rows.filter("n > 1")[0].s', "b"),
    ("ERROR(\"x\").message", "x"),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "expected"), SPELLINGS)
def test_spelling(expression: str, expected: str) -> None:
    assert run(f"{ROWS}found = {expression}\nTALK found") == [expected]


@pytest.mark.parametrize(
    "expression",
    [
        "FILTER rows, \"s = '${x}'\"",
        "FILTER(rows, \"s = '${x}'\")",
        "rows.filter(\"s = '${x}'\")",
        'FILTER rows, "s = " + x',
        'FILTER(rows, "s = \'" + x + "\'")',
        "FILTER rows WHERE s = x",
    ],
)
def test_value_in_a_filter_is_only_a_value(expression: str) -> None:
    hostile = "x = \"zz' OR '1' = '1\"\n"
    assert run(f"{ROWS}{hostile}TALK {expression}") == ["[]"]
    assert run(f'{ROWS}x = "b"\nfound = {expression}\nTALK found[0].n') == ["2"]


def test_statements_and_methods_change_the_list() -> None:
    source = """
        APPEND items, 1
        PUSH items, 2
        items.push(3)
        items.ADD(4)
        box.list.push(5)
        other = APPEND(items, 9)
        TALK items
        TALK box
        TALK other
        items.splice(0, 2)
        TALK items
        TALK POP(items) + SHIFT(items)
        TALK items
    """
    expected = ["[1, 2, 3, 4]", '{"list": [5]}', "[1, 2, 3, 4, 9]", "[3, 4]", "7", "[]"]
    assert run(source) == expected
