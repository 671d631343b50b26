"""MERGE INTO ... ON: changes the rows that meet a condition, or adds one that does.

Called by MERGE only.
"""

from __future__ import annotations

from typing import Any

from stdlib.context import Context
from stdlib.functions.condition_tree import Both, Bound, Column, Compare, Condition
from stdlib.ports import KeywordFault
from stdlib.ports.database import Merged, Row
from stdlib.tables.file_table import FileTables
from stdlib.tables.places import Place
from stdlib.tables.selections import selected
from stdlib.tables.storing import change_rows, store


async def merge_by_match(ctx: Context, place: Place, match: Any, fields: Row) -> Merged:
    """Update what ``match`` selects; when that is nothing, insert the fields with the columns of the match."""
    chosen = selected(ctx, "MERGE", place.name, match)
    keys = match_columns(chosen.where, chosen.values)
    if isinstance(place.database, FileTables) or await place.database.table(place.name) is None:
        return await _merge(place, chosen, fields, keys)
    async with place.database.transaction():
        return await _merge(place, chosen, fields, keys)


async def _merge(place: Place, chosen: Any, fields: Row, keys: Row) -> Merged:
    try:
        changed = await change_rows(place, chosen, fields)
    except KeywordFault as fault:
        if fault.code != "GB7101":
            raise
        changed = 0
    if changed:
        return Merged(updated=changed)
    await store(place, [{**keys, **fields}])
    return Merged(inserted=1)


def match_columns(condition: Condition | None, values: Any) -> Row:
    """Columns and values of ``a = 1 AND b = 2``; GB6004 for any other condition."""
    match condition:
        case Compare("=", Column(name), Bound(index)):
            return {name: values[index]}
        case Both(items):
            found: Row = {}
            for item in items:
                found |= match_columns(item, values)
            return found
    raise KeywordFault("GB6004", "MERGE INTO needs ON column = value, joined by AND, so that it knows what to add")
