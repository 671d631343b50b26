"""Says of every function and loop of a program whether it can be compiled, as far as that is known before it runs.

The types are then still unknown, so the report supposes that values are numbers and lists of numbers. Used by
``gbc dis --jit``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from diagnostics.source import Source
from vm.bytecode.program import Program
from vm.jit.analyse import Book, Facts
from vm.jit.infer import MOST_INSTRUCTIONS, MOST_REGISTERS

_LEAVES: Final = {
    "CONCAT": "joins texts",
    "ITERPREP": "makes the list that a FOR EACH goes through",
    "NEWARR": "makes a list",
    "NEWOBJ": "makes an object",
    "GETF": "reads a field",
    "SETF": "sets a field",
    "GETFO": "sets a field",
    "GETFA": "sets a field",
    "CALLB": "calls a function",
    "CALLK": "asks the host, where the program may have to wait",
    "THROW": "raises an error",
    "ONERR": "changes how errors are handled",
    "REARM": "handles an error",
    "ERRCLR": "handles an error",
    "ERRGET": "looks at the last error",
    "HALT": "ends the program",
}
_KNOWN: Final = frozenset({"SQR", "ABS", "INT"})


class Line(NamedTuple):
    """``what`` is the function or loop, ``compiled`` whether it can be; ``notes`` tell where the interpreter helps."""

    what: str
    compiled: bool
    notes: tuple[str, ...]


def report(program: Program) -> list[Line]:
    """All functions and loops of a program, in order."""
    book, source = Book(program), Source(program.source)
    found = []
    for number, function in enumerate(program.functions):
        facts = book[number]
        if number:
            found.append(_about(f"function {function.name}", program, facts, range(len(function.code)), source))
        for start, end in sorted(set(_outermost(facts))):
            what = f"loop in line {_line(facts, end, source)}"
            found.append(_about(what, program, facts, range(start, end + 1), source))
    return found


def text(program: Program) -> str:
    """The report, a line for each."""
    lines = ["; machine code, supposing numbers and lists of numbers"]
    for line in report(program):
        lines.append(f";   {line.what}: {'can be compiled' if line.compiled else 'stays interpreted'}")
        lines += [f";     {note}" for note in line.notes]
    if len(lines) == 1:
        lines.append(";   nothing to compile: there is no loop and no function")
    return "\n".join(lines)


def _outermost(facts: Facts) -> Iterator[tuple[int, int]]:
    for start, end in facts.loops:
        yield facts.nest(start, len(facts.code) + 1) or (start, end)


def _about(what: str, program: Program, facts: Facts, region: range, source: Source) -> Line:
    if len(region) > MOST_INSTRUCTIONS:
        return Line(what, False, (f"it is too large: {len(region)} instructions of at most {MOST_INSTRUCTIONS}",))
    if facts.function.registers > MOST_REGISTERS:
        return Line(what, False, (f"it uses more than {MOST_REGISTERS} variables and places for values",))
    notes = []
    for at in region:
        i = facts.code[at]
        if i.name == "CALLB" and i.c == 1 and program.builtins[i.b] in _KNOWN:
            continue
        if i.name in _LEAVES:
            note = f"line {_line(facts, at, source)} {_LEAVES[i.name]}: the interpreter does that"
            if note not in notes:
                notes.append(note)
    return Line(what, _goes_round(facts, region), tuple(notes))


def _goes_round(facts: Facts, region: range) -> bool:
    """Whether there is a way through that the interpreter need not help with."""
    entry, waiting, seen = region.start, [region.start], set()
    while waiting:
        at = waiting.pop()
        i = facts.code[at]
        if i.name in ("RET", "RETNULL"):
            return True
        if at in seen or (i.name in _LEAVES and i.name != "CALLB"):
            continue
        seen.add(at)
        for to in facts.following(at):
            if to <= at and entry <= to:
                return True
            if to in region:
                waiting.append(to)
    return False


def _line(facts: Facts, at: int, source: Source) -> int:
    start = 0
    for first, begin, _ in facts.function.positions:
        if first <= at:
            start = begin
    return source.line_of(start)
