"""The contract of the database port, for every adapter."""

from __future__ import annotations

import asyncio
import datetime as dt
import uuid
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.adapters.sql_plans import MOST_PLANS
from stdlib.functions.condition_tree import Call, Literal
from stdlib.functions.condition_tree import Column as Named
from stdlib.functions.conditions import read_filter
from stdlib.ports import KeywordFault
from stdlib.ports.database import Column, Database, Index, Kind, Merged, Selection, Table
from tests.servers.postgres import postgres_port

NOW = dt.datetime(2025, 6, 15, 12, 30)
Body = Callable[[Database], Coroutine[Any, Any, None]]
ORDERS = Table(
    "Orders",
    (
        Column("number", Kind.TEXT, length=5, unique=True),
        Column("total", Kind.NUMBER, required=True),
        Column("state", default="new"),
        Column("paid", Kind.DATE, read_by=("admin",), write_by=("admin", "clerk")),
    ),
    read_by=("sales",),
)


@asynccontextmanager
async def sqlite(tmp_path: Path) -> AsyncIterator[Any]:
    store = SqliteStore(tmp_path / "bot.db")
    try:
        yield store
    finally:
        store.close()


@asynccontextmanager
async def postgres(tmp_path: Path) -> AsyncIterator[Any]:
    dsn = f"postgres://postgres@127.0.0.1:{postgres_port()}/postgres"
    from stdlib.adapters.database_postgres import PostgresStore

    store = PostgresStore(dsn, f"Bot {uuid.uuid4().hex}")
    try:
        yield store
    finally:
        await store.close()


ADAPTERS: dict[str, Any] = {"sqlite": sqlite, "postgres": postgres}


@pytest.fixture(params=sorted(ADAPTERS))
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Body], None]:
    """Runs a test's body with one conversation's view of an empty database."""

    def running(body: Body) -> None:
        async def whole() -> None:
            async with ADAPTERS[request.param](tmp_path) as store:
                database = store.database(lambda: NOW)
                try:
                    await body(database)
                finally:
                    await database.close()

        asyncio.run(whole())

    return running


def where(text: str, *values: Any) -> Any:
    """The condition of a filter; ``?`` stands for the next value."""
    return read_filter(tuple(text.split("?"))).condition


async def ids(database: Database, text: str, *values: Any) -> list[Any]:
    return [row["id"] for row in await database.find(Selection("t", where(text), values))]


async def refused(code: str, *words: str, by: Coroutine[Any, Any, Any]) -> None:
    """The call faults with this code and these words."""
    with pytest.raises(KeywordFault) as caught:
        await by
    assert caught.value.code == code
    for word in words:
        assert word in caught.value.message


def test_a_table_is_made_by_its_first_row_and_grows(run: Any) -> None:
    async def body(database: Database) -> None:
        assert await database.insert("Leads", [{"name": "Ana"}, {"Name": "Rui", "born": dt.date(1990, 5, 1)}]) == [1, 2]
        assert await database.find(Selection("LEADS")) == [
            {"id": 1, "name": "Ana", "born": None},
            {"id": 2, "name": "Rui", "born": dt.date(1990, 5, 1)},
        ]
        assert await database.tables() == ["Leads"]

    run(body)


