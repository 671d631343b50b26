"""What a compilation needs of the Python process while it runs, given back when it ends: depth of calls, no collector.

The passes recurse as deep as the parser lets a text nest. They make many small objects without cycles, which the
collector would search in vain again and again. Several threads may compile at once; the last restores. Used by ``api``.
"""

from __future__ import annotations

import gc
import sys
from _thread import allocate_lock

DEPTH = 6000
"""Python calls inside each other that the passes may need for what the parser lets through, whoever calls."""


class Headroom:
    """``with HEADROOM:`` around a compilation."""

    def __init__(self) -> None:
        self._lock = allocate_lock()
        self._inside = 0
        self._before = (0, False)  # the limit of calls, and whether the collector ran

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._before = sys.getrecursionlimit(), gc.isenabled()
                gc.disable()
                if self._before[0] < DEPTH:
                    sys.setrecursionlimit(DEPTH)

    def __exit__(self, *error: object) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0:
                limit, collects = self._before
                if collects:
                    gc.enable()
                if limit < DEPTH:
                    sys.setrecursionlimit(limit)


HEADROOM = Headroom()
