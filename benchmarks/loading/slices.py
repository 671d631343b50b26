"""How long compiled code runs before it comes back to the loop and a request to stop is seen, for the worst loops; and
the first run of a kernel when its code has to be made, and when it is kept from before."""

from __future__ import annotations

import gc
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from benchmarks import machine
from benchmarks.loading.timing import Row
from compiler.api import compile_source
from stdlib.conversation import load_script
from vm.budget import Limits
from vm.jit.tier import attach
from vm.machine import Linked, Machine

_START = "FUNCTION f(n)\nIF n < 2 THEN RETURN n\nRETURN f(n - 1) + f(n - 2)\nEND FUNCTION\na = 1.5\nd = 0\nl = []\n"
_FILL = "FOR i = 0 TO 999999\nl[i] = i * 1.5\nNEXT\n"
_STRIDE = "d = (d + 7919 * 64) MOD 1000000\n"
_LOOPS = {
    "adds": ("a = a + 0.5\n" * 30, ""),
    "powers": ("a = 1.25 ^ 1.01\n" * 30, ""),
    "remainders of floats": ("a = 2E18 MOD 0.7123\n" * 30, ""),
    "reads of far elements": (f"{_STRIDE}a = a + l[d]\n" * 15, _FILL),
    "stores in far elements": (f"{_STRIDE}l[d] = a\n" * 15, _FILL),
    "recursive calls": ("d = f(15)\n", ""),
}
_UNITS = 400_000
_KERNELS = {"sieve": 1000, "queens": 6, "nbody": 20}


def _compiled(text: str, folder: Path | None = None) -> Linked:
    found = compile_source(text)
    assert found.program is not None, [item.message for item in found.diagnostics]
    linked = load_script(found.program).linked
    attach(linked, "always", folder)
    return linked


def _seconds(linked: Linked, units: int) -> float:
    """CPU time of a run that ends when its fuel does."""
    machine = Machine(linked, limits=Limits(fuel=units, items=1 << 21))
    before = time.process_time()
    machine.run()
    return time.process_time() - before


def _longest(body: str, fill: str) -> float:
    """Milliseconds of one slice: its units by the time of a unit, what came before the loop taken off."""
    linked = _compiled(f"{_START}{fill}WHILE TRUE\n{body}WEND\n")
    few = 1_100_000 if fill else 10_000
    _seconds(linked, few + 10_000)
    unit = min(_seconds(linked, few + _UNITS) - _seconds(linked, few) for _ in range(5)) / _UNITS
    place = max(place for place in linked.tier.installed if not place[0])
    return float(linked.tier.installed[place].slice * unit * 1e3)


def _first(text: str, folder: Path) -> float:
    """Milliseconds of the first run of a program, linked anew, with what is kept in ``folder``."""
    gc.collect()  # code that no program uses is given back
    return _seconds(_compiled(text, folder), 1 << 40) * 1e3


def measure() -> list[Row]:
    """One row for each kind of loop and for each first run; nothing where there is no compiled code."""
    if find_spec("llvmlite") is None:
        return []
    rows = [(f"a slice of {what}", _longest(*loop), "ms", "ceiling 1") for what, loop in _LOOPS.items()]
    for name, size in _KERNELS.items():
        kernel = (Path(machine.__file__ or "").parent / "kernels" / f"{name}.bas").read_text()
        with tempfile.TemporaryDirectory() as place:
            for how in ("made", "kept"):
                time_taken = _first(f"n = {size}\n{kernel}", Path(place) / "native")
                rows.append((f"first run of {name}, its code {how}", time_taken, "ms", ""))
    return rows
