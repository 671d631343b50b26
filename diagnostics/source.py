"""Source text with a line table: turns offsets into lines and columns.

Pure data. It must not read files (the command line does) and knows nothing of the language.
Used by the compiler for spans and by the renderers for snippets.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from diagnostics.record import FrozenRecord


class Span(FrozenRecord):
    """A half-open range of offsets into one source text, counted in code points."""

    start: int
    end: int


class Source(FrozenRecord):
    """One text and the name it is shown under.

    ``path`` is what the user typed or a name such as ``<text>``; it is only displayed.
    """

    __slots__ = ("_starts", "path", "text")

    text: str
    path: str = "<text>"
    if TYPE_CHECKING:  # not a field of the record: worked out from the text
        _starts: list[int] = []

    def __init__(self, text: str, path: str = "<text>") -> None:
        starts = [0]
        find = text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "_starts", starts)

    def line_of(self, offset: int) -> int:
        """1-based line that holds ``offset``."""
        return bisect_right(self._starts, offset)

    def position(self, offset: int) -> tuple[int, int]:
        """1-based ``(line, column)`` of ``offset``; columns count code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """Text of a 1-based line without its line end; "" past the last line."""
        if not 1 <= line <= len(self._starts):
            return ""
        start = self._starts[line - 1]
        end = self.text.find("\n", start)
        return self.text[start : len(self.text) if end < 0 else end].rstrip("\r")

    def line_start(self, line: int) -> int:
        """Offset at which a 1-based line starts."""
        return self._starts[line - 1]

    def line_span(self, line: int) -> tuple[int, int]:
        """``(start, end)`` of what a 1-based line says, without the blanks around it."""
        text = self.line_text(line)
        start = self._starts[line - 1] + len(text) - len(text.lstrip())
        return start, start + len(text.strip())

    @property
    def line_count(self) -> int:
        """Number of lines; a text that ends in a newline has an empty last one."""
        return len(self._starts)
