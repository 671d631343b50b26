"""CSV out and in, in one pass each; quotes as RFC 4180 has them, lines end in a line feed. Called by ``serialise``."""

from __future__ import annotations

from typing import Any

from stdlib.functions.arguments import item_room, text_or_empty, text_room
from vm.budget import charge
from vm.value import Array, Object


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


def _quoted(text: str, mark: str) -> str:
    plain = mark not in text and '"' not in text and "\n" not in text and "\r" not in text and text == text.strip()
    return text if plain else '"' + text.replace('"', '""') + '"'


def read_records(text: str, mark: str) -> list[list[str]]:
    """Lines of cells without empty lines. ``mark`` "": of comma, semicolon and tab the one the first line has most."""
    source = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = mark[:1] or _likely(source.partition("\n")[0])
    records: list[list[str]] = []
    cells: list[str] = []
    at, count = 0, 0
    while at < len(source):
        cell, at = _cell(source, at, delimiter)
        cells.append(cell)
        count += 1
        if count % 1024 == 0:
            item_room(count)
        if at >= len(source) or source[at] == "\n":
            if cells != [""]:
                records.append(cells)
            cells = []
        elif at + 1 == len(source):
            records.append([*cells, ""])
        at += 1
    return records


def _likely(line: str) -> str:
    return max((",", ";", "\t"), key=line.count)


def _cell(source: str, at: int, mark: str) -> tuple[str, int]:
    """One cell and the place of the delimiter or line end after it."""
    if source[at] != '"':
        end = _next_end(source, at, mark)
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
    end = _next_end(source, close + 1, mark)
    return "".join(parts) + source[close + 1 : end].rstrip(), end


def _next_end(source: str, at: int, mark: str) -> int:
    """Place of the next delimiter or line end; the search is bounded by the line, so the whole stays linear."""
    line = source.find("\n", at)
    line = len(source) if line < 0 else line
    found = source.find(mark, at, line)
    return line if found < 0 else found
