"""Keywords that make documents and data files: PDF from templates, merging, filled templates, export and import.

Files come and go through the files port; the work is in ``stdlib.documents`` and done in a thread.
"""

from __future__ import annotations

import asyncio
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.documents.blocks import Kind, plain
from stdlib.documents.blocks import table as table_block
from stdlib.documents.encode import encoded
from stdlib.documents.filling import filled, filled_blocks
from stdlib.documents.handles import content_of, stored
from stdlib.documents.paper import make_pdf
from stdlib.documents.paths import ending, normal_path
from stdlib.documents.pdf import merge
from stdlib.documents.reading import read_table
from stdlib.functions.arguments import rows, text_or_empty, unwrap
from stdlib.functions.delimited import cells_of
from stdlib.ports import KeywordFault
from stdlib.ports.database import Selection
from stdlib.tables.places import place_of
from vm.value import Array, Object

_ENDINGS = (".html", ".htm", ".md", ".docx", ".txt")
_PICTURES_MOST = 50
_PICTURE_LARGEST = 5_000_000
_DATA = (".csv", ".tsv", ".json", ".xlsx", ".xml", ".yaml", ".yml", ".pdf")


@keyword(
    "GENERATE PDF template:text, data:object, output:text",
    "GENERATE PDF output:text WITH TEMPLATE template:text DATA data:object",
    result="file",
    capability="file",
    effect="write",
    tier=1,
)
async def generate_pdf(ctx: Context, *, template: Any = None, data: Any = None, output: Any = None) -> Object:
    """Make a PDF from a template and data; gives its `url` and `localName`.

    A template is HTML, Markdown or Word with `{{field}}`, `{{#each list}}` and `{{#if field}}`. A name without an
    ending is sought as it is and in `templates`. A picture, as `<img src="{{chart.path}}">`, is a file of the drive.

    Example:
        pdf = GENERATE PDF "invoice.html", order, "invoices/7.pdf"
        SEND FILE pdf
    """
    target = _output(ctx, output, ".pdf")
    name, source = await _template(ctx, ctx.text(template))
    made = await _filled_pdf(ctx, source, name, data, target)
    return await stored(ctx, await ctx.files.write(target, made), made)


async def _filled_pdf(ctx: Context, source: bytes, name: str, data: Any, target: str) -> bytes:
    """The template as a PDF, with the pictures of the drive that it names."""
    blocks = await asyncio.to_thread(filled_blocks, source, name, unwrap(data))
    pictures: dict[str, bytes] = {}
    for place in dict.fromkeys(block.spans[0].link for block in blocks if block.kind is Kind.IMAGE):
        if ":" in place:  # an address, which a document never fetches
            continue
        if len(pictures) >= _PICTURES_MOST:
            raise KeywordFault("GB7303", f'"{name}" has more than {_PICTURES_MOST} pictures')
        pictures[place] = await ctx.files.read(place, _PICTURE_LARGEST)
    return await asyncio.to_thread(make_pdf, blocks, target.rpartition("/")[2], pictures)


def _output(ctx: Context, path: Any, kind: str) -> str:
    place = normal_path(ctx.text(path))
    return place if ending(place) == kind else place + kind


async def _template(ctx: Context, name: str) -> tuple[str, bytes]:
    """The template of this name; GB7302 says where it was sought."""
    places = [name, f"templates/{name}"]
    if not ending(name):
        places = [place + kind for place in places for kind in ("", *_ENDINGS)]
    for place in places:
        if await ctx.files.info(place) is not None:
            return place, await ctx.files.read(place)
    raise KeywordFault("GB7302", f'the drive has no template "{name}", nor in the folder templates')


@keyword("MERGE PDF files:list, output:text", result="file", capability="file", effect="write", tier=2)
async def merge_pdf(ctx: Context, *, files: Any = None, output: Any = None) -> Object:
    """Join PDF files to one; gives its `url` and `localName`.

    Example:
        all = MERGE PDF ["cover.pdf", "body.pdf"], "report.pdf"
    """
    target = _output(ctx, output, ".pdf")
    parts = [await content_of(ctx, item, "MERGE PDF") for item in ctx.items(unwrap(files))]
    if not parts:
        raise KeywordFault("GB6004", "MERGE PDF needs a list of at least one PDF file")
    made = await asyncio.to_thread(merge, parts)
    return await stored(ctx, await ctx.files.write(target, made), made)


