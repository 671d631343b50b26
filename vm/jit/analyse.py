"""Facts about one function's bytecode that hold whatever its values: registers read and written, jumps, liveness.

Pure; reads the program as it was verified. Used by ``infer``, ``emit`` and ``tier``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from vm.bytecode.opcodes import BY_NAME, OPCODES, Kind, decode, signed
from vm.bytecode.program import Function, Program


class Instruction(NamedTuple):
    """One instruction: its opcode's name and operands, signed where the opcode says so."""

    name: str
    a: int
    b: int
    c: int


_IMMEDIATE = frozenset(o.number for o in OPCODES if Kind.IMM in (o.a, o.b, o.c))
_TRIPLES = {"FORPREP": ((0, 1, 2), (0, 1, 2)), "FORLOOP": ((0, 1, 2), (0,)), "ITERNEXT": ((0, 1), (1, 2))}


def instructions(function: Function) -> tuple[Instruction, ...]:
    """The function's code, decoded."""
    result = []
    for word in function.code:
        op, a, b, c = decode(word)
        result.append(Instruction(OPCODES[op].name, a, signed(b) if op in _IMMEDIATE else b, c))
    return tuple(result)


def target_of(i: Instruction) -> int | None:
    """The instruction it may jump to."""
    row = BY_NAME[i.name]
    if i.name == "ONERR":
        return None
    for kind, operand in ((row.a, i.a), (row.b, i.b), (row.c, i.c)):
        if kind is Kind.JUMP:
            return operand
    return None


def successors(i: Instruction, at: int) -> tuple[int, ...]:
    """Where control goes when the instruction does not fail."""
    target = target_of(i)
    after = () if BY_NAME[i.name].ends else (at + 1,)
    return after if target is None else (*after, target)


