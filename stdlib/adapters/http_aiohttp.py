"""The web client: the ``Http`` port over aiohttp, with the egress guard at every connection.

Redirects, limits, retries and time-outs are handled here and not by aiohttp, so that each hop is judged anew. Proxies
of the environment are not used and no cookie is kept. Made by the host, one for each bot; close it at the end.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from stdlib.adapters.egress import Egress
from stdlib.adapters.web_address import read_address
from stdlib.ports import KeywordFault
from stdlib.ports.web import Reply, Request
from stdlib.web.headers import checked, for_another_host

REDIRECTS = 5
CONNECT_TIMEOUT = 10.0
KEPT = 15.0
"""Seconds that an idle connection is kept for the next request."""

RETRY_PAUSES = (0.2, 0.6)
"""Seconds before each further attempt of a request that can be repeated without harm."""

_REPEATABLE = frozenset(("GET", "HEAD", "PUT", "DELETE", "OPTIONS"))
_MOVED = frozenset((301, 302, 303, 307, 308))
_CHUNK = 64 << 10


@dataclass
class _Hop:
    """One request on the way; ``refused`` is what the guard said while it was connecting."""

    method: str
    url: URL
    headers: dict[str, str]
    body: bytes | None
    most: int
    refused: KeywordFault | None = field(default=None)

    @property
    def host(self) -> str:
        return self.url.raw_host or ""

    def moved(self, status: int, target: str) -> _Hop:
        """The request that a redirect asks for; secrets do not follow to another origin."""
        url = read_address(target if _is_absolute(target) else self._joined(target))
        headers = self.headers if url.origin() == self.url.origin() else for_another_host(self.headers)
        if self.method != "HEAD" and (status == 303 or (status in (301, 302) and self.method == "POST")):
            kept = {name: value for name, value in headers.items() if name.lower() != "content-type"}
            return replace(self, method="GET", url=url, headers=kept, body=None, refused=None)
        return replace(self, url=url, headers=dict(headers), refused=None)

    def _joined(self, target: str) -> str:
        try:
            return str(self.url.join(URL(target)))
        except ValueError as error:
            raise KeywordFault("GB7206", f"{self.host} redirects to something that is not a web address") from error


_connecting: ContextVar[_Hop] = ContextVar("connecting")


def _is_absolute(target: str) -> bool:
    return "://" in target.partition("?")[0]


class _Resolver(AbstractResolver):
    """Gives aiohttp only addresses that the guard permits."""

    def __init__(self, egress: Egress) -> None:
        self._egress = egress

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        try:
            addresses = await self._egress.resolve(host, port)
        except KeywordFault as fault:
            _connecting.get().refused = fault
            raise OSError(fault.message) from fault
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        """Nothing is held."""


class HttpClient:
    """Requests to other machines; ``retry_pauses`` are the seconds before each further attempt."""

    def __init__(
        self,
        egress: Egress,
        *,
        retry_pauses: tuple[float, ...] = RETRY_PAUSES,
        connect_timeout: float = CONNECT_TIMEOUT,
        tls: Any = True,
    ) -> None:
        self._egress = egress
        self._pauses = retry_pauses
        self._connect = connect_timeout
        self._tls = tls
        self._sessions: dict[bool, aiohttp.ClientSession] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    async def __aenter__(self) -> HttpClient:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections that are kept."""
        sessions, self._sessions = self._sessions, {}
        for session in sessions.values():
            await session.close()

    async def send(self, request: Request) -> Reply:
        """Carry out one request, redirects included."""
        hop = _first(request)
        host = hop.host
        try:
            async with asyncio.timeout(request.timeout):
                for _ in range(REDIRECTS + 1):
                    done = await self._attempts(hop)
                    if isinstance(done, Reply):
                        return done
                    hop = done
                    host = hop.host
        except TimeoutError as error:
            raise KeywordFault("GB7203", f"{host} took longer than {request.timeout:g} seconds to answer") from error
        raise KeywordFault("GB7205", f"{host} sends the request from one address to the next without an end")

    async def _attempts(self, hop: _Hop) -> Reply | _Hop:
        """One hop, tried again after a broken connection when that cannot do harm."""
        for pause in (*(self._pauses if hop.method in _REPEATABLE else ()), None):
            try:
                return await self._exchange(hop)
            except aiohttp.ClientError as error:
                fault = _fault(hop, error)
                if pause is None or fault.code != "GB7202" or hop.refused is not None:
                    raise fault from error
                await asyncio.sleep(pause)
        raise AssertionError("the last attempt has no pause")

    async def _exchange(self, hop: _Hop) -> Reply | _Hop:
        token = _connecting.set(hop)
        try:
            async with self._session(hop.method in _REPEATABLE).request(
                hop.method, hop.url, headers=hop.headers, data=hop.body, allow_redirects=False
            ) as response:
                target = response.headers.get("Location")
                if response.status in _MOVED and target:
                    return hop.moved(response.status, target)
                return await _reply(hop, response)
        finally:
            _connecting.reset(token)

    def _session(self, reuse: bool) -> aiohttp.ClientSession:
        """The session of this event loop. What cannot be repeated gets a fresh connection, which cannot be stale."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._sessions = loop, {}
        if reuse not in self._sessions:
            connector = aiohttp.TCPConnector(
                resolver=_Resolver(self._egress),
                use_dns_cache=False,
                socket_factory=self._socket,
                force_close=not reuse,
                ssl=self._tls,
                keepalive_timeout=KEPT if reuse else None,
            )
            session = self._sessions[reuse] = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": "gbc", "Accept-Encoding": "gzip, deflate"},
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._connect),
                trust_env=False,
                skip_auto_headers=("Content-Type",),
            )
            session._retry_connection = False  # or each of our attempts would be two
        return self._sessions[reuse]

    def _socket(self, target: tuple[Any, Any, int, str, tuple[Any, ...]]) -> socket.socket:
        """A socket for exactly this address, when the guard permits it; nothing is connected without this."""
        family, kind, protocol, _, address = target
        hop = _connecting.get()
        try:
            self._egress.check(hop.host, str(address[0]), int(address[1]))
        except KeywordFault as fault:
            hop.refused = fault
            raise PermissionError(fault.message) from fault
        return socket.socket(family, kind, protocol)


def _first(request: Request) -> _Hop:
    method = request.method.upper()
    headers = checked(request.headers)
    if request.key and method not in ("GET", "HEAD", "OPTIONS"):
        headers.setdefault("Idempotency-Key", request.key)
    return _Hop(method, read_address(request.url), headers, request.body, request.most)


async def _reply(hop: _Hop, response: aiohttp.ClientResponse) -> Reply:
    body = await _body(hop, response)
    headers: Mapping[str, str] = {name.lower(): ", ".join(response.headers.getall(name)) for name in response.headers}
    return Reply(response.status, response.reason or "", headers, body, str(hop.url))


async def _body(hop: _Hop, response: aiohttp.ClientResponse) -> bytes:
    """The body, unpacked piece by piece and never more of it than the limit."""
    parts: list[bytes] = []
    size = 0
    async for part in response.content.iter_chunked(_CHUNK):
        size += len(part)
        if size > hop.most:
            response.close()
            raise KeywordFault("GB7204", f"the answer of {hop.host} has more than {hop.most} bytes")
        parts.append(part)
    return b"".join(parts)


def _fault(hop: _Hop, error: aiohttp.ClientError) -> KeywordFault:
    """The sentence for what aiohttp found."""
    if hop.refused is not None:
        return hop.refused
    if isinstance(error, aiohttp.InvalidURL):
        return KeywordFault("GB7206", f"{hop.host} is not a web address")
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return KeywordFault("GB7202", f"the certificate of {hop.host} is not valid, so nothing was sent to it")
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return KeywordFault("GB7202", f"{hop.host} cannot be reached")
    if isinstance(error, aiohttp.ClientResponseError):
        return KeywordFault("GB7202", f"what {hop.host} answers is not HTTP")
    return KeywordFault("GB7202", f"{hop.host} broke the connection off before its answer was complete")
