"""Quick opcodes: what the running loop puts in the place of an opcode once it has seen the values there.

They exist only in a linked program. No file may hold one: the verifier refuses every number above the opcode table's.
Each does exactly what its base does, and goes on as its base when its guess is wrong; one that spans two instructions
leaves the second in its place, so that jumps to it and saved places stay right.
"""

from __future__ import annotations

from dataclasses import dataclass

from vm.bytecode.opcodes import BY_NAME, OPCODES


@dataclass(frozen=True, slots=True)
class Quick:
    """One row: number, name, the opcode it stands for, and the one it swallows behind it, if any."""

    number: int
    name: str
    base: str
    swallows: str | None = None

    @property
    def base_number(self) -> int:
        """Number of the opcode it stands for."""
        return BY_NAME[self.base].number


# Typed: both operands are of one kind, as they were the last time.
_INT = ("ADD", "SUB", "MUL", "MOD", "JEQ", "JNE", "JLT", "JNLT", "JLE", "JNLE", "FORLOOP")
_FLOAT = ("ADD", "SUB", "MUL", "DIV", "JLT", "JNLT", "JLE", "JNLE")
# Fused: LOADI of a number that the next instruction takes as its second operand.
_IMMEDIATE = ("ADD", "SUB", "GETI", "JEQ", "JNE", "JLT", "JNLT", "JLE", "JNLE")

_ROWS: list[tuple[str, str, str | None]] = [
    *((f"{name}_INT", name, None) for name in _INT),
    *((f"{name}_FLOAT", name, None) for name in _FLOAT),
    *((f"LOADI_{name}", "LOADI", name) for name in _IMMEDIATE),
]

QUICK: tuple[Quick, ...] = tuple(Quick(len(OPCODES) + at, *row) for at, row in enumerate(_ROWS))
