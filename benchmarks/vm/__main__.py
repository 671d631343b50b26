"""Runs the kernels on the machine, on the Python that hosts it, and on Lua 5.4 if it is there.

``python -m benchmarks.vm [--rounds N] [KERNEL...]``: the three run one after another within each round; medians of CPU
time are printed in milliseconds, and as ratios to ours. The results of a kernel must be the same everywhere.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from compiler.api import compile_source
from stdlib.catalog import load_catalog
from stdlib.functions._hot import HOT
from vm.budget import Limits
from vm.machine import Linked, Machine, link
from vm.outcome import Done

KERNELS = Path(__file__).parent / "kernels"
LUA = shutil.which("lua5.4")
_LIMITS = Limits(fuel=1 << 50, memory=1 << 30, text=1 << 30)
_LUA_TIMER = """
local kernel = dofile(arg[1])
local before = os.clock()
local result = kernel()
print(os.clock() - before, math.tointeger(result) or result)
"""

Timed = tuple[float, Any]


def linked(name: str) -> Linked:
    """The compiled kernel, linked with the whole catalog of functions."""
    found = compile_source((KERNELS / f"{name}.bas").read_text())
    if found.program is None:
        raise SystemExit(f"{name}.bas does not compile: {found.diagnostics}")
    functions = {decl.name: (decl.call, decl.env) for decl in load_catalog().functions.values()}
    return link(found.program, functions, HOT)


def run_ours(program: Linked) -> Timed:
    """CPU seconds and result of one run on the machine."""
    machine = Machine(program, limits=_LIMITS)
    before = time.process_time()
    outcome = machine.run()
    spent = time.process_time() - before
    if not isinstance(outcome, Done):
        raise SystemExit(f"the kernel did not end: {outcome}")
    return spent, outcome.value


def run_python(kernel: Callable[[], Any]) -> Timed:
    """CPU seconds and result of one run in this Python."""
    before = time.process_time()
    result = kernel()
    return time.process_time() - before, result


def run_lua(name: str) -> Timed:
    """CPU seconds and result of one run in Lua, measured inside."""
    command = [str(LUA), "-", str(KERNELS / f"{name}.lua")]
    done = subprocess.run(command, input=_LUA_TIMER, text=True, capture_output=True, check=True)
    spent, result = done.stdout.split()
    return float(spent), float(result)


def measure(name: str, rounds: int) -> list[float]:
    """Median seconds of ours, of Python, and of Lua when it is installed."""
    program = linked(name)
    scope: dict[str, Any] = {}
    exec((KERNELS / f"{name}.py").read_text(), scope)
    engines: list[Callable[[], Timed]] = [lambda: run_ours(program), lambda: run_python(scope["kernel"])]
    if LUA:
        engines.append(lambda: run_lua(name))
    times: list[list[float]] = [[] for _ in engines]
    for _ in range(rounds):
        results = set()
        for engine, kept in zip(engines, times, strict=True):
            spent, result = engine()
            kept.append(spent)
            results.add(result)
        if len(results) != 1:
            raise SystemExit(f"{name} gives different results: {results}")
    return [statistics.median(kept) for kept in times]


def run_kernels(names: Iterable[str] = (), rounds: int = 5) -> None:
    """Measure the named kernels, or all, and print a line for each."""
    peers = ["python", "lua"] if LUA else ["python"]
    print(f"{'kernel':12} {'ours ms':>9}" + "".join(f"{peer + ' ms':>11} {'ratio':>7}" for peer in peers))
    for name in names or sorted(path.stem for path in KERNELS.glob("*.bas")):
        ours, *others = measure(name, rounds)
        print(f"{name:12} {ours * 1000:9.1f}" + "".join(f"{time * 1000:11.1f} {time / ours:6.2f}x" for time in others))


def main() -> None:
    """Measure the kernels named on the command line, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.vm")
    parser.add_argument("kernels", nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    run_kernels(options.kernels, options.rounds)


if __name__ == "__main__":
    main()
