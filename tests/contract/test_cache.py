"""The contract of the cache port, in this process and over a real Valkey, and when the server goes away."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from stdlib.adapters.cache_process import ProcessCache
from stdlib.adapters.cache_redis import RedisCache
from stdlib.ports.cache import Cache
from tests.servers.redis import ValkeyServer, valkey
from tests.servers.smtp import free_port

Check = Callable[[Cache], Awaitable[None]]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ValkeyServer]:
    with valkey(tmp_path_factory.mktemp("valkey")) as running:
        yield running


@asynccontextmanager
async def opened(address: str, prefix: str, **settings: float) -> AsyncIterator[RedisCache]:
    cache = RedisCache(address, prefix, **settings)
    try:
        yield cache
    finally:
        await cache.close()


@pytest.fixture(params=["process", "valkey"])
def run(request: pytest.FixtureRequest) -> Callable[[Check], None]:
    """Runs a check against an empty cache."""

    async def with_valkey(check: Check) -> None:
        address = request.getfixturevalue("server").address
        async with opened(address, f"{request.node.name}:", timeout=10) as cache:
            await check(cache)

    if request.param == "process":
        return lambda check: asyncio.run(check(ProcessCache()))  # type: ignore[arg-type]
    request.getfixturevalue("server")
    return lambda check: asyncio.run(with_valkey(check))


def test_values_are_bytes_as_they_were(run: Callable[[Check], None]) -> None:
    async def check(cache: Cache) -> None:
        every = bytes(range(256)) * 100
        assert await cache.get("k") is None
        await cache.set("k", every)
        await cache.set("ключ \n", b"")
        assert await cache.get("k") == every
        assert await cache.get("ключ \n") == b""
        assert await cache.get("K") is None
        await cache.set("k", b"2")
        assert await cache.get("k") == b"2"

    run(check)


def test_entries_expire(run: Callable[[Check], None]) -> None:
    async def check(cache: Cache) -> None:
        await cache.set("a", b"1", 0.05)
        await cache.set("b", b"1", 60)
        await cache.set("c", b"1", 0.05)
        await cache.set("c", b"2")
        await cache.set("d", b"1")
        await cache.set("d", b"2", 0)
        await cache.set("e", b"1", -1)
        assert await cache.get("a") == b"1"
        await asyncio.sleep(0.12)
        assert [await cache.get(key) for key in "abcde"] == [None, b"1", b"2", None, None]

    run(check)


def test_deletion_counts_what_was_there(run: Callable[[Check], None]) -> None:
    async def check(cache: Cache) -> None:
        await cache.set("a", b"1")
        await cache.set("b", b"1")
        assert await cache.delete("a", "a", "b", "c") == 2
        assert await cache.delete("a") == 0
        assert await cache.delete() == 0

    run(check)


def test_counters_start_at_nothing_and_their_time_at_the_first(run: Callable[[Check], None]) -> None:
    async def check(cache: Cache) -> None:
        assert [await cache.count("n"), await cache.count("n", 5), await cache.count("n", -10)] == [1, 6, -4]
        assert await cache.get("n") == b"-4"
        assert await cache.count("t", 1, 0.15) == 1
        await asyncio.sleep(0.1)
        assert await cache.count("t", 1, 60) == 2
        await asyncio.sleep(0.1)
        assert await cache.count("t", 1, 60) == 1
        assert await cache.count("z", 1, 0) == 1
        assert await cache.get("z") is None

    run(check)


def test_what_is_no_number_is_not_counted(run: Callable[[Check], None]) -> None:
    async def check(cache: Cache) -> None:
        await cache.set("k", b"text")
        with pytest.raises(ValueError, match=r"int|number"):
            await cache.count("k")
        assert await cache.get("k") == b"text"

    run(check)


def test_no_count_is_lost_when_many_add(run: Callable[[Check], None]) -> None:
    async def check(cache: Cache) -> None:
        found = await asyncio.gather(*(cache.count("n") for _ in range(200)))
        assert sorted(found) == list(range(1, 201))

    run(check)


# ---------------------------------------------------------------- in this process


def test_the_entries_used_longest_ago_make_room() -> None:
    async def check() -> None:
        cache = ProcessCache(most=950)
        for key in "abc":
            await cache.set(key, bytes(100))
        await cache.get("a")
        await cache.set("d", bytes(100))
        assert [await cache.get(key) is not None for key in "abcd"] == [True, False, True, True]
        await cache.set("huge", bytes(2000))
        assert await cache.get("huge") is None

    asyncio.run(check())


# ---------------------------------------------------------------- a server that goes away


def test_without_a_server_the_process_goes_on_alone() -> None:
    async def check() -> None:
        async with opened(f"redis://127.0.0.1:{free_port()}/0", "x:") as cache:
            await cache.set("k", b"1")
            assert await cache.get("k") == b"1"
            assert [await cache.count("n"), await cache.count("n")] == [1, 2]

    asyncio.run(check())


def test_a_server_that_hangs_costs_its_timeout_once_and_is_found_again(tmp_path: Path) -> None:
    async def check() -> None:
        with valkey(tmp_path) as server:
            async with opened(server.address, "x:", timeout=0.3, pause=0.5) as cache:
                await cache.set("k", b"1")
                server.process.send_signal(signal.SIGSTOP)
                began = time.monotonic()
                for _ in range(50):
                    assert await cache.get("k") is None
                assert time.monotonic() - began < 5
                server.process.send_signal(signal.SIGCONT)
                await asyncio.sleep(0.6)
                for _ in range(20):
                    if await cache.get("k") == b"1":
                        return
                    await asyncio.sleep(0.3)
                pytest.fail("the server was not found again")

    asyncio.run(check())


def test_a_server_that_lost_everything_is_an_empty_cache(tmp_path: Path) -> None:
    async def check() -> None:
        with valkey(tmp_path) as server:
            async with opened(server.address, "x:", timeout=5) as cache:
                await cache.set("k", b"1")
                await cache._redis.flushall()
                assert await cache.get("k") is None
                assert await cache.count("k") == 1

    asyncio.run(check())
