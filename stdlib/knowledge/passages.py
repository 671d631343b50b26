"""Cuts the text of a document into passages along its structure: headings, pages, tables, paragraphs.

Takes the Markdown that ``stdlib.documents`` makes of every kind of document. A passage never goes over the end of a
page or section; each part of a long table has its head. Pure; called by whoever fills an index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

USUAL = 900
"""Characters after which a passage ends at the next paragraph."""

LONGEST = 1_400
"""Characters that a passage has at most; longer paragraphs are cut between sentences."""

_HEADING = re.compile(r"(#{1,6})\s+(.*\S)")
_RULE = re.compile(r"\|(\s*:?-+:?\s*\|)+")
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage without its document."""

    text: str
    page: int = 0
    section: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """The passages of a text in order."""
    pages = text.split("\f")
    headings: list[tuple[int, str]] = []
    for number, page in enumerate(pages, 1):
        for section, parts in _sections(page, headings):
            for passage in _packed(parts):
                yield Piece(passage, number if len(pages) > 1 else 0, section)


def title_of(text: str, name: str) -> str:
    """The first heading of a document, else its name."""
    found = next((match for line in text.splitlines()[:40] if (match := _HEADING.fullmatch(line.strip()))), None)
    return found[2] if found else name


def _sections(page: str, headings: list[tuple[int, str]]) -> Iterator[tuple[str, list[str]]]:
    """The paragraphs below each heading of a page; ``headings`` are those that hold, and are kept up to date."""
    parts: list[str] = []
    lines: list[str] = []
    fenced = False
    for line in [*page.splitlines(), ""]:
        fenced ^= line.lstrip().startswith("```")
        heading = None if fenced else _HEADING.fullmatch(line.strip())
        if line.strip() and heading is None:
            lines.append(line.rstrip())
            continue
        if fenced:
            lines.append("")
            continue
        if lines:
            parts.append("\n".join(lines))
            lines = []
        if heading is not None:
            if parts:
                yield _path(headings), parts
                parts = []
            level = len(heading[1])
            headings[:] = [*(item for item in headings if item[0] < level), (level, heading[2])]
    if lines:
        parts.append("\n".join(lines))
    if parts:
        yield _path(headings), parts


def _path(headings: list[tuple[int, str]]) -> str:
    return " > ".join(title for _, title in headings)


def _packed(parts: list[str]) -> Iterator[str]:
    """Paragraphs put together to passages of the usual length."""
    together = ""
    for part in (piece for whole in parts for piece in _cut(whole)):
        if together and len(together) + len(part) > USUAL:
            yield together
            together = ""
        together = f"{together}\n\n{part}" if together else part
    if together:
        yield together


def _cut(part: str) -> Iterator[str]:
    """A paragraph, or a longer one in pieces."""
    if len(part) <= LONGEST:
        yield part
        return
    lines = part.split("\n")
    if len(lines) > 2 and _RULE.fullmatch(lines[1].strip()):
        head = "\n".join(lines[:2])[: LONGEST // 2]
        yield from (f"{head}\n{rows}" for rows in _joined(lines[2:], LONGEST - len(head), "\n"))
    else:
        yield from _joined(_SENTENCE.split(part), LONGEST, " ")


def _joined(items: list[str], most: int, gap: str) -> Iterator[str]:
    """Items put together to at most ``most`` characters; one that is longer is cut anywhere."""
    together = ""
    for item in items:
        for start in range(0, len(item), most):
            piece = item[start : start + most]
            if together and len(together) + len(gap) + len(piece) > most:
                yield together
                together = ""
            together = f"{together}{gap}{piece}" if together else piece
    if together:
        yield together
