"""What is known of a register at an instruction: which tags its value may have, and a little more.

Pure data. A type is a set of tags as bits; ``const`` is its value where that is known, ``elem`` what the elements of a
list are believed to be, which compiled code checks at every access. Used by ``infer`` and ``emit``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

NULL_TAG, BOOL_TAG, INT_TAG, FLOAT_TAG, TEXT_TAG, LIST_TAG = range(6)
NULL, BOOL, INT, FLOAT, TEXT, LIST = (1 << tag for tag in range(6))
WHOLE: Final = NULL | BOOL | INT
"""Tags whose number is an integer: null counts as 0, a boolean as 0 or 1."""
PLAIN: Final = WHOLE | FLOAT
"""Tags of values that hold no object."""
ANY: Final = 0xFF
UNBOXED: Final = (BOOL_TAG, INT_TAG, FLOAT_TAG)
"""Kinds of lists that keep their elements without tags, which all have this one."""
MIXED: Final = 8
"""Kind of a list that keeps values of any kind."""


class Type(NamedTuple):
    """Possible tags, and the value if it is a known integer or boolean. No tags: unknown and not to be read.

    ``kind`` says how a list keeps its elements, 0 when that is not known: in a register of type LIST it is checked."""

    mask: int
    const: int | None = None
    elem: Type | None = None
    kind: int = 0


DEAD: Final = Type(0)
T_NULL: Final = Type(NULL)
T_BOOL: Final = Type(BOOL)
T_INT: Final = Type(INT)
T_FLOAT: Final = Type(FLOAT)
T_NUMBER: Final = Type(INT | FLOAT)
T_ANY: Final = Type(ANY)
State = tuple[Type, ...]


def join(a: Type, b: Type) -> Type:
    """What is known when control comes from either place."""
    if a == b:
        return a
    if not a.mask or not b.mask:
        return DEAD
    const = a.const if a.const == b.const else None
    return Type(a.mask | b.mask, const, join_elements(a.elem, b.elem), join_kinds(a, b))


def join_kinds(a: Type, b: Type) -> int:
    """The kind of a list from either place, where one of them may have no list."""
    if not a.mask & LIST or not b.mask & LIST:
        return a.kind or b.kind
    return a.kind if a.kind == b.kind else 0


def join_elements(a: Type | None, b: Type | None) -> Type | None:
    """What is believed of elements; nothing known on one side leaves the other."""
    if a is None or b is None:
        return a or b
    return join(a, b)


def form(t: Type) -> str:
    """How compiled code keeps the value: n nothing, i 64 bits, f a double, d 64 bits and a tag, - not at all."""
    if not t.mask:
        return "-"
    if t.mask & (t.mask - 1):
        return "d"
    return "n" if t.mask == NULL else "f" if t.mask == FLOAT else "i"


def tag_of(t: Type) -> int:
    """The only tag of a type that has one."""
    return t.mask.bit_length() - 1


def observed(shape: Any) -> Type:
    """The type to expect of a value with this shape (see ``vm._loop.shapes``)."""
    if isinstance(shape, int):
        return Type(1 << shape) if shape <= LIST_TAG and shape != TEXT_TAG else T_ANY
    _, kind, few = shape
    return Type(LIST, None, of_elements(few), kind)


def of_elements(shapes: Sequence[Any]) -> Type | None:
    """The type to expect of elements, of which ``shapes`` are some."""
    found: Type | None = None
    for shape in shapes:
        found = join_elements(found, observed(shape))
    return found
