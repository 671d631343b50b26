"""One engine as a process that runs its kernel when asked, and the CPU time that this took it.

Requests are lines: ``load SIZE`` makes ready, ``idle`` does nothing, ``run`` runs; each is answered by one line with a
number. The time is that of the whole process, all its threads, read from outside; the cost of a request is taken off.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import TextIO, cast

from benchmarks.machine.engines import ROOT, Engine, environment
from benchmarks.machine.kernels import Kernel


def _cpu_clock(process: int) -> int:
    """The clock of another process's CPU time, as Linux numbers them."""
    return (~process << 3) | 2


class EngineFailed(Exception):
    """An engine ended without the result."""


class Worker:
    """A started engine; use it in a ``with`` statement."""

    def __init__(self, engine: Engine, kernel: Kernel) -> None:
        self.engine = engine
        self._folder = tempfile.TemporaryDirectory()
        command = engine.prepare(kernel, Path(self._folder.name))
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment()
        )
        self._requests = cast(TextIO, self._process.stdin)
        self._answers = cast(TextIO, self._process.stdout)
        self._clock = _cpu_clock(self._process.pid)
        self._ask(f"load {kernel.size}")
        self._idle = statistics.median(self._timed("idle")[0] for _ in range(7))

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._requests.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._answers.close()
        self._folder.cleanup()

    def run(self) -> tuple[float, float]:
        """CPU seconds of one run of the kernel, and its result."""
        spent, result = self._timed("run")
        return max(spent - self._idle, 1e-7), result

    def _timed(self, request: str) -> tuple[float, float]:
        before = time.clock_gettime(self._clock)
        result = self._ask(request)
        return time.clock_gettime(self._clock) - before, result

    def _ask(self, request: str) -> float:
        self._requests.write(request + "\n")
        self._requests.flush()
        answer = self._answers.readline()
        if not answer:
            raise EngineFailed(f"{self.engine.name} ended instead of answering {request}")
        return float(answer)


def whole_run(engine: Engine, command: list[str], size: int) -> tuple[float, float]:
    """CPU seconds of a process from its start to its end, and the result that it printed."""
    words = command if engine.whole else [*command, str(size)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment())
    assert process.stdout is not None
    printed = process.stdout.read().split()
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or not printed:
        raise EngineFailed(f"{engine.name} failed: {' '.join(words)}")
    return usage.ru_utime + usage.ru_stime, float(printed[-1])
