"""Every copy of the loop tells the same story: threaded, tree, and the one that counts and knows no quick opcodes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from programs import linked

from vm._loop import choose_dispatch
from vm.bytecode.opcodes import BY_NAME, OPCODES
from vm.bytecode.quick import QUICK
from vm.machine import Machine
from vm.outcome import Done, Fault

VALUES = ["1", "0", "-7", "9223372036854775807", "4294967296", "2.5", "0.0", '"3"', '"x"', "TRUE", "NULL", "[1]"]

# Each operator and test stands in a loop, so that it has been quickened by one pair of values when it meets the next.
EACH_PAIR = """
ON ERROR RESUME NEXT
left = [{values}]
right = [{values}]
told = ""
FOR EACH a IN left
  FOR EACH b IN right
    r = "?"
    r = a {operator} b
    told = told + r + ","
    r = "?"
    r = b {operator} 7
    told = told + r + ","
    IF a {test} b THEN told = told + "y"
    IF NOT (a {test} b) THEN told = told + "n"
    IF b {test} 3 THEN told = told + "Y"
    told = told + ";"
  NEXT
NEXT
RETURN told
"""

COUNTED_LOOPS = """
told = ""
last = 9223372036854775807
FOR EACH limits IN [[1, 3, 1], [3, 1, -1], [1, 2, 0.5], [last - 1, last, 1], ["1", "3", 1], [1.5, 3, 1]]
  FOR i = limits[0] TO limits[1] STEP limits[2]
    told = told + i + ","
    IF LEN(told) > 400 THEN EXIT FOR
  NEXT
NEXT
RETURN told
"""


@pytest.fixture(params=["threaded", "tree"])
def dispatch(request: pytest.FixtureRequest) -> Iterator[str]:
    yield choose_dispatch(request.param)
    choose_dispatch()


def twice(source: str) -> tuple[Any, Any, Any]:
    """What the program gives on two runs of one linked program, and on one that counts its instructions."""
    program = linked(source)
    quick = [Machine(program) for _ in range(2)]
    outcomes = [machine.run() for machine in quick] + [Machine(program).run(steps=10**9)]
    return tuple(
        (item.value if isinstance(item, Done) else (item.code, item.position), machine.fuel)  # type: ignore[return-value]
        for item, machine in zip(outcomes, [*quick, quick[0]], strict=True)
        if isinstance(item, (Done, Fault))
    )


@pytest.mark.parametrize(("operator", "test"), [("+", "="), ("-", "<>"), ("*", "<"), ("/", "<="), ("MOD", ">")])
def test_a_quickened_instruction_does_what_its_base_does(dispatch: str, operator: str, test: str) -> None:
    source = EACH_PAIR.format(values=", ".join(VALUES), operator=operator, test=test)
    first, second, counted = twice(source)
    assert first == second
    assert first[0] == counted[0]


def test_counted_loops_over_every_kind_of_number_agree(dispatch: str) -> None:
    first, second, counted = twice(COUNTED_LOOPS)
    assert first == second
    assert first[0] == counted[0]


def test_quick_opcodes_stand_behind_the_table_and_name_rows_of_it() -> None:
    assert [row.number for row in QUICK] == list(range(len(OPCODES), len(OPCODES) + len(QUICK)))
    assert all(row.base in BY_NAME and (row.swallows is None or row.swallows in BY_NAME) for row in QUICK)


@pytest.mark.parametrize("wanted", ["threaded", "tree"])
def test_the_environment_chooses(wanted: str) -> None:
    code = "from vm._loop import dispatch; print(dispatch())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "GBC_DISPATCH": wanted},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == wanted


def test_an_unknown_choice_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="GBC_DISPATCH is 'fast'"):
        choose_dispatch("fast")
