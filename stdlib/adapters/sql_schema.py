"""Tables as a database has them: read, made, grown and widened, for every dialect of SQL.

The bot's own database keeps each table's declaration (kinds, roles, order of columns) in ``gb_tables``; what has no
entry there, and any other database, is read from the catalog of the database. Called by ``sql_database`` only.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from diagnostics.spell import nearest
from stdlib.adapters.sql_own import RESERVED
from stdlib.encoding import pack, unpack
from stdlib.ports import KeywordFault
from stdlib.ports.database import Column, Kind, Table
from stdlib.tables.sql_values import Dialect
from vm.value import from_python, to_python


@dataclass(frozen=True, slots=True)
class Known:
    """A table that is there. ``grown``: it takes new columns. ``kept``: its declaration is in ``gb_tables``.

    ``kinds`` are by the names that the database has, ``names`` these names by their lower case. ``plans`` are the
    statements of ``sql_plans``.
    """

    table: Table
    grown: bool = False
    kept: bool = False
    kinds: dict[str, Kind] = field(init=False, compare=False, repr=False)
    names: dict[str, str] = field(init=False, compare=False, repr=False)
    plans: dict[Any, Any] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", {column.name: column.kind for column in self.table.columns})
        object.__setattr__(self, "names", {column.name.lower(): column.name for column in self.table.columns})
        object.__setattr__(self, "plans", {})

    def column(self, name: str) -> Column | None:
        """The column with this name in any case."""
        lowered = name.lower()
        return next((column for column in self.table.columns if column.name.lower() == lowered), None)


@dataclass
class Cache:
    """Tables that one connection has read, good for one version of the schema."""

    version: int = -1
    tables: dict[str, Known] = field(default_factory=dict)


class Link(Protocol):
    """One connection, as the statements of this package use it."""

    dialect: Dialect
    own: bool
    cache: Cache

    async def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Sequence[Any]]:
        """All rows of a query."""

    def each(self, sql: str, params: Sequence[Any], whole: bool = True) -> AsyncGenerator[list[Sequence[Any]], None]:
        """Rows of a query in portions; ``whole``: all of them will be read."""

    async def run(self, sql: str, params: Sequence[Any] = ()) -> int:
        """Run a statement; gives how many rows it changed."""

    async def run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each row of parameters."""

    async def version(self) -> int:
        """A number that changes when the schema may have."""

    async def exclusive(self, table: str) -> None:
        """Until the transaction ends nobody else makes this table or merges into it."""

    async def changed(self) -> None:
        """The schema was changed on this connection."""

    async def introspect(self, name: str) -> Table | None:
        """A table read from the database's own catalog."""

    async def names(self) -> list[str]:
        """Names of all tables of the database."""


def meant(name: str, names: Sequence[str]) -> str:
    """The end of a message: which name may have been meant, or which there are."""
    by_lower = {known.lower(): known for known in names}
    if close := nearest(name.lower(), by_lower):
        return f'; did you mean "{by_lower[close]}"?'
    return f"; there are {', '.join(sorted(names)[:20])}" if names else ""


async def lookup(link: Link, name: str) -> Known | None:
    """The table with this name in any case."""
    version = await link.version()
    if version != link.cache.version:
        link.cache.version = version
        link.cache.tables.clear()
    key = name.lower()
    found = link.cache.tables.get(key)
    if found is None:
        found = await _read(link, key)
        if found is not None:
            link.cache.tables[key] = found
    return found


async def _read(link: Link, key: str) -> Known | None:
    if key.startswith(RESERVED) and link.own:
        return None
    kept = await _kept(link, key)
    if kept is not None:
        return kept
    table = await link.introspect(key)
    if table is None:
        return None
    # Another connection may have made the table between the two looks: what it kept can be seen by now.
    return await _kept(link, key) or Known(table)


async def _kept(link: Link, key: str) -> Known | None:
    """What the bot's own database has kept of a table it made."""
    if not link.own:
        return None
    rows = await link.rows(link.dialect.numbered("SELECT grown, spec FROM gb_tables WHERE name = ?"), (key,))
    return Known(_unpacked(bytes(rows[0][1])), bool(rows[0][0]), True) if rows else None


async def needed(link: Link, name: str) -> Known:
    """As ``lookup``; GB7101 names the nearest table when there is none."""
    found = await lookup(link, name)
    if found is None:
        raise KeywordFault("GB7101", f'there is no table "{name[:80]}"{meant(name, await names(link))}')
    return found


async def names(link: Link) -> list[str]:
    """Names of all tables that a program may see, sorted."""
    return sorted(name for name in await link.names() if not (link.own and name.lower().startswith(RESERVED)))


def column_needed(known: Known, name: str) -> Column:
    """The column; GB7102 names the nearest one when there is none."""
    found = known.column(name)
    if found is None:
        there = [column.name for column in known.table.columns]
        raise KeywordFault("GB7102", f'the table "{known.table.name}" has no column "{name[:80]}"{meant(name, there)}')
    return found


# ---------------------------------------------------------------- declarations as bytes


def packed(table: Table) -> bytes:
    """The declaration of a table, to be kept."""
    columns = [
        [c.name, str(c.kind), c.length, c.required, c.key, c.unique, c.default, c.references, list(c.read_by),
         list(c.write_by)]
        for c in table.columns
    ]  # fmt: skip
    unique = [list(names) for names in table.unique]
    return pack(from_python([table.name, columns, unique, list(table.read_by), list(table.write_by)]))


def _unpacked(data: bytes) -> Table:
    name, columns, unique, read_by, write_by = to_python(unpack(data))
    made = tuple(
        Column(c[0], Kind(c[1]), c[2], c[3], c[4], c[5], c[6], c[7], tuple(c[8]), tuple(c[9])) for c in columns
    )
    return Table(name, made, tuple(map(tuple, unique)), tuple(read_by), tuple(write_by))
