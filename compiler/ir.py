"""The linear form between tree and bytecode: instructions with labels, regions, and registers of three kinds.

A register below ``TEMP`` is a variable's and final; from ``TEMP`` on it is a temporary, numbered like a stack; from
``POOL`` on it holds a constant loaded once at the function's entry. ``emit`` lays the three out one after the other.
"""

from __future__ import annotations

from typing import Any

from diagnostics.record import Record, fresh
from vm.bytecode.opcodes import BY_NAME, OPCODES, Kind
from vm.bytecode.program import Constant

TEMP = 1 << 16
POOL = 1 << 20

OP = {name: row.number for name, row in BY_NAME.items()}
"""Opcode numbers by mnemonic."""

MARK = -1
"""Pseudo opcode of a label: ``a`` is the ``Target``."""

JUMP_OPERAND: tuple[int, ...] = tuple(
    next((n for n, kind in enumerate((o.a, o.b, o.c)) if kind is Kind.JUMP), -1) for o in OPCODES
)
"""Which operand of an opcode is a jump target; -1 for none."""

ENDS: tuple[bool, ...] = tuple(o.ends for o in OPCODES)


class TooLarge(Exception):
    """A function that needs more registers or constants than an instruction can name; ``function`` is its name."""

    def __init__(self, function: str) -> None:
        super().__init__(function)
        self.function = function


class Target(Record):
    """A place to jump to; ``at`` is its instruction once the code is laid out."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__  # type: ignore[assignment]

    at: int = -1


class Ins:
    """One instruction; jumps name a ``Target``, constants stand as values, ``start``/``end`` are source offsets."""

    __slots__ = ("a", "b", "c", "end", "op", "start")

    def __init__(self, op: int, a: Any, b: Any, c: Any, start: int, end: int) -> None:
        self.op = op
        self.a = a
        self.b = b
        self.c = c
        self.start = start
        self.end = end

    def jump(self) -> Target | None:
        """Where it may go instead of the next instruction."""
        which = JUMP_OPERAND[self.op] if self.op >= 0 else -1
        if which < 0:
            return None
        target = (self.a, self.b, self.c)[which]
        return target if isinstance(target, Target) else None


class Span(Record):
    """Instructions between two labels, and where to go on after a fault in them.

    ``register`` receives null (a statement under RESUME NEXT) or the error (a TRY); None for nothing, and for a
    statement ``-2 - n`` means variable ``n`` of the script.
    """

    start: Target
    end: Target
    handler: Target
    register: int | None = None


class Code(Record):
    """One function before layout. ``variables`` and ``temps`` count registers, ``pool`` those that hold constants."""

    name: str
    params: int
    variables: int
    names: list[tuple[int, str]]
    body: list[Ins] = fresh(factory=list)
    temps: int = 0
    pool: dict[tuple[type, Any], int] = fresh(factory=dict)
    pool_values: list[Constant] = fresh(factory=list)
    statements: list[Span] = fresh(factory=list)
    tries: list[Span] = fresh(factory=list)


def key_of(value: Constant) -> tuple[type, Any]:
    """A key under which equal constants of one type meet; keeps -0.0 and NaN apart from other floats."""
    return type(value), repr(value) if isinstance(value, float) else value


def load_op(register: int, value: Constant) -> tuple[int, int, Any, int]:
    """Opcode and operands that put a constant in a register."""
    if value is None:
        return OP["LOADNULL"], register, 0, 0
    if isinstance(value, bool):
        return OP["LOADBOOL"], register, int(value), 0
    if isinstance(value, int) and -0x8000 <= value < 0x8000:
        return OP["LOADI"], register, value, 0
    return OP["LOADK"], register, value, 0
