"""The exception by which a build function gives up a statement.

The driver turns it into one finding for the line; ``explain`` has the words.
"""

from __future__ import annotations


class Misbuilt(Exception):
    """What was written has the right pieces but cannot mean anything; ``what`` is a row of ``explain``."""

    def __init__(self, what: str, start: int, end: int, detail: object = None) -> None:
        super().__init__(what)
        self.what = what
        self.start = start
        self.end = end
        self.detail = detail
