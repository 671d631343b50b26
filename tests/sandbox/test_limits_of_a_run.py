"""Every limit of a run and of a pure function: what just fits works, one more is the named fault at its line."""

from __future__ import annotations

from typing import Any

import pytest

from compiler.api import compile_source
from diagnostics.source import Source
from stdlib.conversation import load_script
from vm.budget import Limits
from vm.machine import Machine
from vm.outcome import Done, Fault

SMALL = Limits(fuel=5_000, memory=64 << 10, depth=20, text=1_000, items=100, nesting=8)
CALLS = "FUNCTION down(n)\nIF n > 0 THEN\nRETURN down(n - 1)\nEND IF\nRETURN 0\nEND FUNCTION\nx = down({n})"
NEST = "a = 1\nFOR i = 1 TO {n}\na = [a]\nNEXT\nx = {use}"
ROWS = "r = []\nFOR i = 1 TO 20\nPUSH r, {{k: i MOD 2, v: i}}\nNEXT\nx = {use}"

# what, program with {n}, what fits, one too many, code, line
PAIRS: list[tuple[str, str, Any, Any, str, int]] = [
    ("rounds of a loop", "FOR i = 1 TO {n}\nNEXT", 5_001, 5_002, "GB6900", 1),
    ("calls inside each other", CALLS, 18, 19, "GB6902", 3),
    ("a joined text", 't = STRING(500, "x")\ny = t + STRING({n}, "y")', 500, 501, "GB6903", 2),
    ("a text in a template", 't = STRING(500, "x")\ny = "${{t}}${{STRING({n}, 120)}}"', 500, 501, "GB6903", 2),
    ("STRING", 'x = STRING({n}, "x")', 1_000, 1_001, "GB6903", 1),
    ("REPLACE", 'x = REPLACE(STRING({n}, "x"), "x", "yy")', 500, 501, "GB6903", 1),
    ("JOIN", 'x = JOIN(FILL("1234", {n}), "")+ STRING(600, "x")', 100, 101, "GB6904", 1),
    ("JOIN as text", 'x = JOIN(FILL(STRING(10, "x"), 91), STRING({n}, "-"))', 1, 2, "GB6903", 1),
    ("a filled template", 'x = FILL(STRING({n}, "x") + "{{{{a}}}}", {{a: STRING(100, "y")}})', 900, 901, "GB6903", 1),
    ("FORMAT with a place", 'x = FORMAT("{{0}}{{0}}", STRING({n}, "y"))', 497, 498, "GB6903", 1),
    ("elements of a list", "a = []\nFOR i = 1 TO {n}\nPUSH a, i\nNEXT", 100, 101, "GB6904", 3),
    ("a list written behind its end", "a = []\na[{n}] = 1", 99, 100, "GB6904", 2),
    ("fields of an object", 'o = {{}}\nFOR i = 1 TO {n}\no["f" + i] = i\nNEXT', 100, 101, "GB6904", 3),
    ("RANGE", "x = RANGE(1, {n})", 100, 101, "GB6904", 1),
    ("FILL", 'x = FILL("x", {n})', 100, 101, "GB6904", 1),
    ("SPLIT", 'x = SPLIT(STRING({n}, ","), ",")', 99, 100, "GB6904", 1),
    ("SPLIT into letters", 'x = SPLIT(STRING({n}, "x"), "")', 100, 101, "GB6904", 1),
    ("CONCAT", "x = CONCAT(RANGE(1, 50), RANGE(1, {n}))", 50, 51, "GB6904", 1),
    ("two lists joined by +", "x = RANGE(1, 50) + RANGE(1, {n})", 50, 51, "GB6904", 1),
    ("rows joined on a field", ROWS.replace("{use}", 'UBOUND(JOIN(TAKE(r, {n}), r, "k"))'), 10, 11, "GB6904", 5),
    ("a nested list as text", NEST.replace("{use}", '"" + a'), 8, 9, "GB6905", 5),
    ("a nested list as JSON", NEST.replace("{use}", "JSON(a)"), 8, 9, "GB6905", 5),
    ("JSON that is read", 'x = PARSE_JSON(STRING({n}, "[") + STRING({n}, "]"))', 8, 9, "GB6905", 1),
    ("values kept in memory", "a = []\nFOR i = 1 TO {n}\nPUSH a, STRING(1000, 65)\nNEXT", 50, 70, "GB6901", 3),
]


