"""How runs stop and go on: results, suspensions, faults and what they show, entries, environments."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from programs import fault, linked, machine, result, run

from vm.machine import LinkError, Machine, link
from vm.outcome import Done, Fault, Paused, Suspend
from vm.value import Array, BasicError


def test_a_script_returns_its_value() -> None:
    assert result("RETURN 2 + 3 * 4") == 14
    assert result("x = 1") is None
    assert result("EXIT") is None


def test_a_keyword_suspends_with_its_arguments_and_place() -> None:
    source = 'x = 1\nTALK "hello " + x\nRETURN x'
    started = machine(source)
    outcome = started.run()
    assert outcome == started.pending
    assert isinstance(outcome, Suspend)
    assert (outcome.keyword, outcome.arguments) == ("TALK", {"message": "hello 1"})
    assert source[slice(*outcome.position)].startswith("TALK")
    assert started.resume(None) == Done(1)
    assert started.pending is None


def test_the_answer_is_the_keywords_value() -> None:
    started = machine("HEAR name\nRETURN name")
    started.run()
    assert started.resume({"a": [1, 2]}).value["A"] == [1, 2]  # type: ignore[union-attr]


def test_a_failed_keyword_can_be_caught_or_ends_the_run() -> None:
    caught = machine("TRY\n  HEAR x\nCATCH e\n  RETURN e.code + e.message\nEND TRY")
    caught.run()
    assert caught.resume_error("GB7002", "no line") == Done("GB7002no line")
    plain = machine("HEAR x")
    plain.run()
    outcome = plain.resume_error("GB7002", "no line")
    assert isinstance(outcome, Fault)
    assert (outcome.code, outcome.message) == ("GB7002", "no line")


def test_misuse_is_refused() -> None:
    waiting = machine("HEAR x")
    with pytest.raises(RuntimeError):
        waiting.resume(1)
    waiting.run()
    with pytest.raises(RuntimeError):
        waiting.run()
    waiting.resume(1)
    for again in (waiting.run, lambda: waiting.resume(1)):
        with pytest.raises(RuntimeError):
            again()
    with pytest.raises(ValueError, match="no function"):
        Machine(linked("x = 1"), entry=9)


def test_steps_pause_exactly() -> None:
    started = machine("FOR i = 1 TO 3\n  x = x + i\nNEXT\nRETURN x")
    paused = 0
    while isinstance(outcome := started.run(steps=1), Paused):
        paused += 1
    assert outcome == Done(6)
    again = machine("FOR i = 1 TO 3\n  x = x + i\nNEXT\nRETURN x")
    assert isinstance(again.run(steps=paused), Paused)
    assert again.run() == Done(6)


def test_variables_go_in_and_out_by_any_spelling() -> None:
    started = machine("total = Price * 2\nPrice = null", variables={"PRICE": 4, "unknown": 1})
    started.run()
    assert started.variables() == {"total": 8, "Price": None}


def test_a_fault_shows_place_calls_and_values() -> None:
    source = "\n".join(
        [
            "rate = TYPEOF(1)",
            "SUB outer(amount)",
            "  CALL inner(amount)",
            "END SUB",
            "SUB inner(price)",
            "  other = 1",
            "  result = price - rate",
            "END SUB",
            "CALL outer(10)",
        ]
    )
    found = fault(source)
    assert found.code == "GB6001"
    assert source.count("\n", 0, found.position[0]) == 6
    assert [frame.function for frame in found.frames][:2] == ["inner", "outer"]
    assert len(found.frames) == 3
    assert dict(found.values) == {"result": None, "price": 10, "rate": "integer"}


def test_a_fault_hides_secrets_and_cuts_long_values() -> None:
    source = "\n".join(
        [
            'password = "hunter2"',
            'api_key = "sk-123"',
            'monkey = "m" + STRING(200, "o")',
            'rows = [1, {"a": 2}]',
            "x = LEN(password + api_key + monkey) - rows",
        ]
    )
    values = dict(fault(source).values)
    assert values["password"] == values["api_key"] == "***"
    assert len(values["monkey"]) == 80
    assert values["rows"] == '[1, {"a": 2}]'


def test_pure_functions_get_the_environment() -> None:
    class Env:
        def now(self) -> datetime:
            return datetime(2026, 3, 7, 14, 5)

        def random(self) -> float:
            return 0.5

        def uuid(self) -> str:
            return "one"

    assert result('RETURN NOW() + " " + GUID()', env=Env()) == "2026-03-07 14:05:00 one"


def test_errors_of_pure_functions() -> None:
    def fails(kind: type[Exception]) -> Any:
        def function(*_: Any) -> None:
            raise kind("inside")

        return Machine(linked('x = REPLACE("a", "b", "c")', REPLACE=(function, False))).run()

    assert fails(ValueError).code == "GB0001"
    assert "REPLACE" in fails(ValueError).message
    assert fails(MemoryError).code == "GB6901"
    assert fails(RecursionError).code == "GB6905"
    with pytest.raises(KeyboardInterrupt):
        fails(KeyboardInterrupt)  # type: ignore[arg-type]


def test_a_result_that_basic_does_not_have_is_an_inner_error() -> None:
    outcome = Machine(linked('x = REPLACE("a", "b", "c")', REPLACE=(lambda *_: {1, 2}, False))).run()
    assert isinstance(outcome, Fault)
    assert outcome.code == "GB0001"


def test_a_missing_function_is_named_when_linking() -> None:
    program = linked('x = REPLACE("a", "b", "c")').program
    with pytest.raises(LinkError, match="REPLACE"):
        link(program, {})


def test_a_machine_cannot_be_run_from_inside_itself() -> None:
    machines: list[Machine] = []

    def reenter(*_: Any) -> None:
        machines[0].run()

    machines.append(Machine(linked('x = REPLACE("a", "b", "c")', REPLACE=(reenter, False))))
    outcome = machines[0].run()
    assert isinstance(outcome, Fault)
    assert outcome.code == "GB0001"


def test_machines_inside_each_other_have_their_own_budgets() -> None:
    inner = linked("FOR i = 1 TO 1000\nNEXT\nRETURN 1")

    def nest(*_: Any) -> Any:
        outcome = Machine(inner).run()
        return outcome.value if isinstance(outcome, Done) else None

    outer = Machine(linked('RETURN REPLACE("a", "b", "c") + 1', REPLACE=(nest, False)))
    assert outer.run() == Done(2)
    assert 100_000_000 - outer.fuel < 20


def test_raising_from_a_function_carries_its_code() -> None:
    def refuse(*_: Any) -> None:
        raise BasicError("GB6003", "no such day")

    outcome = Machine(linked('x = REPLACE("a", "b", "c")', REPLACE=(refuse, False))).run()
    assert isinstance(outcome, Fault)
    assert (outcome.code, outcome.message) == ("GB6003", "no such day")


def test_lists_are_shared_with_the_host() -> None:
    rows = Array([1])
    started = machine("PUSH rows, 2\nHEAR x", variables={"rows": rows})
    assert isinstance(started.run(), Suspend)
    assert list(rows) == [1, 2]


def test_run_gives_the_same_again_for_a_second_machine() -> None:
    program = linked('x = {"a": 1}\nx.a = x.a + 1\nx.b = 2\nRETURN x.a')
    assert [Machine(program).run() for _ in range(3)] == [Done(2)] * 3
    assert run("RETURN 1") == Done(1)
