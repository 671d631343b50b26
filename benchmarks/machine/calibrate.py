"""Which kind of machine this is: what a predictable indirect jump costs beside a direct one.

Where indirect jumps are not predicted, every classic interpreter is two to five times slower and compiled code is not;
ratios of two runs compare only when this line is alike in both. Compiles ``indirect.c``; needs gcc.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Calibration:
    """Nanoseconds of CPU for one call: direct, and through a pointer that never changes."""

    direct: float
    indirect: float

    @property
    def predicted(self) -> bool:
        """Whether the indirect call is about as cheap as the direct one."""
        return self.indirect < self.direct + 4


def calibrate(times: int = 5) -> Calibration | None:
    """The cheapest of several short measurements; None without gcc."""
    if shutil.which("gcc") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "indirect"
        source = Path(__file__).with_name("indirect.c")
        subprocess.run(["gcc", "-O2", "-o", str(program), str(source)], check=True)
        found = [subprocess.run([str(program)], capture_output=True, text=True, check=True) for _ in range(times)]
    pairs = [done.stdout.split() for done in found]
    return Calibration(min(float(pair[0]) for pair in pairs), sorted(float(pair[1]) for pair in pairs)[times // 2])
