"""A table as an .xlsx workbook of one sheet, in Base64; the same table gives the same bytes.

Numbers, booleans and dates keep their kind; everything else is text. Called by EXCEL.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import zipfile
from typing import Any

from stdlib.functions.arguments import text_or_empty, text_room, wrong
from stdlib.functions.moments import as_datetime
from stdlib.functions.xml_text import escaped
from vm.budget import charge, turn

_MOST_ROWS, _MOST_COLUMNS, _LONGEST_CELL = 1_048_576, 16_384, 32_767
_BLOCK = 1 << 14
"""Characters that are packed at once, in about a millisecond."""
_DAY_ZERO = dt.datetime(1899, 12, 30)
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{_SHEET}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs>'
    "</styleSheet>"
)
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": _STYLES,
}


def build_workbook(table: list[list[Any]]) -> str:
    """Base64 of the workbook; GB6004 when a sheet cannot hold the table."""
    if len(table) > _MOST_ROWS or any(len(line) > _MOST_COLUMNS for line in table):
        raise wrong(f"EXCEL holds at most {_MOST_ROWS} rows and {_MOST_COLUMNS} fields")
    sheet = _sheet(table)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            head = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            head.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(head, "w") as part:
                part.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
                for start in range(0, len(text), _BLOCK):
                    turn(_BLOCK)
                    part.write(text[start : start + _BLOCK].encode())
    data = packed.getvalue()
    text_room(len(data) * 4 // 3 + 4)
    return base64.b64encode(data).decode("ascii")


def _sheet(table: list[list[Any]]) -> str:
    lines: list[str] = []
    size = 0
    for number, record in enumerate(table, 1):
        lines.append(f'<row r="{number}">{"".join(map(_cell, record))}</row>')
        size += len(lines[-1])
        charge(1 + len(record))
        if number % 256 == 0:
            text_room(size)
    text_room(size)
    return f'<worksheet xmlns="{_SHEET}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _cell(value: Any) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float) and value - value == 0:
        return f"<c><v>{value!r}</v></c>"
    if isinstance(value, dt.date) and value.year >= 1900:
        days = (as_datetime(value) - _DAY_ZERO) / dt.timedelta(days=1)
        return f'<c s="{2 if isinstance(value, dt.datetime) else 1}"><v>{days!r}</v></c>'
    text = escaped(text_or_empty(value)[:_LONGEST_CELL])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
