"""What instructions cost: both machines charge the same units at the same points, by the size of the data."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from vm.budget import Limits, charge
from vm.bytecode.opcodes import BY_NAME, encode
from vm.bytecode.program import Function, Program, TryRegion
from vm.machine import Machine, link
from vm.outcome import Done, Fault
from vm.reference import ReferenceMachine
from vm.value import Array, Object

FUNCTIONS = {"SAME": (lambda a: a, False)}
LONG = "x" * 640


def array(size: int, rowset: bool = False) -> Array:
    made = Array(range(size))
    made.rowset = rowset
    return made


def spent(lines: str, *values: Any, tries: tuple[TryRegion, ...] = ()) -> int:
    """Units that both machines take for the instructions; the values are the first registers."""
    code = []
    for line in [*lines.split("; "), "HALT"]:
        name, *operands = line.split()
        code.append(encode(BY_NAME[name].number, *map(int, operands)))
    inner = Function("inner", 0, 1, (encode(BY_NAME["RETNULL"].number),))
    variables = tuple((f"v{i}", i) for i in range(len(values)))
    program = Program(
        "cost",
        (Function("main", 0, 8, tuple(code), ("a", "length"), tries=tries), inner),
        ("SAME",),
        variables=variables,
    )
    given = {f"v{i}": value for i, value in enumerate(values)}
    limits = Limits(fuel=100_000)
    compiled = Machine(link(program, FUNCTIONS), variables=given, limits=limits)
    compiled.run()
    reference = ReferenceMachine(program, FUNCTIONS, variables=given, limits=limits)
    reference.run()
    assert compiled.fuel == reference.meter.fuel
    return limits.fuel - compiled.fuel


@pytest.mark.parametrize(
    ("lines", "values", "cost"),
    [
        ("MOVE 1 0; ADD 1 0 0; EQ 1 0 0", (1,), 0),
        ("JMP 1", (), 0),
        ("LOADI 1 1; JMP 3; JMP 4; JMP 2", (), 1),
        ("CALL 0 1 0; CALL 0 1 0", (), 2),
        ("MOD 2 0 1", (2.0**64, 1.0), 0),
        ("MOD 2 0 1", (-(2.0**65), 1.0), 2),
        ("MOD 2 0 1", (1e308, 3e-308), 63),
        ("MOD 2 0 1", (1e308, 5e-324), 65),
        ("MOD 2 0 1", (float("inf"), 3e-308), 0),
        ("MUL 2 0 1", ("2026-03-07 14:05", date(2026, 3, 7)), 4),
        ("SUB 2 0 1", ("2026-03-07 14:05", time(14, 5)), 4),
        ("SUB 2 0 1", ("2026-03-07 14:05", timedelta(1)), 4),
        ("CALLB 0 0 1", (1,), 10),
        ("CALLB 0 0 1", (LONG,), 10 + 10 + 10),
        ("CALLB 0 0 1", (array(80),), 10),
        ("ADD 1 0 0", (LONG,), 20),
        ("CONCAT 2 0 2", (LONG, 5), 10),
        ("CONCAT 2 0 2", ("short", 5), 0),
        ("ADD 1 0 0", (array(80),), 20),
        ("NEWARR 2 0 8", (), 1),
        ("CONCAT 1 0 1", (array(80),), 80 + 4 + 4),
        ("EQ 2 0 1", (array(80), array(80)), 11),
        ("EQ 2 0 1", (array(80), array(81)), 0),
        ("EQ 2 0 1", (Object([("a", LONG)]), Object([("a", LONG + "y")])), 1),
        ("SUB 2 0 1", (" " * 639 + "1", 1), 40),
        ("SETI 0 1 1", (None, 79), 10),
        ("SETI 0 1 1", (array(3), 3), 0),
        ("ITERPREP 2 0; ITERNEXT 2 2", (Object([(f"f{i}", i) for i in range(80)]),), 10),
        ("GETF 1 0 0", ("[" + " " * 639 + "]",), 10 + 320),
        ("GETF 1 0 0", ("x" * 640,), 10),
        ("GETI 1 0 2", (" " * 640, None, 0), 10),
        ("GETI 1 0 2", (Object([("a", 1)]), None, LONG), 40),
        ("GETI 1 0 2", (timedelta(days=1), None, LONG), 0),
        ("GETI 1 0 2", (None, None, LONG), 0),
        ("SETI 0 2 2", (None, None, LONG), 40),
        ("GETIO 1 0 2", (None, None, LONG), 40),
        ("EQ 2 0 1", (date(2026, 3, 7), date(2026, 3, 8)), 4),
        ("EQ 2 0 1", ("2026-03-07", date(2026, 3, 8)), 24),
        ("LT 2 0 1", (time(9, 30), "10:00"), 24),
        ("LT 2 0 1", (timedelta(days=1), 5), 4),
        ("SUB 2 0 1", (date(2026, 3, 7), "2026-03-08" + " " * 118), 26),
        ("ADD 2 0 1", (date(2026, 3, 7), 1), 4),
        ("MUL 2 0 1", (timedelta(days=1), 2), 4),
        ("DIV 2 0 1", (timedelta(days=1), 2), 4),
        ("LOADI 1 1; JMP 19; " + "LOADNULL 2; " * 16 + "JMP 20; JMP 2", (), 1 + 17 // 8),
        ("EQ 2 0 1", (LONG, LONG[:-1] + "y"), 10),
        ("LT 2 0 1", (LONG, LONG + LONG), 10),
        ("EQ 2 0 1", (LONG, LONG + "y"), 0),
        ("EQ 1 0 0", (LONG,), 10),
        ("NE 1 0 0", (LONG,), 10),
        ("JNE 0 0 1", (LONG,), 10),
        ("THROW 0", ("x",), 0),
    ],
)
def test_units(lines: str, values: tuple[Any, ...], cost: int) -> None:
    assert spent(lines, *values) == cost


def test_the_reference_pays_for_what_a_pure_function_charges() -> None:
    function = Function("main", 0, 1, (encode(BY_NAME["CALLB"].number, 0, 0, 0), encode(BY_NAME["HALT"].number)))
    program, functions = Program("cost", (function,), ("DEAR",)), {"DEAR": (lambda: charge(500), False)}
    for fuel, ends in ((1000, Done), (300, Fault)):
        compiled = Machine(link(program, functions), limits=Limits(fuel=fuel))
        reference = ReferenceMachine(program, functions, limits=Limits(fuel=fuel))
        assert isinstance(compiled.run(), ends)
        assert isinstance(reference.run(), ends)
        assert compiled.fuel == reference.meter.fuel


def test_going_to_a_handler_costs_a_hundred() -> None:
    assert spent("THROW 0", "x", tries=(TryRegion(0, 1, 1, 1),)) == 100


def test_a_loop_costs_one_a_round() -> None:
    assert spent("LOADI 1 10; LOADI 2 1; FORPREP 0 5; MOVE 3 0; FORLOOP 0 3", 1) == 9
