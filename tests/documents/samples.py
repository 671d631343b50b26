"""One document of each kind, made by the library that others would use: the same heading, text, list and table."""

from __future__ import annotations

import io
from datetime import date, datetime
from email.message import EmailMessage

import xlsxwriter
from docx import Document
from openpyxl import Workbook
from pptx import Presentation
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

ROWS = [["name", "price"], ["Tea", "3"], ["Coffee", "4"]]


def word() -> bytes:
    document = Document()
    document.add_heading("Menu", 0)
    document.add_heading("Drinks", 2)
    document.add_paragraph("Served ").add_run("hot").bold = True
    document.add_paragraph("No sugar", style="List Bullet")
    table = document.add_table(rows=0, cols=2)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_page_break()
    document.add_paragraph("Last page: ação")
    return saved(document)


def slides() -> bytes:
    show = Presentation()
    first = show.slides.add_slide(show.slide_layouts[1])
    first.shapes.title.text = "Menu"
    first.placeholders[1].text = "Tea\nCoffee"
    first.notes_slide.notes_text_frame.text = "Say hello"
    second = show.slides.add_slide(show.slide_layouts[5])
    second.shapes.title.text = "Prices"
    table = second.shapes.add_table(3, 2, 0, 0, 5_000_000, 2_000_000).table
    for at, row in enumerate(ROWS):
        for place, text in enumerate(row):
            table.cell(at, place).text = text
    return saved(show)


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Prices"
    for row in (["name", "price", "since", "sold", None], ["Tea", 3, date(2026, 3, 7), True], [], ["Coffee", 4.5]):
        sheet.append(row)
    sheet["E2"] = "=1+1"
    book.create_sheet("Empty")
    book.create_sheet("More").append(["x"])
    return saved(book)


def shared_workbook() -> bytes:
    """As Excel writes it: texts in a part of their own."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("Sales")
    sheet.write_row(0, 0, ["name", "when", "sum"])
    sheet.write_string(1, 0, "Tea")
    sheet.write_datetime(1, 1, datetime(2026, 3, 7, 12), book.add_format({"num_format": 'dd"de"mm hh:mm'}))
    sheet.write_formula(1, 2, "=40+2", None, 42)
    book.close()
    return made.getvalue()


def pdf(pages: int = 2) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    for page in range(pages):
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(60, 780, f"Menu {page + 1}")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 740, "Served hot, with much care, every day from nine to five.")
        for at, row in enumerate(ROWS):
            for place, text in enumerate(row):
                canvas.drawString(60 + 200 * place, 700 - 14 * at, text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def protected_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(1))))
    writer.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def letter() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Ana <ana@example.com>", "bo@example.com", "Orçamento"
    mail.set_content("Plain words")
    mail.add_alternative("<h1>Menu</h1><table><tr><td>name</td></tr><tr><td>Tea</td></tr></table>", subtype="html")
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="offer.pdf")
    return mail.as_bytes()


HTML = b"""<html><head><title>no</title><style>no</style></head><body><h1>Menu</h1><p>Served <b>hot</b> &amp; fresh
<a href="https://example.com">here</a></p><script>no()</script><ul><li>No sugar<ul><li>None</li></ul></li></ul>
<ol><li>One</li><li>Two</li></ol><table><tr><th>name</th><th>price</th></tr><tr><td>Tea</td><td>3 | 4</td></tr></table>
<pre>a  b
c</pre></body></html>"""

MARKDOWN = b"# Menu\n\nServed *hot*.\n\n| name | price |\n|---|---|\n| Tea | 3 |\n"


def saved(document: object) -> bytes:
    made = io.BytesIO()
    document.save(made)  # type: ignore[attr-defined]
    return made.getvalue()
