"""The type of an instruction's result, from the types of its operands; ``None`` where compiled code gives up.

Pure; one rule for each group of opcodes. ``emit`` makes code that keeps to these rules: it checks at run time
whatever they assume, and leaves to the loop what they do not cover. ``wide`` means that the usual guess failed here
before.
"""

from __future__ import annotations

from typing import Final

from vm.jit.types import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    LIST,
    NULL,
    PLAIN,
    T_BOOL,
    T_FLOAT,
    T_INT,
    T_NUMBER,
    UNBOXED,
    WHOLE,
    Type,
)

COMPARED: Final = BOOL | INT | FLOAT
PURE: Final = frozenset({"ABS", "INT", "SQR"})
"""Pure functions of one number that are written out where their compiled twin is linked."""
POWERS: Final = range(9)
"""Constant exponents for which an integer power is multiplied out."""


def whole_only(t: Type) -> bool:
    """Whether its number, if it has one, is an integer."""
    return not t.mask & FLOAT


def real_only(t: Type) -> bool:
    """Whether its number, if it has one, is a float."""
    return not t.mask & WHOLE


def arithmetic(b: Type, c: Type, wide: bool) -> Type | None:
    """+ - *: integers while they fit."""
    if not b.mask & PLAIN or not c.mask & PLAIN:
        return None
    if real_only(b) or real_only(c):
        return T_FLOAT
    return T_INT if whole_only(b) and whole_only(c) and not wide else T_NUMBER


def quotient(b: Type, c: Type) -> Type | None:
    """/: an integer where it divides exactly."""
    if not b.mask & PLAIN or not c.mask & PLAIN:
        return None
    return T_FLOAT if real_only(b) or real_only(c) else T_NUMBER


def whole_quotient(b: Type, c: Type) -> Type | None:
    r"""\: an integer; a quotient that does not fit leaves the compiled code."""
    return T_INT if b.mask & PLAIN and c.mask & PLAIN else None


def remainder(b: Type, c: Type) -> Type | None:
    """MOD."""
    if not b.mask & PLAIN or not c.mask & PLAIN:
        return None
    if real_only(b) or real_only(c):
        return T_FLOAT
    return T_INT if whole_only(b) and whole_only(c) else T_NUMBER


def power(b: Type, c: Type, wide: bool) -> Type | None:
    """^: small constant powers of integers, and floats."""
    if not b.mask & PLAIN or not c.mask & PLAIN:
        return None
    if real_only(b) or real_only(c):
        return T_FLOAT
    if whole_only(b) and c.const in POWERS and c.mask == INT and not wide:
        return T_INT
    return None


def negative(b: Type) -> Type | None:
    """Unary minus."""
    if not b.mask & PLAIN:
        return None
    return T_FLOAT if real_only(b) else T_INT if whole_only(b) else T_NUMBER


def pure(name: str, b: Type) -> Type | None:
    """A known pure function of one number."""
    numbers = b.mask & T_NUMBER.mask
    if not numbers or name not in PURE:
        return None
    if name == "SQR":
        return T_FLOAT
    return T_INT if name == "INT" or numbers == INT else T_FLOAT if numbers == FLOAT else T_NUMBER


def truth(b: Type) -> Type | None:
    """NOT and TEST."""
    return T_BOOL if b.mask & PLAIN else None


def comparison(b: Type, c: Type) -> Type | None:
    """= <> < <=: between numbers."""
    return T_BOOL if b.mask & COMPARED and c.mask & COMPARED else None


def element(b: Type, c: Type, wide: bool) -> Type | None:
    """GETI: what the elements of the list are believed to be."""
    if not b.mask & LIST or not c.mask & INT:
        return None
    if b.mask == LIST and b.kind in UNBOXED:
        return Type(1 << b.kind | (NULL if wide else 0))
    return Type(ANY) if wide or b.elem is None or not b.elem.mask else b.elem


def stores(a: Type, b: Type, c: Type) -> bool:
    """SETI of a value that holds no object, into a list that keeps such values."""
    if not a.mask & LIST or not b.mask & INT or not c.mask & PLAIN:
        return False
    return a.mask != LIST or a.kind not in UNBOXED or bool(c.mask & 1 << a.kind)


def element_on_the_way(b: Type, c: Type, wide: bool) -> Type | None:
    """GETIO and GETIA: an element that is there."""
    found = element(b, c, wide)
    return None if found is None or not found.mask & ~NULL else found._replace(mask=found.mask & ~NULL)
