"""``python -m fuzz [--minutes N] [TARGET...]``: coverage-guided fuzzing of each target for its share of the time.

Each target runs in a process of its own under atheris; what breaks a promise, takes more than 10 seconds or 2 GiB is
kept in ``fuzz/findings/TARGET``, where ``python -m fuzz --replay FILE TARGET`` runs it again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

NAMES = ("check", "run", "files", "states", "conditions", "patterns")
FINDINGS = Path(__file__).parent / "findings"
GUIDED = ("compiler", "diagnostics", "stdlib", "vm")
"""Packages whose Python code guides the search."""


def run_target(target: str, seconds: int) -> int:
    """Fuzz one target in a process of its own; gives its exit code."""
    from fuzz.seeds import write_seeds

    found = FINDINGS / target
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        count = write_seeds(target, Path(folder))
        print(f"fuzz {target}: {count} seeds, {seconds} s", flush=True)
        options = [
            f"-max_total_time={seconds}",
            "-timeout=10",
            "-rss_limit_mb=2048",
            "-max_len=8192",
            "-print_final_stats=1",
        ]
        command = [sys.executable, "-m", "fuzz", "--inside", target, folder, f"-artifact_prefix={found}/", *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = done.stderr.splitlines()
    kept = [line for line in lines if line.startswith("stat::number_of_executed_units")]
    print("\n".join(kept if done.returncode == 0 else lines[-40:]), flush=True)
    return done.returncode


def run_inside(target: str, arguments: list[str]) -> None:
    """The process that fuzzes: instrument, then hand over to libFuzzer, which ends the process."""
    import atheris

    with atheris.instrument_imports(include=list(GUIDED)):
        from fuzz.targets import TARGETS
    atheris.Setup([sys.argv[0], *arguments], TARGETS[target], enable_python_coverage=True)
    atheris.Fuzz()


def main() -> int:
    """Parse the command line and fuzz, or replay one file."""
    if sys.argv[1:2] == ["--inside"]:
        run_inside(sys.argv[2], sys.argv[3:])
        return 0
    parser = argparse.ArgumentParser(prog="python -m fuzz")
    parser.add_argument("--minutes", type=float, default=2, help="time for each target")
    parser.add_argument("--replay", type=Path, help="run one file on one target, without atheris")
    parser.add_argument("targets", nargs="*", choices=[*NAMES, []], help="all when none is named")
    wanted = parser.parse_args()
    if wanted.replay is not None:
        from fuzz.targets import TARGETS

        TARGETS[wanted.targets[0]](wanted.replay.read_bytes())
        return 0
    codes = [run_target(target, round(60 * wanted.minutes)) for target in wanted.targets or NAMES]
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main())
