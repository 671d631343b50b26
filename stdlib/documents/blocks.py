"""The parts of a document, whatever its kind: headings, paragraphs, list items, tables, code, and ends of pages.

Readers make blocks, writers take them; ``markdown`` is the text that programs, models and search get. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from stdlib.ports.faults import KeywordFault

TEXT_MOST = 20_000_000
"""Characters that the text of one document may have."""


class Kind(Enum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"  # ``level`` 1 to 6
    ITEM = "item"  # of a list; ``level`` is the depth from 0, ``number`` its number or 0
    TABLE = "table"
    CODE = "code"
    RULE = "rule"
    PAGE = "page"  # what follows is on another page or slide
    IMAGE = "image"  # its one span is the description, whose link says where the picture is


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; ``style`` has ``b`` for bold, ``i`` for italic and ``c`` for code, ``link`` an address."""

    text: str
    style: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One part; ``rows`` are the cells of a table."""

    kind: Kind
    spans: tuple[Span, ...] = ()
    level: int = 0
    number: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The text without styles."""
        return "".join(span.text for span in self.spans)


def plain(kind: Kind, text: str, level: int = 0, number: int = 0) -> Block:
    """A block of unstyled text."""
    return Block(kind, (Span(text),), level, number)


def table(rows: Iterable[Sequence[str]]) -> Block:
    """A table; rows without any text are left out."""
    return Block(Kind.TABLE, rows=tuple(tuple(row) for row in rows if any(cell.strip() for cell in row)))


def markdown(blocks: Iterable[Block], name: str) -> str:
    """The blocks as Markdown; a form feed stands between pages. GB7303 past ``TEXT_MOST``."""
    parts: list[str] = []
    size = 0
    last = Kind.PAGE
    for block in blocks:
        shown = "\f" if block.kind is Kind.PAGE else _shown(block)
        if not shown or (shown == "\f" and not parts):
            continue
        gap = "\n" if block.kind is Kind.ITEM and last is Kind.ITEM else "\n\n"
        parts.append((gap if parts else "") + shown)
        last = block.kind
        size += len(parts[-1])
        if size > TEXT_MOST:
            raise KeywordFault("GB7303", f'the text of "{name}" is longer than {TEXT_MOST} characters')
    return "".join(parts)


def _shown(block: Block) -> str:
    text = block.text.strip()
    if block.kind is Kind.TABLE:
        return table_text(block.rows)
    if block.kind is Kind.RULE:
        return "---"
    if not text:
        return ""
    if block.kind is Kind.HEADING:
        return "#" * min(max(block.level, 1), 6) + " " + " ".join(text.split())
    if block.kind is Kind.ITEM:
        return "  " * min(block.level, 8) + (f"{block.number}. " if block.number else "- ") + " ".join(text.split())
    return f"```\n{block.text.strip(chr(10))}\n```" if block.kind is Kind.CODE else text


def table_text(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; ragged rows are filled up."""
    if not rows:
        return ""
    width = max(map(len, rows))
    lines = ["| " + " | ".join(_cell(cell) for cell in [*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def first_table(blocks: Iterable[Block], name: str) -> list[list[str]]:
    """The cells of the first table; GB7305 when there is none."""
    for block in blocks:
        if block.kind is Kind.TABLE and block.rows:
            return [[" ".join(cell.split()) for cell in row] for row in block.rows]
    raise KeywordFault("GB7305", f'"{name}" has no table; READ it without AS TABLE')
