"""What a program reads of a file: its text, its lines, or its rows. The kind is told by the ending and the first bytes.

Documents are taken apart in a thread, since a large one takes seconds. Called by READ, GET, IMPORT and search.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable
from typing import Any

from stdlib.documents.encode import plain_text
from stdlib.documents.paths import ending
from stdlib.functions.arguments import rows
from stdlib.functions.serialise import parse_csv
from stdlib.ports import KeywordFault
from vm.value import Array, BasicError, Object, from_json

_TEXTS = {
    ".pdf": "pdf", ".docx": "word", ".docm": "word", ".pptx": "slides", ".xlsx": "sheets", ".xlsm": "sheets",
}  # fmt: skip
"""Modules of this package with a function ``text(data, name)``, for files whose bytes are not text."""

_MARKUP = {".html": "markup", ".htm": "markup", ".svg": "markup", ".xml": "markup", ".eml": "letters"}
"""The same for files that are text themselves, whose readable part ``extracted`` gives."""

_TABLES = {**_TEXTS, **_MARKUP, ".md": "markup", ".markdown": "markup"}
"""Modules with a function ``table_rows(data, name)``: rows of text and numbers, the first with the names."""


async def read_document(name: str, data: bytes) -> str:
    """The text of a file; of documents with headings, tables and pages as Markdown. GB7305 when it has none."""
    module = _TEXTS.get(_kind(name, data))
    if module is None:
        return plain_text(data, name)
    return await asyncio.to_thread(_text_by(module), data, name)


async def extracted(name: str, data: bytes) -> str:
    """As ``read_document``, and of HTML, SVG, XML and mail what a person would read."""
    module = _MARKUP.get(_kind(name, data))
    if module is None:
        return await read_document(name, data)
    return await asyncio.to_thread(_text_by(module), data, name)


async def read_lines(name: str, data: bytes) -> list[str]:
    """The lines of the text, without their ends."""
    text = (await read_document(name, data)).replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n").split("\n") if text else []


async def read_table(name: str, data: bytes) -> Array:
    """The rows of a file; its first line has the names of the fields."""
    kind = _kind(name, data)
    module = _TABLES.get(kind)
    if module is not None:
        found = _named(await asyncio.to_thread(_table_by(module), data, name))
    elif kind == ".json":
        found = _json_rows(name, plain_text(data, name))
    else:
        found = parse_csv(plain_text(data, name), "\t" if kind == ".tsv" else None)
    found.rowset = True
    return found


def _kind(name: str, data: bytes) -> str:
    """The ending; a PDF is one whatever it is called."""
    return ".pdf" if data.startswith(b"%PDF-") else ending(name)


def _text_by(module: str) -> Callable[[bytes, str], str]:
    function: Callable[[bytes, str], str] = importlib.import_module(f"stdlib.documents.{module}").text
    return function


def _table_by(module: str) -> Callable[[bytes, str], list[list[Any]]]:
    function: Callable[[bytes, str], list[list[Any]]] = importlib.import_module(f"stdlib.documents.{module}").table_rows
    return function


def _named(table: list[list[Any]]) -> Array:
    if not table:
        return Array()
    names = [str(cell) if cell not in (None, "") else f"column{at}" for at, cell in enumerate(table[0], 1)]
    pads: list[Any] = [None] * len(names)
    return Array(Object(zip(names, [*line, *pads], strict=False)) for line in table[1:])


def _json_rows(name: str, text: str) -> Array:
    """A list of JSON, or an object as a list of one; lines of JSON too."""
    try:
        return rows("READ", from_json(text))
    except BasicError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and lines[0].lstrip().startswith("{"):
            try:
                return Array(from_json(line) for line in lines)
            except BasicError:
                pass
        raise KeywordFault("GB7305", f'"{name}" is not JSON with rows: {error.message}') from None
