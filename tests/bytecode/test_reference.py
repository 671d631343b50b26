"""The reference interpreter: it knows every opcode, and runs, waits, fails, saves and goes on as the page says."""

from __future__ import annotations

from typing import Any

import pytest
from assembler import function, program, sample

from vm.budget import Limits
from vm.bytecode.opcodes import OPCODES
from vm.bytecode.program import Function, KeywordImport, Program, Statement, TryRegion
from vm.bytecode.verify import verify
from vm.error import BasicError
from vm.outcome import Done, Fault, Paused, Suspend
from vm.reference import ReferenceMachine
from vm.reference.ops import OPS
from vm.reference.state import flatten
from vm.value import Array, Object


def machine(*functions: Function, **options: Any) -> ReferenceMachine:
    made = program(*functions, builtins=("FAIL", "CLOCK"))
    verify(made)
    return ReferenceMachine(made, {"FAIL": (fail, False), "CLOCK": (lambda env: env, True)}, **options)


def fail(*arguments: Any) -> None:
    raise BasicError("GB6004", "no good")


def run(*lines: str, **tables: Any) -> Any:
    return machine(function(*lines, **tables)).run()


def test_every_opcode_is_known() -> None:
    assert set(OPS) == {row.name for row in OPCODES}


def test_a_loop_a_call_and_a_keyword() -> None:
    m = ReferenceMachine(sample(), {"LEN": (len, False)})
    assert m.run() == Suspend("TALK", {"message": "sum "}, (57, 77))
    assert m.variables() == {"total": 12, "i": 4}
    assert m.resume(None) == Done(None)


def test_a_try_catches_what_a_called_function_raised_and_drops_its_frame() -> None:
    main = function("CALL 0 1 0", "HALT", "RET 3", tries=(TryRegion(0, 1, 2, 3),))
    inner = function("CALLB 0 0 0", "RETNULL", name="f", positions=((0, 0, 1),))
    m = machine(main, inner)
    outcome = m.run()
    assert isinstance(outcome, Done)
    assert dict(outcome.value.items()) == {"message": "no good", "code": "GB6004", "number": 6004, "line": 1}
    assert len(m.frames) == 1


def test_the_innermost_try_counts() -> None:
    tries = (TryRegion(0, 3, 3, 1), TryRegion(1, 2, 4, 2), TryRegion(0, 6, 5, 3))
    lines = ("LOADNULL 0", "THROW 0", "HALT", "RET 1", "RET 2", "RET 3")
    outcome = run(*lines, tries=tries)
    assert outcome.value["code"] == "GB6100"


def test_resume_next_clears_the_target_and_goes_on_with_the_next_statement() -> None:
    lines = ("ONERR 1 0", "LOADI 0 5", "LOADK 1 0", "NEG 0 1", "RET 0")
    statements = (Statement(0, 5, 4, -1), Statement(2, 4, 4, 0))
    assert run(*lines, constants=("x",), statements=statements) == Done(None)


def test_resume_next_can_clear_a_script_variable_from_a_function() -> None:
    main = function("ONERR 1 0", "LOADI 5 9", "CALL 0 1 0", "RET 5")
    inner = function("CALLB 0 0 0", "RETNULL", name="f", statements=(Statement(0, 1, 1, -7),))
    assert machine(main, inner).run() == Done(None)


def test_resume_next_counts_in_the_top_frame_only() -> None:
    main = function("ONERR 1 0", "CALL 0 1 0", "HALT", statements=(Statement(1, 2, 2),))
    inner = function("CALLB 0 0 0", "RETNULL", name="f")
    assert machine(main, inner).run().code == "GB6004"


def test_on_error_goto_is_disarmed_in_its_handler_until_rearmed() -> None:
    body = ("ONERR 2 2", "THROW 0")
    assert run(*body, "THROW 0", "HALT").code == "GB6100"
    again = ("ONERR 2 2", "THROW 0", "ERRGET 1 0", "JT 2 6", "LOADBOOL 2 1", "REARM", "ERRGET 3 1", "JMP 1")
    assert run(*again[:3], "JT 2 7", "LOADBOOL 2 1", "REARM", "THROW 0", "ERRGET 3 1", "RET 3") == Done(6100)


def test_the_last_error_can_be_read_and_forgotten() -> None:
    lines = ("ONERR 2 2", "THROW 0", "ERRGET 1 2", "ERRCLR", "ERRGET 2 0", "ERRGET 3 1", "NEWARR 4 1 3", "RET 4")
    assert list(run(*lines).value) == ["", False, 0]


def test_budgets_are_caught_by_nobody() -> None:
    lines = ("ONERR 1 0", "JMP 1")
    tables = {"tries": (TryRegion(0, 2, 0, 0),), "statements": (Statement(0, 2, 0),)}
    outcome = machine(function(*lines, **tables), limits=Limits(fuel=1000)).run()
    assert isinstance(outcome, Fault)
    assert outcome.code == "GB6900"


