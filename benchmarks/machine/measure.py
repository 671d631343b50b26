"""Interleaved times: in each round every engine runs the kernel once, one after another; medians over the rounds.

Two modes: ``process`` starts a new process for every run and counts all of it; ``inside`` keeps one process per
engine, shows its first run apart, and takes the median of the later ones. Results must be equal everywhere.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.machine.engines import Engine
from benchmarks.machine.kernels import Kernel
from benchmarks.machine.worker import Worker, whole_run

WARM_UP = 2
"""Runs before the measured ones, the first included: compilers of the peers have done their work by then."""


@dataclass(slots=True)
class Times:
    """CPU seconds of one engine on one kernel: the first run in its process, and the measured ones."""

    first: float
    rounds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle of the measured runs."""
        return statistics.median(self.rounds)


class Different(Exception):
    """Engines gave different results for one kernel."""


def _check(kernel: Kernel, results: Iterable[tuple[str, float]]) -> None:
    found = dict(results)
    if len(set(found.values())) > 1:
        raise Different(f"{kernel.name} gives different results: {found}")


def inside(kernel: Kernel, engines: list[Engine], rounds: int) -> dict[str, Times]:
    """Times by engine, each in a process of its own that stays; engines without this kernel are left out."""
    times: dict[str, Times] = {}
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker(e, kernel)) for e in engines if kernel.source(e.suffix)]
        for number in range(WARM_UP + rounds):
            results = []
            for worker in workers:
                spent, result = worker.run()
                results.append((worker.engine.name, result))
                kept = times.setdefault(worker.engine.name, Times(spent))
                if number >= WARM_UP:
                    kept.rounds.append(spent)
            _check(kernel, results)
    return times


def process(kernel: Kernel, engines: list[Engine], rounds: int) -> dict[str, Times]:
    """Times by engine of whole processes, start-up included."""
    times: dict[str, Times] = {}
    with tempfile.TemporaryDirectory() as folder:
        commands = []
        for engine in (e for e in engines if kernel.source(e.suffix)):
            place = Path(folder) / engine.name
            place.mkdir()
            commands.append((engine, (engine.whole or engine.prepare)(kernel, place)))
        for number in range(1 + rounds):
            results = []
            for engine, command in commands:
                spent, result = whole_run(engine, command, kernel.size)
                results.append((engine.name, result))
                kept = times.setdefault(engine.name, Times(spent))
                if number:
                    kept.rounds.append(spent)
            _check(kernel, results if kernel.group != "dialog" else [])
    return times
