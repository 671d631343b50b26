"""Runs many generated programs on every engine, started as processes of its own: ``make nightly``.

``python nightly.py --count 100000 --seed 1 --processes 2 --folder DIR`` appends what it has done to ``DIR`` and goes on
from there when it is started again. Program n of a seed is always the same. Every failure is printed, made smaller and
kept in ``DIR``; the exit code is then 1.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from differential import MAKERS, failure, shrunk

MIX = ("untyped",) * 11 + ("typed",) * 5 + ("bytecode",) * 4
"""Of 20 programs in turn."""
STEP = 100
"""Programs between two notes of how far it has come."""


def kind_of(number: int) -> str:
    """Which generator makes program ``number``."""
    return MIX[number * 7 % len(MIX)]


def one(seed: int, number: int) -> tuple[str, str, str | None]:
    """Kind, text and failure of one program; the text is empty when it does not compile."""
    kind = kind_of(number)
    case = MAKERS[kind](Random(f"{seed} {number}"))
    return (kind, "", None) if case is None else (kind, case.text, failure(case))


def keep(folder: Path, seed: int, number: int, kind: str, text: str, problem: str) -> None:
    """Write down a failure, smaller if it comes of a source text."""
    small = text if kind == "bytecode" else shrunk(text)
    report = f"program {number} of seed {seed} ({kind})\n{problem}\n\n{small}\n--- whole\n{text}"
    (folder / f"failure-{seed}-{number}.txt").write_text(report)
    print(report, flush=True)


def work(folder: Path, seed: int, part: int, parts: int, count: int) -> int:
    """Run every ``parts``-th program from ``part`` on that was not run before; gives the number of failures."""
    note = folder / f"done-{seed}-{part}-{parts}.json"
    done = json.loads(note.read_text()) if note.exists() else {"next": part, "failures": 0, "seconds": 0.0}
    counts: Counter[str] = Counter(done.get("counts", {}))
    started, before = time.monotonic(), done["seconds"]
    number = done["next"]
    while number < count:
        kind, text, problem = one(seed, number)
        counts[kind if text else "refused by the compiler"] += 1
        if problem is not None:
            done["failures"] += 1
            keep(folder, seed, number, kind, text, problem)
        number += parts
        if (number // parts) % STEP == 0 or number >= count:
            done.update(next=number, counts=dict(counts), seconds=before + time.monotonic() - started)
            note.write_text(json.dumps(done))
    return int(done["failures"])


def main() -> int:
    """Start the processes and print the sum of what they did."""
    parser = argparse.ArgumentParser(prog="nightly.py", description="generated programs on every engine")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=Path(".make/nightly"))
    parser.add_argument("--part", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    if wanted.part is not None:
        faulthandler.enable()
        return 1 if work(wanted.folder, wanted.seed, wanted.part, wanted.processes, wanted.count) else 0
    print(f"seed {wanted.seed}: {wanted.count} programs, kept in {wanted.folder}", flush=True)
    parts = range(wanted.processes)
    running = [subprocess.Popen([sys.executable, *sys.argv, "--part", str(part)]) for part in parts]
    codes = [process.wait() for process in running]
    notes = [
        json.loads(path.read_text()) for path in wanted.folder.glob(f"done-{wanted.seed}-*-{wanted.processes}.json")
    ]
    total = sum((Counter(note["counts"]) for note in notes), Counter())
    print(f"{dict(total)}, failures: {sum(note['failures'] for note in notes)}, exit codes {codes}")
    return max(abs(code) for code in codes)


if __name__ == "__main__":
    sys.exit(main())
