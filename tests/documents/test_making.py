"""Templates, PDF files and filled documents: what is in them, and that data never becomes markup."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from samples import pdf, saved

from stdlib.adapters.files_folder import FolderFiles
from stdlib.documents.blocks import Kind, plain
from stdlib.documents.filling import filled, filled_blocks
from stdlib.documents.paper import make_pdf
from stdlib.documents.reading import read_document
from stdlib.documents.templates import fill
from stdlib.driver import Finished
from stdlib.ports import KeywordFault
from tests.runtime.bots import Bot
from vm.value import from_python

ORDER = from_python(
    {"customer": {"name": "Ana <b>&"}, "lines": [{"item": "Tea", "sum": 3}, {"item": "| {{x}}", "sum": 4.5}], "paid": 0}
)
EVIL = '<img src="file:///etc/passwd"/><a href="javascript:x">&'


def filled_pdf(template: bytes, name: str, data: Any, title: str) -> bytes:
    return make_pdf(filled_blocks(template, name, data), title)


def text_of(data: bytes, name: str = "x.pdf") -> str:
    return asyncio.run(read_document(name, data))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("Hello {{ customer.name }}!", "Hello Ana <b>&!"),
        ("{{nobody}}{{customer.none.more}}", ""),
        ("{{#each lines}}{{@number}}. {{item}}: {{this.sum}}; {{/each}}", "1. Tea: 3; 2. | {{x}}: 4.5; "),
        ("{{#each lines}}{{customer.name}}{{/each}}", "Ana <b>&Ana <b>&"),
        ("{{#if paid}}yes{{else}}no{{/if}}{{#unless paid}}!{{/unless}}", "no!"),
        ("{{#each none}}x{{else}}empty{{/each}}", "empty"),
        ("{{#if lines}}{{#each lines}}{{#if @first}}first{{/if}}{{/each}}{{/if}}", "first"),
        ("{single} {{}} }}", "{single}  }}"),
    ],
)
def test_templates(template: str, expected: str) -> None:
    assert fill(template, ORDER) == expected


@pytest.mark.parametrize("template", ["{{#each lines}}", "{{/if}}", "{{#if a}}{{/each}}", "{{#if a}}" * 40])
def test_blocks_must_close(template: str) -> None:
    with pytest.raises(KeywordFault) as caught:
        fill(template, ORDER)
    assert caught.value.code == "GB7305"


def test_a_template_cannot_grow_without_end() -> None:
    data = from_python({"a": list(range(200))})
    with pytest.raises(KeywordFault) as caught:
        fill("{{#each a}}" * 5 + "x" + "{{/each}}" * 5, data)
    assert caught.value.code == "GB7303"


@pytest.mark.parametrize("name", ["t.html", "t.md"])
def test_a_pdf_from_a_template(name: str) -> None:
    source = {
        "t.html": b"<h1>Invoice</h1><p>For {{customer.name}}</p><table><tr><th>Item</th></tr>"
        b"{{#each lines}}<tr><td>{{item}}</td></tr>{{/each}}</table><img src='file:///etc/passwd'>",
        "t.md": b"# Invoice\n\nFor {{customer.name}}\n\n|Item|\n|---|\n{{#each lines}}|{{item}}|\n{{/each}}\n",
    }[name]
    made = filled_pdf(source, name, ORDER, "invoice")
    shown = text_of(made)
    assert made.startswith(b"%PDF-")
    assert [part for part in ("Invoice", "For Ana <b>&", "Item", "Tea", "| {{x}}") if part not in shown] == []
    assert made == filled_pdf(source, name, ORDER, "invoice")


@pytest.mark.parametrize("name", ["t.html", "t.md", "t.docx"])
def test_data_is_never_markup(name: str) -> None:
    document = Document()
    document.add_paragraph("A {{x}} B")
    source = saved(document) if name == "t.docx" else b"A {{x}} B"
    assert "A " + EVIL in text_of(filled_pdf(source, name, from_python({"x": EVIL}), "t")).replace("\n", " ")


@pytest.mark.parametrize("text", ["", "\0\1", "x" * 5000, "é 漢字 😀 \u202e", "a\n" * 3000])
def test_any_text_can_be_laid_out(text: str) -> None:
    for kind in Kind:
        assert make_pdf([plain(kind, text, 1)]).startswith(b"%PDF-")


def test_a_word_template_keeps_its_styles() -> None:
    document = Document()
    paragraph = document.add_paragraph("Dear ")
    paragraph.add_run("{{customer.").bold = True
    paragraph.add_run("name}}, ")
    document.add_paragraph().add_run("{{paid}}").italic = True
    document.add_table(1, 1).cell(0, 0).text = "{{lines.0}}{{customer.name}}"
    made = Document(io.BytesIO(filled(saved(document), "t.docx", ORDER)))
    assert made.paragraphs[0].text == "Dear Ana <b>&, "
    assert (made.paragraphs[1].text, made.paragraphs[1].runs[0].italic) == ("0", True)
    assert made.tables[0].cell(0, 0).text == "Ana <b>&"


@pytest.mark.parametrize("name", ["t.pdf", "t.xlsx", "t.docx"])
def test_what_is_no_template(name: str) -> None:
    with pytest.raises(KeywordFault) as caught:
        filled(b"x", name, ORDER)
    assert caught.value.code == "GB7305"


def run(root: Path, source: str, **variables: Any) -> Bot:
    return Bot(source, ports={"files": FolderFiles(root)}, variables=variables).run()


def said(root: Path, source: str, **variables: Any) -> list[str]:
    bot = run(root, source, **variables)
    assert isinstance(bot.result, Finished), bot.result
    return bot.said


def test_the_keywords(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "invoice.html").write_text("<p>{{name}}</p>")
    (tmp_path / "one.pdf").write_bytes(pdf(1))
    (tmp_path / "note.md").write_text("Hi {{name}}")
    data = {"name": "Ana"}
    assert said(tmp_path, 'p = GENERATE PDF "invoice.html", d, "out/a.pdf"\nTALK p.localName\nTALK p.url', d=data) == [
        *("out/a.pdf", "out/a.pdf")
    ]
    said(tmp_path, 'GENERATE PDF "out/b" WITH TEMPLATE "invoice" DATA d', d=data)
    assert (
        said(tmp_path, 'm = MERGE_PDF ["out/a.pdf", "out/b.pdf", "one.pdf"], "all.pdf"\nTALK READ m.path')[0].count(
            "\f"
        )
        == 2
    )
    said(tmp_path, 'FILL "note.md", d TO "out/note.md"\nFILL "note.md", d TO "out/note.pdf"', d=data)
    assert (tmp_path / "out" / "note.md").read_text() == "Hi Ana"
    assert text_of((tmp_path / "out" / "note.pdf").read_bytes()) == "Hi Ana"
    letter = said(tmp_path, 'l = GENERATE FROM TEMPLATE "note.md" WITH d\nTALK READ l.path', d=data)
    assert letter == ["Hi Ana"]


def test_export_and_import(tmp_path: Path) -> None:
    rows = [{"n": 1, "t": "=1"}, {"n": 2, "t": "b"}]
    for kind in ("csv", "tsv", "json", "xlsx", "xml"):
        source = f'TALK EXPORT "r.{kind}", rows\ni = IMPORT "r.{kind}"\nTALK i[0].t + i[1].n'
        assert said(tmp_path, source, rows=rows) == [f"r.{kind}", "=12"], kind
    said(tmp_path, 'EXPORT "r.pdf", rows', rows=rows)
    assert "=1" in text_of((tmp_path / "r.pdf").read_bytes())
    assert run(tmp_path, 'EXPORT "r.exe", rows', rows=rows).failed.code == "GB6004"
    assert run(tmp_path, 'EXPORT TABLE "orders" TO "csv"').failed.code == "GB7001"


def test_faults_of_the_keywords(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("no pdf")
    assert run(tmp_path, 'MERGE PDF ["a.pdf"], "b.pdf"').failed.code == "GB7305"
    assert run(tmp_path, 'MERGE PDF [], "b.pdf"').failed.code == "GB6004"
    assert run(tmp_path, 'GENERATE PDF "none", NULL, "b.pdf"').failed.code == "GB7302"
    assert not (tmp_path / "b.pdf").exists()


def test_qr_codes(tmp_path: Path) -> None:
    said(tmp_path, 'q = QR CODE "https://example.com/7", 512, "q.png"')
    assert (tmp_path / "q.png").read_bytes().startswith(b"\x89PNG")
    for arguments in ('""', '"x", 5', '"x", 9999'):
        assert run(tmp_path, f"q = QR CODE {arguments}").failed.code == "GB6004"
