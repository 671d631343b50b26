"""The cache port over a server that speaks the Redis protocol (Valkey, Redis), shared by all processes of a deployment.

A server that is away or slow costs ``timeout`` once; then this process works with a cache of its own and asks again
after ``pause`` seconds. No scripts are sent to the server.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from stdlib.adapters.cache_process import ProcessCache

if TYPE_CHECKING:
    from redis.asyncio import Redis

CONNECTIONS = 16

_T = TypeVar("_T")


class RedisCache:
    """``address`` is ``redis://host:port/0`` or ``unix://path``; ``prefix`` keeps deployments apart.

    Calls share ``CONNECTIONS`` connections and queue for them. Close it when done.
    """

    def __init__(self, address: str, prefix: str = "gbc:", timeout: float = 0.5, pause: float = 5.0) -> None:
        from redis.asyncio import BlockingConnectionPool, Redis

        pool = BlockingConnectionPool.from_url(
            address,
            max_connections=CONNECTIONS,
            timeout=timeout,
            socket_timeout=timeout,
            socket_connect_timeout=timeout,
        )
        self._redis: Redis = Redis.from_pool(pool)
        self._prefix = prefix
        self._pause = pause
        self._away = float("-inf")
        self._own = ProcessCache()

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()

    async def get(self, key: str) -> bytes | None:
        """The live value."""
        return await self._ask(lambda: self._get(key), lambda: self._own.get(key))

    async def set(self, key: str, value: bytes, ttl: float | None = None) -> None:
        """Store a value."""
        await self._ask(lambda: self._set(key, value, ttl), lambda: self._own.set(key, value, ttl))

    async def delete(self, *keys: str) -> int:
        """Remove entries; gives how many there were."""
        if not keys:
            return 0
        return await self._ask(lambda: self._delete(keys), lambda: self._own.delete(*keys))

    async def count(self, key: str, by: int = 1, ttl: float | None = None) -> int:
        """Add to a counter in one step, whoever else adds."""
        return await self._ask(lambda: self._count(key, by, ttl), lambda: self._own.count(key, by, ttl))

    async def _ask(self, server: Callable[[], Awaitable[_T]], own: Callable[[], Awaitable[_T]]) -> _T:
        from redis.exceptions import RedisError, ResponseError

        if time.monotonic() < self._away + self._pause:
            return await own()
        try:
            return await server()
        except ResponseError as error:
            if "not an integer" in str(error):
                raise ValueError("a counter was added to an entry that is no whole number") from error
        except (RedisError, OSError):
            pass
        self._away = time.monotonic()
        return await own()

    async def _get(self, key: str) -> bytes | None:
        found = await self._redis.get(self._prefix + key)
        return found.encode() if isinstance(found, str) else found

    async def _set(self, key: str, value: bytes, ttl: float | None) -> None:
        if ttl is not None and ttl <= 0:
            await self._redis.delete(self._prefix + key)
        else:
            await self._redis.set(self._prefix + key, value, px=_milliseconds(ttl))

    async def _delete(self, keys: tuple[str, ...]) -> int:
        return int(await self._redis.delete(*{self._prefix + key for key in keys}))

    async def _count(self, key: str, by: int, ttl: float | None) -> int:
        name = self._prefix + key
        async with self._redis.pipeline(transaction=True) as steps:
            steps.set(name, 0, px=_milliseconds(ttl), nx=True)
            steps.incrby(name, by)
            if ttl is not None and ttl <= 0:
                steps.delete(name)
            results: list[Any] = await steps.execute()
        return int(results[1])


def _milliseconds(ttl: float | None) -> int | None:
    return None if ttl is None else max(1, round(ttl * 1000))
