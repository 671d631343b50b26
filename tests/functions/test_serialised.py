"""What the serialisers write can be read back by others; what they cannot write is refused before it is built."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import io
import xml.etree.ElementTree as ElementTree
import zipfile
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stdlib.functions.serialise import csv_text, excel, parse_csv, xml_text, yaml_text
from vm.value import Array, BasicError, from_python, parse_number, to_python

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | TEXTS
TREES = st.recursive(SCALARS, lambda i: st.lists(i, max_size=3) | st.dictionaries(TEXTS, i, max_size=3), max_leaves=12)


@given(TREES)
def test_yaml_reads_back(tree: Any) -> None:
    assert yaml.safe_load(yaml_text(from_python(tree))) == tree


@pytest.mark.parametrize(
    "word", ["true", "No", "null", "1", "1.5", "2026-03-07", "~", "a: b", "- a", "a #b", "", " a", "n", ".5"]
)
def test_yaml_keeps_text_that_looks_like_something_else(word: str) -> None:
    assert yaml.safe_load(yaml_text(from_python({"k": word, word: [word]}))) == {"k": word, word: [word]}


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_csv_reads_back_and_as_python_reads_it(lines: list[list[str]]) -> None:
    rows = from_python([{"a b": x, "c": y} for x, y in lines])
    text = csv_text(rows)
    assert to_python(parse_csv(text, ",")) == to_python(rows)
    marked = [[_marked(cell) for cell in line] for line in lines]
    assert list(csv.reader(io.StringIO(text, newline=""))) == ([["a b", "c"], *marked] if lines else [])


def _marked(cell: str) -> str:
    """The cell as CSV has it: what a spreadsheet would take for a formula has an apostrophe before it."""
    formula = cell.lstrip("'")[:1] in ("=", "+", "-", "@", "\t") and cell.lstrip("'") != ""
    return "'" + cell if formula and parse_number(cell) is None else cell


@given(TREES)
def test_xml_is_well_formed(tree: Any) -> None:
    root = ElementTree.fromstring(xml_text(from_python(tree)).encode())
    assert root.tag == "data"
    if isinstance(tree, list):
        assert len(root) == len(tree)


def test_workbook_has_the_cells() -> None:
    rows = from_python([{"n": 1.5, "day": dt.date(2026, 3, 7), "ok": True, "t": "<a & b>"}])
    file = excel(rows)
    archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(file["content"])))
    for name in archive.namelist():
        ElementTree.fromstring(archive.read(name))
    sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    shown = [["".join(cell.itertext()) for cell in row] for row in sheet[0]]
    assert shown == [["n", "day", "ok", "t"], ["1.5", "46088.0", "1", "<a & b>"]]
    assert file["content"] == excel(rows)["content"]


@pytest.mark.parametrize("write", [yaml_text, xml_text])
def test_deep_and_circular_values(write: Any) -> None:
    circle = Array()
    circle.append(circle)
    assert write(circle)
    deep: Any = Array()
    for _ in range(70):
        deep = Array((deep,))
    with pytest.raises(BasicError) as refused:
        write(deep)
    assert refused.value.code == "GB6905"
