"""What ``gbc dis`` shows: the source line above its instructions, names instead of numbers, jumps as labels."""

from __future__ import annotations

import json
from dataclasses import replace

from assembler import function, program, sample

from vm.bytecode.disasm import disassemble, opcode_reference, to_json
from vm.bytecode.opcodes import OPCODES, encode
from vm.bytecode.program import TryRegion

EXPECTED = """\
; program sample (sum.bas)
; tool main(p=r1) in function 0

function 0 main: 0 parameters, 8 registers
  ; r0 total, r1 i
  ; 1: total = 0
           0  LOADI    r0, 0
  ; 2: FOR i = 1 TO 3
           1  LOADI    r1, 1
           2  LOADI    r2, 3
           3  LOADI    r3, 1
           4  FORPREP  r1, L9
  ; 3: total = total + twice(i)
    L5:    5  MOVE     r4, r1
           6  CALL     r4, twice, 1
           7  ADD      r0, r0, r4
           8  FORLOOP  r1, L5
  ; 5: TALK "sum " + total
    L9:    9  LOADK    r4, "sum "
          10  CONCAT   r4, r4, 1
          11  CALLK    r4, TALK(message), 1
          12  GETF     r5, r4, "sum "
          13  HALT

function 1 twice: 1 parameters, 2 registers
           0  ADD      r0, r0, r0
           1  RET      r0
"""


def test_text() -> None:
    assert disassemble(sample()) == EXPECTED


def test_json_holds_the_same() -> None:
    data = json.loads(json.dumps(to_json(sample())))
    assert data["functions"][0]["code"][6] == {"at": 6, "op": "CALL", "operands": ["r4", "twice", "1"], "line": 3}
    assert data["keywords"] == [{"keyword": "TALK", "arguments": ["message"]}]
    assert len(data["functions"][0]["code"]) == 14


def test_flags_numbers_globals_and_long_text_are_readable() -> None:
    lines = ("ONERR 1 0", "ONERR 2 3", "ERRGET 0 2", "LOADI 0 65535", "LOADBOOL 0 1", "SETG 3 1", "LOADK 0 0", "HALT")
    text = disassemble(program(function(*lines, constants=("x" * 500,), tries=(TryRegion(0, 2, 5, 3),))))
    for shown in (
        "ONERR    resume\n",
        "ONERR    goto, L3",
        "ERRGET   r0, message",
        "LOADI    r0, -1",
        "r0, true",
        "SETG     g3, r1",
    ):
        assert shown in text
    assert '"' + "x" * 56 + "...\n" in text
    assert "; try [0, 2) error in r3, handler L5" in text


def test_bytecode_that_breaks_the_rules_can_still_be_looked_at() -> None:
    words = (*(encode(row.number, 999, 999, 999) for row in OPCODES), 255)
    text = disassemble(program(replace(function("HALT"), code=words)))
    assert "?255" in text
    assert len(text.splitlines()) >= len(words)


def test_the_reference_table_has_every_opcode() -> None:
    table = opcode_reference().splitlines()
    assert len(table) == len(OPCODES) + 2
    assert table[2].startswith("| 0 | `MOVE` | dst | src | - | a = b |")
    assert all(line.count("|") - line.count("\\|") == 7 for line in table)