def test_values_come_back_as_they_were(run: Any) -> None:
    row = {
        "a": "it's; \"x\" -- ümlaut 😀", "b": -(2**63), "c": 0.1, "d": True, "e": dt.date(2024, 2, 29),
        "f": dt.datetime(2024, 2, 29, 1, 2, 3, 400), "g": dt.time(23, 59), "h": [1, {"x": None}], "i": {"y": [True]},
        "k": None, "l": "", "m": 1e300,
    }  # fmt: skip

    async def body(database: Database) -> None:
        await database.insert("t", [row])
        assert await database.find(Selection("t")) == [{"id": 1, **row}]
        await database.insert("t", [{"i": {"z": 1, "b": {"y": 2.0, "a": 3}}}])
        found = (await database.find(Selection("t", where("id = 2"))))[0]["i"]
        assert (list(found), list(found["b"])) == (["z", "b"], ["y", "a"])  # fields keep their order

    run(body)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (1, 2.5, [1.0, 2.5]),
        (1, "007", ["1", "007"]),
        (2.0, "x", ["2", "x"]),
        (True, "maybe", ["true", "maybe"]),
        (dt.date(2024, 1, 2), dt.datetime(2024, 1, 2, 3), [dt.datetime(2024, 1, 2), dt.datetime(2024, 1, 2, 3)]),
        ("a", 5, ["a", "5"]),
    ],
)
def test_a_grown_column_is_widened_for_what_does_not_fit(run: Any, first: Any, second: Any, kept: list[Any]) -> None:
    async def body(database: Database) -> None:
        await database.insert("t", [{"v": first, "w": 1}])
        await database.create_index(Index("t_v", "t", ("v",)))
        await database.insert("t", [{"v": second}])
        rows = await database.find(Selection("t"))
        assert [row["v"] for row in rows] == kept
        assert [type(row["v"]) for row in rows] == [type(value) for value in kept]
        assert list(rows[0]) == ["id", "v", "w"]

    run(body)


def test_ids_count_up_or_are_texts(run: Any) -> None:
    async def body(database: Database) -> None:
        assert await database.insert("t", [{"id": 7, "a": 1}, {"a": 2}]) == [7, 8]
        assert await database.delete(Selection("t", where("id = 8"))) == 1
        assert await database.insert("t", [{"a": 3}]) == [9]
        first, second = await database.insert("s", [{"id": "x-1"}, {"a": 2}])
        assert first == "x-1"
        assert len(second) == 32
        await refused("GB7103", "id", by=database.insert("t", [{"id": 9}]))

    run(body)


def test_a_declared_table_refuses_what_it_does_not_hold(run: Any) -> None:
    async def body(database: Database) -> None:
        await database.define(ORDERS)
        assert await database.insert("orders", [{"number": "A", "total": "5"}]) == [None]
        assert await database.find(Selection("orders")) == [{"number": "A", "total": 5.0, "state": "new", "paid": None}]
        for row, code, words in [
            ({"number": "A", "total": 1}, "GB7103", ("number", "unique")),
            ({"number": "ABCDEF", "total": 1}, "GB7103", ("number", "5 characters")),
            ({"number": "B"}, "GB7103", ("total", "must have a value")),
            ({"number": "B", "total": "much"}, "GB7103", ("total", "numbers", "much")),
            ({"number": "B", "totl": 1}, "GB7102", ('"total"',)),
            ({"number": "B\0", "total": 1}, "GB7103", ("number", "NUL")),
            ({"number": "\ud800", "total": 1}, "GB7103", ("number",)),
        ]:
            await refused(code, *words, by=database.insert("orders", [row]))
        await refused("GB7103", "total", by=database.insert("orders", [{"number": "C", "total": 1}, {"number": "D"}]))
        assert len(await database.find(Selection("orders"))) == 1

    run(body)


def test_ensure_makes_a_table_that_grows_and_leaves_declarations_as_they_are(run: Any) -> None:
    async def body(database: Database) -> None:
        wanted = Table("Orders", (Column("id", Kind.INTEGER, key=True), Column("state"), Column("owner")))
        await database.define(ORDERS)
        await database.ensure(wanted)
        await database.ensure(wanted)
        table = await database.table("orders")
        assert table is not None
        assert table.read_by == ("sales",)
        assert [column.name for column in table.columns][-3:] == ["paid", "id", "owner"]
        assert table.columns[2].default == "new"
        assert table.columns[3].write_by == ("admin", "clerk")
        with pytest.raises(KeywordFault, match="no column"):
            await database.insert("orders", [{"total": 1, "unheard": 2}])
        await database.ensure(Table("Leads", wanted.columns))
        assert await database.insert("leads", [{"state": "new", "unheard": 2}]) == [1]

    run(body)


