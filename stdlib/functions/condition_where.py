"""Reads the tree of a WHERE clause, which the compiler wrote as JSON, into a ``condition_tree.Condition``.

Operands are ``{"col": name}`` and ``{"v": number}``; nothing in it is text to be parsed. Called by ``conditions``.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from stdlib.functions.arguments import wrong
from stdlib.functions.condition_tree import (
    Among,
    Both,
    Bound,
    Column,
    Compare,
    Condition,
    Either,
    Filter,
    Not,
    Operand,
)

_SIGNS = frozenset({"=", "<>", "<", "<=", ">", ">=", "like", "contains", "starts", "ends"})
_DEEPEST = 200
_LONGEST_KEPT = 1000  # characters of a tree that is remembered


def read_where(tree: str) -> tuple[Filter, int]:
    """The filter, and the highest number of a bound value in it, -1 for none; GB6004 when the JSON is not such a tree
    or is nested more than 200 deep."""
    return _read(tree) if len(tree) < _LONGEST_KEPT else _read.__wrapped__(tree)


@lru_cache(maxsize=256)
def _read(tree: str) -> tuple[Filter, int]:
    try:
        condition = _node(json.loads(tree), 0)
        return Filter(condition), _highest_bound(condition)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise wrong("this condition was not written by the compiler") from None


def _node(node: Any, depth: int) -> Condition:
    if depth > _DEEPEST:
        raise wrong(f"a condition can be nested at most {_DEEPEST} deep")
    name, *rest = node
    if name == "and":
        return Both(tuple(_node(item, depth + 1) for item in rest))
    if name == "or":
        return Either(tuple(_node(item, depth + 1) for item in rest))
    if name == "not":
        (inner,) = rest
        return Not(_node(inner, depth + 1))
    operator, left, right = rest
    if name != "cmp" or (operator != "in" and operator not in _SIGNS):
        raise ValueError(operator)
    if operator == "in":
        return Among(_operand(left), (_operand(right),))
    return Compare(operator.upper(), _operand(left), _operand(right))


def _operand(operand: dict[str, Any]) -> Operand:
    if "col" in operand:
        return Column(str(operand["col"]))
    index = operand["v"]
    if type(index) is not int or index < 0:
        raise ValueError(index)
    return Bound(index)


def _highest_bound(condition: Condition | None) -> int:
    """The highest number of a bound value in a tree that ``read_where`` made; -1 for none."""
    match condition:
        case Both(items) | Either(items):
            return max(map(_highest_bound, items), default=-1)
        case Not(item):
            return _highest_bound(item)
        case Among(left, (right,)) | Compare(_, left, right):
            return max(side.index if isinstance(side, Bound) else -1 for side in (left, right))
        case _:
            return -1
