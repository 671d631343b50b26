"""What the name of a table means: a table of the bot, of a named connection, or a file that stands for a table.

``orders`` is the bot's own, ``erp.orders`` one of the connection erp, ``.orders`` one of the connection called
default, ``orders.csv`` a file. Called by the data keywords first of all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stdlib.context import Context
from stdlib.functions.condition_columns import columns_in
from stdlib.ports import KeywordFault
from stdlib.ports.database import Database, Row, Selection, Table
from stdlib.tables.arguments import connection_of, name_of
from stdlib.tables.file_table import FILE_KINDS, FileTables
from stdlib.tables.roles import Access, roles_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table is. ``access`` is None for a table that nothing is declared of."""

    ctx: Context
    keyword: str
    name: str
    database: Database | FileTables
    access: Access | None
    own: bool

    @property
    def table(self) -> Table | None:
        """The table as declared, None when it is not known."""
        return None if self.access is None else self.access.table

    async def find(self, selection: Selection) -> list[Row]:
        """The rows, without what the user may not see."""
        if self.access is None:
            return await self.database.find(selection)
        self.access.read(_named(selection))
        rows = await self.database.find(selection)
        return (await self._access_now(self.access, selection)).visible(rows)

    async def _access_now(self, access: Access, selection: Selection) -> Access:
        """As it is by the table that the rows came from: it may have been declared anew since the place was found."""
        table = None if isinstance(self.database, FileTables) else self.database.seen(self.name)
        if table is None or table is access.table:
            return access
        access = Access(self.keyword, table, await _roles(self.ctx, table))
        access.read(_named(selection))
        return access

    async def total(self, selection: Selection, operation: str, column: str) -> Any:
        """A total of the rows; GB7107 unless the user may see what it is of."""
        if self.access is not None:
            self.access.read(_named(selection) | {column})
        return await self.database.total(selection, operation, column)

    def has_columns(self, names: set[str]) -> None:
        """GB7102 unless the declared table has these columns, which a new value is computed from."""
        if self.table is None:
            return
        known = {column.name.lower() for column in self.table.columns}
        for name in sorted(names):
            if name.lower() not in known:
                hint = "a variable must get its value before, or be a PARAM"
                raise KeywordFault("GB7102", f"{self.table.name} has no column {name} for {self.keyword}; {hint}")

    def may_write(self, rows: list[Row]) -> None:
        """GB7107 unless the user may write these columns."""
        if self.access is not None:
            self.access.write({name for row in rows for name in row})

    def may_select(self, selection: Selection) -> None:
        """GB7107 unless the user may look at the columns of a condition."""
        if self.access is not None:
            self.access.read(_named(selection))


def _named(selection: Selection) -> set[str]:
    return columns_in(selection.where) | {name for name, _ in selection.order} | set(selection.columns)


async def database_of(ctx: Context, connection: str = "") -> Database:
    """The database of a connection; the one called default stands for the bot's own unless it is configured."""
    if connection.lower() != "default":
        return await ctx.databases.open(connection)
    try:
        return await ctx.databases.open(connection)
    except KeywordFault as fault:
        if fault.code != "GB7106":
            raise
        return await ctx.databases.open("")


async def place_of(ctx: Context, keyword: str, table: Any, connection: Any = None, *, reads: bool = False) -> Place:
    """The place that the arguments name; GB6004 when they name none.

    Where nothing but ``Place.find`` follows (``reads``), a table that is open to all is taken as it was last seen.
    """
    name = name_of(keyword, "table", table, "a table")
    named = connection_of(keyword, connection)
    if name.lower().endswith(FILE_KINDS) and not named:
        return Place(ctx, keyword, name, FileTables(ctx.files, ctx.bot, ctx.env.now), None, own=False)
    before, point, after = name.partition(".")
    if point and not named:
        name, named = after.strip(), before.strip() or "default"
    if not name:
        raise KeywordFault("GB6004", f"{keyword} needs the name of a table behind the connection {named}")
    database = await database_of(ctx, named)
    found = database.seen(name) if reads else None
    if found is None or _limited(found):
        found = await database.table(name)
    access = None if found is None else Access(keyword, found, await _roles(ctx, found))
    return Place(ctx, keyword, name, database, access, own=not named)


async def _roles(ctx: Context, table: Table) -> frozenset[str]:
    """The user's roles, when the table asks for any."""
    return await roles_of(ctx) if _limited(table) else frozenset()


def _limited(table: Table) -> bool:
    return bool(table.read_by or table.write_by or any(c.read_by or c.write_by for c in table.columns))
