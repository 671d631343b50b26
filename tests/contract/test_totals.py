"""Totals of a column mean the same in every database, in a file, and in memory."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from stdlib.adapters import sql_totals
from stdlib.fakes import DictFiles
from stdlib.functions.conditions import read_filter
from stdlib.functions.totals import TOTALS
from stdlib.ports.database import Column, Kind, Selection, Table
from stdlib.tables.file_table import FileTables
from tests.contract.test_database import ADAPTERS, refused
from tests.servers.mariadb import mariadb_place
from vm.value import from_python

BIG = 2**63 - 1
POOLS: dict[Kind, list[Any]] = {
    Kind.INTEGER: [None, 0, 1, -1, 7, 2**32, -(2**32) - 1, BIG, -(2**63), 2**53 + 1],
    Kind.NUMBER: [None, 0.1, 0.2, 0.7, -0.3, 1e16, 1.0, -1e16, 1e300, 5e-324],
    Kind.TEXT: [None, "", "a", "b", "A", "é", "10", "9", "-3.5"],
    Kind.BOOLEAN: [None, True, False],
    Kind.DATE: [None, dt.date(2024, 2, 29), dt.date(1, 1, 1), dt.date(9999, 12, 31)],
    Kind.DATETIME: [None, dt.datetime(2024, 1, 1), dt.datetime(2024, 1, 1, 0, 0, 0, 400), dt.datetime(1, 1, 1)],
    Kind.TIME: [None, dt.time(0), dt.time(23, 59, 59, 999999), dt.time(12)],
    Kind.JSON: [None, [1], {"a": 1}, 5],
}
OPERATIONS = ("SUM", "AVG", "MIN", "MAX", "COUNT")
FILTERS = ("", "part = 1", "part > 5", "part = 1 AND id > 3", "note LIKE 'É%'")


@asynccontextmanager
async def mysql(tmp_path: Path) -> AsyncIterator[Any]:
    from stdlib.adapters.database_mysql import MysqlStore

    store = MysqlStore(mariadb_place())
    try:
        yield store
    finally:
        await store.close()


EVERY = {**ADAPTERS, "mysql": mysql}


@pytest.mark.parametrize("adapter", sorted(EVERY))
@pytest.mark.parametrize("seed", range(4))
def test_as_in_memory(adapter: str, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    columns = tuple(Column(f"c_{kind}", kind) for kind in POOLS)
    table = Table("t", (Column("id", Kind.INTEGER, key=True), Column("part", Kind.INTEGER), Column("note"), *columns))
    rows = [
        {"part": chance.randrange(3), "note": chance.choice(["é1", "É2", "x"]),
         **{f"c_{kind}": chance.choice(pool) for kind, pool in POOLS.items()}}
        for _ in range(chance.choice([0, 1, 40]))
    ]  # fmt: skip

    async def body() -> None:
        async with EVERY[adapter](tmp_path) as store:
            database = store.database()
            await database.define(table)
            await database.insert("t", rows)
            for text in FILTERS:
                where = read_filter((text,)).condition if text else None
                found = await database.find(Selection("t", where))
                assert await database.total(Selection("t", where), "COUNT") == len(found)
                for column in columns:
                    values = [from_python(row[column.name]) for row in found]
                    for operation in OPERATIONS:
                        given = await database.total(Selection("t", where), operation, column.name.upper())
                        wanted = TOTALS[operation](values)
                        assert (given, type(given)) == (wanted, type(wanted)), (operation, column.name, text)
            await database.close()

    asyncio.run(body())


@pytest.mark.parametrize("adapter", sorted(ADAPTERS))
def test_limits_count_and_names_are_checked(adapter: str, tmp_path: Path) -> None:
    async def body() -> None:
        async with ADAPTERS[adapter](tmp_path) as store:
            database = store.database()
            await database.insert("t", [{"n": n} for n in (5, 1, 3)])
            assert await database.total(Selection("t", limit=2), "SUM", "n") == 6
            assert await database.total(Selection("t", offset=1), "COUNT") == 2
            await refused("GB7102", "did you mean", by=database.total(Selection("t"), "SUM", "nn"))
            await refused("GB7101", by=database.total(Selection("tt"), "SUM", "n"))
            where = read_filter(("x = 1",)).condition
            await refused("GB7102", by=database.total(Selection("t", where), "COUNT"))
            await database.close()

    asyncio.run(body())


@pytest.mark.parametrize("adapter", sorted(ADAPTERS))
def test_the_database_itself_reckons(adapter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def reading(*arguments: Any) -> None:
        raise AssertionError("rows were read")

    async def body() -> None:
        async with ADAPTERS[adapter](tmp_path) as store:
            database = store.database()
            await database.insert("t", [{"n": n, "d": dt.date(2024, 1, n), "f": n / 2} for n in (5, 1, 3)])
            monkeypatch.setattr(sql_totals, "chosen", reading)
            where = read_filter(("n < 5",)).condition
            for operation, column, total in (("SUM", "n", 4), ("AVG", "n", 2.0), ("COUNT", "f", 2), ("MAX", "f", 1.5)):
                assert await database.total(Selection("t", where), operation, column) == total
            assert await database.total(Selection("t", where), "MIN", "d") == dt.date(2024, 1, 1)
            assert await database.total(Selection("t", where), "COUNT") == 2
            await database.close()

    asyncio.run(body())


def test_a_file_has_totals_too() -> None:
    async def body() -> list[Any]:
        tables = FileTables(DictFiles({"n.csv": b"n,t\n1,a\n2,\n,b\n"}), "bot", dt.datetime.now)
        kinds = [("SUM", "n"), ("AVG", "n"), ("MAX", "t"), ("COUNT", "t"), ("COUNT", ""), ("SUM", "none")]
        return [await tables.total(Selection("n.csv"), operation, column) for operation, column in kinds]

    assert asyncio.run(body()) == [3, 1.5, "b", 2, 3, 0]
