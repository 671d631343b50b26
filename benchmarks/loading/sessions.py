"""Snapshot of a typical dialog: three frames deep, twenty variables, a list and an object, waiting at a HEAR.

The peer in the same run is pickle of the same variables as plain Python values, which saves no position and no frames.
"""

from __future__ import annotations

import pickle
import statistics
import time
from collections.abc import Callable

from compiler.api import compile_source
from stdlib.catalog import load_catalog
from stdlib.conversation import linked_functions
from vm.machine import Machine, link
from vm.outcome import Suspend

_VARIABLES = "\n".join(f'field{n} = "answer number {n}"' if n % 2 else f"field{n} = {n * 17}" for n in range(16))
_DIALOG = f"""\
{_VARIABLES}
cart = ["tea", "coffee", 3]
person = {{"name": "Ana Souza", "email": "ana@example.com", "age": 31}}
total = 12.5
CALL outer("first")
TALK field1 + cart[0] + person.name + total + done

SUB outer(step)
  CALL inner(step, 2)
END SUB

SUB inner(step, depth)
  HEAR reply WITH "Shall we go on with ${{step}}?"
  done = reply + step + depth
END SUB
"""


def _microseconds(action: Callable[[], object], repeats: int) -> float:
    before = time.process_time()
    for _ in range(repeats):
        action()
    return (time.process_time() - before) / repeats * 1e6


def measure(rounds: int = 7, repeats: int = 500) -> list[tuple[str, float, str, str]]:
    """Rows of (what, value, unit, remark)."""
    program = compile_source(_DIALOG).program
    assert program is not None
    linked = link(program, linked_functions(load_catalog(), program))
    machine = Machine(linked)
    while True:
        outcome = machine.run() if machine.variables().get("cart") is None else machine.resume("x")
        assert isinstance(outcome, Suspend), outcome
        if outcome.keyword == "HEAR":
            break
    data = machine.snapshot()
    plain = {name: str(value) for name, value in machine.variables().items()}
    write, read, peer = [], [], []
    for _ in range(rounds):
        write.append(_microseconds(machine.snapshot, repeats))
        read.append(_microseconds(lambda: Machine.restore(linked, data), repeats))
        peer.append(_microseconds(lambda: pickle.loads(pickle.dumps(plain)), repeats))
    both = statistics.median(w + r for w, r in zip(write, read, strict=True))
    return [
        ("snapshot of a dialog, 3 frames, 20 variables", len(data), "bytes", "ceiling 2048"),
        ("write", statistics.median(write), "us CPU", ""),
        ("restore", statistics.median(read), "us CPU", ""),
        ("write + restore", both, "us CPU", "ceiling 100"),
        ("ratio to pickling the variables alone", both / statistics.median(peer), "x", "lower is better"),
    ]
