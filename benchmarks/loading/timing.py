"""Times short actions: CPU time of many repetitions, in turns with what they are compared with."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

Row = tuple[str, float, str, str]
"""What, its value, the unit, a remark such as the ceiling."""


def microseconds(action: Callable[[], object], repeats: int) -> float:
    """CPU microseconds of one call of ``action``."""
    before = time.process_time_ns()
    for _ in range(repeats):
        action()
    return (time.process_time_ns() - before) / repeats / 1e3


def in_turns(actions: dict[str, Callable[[], object]], repeats: int, rounds: int = 7) -> dict[str, float]:
    """Median microseconds of each action; in every round each has its turn."""
    for action in actions.values():
        action()
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            times[name].append(microseconds(action, repeats))
    return {name: statistics.median(kept) for name, kept in times.items()}


def ratio_in_turns(ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 11) -> float:
    """Median over the rounds of our CPU time over theirs; a round runs each once, one after the other."""
    ours()
    theirs()
    return statistics.median(microseconds(ours, 1) / microseconds(theirs, 1) for _ in range(rounds))