def test_define_adds_and_never_drops(run: Any) -> None:
    async def body(database: Database) -> None:
        assert await database.table("orders") is None
        assert len(await database.define(ORDERS)) == 1
        assert await database.table("ORDERS") == ORDERS
        assert await database.define(ORDERS) == []
        more = Table("orders", (ORDERS.columns[0], Column("note")), unique=(("number", "note"),))
        done = await database.define(more)
        assert any("note" in sentence for sentence in done)
        kept = await database.table("orders")
        assert kept is not None
        assert [column.name for column in kept.columns] == ["number", "total", "state", "paid", "note"]

    run(body)


def test_unknown_names_are_refused_with_the_nearest(run: Any) -> None:
    async def body(database: Database) -> None:
        await database.insert("customers", [{"name": "Ana"}])
        find = database.find
        await refused("GB7101", '"customers"', by=find(Selection("custmers")))
        await refused("GB7102", '"name"', by=find(Selection("customers", where("nam = 'x'"))))
        await refused("GB7102", '"name"', by=find(Selection("customers", order=(("nme", False),))))
        await refused("GB7102", by=find(Selection("customers", columns=('name" FROM x --',))))
        await refused("GB7101", by=find(Selection('customers"; DROP TABLE customers; --')))
        await refused("GB7101", by=database.update(Selection("gb_tables"), {"name": "x"}))
        await refused("GB7105", "gb_", by=database.insert("gb_own", [{"a": 1}]))
        await refused("GB7105", by=database.insert('a"b', [{"a": 1}]))
        await refused("GB7105", by=database.insert("customers", [{'x" text); --': 1}]))

    run(body)


def test_order_limit_and_offset(run: Any) -> None:
    async def body(database: Database) -> None:
        await database.insert(
            "t", [{"n": n, "s": s} for n, s in [(2, "b"), (None, "a"), (1, "B"), (2, None), (3, "é")]]
        )
        find = database.find

        async def order(*by: tuple[str, bool], limit: int | None = None, offset: int | None = None) -> list[Any]:
            return [row["id"] for row in await find(Selection("t", None, (), by, limit, offset))]

        assert await order() == [1, 2, 3, 4, 5]
        assert await order(("n", False)) == [3, 1, 4, 5, 2]
        assert await order(("n", True)) == [2, 5, 1, 4, 3]
        assert await order(("s", False)) == [3, 2, 1, 5, 4]
        assert await order(("n", False), ("s", True), limit=2, offset=1) == [4, 1]
        assert await order(limit=0) == []
        assert await order(offset=4) == [5]
        liked = Selection("t", where("s LIKE 'b'"), (), (), 1, 1)
        assert [row["id"] for row in await find(liked)] == [3]
        assert await find(Selection("t", columns=("S",), limit=1)) == [{"s": "b"}]

    run(body)


def test_conditions_are_the_languages_own(run: Any) -> None:
    rows = [
        {"n": 5, "s": "Open", "d": dt.date(2025, 6, 15), "f": 2.5, "b": True, "j": {"city": "Lima"}},
        {"n": None, "s": "", "d": dt.date(2025, 6, 8), "f": None, "b": False, "j": None},
        {"n": 0, "s": "100%", "d": None, "f": -1.0, "b": None, "j": {"city": None}},
    ]

    async def body(database: Database) -> None:
        await database.insert("t", rows)
        for text, found in {
            "n = 5": [1], "n <> 5": [2, 3], "n = ''": [2], "n < 1": [3], "NOT n < 1": [1, 2], "n > 4.5": [1],
            "s = ''": [2], "s <> ''": [1, 3], "s LIKE 'OPEN'": [1], "s LIKE '%0\\%'": [], "s CONTAINS 'p'": [1],
            "s STARTS 'Op'": [1], "s ENDS '%'": [3], "d = '2025-06-15'": [1], "d < NOW()": [1, 2],
            "DATEDIFF(NOW(), d) >= 7": [2], "d >= DATE_SUB(NOW(), INTERVAL 3 DAY)": [1], "f BETWEEN -1 AND 2": [3],
            "b = true": [1], "NOT b": [2, 3], "b": [1], "n IN (5, 0)": [1, 3], "n NOT IN (5)": [2, 3],
            "n IS NULL": [2], "s IS NOT NULL": [1, 2, 3], "j.city = 'Lima'": [1], "LOWER(s) = 'open'": [1],
            "item.n = 5": [1], "n = '5.0'": [1], "n = 'x'": [], "d > 'x'": [], "NOT (n = 5 OR s = '')": [3],
        }.items():  # fmt: skip
            assert await ids(database, text) == found, text
        assert await ids(database, "s = ?", "x' OR '1'='1") == []
        assert await ids(database, "n IN ?", [5, None]) == [1, 2]

    run(body)


