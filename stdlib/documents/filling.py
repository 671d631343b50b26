"""Templates of every kind filled with data: text, HTML, Markdown and Word files, and any of them as a PDF. Pure."""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from typing import Any

from stdlib.documents import archives
from stdlib.documents.blocks import Block
from stdlib.documents.encode import plain_text
from stdlib.documents.markup import html_blocks, markdown_html
from stdlib.documents.packages import Package
from stdlib.documents.paths import ending
from stdlib.documents.templates import fill
from stdlib.ports.faults import KeywordFault

_HTML = (".html", ".htm")
_MARKDOWN = (".md", ".markdown", ".txt", "")


def filled(template: bytes, name: str, data: Any) -> bytes:
    """The template with its places filled, of the same kind as it was."""
    kind = ending(name)
    if kind == ".docx":
        return _word(template, name, data)
    if kind in (".pdf", ".xlsx", ".pptx"):
        raise KeywordFault("GB7305", f'"{name}" cannot be a template; use .docx, .html, .md or a text file')
    escaped = escape if kind in (*_HTML, ".xml", ".svg") else str
    return fill(plain_text(template, name), data, name, escaped).encode("utf-8", "replace")


def filled_blocks(template: bytes, name: str, data: Any) -> list[Block]:
    """An HTML, Markdown or Word template, filled, as the blocks of a PDF."""
    kind = ending(name)
    if kind == ".docx":
        from stdlib.documents.word import blocks

        return list(blocks(_word(template, name, data), name))
    if kind in _HTML:
        return html_blocks(fill(plain_text(template, name), data, name, escape), pictures=True)
    if kind in _MARKDOWN:
        source = markdown_html(fill(plain_text(template, name), data, name, _verbatim))
        return html_blocks(source, pictures=True)
    raise KeywordFault("GB7305", f'"{name}" cannot become a PDF; use a template in .html, .md, .txt or .docx')


def _verbatim(text: str) -> str:
    """A value in Markdown that is shown as it is, on one line as tables need it."""
    marked = "".join("\\" + char if char in "\\`*_{}[]<>#|!&~" else char for char in text)
    return " ".join(marked.splitlines())


def _word(template: bytes, name: str, data: Any) -> bytes:
    """Places in paragraphs, also those that Word has cut into pieces; the style of the first piece stays."""
    Package(template, name).root("word/document.xml")  # refuses what must not be opened
    from docx import Document

    try:
        document = Document(io.BytesIO(template))
    except Exception as error:  # python-docx answers damage with errors of many kinds
        raise KeywordFault("GB7305", f'"{name}" is damaged or not a Word file') from error
    for paragraph in _paragraphs(document):
        if "{{" in paragraph.text:
            _fill_paragraph(paragraph, data, name)
    made = io.BytesIO()
    document.save(made)
    archives.checked(made.getvalue(), name)
    return made.getvalue()


def _paragraphs(document: Any) -> Iterator[Any]:
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs
    for section in document.sections:
        yield from section.header.paragraphs
        yield from section.footer.paragraphs


def _fill_paragraph(paragraph: Any, data: Any, name: str) -> None:
    """Run by run where each place is inside one; else the paragraph becomes one run."""
    runs = paragraph.runs
    if all(run.text.count("{{") == run.text.count("}}") for run in runs):
        for run in runs:
            if "{{" in run.text:
                run.text = _legal(fill(run.text, data, name))
        return
    if runs:
        whole = fill("".join(run.text for run in runs), data, name)
        for run in runs[1:]:
            run.text = ""
        runs[0].text = _legal(whole)


def _legal(text: str) -> str:
    """Without what XML cannot have."""
    from stdlib.functions.xml_text import is_legal

    return "".join(char for char in text if is_legal(ord(char)))
