"""Tables that keywords keep their things in: tasks, leads, events of the calendar.

They are the bot's own tables, made when a keyword first needs one, and open to FIND, SAVE and TABLE like any other: a
table that the author has declared is used as it is, with the columns it lacks. Called by the families of keywords.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from stdlib.context import Context
from stdlib.functions.condition_tree import Both, Bound, Call, Column, Compare, Condition, Literal
from stdlib.ports import KeywordFault
from stdlib.ports.database import Column as TableColumn
from stdlib.ports.database import Kind, Row, Selection, Table
from stdlib.tables.arguments import stored
from stdlib.tables.places import Place, place_of
from stdlib.tables.saving import key_of
from stdlib.tables.selections import by_column
from stdlib.tables.storing import change_rows


def schema(name: str, columns: str) -> Table:
    """A table from ``"title, due datetime, done boolean"``; text where no kind is named. ``id`` counts up."""
    made = [TableColumn("id", Kind.INTEGER, key=True)]
    for line in columns.split(","):
        column, _, kind = line.strip().partition(" ")
        made.append(TableColumn(column, Kind(kind.removesuffix("!") or "text"), unique=kind.endswith("!")))
    return Table(name, tuple(made))


async def kept(ctx: Context, keyword: str, table: Table) -> Place:
    """The place of a table that keywords keep, which has all its columns."""
    place = await place_of(ctx, keyword, table.name)
    there = {column.name.lower() for column in place.table.columns} if place.table is not None else set()
    if {column.name for column in table.columns} - {"id"} <= there:
        return place
    await (await ctx.databases.open("")).ensure(table)
    return await place_of(ctx, keyword, table.name)


async def add(place: Place, row: Row) -> Any:
    """Add a row; gives its id. Columns without a value are left to the table."""
    row = {name: stored(value) for name, value in row.items() if value is not None}
    place.may_write([row])
    return (await place.database.insert(place.name, [row]))[0]


async def rows(place: Place, where: Condition | None = None, *values: Any, **more: Any) -> list[Row]:
    """The rows that fit a condition with its bound values; ``more`` are fields of a ``Selection``."""
    return await place.find(Selection(place.name, where, [stored(value) for value in values], **more))


async def row_with(place: Place, value: Any, *columns: str) -> Row | None:
    """The row whose key, else one of ``columns``, has this value."""
    for column in (key_of(place.table), *columns):
        found = await place.find(Selection(place.name, same(column), [stored(value)], limit=1))
        if found:
            return found[0]
    return None


async def row_needed(place: Place, value: Any, what: str, *columns: str) -> Row:
    """As ``row_with``; GB6004 when there is none."""
    found = await row_with(place, value, *columns)
    if found is None:
        shown = place.ctx.text(value)[:80] or "nothing"
        raise KeywordFault("GB6004", f"{place.keyword} finds no {what} {shown} in the table {place.name}")
    return found


async def change(place: Place, row: Row, new: Mapping[str, Any]) -> None:
    """Change one row that was found."""
    key = key_of(place.table)
    value = next(value for name, value in row.items() if name.lower() == key.lower())
    await change_rows(place, by_column(place.name, key, value), new)


def same(column: str, number: int = 0) -> Condition:
    """The column has the bound value of this number."""
    return Compare("=", Column(column), Bound(number))


def both(*items: Condition) -> Condition:
    """All conditions hold."""
    return Both(items)


def compared(column: str, operator: str, number: int) -> Condition:
    """The column compared with the bound value of this number."""
    return Compare(operator, Column(column), Bound(number))


_COUNTERS = schema("counters", "name text!, value integer")


@asynccontextmanager
async def alone(ctx: Context, keyword: str, name: str) -> AsyncIterator[int]:
    """A transaction in which nobody else is at the same time under this name; gives its number, from 1 on."""
    place = await kept(ctx, keyword, _COUNTERS)
    selection = Selection(place.name, same("name"), [name])
    await _begun(place, name)
    async with (database := await ctx.databases.open("")).transaction():
        await database.update(selection, {"value": Call("+", (Column("value"), Literal(1)))})
        yield int((await database.find(selection))[0]["value"])


async def next_number(ctx: Context, keyword: str, name: str) -> int:
    """The next number of a counter, from 1 on; each is given once, whatever else goes on at the same time."""
    async with alone(ctx, keyword, name) as number:
        return number


async def _begun(place: Place, name: str) -> None:
    """The counter is there; somebody else may make it at the same moment."""
    if await rows(place, same("name"), name):
        return
    try:
        await place.database.insert(place.name, [{"name": name, "value": 0}])
    except KeywordFault as fault:
        if fault.code != "GB7103":
            raise
