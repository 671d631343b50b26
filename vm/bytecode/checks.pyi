"""The verifier's pass over instructions and line tables; see checks.pyx."""

from vm.bytecode.program import Constant

def first_bad(
    code: tuple[int, ...],
    rows: bytes,
    limits: tuple[int, ...],
    registers: int,
    params: tuple[int, ...],
    arguments: tuple[int, ...],
    constants: tuple[Constant, ...],
) -> int:
    """Index of the first word that is no instruction allowed here, or -1."""

def in_order(positions: tuple[tuple[int, int, int], ...], size: int, end: int) -> bool:
    """Whether a line table goes forward through the instructions and stays in the source."""