def test_update_and_delete(run: Any) -> None:
    async def body(database: Database) -> None:
        await database.insert("t", [{"n": n, "s": "x"} for n in range(5)])
        assert (
            await database.update(Selection("t", where("n > 2")), {"s": "y", "N": Call("+", (Named("n"), Literal(10)))})
            == 2
        )
        assert await ids(database, "n IN (13, 14) AND s = 'y'") == [4, 5]
        assert await database.update(Selection("t", where("n > 100")), {"s": "z"}) == 0
        assert await database.update(Selection("t", where("s LIKE 'X'"), limit=1), {"s": "z"}) == 1
        assert await ids(database, "s = 'z'") == [1]
        assert await database.delete(Selection("t", where("s LIKE 'X' OR n = 14"))) == 3
        assert await ids(database, "") == [1, 4]
        assert await database.delete(Selection("t")) == 2

    run(body)


def test_merge_counts_and_completes(run: Any) -> None:
    async def body(database: Database) -> None:
        rows = [{"code": 1, "a": "x"}, {"code": 2, "a": "y"}, {"a": "none"}, {"code": 1, "b": 5}]
        assert await database.merge("t", rows, "code") == Merged(2, 1, 1)
        assert await database.merge("t", [{"CODE": "2", "a": "z"}, {"code": 3}], "Code") == Merged(1, 1, 0)
        found = [(row["code"], row["a"], row["b"]) for row in await database.find(Selection("t"))]
        assert found == [(1, "x", 5), (2, "z", None), (3, None, None)]

    run(body)


def test_changes_are_recorded_with_the_change(run: Any) -> None:
    async def body(database: Database) -> None:
        await database.insert("t", [{"a": dt.date(2024, 1, 1)}])
        await database.update(Selection("t"), {"a": dt.date(2024, 1, 2)})

        async def undone() -> None:
            async with database.transaction():
                await database.delete(Selection("t"))
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await undone()
        changes = await database.changes()
        assert [(change.kind, change.before, change.after) for _, change in changes] == [
            ("insert", None, {"id": 1, "a": dt.date(2024, 1, 1)}),
            ("update", {"id": 1, "a": dt.date(2024, 1, 1)}, {"id": 1, "a": dt.date(2024, 1, 2)}),
        ]
        assert await database.changes(changes[0][0]) == changes[1:]
        assert await database.changes(0, 1) == changes[:1]

    run(body)


def test_transactions_nest(run: Any) -> None:
    async def body(database: Database) -> None:
        await database.insert("t", [{"n": 1}])

        async def inner() -> None:
            async with database.transaction():
                await database.insert("t", [{"n": 3}])
                await database.insert("t", [{"id": 1}])

        async with database.transaction():
            await database.insert("t", [{"n": 2}])
            await refused("GB7103", by=inner())
            assert await ids(database, "") == [1, 2]
            await refused("GB7103", by=database.insert("t", [{"id": 1}]))  # the transaction lives on
        assert await ids(database, "") == [1, 2]
        await database.begin()
        await database.insert("grown", [{"n": 1}])
        await database.rollback()
        await refused("GB7101", by=database.find(Selection("grown")))
        await database.begin()
        await database.insert("t", [{"n": 9}])
        await database.commit()
        assert len(await ids(database, "")) == 3
        await refused("GB7105", "BEGIN TRANSACTION", by=database.commit())
        await refused("GB7105", "BEGIN TRANSACTION", by=database.rollback())

    run(body)


