"""The HTTP client that providers' SDKs are given: it connects only where the egress guard permits, judged by address.

Used by ``model_openai`` and ``model_anthropic``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import httpcore2
import httpx2

from stdlib.adapters.egress import Egress
from stdlib.ports import KeywordFault

CONNECT_SECONDS, READ_SECONDS = 10.0, 120.0


class _Guarded(httpcore2.AsyncNetworkBackend):
    """Connections to addresses that ``egress`` permits."""

    def __init__(self, egress: Egress) -> None:
        self._egress = egress
        self._plain = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        last: Exception | None = None
        for address in await self._egress.resolve(host, port):
            try:
                return await self._plain.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore2.ConnectError as error:
                last = error
        raise last or KeywordFault("GB7202", f"no address is known for {host}; check its spelling")

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.AsyncNetworkStream:
        raise KeywordFault("GB7201", "models are reached over the network only")

    async def sleep(self, seconds: float) -> None:
        await self._plain.sleep(seconds)


def client(egress: Egress) -> httpx2.AsyncClient:
    """A client without proxies, cookies or redirects; close it when done."""
    transport = httpx2.AsyncHTTPTransport(retries=0)
    # httpx has no parameter for it; a test connects to a refused address, so that a renamed field is noticed
    transport._pool._network_backend = _Guarded(egress)
    timeout = httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    return httpx2.AsyncClient(transport=transport, timeout=timeout, follow_redirects=False, trust_env=False)