def ends(source: str, limits: Limits) -> str:
    """``done``, or code and line of the fault."""
    program = compile_source(source).program
    assert program is not None, source
    outcome = Machine(load_script(program).linked, limits=limits).run()
    if isinstance(outcome, Fault):
        return f"{outcome.code} {Source(source).line_of(outcome.position[0])}"
    assert isinstance(outcome, Done)
    return "done"


@pytest.mark.parametrize(("source", "fits", "more", "code", "line"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_just_under_works_and_just_over_is_named(source: str, fits: int, more: int, code: str, line: int) -> None:
    assert ends(source.format(n=fits), SMALL) == "done"
    assert ends(source.format(n=more), SMALL) == f"{code} {line}"


WIDE = Limits(fuel=50_000_000)

# limits of a function's own, whatever the run allows
OWN: list[tuple[str, str, int, int]] = [
    ("the pattern of FORMAT", 'x = FORMAT(1, STRING({n}, "0"))', 1_000, 1_001),
    ("a condition", 'c = "item =" + STRING({n}, " ") + "1"\nx = FILTER([1], c)', 19_993, 19_994),
    ("a condition in brackets", 'c = STRING({n}, "(") + "item = 1" + STRING({n}, ")")\nx = FILTER([1], c)', 63, 64),
]


@pytest.mark.parametrize(("source", "fits", "more"), [o[1:] for o in OWN], ids=[o[0] for o in OWN])
def test_functions_have_limits_of_their_own(source: str, fits: int, more: int) -> None:
    assert ends(source.format(n=fits), WIDE) == "done"
    assert ends(source.format(n=more), WIDE).startswith("GB6004")


@pytest.mark.parametrize(
    "body",
    [
        "x = REVERSE(a)", "x = SLICE(a, 1)", "x = TAKE(a, 90000)", "x = DROP(a, 1)", "x = TAIL(a)", "x = INIT(a)",
        "x = BATCH(a, 10)", "x = FIRST(a, 90000)", "x = LAST(a, 90000)", "x = APPEND(a, 1)", "x = CONCAT(a, a)",
        "x = FLATTEN(a)", "x = SORT(a)", "x = UNIQUE(a)", "x = SUM(a)", "x = AVG(a)", "x = MAX(a)", "x = MIN(a)",
        'x = INDEX_OF(a, "no")', 'x = CONTAINS(a, "no")', 'x = INSTR(a, "no")', 'x = JOIN(a, "")', 'x = MAP(a, "item")',
        'x = FILTER(a, "item > 0")', "x = JSON(a)", "x = STR(a)", "x = CSV(a)", "x = TOYAML(a)", "x = MID(a, 0, 90000)",
        "x = SHIFT(a)", "UNSHIFT(a, 1)", "x = a.splice(1, 1)", "x = a + a", "x = a = b", "x = LEN(a) + LEN(STR(a))",
    ],
)  # fmt: skip
def test_what_walks_a_list_pays_for_it(body: str) -> None:
    """A thousand rounds over 90,000 elements are more work than a million units, and end there."""
    source = f"a = RANGE(1, 90000)\nb = RANGE(1, 90000)\nFOR i = 1 TO 1000\n{body}\nNEXT"
    assert ends(source, Limits(fuel=1_000_000)).startswith("GB6900")


@pytest.mark.parametrize(
    "body", ["x = UBOUND(a)", "x = COUNT(a)", "PUSH a, 1", "x = POP(a)", "x = a[5]", "x = LAST(a)"]
)
def test_what_does_not_walk_a_list_does_not(body: str) -> None:
    source = f"a = RANGE(1, 90000)\nFOR i = 1 TO 1000\n{body}\nNEXT"
    assert ends(source, Limits(fuel=50_000)) == "done"
