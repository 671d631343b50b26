"""Text, tables and joining of PDF files, by pypdf. What pypdf cannot read is a fault with a sentence."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from stdlib.documents.blocks import Block, Kind, first_table, markdown, plain, table
from stdlib.ports.faults import KeywordFault

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

PAGES_MOST = 2_000
_COLUMNS = re.compile(r"\s{2,}")


def text(data: bytes, name: str) -> str:
    """The text with headings (lines in larger letters); a form feed between pages."""
    return markdown(blocks(data, name), name)


def table_rows(data: bytes, name: str) -> list[list[str]]:
    """The first lines that stand in columns."""
    return first_table(_tables(data, name), name)


def blocks(data: bytes, name: str) -> Iterator[Block]:
    """Headings and paragraphs, page by page."""
    with _explained(name):
        for number, page in enumerate(_pages(data, name)):
            if number:
                yield Block(Kind.PAGE)
            yield from _paragraphs(_lines(page))


def merge(files: list[tuple[str, bytes]]) -> bytes:
    """One PDF of all pages in order."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for name, data in files:
        with _explained(name):
            for page in _pages(data, name):
                writer.add_page(page)
    made = io.BytesIO()
    with _explained(files[0][0]):
        writer.write(made)
    return made.getvalue()


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """pypdf answers damage with errors of many kinds, so each one counts."""
    try:
        yield
    except KeywordFault:
        raise
    except Exception as error:
        raise KeywordFault("GB7305", f'"{name}" is damaged or not a PDF') from error


def _pages(data: bytes, name: str) -> list[PageObject]:
    from pypdf import PdfReader

    reader: PdfReader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise KeywordFault("GB7305", f'"{name}" is protected by a password')
    count = len(reader.pages)
    if count > PAGES_MOST:
        raise KeywordFault("GB7303", f'"{name}" has {count} pages; at most {PAGES_MOST} are read')
    if not count:
        raise KeywordFault("GB7305", f'"{name}" has no pages')
    return list(reader.pages)


def _lines(page: PageObject) -> list[tuple[str, float]]:
    """Lines of a page and the size of their letters in points."""
    lines: list[tuple[str, float]] = []
    at: list[Any] = ["", 0.0]

    def take(piece: str, _cm: Any, matrix: list[float], _font: Any, size: float) -> None:
        height = abs(size * matrix[3]) if matrix[3] else abs(size)
        for place, part in enumerate(piece.split("\n")):
            if place:
                lines.append((at[0], at[1]))
                at[:] = ["", 0.0]
            if part.strip():
                at[1] = max(at[1], height)
            at[0] += part

    page.extract_text(visitor_text=take)
    return [*lines, (at[0], at[1])]


def _paragraphs(lines: list[tuple[str, float]]) -> Iterator[Block]:
    """Headings are short and larger than most of the page; other lines are kept as lines."""
    sizes: Counter[float] = Counter()
    for line, size in lines:
        sizes[round(size, 1)] += len(line.strip())
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    together: list[str] = []
    for line, size in lines:
        title = usual > 0 and size > usual * 1.15 and 0 < len(line.strip()) < 120
        if title or not line.strip():
            yield plain(Kind.PARAGRAPH, "\n".join(together))
            together = []
            if title:
                yield plain(Kind.HEADING, line, 1 if size >= usual * 1.7 else 2)
        else:
            together.append(line.rstrip())
    yield plain(Kind.PARAGRAPH, "\n".join(together))


def _tables(data: bytes, name: str) -> Iterator[Block]:
    """Runs of two or more lines with the same number of columns."""
    with _explained(name):
        for page in _pages(data, name):
            run: list[list[str]] = []
            for line in [*page.extract_text(extraction_mode="layout").split("\n"), ""]:
                cells = _COLUMNS.split(line.strip()) if line.strip() else []
                if run and len(cells) != len(run[0]):
                    if len(run) > 1:
                        yield table(run)
                    run = []
                if len(cells) > 1:
                    run.append(cells)
