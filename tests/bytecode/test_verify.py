"""Only bytecode in which every reference is in range may run, and the refusal says where and why."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from assembler import code, function, program, sample

from vm.bytecode.opcodes import BY_NAME, OPCODES, Kind, encode
from vm.bytecode.program import KeywordImport, Program, Statement, Tool, ToolParam, TryRegion
from vm.bytecode.verify import VerifyError, verify


def refusal(bad: Program) -> VerifyError:
    with pytest.raises(VerifyError) as caught:
        verify(bad)
    assert caught.value.code == "GB8004"
    return caught.value


def one(*lines: str, **tables: object) -> Program:
    tables.setdefault("constants", ("text", 1))
    return program(function(*lines, **tables))  # type: ignore[arg-type]


def test_the_sample_may_run() -> None:
    verify(sample())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("MOVE 8 0", "register 8 does not exist"),
        ("MOVE 0 8", "register 8 does not exist"),
        ("MOVE 0 1 1", "an unused operand is not 0"),
        ("LOADK 0 2", "constant 2 does not exist"),
        ("LOADBOOL 0 2", "a flag has no such meaning"),
        ("ERRGET 0 5", "a flag has no such meaning"),
        ("ONERR 3 0", "a flag has no such meaning"),
        ("ONERR 2 9", "jump target 9 does not exist"),
        ("GETG 0 8", "script variable 8 does not exist"),
        ("SETG 8 0", "script variable 8 does not exist"),
        ("JMP 2", "jump target 2 does not exist"),
        ("JLT 0 1 2", "jump target 2 does not exist"),
        ("CONCAT 0 6 3", "3 registers from 6 do not fit in 8"),
        ("CONCAT 0 0 9", "count 9 does not exist"),
        ("NEWARR 0 7 2", "2 registers from 7 do not fit in 8"),
        ("FORPREP 6 0", "3 registers from 6 do not fit in 8"),
        ("FORLOOP 6 0", "3 registers from 6 do not fit in 8"),
        ("ITERPREP 7 0", "3 registers from 7 do not fit in 8"),
        ("ITERNEXT 6 0", "3 registers from 6 do not fit in 8"),
        ("GETF 0 1 1", "a name is not text"),
        ("SETF 0 1 2", "a name is not text"),
        ("GETFO 0 1 2", "constant 2 does not exist"),
        ("CALL 0 1 0", "function 1 does not exist"),
        ("CALL 0 0 1", "main takes 0 arguments, not 1"),
        ("CALLB 0 1 0", "pure function 1 does not exist"),
        ("CALLB 7 0 2", "2 registers from 7 do not fit in 8"),
        ("CALLB 8 0 0", "register 8 does not exist"),
        ("CALLK 0 1 1", "keyword 1 does not exist"),
        ("CALLK 0 0 0", "TALK is imported with 1 arguments, not 0"),
        ("CALLK 8 0 1", "register 8 does not exist"),
        ("RET 8", "register 8 does not exist"),
    ],
)
def test_a_reference_to_nothing_is_named(line: str, reason: str) -> None:
    error = refusal(one(line, "HALT"))
    assert error.function == "main"
    assert error.instruction == 0
    assert error.reason == f"{line.split()[0]}: {reason}"


def test_every_operand_of_every_opcode_is_checked() -> None:
    """The largest operand is out of range in a small program, except where it is a number with no meaning to check."""
    for row in OPCODES:
        for field, kind in enumerate((row.a, row.b, row.c)):
            operands = [0, 0, 0]
            operands[field] = 0xFFFF
            verdict = program(function("HALT", constants=("t",)), function("RETNULL", name="f"))
            bad = replace(verdict.functions[0], code=(encode(row.number, *operands), *code("HALT")))
            if kind is Kind.IMM:
                verify(replace(verdict, functions=(bad, verdict.functions[1])))
            else:
                refusal(replace(verdict, functions=(bad, verdict.functions[1])))


def test_words_that_are_no_instruction() -> None:
    halt = code("HALT")
    for word in (len(OPCODES), 255, encode(0) | 1 << 8, 1 << 64, -1):
        bad = replace(function("HALT"), code=(word, *halt))
        assert refusal(program(bad)).reason == "there is no such instruction"


def test_code_must_end() -> None:
    assert "past the last" in refusal(one("MOVE 0 1")).reason
    assert "past the last" in refusal(one("HALT", "JT 0 0")).reason
    assert refusal(replace(sample(), functions=(replace(function("HALT"), code=()),))).instruction == -1
    for name in ("JMP 0", "RET 0", "RETNULL", "HALT", "THROW 0"):
        verify(one(name))


def test_arguments_match_the_callee() -> None:
    callee = function("RET 0", name="f", params=2, registers=2)
    verify(program(function("CALL 6 1 2", "HALT"), callee))
    assert "f takes 2 arguments, not 1" in refusal(program(function("CALL 6 1 1", "HALT"), callee)).reason
    assert "do not fit" in refusal(program(function("CALL 7 1 2", "HALT"), callee)).reason


def test_script_variables_exist_in_every_entry() -> None:
    main = function("HALT", registers=8)
    user = function("GETG 0 5", "RET 0", name="f", registers=1)
    verify(program(main, user))
    small = function("HALT", name="tool", registers=3)
    tools = (Tool("a", "", (), 0), Tool("b", "", (), 2))
    assert "script variable 5" in refusal(program(main, user, small, tools=tools)).reason


@pytest.mark.parametrize(
    "tables",
    [
        {"statements": (Statement(0, 3, 0),)},
        {"statements": (Statement(1, 1, 0),)},
        {"statements": (Statement(0, 1, 2),)},
        {"statements": (Statement(0, 1, 0, 8),)},
        {"statements": (Statement(0, 1, 0, -10),)},
        {"statements": (Statement(-1, 1, 0),)},
        {"tries": (TryRegion(0, 2, 2, 0),)},
        {"tries": (TryRegion(0, 3, 0, 0),)},
        {"tries": (TryRegion(0, 1, 0, 8),)},
        {"tries": (TryRegion(0, 1, 0, -1),)},
        {"positions": ((0, 0, 1), (0, 0, 1))},
        {"positions": ((2, 0, 1),)},
        {"positions": ((0, 2, 1),)},
        {"names": ((8, "x"),)},
        {"params": 9},
        {"params": -1},
        {"registers": 4097},
        {"constants": ((),)},
        {"constants": (1 << 63,)},
    ],
)
def test_tables_out_of_range(tables: dict[str, object]) -> None:
    verify(one("MOVE 0 1", "HALT", statements=(Statement(0, 2, 1, -9),), tries=(TryRegion(0, 2, 1, 7),)))
    assert refusal(one("MOVE 0 1", "HALT", **tables)).function == "main"


def test_program_level_tables() -> None:
    good = program(function("HALT"))
    for bad in (
        replace(good, functions=()),
        replace(good, keywords=(KeywordImport("TALK", ("a", "a")),)),
        replace(good, tools=(Tool("t", "", (), 1),)),
        replace(good, tools=(Tool("t", "", (ToolParam("p"),), 0, ()),)),
        replace(good, tools=(Tool("t", "", (ToolParam("p"),), 0, (8,)),)),
        replace(good, variables=(("x", 8),)),
    ):
        assert refusal(bad).function == ""


def test_positions_stay_inside_the_source() -> None:
    short = replace(one("HALT", positions=((0, 0, 9),)), source="TALK 1")
    assert "leaves the source" in refusal(short).reason


def test_verifying_a_long_program_takes_milliseconds() -> None:
    add = BY_NAME["ADD"].number
    long = replace(function("HALT"), code=(encode(add, 1, 2, 3),) * 3000 + code("HALT"))
    start = time.process_time()
    verify(program(long))
    assert time.process_time() - start < 0.1
