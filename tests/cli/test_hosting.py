"""``gbc run`` with the servers that its operator chose: PostgreSQL for tables, S3 for files."""

from __future__ import annotations

import asyncio
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from server.bots.hosting import Hosting, hosting_of
from server.bots.package import package_of
from server.bots.world import World
from stdlib.adapters.file_links import FileLinks
from stdlib.adapters.files_s3 import S3Place, place_of
from tests.servers.postgres import postgres_dsn
from tests.servers.redis import valkey
from tests.servers.s3 import s3_place

TABLES = "TABLE orders\n  id integer key\n  status string(20)\nEND TABLE\n"
COUNTING = 'id = SAVE "orders" WITH status = "new"\nTALK id + " " + COUNT(FIND("orders"))\n'


def test_rows_are_kept_in_the_database_of_the_operator(gbc: Any, write: Any, tmp_path: Path) -> None:
    bot = f"b{uuid.uuid4().hex}.gbai"
    write(f"{bot}/b.gbdialog/tables.bas", TABLES)
    write(f"{bot}/b.gbdialog/start.bas", COUNTING)
    assert [gbc("run", bot, "--database", postgres_dsn()).out for _ in range(2)] == ["1 1\n", "2 2\n"]
    assert not list(tmp_path.rglob("bot.db"))


def test_the_environment_says_which_and_each_bot_has_rows_of_its_own(
    gbc: Any, write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GBC_DATABASE_URL", postgres_dsn())
    name = uuid.uuid4().hex * 2  # longer than PostgreSQL's names are
    for bot in (f"{name}a.gbai", f"{name}b.gbai"):
        write(f"{bot}/b.gbdialog/start.bas", TABLES + COUNTING)
        assert gbc("run", bot).out == "1 1\n"


def test_a_conversation_put_aside_keeps_its_journal_there(gbc: Any, write: Any, tmp_path: Path) -> None:
    bot = f"b{uuid.uuid4().hex}.gbai"
    write(f"{bot}/b.gbdialog/start.bas", 'SAVE "t", {"a": 1}\nHEAR x WITH "x?"\nTALK COUNT(FIND("t")) + x\n')
    words = ("run", bot, "--database", postgres_dsn(), "--state", "s")
    assert gbc(*words).code == 0
    assert gbc(*words, stdin="!\n").out.endswith("1!\n")
    assert not list(tmp_path.rglob("bot.db"))


def test_a_script_of_a_bot_has_the_rows_of_the_bot_whatever_its_folders_are_called(gbc: Any, write: Any) -> None:
    bot = f"b{uuid.uuid4().hex}.gbai"
    write(f"{bot}/b.gbdialog/tables.bas", TABLES)
    write(f"{bot}/b.gbdialog/start.bas", COUNTING)
    job = write(f"{bot}/b.gbdialog/jobs/count.bas", 'TALK COUNT(FIND("orders"))\n')
    assert gbc("run", bot, "--database", postgres_dsn()).out == "1 1\n"
    assert gbc("run", str(job), "--database", postgres_dsn()).out == "1\n"


def test_an_address_of_something_else_is_refused(gbc: Any, write: Any) -> None:
    write("one.bas", 'TALK "x"\n')
    ran = gbc("run", "one.bas", "--database", "oracle://x")
    assert ran.code == 2
    assert "GBC_DATABASE_URL begins with postgres://" in ran.err


def test_a_database_that_is_away_is_a_fault_of_the_keyword(gbc: Any, write: Any) -> None:
    write("one.bas", 'TALK "x"\nSAVE "t", {"a": 1}\n')
    ran = gbc("run", "one.bas", "--database", "postgres://a@127.0.0.1:1/b")
    assert (ran.code, ran.out) == (1, "x\n")
    assert "GB7104" in ran.err


def test_files_are_kept_in_the_store_of_the_operator(
    gbc: Any, write: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = s3_place()
    monkeypatch.setenv("GBC_FILES_URL", f"s3://{place.bucket}/{place.prefix}?endpoint={place.endpoint}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", place.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", place.secret_key)
    write("b.gbai/b.gbdialog/start.bas", 'WRITE "a/x.txt", "hello"\nTALK READ "a/x.txt"\n')
    assert gbc("run", "b.gbai").out == "hello\n"
    write("c.gbai/b.gbdialog/start.bas", 'TALK READ "a/x.txt"\n')
    assert "GB7302" in gbc("run", "c.gbai").err
    assert not list(tmp_path.rglob("x.txt"))


def test_variables_are_read_and_hidden() -> None:
    found = hosting_of({"GBC_ALLOW": "10.0.0.0/8, db:5432", "GBC_DATABASE_URL": " postgres://u:secret@h/d "})
    assert found == Hosting("postgres://u:secret@h/d", allow=("10.0.0.0/8", "db:5432"), model="auto")
    assert "secret" not in repr(found)
    with pytest.raises(ValueError, match="GBC_CACHE_URL begins with redis://"):
        hosting_of({"GBC_CACHE_URL": "http://x"})
    assert [hosting_of({"GBC_TRUST": said}).trusting for said in ("", "YES", "no")] == [True, True, False]
    with pytest.raises(ValueError, match="GBC_TRUST is yes or no"):
        hosting_of({"GBC_TRUST": "maybe"})


def test_a_host_that_serves_files_gives_links_to_them(tmp_path: Path) -> None:
    (tmp_path / "b.gbai").mkdir()
    links = FileLinks("https://bots.example.com", b"k" * 32, "b")

    async def body() -> str:
        async with World(package_of(tmp_path / "b.gbai"), links=links) as world, world.ports() as ports:
            assert ports.files is not None
            await ports.files.write("a.txt", b"x")
            return await ports.files.link("a.txt", 60)

    address = urlsplit(asyncio.run(body()))
    assert address.path == "/files/b/a.txt"
    assert links.allows("a.txt", dict(parse_qsl(address.query)))


def test_processes_share_values_through_the_cache_of_the_operator(tmp_path: Path) -> None:
    (tmp_path / "b.gbai").mkdir()
    (tmp_path / "c.gbai").mkdir()

    async def body(address: str) -> None:
        hosting = Hosting(cache=address)
        async with World(package_of(tmp_path / "b.gbai"), hosting) as one:
            await one.cache.set("k", b"v")
            async with World(package_of(tmp_path / "b.gbai"), hosting) as two:
                assert await two.cache.get("k") == b"v"
            async with World(package_of(tmp_path / "c.gbai"), hosting) as other:
                assert await other.cache.get("k") is None
        async with World(package_of(tmp_path / "b.gbai")) as alone:
            assert await alone.cache.count("n") == 1

    with valkey(tmp_path) as server:
        asyncio.run(body(server.address))


def test_the_place_of_a_bot_in_a_bucket() -> None:
    assert place_of("s3://files/bots/?endpoint=http://h:1&region=eu", "b") == S3Place(
        "files", "bots/b", "http://h:1", "eu"
    )
    assert place_of("s3://files", "b") == S3Place("files", "b")
    for wrong in ("s3://", "http://files", "s3://files?bucket=x"):
        with pytest.raises(ValueError, match="such as s3://"):
            place_of(wrong, "b")
