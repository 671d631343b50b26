"""Functions that write values as JSON, YAML, CSV, XML or a workbook, and read JSON and CSV.

The writers live in modules of their own; here is what authors call. Called by the machine through the catalog.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import function
from stdlib.functions.arguments import kind, new_list, rows, text_or_empty, unwrap, wrong
from stdlib.functions.delimited import cells_of, read_records, without_marks, write_records
from stdlib.functions.workbook import build_workbook
from stdlib.functions.xml_text import write_xml
from stdlib.functions.yaml_text import write_yaml
from vm.budget import charge
from vm.value import Array, BasicError, Object, from_json, parse_number, to_json


@function("JSON(value)", aliases=("TOJSON", "JSON_STRINGIFY", "TO_JSON"), result="text", methods=("to_json", "toJson"))
def json_text(value: Any) -> str:
    """The value as JSON text; dates as text, a list or object inside itself as null.

    Example:
        TALK JSON({"name": "Ana", "tags": ["a", "b"]})   ' {"name": "Ana", "tags": ["a", "b"]}
    """
    return to_json(value)


@function(
    "PARSE_JSON(text)", aliases=("JSON_PARSE", "FROM_JSON"), forms=("JSON PARSE text", "PARSE JSON text")
)  # fmt: skip
def parse_json(value: Any) -> Any:
    """The value that JSON text stands for, also when it is fenced as code; what is no text comes back as it is.

    Example:
        customer = PARSE_JSON(CHR(123) + CHR(34) + "age" + CHR(34) + ": 30}")
        TALK customer.age   ' 30
    """
    if not isinstance(value, str):
        return value
    try:
        return from_json(_unfenced(value))
    except BasicError as error:
        if error.code != "GB6004":
            raise
        raise wrong(f"PARSE_JSON needs JSON text, not {kind(value)}: {error.message}") from None


def _unfenced(text: str) -> str:
    """The inside of a ``` block, if the text is one."""
    inner = text.strip()
    if not (inner.startswith("```") and inner.endswith("```") and len(inner) > 6):
        return text
    first, _, rest = inner[3:-3].partition("\n")
    return rest if first.strip().isalpha() or not first.strip() else inner[3:-3]


@function("JSON_GET(json, key)", result="any")
def json_get(value: Any, key: Any) -> Any:
    """The field of an object or the element of a list, also when it is JSON text; null when there is none.

    A key that is no field may be a path such as ``"user.name"``.

    Example:
        TALK JSON_GET({"age": 30}, "age")   ' 30
        TALK JSON_GET("[7, 8]", 1)   ' 8
        TALK JSON_GET({"user": {"name": "Ana"}}, "user.name")   ' Ana
    """
    path = text_or_empty(key)
    holder = unwrap(parse_json(value))
    found = _part(holder, path)
    if found is None and "." in path:
        found = holder
        for step in path.split("."):
            found = _part(unwrap(found), step)
    return found


def _part(holder: Any, key: str) -> Any:
    if isinstance(holder, Object):
        return holder.get(key)
    place = parse_number(key) if isinstance(holder, Array) else None
    return holder[int(place)] if place is not None and 0 <= place < len(holder) else None


@function("TOYAML(value)", aliases=("TO_YAML", "YAML"), result="text")
def yaml_text(value: Any) -> str:
    """The value as YAML, which people and language models read easily.

    Example:
        TALK REPLACE(TOYAML({"name": "Ana", "age": 30}), CHR(10), "; ")   ' name: Ana; age: 30
    """
    return write_yaml(value)


@function("CSV(rows[, delimiter])", aliases=("TO_CSV", "TOCSV"), result="text")
def csv_text(source: Any, delimiter: Any = None) -> str:
    """Rows as CSV: a line of field names, then a line for each row. A list of lists is written without names.

    Text that a spreadsheet would run as a formula gets an apostrophe before it; PARSE_CSV takes it off again.

    Example:
        TALK REPLACE(CSV([{"id": 1, "name": "Ana"}]), CHR(10), "|")   ' id,name|1,Ana|
    """
    mark = "," if delimiter is None else text_or_empty(delimiter)
    if len(mark) != 1 or mark in '"\r\n':
        raise wrong("CSV needs one character as delimiter")
    return write_records(cells_of(rows("CSV", source)), mark)


@function("PARSE_CSV(text[, delimiter])", aliases=("FROM_CSV",), result="rows")
def parse_csv(value: Any, delimiter: Any = None) -> Array:
    """Rows of CSV text whose first line has the field names; the delimiter is found out when it is left out.

    Values stay text. A field too many in a line is left out, one too few is nothing.

    Example:
        people = PARSE_CSV("name;age" + CHR(10) + "Ana;30")
        TALK people[0].age + 1   ' 301
        TALK people[0].age * 2   ' 60
    """
    text = text_or_empty(value)
    charge(len(text) // 16)
    records = read_records(text, text_or_empty(delimiter))
    if "'" in text:
        records = [without_marks(cells) for cells in records]
    if not records:
        return Array()
    names, *lines = records
    pads: list[Any] = [None] * len(names)
    return new_list((Object(zip(names, [*line, *pads], strict=False)) for line in lines), len(lines))


@function("XML(value[, root])", aliases=("TO_XML", "TOXML"), result="text")
def xml_text(value: Any, root: Any = None) -> str:
    """The value as an XML document.

    Fields become elements of their name, list elements ``item``; the outermost is ``data``, or as named.

    Example:
        TALK RIGHT(XML({"id": 1}), 23)   ' <data><id>1</id></data>
    """
    return write_xml(value, text_or_empty(root) or "data")


@function("EXCEL(rows)", aliases=("TO_EXCEL", "XLSX"), result="object")
def excel(source: Any) -> Object:
    """Rows as a workbook (.xlsx) with one sheet, for WRITE and SEND FILE.

    The result is a file: ``name``, ``type`` (its media type), ``encoding`` (``base64``) and ``content``.

    Example:
        file = EXCEL([{"id": 1, "name": "Ana"}])
        TALK file.name   ' data.xlsx
    """
    content = build_workbook(cells_of(rows("EXCEL", unwrap(source))))
    made = Object(
        (
            ("name", "data.xlsx"),
            ("type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("encoding", "base64"),
            ("content", content),
        )
    )
    made.kind = "file"
    return made
