"""``make bench``: every benchmark, one table; ratios are against a peer measured in the same run.

``python -m benchmarks [SECTION...] [--kernel K] [--engine E] [--rounds N] [--mode M] [--json FILE]`` with the sections
compiler, loading, data, machine, server and kb, all of them unless some are named.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

SECTIONS = ("compiler", "loading", "data", "machine", "server", "kb")

Row = tuple[str, float, str, str]
"""What, its value, the unit, a remark such as the ceiling."""


def _rows(title: str, measure: Callable[[], list[Row]]) -> list[dict[str, Any]]:
    """Print what ``measure`` found; the same as plain data."""
    print(f"\n{title}")
    found = measure()
    for what, value, unit, remark in found:
        print(f"  {what:56} {value:12,.2f} {unit:8} {remark}", flush=True)
    return [{"what": what, "value": value, "unit": unit, "remark": remark} for what, value, unit, remark in found]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="CPU time, medians of interleaved rounds")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"{', '.join(SECTIONS)}; all unless named")
    parser.add_argument(
        "--kernel", action="append", default=[], help="only this kernel of the machine; may be repeated"
    )
    parser.add_argument("--engine", action="append", default=[], help="only this engine; may be repeated")
    parser.add_argument("--rounds", type=int, default=7, help="measured rounds of the machine's kernels (7)")
    parser.add_argument(
        "--mode", choices=("inside", "process", "both"), default="inside", help="running or new process"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything that was measured here too")
    options = parser.parse_args()
    wrong = [section for section in options.sections if section not in SECTIONS]
    if wrong:
        parser.error(f"there is no section {wrong[0]}; there are {', '.join(SECTIONS)}")
    if options.kernel or options.engine:
        options.sections = options.sections or ["machine"]
    if options.rounds < 1:
        parser.error("--rounds must be at least 1")
    return options


def main() -> int:
    """Run the sections named on the command line, or all."""
    options = _arguments()
    wanted = options.sections or list(SECTIONS)
    data: dict[str, Any] = {}
    if "compiler" in wanted:
        from benchmarks.compiler.measure import measure as compiler

        data["compiler"] = _rows("compiler (CPU time, medians)", compiler)
    if "loading" in wanted:
        from benchmarks.loading import artifacts, hosts, sessions, slices

        data["artifacts"] = _rows("from a file to a running bot (CPU time, medians)", artifacts.measure)
        data["hosts"] = _rows("calls of the host (CPU time, medians)", hosts.measure)
        data["slices"] = _rows("compiled code comes back after (CPU time)", slices.measure)
        data["sessions"] = _rows("waiting conversations (CPU time, medians)", sessions.measure)
    if "data" in wanted:
        from benchmarks.data import calls, rows

        data["rows"] = _rows("100,000 rows in memory (CPU time, medians)", rows.measure)
        data["tables"] = _rows("rows of a table (CPU time of the program and the database, medians)", calls.measure)
    if "machine" in wanted:
        from benchmarks.machine.measure import Different
        from benchmarks.machine.run import run
        from benchmarks.machine.worker import EngineFailed

        modes = ["inside", "process"] if options.mode == "both" else [options.mode]
        try:
            data["machine"] = run(options.kernel, options.engine, options.rounds, modes)
        except (ValueError, Different, EngineFailed) as error:
            raise SystemExit(f"python -m benchmarks: {error}") from error
    if "server" in wanted:
        from benchmarks.server import crowd, idle
        from benchmarks.server import turns as conditions
        from benchmarks.server.measure import measure as server

        data["server"] = _rows("the server beside plain aiohttp (CPU time, medians)", server)
        data["turns"] = _rows("turns without commits, in two processes, beside bots that misbehave", conditions.measure)
        data["idle"] = _rows("connections that do nothing", idle.measure)
        data["crowd"] = _rows("sessions that wait in the server", crowd.measure)
    if "kb" in wanted:
        from benchmarks.knowledge import quality, speed

        data["kb quality"] = _rows("passages found of a labelled set", quality.measure)
        data["kb speed"] = _rows("searching passages", speed.measure)
    if options.json:
        options.json.write_text(json.dumps(data, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