@keyword("GENERATE FROM TEMPLATE template:text WITH data:any", result="file", capability="file", effect="write")
async def generate_from_template(ctx: Context, *, template: Any = None, data: Any = None) -> Object:
    """Make a document from a template of any type and data; it goes to the folder `generated`.

    Example:
        letter = GENERATE FROM TEMPLATE "welcome.docx" WITH customer
    """
    name, source = await _template(ctx, ctx.text(template))
    made = await asyncio.to_thread(filled, source, name, unwrap(data))
    target = f"generated/{ctx.env.uuid()}/{name.rpartition('/')[2]}"
    return await stored(ctx, await ctx.files.write(target, made), made)


@keyword(
    "FILL template:text, data:any TO path:text", id="FILL TO", result="file", capability="file", effect="write", tier=2
)
async def fill_to(ctx: Context, *, template: Any = None, data: Any = None, path: Any = None) -> Object:
    """Fill the `{{field}}` places of a document and store it; a target that ends in `.pdf` is made a PDF.

    Without TO, the function FILL does the same with rows and a template object.

    Example:
        FILL "contract.docx", customer TO "contracts/7.docx"
    """
    target = normal_path(ctx.text(path))
    name, source = await _template(ctx, ctx.text(template))
    if ending(target) == ".pdf":
        made = await _filled_pdf(ctx, source, name, data, target)
    else:
        made = await asyncio.to_thread(filled, source, name, unwrap(data))
    return await stored(ctx, await ctx.files.write(target, made), made)


@keyword(
    "EXPORT path:text, data:rows",
    "EXPORT TABLE table:table TO kind:text [WITH TITLE title:text]",
    result="text",
    capability="file",
    effect="write",
)
async def export(
    ctx: Context, *, path: Any = None, data: Any = None, table: Any = None, kind: Any = None, title: Any = None
) -> str:
    """Write rows as a data file, or a table as a document; gives the path.

    The ending of the path chooses CSV, JSON, XLSX, TSV, XML, YAML or PDF. EXPORT TABLE takes one of these, or a path;
    it leaves out the columns that the user may not read.

    Example:
        EXPORT "reports/orders.xlsx", orders
        path = EXPORT TABLE "orders" TO "pdf" WITH TITLE "Orders of May"
    """
    found = data
    if table is not None:
        name, wanted = ctx.text(table), ctx.text(kind).strip()
        path = wanted if ending(wanted) else f"exports/{name}.{wanted.lower()}"
        place = await place_of(ctx, "EXPORT TABLE", name)
        found = ctx.array(ctx.object(row) for row in await place.find(Selection(place.name)))
    target = normal_path(ctx.text(path))
    if ending(target) not in _DATA:
        raise KeywordFault("GB6004", f"EXPORT writes {', '.join(_DATA)} files, and {target} is none of them")
    shown = ctx.text(title) if title is not None else ""
    made = _pdf_of(found, shown) if ending(target) == ".pdf" else encoded(rows("EXPORT", found), target, what="EXPORT")
    return (await ctx.files.write(target, made)).path


def _pdf_of(data: Any, title: str) -> bytes:
    cells = [[text_or_empty(cell) for cell in line] for line in cells_of(rows("EXPORT", data))]
    heading = [plain(Kind.HEADING, title, 1)] if title else []
    return make_pdf([*heading, table_block(cells)], title)


@keyword("IMPORT path:text", result="rows", capability="file", effect="read")
async def import_file(ctx: Context, *, path: Any = None) -> Array:
    """Read a CSV, JSON, XLSX or TSV file as rows.

    Example:
        rows = IMPORT "contacts.csv"
    """
    name = ctx.text(path)
    return await read_table(name, await ctx.files.read(name))
