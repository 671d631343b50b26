"""Values as the bytes of a file: what WRITE and EXPORT put into the drive. Pure.

The ending of the path chooses the form of rows and objects. In CSV, text that a spreadsheet would take for a formula
gets an apostrophe (see ``stdlib.functions.delimited``).
"""

from __future__ import annotations

import base64
from typing import Any

from stdlib.documents.handles import decoded
from stdlib.documents.paths import ending
from stdlib.functions.arguments import rows, text_or_empty, unwrap
from stdlib.functions.delimited import cells_of, read_records, without_marks, write_records
from stdlib.functions.workbook import build_workbook
from stdlib.functions.xml_text import write_xml
from stdlib.functions.yaml_text import write_yaml
from stdlib.ports import KeywordFault
from vm.value import Array, Object, to_json


def encoded(value: Any, path: str, form: str = "", *, what: str = "WRITE", more: bool = False) -> bytes:
    """The bytes of ``value`` for ``path``; ``form`` is "", TABLE or LINES, ``more`` leaves out the names of a table."""
    value = unwrap(value)
    if form == "LINES":
        items = value if isinstance(value, Array) else [value]
        return _bytes("".join(text_or_empty(item) + "\n" for item in items))
    if isinstance(value, Object) and value.kind == "file" and value.get("content") is not None:
        return decoded(value, what)
    kind = ending(path)
    if kind == ".xlsx":
        return workbook(value)
    if form == "TABLE" or (isinstance(value, Array) and kind in (".csv", ".tsv")):
        return _table(value, kind, what, more)
    return _bytes(_text(value, kind))


def _text(value: Any, kind: str) -> str:
    if not isinstance(value, Array | Object):
        return text_or_empty(value)
    if kind == ".xml":
        return write_xml(value, "data")
    if kind in (".yaml", ".yml"):
        return write_yaml(value) + "\n"
    return to_json(value)


def _table(value: Any, kind: str, what: str, more: bool) -> bytes:
    found = rows(what, value)
    if kind == ".json":
        return _bytes(to_json(found))
    table = cells_of(found)
    named = any(isinstance(row, Object) for row in found)
    return _bytes(write_records(table[1:] if more and named else table, "\t" if kind == ".tsv" else ","))


def workbook(value: Any) -> bytes:
    """Rows, or CSV text, as an .xlsx file. Text stays text there, also when it starts with ``=``."""
    if isinstance(value, str):
        table: list[list[Any]] = [list(without_marks(line)) for line in read_records(value, "")]
    else:
        table = cells_of(rows("WRITE", value))
    return base64.b64decode(build_workbook(table))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def plain_text(data: bytes, name: str) -> str:
    """Text of a file in UTF-8, UTF-16 with its mark, or the western code page; GB7305 when it is none."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        raise KeywordFault("GB7305", f'"{name}" is not text; name a .txt, .csv, .pdf, .docx, .xlsx or .pptx file')
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
