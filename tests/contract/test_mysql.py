"""A MySQL or MariaDB of others as a connection of a bot: its tables and types, conditions, transactions, faults."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from stdlib.adapters.database_mysql import MysqlStore
from stdlib.adapters.mysql_link import literal, written
from stdlib.adapters.sql_database import Place
from stdlib.functions.condition_tree import Call, Literal
from stdlib.functions.condition_tree import Column as Named
from stdlib.ports import KeywordFault
from stdlib.ports.database import Column, Database, Index, Kind, Merged, Selection, Table
from tests.contract.test_database import ids, refused, where
from tests.servers.mariadb import mariadb_place, run_on

NOW = dt.datetime(2025, 6, 15, 12, 30)
Body = Callable[[Database, Place], Coroutine[Any, Any, None]]
TABLE = Table(
    "t",
    (
        Column("id", Kind.INTEGER, key=True), Column("s"), Column("n", Kind.INTEGER), Column("f", Kind.NUMBER),
        Column("b", Kind.BOOLEAN), Column("d", Kind.DATE), Column("w", Kind.DATETIME), Column("c", Kind.TIME),
        Column("j", Kind.JSON),
    ),
)  # fmt: skip


@pytest.fixture
def run() -> Callable[[Body], None]:
    """Runs a body with a view of an empty database, and where it is."""

    def running(body: Body) -> None:
        place = mariadb_place()

        async def whole() -> None:
            store = MysqlStore(place)
            database = store.database(lambda: NOW)
            try:
                await body(database, place)
            finally:
                await database.close()
                await store.close()

        asyncio.run(whole())

    return running


def test_values_come_back_as_they_were(run: Any) -> None:
    row = {
        "s": "it's; \"x\" -- ümlaut 😀 \\ \\' % %s ? \n", "n": -(2**63), "f": 0.1, "b": True, "d": dt.date(2024, 2, 29),
        "w": dt.datetime(2024, 2, 29, 1, 2, 3, 400), "c": dt.time(23, 59, 59, 7), "j": [1, {"x": None}, "'\\"],
    }  # fmt: skip

    async def body(database: Database, place: Place) -> None:
        assert await database.define(TABLE) == ['created the table "t" with 9 columns']
        assert await database.define(TABLE) == []
        nothing = dict.fromkeys(row)
        assert await database.insert("T", [row, {"S": "", "F": -0.0}, {"id": 9, **nothing}, {}]) == [1, 2, 9, 10]
        found = await database.find(Selection("t"))
        assert found[:2] == [{"id": 1, **row}, {"id": 2, **nothing, "s": "", "f": 0.0}]
        assert [item["id"] for item in found] == [1, 2, 9, 10]
        seen = await database.table("T")
        assert seen is not None
        assert [column.kind for column in seen.columns] == [column.kind for column in TABLE.columns]
        assert await database.tables() == ["t"]
        assert await database.changes() == []

    run(body)


def test_a_table_that_others_made(run: Any) -> None:
    async def body(database: Database, place: Place) -> None:
        run_on(
            place,
            "CREATE TABLE Staff (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, Name VARCHAR(20) CHARACTER SET latin1 "
            "NOT NULL, pay DECIMAL(10,2), hired YEAR, on_leave TINYINT(1), flag BIT(1), kind ENUM('a','b'), note BLOB, "
            "at TIMESTAMP NULL)",
            "INSERT INTO Staff VALUES (1, 'Ana', 10.25, 2020, 1, b'1', 'a', 'x', NULL), "
            "(2, 'ÁNA', 20, 2021, 0, b'0', 'b', NULL, '2024-01-02 03:04:05')",
        )
        assert await database.find(Selection("staff", where("name = 'Ana'"))) == [
            {"id": 1, "Name": "Ana", "pay": 10.25, "hired": 2020, "on_leave": True, "flag": True, "kind": "a",
             "note": "x", "at": None}
        ]  # fmt: skip
        rows = await database.find(Selection("STAFF", order=(("NAME", True),), limit=1, columns=("name", "at")))
        assert rows == [{"Name": "ÁNA", "at": dt.datetime(2024, 1, 2, 3, 4, 5)}]
        assert await database.insert("staff", [{"name": "Rui"}]) == [3]
        await refused("GB7103", "Name", by=database.insert("staff", [{"pay": 1}]))
        await refused("GB7102", "did you mean", by=database.insert("staff", [{"nam": "x"}]))
        await refused("GB7101", by=database.insert("other", [{"a": 1}]))
        assert await database.total(Selection("staff"), "SUM", "pay") == 30.25
        assert await database.total(Selection("staff"), "MAX", "hired") == 2021

    run(body)


def test_texts_are_compared_by_their_code_points(run: Any) -> None:
    async def body(database: Database, place: Place) -> None:
        run_on(place, "CREATE TABLE t (id INT PRIMARY KEY, s VARCHAR(30) COLLATE utf8mb4_general_ci)")
        texts = ["a", "A", "á", "a ", "", None, "Ab", "b%", "b_", "100\\%", "É", "é"]
        await database.insert("t", [{"id": at, "s": text} for at, text in enumerate(texts)])
        for text, found in (
            ("s = 'a'", [0]), ("s = 'A'", [1]), ("s <> 'a'", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]), ("s = 'a '", [3]),
            ("s = ''", [4, 5]), ("s IS NULL", [5]), ("s > 'a'", [2, 3, 7, 8, 10, 11]), ("s LIKE 'a%'", [0, 1, 3, 6]),
            ("s LIKE '%É%'", [10, 11]), ("s IN ('a', 'É')", [0, 10]), ("s CONTAINS '%'", [7, 9]),
        ):  # fmt: skip
            assert await ids(database, text) == found, text
        ordered = await database.find(Selection("t", order=(("s", False),)))
        assert [row["s"] for row in ordered] == [*sorted(text for text in texts if text is not None), None]
        ordered = await database.find(Selection("t", order=(("s", True),), offset=1, limit=2))
        assert [row["s"] for row in ordered] == ["é", "á"]
        assert len(await database.find(Selection("t", offset=10))) == 2

    run(body)


def test_rows_are_changed_removed_and_merged(run: Any) -> None:
    async def body(database: Database, place: Place) -> None:
        await database.define(TABLE)
        await database.insert("t", [{"s": s, "n": n} for n, s in enumerate("abc")])
        plus = {"n": Call("+", (Named("n"), Literal(10)))}
        assert await database.update(Selection("t", where("s = 'b'")), plus) == 1
        assert await database.update(Selection("t"), {"f": 1.5}) == 3
        assert await database.delete(Selection("t", where("n < 2"))) == 1
        assert await ids(database, "f = 1.5") == [2, 3]
        rows = [{"s": "b", "n": 1}, {"s": "z", "n": 2}, {"n": 3}, {"s": "z", "f": 0.5}]
        assert await database.merge("t", rows, "s") == Merged(1, 2, 1)
        found = await database.find(Selection("t", columns=("s", "n", "f")))
        assert found == [{"s": "b", "n": 1, "f": 1.5}, {"s": "c", "n": 2, "f": 1.5}, {"s": "z", "n": 2, "f": 0.5}]

    run(body)


def test_without_a_key_of_one_column_rows_are_only_added(run: Any) -> None:
    async def body(database: Database, place: Place) -> None:
        run_on(place, "CREATE TABLE t (a INT, b INT, PRIMARY KEY (a, b))")
        assert await database.insert("t", [{"a": 1, "b": 2}]) == [None]
        assert await database.find(Selection("t", where("b = 2"))) == [{"a": 1, "b": 2}]
        assert await database.delete(Selection("t", where("b = 3"))) == 0
        await refused("GB7105", "no key of one column", by=database.delete(Selection("t", where("b = 2"))))
        await refused("GB7105", "no key of one column", by=database.update(Selection("t"), {"b": 5}))

    run(body)


def test_transactions(run: Any) -> None:
    async def body(database: Database, place: Place) -> None:
        await database.define(TABLE)
        await database.begin()
        await database.insert("t", [{"n": 1}])
        await database.begin()
        await database.insert("t", [{"n": 2}])
        await refused("GB7103", by=database.insert("t", [{"n": "x"}]))
        await database.rollback()
        await database.insert("t", [{"n": 3}])
        await database.commit()
        assert [row["n"] for row in await database.find(Selection("t"))] == [1, 3]
        await refused("GB7105", by=database.commit())
        with pytest.raises(ZeroDivisionError):
            await cut_short(database)
        assert await ids(database, "n = 4") == []
        await database.merge("t", [{"n": 9, "s": "x"}], "n")

    run(body)


async def cut_short(database: Database) -> None:
    async with database.transaction():
        await database.insert("t", [{"n": 4}])
        raise ZeroDivisionError


def test_no_update_is_lost(run: Any) -> None:
    async def body(database: Database, place: Place) -> None:
        await database.define(TABLE)
        await database.insert("t", [{"n": 0}])
        store = MysqlStore(place)
        plus = {"n": Call("+", (Named("n"), Literal(1)))}
        await asyncio.gather(*(store.database().update(Selection("t"), plus) for _ in range(30)))
        merges = [store.database().merge("t", [{"s": "one", "n": n}], "s") for n in range(20)]
        merged = await asyncio.gather(*merges)
        assert sum(done.inserted for done in merged) == 1
        assert [row["n"] for row in await database.find(Selection("t", where("s = ''")))] == [30]
        await store.close()

    run(body)


def test_unique_and_other_refusals(run: Any) -> None:
    async def body(database: Database, place: Place) -> None:
        await database.define(Table("u", (Column("id", Kind.INTEGER, key=True), Column("code", length=5, unique=True))))
        await database.insert("u", [{"code": "a"}])
        await refused("GB7103", "unique", by=database.insert("u", [{"code": "a"}]))
        await refused("GB7103", "key", by=database.insert("u", [{"id": 1}]))
        await refused("GB7103", by=database.insert("u", [{"code": "x" * 6}]))
        await database.create_index(Index("by_code", "u", ("code",)))
        await database.create_index(Index("by_code", "u", ("code",)))

    run(body)


def test_sql_of_authors(run: Any) -> None:
    async def body(database: Database, place: Place) -> None:
        await database.define(TABLE)
        await database.insert("t", [{"s": "a", "n": 1}, {"s": "a", "n": 2}, {"s": "b'\\", "n": 3}])
        found = await database.sql("SELECT s, SUM(n) AS total FROM T WHERE n < ? GROUP BY s", (3,), {})
        assert found.rows == [{"s": "a", "total": 3}]
        found = await database.sql("SELECT COUNT(*) AS n FROM t WHERE s = ?", ("b'\\",), {})
        assert found.rows == [{"n": 1}]
        more = {"extra": [{"Name": "a", "w": 2.5}, {"name": "z", "w": None}]}
        found = await database.sql("SELECT t.n, e.w FROM t JOIN extra e ON e.name = t.s ORDER BY n", (), more)
        assert found.rows == [{"n": 1, "w": 2.5}, {"n": 2, "w": 2.5}]
        assert (await database.sql("UPDATE t SET n = n WHERE s = 'a'", (), {}, True)).changed == 2
        for text in (
            "UPDATE t SET n = 0", "DELETE FROM t", "DROP TABLE t", "SELECT 1; DROP TABLE t",
            "SELECT LOAD_FILE('/etc/passwd')", "SELECT SLEEP(1)", "SELECT @@version", "SELECT @x",
            "SELECT `s` FROM t", "SELECT * FROM t INTO OUTFILE '/tmp/x'",
            "SELECT * FROM information_schema.tables", "SELECT 1 # x", "SET @x = 1", "",
            "SELECT /*! 1 */ SLEEP(1)", "SHOW TABLES", "SELECT BENCHMARK(9, 1)", "SELECT n FROM t FOR UPDATE; COMMIT",
        ):  # fmt: skip
            with pytest.raises(KeywordFault) as caught:
                await database.sql(text, (), {})
            assert caught.value.code == "GB7105", text
        assert (await database.sql("SELECT '\\' OR 1=1 -- '\n AS n", (), {})).rows == [{"n": 1}]
        await refused("GB7105", by=database.sql("SELECT * FROM t INTO OUTFILE '/tmp/x'", (), {}, True))
        assert await ids(database, "n > 0") == [1, 2, 3]

    run(body)


def test_a_slow_statement_ends_and_the_connection_goes_on(run: Any) -> None:
    async def body(database: Database, place: Place) -> None:
        store = MysqlStore(place, timeout=1)
        slow = store.database()
        await slow.define(Table("big", (Column("id", Kind.INTEGER, key=True),)))
        await slow.insert("big", [{} for _ in range(60)])
        names = ", ".join(f"big b{at}" for at in range(7))
        await refused("GB7104", "too long", by=slow.sql(f"SELECT SUM(b0.id * b6.id) AS n FROM {names}", (), {}))
        assert await slow.tables() == ["big"]
        await store.close()

    run(body)


def test_a_cancelled_call_leaves_nothing_behind(run: Any) -> None:
    async def body(database: Database, place: Place) -> None:
        await database.define(TABLE)
        store = MysqlStore(place, size=1)
        one = store.database()
        task = asyncio.create_task(one.insert("t", [{"n": n} for n in range(500)]))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await one.total(Selection("t"), "COUNT") in (0, 500)
        await one.insert("t", [{"n": -1}])
        await store.close()

    run(body)


def test_what_cannot_be_reached_is_told(run: Any) -> None:
    async def body(database: Database, place: Place) -> None:
        for wrong in (
            Place("127.0.0.1", 1), Place("127.0.0.1", place.port, place.name, "gbc", "wrong"),
            Place("127.0.0.1", place.port, "no_such", place.user, place.password),
        ):  # fmt: skip
            store = MysqlStore(wrong)
            await refused("GB7104", by=store.database().tables())
            await store.close()

    run(body)


def test_literals() -> None:
    assert written("a = \0 AND b = \0", ["x'\\", None]) == "a = 'x''\\' AND b = NULL"
    assert [literal(v) for v in (True, -5, 1.0, 1e300, dt.date(1, 1, 1))] == [
        "1",
        "-5",
        "1.0e0",
        "1e+300",
        "'0001-01-01'",
    ]
    for wrong in (float("inf"), "a\0b", object()):
        with pytest.raises(KeywordFault):
            literal(wrong)
    with pytest.raises(ValueError, match="places"):
        written("\0", [])
