"""What a waiting conversation costs: its bytes, the time to put it away and take it out, a hundred thousand of them.

The peer in the same run is pickle of the same variables as plain Python values, which saves no position and no frames.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path

from benchmarks.loading.timing import Row, in_turns
from compiler.api import compile_source
from stdlib.conversation import load_script
from vm.machine import Linked, Machine
from vm.outcome import Suspend
from vm.value import to_python

_DIALOG = Path(__file__).with_name("dialog.bas")
_CROWD = 100_000


def dialog() -> Linked:
    """The dialog, ready to run."""
    program = compile_source(_DIALOG.read_text()).program
    assert program is not None
    return load_script(program).linked


def waiting(linked: Linked) -> Machine:
    """A machine that waits at the HEAR, three calls deep."""
    machine = Machine(linked)
    outcome = machine.run()
    assert isinstance(outcome, Suspend), outcome
    assert outcome.keyword == "HEAR", outcome
    return machine


def measure() -> list[Row]:
    """One conversation, then many."""
    linked = dialog()
    machine = waiting(linked)
    data = machine.snapshot()
    plain = {name: to_python(value) for name, value in machine.variables().items()}
    times = in_turns(
        {
            "write": machine.snapshot,
            "read": lambda: Machine.restore(linked, data),
            "pickle": lambda: pickle.loads(pickle.dumps(plain)),
            "start": lambda: waiting(linked),
        },
        500,
    )
    both = times["write"] + times["read"]
    rows: list[Row] = [
        (f"saved dialog, 3 frames, {len(plain)} variables", len(data), "bytes", "ceiling 512"),
        ("write", times["write"], "us", "ceiling 3"),
        ("read", times["read"], "us", "ceiling 5"),
        ("write + read, ratio to pickling the variables alone", both / times["pickle"], "x", "lower is better"),
        ("start to the first HEAR", times["start"], "us", ""),
    ]
    return rows + _crowd()


def _crowd() -> list[Row]:
    """Figures of many waiting machines, from a process that holds nothing else."""
    command = [sys.executable, "-m", "benchmarks.loading.crowd", str(_CROWD)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    found = json.loads(done.stdout)
    return [
        (f"{_CROWD:,} waiting in one process: each", found["live"], "bytes", "ceiling 2048"),
        ("  resident memory of that process", found["resident"] / 2**20, "MiB", ""),
        ("  the same as saved states: each", found["saved"], "bytes", "with the overhead of a Python bytes object"),
        ("  resume one, to its next keyword", found["resume"], "us", "ceiling 5"),
    ]
