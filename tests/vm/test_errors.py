"""TRY, ON ERROR, THROW and the last error, as the page on values says."""

from __future__ import annotations

import pytest
from programs import fault, result, run

from vm.budget import Limits
from vm.outcome import Fault


def lines(*parts: str) -> str:
    return "\n".join(parts)


def test_try_gives_the_error_object() -> None:
    source = lines("TRY", "  x = 1 / 0", "CATCH e", "  RETURN e.code + ' ' + e.number + ' ' + e.line", "END TRY")
    assert result(source) == "GB6002 6002 2"


def test_an_error_in_a_call_is_caught_by_the_caller() -> None:
    source = lines(
        "SUB fail()", "  x = 1 / 0", "END SUB", "TRY", "  CALL fail()", "CATCH e", "  RETURN e.line", "END TRY"
    )
    assert result(source) == 2


def test_the_innermost_try_wins_and_catch_is_outside_of_its_try() -> None:
    source = lines(
        "TRY", "  TRY", "    THROW 'a'", "  CATCH e", "    THROW e.message + 'b'", "  END TRY",
        "CATCH e", "  RETURN e.message", "END TRY",
    )  # fmt: skip
    assert result(source) == "ab"


def test_an_error_object_is_thrown_again_as_it_was() -> None:
    source = lines(
        "TRY", "  TRY", "    x = 1 / 0", "  CATCH e", "    THROW e", "  END TRY",
        "CATCH e", "  RETURN e.code + e.line", "END TRY",
    )  # fmt: skip
    assert result(source) == "GB60023"


def test_throw_of_text_is_gb6100() -> None:
    found = fault("THROW 'too late'")
    assert (found.code, found.message) == ("GB6100", "too late")


def test_resume_next_gives_null_and_goes_on() -> None:
    source = lines("ON ERROR RESUME NEXT", "x = 5", "x = 1 / 0", "IF ERROR THEN y = ERR", "RETURN [x, y]")
    assert list(result(source)) == [None, 6002]


def test_resume_next_holds_in_called_subs() -> None:
    source = lines(
        "FUNCTION risky()", "  x = 1 / 0", "  RETURN 'after'", "END FUNCTION", "ON ERROR RESUME NEXT", "RETURN risky()"
    )
    assert result(source) == "after"


def test_goto_handler_runs_once_until_armed_again() -> None:
    source = lines(
        "ON ERROR GOTO trouble", "x = 1 / 0", "RETURN 'never'", "trouble:", "n = n + 1", "x = 1 / 0", "RETURN n"
    )
    assert fault(source).code == "GB6002"
    again = lines("ON ERROR GOTO trouble", "start:", "x = 1 / n", "RETURN x", "trouble:", "n = n + 1", "GOTO start")
    assert result(again) == 1


def test_on_error_goto_0_ends_handling() -> None:
    source = lines("ON ERROR RESUME NEXT", "x = 1 / 0", "ON ERROR GOTO 0", "x = 1 / 0")
    assert fault(source).code == "GB6002"


def test_err_clear_forgets() -> None:
    source = lines("ON ERROR RESUME NEXT", "x = 1 / 0", "CLEAR ERROR", "RETURN [ERR, ERROR MESSAGE]")
    assert list(result(source)) == [0, ""]


LIMITED = [
    ("GB6900", "DO\nLOOP", Limits(fuel=1000)),
    ("GB6902", "SUB f()\n  CALL f()\nEND SUB\nCALL f()", Limits(depth=20)),
    ("GB6903", "s = 'x'\nDO\n  s = s + s\nLOOP", Limits(text=1000)),
    ("GB6904", "a = []\nDO\n  PUSH a, 1\nLOOP", Limits(items=100)),
    ("GB6901", "a = []\nDO\n  a = [a, STRING(1000, 'x')]\nLOOP", Limits(memory=100_000)),
    ("GB6905", "a = []\nFOR i = 1 TO 9\n  a = [a]\nNEXT\ns = '' + a", Limits(nesting=5)),
]


@pytest.mark.parametrize(("code", "source", "limits"), LIMITED, ids=[code for code, _, _ in LIMITED])
def test_limits_end_the_run_whatever_the_program_catches(code: str, source: str, limits: Limits) -> None:
    body = source.replace("\n", "\n  ")
    if not source.startswith("SUB"):
        assert fault(lines("TRY", "  " + body, "CATCH e", "END TRY"), limits=limits).code == code
    assert fault("ON ERROR RESUME NEXT\n" + source, limits=limits).code == code


def test_a_program_that_fails_for_ever_ends() -> None:
    source = lines("ON ERROR RESUME NEXT", "again:", "x = 1 / 0", "GOTO again")
    assert fault(source, limits=Limits(fuel=1000)).code == "GB6900"


def test_memory_that_is_given_up_does_not_count() -> None:
    source = lines("FOR i = 1 TO 300", "  s = STRING(10000, 'x')", "  a = [s, {'b': s}]", "  a[0] = a", "NEXT")
    assert not isinstance(run(source, limits=Limits(memory=200_000)), Fault)


def test_one_large_value_never_passes_the_limit() -> None:
    assert fault("s = STRING(300000, 'x')", limits=Limits(memory=200_000)).code == "GB6901"
    assert fault("a = []\na[50000] = 1", limits=Limits(memory=200_000)).code == "GB6901"


def test_fuel_is_charged_by_size() -> None:
    assert fault("s = STRING(60000, 'x')\nt = s + s", limits=Limits(fuel=1000)).code == "GB6900"


def test_comparing_lists_that_hold_each_other_many_times_ends() -> None:
    source = lines(
        "a = [1]", "b = [1]", "FOR i = 1 TO 60", "  a = [a, a]", "  b = [b, b]", "NEXT", "RETURN a = b",
    )  # fmt: skip
    assert fault(source, limits=Limits(fuel=100_000)).code == "GB6900"
