"""A table that is declared anew between the look at it and the FIND shows nobody what the new declaration hides."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.adapters.databases import Connections
from stdlib.context import Context, SessionState
from stdlib.fakes import FixedEnvironment
from stdlib.ports import KeywordFault, Ports
from stdlib.ports.database import Column, Kind, Selection, Table
from stdlib.tables.places import place_of

OPEN = Table("notes", (Column("id", Kind.INTEGER, key=True), Column("text"), Column("pay", Kind.INTEGER)))
PART = Table("notes", (*OPEN.columns[:2], Column("pay", Kind.INTEGER, read_by=("boss",))))
SHUT = Table("notes", OPEN.columns, read_by=("boss",))


def found_after(tmp_path: Path, anew: Table) -> Any:
    """What FIND gives when the table is declared anew by another conversation just before."""

    async def run() -> Any:
        stores = Connections(SqliteStore(tmp_path / "bot.db"), {})
        databases, others = stores.databases(), stores.databases()
        try:
            database = await others.open()
            await database.define(OPEN)
            await database.insert("notes", [{"text": "a", "pay": 5}])
            ctx = Context(Ports(databases=databases), SessionState(), FixedEnvironment())
            assert await (await place_of(ctx, "FIND", "notes", reads=True)).find(Selection("notes"))
            place = await place_of(ctx, "FIND", "notes", reads=True)
            await database.define(anew)
            return await place.find(Selection("notes"))
        finally:
            await databases.close()
            await others.close()
            await stores.close()

    return asyncio.run(run())


def test_a_column_that_became_hidden_is_left_out(tmp_path: Path) -> None:
    assert found_after(tmp_path, PART) == [{"id": 1, "text": "a"}]


def test_a_table_that_became_closed_gives_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeywordFault, match="only for the role boss"):
        found_after(tmp_path, SHUT)


def test_a_table_that_stayed_open_gives_its_rows(tmp_path: Path) -> None:
    assert found_after(tmp_path, OPEN) == [{"id": 1, "text": "a", "pay": 5}]
