"""The tables of a bot, for those whose roles the table names in READ BY and WRITE BY.

A table or column that names no roles is open to the bot's authors and operators only, never to guests.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

import msgspec
from aiohttp import web

from server.access import allow, somebody, visitor
from server.api import Listed, Page, Routes
from server.errors import Refused, not_found
from server.policy import Action, Role
from server.routes.shapes import Done, Name, OfBot, bot_of
from server.tokens import Principal
from stdlib.functions.condition_tree import Bound, Column, Compare
from stdlib.ports.database import Database, Kind, Row, Selection, Table
from stdlib.tables.roles import Access
from stdlib.tables.saving import key_of
from stdlib.tables.search import words_in

routes = Routes()


class Rows(Page, kw_only=True):
    """Which rows, and in which order."""

    bot_name: Name = ""
    order_by: Name = ""
    order_dir: Literal["asc", "desc"] = "asc"


class Search(Page, kw_only=True):
    """Words that all stand in a row's texts."""

    q: Annotated[str, msgspec.Meta(max_length=200)]
    bot_name: Name = ""


class Count(msgspec.Struct):
    """How many rows there are."""

    count: int


class Stored(msgspec.Struct):
    """A row was kept; ``id`` is its key, null for a table without one."""

    id: int | float | str | None


@dataclass(frozen=True, slots=True)
class _Place:
    """A table of a bot, for one who asks."""

    table: Table
    database: Database
    access: Access

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def texts(self) -> list[str]:
        """Columns of text that may be read."""
        hidden = self.access.hidden
        return [c.name for c in self.table.columns if c.kind is Kind.TEXT and c.name.lower() not in hidden]

    async def find(self, selection: Selection) -> list[Row]:
        """Rows, without what may not be read."""
        self.access.read([name for name, _ in selection.order])
        return self.access.visible(await self.database.find(selection))

    async def count(self, selection: Selection) -> int:
        """How many rows there are, on all pages."""
        self.access.read()
        return int(await self.database.total(replace(selection, order=(), limit=None, offset=None), "COUNT"))


@routes.add("GET", "/api/db/{table}", Action.DATA)
async def rows(request: web.Request, query: Rows) -> Listed[Row]:
    """Rows of a table."""
    async with _table(request, query.bot_name, "read") as place:
        order = ((query.order_by, query.order_dir == "desc"),) if query.order_by else ()
        selection = Selection(place.name, order=order, limit=query.limit, offset=query.offset)
        return Listed(await place.find(selection), await place.count(selection), query.limit, query.offset)


@routes.add("GET", "/api/db/{table}/count", Action.DATA)
async def count(request: web.Request, query: OfBot) -> Count:
    """How many rows a table has."""
    async with _table(request, query.bot_name, "read") as place:
        return Count(await place.count(Selection(place.name)))


@routes.add("GET", "/api/db/{table}/search", Action.DATA)
async def search(request: web.Request, query: Search) -> Listed[Row]:
    """Rows whose texts hold every word, without regard to case."""
    words = query.q.lower().split()
    async with _table(request, query.bot_name, "read") as place:
        columns = place.texts
        if not words or not columns:
            return Listed([], 0, query.limit, query.offset)
        where = words_in(columns, len(words))
        selection = Selection(place.name, where, words, limit=query.limit, offset=query.offset)
        return Listed(await place.find(selection), await place.count(selection), query.limit, query.offset)


@routes.add("POST", "/api/db/{table}", Action.DATA, status=201)
async def insert(request: web.Request, body: dict[str, Any], query: OfBot) -> Stored:
    """Add a row."""
    async with _table(request, query.bot_name, "change") as place:
        place.access.write(_row(body))
        (id,) = await place.database.insert(place.name, [body])
    return Stored(id)


@routes.add("GET", "/api/db/{table}/{key}", Action.DATA)
async def row(request: web.Request, query: OfBot) -> Row:
    """One row, by its key."""
    async with _table(request, query.bot_name, "read") as place:
        found = await place.find(replace(_one(request, place), limit=1))
    if not found:
        raise not_found("row")
    return found[0]


@routes.add("PUT", "/api/db/{table}/{key}", Action.DATA)
@routes.add("PATCH", "/api/db/{table}/{key}", Action.DATA)
async def update(request: web.Request, body: dict[str, Any], query: OfBot) -> Done:
    """Change the columns that are given of one row."""
    async with _table(request, query.bot_name, "change") as place:
        place.access.write(_row(body))
        if not await place.database.update(_one(request, place), body):
            raise not_found("row")
    return Done()


@routes.add("DELETE", "/api/db/{table}/{key}", Action.DATA)
async def delete(request: web.Request, query: OfBot) -> Done:
    """Remove one row."""
    async with _table(request, query.bot_name, "change") as place:
        place.access.write()
        if not await place.database.delete(_one(request, place)):
            raise not_found("row")
    return Done()


@asynccontextmanager
async def _table(request: web.Request, bot_name: str, verb: str) -> AsyncIterator[_Place]:
    """The table that the path names, for what whoever asks may do with it."""
    bot, name = bot_of(request, bot_name), request.match_info["table"]
    visitor(request, bot)
    if not bot.world.has_rows or "." in name:
        raise not_found("table")
    async with bot.world.ports() as ports:
        assert ports.databases is not None
        database = await ports.databases.open("")
        table = await database.table(name)
        if table is None:
            raise not_found("table")
        if not (table.read_by if verb == "read" else table.write_by):
            await allow(request, Action.DATA_ANY)
        access = Access("this request", table, _roles(somebody(request), table))
        yield _Place(table, database, access)


def _roles(who: Principal, table: Table) -> frozenset[str]:
    """The roles of whoever asks, as a table sees them: an administrator has every one."""
    if Role.ADMIN in who.roles:
        every = [*table.read_by, *table.write_by, *(r for c in table.columns for r in (*c.read_by, *c.write_by))]
        return frozenset(role.strip().lower() for role in every)
    return who.roles | {"guest" if who.guest else Role.USER}


def _row(body: dict[str, Any]) -> Row:
    if not body:
        raise Refused(400, "bad_request", "a row has at least one column")
    return body


def _one(request: web.Request, place: _Place) -> Selection:
    """The row that the path names."""
    text, key = request.match_info["key"], key_of(place.table)
    column = next((c for c in place.table.columns if c.name.lower() == key.lower()), None)
    if column is None:
        raise not_found("row")
    if column.kind is not Kind.INTEGER:
        return Selection(place.name, Compare("=", Column(column.name), Bound(0)), [text])
    if not (text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() and abs(int(text[:30])) < 1 << 63):
        raise not_found("row")
    return Selection(place.name, Compare("=", Column(column.name), Bound(0)), [int(text)])
