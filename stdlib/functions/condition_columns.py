"""Which columns a condition or an operand looks at, by their names as written.

Reads the tree and nothing else. Called by the roles of tables and by what writes conditions as SQL.
"""

from __future__ import annotations

from stdlib.functions.condition_tree import (
    Among,
    Between,
    Both,
    Call,
    Column,
    Compare,
    Condition,
    Either,
    Interval,
    Missing,
    Not,
    Operand,
    Truth,
)


def columns_in(condition: Condition | None) -> set[str]:
    """Names of all columns that a condition looks at."""
    match condition:
        case None:
            return set()
        case Both(items) | Either(items):
            return set().union(*map(columns_in, items))
        case Not(item):
            return columns_in(item)
        case Compare(_, left, right):
            return columns_of(left) | columns_of(right)
        case Among(left, items):
            return columns_of(left).union(*map(columns_of, items))
        case Between(left, low, high):
            return columns_of(left) | columns_of(low) | columns_of(high)
        case Missing(left) | Truth(left):
            return columns_of(left)


def columns_of(operand: Operand) -> set[str]:
    """Names of all columns in an operand."""
    match operand:
        case Column(name):
            return {name}
        case Call(_, args):
            return set().union(*map(columns_of, args))
        case Interval(amount, _):
            return columns_of(amount)
        case _:
            return set()
