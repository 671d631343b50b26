"""QuickJS as installed from PyPI, inside this Python: ``python inquickjs.py FILE [SIZE]``, in ``worker``'s protocol.

It computes nothing itself; the time between two calls into the engine is the kernel's.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def main() -> None:
    """Serve the requests of a worker, or run once for the size on the command line."""
    quickjs = import_module("quickjs")  # from make bench-peers

    context = quickjs.Context()
    context.eval(Path(sys.argv[1]).read_text())
    kernel = context.get("kernel")
    if len(sys.argv) > 2:
        print(f"{kernel(int(sys.argv[2])):.17g}")
        return
    size = 0
    for line in sys.stdin:
        word, *number = line.split()
        if word == "load":
            size = int(number[0])
        result = kernel(size) if word == "run" else 0
        print(f"{result:.17g}", flush=True)


main()
