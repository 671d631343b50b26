"""``make bench-budgets``: what fuel and memory limits cost, against a build of the machine that charges nothing.

Copies the packages to ``.make/unmetered``, compiles them there with ``GB_METERED=0`` and runs every kernel in both: CPU
time of interleaved runs, and instructions under valgrind. Limits on depth and on the size of lists stay in both.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.machine.engines import ROOT
from benchmarks.machine.kernels import KERNELS

COPY = ROOT / ".make" / "unmetered"
PACKAGES = ("benchmarks", "compiler", "diagnostics", "gbc", "grammar", "stdlib", "vm")
ROUNDS = 7

_TIME = """
import json, sys, time
from benchmarks.machine import subject
from benchmarks.machine.kernels import named
for name in sys.stdin:
    (kernel,) = named([name.strip()])
    program = subject.linked(kernel.source("bas"), kernel.size)
    subject.run(program)
    before = time.process_time_ns()
    subject.run(program)
    print(time.process_time_ns() - before, flush=True)
"""


def build() -> None:
    """Make the copy and compile its machine without charges."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, COPY / package, dirs_exist_ok=True)
    flags = f"{os.environ.get('CFLAGS', '')} -DGB_METERED=0"
    sources = sorted([*(COPY / "vm").rglob("*.pyx"), *(COPY / "stdlib").rglob("*.pyx")])
    command = [sys.executable, "-m", "Cython.Build.Cythonize", "-i", "-3", "-f", "-q", *map(str, sources)]
    subprocess.run(command, cwd=COPY, env={**os.environ, "CFLAGS": flags}, check=True)


def _start(tree: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    command = [sys.executable, "-c", _TIME]
    return subprocess.Popen(command, cwd=tree, env=environment, text=True, stdin=-1, stdout=-1)


def times() -> dict[str, float]:
    """How many times as long each kernel takes with charges: medians of runs in turns."""
    trees = [_start(ROOT), _start(COPY)]
    found: dict[str, float] = {}
    for kernel in KERNELS:
        spent: list[list[int]] = [[], []]
        for _ in range(ROUNDS):
            for tree, kept in zip(trees, spent, strict=True):
                assert tree.stdin is not None
                assert tree.stdout is not None
                print(kernel.name, file=tree.stdin, flush=True)
                kept.append(int(tree.stdout.readline()))
        found[kernel.name] = statistics.median(spent[0]) / statistics.median(spent[1])
    for tree in trees:
        tree.communicate()
    return found


def instructions() -> dict[str, float]:
    """How many times as many instructions each kernel needs with charges; nothing without valgrind."""
    if shutil.which("valgrind") is None:
        return {}
    counts: list[dict[str, int]] = []
    for tree in (ROOT, COPY):
        command = [sys.executable, "-m", "benchmarks.gate", "--counts"]
        environment = {**os.environ, "PYTHONPATH": str(tree)}
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=True)
        counts.append(json.loads(done.stdout))
    return {name: count / counts[1][name] for name, count in counts[0].items()}


def main() -> None:
    """Build, measure both ways, print one line per kernel and the means."""
    build()
    tables = {"CPU time": times(), "instructions": instructions()}
    print(f"{'kernel':12}" + "".join(f"{title:>16}" for title in tables))
    for kernel in KERNELS:
        print(
            f"{kernel.name:12}"
            + "".join(f"{table.get(kernel.name, math.nan) - 1:>+16.1%}" for table in tables.values())
        )
    means = [math.exp(statistics.fmean(map(math.log, table.values()))) for table in tables.values() if table]
    print(f"{'mean':12}" + "".join(f"{mean - 1:>+16.1%}" for mean in means) + "   (ceiling +5 %)")


if __name__ == "__main__":
    main()
