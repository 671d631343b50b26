"""TABLE blocks and CREATE INDEX lines become tables of the port, in every dialect of field lines."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest

from compiler.api import compile_source
from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.adapters.databases import Connections
from stdlib.ports import KeywordFault
from stdlib.ports.database import Column, Index, Kind, Table
from stdlib.tables.apply import apply_manifests, declared_index, declared_table, declared_table_of

SOURCE = """
TABLE orders READ BY "staff;boss" WRITE BY "boss"
  id integer key
  name string(150)
  price double(10,2)
  FIELD paid AS BOOLEAN
  email VARCHAR(255) NOT NULL UNIQUE,
  stage VARCHAR(20) DEFAULT 'new',
  total DECIMAL(10,2) DEFAULT 0,
  customer references customers
  tags TEXT[],
  secret string READ BY "boss"
  UNIQUE(name, stage)
END TABLE
"""


def manifest(source: str) -> dict[str, Any]:
    program = compile_source(source, "tables.bas").program
    assert program is not None
    return program.manifest


def test_field_lines_become_columns() -> None:
    table = declared_table(manifest(SOURCE)["tables"][0])
    assert (table.name, table.unique) == ("orders", (("name", "stage"),))
    assert (table.read_by, table.write_by) == (("staff", "boss"), ("boss",))
    assert table.columns == (
        Column("id", Kind.INTEGER, key=True),
        Column("name", Kind.TEXT, 150),
        Column("price", Kind.NUMBER),
        Column("paid", Kind.BOOLEAN),
        Column("email", Kind.TEXT, 255, required=True, unique=True),
        Column("stage", Kind.TEXT, 20, default="new"),
        Column("total", Kind.NUMBER, default=0),
        Column("customer", Kind.INTEGER, references="customers"),
        Column("tags", Kind.JSON),
        Column("secret", Kind.TEXT, read_by=("boss",)),
    )


def test_an_index_names_its_table_and_columns() -> None:
    assert declared_index("i", 'orders(a, "b")', unique=True) == Index("i", "orders", ("a", "b"), True)
    assert declared_table_of("visits(page, visitor)") == Table("visits", (Column("page"), Column("visitor")))


@pytest.mark.parametrize("text", ["orders", "orders()", "", "orders(a", "a b(c)", "x(1; DROP TABLE y)"])
def test_what_is_no_list_of_columns_is_refused(text: str) -> None:
    with pytest.raises(KeywordFault, match="CREATE TABLE needs"):
        declared_table_of(text)


def test_applying_twice_changes_nothing_and_a_missing_connection_stops_nothing() -> None:
    found = manifest("TABLE a\n  id integer key\nEND TABLE\nTABLE b ON erp\n  id integer key\nEND TABLE\n")

    async def run() -> tuple[list[str], list[str]]:
        connections = Connections(SqliteStore())
        databases = connections.databases()
        try:
            return await apply_manifests([found], databases), await apply_manifests([found], databases)
        finally:
            await connections.close()

    first, second = asyncio.run(run())
    assert len(first) == 2
    assert "created" in first[0]
    assert second == first[1:]
    assert second[0].startswith("left the table b of erp as it is")


def test_a_column_that_refers_to_a_table_holds_what_its_key_holds() -> None:
    source = (
        "TABLE orders\n  id string(20) key\n  seller staff\n  mail email\nEND TABLE\n"
        "TABLE lines\n  id integer key\n  owner references orders\nEND TABLE\n"
        "TABLE staff\n  name string\nEND TABLE\n"
    )
    tables = asyncio.run(applied(source))
    assert tables["lines"].columns[1] == Column("owner", Kind.TEXT, 20, references="orders")
    assert tables["orders"].columns[1:] == (
        Column("seller", Kind.INTEGER, references="staff"),
        Column("mail", Kind.TEXT),
    )


async def applied(source: str) -> dict[str, Table]:
    """The tables that an empty database has then, by name."""
    stores = Connections(SqliteStore(), {})
    databases = stores.databases(lambda: dt.datetime(2025, 1, 1))
    await apply_manifests([manifest(source)], databases)
    database = await databases.open("")
    found = {name: await database.table(name) for name in ("orders", "lines", "staff")}
    await databases.close()
    await stores.close()
    return {name: table for name, table in found.items() if table is not None}
