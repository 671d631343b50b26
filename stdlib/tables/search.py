"""SEARCH and AUTOCOMPLETE: rows whose texts hold words, or begin with what was typed, without regard to case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stdlib.functions.condition_tree import Both, Bound, Call, Column, Compare, Condition, Either
from stdlib.ports import KeywordFault
from stdlib.ports.database import Kind, Row, Selection
from stdlib.tables.places import Place


async def matching_rows(place: Place, words: Sequence[str], chosen: Selection, *, begins: bool) -> list[Row]:
    """Rows in which every word stands in one of the texts, or at its beginning; none without words."""
    wanted = [word.lower() for word in words if word.strip()]
    columns = await _texts(place)
    if not wanted or not columns:
        return []
    where = words_in(columns, len(wanted), "STARTS" if begins else "CONTAINS")
    return await place.find(replace(chosen, where=where, values=wanted))


def words_in(columns: Sequence[str], count: int, operator: str = "CONTAINS", first: int = 0) -> Condition:
    """Every one of ``count`` bound words, in lower case and from number ``first`` on, stands in one of the columns."""
    items = tuple(_any_of(columns, operator, number) for number in range(first, first + count))
    return items[0] if len(items) == 1 else Both(items)


def _any_of(columns: Sequence[str], operator: str, number: int) -> Condition:
    items = tuple(Compare(operator, Call("LOWER", (Column(name),)), Bound(number)) for name in columns)
    return items[0] if len(items) == 1 else Either(items)


async def _texts(place: Place) -> list[str]:
    """Columns of text that the user may read."""
    if place.access is not None:
        place.access.read()
        hidden = place.access.hidden
        columns = place.access.table.columns
        return [c.name for c in columns if c.kind is Kind.TEXT and c.name.lower() not in hidden]
    if place.own:
        raise KeywordFault("GB7101", f"there is no table {place.name}")
    rows = await place.find(Selection(place.name, limit=1))
    return list(rows[0]) if rows else []
