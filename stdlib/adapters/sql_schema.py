"""Tables as a database has them: read, made, grown and widened, for every dialect of SQL.

The bot's own database keeps each table's declaration (kinds, roles, order of columns) in ``gb_tables``; what has no
entry there, and any other database, is read from the catalog of the database. Called by ``sql_database`` only.
"""

from __future__ import annotations

import difflib
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from stdlib.adapters.sql_own import RESERVED
from stdlib.encoding import pack, unpack
from stdlib.ports import KeywordFault
from stdlib.ports.database import Column, Index, Kind, Table
from stdlib.tables.sql_phrases import TYPES, quoted
from stdlib.tables.sql_values import Dialect, kind_of, wanted
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


def nearest(name: str, names: Sequence[str]) -> str:
    """The end of a message: which name may have been meant, or which there are."""
    by_lower = {known.lower(): known for known in names}
    close = difflib.get_close_matches(name.lower(), list(by_lower), n=1)
    if close:
        return f'; did you mean "{by_lower[close[0]]}"?'
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
        raise KeywordFault("GB7101", f'there is no table "{name[:80]}"{nearest(name, await names(link))}')
    return found


async def names(link: Link) -> list[str]:
    """Names of all tables that a program may see, sorted."""
    return sorted(name for name in await link.names() if not (link.own and name.lower().startswith(RESERVED)))


def column_needed(known: Known, name: str) -> Column:
    """The column; GB7102 names the nearest one when there is none."""
    found = known.column(name)
    if found is None:
        there = [column.name for column in known.table.columns]
        raise KeywordFault(
            "GB7102", f'the table "{known.table.name}" has no column "{name[:80]}"{nearest(name, there)}'
        )
    return found


# ---------------------------------------------------------------- changing


def check_name(link: Link, what: str, name: str) -> None:
    """GB7105 for a name that no table, column or index may have."""
    if not name.strip() or len(name.encode("utf-8", "replace")) > 63 or not name.isprintable() or '"' in name:
        raise KeywordFault("GB7105", f'"{name[:80]}" cannot be the name of a {what}: use 1 to 63 letters and digits')
    if what == "table" and link.own and name.lower().startswith(RESERVED):
        raise KeywordFault("GB7105", f'"{name[:80]}" cannot be the name of a table: names with gb_ are the host\'s own')


def _column_sql(link: Link, column: Column, alone: bool) -> str:
    """Column line of CREATE TABLE; ``alone``: it is the only column of the primary key."""
    integer_key = alone and column.key and column.kind is Kind.INTEGER
    if link.dialect is Dialect.SQLITE:
        if integer_key:
            return f"{quoted(column.name)} INTEGER PRIMARY KEY AUTOINCREMENT"
        return f"{quoted(column.name)} {_type_of(link, column.kind)}{' NOT NULL' if column.required else ''}"
    if integer_key and link.dialect is Dialect.MYSQL:
        return f"{quoted(column.name)} bigint AUTO_INCREMENT PRIMARY KEY"
    if integer_key:
        return f"{quoted(column.name)} bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"
    kept = _type_of(link, column.kind)
    if link.dialect is Dialect.MYSQL and column.kind is Kind.TEXT and (column.key or column.unique or column.length):
        kept = f"varchar({column.length or 255})"  # a longer text cannot be in a key there
    return f"{quoted(column.name)} {kept}{' NOT NULL' if column.required else ''}"


def _type_of(link: Link, kind: Kind) -> str:
    return TYPES[link.dialect][kind]


def with_key(table: Table) -> Table:
    """The table; where no column is a key, ``id`` becomes it if there is one."""
    if any(column.key for column in table.columns):
        return table
    columns = tuple(replace(c, key=True) if c.name.lower() == "id" else c for c in table.columns)
    return replace(table, columns=columns)


async def create(link: Link, table: Table, grown: bool) -> Known:
    """Make a table and keep its declaration."""
    check_name(link, "table", table.name)
    for column in table.columns:
        check_name(link, "column", column.name)
    table = with_key(table)
    keys = [column for column in table.columns if column.key]
    lines = [_column_sql(link, column, len(keys) == 1) for column in table.columns]
    if keys and (len(keys) > 1 or keys[0].kind is not Kind.INTEGER):
        lines.append(f"PRIMARY KEY ({', '.join(quoted(column.name) for column in keys)})")
    letters = " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" if link.dialect is Dialect.MYSQL else ""
    await link.run(f"CREATE TABLE {quoted(table.name)} ({', '.join(lines)}){letters}")
    await unique_indexes(link, table, None)
    known = Known(table, grown, link.own)
    return await keep(link, known) if link.own else known


async def unique_indexes(link: Link, table: Table, before: Table | None) -> list[tuple[str, ...]]:
    """Make the unique indexes that ``before`` does not have; gives their columns."""
    had = _unique_sets(before) if before else []
    made = [names for names in _unique_sets(table) if names not in had]
    for columns in made:
        name = f"{table.name}_{'_'.join(columns)}_key"[:63]
        await add_index(link, table.name, Index(name, table.name, columns, True))
    return made


