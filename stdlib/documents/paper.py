"""Blocks as a PDF on A4 pages, by reportlab. The text of a document can bring in no files, addresses or markup.

Its pictures are those that the caller has read. The same blocks give the same bytes. Called by GENERATE PDF and EXPORT.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from stdlib.documents.blocks import Block, Kind, Span, plain
from stdlib.ports.faults import KeywordFault

BLOCKS_MOST = 50_000
_LONGEST_HEADING = 300
_MOST_LINES = 40
_TALLEST = 640.0
PIXELS_MOST = 40_000_000
_SIZES = {1: 20, 2: 16, 3: 13, 4: 11, 5: 10, 6: 10}


def make_pdf(blocks: Iterable[Block], title: str = "", pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The document; GB7303 past ``BLOCKS_MOST`` blocks. ``pictures`` are contents by the place that blocks name."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    given = [part for block in blocks for part in _in_pieces(block)]
    given = [b for b, before in zip(given, [None, *given], strict=False) if not _both_pages(b, before)]
    if sum(1 + len(block.rows) for block in given) > BLOCKS_MOST:
        raise KeywordFault("GB7303", f"a PDF may have at most {BLOCKS_MOST} paragraphs and rows")
    made = io.BytesIO()
    paper = SimpleDocTemplate(
        made, pagesize=A4, title=title, invariant=1, leftMargin=56, rightMargin=56, topMargin=56, bottomMargin=56
    )
    styles = _Styles(pictures or {})
    try:
        paper.build([part for block in given for part in _parts(block, styles, paper.width)] or [styles.line("")])
    except KeywordFault:
        raise
    except Exception as error:  # a layout that has no solution comes as errors of many kinds
        raise KeywordFault("GB7305", f"the document {title} cannot be laid out on pages") from error
    return made.getvalue()


def _both_pages(block: Block, before: Block | None) -> bool:
    """Ends of pages that follow each other count once: reportlab refuses many empty pages."""
    return block.kind is Kind.PAGE and before is not None and before.kind is Kind.PAGE


def _in_pieces(block: Block) -> Iterable[Block]:
    """A block of very many lines in pieces, since dividing one over pages takes the square of its length."""
    lines = block.text.split("\n")
    if len(lines) <= _MOST_LINES or block.kind is Kind.PAGE:
        return [block]
    starts = range(0, len(lines), _MOST_LINES)
    return [plain(block.kind, "\n".join(lines[at : at + _MOST_LINES]), block.level) for at in starts]


class _Styles:
    """Paragraph styles, made once for a document."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        from reportlab.lib.styles import ParagraphStyle

        self._style: Any = ParagraphStyle
        self._pictures = pictures
        self._plain = ParagraphStyle("plain", fontName="Helvetica", fontSize=10, leading=14, spaceAfter=6)

    def heading(self, spans: Sequence[Span], level: int) -> Any:
        shown = "".join(span.text for span in spans)
        if (
            len(shown) > _LONGEST_HEADING or shown.count("\n") > 3
        ):  # one that fills a page cannot stay with what follows
            return self.text(spans)
        size = _SIZES.get(level, 10)
        style = self._style("heading", self._plain, fontName="Helvetica-Bold", fontSize=size, leading=size * 1.25)
        style.spaceBefore, style.keepWithNext = size * 0.6, 1
        return _paragraph(spans, style)

    def text(self, spans: Sequence[Span], indent: int = 0, bullet: str = "") -> Any:
        if not indent:
            return _paragraph(spans, self._plain)
        style = self._style("item", self._plain, leftIndent=indent, bulletIndent=indent - 14, spaceAfter=3)
        return _paragraph(spans, style, bullet)

    def line(self, text: str) -> Any:
        return _paragraph([Span(text)], self._style("cell", self._plain, fontSize=9, leading=11, spaceAfter=0))

    def picture(self, span: Span, width: float) -> Any:
        """At 144 pixels per inch, or as wide as the page; the description where there is no picture."""
        from reportlab.platypus import Image

        content = self._pictures.get(span.link)
        if content is None:
            return self.text([Span(span.text)])
        wide, high = size_of(content, span.link)
        scale = min(0.5, width / wide, _TALLEST / high)
        return Image(io.BytesIO(content), wide * scale, high * scale, hAlign="LEFT")

    def code(self, text: str) -> Any:
        from reportlab.platypus import Preformatted

        style = self._style("code", self._plain, fontName="Courier", fontSize=9, leading=11)
        return Preformatted(_printable(text.strip("\n")), style, maxLineLength=90)


def size_of(picture: bytes, name: str) -> tuple[int, int]:
    """Width and height; GB7305 when it is no picture, GB7303 past ``PIXELS_MOST``."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the limit below is the stricter one
            with Image.open(io.BytesIO(picture), formats=("PNG", "JPEG", "GIF")) as opened:
                wide, high = opened.size
    except Exception as error:  # damage comes as errors of many kinds
        raise KeywordFault("GB7305", f'"{name}" is no picture; a PDF takes PNG, JPEG and GIF') from error
    if wide * high > PIXELS_MOST:
        raise KeywordFault("GB7303", f'the picture "{name}" has more than {PIXELS_MOST:,} pixels')
    return wide, high


def _paragraph(spans: Sequence[Span], style: Any, bullet: str = "") -> Any:
    from reportlab.platypus import Paragraph

    shown = "".join(_markup(span) for span in spans).strip().replace("\n", "<br/>")
    return Paragraph(shown, style, bulletText=bullet or None)


def _markup(span: Span) -> str:
    """A span in reportlab's markup; its own text is never markup."""
    text = escape(_printable(span.text), quote=False)
    for mark, tag in (("b", "b"), ("i", "i")):
        if mark in span.style:
            text = f"<{tag}>{text}</{tag}>"
    if "c" in span.style:
        text = f'<font face="Courier">{text}</font>'
    if span.link[:8].lower().startswith(("http://", "https://", "mailto:")):
        text = f'<a href="{escape(span.link)}" color="#1a5fb4">{text}</a>'
    return text


def _printable(text: str) -> str:
    """Without what a PDF cannot have."""
    return "".join(char for char in text if char in "\n\t" or char.isprintable() or char == "\xa0")


def _parts(block: Block, styles: _Styles, width: float) -> Iterable[Any]:
    from reportlab.platypus import HRFlowable, PageBreak

    if block.kind is Kind.PAGE:
        return [PageBreak()]
    if block.kind is Kind.RULE:
        return [HRFlowable(width="100%", spaceBefore=6, spaceAfter=6)]
    if block.kind is Kind.IMAGE:
        return [styles.picture(block.spans[0], width)]
    if block.kind is Kind.TABLE:
        return [_table(block.rows, styles, width)] if block.rows else []
    if block.kind is Kind.HEADING:
        return [styles.heading(block.spans, block.level)]
    if block.kind is Kind.CODE:
        return [styles.code(block.text)]
    if block.kind is Kind.ITEM:
        bullet = f"{block.number}." if block.number else "•"
        return [styles.text(block.spans, 18 * (min(block.level, 8) + 1), bullet)]
    return [styles.text(block.spans)]


def _table(rows: Sequence[Sequence[str]], styles: _Styles, width: float) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Table

    count = max(map(len, rows))
    cells = [[styles.line(cell) for cell in [*row, *[""] * (count - len(row))]] for row in rows]
    table = Table(cells, colWidths=[width / count] * count, repeatRows=1, spaceBefore=4, spaceAfter=10)
    table.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#c0c0c0")),
            ("BACKGROUND", (0, 0), (-1, 0), HexColor("#eeeeee")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    return table
