"""Server processes under measurement: how they start, what CPU time and memory they have used, how they end."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TICK = os.sysconf("SC_CLK_TCK")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")

BOT = """
WHILE TRUE
  HEAR x
  n = n + 1
  TALK "You said " + x + ", message " + n
WEND
"""

UNLIMITED = {f"GBC_RATE_{kind}": "0" for kind in ("AUTH", "API", "MESSAGES", "WEBHOOKS")}
"""All clients of a measurement have one address."""


METRICS = "bench-reads-the-metrics"


@dataclass
class Serving:
    """A server at ``address``."""

    process: subprocess.Popen[str]
    address: str

    def _members(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, children)]

    def cpu(self) -> float:
        """Seconds of CPU time of its processes until now."""
        total = 0
        for pid in self._members():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICK

    def memory(self) -> int:
        """Bytes of its processes that are not files."""
        total = 0
        for pid in self._members():
            status = Path(f"/proc/{pid}/status").read_text()
            total += int(re.search(r"RssAnon:\s+(\d+)", status)[1]) << 10  # type: ignore[index]
        return total


@contextlib.contextmanager
def ours(folder: Path, *flags: str, bots: Mapping[str, str] = {}) -> Iterator[Serving]:
    """``gbc serve`` with the bot ``bench`` and others; what it keeps is in ``folder`` and found again by later ones."""
    for name, text in {"bench": BOT, **bots}.items():
        script = folder / "bots" / f"{name}.gbai" / f"{name}.gbdialog" / "start.bas"
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(text)
    command = [
        sys.executable, "-m", "gbc", "serve", str(folder / "bots"), "--data", str(folder / "data"), "--port", "0",
        "--log-level", "error", *flags,
    ]  # fmt: skip
    with _started(command) as serving:
        yield serving


@contextlib.contextmanager
def plain() -> Iterator[Serving]:
    """The peer."""
    with _started([sys.executable, "-m", "benchmarks.server.plain"]) as serving:
        yield serving


@contextlib.contextmanager
def _started(command: list[str]) -> Iterator[Serving]:
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
        env={**os.environ, **UNLIMITED, "GBC_METRICS_TOKEN": METRICS, "PYTHONPATH": str(ROOT)},
    )
    try:
        assert process.stdout is not None
        address = None
        while address is None:
            line = process.stdout.readline()
            if not line:
                raise RuntimeError(f"{command} did not start")
            address = ADDRESS.search(line)
        yield Serving(process, address[0])
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
