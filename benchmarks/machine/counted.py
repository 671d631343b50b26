"""Runs kernels under valgrind and marks each: ``python -m benchmarks.machine.counted MARKS.so NAME...``.

Only the run itself is counted: compiling and linking lie before the mark, and so does one run for what is made at
first use. ``gate`` starts it.
"""

from __future__ import annotations

import ctypes
import gc
import sys

from benchmarks.machine import subject
from benchmarks.machine.kernels import named


def main() -> None:
    """Run each named kernel at its small size, with a count of its own."""
    marks = ctypes.CDLL(sys.argv[1])
    chosen = named(sys.argv[2:])
    programs = []
    for kernel in chosen:
        path = kernel.source("bas")
        assert path is not None
        programs.append(subject.linked(path, kernel.counted))
    gc.disable()
    marks.start_counting()
    for kernel, program in zip(chosen, programs, strict=True):
        subject.run(program)
        marks.set_to_zero()
        subject.run(program)
        marks.write_count(kernel.name.encode())


if __name__ == "__main__":
    main()