def registers_of(i: Instruction) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Registers that it reads, and those that it writes."""
    if i.name in _TRIPLES:
        reads, writes = _TRIPLES[i.name]
        return tuple(i.a + n for n in reads), tuple(i.a + n for n in writes)
    row = BY_NAME[i.name]
    if row.a is Kind.BASE:
        return tuple(range(i.a, i.a + i.c)), (i.a,)
    reads, writes = (), ()
    for kind, operand in ((row.a, i.a), (row.b, i.b), (row.c, i.c)):
        if kind in (Kind.SRC, Kind.RW):
            reads += (operand,)
        if kind in (Kind.DST, Kind.RW):
            writes += (operand,)
        if kind is Kind.BASE:
            reads += tuple(range(operand, operand + i.c))
    if i.name == "ITERPREP":
        return (i.b,), (i.a, i.a + 1)
    return reads, writes


class Facts:
    """What is known of function ``number`` of a program, without its values."""

    def __init__(self, program: Program, number: int) -> None:
        self.number = number
        self.function = function = program.functions[number]
        self.code = instructions(function)
        self.effects = [registers_of(i) for i in self.code]
        entries = {0, *(tool.entry for tool in program.tools)}
        self.is_entry = number in entries
        self.visible = self._visible(program)
        self.constants = self._constants(program)
        self.live = self._live()
        self.loops = tuple(
            (target, at) for at, i in enumerate(self.code) if (target := target_of(i)) is not None and target <= at
        )

    def _visible(self, program: Program) -> frozenset[int]:
        """Registers whose value someone may see at any instruction: named ones, shared ones; all where errors jump."""
        function = self.function
        if function.tries or any(word & 0xFF == BY_NAME["ONERR"].number for f in program.functions for word in f.code):
            return frozenset(range(function.registers))
        seen = {register for register, _ in function.names}
        if self.is_entry:
            seen |= {register for _, register in program.variables} | shared(program)
        return frozenset(register for register in seen if register < function.registers)

    def _constants(self, program: Program) -> dict[int, int]:
        """Registers that are only ever loaded with one integer or boolean: what they hold once that has run."""
        outside = set(range(self.function.params)) | (shared(program) if self.is_entry else set())
        outside |= {t.register for t in self.function.tries} | {s.target for s in self.function.statements}
        found: dict[int, set[int | None]] = {}
        for i, (_, written) in zip(self.code, self.effects, strict=True):
            for register in written:
                if i.name != "FORPREP" or register == i.a:  # it leaves an integer limit or step as it is
                    found.setdefault(register, set()).add(self._loaded(i))
        return {
            register: value
            for register, values in found.items()
            if len(values) == 1 and register not in outside and (value := next(iter(values))) is not None
        }

    def constant_at(self, register: int, at: int) -> int | None:
        """What the register probably holds at an instruction: an integer that was loaded further up."""
        known = self.constants.get(register)
        above = known is not None and any(register in writes for _, writes in self.effects[:at])
        return known if above else None

    def _loaded(self, i: Instruction) -> int | None:
        if i.name in ("LOADI", "LOADBOOL"):
            return i.b
        value = self.function.constants[i.b] if i.name == "LOADK" else None
        return int(value) if isinstance(value, int) else None

    def _live(self) -> list[frozenset[int]]:
        """Registers that may still be read, before each instruction."""
        live = [self.visible] * len(self.code)
        changed = True
        while changed:
            changed = False
            for at in range(len(self.code) - 1, -1, -1):
                after: frozenset[int] = self.visible.union(*(live[to] for to in successors(self.code[at], at)))
                reads, writes = self.effects[at]
                before = after.difference(writes).union(reads, self.visible)
                if before != live[at]:
                    live[at], changed = before, True
        return live

    def following(self, at: int) -> tuple[int, ...]:
        """Where control goes from an instruction."""
        return successors(self.code[at], at)

    def nest(self, at: int, most: int) -> tuple[int, int] | None:
        """First and last instruction of the outermost loop around ``at`` with up to ``most`` instructions."""
        around = [(end - start, start, end) for start, end in self.loops if start <= at <= end and end - start < most]
        return max(around)[1:] if around else None

    def reachable(self, entry: int, inside: range) -> list[int]:
        """Instructions that control may reach from ``entry`` through those ``inside``, with the first ones outside."""
        found, waiting = {entry}, [entry]
        while waiting:
            at = waiting.pop()
            if at in inside:
                fresh = set(successors(self.code[at], at)) - found
                found |= fresh
                waiting.extend(fresh)
        return sorted(found)


def shared(program: Program) -> set[int]:
    """Registers of the script's frame that other functions may touch."""
    reads, writes = globals_of(instructions(f) for f in program.functions)
    return reads | writes


def globals_of(codes: Iterable[tuple[Instruction, ...]]) -> tuple[set[int], set[int]]:
    """Registers of the script's frame that these functions read, and that they write."""
    reads: set[int] = set()
    writes: set[int] = set()
    for code in codes:
        for i in code:
            if i.name == "GETG":
                reads.add(i.b)
            elif i.name == "SETG":
                writes.add(i.a)
    return reads, writes


class Book:
    """The facts of all functions of a program, each found once."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._facts: dict[int, Facts] = {}
        self._effects: dict[int, tuple[frozenset[int], frozenset[int]]] = {}

    def __getitem__(self, number: int) -> Facts:
        if number not in self._facts:
            self._facts[number] = Facts(self.program, number)
        return self._facts[number]

    def called_from(self, number: int) -> set[int]:
        """The function and all that it may call, directly or not."""
        found, waiting = {number}, [number]
        while waiting:
            for i in self[waiting.pop()].code:
                if i.name == "CALL" and i.b not in found:
                    found.add(i.b)
                    waiting.append(i.b)
        return found

    def globals_under(self, number: int) -> tuple[frozenset[int], frozenset[int]]:
        """Registers of the script's frame that a call of the function may read, and write."""
        if number not in self._effects:
            reads, writes = globals_of(self[f].code for f in self.called_from(number))
            self._effects[number] = frozenset(reads), frozenset(writes)
        return self._effects[number]

    def grows_lists(self, numbers: Iterable[int]) -> bool:
        """Whether one of the functions may make a list longer in compiled code."""
        return any(i.name == "SETI" for number in numbers for i in self[number].code)
