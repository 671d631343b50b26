"""Rows out of the bytes of a .csv, .xlsx or .json file and back.

In a .csv a cell that reads as a number and would be written the same is one, an empty one is nothing, all others are
text; a .json file is a list of objects. Called by ``file_table``.
"""

from __future__ import annotations

import json
import re
from typing import Any

from stdlib.functions.delimited import read_records, without_marks, write_records
from stdlib.ports import KeywordFault
from stdlib.ports.database import Row
from vm.value import BasicError, from_json, from_python, to_json, to_python

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
MOST_BYTES = 50 << 20
"""Size of the largest file that is read as a table."""


def decode(path: str, content: bytes) -> tuple[list[str], list[Row]]:
    """Names of the columns and the rows; GB7108 when the file does not hold a table."""
    kind = path.lower().rpartition(".")[2]
    try:
        return {"csv": _from_csv, "json": _from_json, "xlsx": _from_workbook}[kind](content)
    except (ValueError, BasicError, TypeError, KeyError, OSError) as error:
        raise KeywordFault("GB7108", f"{path} cannot be read as a table: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    return error.message if isinstance(error, BasicError) else "its content is damaged"


def encode(path: str, columns: list[str], rows: list[Row]) -> bytes:
    """The file with these rows, columns in this order."""
    kind = path.lower().rpartition(".")[2]
    if kind == "json":
        return (json.dumps([from_json_ready(row) for row in rows], ensure_ascii=False, indent=1) + "\n").encode()
    table: list[list[Any]] = [list(columns), *([_cell(row.get(name)) for name in columns] for row in rows)]
    if kind == "xlsx":
        return _to_workbook(table)
    return write_records(table, ",").encode()


def from_json_ready(row: Row) -> Any:
    """A row with dates as text."""
    return json.loads(to_json(from_python(row)))


def _cell(value: Any) -> Any:
    """A cell: nothing is empty, lists and objects are JSON."""
    if value is None:
        return ""
    return to_json(from_python(value)) if isinstance(value, list | dict) else value


def _from_csv(content: bytes) -> tuple[list[str], list[Row]]:
    head, *records = read_records(content.decode("utf-8-sig"), "") or [[]]
    columns = [name.strip() for name in without_marks(head)]
    return columns, [_row(columns, without_marks(record)) for record in records]


def _row(columns: list[str], cells: list[Any]) -> Row:
    """Cells under their columns; missing and empty ones are nothing."""
    padded = [*cells, *[None] * (len(columns) - len(cells))]
    return {name: _value(cell) for name, cell in zip(columns, padded, strict=False) if name}


def _value(cell: Any) -> Any:
    """A cell as a value: nothing when empty, a number when it is written as the language writes one."""
    if cell == "":
        return None
    if not isinstance(cell, str) or not _NUMBER.fullmatch(cell):
        return cell
    number = float(cell) if "." in cell else int(cell)
    return number if repr(number) == cell else cell


def _from_json(content: bytes) -> tuple[list[str], list[Row]]:
    found = to_python(from_json(content.decode("utf-8-sig") or "[]"))
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise BasicError("GB7108", "it must be a list of objects")
    return list(dict.fromkeys(name for row in found for name in row)), found


def _from_workbook(content: bytes) -> tuple[list[str], list[Row]]:
    from stdlib.documents.sheets import table_rows

    head, *lines = table_rows(content, "the file") or [[]]
    columns = ["" if name is None else str(name).strip() for name in head]
    return columns, [_row(columns, line) for line in lines if any(cell is not None for cell in line)]


def _to_workbook(table: list[list[Any]]) -> bytes:
    import base64

    from stdlib.functions.workbook import build_workbook

    return base64.b64decode(build_workbook(table))
