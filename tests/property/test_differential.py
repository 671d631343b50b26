"""Generated programs do the same on every engine, and the generators leave out no statement and no instruction.

The first programs of seed 0; ``make nightly`` runs 100,000 of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest
from differential import MAKERS, failure, from_source, shrunk
from nightly import MIX, kind_of, one

from compiler import ast
from compiler.api import compile_source
from compiler.walk import descend
from vm.bytecode.opcodes import OPCODES, decode
from vm.bytecode.program import Program
from vm.reference.ops import OPS

pytest.importorskip("llvmlite")
PROGRAMS = 2000
PARTS = 20


@pytest.mark.parametrize("part", range(PARTS))
def test_every_engine_tells_the_same_story(part: int) -> None:
    for number in range(part, PROGRAMS, PARTS):
        kind, text, problem = one(0, number)
        assert problem is None, f"program {number} of seed 0 ({kind})\n{problem}\n{text}"


SOURCES = {"untyped": 250, "typed": 60}
"""Programs of each generator that are enough to see all of it."""
BEFORE_NESTING = {ast.Opener, ast.Middle, ast.Closer}
NEEDS_FILES = {ast.Include}
UNTYPED_ONLY = {"ERRCLR", "ERRGET", "GETFA", "GETFO", "GETIO", "NOT", "TEST"}


@cache
def compiled(kind: str) -> list[tuple[Program, ast.Module]]:
    """The first programs of one generator of sources, with their trees."""
    found = []
    for number in range(SOURCES[kind]):
        case = MAKERS[kind](Random(f"0 {number}"))
        if case is not None:
            module = compile_source(case.text).module
            assert module is not None
            found.append((case.program, module))
    return found


def leaves(kind: type) -> Iterator[type]:
    """The classes below ``kind`` that have none below them."""
    below = kind.__subclasses__()
    for each in below:
        yield from leaves(each)
    if not below:
        yield kind


def opcodes(programs: list[Program]) -> set[str]:
    """Mnemonics of all instructions of some programs."""
    return {OPCODES[decode(word)[0]].name for made in programs for part in made.functions for word in part.code}


def test_the_untyped_generator_writes_every_statement_and_every_expression() -> None:
    written = {type(node) for _, module in compiled("untyped") for node in descend(module)}
    wanted = {*leaves(ast.Stmt), *leaves(ast.Expr)} - BEFORE_NESTING - NEEDS_FILES
    assert {kind.__name__ for kind in wanted - written if kind.__module__ == ast.__name__} == set()


def test_sources_use_every_instruction() -> None:
    used = opcodes([program for kind in SOURCES for program, _ in compiled(kind)])
    assert {row.name for row in OPCODES} - used == set()


def test_typed_sources_use_all_but_a_few_instructions() -> None:
    used = opcodes([program for program, _ in compiled("typed")])
    assert {row.name for row in OPCODES} - used <= UNTYPED_ONLY


def test_random_bytecode_uses_every_instruction() -> None:
    cases = [MAKERS["bytecode"](Random(f"0 {number}")) for number in range(150)]
    assert {row.name for row in OPCODES} - opcodes([case.program for case in cases if case is not None]) == set()


def test_few_programs_are_refused_by_the_compiler() -> None:
    assert len(compiled("untyped")) > 0.95 * SOURCES["untyped"]
    assert len(compiled("typed")) == SOURCES["typed"]


def test_a_difference_is_found_and_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OPS, "NEG", lambda m, frame, a, b, c: frame.set(a, 0))
    text = "a = 1\nb = 2\nFOR i = 1 TO 3\nb = b + i\nNEXT\nc = -b\nTALK a\nRETURN c\n"
    case = from_source(text)
    assert case is not None
    assert "values" in (failure(case) or "")
    assert shrunk(text).splitlines()[-1] == "c = -b"
    assert len(shrunk(text).splitlines()) < 5


def test_programs_are_the_same_each_time() -> None:
    assert [one(3, n)[1] for n in range(6)] == [one(3, n)[1] for n in range(6)]
    assert {kind_of(n) for n in range(20)} == set(MIX)
