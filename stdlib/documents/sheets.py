"""Cells of Excel files (.xlsx): values as they were last computed, dates as dates. Formulas are never evaluated."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from stdlib.documents.blocks import Block, Kind, markdown, plain
from stdlib.documents.blocks import table as table_block
from stdlib.documents.packages import Package, reference
from stdlib.functions.arguments import text_or_empty
from stdlib.ports.faults import KeywordFault

CELLS_MOST = 2_000_000
"""Cells of one sheet, empty ones before the last of a row counted in."""

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BOOK, _STYLES, _STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_COLUMN = re.compile(r"[A-Z]{1,3}")


def text(data: bytes, name: str) -> str:
    """Every sheet as a heading and a Markdown table."""
    return markdown(blocks(data, name), name)


def table_rows(data: bytes, name: str) -> list[list[Any]]:
    """The rows of the first sheet that has any, with the kinds of their values."""
    return next((rows for _, rows in sheets(data, name) if rows), [])


def blocks(data: bytes, name: str) -> Iterator[Block]:
    """A heading and a table for each sheet; each sheet is a page."""
    for number, (title, rows) in enumerate(sheets(data, name)):
        if number:
            yield Block(Kind.PAGE)
        yield plain(Kind.HEADING, title, 2)
        yield table_block([text_or_empty(cell) for cell in row] for row in rows)


def sheets(data: bytes, name: str) -> Iterator[tuple[str, list[list[Any]]]]:
    """Title and rows of each sheet in order; rows without a value are left out."""
    package = Package(data, name)
    book = package.root(_BOOK)
    targets = package.targets(_BOOK)
    reader = _Reader(package, book)
    for entry in book.iter(f"{S}sheet"):
        part = targets.get(reference(entry), "")
        if part.startswith("xl/worksheets/"):
            yield entry.get("name", ""), reader.rows(package.root(part))


class _Reader:
    """What all sheets of a workbook share: its texts, which styles are dates, and the day it counts from."""

    def __init__(self, package: Package, book: Element) -> None:
        self._name = package.name
        self._strings = _shared(package)
        self._dates = _date_styles(package)
        properties = book.find(f"{S}workbookPr")
        late = properties is not None and properties.get("date1904") in ("1", "true")
        self._day_zero = dt.datetime(1904, 1, 1) if late else dt.datetime(1899, 12, 30)

    def rows(self, sheet: Element) -> list[list[Any]]:
        found: list[list[Any]] = []
        count = 0
        for row in sheet.iter(f"{S}row"):
            cells: list[Any] = []
            for cell in row.iter(f"{S}c"):
                at = _column(cell.get("r", ""), len(cells))
                count += max(1, at + 1 - len(cells))
                if count > CELLS_MOST:
                    raise KeywordFault("GB7303", f'"{self._name}" has a sheet with more than {CELLS_MOST} cells')
                cells += [None] * (at - len(cells))
                cells[at:] = [self._value(cell)]
            if any(cell not in (None, "") for cell in cells):
                found.append(cells)
        return found

    def _value(self, cell: Element) -> Any:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _text(cell)
        held = cell.findtext(f"{S}v")
        if held is None:
            return None
        if kind == "s":
            place = int(held) if held.isdigit() else -1
            return self._strings[place] if 0 <= place < len(self._strings) else None
        if kind == "b":
            return held == "1"
        return held if kind in ("str", "e") else self._number(held, kind, cell.get("s", "0"))

    def _number(self, held: str, kind: str, style: str) -> Any:
        try:
            if kind == "d":
                return dt.datetime.fromisoformat(held)
            number = float(held)
            if style in self._dates:
                moment = self._day_zero + dt.timedelta(seconds=round(number * 86400))
                return moment.date() if number.is_integer() else moment
        except (ValueError, OverflowError):
            return held
        return int(number) if number.is_integer() and abs(number) < 1 << 53 else number


def _column(place: str, following: int) -> int:
    """Number of a column from 0, from a place such as ``AB12``."""
    letters = _COLUMN.match(place)
    if letters is None:
        return following
    number = 0
    for letter in letters.group():
        number = number * 26 + ord(letter) - 64
    return max(number - 1, following) if number <= 16_384 else following


def _text(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{S}t"))


def _shared(package: Package) -> list[str]:
    return [_text(item) for item in package.root(_STRINGS).iter(f"{S}si")] if package.has(_STRINGS) else []


def _date_styles(package: Package) -> frozenset[str]:
    """Numbers of the styles that show a number as a date or time."""
    if not package.has(_STYLES):
        return frozenset()
    root = package.root(_STYLES)
    own = {entry.get("numFmtId"): entry.get("formatCode", "") for entry in root.iter(f"{S}numFmt")}
    used = root.find(f"{S}cellXfs")
    return frozenset(
        str(at)
        for at, style in enumerate(used if used is not None else ())
        if _is_date(style.get("numFmtId", "0"), own)
    )


def _is_date(number: str, own: dict[str | None, str]) -> bool:
    if number in own:
        return bool(set("ymdhs") & set(_QUOTED.sub("", own[number].partition(";")[0]).lower()))
    return number.isdigit() and int(number) in _DATE_FORMATS
