"""``make bench-gate``: instructions per kernel under valgrind against ``baseline.json``; times play no part.

The same binary on the same processor kind gives the same count, so a change is one of the code. Exit status 1 when a
kernel needs more than the tolerance over its baseline; ``--update`` writes the counts as the new baseline.
``--profile KERNEL`` shows where the instructions of one kernel go instead.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.machine.engines import ROOT, environment
from benchmarks.machine.kernels import named

BASELINE = Path(__file__).with_name("baseline.json")
TOLERANCE = 0.03
SLACK = 0.25
"""What another compiler or build of Python may need more: the bound in ``make test``, for ``ALWAYS``."""
ALWAYS = ["fib", "count", "split", "dialog"]

_FIXED = {"MALLOC_MMAP_THRESHOLD_": "8192", "GBC_DISPATCH": "threaded"}
"""Lists that grow are moved by the kernel then; else it would depend on their neighbours whether they are copied. And
valgrind is so slow that the loop would take this for a machine that does not predict jumps."""

_MARKS = Path(__file__).parent / "machine" / "marks.c"


def count(names: list[str], folder: Path) -> dict[str, Path]:
    """Callgrind's file of each kernel, by name; ValueError for an unknown kernel."""
    kernels = [kernel.name for kernel in named(names)]
    marks = folder / "marks.so"
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", str(marks), str(_MARKS)], check=True)
    command = [
        "valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={folder}/out", "--quiet",
        sys.executable, "-m", "benchmarks.machine.counted", str(marks), *kernels,
    ]  # fmt: skip
    subprocess.run(command, check=True, cwd=ROOT, env={**environment(), **_FIXED})
    found: dict[str, Path] = {}
    for path in folder.glob("out.*"):
        mark = re.search(r"^desc: Trigger: Client Request: (\w+)$", path.read_text(), re.MULTILINE)
        if mark:
            found[mark[1]] = path
    return {name: found[name] for name in kernels}


def instructions(path: Path) -> int:
    """The total of one of callgrind's files."""
    total = re.search(r"^(?:summary|totals): (\d+)", path.read_text(), re.MULTILINE)
    assert total is not None, f"{path} has no total"
    return int(total[1])


def compare(now: dict[str, int], before: dict[str, int], tolerance: float = TOLERANCE) -> tuple[list[str], bool]:
    """One line per kernel, and whether none of them needs more than it may."""
    lines = [f"{'kernel':12}{'instructions':>14}{'baseline':>14}{'change':>9}"]
    passed = True
    for name, value in now.items():
        known = before.get(name)
        if known is None:
            lines.append(f"{name:12}{value:14,}{'-':>14}{'new':>9}")
            continue
        change = value / known - 1
        verdict = ""
        if change > tolerance:
            verdict, passed = "  TOO MANY", False
        elif change < -tolerance:
            verdict = "  better: make it the baseline with --update"
        lines.append(f"{name:12}{value:14,}{known:14,}{change:+9.1%}{verdict}")
    return lines, passed


def _profile(path: Path) -> str:
    """The functions of one kernel that take the most instructions themselves."""
    command = ["callgrind_annotate", "--threshold=95", str(path)]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [line for line in text.splitlines() if re.match(r"\s*[\d,]+ \(", line)]
    return "\n".join(row.replace(str(ROOT) + "/", "")[:150] for row in rows[:25])


def main() -> int:
    """Count, compare, and say what differs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate")
    parser.add_argument("--kernel", action="append", default=[], help="only this kernel; may be repeated")
    parser.add_argument("--update", action="store_true", help="make the counts of this run the baseline")
    parser.add_argument("--counts", action="store_true", help="only print the counts, as JSON")
    parser.add_argument("--profile", action="append", default=[], metavar="KERNEL", help="where its instructions go")
    options = parser.parse_args()
    if shutil.which("valgrind") is None:
        raise SystemExit("valgrind is not installed; make bench-peers installs it")
    before: dict[str, int] = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    with tempfile.TemporaryDirectory() as name:
        try:
            files = count(options.profile or options.kernel, Path(name))
        except ValueError as error:
            raise SystemExit(f"python -m benchmarks.gate: {error}") from error
        if options.profile:
            print("\n\n".join(f"{kernel}\n{_profile(path)}" for kernel, path in files.items()))
            return 0
        now = {kernel: instructions(path) for kernel, path in files.items()}
    if options.counts:
        print(json.dumps(now))
        return 0
    if options.update:
        BASELINE.write_text(json.dumps({**before, **now}, indent=1) + "\n")
    lines, passed = compare(now, before)
    print("\n".join(lines))
    return 0 if passed or options.update else 1


if __name__ == "__main__":
    raise SystemExit(main())
