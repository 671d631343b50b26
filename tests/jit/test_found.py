"""Programs that made LLVM refuse the text it was given, or end the process."""

from __future__ import annotations

import logging

import pytest
from engines import natively, on_loop, program

pytest.importorskip("llvmlite")

PROGRAMS = {
    "one that NewGVN went over without end": (
        "n = 4611686018427387904\nints = [3037000500, 7]\n"
        "FUNCTION fn0(x, y)\nIF x < 2 THEN RETURN -3\nEND FUNCTION\n"
        "FUNCTION fn1(x, y)\nEND FUNCTION\n"
        "top1:\ni1 = i1 + 1\nSELECT CASE n\nCASE 1, 2\nEND SELECT\nIF i1 = 8 THEN ints[i1] = TRUE\n"
        "IF (((n - 3) \\ (i1 - ints[i1])) <> i1) THEN\nm = (fn0(i1, f) - i1)\nEND IF\n"
        "IF i1 < 40 THEN GOTO top1\n"
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_it_is_compiled_and_does_the_same(name: str, caplog: pytest.LogCaptureFixture) -> None:
    made = program(PROGRAMS[name])
    with caplog.at_level(logging.DEBUG, "gbc.jit"):
        assert natively(made) == on_loop(made)
    assert not caplog.messages
