"""``python -m fuzz [--minutes N] [TARGET...]``: coverage-guided fuzzing of each target for its share of the time.

Each target runs in a process of its own under atheris; what breaks a promise, takes more than a second of processor
time or 2 GiB is kept in ``fuzz/findings/TARGET``, where ``python -m fuzz --replay FILE TARGET`` runs it again. With
``--found FOLDER`` inputs that reached something new are kept there, one folder a target, and are seeds of the next run;
``--pack`` writes the smallest of them to ``fuzz/corpus``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fuzz.corpus import write_corpus

NAMES = ("check", "run", "files", "states", "conditions", "patterns")
FINDINGS = Path(__file__).parent / "findings"
SECONDS = float(os.environ.get("GBC_FUZZ_SECONDS") or 1)
"""Processor time of one input; a build with sanitizers needs more."""
GUIDED = ("compiler", "diagnostics", "stdlib", "vm")
"""Packages whose Python code guides the search."""


def command(target: str, *arguments: str) -> list[str]:
    """The command line of a process that fuzzes."""
    found = FINDINGS / target
    found.mkdir(parents=True, exist_ok=True)
    options = [f"-artifact_prefix={found}/", "-timeout=30", "-rss_limit_mb=2048", "-max_len=8192"]
    return [sys.executable, "-m", "fuzz", "--inside", target, *arguments, *options]


def run_target(target: str, seconds: int, folder: Path) -> int:
    """Fuzz one target in a process of its own; gives its exit code."""
    from fuzz.seeds import write_seeds  # not above: the process that fuzzes must instrument what this imports

    count = write_seeds(target, folder)
    print(f"fuzz {target}: {count} seeds, {seconds} s", flush=True)
    options = [f"-max_total_time={seconds}", "-print_final_stats=1"]
    done = subprocess.run(command(target, str(folder), *options), capture_output=True, text=True, check=False)
    lines = done.stderr.splitlines()
    kept = [line for line in lines if line.startswith("stat::number_of_executed_units")]
    print("\n".join(kept if done.returncode == 0 else lines[-40:]), flush=True)
    return done.returncode


def pack(target: str, found: Path) -> None:
    """Write the smallest inputs of ``found`` that are no seeds to the committed corpus."""
    from fuzz.seeds import write_seeds

    with tempfile.TemporaryDirectory() as name:
        write_seeds(target, Path(name), packed=False)
        seeds = {path.read_bytes() for path in Path(name).iterdir()}
    kept = write_corpus(target, {path.read_bytes() for path in found.iterdir()} - seeds)
    print(f"{target}: {kept} inputs")


def run_inside(target: str, arguments: list[str]) -> None:
    """The process that fuzzes: instrument, then hand over to libFuzzer, which ends the process."""
    import atheris

    with atheris.instrument_imports(include=list(GUIDED)):
        from fuzz.targets import TARGETS
    from fuzz.mutate import HEADS, mutator

    options = {"custom_mutator": mutator(HEADS[target])} if target in HEADS else {}
    atheris.Setup([sys.argv[0], *arguments], in_time(TARGETS[target]), enable_python_coverage=True, **options)
    atheris.Fuzz()


def in_time(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target, which also fails when it takes more than ``SECONDS`` of processor time."""

    def timed(data: bytes) -> None:
        before = time.process_time()
        target(data)
        spent = time.process_time() - before
        if spent > SECONDS:
            raise TimeoutError(f"{spent:.1f} s")

    return timed


def main() -> int:
    """Parse the command line and fuzz, or replay one file."""
    if sys.argv[1:2] == ["--inside"]:
        run_inside(sys.argv[2], sys.argv[3:])
        return 0
    parser = argparse.ArgumentParser(prog="python -m fuzz")
    parser.add_argument("--minutes", type=float, default=2, help="time for each target")
    parser.add_argument("--replay", type=Path, help="run one file on one target, without atheris")
    parser.add_argument("--found", type=Path, help="folder of folders for inputs that reached something new")
    parser.add_argument("--pack", action="store_true", help="write what is in --found to the committed corpus")
    parser.add_argument("targets", nargs="*", choices=[*NAMES, []], help="all when none is named")
    wanted = parser.parse_args()
    if wanted.replay is not None:
        from fuzz.targets import TARGETS

        TARGETS[wanted.targets[0]](wanted.replay.read_bytes())
        return 0
    with tempfile.TemporaryDirectory() as folder:
        found = wanted.found or Path(folder)
        if wanted.pack:
            for target in wanted.targets or NAMES:
                pack(target, found / target)
            return 0
        codes = [run_target(each, round(60 * wanted.minutes), found / each) for each in wanted.targets or NAMES]
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main())
