"""Decides whether a Program may run: every index in range, every window inside its frame, every path ends.

Table-driven from ``opcodes``: each operand kind has a limit per function, so one instruction costs three comparisons.
It infers no types (the loop checks tags) and no order of assignment (registers start as null). Raises ``VerifyError``.
"""

from __future__ import annotations

from typing import Final

from vm.bytecode.checks import first_bad, in_order
from vm.bytecode.opcodes import OPCODES, Kind, Opcode
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
_PLAIN: Final = frozenset({bool, float, str})
_TRIPLES: Final = frozenset({"FORPREP", "FORLOOP", "ITERPREP", "ITERNEXT"})

# Rules beyond the limits of operands, by the numbers of checks.pyx; FLAG_A and FLAG_B come with how many values it has.
_NO_RULE, _CALL, _KEYWORD, _WINDOW_A, _WINDOW_B, _TRIPLE, _FLAG_A, _FLAG_B, _NAME_B, _NAME_C = range(10)


def _rule_of(row: Opcode) -> tuple[int, int]:
    """The rule of an opcode and its number."""
    if row.name in ("CALL", "CALLK"):
        return (_CALL if row.name == "CALL" else _KEYWORD), 0
    if Kind.COUNT in (row.b, row.c):
        return (_WINDOW_A if row.a is Kind.BASE else _WINDOW_B), 0
    if row.name in _TRIPLES:
        return _TRIPLE, 0
    if row.name in _FLAG_LIMITS:
        return (_FLAG_A if row.a is Kind.FLAG else _FLAG_B), _FLAG_LIMITS[row.name]
    if Kind.NAME in (row.b, row.c):
        return (_NAME_C if row.c is Kind.NAME else _NAME_B), 0
    return _NO_RULE, 0


_ROWS: Final = b"".join(
    bytes((_KINDS.index(row.a), _KINDS.index(row.b), _KINDS.index(row.c), *_rule_of(row))) for row in OPCODES
)


_Counts = tuple[tuple[int, ...], tuple[int, ...]]
"""How many values each function and each keyword takes."""

# Which of the numbers in _Scope.limits bounds each kind of operand.
_BOUND: Final = {
    Kind.NONE: 0, Kind.SRC: 1, Kind.DST: 1, Kind.RW: 1, Kind.BASE: 1, Kind.COUNT: 2, Kind.CONST: 3, Kind.NAME: 3,
    Kind.JUMP: 4, Kind.FUNC: 5, Kind.BUILTIN: 6, Kind.KEYWORD: 7, Kind.GLOBAL: 8, Kind.IMM: 9, Kind.FLAG: 9,
}  # fmt: skip
_BOUNDS: Final = tuple(_BOUND[kind] for kind in _KINDS)


class _Scope:
    """What the operands of one function may refer to."""

    __slots__ = ("arguments", "function", "limits", "params", "program")

    def __init__(self, program: Program, function: Function, globals_: int, counts: _Counts) -> None:
        self.program = program
        self.function = function
        self.params, self.arguments = counts
        bounds = (
            1, function.registers, function.registers + 1, len(function.constants), len(function.code),
            len(program.functions), len(program.builtins), len(program.keywords), globals_, 1 << 16,
        )  # fmt: skip
        self.limits = tuple([bounds[bound] for bound in _BOUNDS])


def verify(program: Program) -> None:
    """Return if the program may run, else raise ``VerifyError`` naming function, instruction and reason.

    The program's fields must have their declared types, as those of ``codec.loads`` and of the compiler have.
    """
    _check_program(program)
    entries = {0, *(tool.entry for tool in program.tools)}
    globals_ = min(program.functions[entry].registers for entry in entries)
    params = tuple([function.params for function in program.functions])
    counts = params, tuple([len(keyword.arguments) for keyword in program.keywords])
    for function in program.functions:
        _check_function(program, function, globals_, counts)


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


def _check_function(program: Program, function: Function, globals_: int, counts: _Counts) -> None:
    name, size = function.name, len(function.code)
    _rule(0 < size <= MAX_CODE, name, "it has no instructions, or too many")
    _rule(function.registers <= MAX_REGISTERS, name, f"it uses more than {MAX_REGISTERS} registers")
    _rule(0 <= function.params <= function.registers, name, "its parameters do not fit in its registers")
    for value in function.constants:
        fits = -(1 << 63) <= value < 1 << 63 if type(value) is int else value is None or type(value) in _PLAIN
        if not fits:
            raise VerifyError(name, -1, "a constant is not plain data")
    _check_code(_Scope(program, function, globals_, counts), function)
    _check_tables(program, function, globals_)


def _check_code(scope: _Scope, function: Function) -> None:
    code, constants = tuple(function.code), tuple(function.constants)
    at = first_bad(code, _ROWS, scope.limits, function.registers, scope.params, scope.arguments, constants)
    if at >= 0:
        raise VerifyError(function.name, at, _explain(scope, code[at]))
    last = OPCODES[code[-1] & 0xFF]
    _rule(last.ends, function.name, f"{last.name}: it can run past the last instruction", len(code) - 1)


def _explain(scope: _Scope, word: int) -> str:
    """What is wrong with an instruction that ``first_bad`` found."""
    op, fields = word & 0xFF, (word >> 16 & 0xFFFF, word >> 32 & 0xFFFF, word >> 48 & 0xFFFF)
    if word & 0xFF00 or not 0 <= word < 1 << 64 or op >= len(OPCODES):
        return "there is no such instruction"
    row = OPCODES[op]
    for kind, value in zip((row.a, row.b, row.c), fields, strict=True):
        if value >= scope.limits[_KINDS.index(kind)]:
            return f"{row.name}: " + (
                "an unused operand is not 0" if kind is Kind.NONE else f"{_NAMES[kind]} {value} does not exist"
            )
    return f"{row.name}: {_broken_rule(scope, _rule_of(row)[0], *fields)}"


def _broken_rule(scope: _Scope, rule: int, a: int, b: int, c: int) -> str:
    """The rule of an opcode, which its operands break, in words."""
    if rule == _CALL and c != scope.params[b]:
        return f"{scope.program.functions[b].name} takes {scope.params[b]} arguments, not {c}"
    if rule == _KEYWORD and c != scope.arguments[b]:
        return f"{scope.program.keywords[b].keyword} is imported with {scope.arguments[b]} arguments, not {c}"
    if rule in (_FLAG_A, _FLAG_B):
        return "a flag has no such meaning"
    if rule in (_NAME_B, _NAME_C):
        return "a name is not text"
    base, count = b if rule == _WINDOW_B else a, 3 if rule == _TRIPLE else c
    return f"{count} registers from {base} do not fit in {scope.function.registers}"


def _check_tables(program: Program, function: Function, globals_: int) -> None:
    name, size, registers = function.name, len(function.code), function.registers
    for register, variable in function.names:
        _rule(0 <= register < registers, name, f"the register of {variable} does not exist")
    end = len(program.source) if program.source else _MAX_OFFSET
    _rule(in_order(function.positions, size, end), name, "its line table is not in order or leaves the source")
    for s in function.statements:
        if not (0 <= s.start < s.end <= size and 0 <= s.resume < size):
            raise VerifyError(name, -1, "a statement leaves the code")
        if not (s.target < registers if s.target >= -1 else -2 - s.target < globals_):
            raise VerifyError(name, -1, "a statement's result register does not exist")
    for t in function.tries:
        _rule(0 <= t.start < t.end <= size and 0 <= t.handler < size, name, "a TRY leaves the code")
        _rule(0 <= t.register < registers, name, "a TRY's error register does not exist")
