"""Many waiting machines in one process: ``python -m benchmarks.loading.crowd COUNT`` prints its figures as JSON.

A process of its own, so that resident memory is that of the machines; ``sessions`` starts it.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from benchmarks.loading.sessions import dialog, waiting
from benchmarks.loading.timing import microseconds
from vm.machine import Machine
from vm.outcome import Suspend


def _resident() -> int:
    """Bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def _go_on(machine: Machine) -> None:
    outcome = machine.resume("yes")
    assert isinstance(outcome, Suspend), outcome


def main() -> None:
    """Make them, measure, resume some of them, put the others away."""
    count = int(sys.argv[1])
    linked = dialog()
    waiting(linked).snapshot()
    before = _resident()
    crowd = [waiting(linked) for _ in range(count)]
    full = _resident()
    saved = [machine.snapshot() for machine in crowd[: count // 10]]
    with_saved = _resident()
    some = iter(random.Random(1).sample(crowd, min(count, 1000)))
    resume = microseconds(lambda: _go_on(next(some)), min(count, 1000))
    figures = {
        "live": (full - before) / count,
        "resident": full,
        "saved": (with_saved - full) / len(saved),
        "resume": resume,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
