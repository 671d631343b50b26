"""A pure function that would give too much is stopped before it builds it, and its work is paid for."""

from __future__ import annotations

import time

import pytest
from evaluate import run

from vm.budget import Limits

SMALL = Limits(text=1000, items=100, memory=1 << 20, fuel=20_000)
ROWS = 'rows = MAP(RANGE(1, 60), "item")\n'

TOO_LONG = [
    'STRING(1001, "x")',
    'REPLACE(STRING(900, "x"), "x", "yy")',
    "JOIN(FILL(STRING(90, CHR(65)), 20))",
    "CONCAT(STRING(600, CHR(65)), STRING(600, CHR(65)))",
    "BASE64(STRING(900, CHR(65)))",
    "TOYAML(FILL(STRING(90, CHR(65)), 20))",
    "XML(FILL(STRING(90, CHR(65)), 20))",
    "CSV(FILL({a: STRING(90, CHR(65))}, 20))",
    "EXCEL(FILL({a: 1}, 90)).content",
    'FILL("{{a}}{{a}}", {a: STRING(900, CHR(65))})',
    'FORMAT("{0}{0}", STRING(900, CHR(65)))',
    'JSON(FILL(STRING(90, "x"), 20))',
    "MAP([{a: STRING(900, CHR(65))}], STRING(1, 97) + CHR(43) + CHR(97))",
]
TOO_MANY = [
    "RANGE(1, 101)",
    "RANGE(0, 1e18)",
    'FILL("x", 101)',
    'SPLIT(STRING(200, ","), ",")',
    'SPLIT(STRING(200, "x"), "")',
    "CONCAT(RANGE(1, 60), RANGE(1, 60))",
    "FLATTEN([RANGE(1, 60), RANGE(1, 60)])",
    "APPEND(RANGE(1, 100), 1)",
    "PUSH(RANGE(1, 100), 1)",
    "UNSHIFT(RANGE(1, 100), 1)",
]


@pytest.mark.parametrize("expression", TOO_LONG)
def test_text_that_would_be_too_long(expression: str) -> None:
    assert run(f"TALK {expression}", SMALL) == ["!GB6903"]


@pytest.mark.parametrize("expression", TOO_MANY)
def test_list_that_would_be_too_large(expression: str) -> None:
    assert run(f"TALK {expression}", SMALL) == ["!GB6904"]


def test_join_of_rows_that_would_be_too_many() -> None:
    source = 'rows = []\nFOR i = 1 TO 20\nPUSH rows, {k: 1}\nNEXT\nTALK UBOUND(JOIN(rows, rows, "k"))'
    assert run(source, SMALL) == ["!GB6904"]


@pytest.mark.parametrize(
    "body",
    [
        'x = LIKE(t, "%a%a%a%b")',
        'x = INDEX_OF(l, "z")',
        "x = SORT(l)",
        'x = FILTER(l, "item > 5 AND item < 9")',
        "x = SUM(l)",
        "x = UNIQUE(l)",
    ],
)
def test_work_is_paid_for(body: str) -> None:
    source = f't = STRING(900, "a")\nl = RANGE(1, 90)\nFOR i = 1 TO 100000\n{body}\nNEXT\nTALK 1'
    assert run(source, SMALL) == ["!GB6900"]


def test_hostile_pattern_takes_no_long_time() -> None:
    started = time.perf_counter()
    limits = Limits(fuel=1_000_000)
    assert run(f'TALK LIKE(STRING(100000, "a"), "{"%a" * 300}%b")', limits) in (["!GB6900"], ["false"])
    assert time.perf_counter() - started < 10
