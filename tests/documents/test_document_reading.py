"""Text and tables of each kind of document, structure kept; damaged and harmful ones are refused with a sentence."""

from __future__ import annotations

import asyncio
import io
import random
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from samples import HTML, MARKDOWN, letter, pdf, protected_pdf, shared_workbook, slides, word, workbook

from stdlib.documents import archives, sheets
from stdlib.documents.reading import extracted, read_document, read_lines, read_table
from stdlib.ports import KeywordFault
from vm.value import to_python

SAMPLES: dict[str, Callable[[], bytes]] = {
    "menu.docx": word,
    "menu.pptx": slides,
    "menu.xlsx": workbook,
    "shared.xlsx": shared_workbook,
    "menu.pdf": pdf,
    "menu.eml": letter,
    "menu.html": lambda: HTML,
    "menu.svg": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><text>Tea</text></svg>",
}


def text(name: str, data: bytes) -> str:
    return asyncio.run(read_document(name, data))


def rows(name: str, data: bytes) -> Any:
    return to_python(asyncio.run(read_table(name, data)))


def fault(function: Callable[..., Any], name: str, data: bytes) -> str:
    with pytest.raises(KeywordFault) as caught:
        asyncio.run(function(name, data))
    assert name in caught.value.message
    return caught.value.code


def test_word() -> None:
    assert text("menu.docx", word()) == (
        "# Menu\n\n## Drinks\n\nServed hot\n\n- No sugar\n\n| name | price |\n| --- | --- |\n| Tea | 3 |\n"
        "| Coffee | 4 |\n\n\f\n\nLast page: ação"
    )
    assert rows("menu.docx", word()) == [{"name": "Tea", "price": "3"}, {"name": "Coffee", "price": "4"}]


def test_slides() -> None:
    assert text("menu.pptx", slides()) == (
        "## Menu\n\n- Tea\n- Coffee\n\nSay hello\n\n\f\n\n## Prices\n\n"
        "| name | price |\n| --- | --- |\n| Tea | 3 |\n| Coffee | 4 |"
    )
    assert rows("menu.pptx", slides())[1] == {"name": "Coffee", "price": "4"}


def test_sheets_keep_the_kinds_of_values() -> None:
    import datetime as dt

    found = asyncio.run(read_table("menu.xlsx", workbook()))
    assert found.rowset
    assert to_python(found) == [
        {"name": "Tea", "price": 3, "since": dt.date(2026, 3, 7), "sold": True},
        {"name": "Coffee", "price": 4.5, "since": None, "sold": None},
    ]
    shown = text("menu.xlsx", workbook())
    assert shown.startswith("## Prices\n\n| name | price | since | sold |")
    assert "\f\n\n## More\n\n| x |" in shown


def test_sheets_with_shared_texts_formulas_and_own_formats() -> None:
    import datetime as dt

    assert rows("shared.xlsx", shared_workbook()) == [{"name": "Tea", "when": dt.datetime(2026, 3, 7, 12), "sum": 42}]


def test_pdf() -> None:
    shown = text("menu.pdf", pdf())
    first, second = shown.split("\f")
    assert first.startswith("# Menu 1\n\nServed hot")
    assert second.strip().startswith("# Menu 2")
    assert text("called.txt", pdf()) == shown
    assert rows("menu.pdf", pdf(1)) == [{"name": "Tea", "price": "3"}, {"name": "Coffee", "price": "4"}]


def test_html_is_read_as_it_is_and_extracted_as_markdown() -> None:
    assert text("menu.html", HTML) == HTML.decode()
    assert asyncio.run(extracted("menu.html", HTML)) == (
        "# Menu\n\nServed hot & fresh here\n\n- No sugar\n  - None\n1. One\n2. Two\n\n"
        "| name | price |\n| --- | --- |\n| Tea | 3 \\| 4 |\n\n```\na  b\nc\n```"
    )
    assert rows("menu.html", HTML) == [{"name": "Tea", "price": "3 | 4"}]


def test_markdown_letters_and_xml() -> None:
    assert rows("menu.md", MARKDOWN) == [{"name": "Tea", "price": "3"}]
    shown = asyncio.run(extracted("menu.eml", letter()))
    assert "Subject: Orçamento" in shown
    assert shown.endswith("Plain words\n\nAttachments: offer.pdf")
    assert rows("menu.eml", letter()) == [{"name": "Tea"}]
    source = b"<list><item id='1'><name>Ana</name></item><item><name>Bo</name></item></list>"
    assert rows("list.xml", source) == [{"id": "1", "name": "Ana"}, {"id": None, "name": "Bo"}]
    assert asyncio.run(extracted("list.xml", source)) == "Ana\nBo"


