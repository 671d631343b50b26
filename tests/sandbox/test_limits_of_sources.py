"""Limits of the compiler: what just fits compiles, one more is a finding at its line, and hostile text ends soon."""

from __future__ import annotations

import time

import pytest

from compiler.api import check_source, compile_source
from compiler.emit import MAX_REGISTERS
from compiler.includes import MAX_TEXT
from compiler.nest import MAX_BLOCKS
from compiler.size import MAX_STATEMENTS


def first(text: str, **files: str) -> str:
    """Code and line of the first error, or ``fits``."""
    found = compile_source(text, includes=lambda name: files.get(name.removesuffix(".bas")))
    if found.program is not None:
        return "fits"
    finding = next(d for d in found.diagnostics if d.severity == "error")
    return f"{finding.code} {finding.source.line_of(finding.span.start)}"


def blocks(depth: int) -> str:
    return "IF a THEN\n" * depth + "TALK 1\n" + "END IF\n" * depth


def test_statements() -> None:
    assert first("a = 1\n" * MAX_STATEMENTS) == "fits"
    assert first("a = 1\n" * (MAX_STATEMENTS + 1)) == f"GB3014 {MAX_STATEMENTS + 1}"


def test_blocks_inside_each_other() -> None:
    assert first("a = 1\n" + blocks(MAX_BLOCKS)) == "fits"
    assert first("a = 1\n" + blocks(MAX_BLOCKS + 1)).startswith("GB1012")


@pytest.mark.parametrize(("one", "other"), [("(", ")"), ("[", "]"), ("-", ""), ("NOT ", ""), ("{a: ", "}")])
def test_values_inside_each_other(one: str, other: str) -> None:
    assert first(f"x = {one * 50}1{other * 50}") == "fits"
    assert first(f"y = 1\nx = {one * 5000}1{other * 5000}") in ("GB1012 2", "GB3013 2", "fits")


def test_variables_of_a_function() -> None:
    def body(count: int) -> str:
        names = "\n".join(f"v{n} = {n}\nTALK v{n}" for n in range(count))
        return f"SUB s()\n{names}\nEND SUB\ns()"

    assert first(body(MAX_REGISTERS - 100)) == "fits"
    assert first(body(MAX_REGISTERS + 1)).startswith("GB3012")


def test_text_of_included_files() -> None:
    line = "' " + "x" * 1021 + "\n"
    half = line * (MAX_TEXT // 2048)
    assert first('INCLUDE "a.bas"', a=half) == "fits"
    assert first('INCLUDE "a.bas"\nINCLUDE "a.bas"\nINCLUDE "a.bas"', a=half).startswith("GB3014")


@pytest.mark.parametrize(
    "piece", ["(", "[", "{a:", "-", "NOT ", "IF a THEN\n", "x.", "${", '"${', "FOR i = 1 TO ", "\0", "'"]
)
def test_a_flood_of_one_thing_ends_soon(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    check_source(text)
    assert time.process_time() - started < 10
