"""Writes rows through a place: what SAVE, INSERT, UPDATE and MERGE do once they know their rows.

Roles are checked before anything is written. Called by the data keywords.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from stdlib.functions.condition_columns import columns_of
from stdlib.functions.condition_tree import Call, Column, Joined
from stdlib.ports import KeywordFault
from stdlib.ports.database import Merged, Row, Selection
from stdlib.tables.arguments import name_of, stored
from stdlib.tables.file_table import FileTables
from stdlib.tables.places import Place
from stdlib.tables.saving import key_of

OPERANDS = Call | Column | Joined
"""What stands for a value that the database computes from the row's own columns."""


async def store(place: Place, rows: Sequence[Row]) -> list[Any]:
    """Insert each row, or change the one with the same key; gives the keys in the order of the rows."""
    place.may_write(list(rows))
    key = key_of(place.table)
    keys = [_key_in(row, key) for row in rows]
    known = [row for row, value in zip(rows, keys, strict=True) if value is not None]
    new = [_without(row, key) for row, value in zip(rows, keys, strict=True) if value is None]
    async with _together(place, both=bool(known) and bool(new)):
        if known:
            await place.database.merge(place.name, known, key)
        ids = iter(await place.database.insert(place.name, new) if new else [])
    return [next(ids) if value is None else value for value in keys]


def _together(place: Place, *, both: bool) -> Any:
    """One transaction for two writes; a file has none."""
    return nullcontext() if isinstance(place.database, FileTables) or not both else place.database.transaction()


def _key_in(row: Row, key: str) -> Any:
    """The value of the key column, None when there is none or it is empty."""
    found = next((value for name, value in row.items() if name.lower() == key.lower()), None)
    return None if found == "" else found


def _without(row: Row, key: str) -> Row:
    return {column: value for column, value in row.items() if column.lower() != key.lower()}


async def inserted(place: Place, rows: Sequence[Row]) -> dict[str, Any]:
    """What INSERT gives; a row that a rule of the table refuses is no fault but an ``error``."""
    place.may_write(list(rows))
    result: dict[str, Any] = {"command": "insert", "table": place.name, "id": None, "success": True}
    try:
        ids = await place.database.insert(place.name, rows)
    except KeywordFault as fault:
        if fault.code != "GB7103":
            raise
        return {**result, "success": False, "error": fault.message}
    return {**result, "id": ids[0] if len(ids) == 1 else ids}


async def change_rows(place: Place, chosen: Selection, new: Mapping[str, Any]) -> int:
    """Change the chosen rows; gives their number."""
    row: Row = {}
    looked_at: set[str] = set()
    for name, value in new.items():
        computed = isinstance(value, OPERANDS)
        looked_at |= columns_of(value) if computed else set()
        row[name_of(place.keyword, "values", name, "a column")] = value if computed else stored(value)
    if not row:
        raise KeywordFault("GB6004", f"{place.keyword} needs at least one column with a value")
    place.has_columns(looked_at)
    place.may_write([row])
    place.may_select(replace(chosen, columns=tuple(looked_at)))
    return await place.database.update(chosen, row)


async def merge_rows(place: Place, rows: Sequence[Row], key: str) -> Merged:
    """Insert or update each row by its key."""
    place.may_write(list(rows))
    if not rows:
        return Merged()
    return await place.database.merge(place.name, rows, key)
