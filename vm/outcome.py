"""How a stretch of a run ends: done, waiting for the host, faulted, or paused after a number of instructions.

Plain data for the driver and for tests; both the compiled machine and the reference interpreter give these.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from vm.suspend import Suspend

__all__ = ["Done", "Fault", "Frame", "Outcome", "Paused", "Suspend"]


@dataclass(frozen=True, slots=True)
class Done:
    """The program ended; ``value`` is what it returned, or null."""

    value: Any = None


@dataclass(frozen=True, slots=True)
class Paused:
    """The number of instructions given to ``run(steps=n)`` has passed."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One entry of the BASIC call stack: the function's name and the place it had reached."""

    function: str
    position: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """The program failed: ``code`` such as GB6002, one sentence, the place, the calls (innermost first) and the
    named values of the innermost frame."""

    code: str
    message: str
    position: tuple[int, int] = (0, 0)
    frames: list[Frame] = field(default_factory=list)
    values: list[tuple[str, Any]] = field(default_factory=list)


Outcome = Done | Suspend | Fault | Paused
