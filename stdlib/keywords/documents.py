"""Keywords that make documents and data files: PDF from templates, merging, filled templates, export and import.

Declarations only.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "GENERATE PDF template:text, data:object, output:text",
    "GENERATE PDF output:text WITH TEMPLATE template:text DATA data:object",
    result="file",
    capability="file",
    effect="write",
    tier=1,
)
async def generate_pdf(ctx: Any, **arguments: Any) -> None:
    """Make a PDF from a template and data; gives its `url` and `localName`.

    A template is HTML or Markdown with `{{field}}`, `{{#each list}}` and `{{#if field}}`.

    Example:
        pdf = GENERATE PDF "invoice.html", order, "invoices/7.pdf"
        SEND FILE pdf
    """


@keyword("MERGE PDF files:list, output:text", result="file", capability="file", effect="write", tier=2)
async def merge_pdf(ctx: Any, **arguments: Any) -> None:
    """Join PDF files to one; gives its `url` and `localName`.

    Example:
        all = MERGE PDF ["cover.pdf", "body.pdf"], "report.pdf"
    """


@keyword("GENERATE FROM TEMPLATE template:text WITH data:any", result="file", capability="file", effect="write")
async def generate_from_template(ctx: Any, **arguments: Any) -> None:
    """Make a document from a template of any type and data.

    Example:
        letter = GENERATE FROM TEMPLATE "welcome.docx" WITH customer
    """


@keyword(
    "FILL template:text, data:any TO path:text", id="FILL TO", result="file", capability="file", effect="write", tier=2
)
async def fill_to(ctx: Any, **arguments: Any) -> None:
    """Fill the `{{field}}` places of a document and store it.

    Without TO, the function FILL does the same with rows and a template object.

    Example:
        FILL "contract.docx", customer TO "contracts/7.docx"
    """


@keyword(
    "EXPORT path:text, data:rows",
    "EXPORT TABLE table:table TO kind:text [WITH TITLE title:text]",
    result="text",
    capability="file",
    effect="write",
)
async def export(ctx: Any, **arguments: Any) -> None:
    """Write rows as a data file, or a table as a document; gives the path.

    The ending of the path chooses CSV, JSON, XLSX or TSV.

    Example:
        EXPORT "reports/orders.xlsx", orders
        path = EXPORT TABLE "orders" TO "pdf" WITH TITLE "Orders of May"
    """


@keyword("IMPORT path:text", result="rows", capability="file", effect="read")
async def import_file(ctx: Any, **arguments: Any) -> None:
    """Read a CSV, JSON, XLSX or TSV file as rows.

    Example:
        rows = IMPORT "contacts.csv"
    """
