"""Measures the kernels and prints their table; called by ``python -m benchmarks``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

from benchmarks.machine.calibrate import calibrate
from benchmarks.machine.engines import ENGINES, Engine, installed
from benchmarks.machine.kernels import Kernel, named
from benchmarks.machine.measure import inside, process
from benchmarks.machine.table import Measured, mean, ratios, render, verdicts

_MODES = {"inside": inside, "process": process}
_TITLES = {
    "inside": "machine, within a running process (CPU ms; then how many times faster than each peer)",
    "process": "machine, whole processes with start-up (CPU ms; then how many times faster than each peer)",
}


def run(kernel_names: list[str], engine_names: list[str], rounds: int, modes: list[str]) -> dict[str, Any]:
    """Measure and print; the same as plain data. ValueError for an unknown kernel or engine."""
    kernels, engines = named(kernel_names), installed(engine_names)
    found = calibrate()
    print("\nengines (one call costs " + _describe(found) + ")" if found else "\nengines")
    for engine in engines:
        print(f"  {engine.name:10} {engine.version()}")
    data: dict[str, Any] = {
        "calibration_ns": asdict(found) if found else None,
        "engines": {engine.name: engine.version() for engine in engines},
        "absent": [engine.name for engine in ENGINES if engine not in engines],
    }
    for mode in modes:
        chosen = [kernel for kernel in kernels if mode == "inside" or kernel.group != "dialog"]
        measured: Measured = {kernel.name: _measure(mode, kernel, engines, rounds) for kernel in chosen}
        _print(mode, measured, chosen, engines)
        data[mode] = _plain(measured, [engine.name for engine in engines])
    return data


def _describe(found: Any) -> str:
    kind = "predicted" if found.predicted else "NOT predicted: interpreters are slower here, compiled code is not"
    return f"{found.direct:.1f} ns direct, {found.indirect:.1f} ns through a pointer: {kind}"


def _measure(mode: str, kernel: Kernel, engines: list[Engine], rounds: int) -> Any:
    if sys.stderr.isatty():
        print(f"\r  {mode} {kernel.name:12}\r", end="", file=sys.stderr, flush=True)
    return _MODES[mode](kernel, engines, rounds)


def _print(mode: str, measured: Measured, kernels: list[Kernel], engines: list[Engine]) -> None:
    names = [engine.name for engine in engines]
    own = [name for name in names if name.startswith("gbc")] or names[:1]
    for ours in own:
        peers = [name for name in names if name != ours] + (
            ["rhai*"] if "cpython" in names and mode == "inside" else []
        )
        print(f"\n{_TITLES[mode]}")
        print("\n".join("  " + line for line in render(measured, kernels, ours, peers)))
    if mode == "inside" and len(names) > 1:
        print("\ntargets" + ("" if "rhai*" not in peers else "  (rhai* is recorded, not measured in this run)"))
        print("\n".join("  " + line for line in verdicts(measured)))


def _plain(measured: Measured, names: list[str]) -> dict[str, Any]:
    return {
        "seconds": {
            kernel: {name: {"first": t.first, "median": t.median, "rounds": t.rounds} for name, t in times.items()}
            for kernel, times in measured.items()
        },
        "mean_ratio": {name: mean(ratios(measured, names[0], name).values()) for name in names[1:]},
    }
