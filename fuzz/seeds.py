"""What the fuzzer starts from: programs, compiled files, saved states, conditions and patterns of this repository.

Made at each start from the tests and examples, so nothing is kept twice, and read from the committed corpus. Written to
a folder, one file each.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from compiler.api import compile_source
from fuzz.corpus import read_corpus
from fuzz.play import LIMITS, PLAIN, linked
from vm.bytecode.codec import dumps
from vm.machine import Machine
from vm.outcome import Suspend

ROOT = Path(__file__).parents[1]
PATTERNS = (
    "#,##0.00",
    "C2[pt]",
    "0.00E+00",
    "dd/MM/yyyy HH:mm:ss",
    "MMMM dd[pt], yyyy",
    "@@@-@@@@",
    "&&&!<",
    "P1;N2;0",
)


def programs() -> Iterator[str]:
    """Every .bas file of the conformance suite, the sandbox suite and the examples."""
    for folder in ("tests/conformance", "tests/sandbox/attacks", "examples"):
        for path in sorted((ROOT / folder).rglob("*.bas")):
            text = path.read_text()
            if len(text) < 4000:
                yield text


def conditions() -> Iterator[str]:
    """Texts of filters that the programs have."""
    for text in programs():
        yield from re.findall(r'(?:FIND|FILTER|DELETE|WHERE)[^"\n]*"[^"\n]*",? *"([^"\n]+)"', text)
    yield "a = 1 AND (b LIKE '%x_' OR NOT c IN (1, 2)) ORDER BY d DESC LIMIT 3"
    yield "datediff(now(), created) > 30 AND name CONTAINS 'a' AND x BETWEEN 1 AND 2 OR y IS NOT NULL"


def files() -> Iterator[bytes]:
    """Compiled programs."""
    for text in programs():
        program = compile_source(text).program
        if program is not None:
            yield dumps(program)


def states() -> Iterator[bytes]:
    """Saved states of ``PLAIN``, at its question and at many instructions."""
    for steps in (1, 5, 20, 50, 100, 1000):
        machine = Machine(linked(PLAIN), limits=LIMITS)
        outcome = machine.run(steps=steps)
        yield machine.snapshot()
        if isinstance(outcome, Suspend):
            machine.resume("x")
            yield machine.snapshot()


SEEDS = {
    "check": programs,
    "run": programs,
    "files": files,
    "states": states,
    "conditions": conditions,
    "patterns": lambda: iter(PATTERNS),
}


def write_seeds(target: str, folder: Path, packed: bool = True) -> int:
    """Write the seeds of one target to ``folder``, with ``packed`` also the corpus; gives how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for seed in [*SEEDS[target](), *(read_corpus(target) if packed else ())]:
        data = seed if isinstance(seed, bytes) else seed.encode("utf-8", "surrogatepass")
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
        count += 1
    return count
