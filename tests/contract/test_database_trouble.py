"""The database port when things go wrong: no server, slow statements, full disks, cancelled callers, bad settings."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import time
import uuid
from pathlib import Path
from typing import Any

import pytest

from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.adapters.databases import Connections
from stdlib.adapters.sql_guard import checked
from stdlib.ports import KeywordFault
from stdlib.ports.database import Selection
from stdlib.tables.sql_values import Dialect
from tests.servers.postgres import postgres_port

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS c FROM n"


def dsn() -> str:
    return f"postgres://postgres@127.0.0.1:{postgres_port()}/postgres"


async def code_of(call: Any) -> str:
    try:
        await call
    except KeywordFault as fault:
        return f"{fault.code} {fault.message}"
    return "no fault"


def test_a_slow_statement_ends_at_its_time_limit(tmp_path: Path) -> None:
    from stdlib.adapters.database_postgres import PostgresStore

    async def body() -> None:
        sqlite = SqliteStore(tmp_path / "bot.db", timeout=0.3)
        postgres = PostgresStore(dsn(), uuid.uuid4().hex, timeout=0.5)
        for store in (sqlite, postgres):
            database: Any = store.database()
            await database.insert("t", [{"n": 1}])
            started = time.monotonic()
            assert (await code_of(database.sql(ENDLESS, (), {}))).startswith("GB7104")
            assert time.monotonic() - started < 10
            assert len(await database.find(Selection("t"))) == 1
        sqlite.close()
        await postgres.close()

    asyncio.run(body())


def test_a_cancelled_caller_leaves_nothing_half_done(tmp_path: Path) -> None:
    async def body() -> None:
        store = SqliteStore(tmp_path / "bot.db")
        database = store.database()
        await database.insert("t", [{"n": 1}])
        for call in (database.sql(ENDLESS, (), {}), database.insert("t", [{"n": n} for n in range(200_000)])):
            task = asyncio.ensure_future(call)
            await asyncio.sleep(0.2)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert len(await database.find(Selection("t"))) == 1
        store.close()

    asyncio.run(body())


def test_a_transaction_of_another_conversation_is_waited_for_but_not_for_ever(tmp_path: Path) -> None:
    async def body() -> None:
        store = SqliteStore(tmp_path / "bot.db", timeout=0.3)
        first, second = store.database(), store.database()
        await first.begin()
        await first.insert("t", [{"n": 1}])
        assert (await code_of(second.insert("t", [{"n": 2}]))).startswith("GB7104 another conversation")
        await first.close()  # the conversation ends without COMMIT
        assert await second.tables() == []
        assert await second.insert("t", [{"n": 2}]) == [1]
        store.close()

    asyncio.run(body())


def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path) -> None:
    async def body() -> None:
        store = SqliteStore(tmp_path / "bot.db")
        database = store.database()
        await database.insert("t", [{"s": "x"}])
        async with store.lock:
            await store.write(lambda link: link.db.execute("PRAGMA max_page_count = 20"))
        assert "disk of the database is full" in await code_of(database.insert("t", [{"s": "y" * 500_000}]))
        assert len(await database.find(Selection("t"))) == 1
        store.close()

    asyncio.run(body())


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    async def body() -> None:
        (tmp_path / "bot.db").write_bytes(b"not a database at all" * 100)
        for path in (tmp_path / "bot.db", tmp_path / "no" / "folder.db"):
            store = SqliteStore(path)
            assert (await code_of(store.database().tables())).startswith("GB7104")
            store.close()

    asyncio.run(body())


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])

    async def body() -> None:
        settings = {"conn-erp-Server": "127.0.0.1", "conn-erp-Port": port, "conn-erp-Driver": "postgres"}
        connections = Connections(SqliteStore(), settings)
        database = await connections.databases().open("ERP")
        assert (await code_of(database.tables())).startswith("GB7104")
        await connections.close()

    asyncio.run(body())


def test_connections_of_the_configuration(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "other.db")
    db.execute("CREATE TABLE Staff (id INTEGER PRIMARY KEY, name VARCHAR(20), pay REAL, hired DATE)")
    db.execute("INSERT INTO Staff VALUES (1, 'Ana', 10, '2024-01-02'), (2, 'Rui', 20, 'soon')")
    db.commit()
    db.close()
    settings = {
        "conn-hr-Driver": "sqlite", "conn-hr-Name": str(tmp_path / "other.db"), "conn-x-Driver": "mssql",
        "CONN-PG-server": "127.0.0.1", "conn-pg-port": str(postgres_port()), "conn-pg-username": "postgres",
        "conn-pg-name": "postgres",
    }  # fmt: skip

    async def body() -> None:
        connections = Connections(SqliteStore(), settings)
        databases = connections.databases()
        staff = await databases.open("hr")
        rows = await staff.find(Selection("staff", order=(("pay", True),), limit=1))
        assert rows == [{"id": 2, "name": "Rui", "pay": 20.0, "hired": "soon"}]
        assert await staff.insert("STAFF", [{"name": "Eva"}]) == [3]
        assert (await code_of(staff.insert("Staff", [{"nam": "Eva"}]))).startswith("GB7102")
        assert (await code_of(staff.insert("other", [{"a": 1}]))).startswith("GB7101")
        assert await staff.changes() == []
        assert await (await databases.open("pg")).tables() == []
        for name, words in {"nope": "hr, pg, x", "x": "mssql"}.items():
            told = await code_of(databases.open(name))
            assert told.startswith("GB7106")
            assert words in told
        await databases.close()
        await connections.close()

    asyncio.run(body())


def test_bots_do_not_see_each_other_in_one_server() -> None:
    from stdlib.adapters.database_postgres import PostgresStore

    async def body() -> None:
        names = [uuid.uuid4().hex for _ in range(2)]
        stores = [PostgresStore(dsn(), name) for name in names]
        one, other = (store.database() for store in stores)
        await one.insert("t", [{"secret": 1}])
        assert await other.tables() == []
        assert (await code_of(other.sql(f'SELECT * FROM "{names[0]}".t', (), {}))).startswith("GB7105")
        assert (await code_of(other.sql("SELECT rolname FROM pg_roles", (), {}))).startswith("GB7105")
        for store in stores:
            await store.close()

    asyncio.run(body())


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("SELECT a FROM Orders WHERE b = ? ;", 'SELECT a FROM "Orders" WHERE b = $1 '),
        ("SELECT '?', \"?\" -- ?\nFROM t", "SELECT '?', \"?\"  FROM t"),
        ("SELECT count (*) FROM t", "SELECT count (*) FROM t"),
        ("SELECT a #>> '{b,c}' FROM t", "SELECT a #>> '{b,c}' FROM t"),
        ("WITH x(a) AS (SELECT 1) SELECT a FROM x", "WITH x(a) AS (SELECT 1) SELECT a FROM x"),
    ],
)
def test_sql_for_postgres_is_rewritten(text: str, made: str) -> None:
    assert checked(text, made.count("$"), False, {"orders": "Orders"}, Dialect.POSTGRES).split() == made.split()


def test_a_bot_does_not_see_another_where_the_host_may_make_no_roles() -> None:
    import asyncpg

    from stdlib.adapters.database_postgres import PostgresStore

    async def body() -> None:
        plain = f"plain{uuid.uuid4().hex}"
        admin = await asyncpg.connect(f"postgres://postgres@127.0.0.1:{postgres_port()}/postgres")
        await admin.execute(f"CREATE ROLE {plain} LOGIN")
        await admin.execute(f"GRANT CREATE ON DATABASE postgres TO {plain}")
        await admin.close()
        stores = [
            PostgresStore.of_bot(f"postgres://{plain}@127.0.0.1:{postgres_port()}/postgres", f"{n}{plain}")
            for n in "AB"
        ]
        one, two = (store.database() for store in stores)
        await one.insert("t", [{"secret": 1}])
        await two.insert("t", [{"own": 2}])
        assert stores[1].role == ""
        for text in (
            f'SELECT * FROM "bot_A{plain}".t',
            f'SELECT * FROM t, "bot_A{plain}" . "t" x',
            "SELECT 1 FROM public.t",
        ):
            assert (await code_of(two.sql(text, (), {}))).startswith("GB7105"), text
        found = await two.sql(f'SELECT x.own, t.own AS b FROM t AS x JOIN "bot_B{plain}".t ON 1 = 1', (), {})
        assert found.rows == [{"own": 2, "b": 2}]
        for store in stores:
            await store.close()

    asyncio.run(body())


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 'a",
        'SELECT "a',
        "SELECT $$x$$",
        "SELECT E'a\\'b'",
        "SELECT U&'x'",
        "SELECT /* /* */ 1",
        "SELECT 1 ; ; SELECT 2",
        "SELECT x INTO y FROM t",
        "SELECT * FROM t FOR UPDATE",
        "SELECT unknown_function(1)",
        "SELECT \"lower\"('x')",
        "SELECT 1 \\g",
        "SELECT dblink('x')",
        "select Set_Config('a','b',true)",
        "SELECT * FROM information_schema.tables",
        "SELECT lo_get(1)",
        "SELECT xmlparse('x')",
        "SELECT nextval('s')",
        "SELECT generate_series(1, 9)",
    ],
)
def test_sql_for_postgres_is_refused(text: str) -> None:
    with pytest.raises(KeywordFault) as caught:
        checked(text, 0, False, {}, Dialect.POSTGRES)
    assert caught.value.code == "GB7105"
