"""The port of web requests. The adapter has the egress guard, limits and time-outs; nothing here connects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Request:
    """One request. ``timeout`` in seconds for the whole exchange; ``most`` bytes of the body that are read."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    timeout: float = 30.0
    most: int = 10 << 20
    key: str = ""  # idempotency key, sent as a header where the method changes things


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer: ``url`` is the last one after redirects; header names are in lower case."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes
    url: str


@runtime_checkable
class Http(Protocol):
    """Requests to other machines.

    Raises KeywordFault: GB7201 address not allowed, GB7202 no connection, GB7203 took too long, GB7204 too large,
    GB7205 too many redirects, GB7206 not an address.
    """

    async def send(self, request: Request) -> Reply:
        """Carry out one request, redirects included."""
