"""The table of kernels against engines, its means, and how far the targets are: numbers in, lines of text out."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benchmarks.machine.kernels import KERNELS, Kernel
from benchmarks.machine.measure import Times

Measured = Mapping[str, Mapping[str, Times]]
"""Times by kernel, then by engine."""

RECORDED = {
    "fib": 10.2, "loop": 2.49, "mandelbrot": 6.46, "sieve": 3.48, "calls": 6.51, "sort": 1.81, "record": 3.84,
    "build": 4.24, "search": 4.24,
}  # fmt: skip
"""Rhai 1.24 with ``sync`` and opt-level "z", as multiples of CPython 3.11.7's time in one earlier run of kernels like
these, where indirect jumps were not predicted. It does not install from packages, so it is not measured again here."""

GROUPS = {kernel.name: kernel.group for kernel in KERNELS}


def ratios(measured: Measured, ours: str, peer: str) -> dict[str, float]:
    """By kernel, how many times ``ours`` is faster than ``peer``: the median of the ratios of each round.

    Kernels that one of them lacks are left out.
    """
    if peer == "rhai*":
        against = ratios(measured, ours, "cpython")
        return {name: against[name] * factor for name, factor in RECORDED.items() if name in against}
    both = {name: times for name, times in measured.items() if ours in times and peer in times}
    return {name: _paired(times[ours].rounds, times[peer].rounds) for name, times in both.items()}


def _paired(ours: list[float], theirs: list[float]) -> float:
    """What slows a round slows both sides of its ratio; that of two medians would mix rounds."""
    return statistics.median(their / our for our, their in zip(ours, theirs, strict=True))


def mean(values: Iterable[float]) -> float:
    """Geometric mean; NaN of nothing."""
    logs = [math.log(value) for value in values]
    return math.exp(sum(logs) / len(logs)) if logs else math.nan


def render(measured: Measured, kernels: list[Kernel], ours: str, peers: list[str]) -> list[str]:
    """One line per kernel: our time, and how many times faster we are than each peer; means below."""
    columns = {peer: ratios(measured, ours, peer) for peer in peers}
    lines = [f"{'kernel':12}{ours + ' ms':>12}{'first':>9}" + "".join(f"{peer:>10}" for peer in peers)]
    for kernel in kernels:
        times = measured[kernel.name][ours]
        cells = "".join(_cell(columns[peer].get(kernel.name)) for peer in peers)
        lines.append(f"{kernel.name:12}{times.median * 1e3:12.2f}{times.first * 1e3:9.2f}{cells}")
    for group in dict.fromkeys(kernel.group for kernel in kernels):
        lines.append(_mean_line(f"mean {group}", columns, {k.name for k in kernels if k.group == group}))
    lines.append(_mean_line("mean of all", columns, {kernel.name for kernel in kernels}))
    return lines


def _cell(ratio: float | None) -> str:
    return f"{'-':>10}" if ratio is None or math.isnan(ratio) else f"{ratio:9.2f}x"


def _mean_line(title: str, columns: Mapping[str, Mapping[str, float]], names: set[str]) -> str:
    cells = (mean(ratio for name, ratio in column.items() if name in names) for column in columns.values())
    return f"{title:33}" + "".join(_cell(cell) for cell in cells)


@dataclass(frozen=True, slots=True)
class Target:
    """``engine`` shall be ``least`` times as fast as ``peer``: on every kernel of ``groups``, or in the mean."""

    engine: str
    peer: str
    least: float
    every: bool
    groups: tuple[str, ...] = ()

    def judge(self, measured: Measured) -> str | None:
        """One line with the verdict; None when it was not measured."""
        found = {
            name: ratio
            for name, ratio in ratios(measured, self.engine, self.peer).items()
            if not self.groups or GROUPS[name] in self.groups
        }
        if not found:
            return None
        what = "every kernel" if self.every else "geometric mean"
        scope = f" ({', '.join(self.groups)})" if self.groups else ""
        value = min(found.values()) if self.every else mean(found.values())
        verdict = "met   " if value >= self.least else "MISSED"
        missing = sorted((ratio, name) for name, ratio in found.items() if ratio < self.least) if self.every else []
        below = "; below: " + ", ".join(f"{name} {ratio:.2f}" for ratio, name in missing) if missing else ""
        return f"{verdict} {self.engine} >= {self.least:g} x {self.peer}, {what}{scope}: {value:.2f}{below}"


_FIELDS = ("text", "fields")
_JIT = "gbc-jit"
TARGETS = (
    Target("gbc", "cpython", 2, True),
    Target("gbc", "lua5.4", 1, True),
    Target("gbc", "rhai*", 10, True),
    Target("gbc", "cpython", 6, False),
    Target("gbc", "lua5.4", 2, False),
    Target("gbc", "rhai*", 20, False),
    Target("gbc", "cpython", 1.5, True, _FIELDS),
    Target("gbc", "lua5.4", 1, True, _FIELDS),
    Target("gbc", "rhai*", 3, True, _FIELDS),
    Target(_JIT, "cpython", 80, False, ("numeric",)),
    Target(_JIT, "lua5.4", 15, False, ("numeric",)),
    Target(_JIT, "rhai*", 200, False, ("numeric",)),
    Target(_JIT, "c", 0.6, False, ("numeric",)),
    Target(_JIT, "luajit", 1, False, ("numeric",)),
    Target(_JIT, "node", 1, False, ("numeric",)),
)


def verdicts(measured: Measured) -> list[str]:
    """Every target that this run can judge, met or missed."""
    return [line for target in TARGETS if (line := target.judge(measured)) is not None]
