"""The table of kernels: what each one stresses, and how large it is for timing and for counting instructions.

The programs themselves are in ``kernels/NAME.{bas,py,lua,js,c}``; a language without a file sits that kernel out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "kernels"


@dataclass(frozen=True, slots=True)
class Kernel:
    """One program. ``size`` is its ``n`` when timed, ``counted`` its ``n`` when instructions are counted."""

    name: str
    group: str
    size: int
    counted: int
    what: str

    def source(self, suffix: str) -> Path | None:
        """The file for one language, or None when it has none."""
        path = FOLDER / f"{self.name}.{suffix}"
        return path if path.exists() else None


KERNELS = (
    Kernel("fib", "numeric", 26, 15, "recursion with one argument"),
    Kernel("loop", "numeric", 1_000_000, 20_000, "a counted loop over integers, with MOD"),
    Kernel("mandelbrot", "numeric", 140, 16, "floats in registers, WHILE with two tests"),
    Kernel("nbody", "numeric", 8_000, 60, "floats in lists, square roots"),
    Kernel("sieve", "numeric", 300_000, 5_000, "one long list of booleans"),
    Kernel("calls", "numeric", 200_000, 3_000, "functions with four arguments, one inside the other"),
    Kernel("matrix", "numeric", 90, 12, "product of two lists of lists"),
    Kernel("sort", "lists", 100_000, 2_000, "fill a list and sort it with what the language has"),
    Kernel("queens", "lists", 9, 5, "backtracking over three lists"),
    Kernel("trees", "lists", 12, 6, "make and walk many small lists"),
    Kernel("build", "text", 50_000, 2_000, "append to one text"),
    Kernel("search", "text", 50_000, 1_000, "find, cut, change case"),
    Kernel("split", "text", 1_000, 20, "split at commas, join again"),
    Kernel("count", "fields", 100_000, 3_000, "count words in an object with a thousand fields"),
    Kernel("record", "fields", 300_000, 5_000, "read and write the fields of one record"),
    Kernel("walk", "fields", 6, 3, "walk a tree of records and lists, as read from JSON"),
    Kernel("dialog", "dialog", 10_000, 300, "TALK and HEAR with a host that answers at once"),
)


def named(names: list[str]) -> list[Kernel]:
    """The kernels with these names, all for an empty list; ValueError for a name that is none."""
    known = {kernel.name: kernel for kernel in KERNELS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"there is no kernel {unknown[0]}; there are {', '.join(known)}")
    return [known[name] for name in names] or list(KERNELS)