def test_failing_for_ever_ends_too() -> None:
    tries = (TryRegion(0, 1, 0, 1),)
    assert machine(function("THROW 0", tries=tries), limits=Limits(fuel=1000)).run().code == "GB6900"


def test_a_fault_tells_the_calls_innermost_first_and_the_named_values() -> None:
    main = function("LOADI 0 7", "CALL 1 1 0", "HALT", positions=((0, 0, 1), (1, 2, 3)), names=((0, "x"),))
    inner = function("LOADI 1 3", "THROW 0", name="f", positions=((1, 4, 5),), names=((1, "y"),))
    outcome = machine(main, inner).run()
    assert [(f.function, f.position) for f in outcome.frames] == [("f", (4, 5)), ("main", (2, 3))]
    assert outcome.position == (4, 5)
    assert outcome.values == [("y", 3)]


def test_deep_calls_end_by_name() -> None:
    recursive = function("CALL 0 1 0", "RETNULL", name="f", registers=1)
    assert machine(function("CALL 0 1 0", "HALT"), recursive).run().code == "GB6902"


def test_an_entry_of_its_own_and_the_environment() -> None:
    other = function("CALLB 0 1 0", "GETG 1 7", "NEWARR 2 0 2", "RET 2", name="tool", names=((7, "given"),))
    m = machine(function("HALT"), other, entry=1, variables={"GIVEN": 4}, env="noon")
    outcome = m.run()
    assert list(outcome.value) == ["noon", 4]


def test_steps_pause_and_a_machine_does_not_run_twice() -> None:
    m = machine(function("JMP 0"))
    assert m.run(steps=5) == Paused()
    ended = machine(function("HALT"))
    ended.run()
    with pytest.raises(RuntimeError):
        ended.run()
    with pytest.raises(RuntimeError):
        ended.resume(None)


def test_a_keyword_can_fail() -> None:
    main = function("CALLK 0 0 1", "HALT", "ERRGET 1 1", "RET 1", tries=(TryRegion(0, 1, 2, 0),))
    m = machine(main)
    assert isinstance(m.run(), Suspend)
    assert m.resume_error("GB7002", "no connection") == Done(7002)


def test_a_saved_machine_goes_on_the_same_with_sharing_and_cycles_kept() -> None:
    lines = (
        "NEWARR 0 0 0", "MOVE 1 0", "LOADI 2 0", "SETI 0 2 0", "CALLK 3 0 1",
        "LOADI 4 5", "SETI 1 3 4", "NEWARR 5 0 2", "RET 5",
    )  # fmt: skip
    made = Program("p", (function(*lines),), keywords=(KeywordImport("TALK", ("message",)),))
    results = []
    for saved in (False, True):
        m = ReferenceMachine(made)
        m.run()
        if saved:
            m = ReferenceMachine.restore(made, m.snapshot())
        results.append(flatten([m.resume(1).value]))
    assert results[0] == results[1]
    assert results[0][1] == [
        ("list", False, [("@", 1), ("@", 1)]),
        ("list", False, [("@", 1), ("int", "5")]),
    ]


def test_equal_fields_that_differ_in_case_survive_a_copy() -> None:
    m = machine(function("RET 0"))
    m.script.set(0, Object([("a", 1), ("A", Array([2]))]))
    copy = ReferenceMachine.restore(m.program, m.snapshot())
    assert flatten(copy.script.registers) == flatten(m.script.registers)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("LOADI 0 1", "LOADI 1 3", "LOADI 2 1", "FORPREP 0 6", "ADD 3 3 0", "FORLOOP 0 4", "RET 3"), 6),
        (("LOADI 0 3", "LOADI 1 1", "LOADI 2 1", "FORPREP 0 6", "ADD 3 3 0", "FORLOOP 0 4", "RET 3"), None),
        (("LOADI 0 3", "LOADI 1 1", "LOADI 2 65535", "FORPREP 0 6", "ADD 3 3 0", "FORLOOP 0 4", "RET 0"), 0),
        (("LOADI 1 7", "SETI 0 1 1", "ITERPREP 2 0", "ITERNEXT 2 6", "ADD 5 5 4", "JMP 3", "RET 3"), 8),
    ],
)
def test_loops(lines: tuple[str, ...], expected: object) -> None:
    assert run(*lines) == Done(expected)


@pytest.mark.parametrize(
    ("error", "code"), [(ZeroDivisionError, "GB0001"), (RecursionError, "GB6905"), (MemoryError, "GB6901")]
)
def test_an_unexpected_failure_of_a_function_is_a_fault(error: type[Exception], code: str) -> None:
    def broken() -> None:
        raise error

    m = ReferenceMachine(program(function("CALLB 0 0 0", "HALT"), builtins=("LEN",)), {"LEN": (broken, False)})
    assert m.run().code == code
