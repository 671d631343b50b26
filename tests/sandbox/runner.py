"""Runs one hostile program in a process of its own, under operating-system limits, and prints what it cost as JSON.

``python -m`` is not needed: tests start this file with a .bas file as its argument. The first lines of the program may
be remarks ``' limits: fuel=10000000 text=1000``; a question is answered with ``"x"`` after the state was saved and read
back. Used by ``test_attacks`` only.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from compiler.api import compile_source
from diagnostics.source import Source
from stdlib.conversation import load_script
from vm.budget import Limits
from vm.machine import Machine
from vm.outcome import Done, Fault, Suspend

CPU_SECONDS, ADDRESS_SPACE = 30, 3 << 30
KEYWORDS = 50
ROUNDS, ORDINARY = 1_000_000, 0.02


def slowness() -> float:
    """How much slower than an ordinary machine this one is now, at least 1."""
    started = time.process_time()
    for _ in range(ROUNDS):
        pass
    return max(1.0, (time.process_time() - started) / ORDINARY)


def limits_of(text: str) -> Limits:
    """The limits that the remark at the head of a program asks for."""
    given: dict[str, int] = {}
    for line in text.splitlines():
        if line.startswith("' limits:"):
            pairs = (pair.split("=") for pair in line.removeprefix("' limits:").split())
            given = {name: int(value) for name, value in pairs}
    return Limits(**given)


def peak() -> int:
    """Most memory of this process in KiB; ru_maxrss would begin with that of the process that forked it."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def play(machine: Machine, limits: Limits) -> Any:
    """How the program ends; keywords give nothing, a question gives "x" in a machine that was saved and read back."""
    outcome = machine.run()
    for _ in range(KEYWORDS):
        if not isinstance(outcome, Suspend):
            return outcome
        if outcome.keyword == "HEAR":
            machine = Machine.restore(machine.linked, machine.snapshot(), limits=limits)
            outcome = machine.resume("x")
        else:
            outcome = machine.resume(None)
    return outcome


def main(path: str) -> None:
    """Compile, run and report: code and line of the fault or finding, CPU seconds, growth of memory in KiB."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    text = Path(path).read_text()
    limits = limits_of(text)
    warm = compile_source("x = 1").program
    assert warm is not None
    load_script(warm)
    slow = slowness()
    before, started = peak(), time.process_time()
    found = compile_source(text)
    if found.program is None:
        first = found.diagnostics[0]
        end: dict[str, Any] = {"code": first.code, "line": first.source.line_of(first.span.start)}
    else:
        outcome = play(Machine(load_script(found.program).linked, limits=limits), limits)
        end = {"code": outcome.code if isinstance(outcome, Fault) else type(outcome).__name__}
        if isinstance(outcome, Fault):
            end |= {"line": Source(text).line_of(outcome.position[0]), "message": outcome.message}
        elif isinstance(outcome, Done):
            end["value"] = repr(outcome.value)[:200]
    cpu, grown = time.process_time() - started, peak() - before
    print(json.dumps({**end, "cpu": cpu, "grown": grown, "slowness": max(slow, slowness())}))


if __name__ == "__main__":
    main(sys.argv[1])
