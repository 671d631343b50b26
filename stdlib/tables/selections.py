"""Turns the arguments of FIND, UPDATE, DELETE and AGGREGATE into a ``Selection`` for the port. Builds no text.

Conditions come as a filter's text with bound values, as the tree of a WHERE, or as the id of one row. Called by the
data keywords.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from stdlib.context import Context
from stdlib.functions.condition_check import Check
from stdlib.functions.condition_tree import Bound, Column, Compare, Filter
from stdlib.functions.conditions import filter_of
from stdlib.ports import KeywordFault
from stdlib.ports.database import Selection
from stdlib.tables.arguments import count_of, name_of, stored
from vm.value import Array, BasicError, Object

MOST_ROWS = 1000
"""Rows that a FIND gives when neither it nor SET MAX LINES says how many."""

MAX_LINES = "(max lines)"
"""Where the state of a conversation keeps what SET MAX LINES said."""


def selected(ctx: Context, keyword: str, table: str, condition: Any) -> Selection:
    """The rows that fit a filter or a WHERE; nothing at all selects every row."""
    found, values = _read(keyword, condition)
    limit = offset = None
    if found.limit is not None or found.offset is not None:
        check = Check(values, ctx.env.now)
        limit = None if found.limit is None else count_of(keyword, "LIMIT", check.value(found.limit, None))
        offset = None if found.offset is None else count_of(keyword, "OFFSET", check.value(found.offset, None))
    return Selection(table, found.condition, [stored(value) for value in values], found.order, limit, offset)


def at_most(selection: Selection, limit: int) -> Selection:
    """With this limit instead of its own."""
    s = selection  # written out, for every FIND comes this way and ``replace`` takes as long as all the rest
    return Selection(s.table, s.where, s.values, s.order, limit, s.offset, s.columns)


def _read(keyword: str, condition: Any) -> tuple[Filter, list[Any]]:
    try:
        return filter_of(keyword, condition)
    except BasicError as error:
        raise KeywordFault(error.code, _named(keyword, error.message)) from error


def _named(keyword: str, message: str) -> str:
    return message if message.startswith(keyword) else f"{keyword}: {message}"


def selected_by_filter_or_id(ctx: Context, keyword: str, table: str, value: Any, key: str) -> Selection:
    """As ``selected``, but a number, or text without a comparison, is the value of the key column.

    GB6004 for nothing and for empty text: a condition that got lost must not mean every row.
    """
    one = sole_value(value)
    if one is None or (isinstance(one, str) and not one.strip()):
        needed = f'a condition such as "status = 1"; an empty one would mean every row of {table}'
        raise KeywordFault("GB6004", f"{keyword} needs {needed}")
    if one is not value or not isinstance(one, str | Object) or (isinstance(one, str) and not _COMPARES.search(one)):
        return by_column(table, key, one.strip() if isinstance(one, str) else one)
    found = selected(ctx, keyword, table, value)
    if found.where is None:
        raise KeywordFault("GB6004", f"{keyword} needs a condition that says which rows of {table} it means")
    return found


_COMPARES = re.compile(r"[=<>]|\b(?:LIKE|IN|IS|BETWEEN|CONTAINS|STARTS|ENDS|ORDER|LIMIT)\b", re.IGNORECASE)


def sole_value(value: Any) -> Any:
    """The value of a filter that is nothing but one value, ``"${id}"``; else the filter itself."""
    if not isinstance(value, Object):
        return value
    parts, values = value.get("parts"), value.get("values")
    if isinstance(parts, Array) and isinstance(values, Array) and len(values) == 1 and not any(map(_shown, parts)):
        return values[0]
    return value


def _shown(part: Any) -> bool:
    return not isinstance(part, str) or bool(part.strip())


def by_column(table: str, column: str, value: Any) -> Selection:
    """The rows whose column has this value."""
    return Selection(table, Compare("=", Column(column), Bound(0)), [stored(value)])


def ordered(keyword: str, selection: Selection, order: Any) -> Selection:
    """With the order of an ORDER BY clause."""
    if order is None:
        return selection
    columns = tuple(
        (name_of(keyword, "ORDER BY", item.get("field"), "a column"), item.get("descending") is True) for item in order
    )
    return replace(selection, order=columns)


def limited(ctx: Context, keyword: str, selection: Selection, limit: Any) -> Selection:
    """With LIMIT, and never more than SET MAX LINES allows."""
    asked: Sequence[int] = [n for n in (selection.limit,) if n is not None]
    if limit is not None:
        asked = [*asked, count_of(keyword, "LIMIT", limit)]
    most = ctx.state.values.get(MAX_LINES)
    if isinstance(most, int):
        asked = [*asked, most]
    return at_most(selection, min(asked) if asked else MOST_ROWS)
