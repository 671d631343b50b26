"""Compiler: lines per second against a grammar with one rule per keyword, and `gbc check` as a whole process.

Every figure is CPU time, the median of interleaved repetitions in one run.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.compiler.peer import build_peer
from benchmarks.compiler.sample import sample_program
from compiler.api import check_source
from stdlib.catalog import load_catalog


def _cpu(action: Callable[[], object]) -> float:
    before = time.process_time()
    action()
    return time.process_time() - before


def _child_cpu(path: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "gbc", "check", str(path)], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(rounds: int = 7) -> list[tuple[str, float, str, str]]:
    """Rows of (what, value, unit, remark)."""
    text = sample_program(300)
    lines = text.count("\n")
    heads = [words for words in load_catalog().heads if len(words[0]) > 2]
    peer = build_peer(heads)
    check_source(text)
    ours: list[float] = []
    theirs: list[float] = []
    cold: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.bas"
        path.write_text(text)
        for _ in range(rounds):
            ours.append(_cpu(lambda: check_source(text)))
            theirs.append(_cpu(lambda: peer.parse(text)))
            cold.append(_child_cpu(path))
    warm = statistics.median(ours)
    ratio = statistics.median(t / o for o, t in zip(ours, theirs, strict=True))
    return [
        ("lex + parse + analyse, lines/s", lines / warm, "lines/s", f"{lines} lines"),
        (
            "lex + parse, one rule per keyword in Lark",
            lines / statistics.median(theirs),
            "lines/s",
            f"{len(heads)} heads",
        ),
        ("ratio to that peer", ratio, "x", "floor 5"),
        ("gbc check of 300 lines, warm process", warm * 1e3, "ms CPU", "ceiling 40"),
        ("gbc check of 300 lines, whole process", statistics.median(cold) * 1e3, "ms CPU", "ceiling 250"),
    ]
