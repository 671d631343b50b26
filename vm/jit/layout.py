"""Where compiled code finds things in memory: offsets in bytes. ``CONTEXT`` follows ``Context`` in vm/_loop.pxd.

Data only; ``emit`` reads it. A test compares the offsets of lists with those of the running build.
"""

from __future__ import annotations

from typing import Final

CONTEXT: Final = {
    name: 8 * at
    for at, name in enumerate(
        (
            "fuel", "calls", "stack", "items", "memory", "recount", "spill", "leave", "power", "remainder", "grow",
        )
    )
}  # fmt: skip
LIST_DATA: Final = 24
LIST_COUNT: Final = 32
LIST_ROOM: Final = 40
LIST_KIND: Final = 48
VALUE: Final = 16
