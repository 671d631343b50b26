"""Rows added, changed and merged, with their changes recorded, for every dialect of SQL.

Only ``sql_database`` calls it, always inside a transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stdlib.adapters import sql_schema as schema
from stdlib.adapters.sql_changes import create, new_table
from stdlib.adapters.sql_rows import Batch, Fitting, chosen, record
from stdlib.adapters.sql_schema import Known, Link
from stdlib.functions.condition_tree import Among, Literal
from stdlib.functions.condition_tree import Column as ColumnOperand
from stdlib.ports import KeywordFault
from stdlib.ports.database import Change, Kind, Merged, Row, Selection
from stdlib.tables.sql_text import RowCheck
from stdlib.tables.sql_values import Misfit, fitted

_PORTION = 200


def cell(row: Mapping[str, Any], name: str) -> Any:
    """The value of a column, whose name is written in any case."""
    lowered = name.lower()
    return next((value for key, value in row.items() if key.lower() == lowered), None)


async def receiving(link: Link, name: str, rows: Sequence[Mapping[str, Any]]) -> Known | None:
    """The table that takes these rows; in the bot's own database it is made. None when there is nothing to store."""
    known = await schema.lookup(link, name)
    if known is None and link.own and rows:
        await link.exclusive(name)
        known = await schema.lookup(link, name)
        if known is None:
            known = await create(link, new_table(name, dict(rows[0])), True)
    if known is None and not link.own:
        await schema.needed(link, name)
    return known if rows else None


async def insert(link: Link, known: Known, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Add rows; gives their ids."""
    fitting = Fitting(link, known)
    cells = [await fitting.row(row, fresh=True) for row in rows]
    cells = [await fitting.row(row, fresh=True) for row in rows] if fitting.grew else cells
    made = await Batch(link, fitting.known).insert(cells)
    await record(link, [Change("insert", known.table.name, None, row) for row in made])
    return [cell(row, "id") for row in made]


async def update(link: Link, known: Known, rows: Sequence[tuple[Any, Row, Mapping[str, Any]]]) -> int:
    """Change rows, given as their places, what they were, and their new values; gives their number."""
    fitting = Fitting(link, known)
    cells = [await fitting.row(after) for _, _, after in rows]
    cells = [await fitting.row(after) for _, _, after in rows] if fitting.grew else cells
    await Batch(link, fitting.known).update([(place, new) for (place, _, _), new in zip(rows, cells, strict=True)])
    changes = [
        Change("update", known.table.name, before, {**before, **new})
        for (_, before, _), new in zip(rows, cells, strict=True)
    ]
    await record(link, changes)
    return len(rows)


async def merge(
    link: Link, known: Known, rows: Sequence[dict[str, Any]], key: str, skipped: int, now: Callable[[], dt.datetime]
) -> Merged:
    """Rows whose key is there change it; of several new ones with one key the later complete the first."""
    column = known.column(key)
    if column is None:
        known = (await _grown_for(link, known, rows)).known
        column = schema.column_needed(known, key)
    inserted = updated = 0
    for start in range(0, len(rows), _PORTION):
        there = await _rows_with(link, known, column.name, rows[start : start + _PORTION], now)
        fresh: dict[Any, dict[str, Any]] = {}
        changed: list[tuple[Any, Row, Mapping[str, Any]]] = []
        for row in rows[start : start + _PORTION]:
            value = _key(known, column.name, column.kind, cell(row, key))
            if value in there:
                changed.append((*there[value], row))
                there[value] = (there[value][0], {**there[value][1], **row})
            elif value in fresh:
                fresh[value].update(row)
            else:
                fresh[value] = dict(row)
                inserted += 1
                continue
            updated += 1
        await update(link, known, changed)
        await insert(link, (await schema.needed(link, known.table.name)), list(fresh.values()))
        known = await schema.needed(link, known.table.name)
        column = schema.column_needed(known, key)
    return Merged(inserted, updated, skipped)


async def _grown_for(link: Link, known: Known, rows: Sequence[Mapping[str, Any]]) -> Fitting:
    fitting = Fitting(link, known)
    for row in rows:
        await fitting.row(row)
    return fitting


def _key(known: Known, name: str, kind: Kind, value: Any) -> Any:
    try:
        return fitted(value, kind)
    except Misfit:
        if known.grown:
            return value
        raise KeywordFault("GB7103", f'the key {name} of "{known.table.name}" cannot hold {value!r:.80}') from None


async def _rows_with(
    link: Link, known: Known, key: str, rows: Sequence[Mapping[str, Any]], now: Callable[[], dt.datetime]
) -> dict[Any, tuple[Any, Row]]:
    """Places and rows by the value of their key, for the keys of these rows."""
    values = [_key(known, key, known.kinds[key], cell(row, key)) for row in rows]
    where = Among(ColumnOperand(key), tuple(Literal(value) for value in values))
    found = await chosen(link, known, Selection(known.table.name, where), RowCheck((), now), [], locked=True)
    return {row[key]: (place, row) for place, row in reversed(found)}
