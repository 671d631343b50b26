"""What is measured: one BASIC kernel compiled, linked with everything and run to its end by the machine.

The host in a ``Run`` answers HEAR with "0" to "4" in turn and counts what TALK says. As a program
(``python -m benchmarks.machine.subject FILE [SIZE]``) it serves ``worker``'s protocol.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from compiler.api import compile_source
from stdlib.catalog import load_catalog
from stdlib.conversation import load_script
from vm.budget import Limits
from vm.machine import Linked, Machine
from vm.outcome import Done, Suspend

StartMachine = Callable[[Linked], Machine]

LIMITS = Limits(fuel=1 << 50, memory=1 << 30, text=1 << 30, items=1 << 26)
"""High, so that kernels end; every counter and check is in force all the same."""


def linked(path: Path, size: int) -> Linked:
    """The kernel in ``path`` with ``n`` set to ``size``, ready to run."""
    found = compile_source(f"n = {size}\n{path.read_text()}\nRETURN result\n", path.name)
    if found.program is None:
        raise SystemExit(f"{path.name} does not compile: {[item.message for item in found.diagnostics]}")
    return load_script(found.program, path.name, load_catalog()).linked


def new_machine(program: Linked) -> Machine:
    """A machine of the interpreter; another way to run gets a module that gives ``main`` another one."""
    return Machine(program, limits=LIMITS)


def run(program: Linked, start: StartMachine = new_machine) -> float:
    """The kernel's result; what was said by TALK counts with its length."""
    machine = start(program)
    asked = said = 0
    outcome = machine.run()
    while True:  # as in the peer's loop: Python speeds up no loop with its condition at the end
        if not isinstance(outcome, Suspend):
            break
        answer: Any = None
        if outcome.keyword == "HEAR":
            answer = str(asked % 5)
            asked += 1
        else:
            said += len(outcome.arguments["message"])
        outcome = machine.resume(answer)
    if not isinstance(outcome, Done):
        raise SystemExit(f"the kernel did not end: {outcome}")
    return float(outcome.value) + said


def main(start: StartMachine = new_machine) -> None:
    """Serve the requests of a worker, or run once for the size on the command line."""
    path = Path(sys.argv[1])
    if len(sys.argv) > 2:
        print(f"{run(linked(path, int(sys.argv[2])), start):.17g}")
        return
    program: Linked | None = None
    for line in sys.stdin:
        word, *number = line.split()
        if word == "load":
            program = linked(path, int(number[0]))
        result = run(program, start) if word == "run" and program else 0.0
        print(f"{result:.17g}", flush=True)


if __name__ == "__main__":
    main()
