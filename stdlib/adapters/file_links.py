"""Signed addresses of files: made by the folder adapter, checked by whoever serves the files over HTTP.

An address says bot, path and end; the signature covers all three, so none can be changed. Keeps no state.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode


@dataclass(frozen=True)
class FileLinks:
    """``base`` is the address of the host, as ``https://bots.example.com``; ``key`` is secret, 32 bytes at least."""

    base: str
    key: bytes
    bot: str = "bot"
    clock: Callable[[], float] = time.time

    def make(self, path: str, seconds: float) -> str:
        """The address of ``path`` until ``seconds`` from now."""
        end = str(int(self.clock() + seconds))
        query = urlencode({"expires": end, "signature": self._signature(path, end)})
        return f"{self.base.rstrip('/')}/files/{quote(self.bot, safe='')}/{quote(path)}?{query}"

    def allows(self, path: str, query: Mapping[str, str]) -> bool:
        """Whether an address with this ``query`` still opens ``path``."""
        end = query.get("expires", "")
        if not end.isascii() or not end.isdigit() or len(end) > 12 or int(end) < self.clock():
            return False
        return hmac.compare_digest(self._signature(path, end).encode(), query.get("signature", "").encode())

    def _signature(self, path: str, end: str) -> str:
        signed = "\n".join((self.bot, path, end)).encode("utf-8", "surrogatepass")
        return hmac.new(self.key, signed, hashlib.sha256).hexdigest()
