"""From a file to a running bot: 300 lines of ``.gbc`` read, verified, linked; 50 lines of source compiled and run."""

from __future__ import annotations

from pathlib import Path

from benchmarks.compiler.sample import sample_program
from benchmarks.loading.timing import Row, in_turns
from compiler.api import compile_source
from stdlib.conversation import kept_script, load_script
from vm.bytecode import codec
from vm.bytecode.codec import dumps, loads
from vm.bytecode.program import Program
from vm.bytecode.verify import verify
from vm.machine import Linked, Machine
from vm.outcome import Done, Suspend

_BOT = Path(__file__).with_name("bot.bas")


def _compiled(text: str) -> Program:
    found = compile_source(text)
    assert found.program is not None, [item.message for item in found.diagnostics]
    return found.program


def _fresh(data: bytes) -> Program:
    """The program in ``data``, as if it had never been read in this process."""
    codec._RECENT.clear()
    return loads(data)


def _linked(program: Program) -> Linked:
    """Verified and linked with what this installation has."""
    return load_script(program).linked


def _converse(linked: Linked) -> object:
    """Run to the end; every keyword is answered at once."""
    machine = Machine(linked)
    outcome = machine.run()
    while isinstance(outcome, Suspend):
        outcome = machine.resume(None)
    assert isinstance(outcome, Done), outcome
    return outcome.value


def measure() -> list[Row]:
    """Loading and starting, with the ceilings that are set for them."""
    large = dumps(_compiled(sample_program(300)))
    program = loads(large)
    text = _BOT.read_text()
    lines = text.count("\n")
    small = dumps(_compiled(text))
    kept = _linked(loads(small))
    load = in_turns(
        {
            "read": lambda: _fresh(large),
            "verify": lambda: verify(program),
            "link": lambda: _linked(program),
            "all": lambda: _linked(_fresh(large)),
        },
        3,
    )
    start = in_turns(
        {
            "source": lambda: _converse(_linked(_compiled(text))),
            "artifact": lambda: _converse(_linked(_fresh(small))),
            "again": lambda: _converse(kept_script(loads(small)).linked),
            "linked": lambda: _converse(kept),
        },
        10,
        5,
    )
    return [
        (".gbc of 300 lines: read + verify + link", load["all"] / 1e3, "ms", f"ceiling 2; {len(large):,} bytes"),
        ("  of that: read", load["read"] / 1e3, "ms", ""),
        ("  of that: verify", load["verify"] / 1e3, "ms", ""),
        ("  of that: link after verify", (load["link"] - load["verify"]) / 1e3, "ms", ""),
        (f"bot of {lines} lines: compile + link + run", start["source"] / 1e3, "ms", "ceiling 15"),
        ("  from its .gbc bytes, the first time: read + verify + link + run", start["artifact"], "us", ""),
        ("  from the same bytes again in this process", start["again"], "us", "ceiling 100"),
        ("  linked once and kept: new machine + run", start["linked"], "us", "ceiling 100"),
    ]
