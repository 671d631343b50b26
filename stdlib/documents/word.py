"""Text and tables of Word files (.docx). Reads; ``fill`` is where they are written."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from stdlib.documents.blocks import Block, Kind, Span, first_table, markdown, table
from stdlib.documents.packages import Package

# fmt: off
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_NOT_TEXT = frozenset((f"{W}del", f"{W}instrText", f"{W}moveFrom"))
# fmt: on


def text(data: bytes, name: str) -> str:
    """The document as Markdown."""
    return markdown(blocks(data, name), name)


def table_rows(data: bytes, name: str) -> list[list[str]]:
    """The cells of the first table."""
    return first_table(blocks(data, name), name)


def blocks(data: bytes, name: str) -> Iterator[Block]:
    """Headings, paragraphs, list items and tables in order; deleted text and field codes are left out."""
    package = Package(data, name)
    levels = _heading_levels(package)
    body = package.root(_DOCUMENT).find(f"{W}body")
    for element in _flat(body) if body is not None else ():
        if element.tag == f"{W}tbl":
            yield table(_rows(element))
        else:
            yield from _paragraph(element, levels)


def _flat(body: Element) -> Iterator[Element]:
    """Paragraphs and tables, also those in content controls."""
    waiting = list(reversed(body))
    while waiting:
        element = waiting.pop()
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}smartTag", f"{W}customXml"):
            waiting += reversed(element)


def _heading_levels(package: Package) -> dict[str, int]:
    """Level of a heading by the id of its style, which differs between languages of Word."""
    levels: dict[str, int] = {}
    if not package.has(_STYLES):
        return levels
    for style in package.root(_STYLES).iter(f"{W}style"):
        shown = style.find(f"{W}name")
        title = (shown.get(f"{W}val", "") if shown is not None else "").lower()
        if title == "title":
            levels[style.get(f"{W}styleId", "")] = 1
        elif title.startswith("heading ") and title[8:].isdigit():
            levels[style.get(f"{W}styleId", "")] = int(title[8:])
    return levels


def _paragraph(element: Element, levels: dict[str, int]) -> Iterator[Block]:
    if any(mark.get(f"{W}type") == "page" for mark in element.iter(f"{W}br")):
        yield Block(Kind.PAGE)
    properties = element.find(f"{W}pPr")
    style = properties.find(f"{W}pStyle") if properties is not None else None
    called = style.get(f"{W}val", "") if style is not None else ""
    spans = tuple(_spans(element))
    if called in levels:
        yield Block(Kind.HEADING, spans, levels[called])
        return
    numbering = properties.find(f"{W}numPr") if properties is not None else None
    if numbering is not None or called.lower().startswith("list"):
        depth = numbering.find(f"{W}ilvl") if numbering is not None else None
        level = depth.get(f"{W}val", "0") if depth is not None else "0"
        yield Block(Kind.ITEM, spans, int(level) if level.isdigit() else 0)
    else:
        yield Block(Kind.PARAGRAPH, spans)


def _spans(element: Element) -> Iterator[Span]:
    waiting = list(reversed(element))
    while waiting:
        inner = waiting.pop()
        if inner.tag == f"{W}r":
            yield Span(run_text(inner), _style(inner))
        elif inner.tag not in _NOT_TEXT:
            waiting += reversed(inner)


def run_text(run: Element) -> str:
    """The text of a run, with its tabs and line ends."""
    return "".join(
        part.text or "" if part.tag == f"{W}t" else "" if part.get(f"{W}type") == "page" else _BREAKS.get(part.tag, "")
        for part in run
    )


def _style(run: Element) -> str:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return ""
    on = {mark: properties.find(f"{W}{mark}") for mark in "bi"}
    return "".join(
        mark for mark, found in on.items() if found is not None and found.get(f"{W}val") not in ("0", "false")
    )


def _rows(element: Element) -> Iterator[list[str]]:
    for row in element.findall(f"{W}tr"):
        yield [_cell(cell) for cell in row.iter(f"{W}tc")]


def _cell(cell: Element) -> str:
    paragraphs = cell.iter(f"{W}p")
    return "\n".join("".join(span.text for span in _spans(paragraph)) for paragraph in paragraphs)