def test_json_rows() -> None:
    assert rows("a.json", b'[{"a": 1}]') == [{"a": 1}]
    assert rows("a.json", b'{"a": 1}\n{"a": 2}\n') == [{"a": 1}, {"a": 2}]
    assert fault(read_table, "a.json", b"[1,") == "GB7305"


def test_text_in_other_encodings() -> None:
    assert text("a.txt", "\ufeffé".encode()) == text("a.txt", "é".encode("cp1252")) == text("a.txt", b"\xff\xfe\xe9\0")
    assert asyncio.run(read_lines("a.txt", b"a\rb\r\nc")) == ["a", "b", "c"]


@pytest.mark.parametrize("name", ["x.docx", "x.pptx", "x.xlsx", "x.pdf"])
@pytest.mark.parametrize("data", [b"", b"no document", b"%PDF-1.4\n", b"PK\x03\x04", zipfile.ZipFile], ids=str)
def test_other_content_than_the_ending_says(name: str, data: Any) -> None:
    content = data if isinstance(data, bytes) else archives.pack([("a.txt", b"x")])
    assert fault(read_document, name, content) == "GB7305"


@pytest.mark.parametrize("name", SAMPLES)
def test_damage_is_a_sentence(name: str) -> None:
    """Cut anywhere, or with bytes changed: the text, or a fault; never another error."""
    whole = SAMPLES[name]()
    chance = random.Random(name)
    for _ in range(40):
        data = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.4 else whole)
        for _ in range(chance.randrange(1, 30)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        for read in (extracted, read_table):
            try:
                asyncio.run(read(name, bytes(data)))
            except KeywordFault as found:
                assert found.code in ("GB7303", "GB7305", "GB7306"), found.message  # noqa: PT017


def test_a_password_is_told() -> None:
    with pytest.raises(KeywordFault, match="password"):
        text("menu.pdf", protected_pdf())


def with_part(package: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(package))
    return archives.pack(
        (name, change(source.read(name)) if name == part else source.read(name)) for name in source.namelist()
    )


XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
PARTS = [
    ("menu.docx", "word/document.xml"),
    ("menu.docx", "word/styles.xml"),
    ("menu.pptx", "ppt/presentation.xml"),
    ("menu.pptx", "ppt/slides/slide1.xml"),
    ("menu.xlsx", "xl/workbook.xml"),
    ("shared.xlsx", "xl/sharedStrings.xml"),
    ("shared.xlsx", "xl/styles.xml"),
    ("menu.xlsx", "xl/worksheets/sheet1.xml"),
]


@pytest.mark.parametrize("head", [XXE, LAUGHS, XXE.decode().encode("utf-16")], ids=["xxe", "laughs", "utf-16"])
@pytest.mark.parametrize(("name", "part"), PARTS)
def test_entities_in_office_files_are_refused(name: str, part: str, head: bytes) -> None:
    def change(xml: bytes) -> bytes:
        body = xml[xml.index(b"?>") + 2 :] if xml.startswith(b"<?xml") else xml
        return head + (body.decode().encode("utf-16")[2:] if head[:2] in (b"\xff\xfe", b"\xfe\xff") else body)

    assert fault(read_document, name, with_part(SAMPLES[name](), part, change)) in ("GB7306", "GB7305")
    if head in (XXE, LAUGHS):
        assert fault(read_document, name, with_part(SAMPLES[name](), part, change)) == "GB7306"


@pytest.mark.parametrize("name", ["x.svg", "x.xml"])
@pytest.mark.parametrize("head", [XXE, LAUGHS])
def test_entities_in_xml_are_refused(name: str, head: bytes) -> None:
    for read in (extracted, read_table):
        assert fault(read, name, head + b"<x>&a;</x>") == "GB7306"


def test_a_document_that_unpacks_to_too_much_is_refused() -> None:
    bomb = with_part(word(), "word/document.xml", lambda xml: xml + b" " * (30 << 20))
    assert fault(read_document, "x.docx", bomb) == "GB7306"


def test_a_sheet_with_a_cell_far_away_costs_no_memory() -> None:
    far = with_part(workbook(), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="A2"', b'r="ZZZZ9999999"'))
    assert rows("x.xlsx", far)[0]["name"] == "Tea"
    many = "".join(f'<row r="{at}"><c r="XFD{at}"><v>1</v></c></row>' for at in range(1, 200))
    space = sheets.S[1:-1]
    sheet = f'<worksheet xmlns="{space}"><sheetData>{many}</sheetData></worksheet>'.encode()
    wide = with_part(workbook(), "xl/worksheets/sheet1.xml", lambda xml: sheet)
    assert fault(read_document, "x.xlsx", wide) == "GB7303"


def test_html_nested_without_end_is_read() -> None:
    assert asyncio.run(extracted("x.html", b"<div><ul><li><b>" * 20_000 + b"end")).endswith("end")
