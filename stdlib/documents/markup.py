"""HTML, Markdown, SVG and other XML as blocks, text and tables. Nothing is fetched, no script is run.

``html_blocks`` also serves the maker of PDF files, and ``letters`` for mail in HTML.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from stdlib.documents.blocks import Block, Kind, Span, first_table, markdown
from stdlib.documents.encode import plain_text
from stdlib.documents.packages import xml_root
from stdlib.documents.paths import ending

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ENDS = frozenset((
    *("p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "ul", "ol", "dl", "dt", "dd"),
    *("blockquote", "form", "figure", "figcaption", "address", "tr", "table", "thead", "tbody", "tfoot", "body"),
    "html",
))  # fmt: skip
_HIDDEN = frozenset(
    ("script", "style", "template", "noscript", "head", "svg", "iframe", "object", "select", "textarea")
)
_VOID = frozenset(
    ("br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base", "embed", "source", "track")
)
_STYLES = {"b": "b", "strong": "b", "th": "b", "i": "i", "em": "i", "code": "c", "kbd": "c", "samp": "c"}
_XML = (".xml", ".svg")


def text(data: bytes, name: str) -> str:
    """What a person would read: HTML as Markdown, of XML the text of its elements."""
    if ending(name) in _XML:
        return "\n".join(part.strip() for part in xml_root(data, name).itertext() if part.strip())
    return markdown(html_blocks(plain_text(data, name)), name)


def table_rows(data: bytes, name: str) -> list[list[Any]]:
    """The first table of HTML or Markdown; of XML the elements below the outermost, their parts as fields."""
    if ending(name) in _XML:
        return _xml_rows(data, name)
    source = plain_text(data, name)
    return first_table(html_blocks(source if ending(name) in (".html", ".htm") else markdown_html(source)), name)


def _xml_rows(data: bytes, name: str) -> list[list[Any]]:
    rows: list[dict[str, Any]] = []
    names: dict[str, None] = {}
    for element in xml_root(data, name):
        fields = {_local(key): value for key, value in element.attrib.items()}
        fields.update((_local(part.tag), "".join(part.itertext()).strip()) for part in element)
        if not fields:
            fields = {_local(element.tag): (element.text or "").strip()}
        rows.append(fields)
        names.update(dict.fromkeys(fields))
    return [list(names), *([row.get(key) for key in names] for row in rows)] if rows else []


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]


def markdown_html(source: str) -> str:
    """Markdown, with tables, as HTML; HTML inside it is kept."""
    from markdown_it import MarkdownIt

    made: str = MarkdownIt("commonmark").enable("table").render(source)
    return made


def html_blocks(source: str, pictures: bool = False) -> list[Block]:
    """The blocks of a page, or a piece of one; ``pictures`` are blocks of their own, else only their descriptions."""
    reader = _Reader(pictures)
    reader.feed(source)
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    """Builds blocks as the tags come; never fails, whatever is left open."""

    def __init__(self, pictures: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self._pictures = pictures
        self.blocks: list[Block] = []
        self._spans: list[Span] = []
        self._kind, self._level, self._number = Kind.PARAGRAPH, 0, 0
        self._styles: list[tuple[str, str, str]] = []
        self._lists: list[int] = []  # the next number of each open list, 0 in one with bullets
        self._hidden: list[str] = []
        self._rows: list[list[str]] | None = None
        self._pre = False

    def finished(self) -> list[Block]:
        self._end()
        self._end_table()
        return self.blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden or tag in _HIDDEN:
            if tag not in _VOID:
                self._hidden.append(tag)
        elif tag in _HEADINGS:
            self._begin(Kind.HEADING, _HEADINGS[tag])
        elif tag in ("td", "th", "tr", "table"):
            self._table_tag(tag)
        else:
            self._other_tag(tag, dict(attrs))
        if tag in _STYLES or tag == "a":
            link = (dict(attrs).get("href") or "") if tag == "a" else ""
            self._styles.append((tag, _STYLES.get(tag, ""), link))

    def _other_tag(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "br":
            self._add("\n")
        elif tag == "hr":
            self._begin(Kind.PARAGRAPH)
            self.blocks.append(Block(Kind.RULE))
        elif tag == "img":
            self._picture(attrs.get("src") or "", attrs.get("alt") or "")
        elif tag == "pre":
            self._begin(Kind.CODE)
            self._pre = True
        elif tag in ("ul", "ol"):
            self._begin(Kind.PARAGRAPH)
            self._lists.append(1 if tag == "ol" else 0)
        elif tag == "li":
            number = self._lists[-1] if self._lists else 0
            if number:
                self._lists[-1] += 1
            self._begin(Kind.ITEM, max(0, len(self._lists) - 1), number)
        elif tag in _ENDS and not (self._kind is Kind.ITEM and not self._spans):
            self._begin(Kind.PARAGRAPH)

    def _picture(self, source: str, description: str) -> None:
        if not self._pictures or not source or self._rows is not None:
            self._add(description)
            return
        kind, level = self._kind, self._level
        self._end()
        self.blocks.append(Block(Kind.IMAGE, (Span(description, link=source),)))
        self._kind, self._level = kind, level

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag in self._hidden:
                del self._hidden[len(self._hidden) - 1 - self._hidden[::-1].index(tag) :]
            return
        for at in range(len(self._styles) - 1, -1, -1):
            if self._styles[at][0] == tag:
                del self._styles[at:]
                break
        if tag == "table":
            self._end_table()
        elif tag in ("td", "th"):
            self._spans_to_cell()
        elif tag in _ENDS or tag in _HEADINGS or tag in ("li", "pre"):
            self._begin(Kind.PARAGRAPH)
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._add(data if self._pre else _squeezed(data))

    def _add(self, text: str) -> None:
        if text and (self._pre or self._spans or text.strip()):
            style = "".join(dict.fromkeys(mark for _, mark, _ in self._styles if mark))
            link = next((link for _, _, link in reversed(self._styles) if link), "")
            self._spans.append(Span(text, style, link))

    def _begin(self, kind: Kind, level: int = 0, number: int = 0) -> None:
        if self._rows is not None:
            self._add("\n")
            return
        self._end()
        self._kind, self._level, self._number = kind, level, number

    def _end(self) -> None:
        if any(span.text.strip() for span in self._spans) and self._rows is None:
            self.blocks.append(Block(self._kind, tuple(self._spans), self._level, self._number))
        if self._rows is None:
            self._spans = []
        self._pre = False

    def _table_tag(self, tag: str) -> None:
        """A table inside a table is part of its cell."""
        if tag == "table" and self._rows is None:
            self._begin(Kind.PARAGRAPH)
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in ("td", "th") and self._rows is not None:
            self._spans_to_cell()
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append("")

    def _spans_to_cell(self) -> None:
        if self._rows and self._rows[-1]:
            self._rows[-1][-1] += "".join(span.text for span in self._spans).strip()
        if self._rows is not None:
            self._spans = []

    def _end_table(self) -> None:
        if self._rows is None:
            return
        self._spans_to_cell()
        rows = tuple(tuple(row) for row in self._rows if row)
        self._rows, self._spans = None, []
        if rows:
            self.blocks.append(Block(Kind.TABLE, rows=rows))


def _squeezed(text: str) -> str:
    """White space as a browser shows it."""
    inner = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + inner + (" " if inner and text[-1:].isspace() else "")
