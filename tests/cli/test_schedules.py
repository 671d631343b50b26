"""What a program registers is told by ``gbc run``, which ends with it."""

from __future__ import annotations

from typing import Any

PROGRAM = """n = 5
SET SCHEDULE n & " 9 * * *", "report.bas"
SCHEDULE IN 10 MINUTES DO
  TALK "later"
END SCHEDULE
ON EVENT "paid" DO
  TALK "paid"
END ON
PUBLISH EVENT "paid", {"amount": 7}
WAIT FOR EVENT "paid" TIMEOUT 0
TALK "end"
"""


def test_registrations_are_told_and_nothing_waits(gbc: Any, write: Any) -> None:
    write("a.bas", PROGRAM)
    ran = gbc("run", "a.bas")
    assert ran.out == "end\n"
    assert ran.err.splitlines() == [
        "would run report.bas at: 5 9 * * *",
        "would run a block in 600 seconds",
        'would run a block on EVENT "paid"',
        'event paid with {"amount": 7}',
    ]


def test_an_event_that_never_comes_leaves_the_program_waiting(gbc: Any, write: Any) -> None:
    write("a.bas", 'WAIT FOR EVENT "paid"\nTALK "end"\n')
    ran = gbc("run", "a.bas", "--state", "s")
    assert (ran.code, ran.out) == (0, "")
    assert gbc("run", "a.bas", "--state", "s").out == ""
