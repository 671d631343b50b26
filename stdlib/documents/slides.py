"""Text and tables of PowerPoint files (.pptx): a page for each slide, its title as a heading, then its notes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from stdlib.documents.blocks import Block, Kind, first_table, markdown, plain, table
from stdlib.documents.packages import Package, reference

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MAIN = "ppt/presentation.xml"


def text(data: bytes, name: str) -> str:
    """The slides as Markdown."""
    return markdown(blocks(data, name), name)


def table_rows(data: bytes, name: str) -> list[list[str]]:
    """The cells of the first table."""
    return first_table(blocks(data, name), name)


def blocks(data: bytes, name: str) -> Iterator[Block]:
    """Slides in the order in which they are shown."""
    package = Package(data, name)
    targets = package.targets(_MAIN)
    for number, entry in enumerate(package.root(_MAIN).iter(f"{P}sldId")):
        if number:
            yield Block(Kind.PAGE)
        slide = targets.get(reference(entry), "")
        yield from _slide(package.root(slide))
        notes = package.kinds(slide).get("notesSlide")
        if notes:
            yield from _notes(package.root(notes))


def _slide(root: Element) -> Iterator[Block]:
    for shape in root.iter():
        if shape.tag == f"{P}sp":
            yield from _shape(shape)
        elif shape.tag == f"{A}tbl":
            yield table([_text(cell) for cell in row.iter(f"{A}tc")] for row in shape.iter(f"{A}tr"))


def _shape(shape: Element) -> Iterator[Block]:
    role = _role(shape)
    body = shape.find(f"{P}txBody")
    paragraphs = body.findall(f"{A}p") if body is not None else []
    for paragraph in paragraphs:
        shown = _text(paragraph)
        if role in ("title", "ctrTitle"):
            yield plain(Kind.HEADING, shown, 1 if role == "ctrTitle" else 2)
        elif role in ("body", "obj") and len(paragraphs) > 1:
            properties = paragraph.find(f"{A}pPr")
            level = properties.get("lvl", "0") if properties is not None else "0"
            yield plain(Kind.ITEM, shown, int(level) if level.isdigit() else 0)
        else:
            yield plain(Kind.PARAGRAPH, shown)


def _role(shape: Element) -> str:
    """What place of the layout a shape fills; "" for a text box of its own."""
    place = next(shape.iter(f"{P}ph"), None)
    return "" if place is None else place.get("type", "obj")


def _notes(root: Element) -> Iterator[Block]:
    for shape in root.iter(f"{P}sp"):
        if _role(shape) == "body":
            yield plain(Kind.PARAGRAPH, _text(shape))


def _text(element: Element) -> str:
    """Text below an element; paragraphs and breaks end a line."""
    parts: list[str] = []
    for part in element.iter():
        if part.tag == f"{A}t":
            parts.append(part.text or "")
        elif part.tag == f"{A}br" or (part.tag == f"{A}p" and parts and part is not element):
            parts.append("\n")
    return "".join(parts)
