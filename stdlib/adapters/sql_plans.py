"""Statements kept by the shape of what they look for: rows whose columns equal whole numbers or plain texts.

Such values become parameters as they are, so the text that was written for one is the text for all. Writes no SQL
itself. Called by ``sql_rows``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from stdlib.adapters.sql_schema import Known
from stdlib.functions.condition_tree import Both, Bound, Column, Compare, Condition, Literal
from stdlib.ports.database import Kind, Selection
from stdlib.tables.sql_text import plain_name
from stdlib.tables.sql_values import HIGH, LOW

MOST_PLANS = 64
"""Statements that are kept for a table; one more, and all are forgotten."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A statement that decides exactly, and the columns it gives behind the place of a row."""

    sql: str
    read: Sequence[str]
    kinds: Sequence[Kind]


def keep(known: Known, shape: Any, plan: Plan) -> None:
    """Keep the plan for this shape of ``shape_of``."""
    if len(known.plans) >= MOST_PLANS:
        known.plans.clear()
    known.plans[shape] = plan


def shape_of(known: Known, selection: Selection, names: Sequence[str], locked: bool) -> tuple[Any, list[Any]] | None:
    """What tells the statement of a selection from others, and its parameters; None where it depends on the values."""
    columns: list[str] = []
    values: list[Any] = []
    where = selection.where
    for item in where.items if isinstance(where, Both) else (where,):
        found = _equal(known, item, selection.values)
        if found is None:
            return None
        columns.append(found[0])
        values.append(found[1])
    return (*columns, None, *names, None, selection.order, selection.limit, selection.offset, locked), values


def _equal(known: Known, condition: Condition | None, values: Sequence[Any]) -> tuple[str, Any] | None:
    """Column and value of a comparison that every database makes as the language does."""
    if not isinstance(condition, Compare) or condition.op != "=" or not isinstance(condition.left, Column):
        return None
    right = condition.right
    value = values[right.index] if isinstance(right, Bound) else right.value if isinstance(right, Literal) else None
    name = known.names.get(plain_name(condition.left.name, known.names))
    kind = None if name is None else known.kinds[name]
    if name is None or not (
        (kind is Kind.INTEGER and type(value) is int and LOW <= value <= HIGH)
        or (kind is Kind.TEXT and type(value) is str and value and value.isascii() and "\0" not in value)
    ):
        return None
    return name, value