def test_sql_reads_tables_and_rows_in_memory(run: Any) -> None:
    async def body(database: Database) -> None:
        await database.insert("t", [{"n": 1, "d": dt.date(2024, 1, 1)}, {"n": 2}])
        rows = [{"id": 1, "x": "it's"}, {"ID": 2, "y": 2.5}]
        text = "SELECT t.n, r.x, r.y FROM t JOIN r ON r.id = t.id WHERE t.n >= ? AND r.x IS NOT NULL -- ?"
        assert (await database.sql(text, (1,), {"r": rows})).rows == [{"n": 1, "x": "it's", "y": None}]
        assert (await database.sql("SELECT count(*) AS c FROM r", (), {"r": []})).rows == [{"c": 0}]
        assert (await database.sql("SELECT '?' AS q, n FROM t WHERE d = ?", (dt.date(2024, 1, 1),), {})).rows == [
            {"q": "?", "n": 1}
        ]
        assert (await database.sql("UPDATE t SET n = n + ?", (1,), {}, write=True)).changed == 2
        assert await ids(database, "n IN (2, 3)") == [1, 2]

    run(body)


@pytest.mark.parametrize(
    "text",
    [
        "DELETE FROM t",
        "SELECT 1; SELECT 2",
        "SELECT * FROM gb_tables",
        "DROP TABLE t",
        "PRAGMA user_version",
        "ATTACH 'x.db' AS x",
        "SELECT load_extension('x')",
        "SELECT * FROM sqlite_master",
        "VACUUM INTO 'x.db'",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY t TO '/tmp/x'",
        "SELECT set_config('role', 'x', true)",
        "SELECT * FROM pg_ls_dir('.')",
        "SET ROLE postgres",
        "BEGIN",
        "COMMIT",
        "DO 'x'",
        "EXPLAIN ANALYZE DELETE FROM t",
        "WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x",
        "SELECT pg_sleep(9)",
        "nonsense",
        "",
        "SELECT \"pg_read_file\" ('x')",
        "SELECT /* */ lo_import/**/('x')",
        "SELECT query_to_xml('SELECT 1', true, true, '')",
        "SELECT * FROM pragma_table_info('t')",
        "CREATE TABLE x (a)",
        "INSERT INTO t (n) VALUES (1)",
        "TABLE gb_changes",
        'SELECT * FROM "GB_TABLES"',
        "SELECT current_setting('data_directory')",
        "SELECT * FROM t WHERE n = ?",
        'SELECT U&"\\0070g_sleep"(1)',
        "SELECT readfile('/etc/passwd')",
    ],
)
def test_sql_does_no_more_than_it_may(run: Any, text: str) -> None:
    async def body(database: Database) -> None:
        await database.insert("t", [{"n": 1}])
        await refused("GB7105", by=database.sql(text, (), {}))
        assert len(await database.find(Selection("t"))) == 1
        assert await database.tables() == ["t"]

    run(body)


