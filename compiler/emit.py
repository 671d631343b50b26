"""Lays out the linear form as bytecode: registers, constants and instruction numbers become final.

Registers of a function: variables, then constants held for the whole function, then temporaries. Called by ``api``
last.
"""

from __future__ import annotations

from typing import Any

from compiler.ir import MARK, POOL, TEMP, Code, Ins, Span, Target, TooLarge, key_of, load_op
from vm.bytecode.opcodes import OPCODES, Kind
from vm.bytecode.program import Constant, Function, Statement, TryRegion

MAX_REGISTERS = 4096

_REGISTER, _CONSTANT, _RAW = range(3)
_SORT = {
    Kind.SRC: _REGISTER, Kind.DST: _REGISTER, Kind.RW: _REGISTER, Kind.BASE: _REGISTER,
    Kind.CONST: _CONSTANT, Kind.NAME: _CONSTANT,
}  # fmt: skip
_OPERANDS = tuple(tuple(_SORT.get(kind, _RAW) for kind in (o.a, o.b, o.c)) for o in OPCODES)


def emit(code: Code) -> Function:
    """The finished function; TooLarge when it does not fit."""
    layout = _Layout(code)
    body = [*_pool_loads(code), *code.body]
    at = 0
    for ins in body:
        if ins.op == MARK:
            ins.a.at = at
        else:
            at += 1
    words = tuple(layout.word(ins) for ins in body if ins.op != MARK)
    return Function(
        name=code.name,
        params=code.params,
        registers=layout.size,
        code=words,
        constants=tuple(layout.constants),
        names=tuple(code.names),
        positions=_positions(body),
        statements=_statements(code.statements),
        tries=_tries(code.tries, layout),
    )


def _pool_loads(code: Code) -> list[Ins]:
    """Instructions at the entry that load the constants held in registers."""
    if not code.pool_values:
        return []
    first = next((ins for ins in code.body if ins.op != MARK), None)
    at = first.start if first is not None else 0
    return [Ins(*load_op(POOL + n, value), at, at) for n, value in enumerate(code.pool_values)]


class _Layout:
    """Where registers and constants of one function end up."""

    def __init__(self, code: Code) -> None:
        self.pool_at = code.variables
        self.temps_at = code.variables + len(code.pool_values)
        self.size = max(self.temps_at + code.temps, 1)
        self.constants: list[Constant] = []
        self.numbers: dict[tuple[type, Any], int] = {}
        self.name = code.name
        if self.size > MAX_REGISTERS:
            raise TooLarge(code.name)

    def register(self, register: int) -> int:
        """The final number of a register."""
        if register < TEMP:
            return register
        return self.temps_at + register - TEMP if register < POOL else self.pool_at + register - POOL

    def constant(self, value: Constant) -> int:
        """The number of a constant."""
        key = key_of(value)
        number = self.numbers.get(key)
        if number is None:
            number = self.numbers[key] = len(self.constants)
            self.constants.append(value)
            if number > 0xFFFF:
                raise TooLarge(self.name)
        return number

    def word(self, ins: Ins) -> int:
        """One instruction as a number."""
        sorts = _OPERANDS[ins.op]
        word = ins.op
        for shift, sort, value in ((16, sorts[0], ins.a), (32, sorts[1], ins.b), (48, sorts[2], ins.c)):
            if sort == _REGISTER:
                value = self.register(value)
            elif sort == _CONSTANT:
                value = self.constant(value)
            elif isinstance(value, Target):
                value = value.at
                if value > 0xFFFF:
                    raise TooLarge(self.name)
            word |= (value & 0xFFFF) << shift
        return word


def _positions(body: list[Ins]) -> tuple[tuple[int, int, int], ...]:
    rows: list[tuple[int, int, int]] = []
    at = 0
    last = (-1, -1)
    for ins in body:
        if ins.op == MARK:
            continue
        if (ins.start, ins.end) != last:
            last = (ins.start, ins.end)
            rows.append((at, ins.start, ins.end))
        at += 1
    return tuple(rows)


def _statements(spans: list[Span]) -> tuple[Statement, ...]:
    """Rows in order of their start, the outer of two that start together first."""
    rows = [
        Statement(s.start.at, s.end.at, s.handler.at, -1 if s.register is None else s.register)
        for s in spans
        if s.start.at < s.end.at
    ]
    return tuple(sorted(rows, key=lambda row: (row.start, -row.end)))


def _tries(spans: list[Span], layout: _Layout) -> tuple[TryRegion, ...]:
    """Regions, an inner one always before the one around it."""
    return tuple(
        TryRegion(s.start.at, s.end.at, s.handler.at, layout.register(s.register or 0))
        for s in spans
        if s.start.at < s.end.at
    )
