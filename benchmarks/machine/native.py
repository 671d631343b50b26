"""As ``subject``, with machine code for loops and functions from their first use on; the engine ``gbc-jit``."""

from __future__ import annotations

from benchmarks.machine.subject import main, new_machine
from vm.jit.tier import attach
from vm.machine import Linked, Machine


def native_machine(program: Linked) -> Machine:
    """A machine whose program may use compiled code, which all later machines of it share."""
    if program.tier is None:
        attach(program, "always")
    return new_machine(program)


if __name__ == "__main__":
    main(native_machine)
