"""Decides whether a Program may run: every index in range, every window inside its frame, every path ends.

Table-driven from ``opcodes``: each operand kind has a limit per function, so one instruction costs three comparisons.
It infers no types (the loop checks tags) and no order of assignment (registers start as null). Raises ``VerifyError``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from vm.bytecode.opcodes import OPCODES, Kind
from vm.bytecode.program import Function, Program

MAX_REGISTERS: Final = 4096
MAX_CODE: Final = 1 << 20
_MAX_OFFSET: Final = 1 << 31


class VerifyError(Exception):
    """A program that may not run (GB8004); ``instruction`` is -1 when the rule is about the whole function."""

    code = "GB8004"

    def __init__(self, function: str, instruction: int, reason: str) -> None:
        place = f"in {function}" if function else "in the program"
        at = f", instruction {instruction}" if instruction >= 0 else ""
        super().__init__(f"{place}{at}: {reason}")
        self.function = function
        self.instruction = instruction
        self.reason = reason


_KINDS: Final = tuple(Kind)
_NAMES: Final = {
    Kind.SRC: "register", Kind.DST: "register", Kind.RW: "register", Kind.CONST: "constant", Kind.NAME: "constant",
    Kind.JUMP: "jump target", Kind.FUNC: "function", Kind.BUILTIN: "pure function", Kind.KEYWORD: "keyword",
    Kind.GLOBAL: "script variable", Kind.BASE: "register", Kind.COUNT: "count", Kind.IMM: "number", Kind.FLAG: "flag",
}  # fmt: skip
_FLAG_LIMITS: Final = {"LOADBOOL": 2, "ONERR": 3, "ERRGET": 5}
_TRIPLES: Final = frozenset({"FORPREP", "FORLOOP", "ITERPREP", "ITERNEXT"})

_Extra = Callable[["_Scope", int, int, int], str]


class _Scope:
    """What the operands of one function may refer to."""

    __slots__ = ("function", "limits", "program")

    def __init__(self, program: Program, function: Function, globals_: int) -> None:
        registers = function.registers
        limit = {
            Kind.NONE: 1, Kind.SRC: registers, Kind.DST: registers, Kind.RW: registers, Kind.BASE: registers,
            Kind.CONST: len(function.constants), Kind.NAME: len(function.constants), Kind.JUMP: len(function.code),
            Kind.FUNC: len(program.functions), Kind.BUILTIN: len(program.builtins), Kind.KEYWORD: len(program.keywords),
            Kind.GLOBAL: globals_, Kind.COUNT: registers + 1, Kind.IMM: 1 << 16, Kind.FLAG: 1 << 16,
        }  # fmt: skip
        self.program = program
        self.function = function
        self.limits = [limit[kind] for kind in _KINDS]


def _window(base: int, count: int, registers: int) -> str:
    return "" if base + count <= registers else f"{count} registers from {base} do not fit in {registers}"


def _check_call(scope: _Scope, a: int, b: int, c: int) -> str:
    params = scope.program.functions[b].params
    if c != params:
        return f"{scope.program.functions[b].name} takes {params} arguments, not {c}"
    return _window(a, c, scope.function.registers)


def _check_keyword(scope: _Scope, a: int, b: int, c: int) -> str:
    keyword = scope.program.keywords[b]
    if c != len(keyword.arguments):
        return f"{keyword.keyword} is imported with {len(keyword.arguments)} arguments, not {c}"
    return _window(a, c, scope.function.registers)


def _extra(name: str) -> _Extra | None:
    """The check of an opcode beyond the limits of its operands."""
    row = next(o for o in OPCODES if o.name == name)
    if name == "CALL":
        return _check_call
    if name == "CALLK":
        return _check_keyword
    if Kind.COUNT in (row.b, row.c):
        base_first = row.a is Kind.BASE
        return lambda s, a, b, c: _window(a if base_first else b, c, s.function.registers)
    if name in _TRIPLES:
        return lambda s, a, b, c: _window(a, 3, s.function.registers)
    if name in _FLAG_LIMITS:
        limit, first = _FLAG_LIMITS[name], row.a is Kind.FLAG
        return lambda s, a, b, c: "" if (a if first else b) < limit else "a flag has no such meaning"
    if Kind.NAME in (row.b, row.c):
        last = row.c is Kind.NAME
        return lambda s, a, b, c: "" if type(s.function.constants[c if last else b]) is str else "a name is not text"
    return None


_ROWS: Final = tuple((_KINDS.index(o.a), _KINDS.index(o.b), _KINDS.index(o.c), _extra(o.name)) for o in OPCODES)


def verify(program: Program) -> None:
    """Return if the program may run, else raise ``VerifyError`` naming function, instruction and reason.

    The program's fields must have their declared types, as those of ``codec.loads`` and of the compiler have.
    """
    _check_program(program)
    entries = {0, *(tool.entry for tool in program.tools)}
    globals_ = min(program.functions[entry].registers for entry in entries)
    for function in program.functions:
        _check_function(program, function, globals_)


def _check_program(program: Program) -> None:
    functions = program.functions
    _rule(bool(functions), "", "it has no code")
    _rule(len(functions) <= 1 << 16, "", "it has too many functions")
    for keyword in program.keywords:
        repeated = len(set(keyword.arguments)) != len(keyword.arguments)
        _rule(not repeated, "", f"{keyword.keyword} is imported with one argument twice")
    for tool in program.tools:
        _rule(0 <= tool.entry < len(functions), "", f"tool {tool.name} starts in a function that does not exist")
        _rule(len(tool.registers) == len(tool.params), "", f"tool {tool.name} does not bind each of its parameters")
        inside = all(0 <= register < functions[tool.entry].registers for register in tool.registers)
        _rule(inside, "", f"tool {tool.name} binds a parameter to a register that does not exist")
    named = all(0 <= register < functions[0].registers for _, register in program.variables)
    _rule(named, "", "a variable's register does not exist")


def _rule(good: bool, function: str, reason: str, instruction: int = -1) -> None:
    if not good:
        raise VerifyError(function, instruction, reason)


def _check_function(program: Program, function: Function, globals_: int) -> None:
    name, size = function.name, len(function.code)
    _rule(0 < size <= MAX_CODE, name, "it has no instructions, or too many")
    _rule(function.registers <= MAX_REGISTERS, name, f"it uses more than {MAX_REGISTERS} registers")
    _rule(0 <= function.params <= function.registers, name, "its parameters do not fit in its registers")
    for value in function.constants:
        fits = type(value) is not int or -(1 << 63) <= value < 1 << 63
        _rule(fits and (value is None or type(value) in (bool, int, float, str)), name, "a constant is not plain data")
    _check_code(_Scope(program, function, globals_), function)
    _check_tables(program, function, globals_)


def _check_code(scope: _Scope, function: Function) -> None:
    limits, rows, known = scope.limits, _ROWS, len(_ROWS)
    for at, word in enumerate(function.code):
        op = word & 0xFF
        if op >= known or word & 0xFF00 or word >> 64:
            raise VerifyError(function.name, at, "there is no such instruction")
        kind_a, kind_b, kind_c, extra = rows[op]
        a, b, c = word >> 16 & 0xFFFF, word >> 32 & 0xFFFF, word >> 48
        if a >= limits[kind_a] or b >= limits[kind_b] or c >= limits[kind_c]:
            raise VerifyError(function.name, at, _explain(scope, op, (a, b, c)))
        if extra is not None and (reason := extra(scope, a, b, c)):
            raise VerifyError(function.name, at, f"{OPCODES[op].name}: {reason}")
    last = OPCODES[function.code[-1] & 0xFF]
    _rule(last.ends, function.name, f"{last.name}: it can run past the last instruction", len(function.code) - 1)


def _explain(scope: _Scope, op: int, fields: Iterable[int]) -> str:
    row = OPCODES[op]
    for kind, value in zip((row.a, row.b, row.c), fields, strict=True):
        if value >= scope.limits[_KINDS.index(kind)]:
            return f"{row.name}: " + (
                "an unused operand is not 0" if kind is Kind.NONE else f"{_NAMES[kind]} {value} does not exist"
            )
    raise AssertionError("no operand is out of range")


def _check_tables(program: Program, function: Function, globals_: int) -> None:
    name, size, registers = function.name, len(function.code), function.registers
    for register, variable in function.names:
        _rule(0 <= register < registers, name, f"the register of {variable} does not exist")
    end = len(program.source) if program.source else _MAX_OFFSET
    before = -1
    for at, start, finish in function.positions:
        _rule(before < at < size, name, "its line table is not in order")
        _rule(0 <= start <= finish <= end, name, "its line table leaves the source")
        before = at
    for s in function.statements:
        _rule(0 <= s.start < s.end <= size and 0 <= s.resume < size, name, "a statement leaves the code")
        target = s.target < registers if s.target >= -1 else -2 - s.target < globals_
        _rule(target, name, "a statement's result register does not exist")
    for t in function.tries:
        _rule(0 <= t.start < t.end <= size and 0 <= t.handler < size, name, "a TRY leaves the code")
        _rule(0 <= t.register < registers, name, "a TRY's error register does not exist")
