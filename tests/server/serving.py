"""``gbc serve`` in a process of its own, for tests that need what a browser or another program sees."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.smtp import free_port

ROOT = Path(__file__).parents[2]


@dataclass
class Served:
    """A server that can be ended and begun again on its address."""

    bots: Path
    data: Path
    flags: tuple[str, ...]
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Begin, and wait until it answers."""
        command = [sys.executable, "-m", "gbc", "serve", str(self.bots), "--data", str(self.data)]
        command += ["--port", str(self.port), *self.flags]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with (self.data.parent / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=ROOT)
        for _ in range(600):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.address}/health", timeout=5):
                return
            assert self.process.poll() is None, (self.data.parent / "server.log").read_text()
            time.sleep(0.05)
        raise AssertionError("the server does not answer")

    def stop(self, *, kill: bool = False) -> None:
        """End it, with time for what it does or without."""
        if self.process is not None:
            if kill:
                self.process.kill()
            else:
                self.process.terminate()
            self.process.wait(30)
            self.process = None


@contextlib.contextmanager
def served(bots: Path, data: Path, *flags: str) -> Iterator[Served]:
    """A running server."""
    data.mkdir(parents=True, exist_ok=True)
    server = Served(bots, data, flags, free_port())
    server.start()
    try:
        yield server
    finally:
        server.stop()
