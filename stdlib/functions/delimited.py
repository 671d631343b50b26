"""CSV out and in, in one pass each; quotes as RFC 4180 has them, lines end in a line feed. Called by ``serialise``.

Text that a spreadsheet would take for a formula (it starts with ``= + - @`` or a control character, and is no number)
gets an apostrophe before it, which is how spreadsheets mark text; reading takes it off again, so nothing is lost.
"""

from __future__ import annotations

import re
from typing import Any

from stdlib.functions.arguments import item_room, text_or_empty, text_room
from vm.budget import charge, turn
from vm.value import Array, Object, parse_number


def cells_of(rows: Array) -> list[list[Any]]:
    """A table: field names of all rows, then their values; lists among the rows are lines as they are."""
    names: dict[str, None] = {}
    for row in rows:
        if isinstance(row, Object):
            names.update(dict.fromkeys(row.keys()))
    charge(len(rows) * (1 + len(names) // 4))
    item_room(len(rows) * max(1, len(names)))
    table: list[list[Any]] = [list(names)] if names else []
    for row in rows:
        if isinstance(row, Object):
            table.append([row.get(name) for name in names])
        else:
            table.append(list(row) if isinstance(row, Array) else [row])
    return table


def write_records(table: list[list[Any]], mark: str) -> str:
    """The table as text, a line feed after each line."""
    lines: list[str] = []
    size = 0
    for record in table:
        lines.append(mark.join(_quoted(text_or_empty(cell), mark) for cell in record) + "\n")
        size += len(lines[-1])
        if len(lines) % 256 == 0:
            text_room(size)
    text_room(size)
    charge(size // 64)
    return "".join(lines)


_SUSPECT = "'=+-@\t\r"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def _quoted(text: str, mark: str) -> str:
    if text[:1] in _SUSPECT and text and _FORMULA.match(text) and parse_number(text) is None:
        text = "'" + text
    plain = mark not in text and '"' not in text and "\n" not in text and "\r" not in text and text == text.strip()
    return text if plain else '"' + text.replace('"', '""') + '"'


def read_records(text: str, mark: str) -> list[list[str]]:
    """Lines of cells without empty lines. ``mark`` "": of comma, semicolon and tab the one the first line has most."""
    source = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = mark[:1] or _likely(source.partition("\n")[0])
    ends = _Ends(source, delimiter)
    records: list[list[str]] = []
    cells: list[str] = []
    at, count = 0, 0
    while at < len(source):
        turn(32)
        cell, at = _cell(source, at, ends)
        cells.append(cell)
        count += 1
        if count >= 1024 and count & (count - 1) == 0:
            item_room(count)
        if at >= len(source) or source[at] == "\n":
            if cells != [""]:
                records.append(cells)
            cells = []
        elif at + 1 == len(source):
            records.append([*cells, ""])
        at += 1
    return records


def without_marks(cells: list[str]) -> list[str]:
    """Cells as they were before writing marked what looks like a formula."""
    return [cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell for cell in cells]


def _likely(line: str) -> str:
    return max((",", ";", "\t"), key=line.count)


class _Ends:
    """Finds the next delimiter or line end; each is sought once, so that the whole stays linear."""

    def __init__(self, source: str, mark: str) -> None:
        self.source = source
        self.mark = mark
        self.line = self.cell = -1

    def after(self, at: int) -> int:
        """Place of the first delimiter or line end from ``at`` on, which never goes back."""
        if self.line < at:
            self.line = self._next("\n", at)
        if self.cell < at:
            self.cell = self._next(self.mark, at)
        return min(self.line, self.cell)

    def _next(self, sought: str, at: int) -> int:
        found = self.source.find(sought, at)
        return len(self.source) if found < 0 else found


def _cell(source: str, at: int, ends: _Ends) -> tuple[str, int]:
    """One cell and the place of the delimiter or line end after it."""
    if source[at] != '"':
        end = ends.after(at)
        return source[at:end], end
    parts: list[str] = []
    start = at + 1
    while True:
        close = source.find('"', start)
        if close < 0:
            return "".join([*parts, source[start:]]), len(source)
        parts.append(source[start:close])
        if source[close + 1 : close + 2] != '"':
            break
        parts.append('"')
        start = close + 2
    end = ends.after(close + 1)
    return "".join(parts) + source[close + 1 : end].rstrip(), end