def _unique_sets(table: Table) -> list[tuple[str, ...]]:
    return [*((c.name,) for c in table.columns if c.unique and not c.key), *table.unique]


async def add_index(link: Link, table: str, index: Index) -> None:
    """Make an index whose columns are there, unless one of its name is."""
    unique = "UNIQUE " if index.unique else ""
    columns = ", ".join(map(quoted, index.columns))
    absent = "IF NOT EXISTS "
    if link.dialect is Dialect.MYSQL:
        if await link.rows(link.dialect.numbered(_MYSQL_INDEX), (table, index.name)):
            return
        absent = ""
    await link.run(f"CREATE {unique}INDEX {absent}{quoted(index.name)} ON {quoted(table)} ({columns})")


_MYSQL_INDEX = """
SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND index_name = ?
LIMIT 1
"""


async def keep(link: Link, known: Known) -> Known:
    """Write the declaration of a table."""
    await link.run(
        link.dialect.numbered(
            "INSERT INTO gb_tables (name, grown, spec) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET grown = excluded.grown, spec = excluded.spec"
        ),
        (known.table.name.lower(), int(known.grown), _packed(known.table)),
    )
    await link.changed()
    link.cache.tables[known.table.name.lower()] = known
    return known


async def add_column(link: Link, known: Known, column: Column) -> Known:
    """Add a column at the end of a table."""
    check_name(link, "column", column.name)
    if len(known.table.columns) >= 500:
        raise KeywordFault("GB7103", f'the table "{known.table.name}" has 500 columns, and cannot have more')
    await link.run(
        f"ALTER TABLE {quoted(known.table.name)} ADD COLUMN {quoted(column.name)} {_type_of(link, column.kind)}"
    )
    table = replace(known.table, columns=(*known.table.columns, column))
    return await keep(link, replace(known, table=table))


async def widen(link: Link, known: Known, column: Column, kind: Kind) -> Known:
    """Change the kind of a grown table's column to one that holds all its values too."""
    table, name = quoted(known.table.name), quoted(column.name)
    if column.key:
        raise KeywordFault("GB7103", f'the column {column.name} of "{known.table.name}" {wanted(column.kind)} only')
    if link.dialect is Dialect.POSTGRES:
        await link.run(
            f"ALTER TABLE {table} ALTER COLUMN {name} TYPE {_type_of(link, kind)} USING {name}::{_type_of(link, kind)}"
        )
    else:
        await _widen_sqlite(link, table, name, column, kind)
    columns = tuple(replace(c, kind=kind) if c.name == column.name else c for c in known.table.columns)
    return await keep(link, replace(known, table=replace(known.table, columns=columns)))


async def _widen_sqlite(link: Link, table: str, name: str, column: Column, kind: Kind) -> None:
    """SQLite cannot change a column's type, so a new one takes its name; its indexes are made again."""
    old = quoted(f"gb_old_{column.name}")
    indexes = await link.rows("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE ?", (f"%{name}%",))
    for index, _ in indexes:
        await link.run(f"DROP INDEX {quoted(index)}")
    await link.run(f"ALTER TABLE {table} RENAME COLUMN {name} TO {old}")
    await link.run(f"ALTER TABLE {table} ADD COLUMN {name} {_type_of(link, kind)}")
    await link.run(f"UPDATE {table} SET {name} = {_recast(old, column.kind, kind)} WHERE {old} IS NOT NULL")
    await link.run(f"ALTER TABLE {table} DROP COLUMN {old}")
    for _, sql in indexes:
        await link.run(sql)


def _recast(old: str, before: Kind, after: Kind) -> str:
    """SQL for a value of the old column as one of the new."""
    if after is Kind.DATETIME:
        return f"{old} || ' 00:00:00'"
    if after is not Kind.TEXT:
        return old
    if before is Kind.BOOLEAN:
        return f"CASE {old} WHEN 1 THEN 'true' ELSE 'false' END"
    if before is Kind.NUMBER:
        return f"CAST(CASE WHEN {old} = CAST({old} AS INTEGER) THEN CAST({old} AS INTEGER) ELSE {old} END AS TEXT)"
    return f"CAST({old} AS TEXT)"


def new_table(name: str, row: dict[str, Any]) -> Table:
    """The table that a first row makes: its ``id`` comes first, the other columns as they are in the row."""
    own = next((key for key in row if key.lower() == "id"), None)
    given = None if own is None else row[own]
    id_kind = Kind.TEXT if isinstance(given, str) and not given.isdigit() else Kind.INTEGER
    columns = [Column(key, kind_of(value)) for key, value in row.items() if key != own]
    return Table(name, (Column("id", id_kind, key=True), *columns))


# ---------------------------------------------------------------- declarations as bytes


def _packed(table: Table) -> bytes:
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