def test_many_conversations_lose_no_update(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    async def whole(adapter: Any) -> None:
        async with adapter(tmp_path) as store:
            await store.database().insert("t", [{"n": 0}])

            async def one() -> None:
                database = store.database()
                await database.find(Selection("t", where("id = 1")))
                await database.update(Selection("t", where("id = 1")), {"n": Call("+", (Named("n"), Literal(1)))})

            await asyncio.gather(*(one() for _ in range(200)))
            assert (await store.database().find(Selection("t")))[0]["n"] == 200

    for adapter in ADAPTERS.values():
        asyncio.run(whole(adapter))


def test_a_statement_that_was_kept_finds_by_other_values_and_by_other_columns(run: Any) -> None:
    async def body(database: Database) -> None:
        names = ["a", "b", "", None, "ação", "1"]
        await database.insert("t", [{"name": name, "n": at} for at, name in enumerate(names)])
        for _ in range(2):
            assert [await ids(database, f"id = {at}") for at in (1, 3, 9, 2**63 - 1)] == [[1], [3], [], []]
            assert [await ids(database, "name = ?", name) for name in ("a", "b", "", None, "ação", "1", 1)] == [
                [1], [2], [3, 4], [3, 4], [5], [6], [6],
            ]  # fmt: skip
            assert await ids(database, "NAME = ? AND N = ?", "b", 1) == [2]
            assert await ids(database, "n = ? AND name = ?", "1", "b") == [2]
            assert await ids(database, "n = ?", 1.5) == []
            assert await ids(database, "n = ?", True) == [2]
        await database.insert("t", [{"name": "c", "n": 9, "grown": "later"}])
        (found,) = await database.find(Selection("t", where("id = 7")))
        assert found == {"id": 7, "name": "c", "n": 9, "grown": "later"}
        await refused("GB7102", "nothing", by=database.find(Selection("t", where("nothing = 1"))))

    run(body)


def test_more_statements_than_are_kept_are_all_right(run: Any) -> None:
    async def body(database: Database) -> None:
        await database.insert("t", [{"n": number} for number in range(3)])
        for limit in range(MOST_PLANS + 6):
            found = await database.find(Selection("t", where("n = 1"), limit=limit))
            assert [row["id"] for row in found] == [2][:limit]

    run(body)


def test_a_table_is_seen_as_the_last_find_saw_it(run: Any) -> None:
    async def body(database: Database) -> None:
        assert database.seen("orders") is None
        await database.define(ORDERS)
        await database.find(Selection("orders"))
        first = database.seen("ORDERS")
        assert first == await database.table("orders")
        await database.find(Selection("orders"))
        assert database.seen("orders") is first
        await database.define(replace(ORDERS, read_by=("boss",)))
        await database.find(Selection("orders"))
        seen = database.seen("orders")
        assert seen is not None
        assert seen.read_by == ("boss",)
        async with database.transaction():
            assert database.seen("orders") is None

    run(body)


def test_what_a_transaction_has_read_is_not_changed_by_others_until_it_ends(tmp_path: Path) -> None:
    async def whole(adapter: Any) -> None:
        async with adapter(tmp_path) as store:
            await store.database().insert("t", [{"n": 0}])

            async def one() -> None:
                database = store.database()
                async with database.transaction():
                    (row,) = await database.find(Selection("t", where("id = 1")))
                    await database.update(Selection("t", where("id = 1")), {"n": row["n"] + 1})

            await asyncio.gather(*(one() for _ in range(40)))
            assert (await store.database().find(Selection("t")))[0]["n"] == 40

    for adapter in ADAPTERS.values():
        asyncio.run(whole(adapter))


def test_a_table_grows_for_many_conversations_at_once(tmp_path: Path) -> None:
    async def whole(adapter: Any) -> None:
        async with adapter(tmp_path) as store:

            async def one(number: int) -> None:
                await store.database().insert("t", [{f"c{number % 7}": number, "v": number if number % 2 else "x"}])

            await asyncio.gather(*(one(number) for number in range(40)))
            rows = await store.database().find(Selection("t"))
            assert sorted(row["id"] for row in rows) == list(range(1, 41))
            assert {name for name in rows[0] if name.startswith("c")} == {f"c{number}" for number in range(7)}
            kept = [value for row in rows for name, value in row.items() if name.startswith("c") and value is not None]
            assert sorted(kept) == list(range(40))

    for adapter in ADAPTERS.values():
        asyncio.run(whole(adapter))
