"""What a filter says, as data: the nodes that ``conditions`` builds from text and that memory and databases evaluate.

Values that came through ``${}`` or ``+`` are ``Bound`` by their number and are never part of any text that is read
again, so a tree can be kept and used with other values, and a database can pass them as parameters. No behaviour
here.

Meaning: ``=`` and ``<>`` are the language's own (nothing equals "", and a row without the field does match ``<>``);
``<`` and its kin and BETWEEN never match where either side is nothing; LIKE ignores case, CONTAINS, STARTS and ENDS
do not. ``DATEDIFF(a, b)`` is ``a - b`` in days by the calendar; with a unit first it is ``b - a`` in that unit.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the filter."""

    value: bool | int | float | str | None


@dataclass(frozen=True, slots=True)
class Bound:
    """The value with this number among those the filter was given."""

    index: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Text with bound values inside, such as ``'%${name}%'``; its value is one text."""

    parts: tuple[str | Bound, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A field of the row; the name is as written and must be checked before it goes into SQL."""

    name: str


@dataclass(frozen=True, slots=True)
class Interval:
    """``INTERVAL 7 DAY``; ``unit`` is one of year quarter month week day hour minute second millisecond."""

    amount: Operand
    unit: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function of ``conditions.FUNCTIONS`` with its arguments; ``name`` is upper case."""

    name: str
    args: tuple[Operand, ...]


Operand = Literal | Bound | Joined | Column | Interval | Call


@dataclass(frozen=True, slots=True)
class Compare:
    """``op`` is one of = <> < <= > >= LIKE CONTAINS STARTS ENDS."""

    op: str
    left: Operand
    right: Operand


@dataclass(frozen=True, slots=True)
class Among:
    """``left IN (items)``; an item that is bound to a list stands for all its elements."""

    left: Operand
    items: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """``left IS NULL``."""

    left: Operand


@dataclass(frozen=True, slots=True)
class Between:
    """``low <= left <= high``."""

    left: Operand
    low: Operand
    high: Operand


@dataclass(frozen=True, slots=True)
class Truth:
    """An operand alone, such as a column that holds true or false."""

    operand: Operand


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    item: Condition


@dataclass(frozen=True, slots=True)
class Both:
    """All of them."""

    items: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of them."""

    items: tuple[Condition, ...]


Condition = Compare | Among | Missing | Between | Truth | Not | Both | Either


@dataclass(frozen=True, slots=True)
class Filter:
    """A whole filter; ``condition`` None matches every row, ``order`` holds (column, descending)."""

    condition: Condition | None = None
    order: tuple[tuple[str, bool], ...] = ()
    limit: Operand | None = None
    offset: Operand | None = None
