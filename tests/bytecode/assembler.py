"""Makes small Programs for tests: ``code("LOADI 0 5", "RET 0")`` instead of packed numbers."""

from __future__ import annotations

from typing import Any

from vm.bytecode.opcodes import BY_NAME, encode
from vm.bytecode.program import Function, KeywordImport, Program, Tool, ToolParam


def code(*lines: str) -> tuple[int, ...]:
    """One instruction per text: the mnemonic and its operands as numbers."""
    words = []
    for line in lines:
        name, *operands = line.split()
        words.append(encode(BY_NAME[name].number, *map(int, operands)))
    return tuple(words)


def function(*lines: str, name: str = "main", params: int = 0, registers: int = 8, **tables: Any) -> Function:
    """A function from instruction texts."""
    return Function(name, params, registers, code(*lines), **tables)


def program(*functions: Function, **parts: Any) -> Program:
    """A program with LEN and TALK imported and one tool, so that every operand kind has something to refer to."""
    parts.setdefault("builtins", ("LEN",))
    parts.setdefault("keywords", (KeywordImport("TALK", ("message",)),))
    parts.setdefault("tools", (Tool("main", "", (ToolParam("p"),), 0, (1,)),))
    return Program("sample", functions, **parts)


def sample() -> Program:
    """A loop, a call, a pure function, a keyword, a TRY and a variable, with source."""
    source = 'total = 0\nFOR i = 1 TO 3\n  total = total + twice(i)\nNEXT\nTALK "sum " + total\n'
    main = function(
        "LOADI 0 0",
        "LOADI 1 1",
        "LOADI 2 3",
        "LOADI 3 1",
        "FORPREP 1 9",
        "MOVE 4 1",
        "CALL 4 1 1",
        "ADD 0 0 4",
        "FORLOOP 1 5",
        "LOADK 4 0",
        "CONCAT 4 4 1",
        "CALLK 4 0 1",
        "GETF 5 4 0",
        "HALT",
        constants=("sum ", 2.5, None, -7),
        names=((0, "total"), (1, "i")),
        positions=((0, 0, 9), (1, 10, 24), (5, 27, 51), (9, 57, 77)),
    )
    twice = function("ADD 0 0 0", "RET 0", name="twice", params=1, registers=2)
    return program(main, twice, source=source, path="sum.bas", variables=(("total", 0), ("i", 1)), manifest={"a": [1]})
