"""``make bench``: every benchmark, one table; ratios are against a peer measured in the same run."""

from __future__ import annotations

import sys
from collections.abc import Iterable


def _print(title: str, rows: Iterable[tuple[str, float, str, str]]) -> None:
    print(f"\n{title}")
    for what, value, unit, remark in rows:
        print(f"  {what:48} {value:12,.1f} {unit:8} {remark}")


def main() -> int:
    """Run the benchmarks named on the command line, or all: vm, compiler, snapshot."""
    wanted = sys.argv[1:] or ["compiler", "snapshot", "vm"]
    if "compiler" in wanted:
        from benchmarks.compiler.measure import measure as compiler

        _print("compiler (CPU time, medians)", compiler())
    if "snapshot" in wanted:
        from benchmarks.snapshot.measure import measure as snapshot

        _print("saved state", snapshot())
    if "vm" in wanted:
        from benchmarks.vm.__main__ import run_kernels

        print("\nmachine (CPU time, medians of interleaved rounds)")
        run_kernels()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
