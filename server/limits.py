"""How often: a bucket of tokens for each class of requests and each address or person. Counters only, lost with the
process, because losing them costs nothing; another process counts for itself.

A bucket holds what a quarter of a minute brings, one at least, and fills evenly. Called by ``server.throttle`` and the
WebSocket.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

MOST = 100_000
"""Buckets that are remembered; the one used longest ago is forgotten first."""


@dataclass(slots=True)
class Bucket:
    """``tokens`` at ``at``."""

    tokens: float
    at: float


@dataclass(frozen=True, slots=True)
class Left:
    """What is left after a request: ``limit`` tokens when full, ``remaining`` now, full again in ``reset`` seconds.
    ``wait`` is how long until the next token; 0 when one was there."""

    limit: int
    remaining: int
    reset: float
    wait: float

    @property
    def headers(self) -> dict[str, str]:
        """The standard headers."""
        return {
            "RateLimit-Limit": str(self.limit), "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(round(self.reset)),
        }  # fmt: skip


class Limits:
    """``rates`` are tokens per minute by class, 0 for no limit; ``clock`` gives seconds."""

    def __init__(self, rates: Mapping[str, int], clock: Callable[[], float] = time.monotonic) -> None:
        self._rates = dict(rates)
        self._clock = clock
        self._buckets: OrderedDict[tuple[str, str], Bucket] = OrderedDict()

    def ask(self, kind: str, key: str) -> Left | None:
        """Take a token of the bucket if there is one; None when the class has no limit."""
        rate = self._rates[kind]
        if not rate:
            return None
        now, most, each = self._clock(), max(1, rate // 4), 60 / rate
        bucket = self._buckets.get((kind, key))
        if bucket is None:
            bucket = self._buckets[kind, key] = Bucket(most, now)
            if len(self._buckets) > MOST:
                self._buckets.popitem(last=False)
        else:
            self._buckets.move_to_end((kind, key))
        bucket.tokens = min(most, bucket.tokens + max(0.0, now - bucket.at) / each)
        bucket.at = now
        wait = 0.0 if bucket.tokens >= 1 else (1 - bucket.tokens) * each
        if not wait:
            bucket.tokens -= 1
        return Left(most, int(bucket.tokens), (most - bucket.tokens) * each, wait)
