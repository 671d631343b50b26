"""The tables that the host keeps in a bot's own database: declarations, changes of rows, conversations, their journal.

Their names begin with ``gb_``, which no program may use. Made when the database is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from stdlib.tables.sql_values import Dialect

if TYPE_CHECKING:
    from stdlib.adapters.sql_schema import Link

RESERVED = "gb_"
OWN_TABLES: Mapping[str, str] = {
    "gb_tables": "name TEXT PRIMARY KEY, grown {long} NOT NULL, spec {bytes} NOT NULL",
    "gb_changes": "number {counter}, kind TEXT NOT NULL, name TEXT NOT NULL, old {bytes}, new {bytes}",
    "gb_sessions": "session TEXT PRIMARY KEY, turn {long} NOT NULL, snapshot {bytes}",
    "gb_journal": "session TEXT NOT NULL, turn {long} NOT NULL, number {long} NOT NULL, call TEXT NOT NULL, "
    "digest {bytes} NOT NULL, stage TEXT NOT NULL, result {bytes} NOT NULL, times {bytes} NOT NULL, "
    "PRIMARY KEY (session, turn, number)",
}
_TYPES: Mapping[Dialect, Mapping[str, str]] = {
    Dialect.SQLITE: {"long": "INTEGER", "bytes": "BLOB", "counter": "INTEGER PRIMARY KEY AUTOINCREMENT"},
    Dialect.POSTGRES: {
        "long": "bigint", "bytes": "bytea", "counter": "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    },
}  # fmt: skip


async def prepare(link: Link) -> None:
    """Make the tables unless they are there."""
    for name, columns in OWN_TABLES.items():
        await link.run(f"CREATE TABLE IF NOT EXISTS {name} ({columns.format(**_TYPES[link.dialect])})")
