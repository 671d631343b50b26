"""The contract of the memory port, which every adapter passes, and the exactness of what is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from stdlib.adapters.memory_sqlite import SqliteMemory
from stdlib.encoding import pack, unpack
from stdlib.fakes import DictMemory, FixedEnvironment
from stdlib.ports import KeywordFault, Memory, Scope
from vm.value import Array, Object


class Setup:
    def __init__(self, memory: Memory, env: FixedEnvironment) -> None:
        self.memory = memory
        self.env = env

    def do(self, name: str, *arguments: Any) -> Any:
        return asyncio.run(getattr(self.memory, name)(*arguments))


@pytest.fixture(params=["dict", "sqlite", "file"])
def setup(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Setup]:
    env = FixedEnvironment()
    if request.param == "dict":
        yield Setup(DictMemory(env), env)
        return
    path = ":memory:" if request.param == "sqlite" else str(tmp_path / "memory.db")
    memory = SqliteMemory(path, clock=lambda: env.now().timestamp())
    yield Setup(memory, env)
    memory.close()


def test_scopes_and_owners_are_apart(setup: Setup) -> None:
    setup.do("set", Scope.BOT, "a", "k", 1)
    setup.do("set", Scope.BOT, "b", "k", 2)
    setup.do("set", Scope.USER, "a", "k", 3)
    assert [setup.do("get", scope, owner, "k") for scope, owner in (("bot", "a"), ("bot", "b"), ("user", "a"))] == [
        1,
        2,
        3,
    ]
    assert setup.do("get", Scope.BOT, "c", "k") is None


def test_keys_are_found_in_any_case(setup: Setup) -> None:
    setup.do("set", Scope.BOT, "a", "Name", "x")
    setup.do("set", Scope.BOT, "a", "NAME", "y")
    assert setup.do("get", Scope.BOT, "a", "name") == "y"


def test_entries_expire(setup: Setup) -> None:
    setup.do("set", Scope.CACHE, "a", "k", "v", 10)
    setup.env.advance(9)
    assert setup.do("get", Scope.CACHE, "a", "k") == "v"
    setup.env.advance(1)
    assert setup.do("get", Scope.CACHE, "a", "k") is None
    assert setup.do("entries", Scope.CACHE, "a") == []


def test_null_removes_and_clear_counts(setup: Setup) -> None:
    setup.do("set", Scope.USER, "a", "k", 1)
    setup.do("set", Scope.USER, "a", "l", 2)
    setup.do("set", Scope.USER, "a", "k", None)
    assert setup.do("entries", Scope.USER, "a") == [("l", 2)]
    assert setup.do("clear", Scope.USER, "a") == 1
    assert setup.do("entries", Scope.USER, "a") == []


def test_a_kept_value_does_not_change_with_the_original(setup: Setup) -> None:
    items = Array([1])
    setup.do("set", Scope.BOT, "a", "k", items)
    items.append(2)
    assert list(setup.do("get", Scope.BOT, "a", "k")) == [1]


def test_a_file_is_shared_between_openings(tmp_path: Path) -> None:
    path = str(tmp_path / "m.db")
    first, second = SqliteMemory(path), SqliteMemory(path)
    asyncio.run(first.set(Scope.BOT, "a", "k", "v"))
    assert asyncio.run(second.get(Scope.BOT, "a", "k")) == "v"
    first.close()
    second.close()


def test_values_come_back_exactly() -> None:
    rows = Array([Object({"b": 1, "A": 2.5})])
    rows.rowset = True
    file = Object({"url": "/x"})
    file.kind = "file"
    values = [
        None,
        True,
        -(2**63),
        0.1,
        "ação",
        rows,
        file,
        date(2026, 3, 7),
        datetime(2026, 3, 7, 14, 5, 1),
        time(9, 30),
        timedelta(days=2, seconds=1),
        Object({"z": Array([None, Object({})])}),
    ]
    back = unpack(pack(Array(values)))
    for before, after in zip(values, back, strict=True):
        assert type(after) is type(before)
        assert after == before
    assert back[5].rowset
    assert list(back[5][0].keys()) == ["b", "A"]
    assert back[6].kind == "file"


def test_what_cannot_be_kept_is_a_fault() -> None:
    ring = Array()
    ring.append(ring)
    with pytest.raises(KeywordFault) as caught:
        pack(ring)
    assert caught.value.code == "GB6905"
    ring.clear()


def test_foreign_bytes_are_refused() -> None:
    for data in (b"", b"\xc1", b"\xc7\x01\x09x"):
        with pytest.raises(ValueError, match="packed"):
            unpack(data)
