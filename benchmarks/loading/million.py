"""Many saved states written to a file and read back: ``python -m benchmarks.loading.million [COUNT]``.

A million unless told otherwise. Every state is that of another conversation: the answers so far differ. Each one read
is compared with what was saved, and each thousandth goes on. About half a minute for a million.
"""

from __future__ import annotations

import sys
import tempfile
import time
from typing import IO

from benchmarks.loading.sessions import dialog, waiting
from vm.machine import Linked, Machine
from vm.outcome import Suspend

_STORY = 4  # answers in one conversation before the next begins


def _write(linked: Linked, count: int, file: IO[bytes]) -> tuple[float, int]:
    """CPU seconds of the writing alone, and the bytes of all states."""
    spent = total = 0
    machine = waiting(linked)
    for number in range(count):
        if number % _STORY == 0 or not isinstance(machine.pending, Suspend):
            machine = waiting(linked)
        machine.resume(f"answer {number}")
        before = time.process_time_ns()
        data = machine.snapshot()
        spent += time.process_time_ns() - before
        total += len(data)
        file.write(len(data).to_bytes(4, "little") + data)
    return spent / 1e9, total


def _read(linked: Linked, count: int, file: IO[bytes]) -> float:
    """CPU seconds of the reading alone; every state is the same when it is saved again."""
    spent = 0
    for number in range(count):
        data = file.read(int.from_bytes(file.read(4), "little"))
        before = time.process_time_ns()
        machine = Machine.restore(linked, data)
        spent += time.process_time_ns() - before
        assert machine.snapshot() == data, f"state {number} is not what was saved"
        if number % 1000 == 0 and machine.pending is not None:
            machine.resume("and on")
    return spent / 1e9


def main() -> None:
    """Write them, read them, and print what it took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    linked = dialog()
    with tempfile.TemporaryFile() as file:
        written, total = _write(linked, count, file)
        file.seek(0)
        read = _read(linked, count, file)
    print(f"{count:,} states, {total / count:.0f} bytes each; all read back as they were saved")
    print(f"written in {written / count * 1e6:.2f} us each, read in {read / count * 1e6:.2f} us each (CPU time)")


if __name__ == "__main__":
    main()
