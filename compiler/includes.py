"""INCLUDE: the statements of another file stand where the line was.

The included text is appended to the program's source and its offsets moved there, so one source and one line table
serve for everything that follows; ``placed`` finds the way back to the file for findings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from compiler import ast
from compiler.parse import parse
from compiler.walk import shift
from diagnostics.diagnostic import Diagnostic, Diagnostics, Fix, Label
from diagnostics.record import Record
from diagnostics.source import Source, Span
from stdlib.catalog import Catalog

_INCLUDE = re.compile(r"""^[ \t]*INCLUDE[ \t]+["']([^"'\n]+)["']""", re.IGNORECASE | re.MULTILINE)

MAX_FILES = 200
"""Most files that one program may include, counted with repetitions."""

MAX_TEXT = 2 << 20
"""Most characters of a program with the files it includes."""


class Parts(Record):
    """The texts of a program: each source and the offset at which it starts in the joined text."""

    sources: list[Source]
    starts: list[int]

    def joined(self) -> Source:
        """All texts as one source under the first one's name."""
        if len(self.sources) == 1:
            return self.sources[0]
        return Source("\n".join(source.text for source in self.sources), self.sources[0].path)


class _Reader(Record):
    catalog: Catalog
    includes: Callable[[str], str | None]
    parts: Parts
    findings: list[Diagnostic]
    texts: tuple[str, ...]

    def expand(self, body: list[ast.Stmt], source: Source, at: int, open_: tuple[str, ...]) -> list[ast.Stmt]:
        """``body`` with every INCLUDE replaced; ``open_`` are the files that are being read."""
        found = Diagnostics(source)
        result: list[ast.Stmt] = []
        for statement in body:
            if isinstance(statement, ast.Include):
                result += self.include(statement, found, at, open_)
            else:
                result.append(statement)
        self.findings += found
        return result

    def include(self, node: ast.Include, found: Diagnostics, at: int, open_: tuple[str, ...]) -> list[ast.Stmt]:
        """Statements of the file that ``node`` names; none when it cannot be used."""
        start, end = node.start - at, node.end - at
        if node.path.lower() in open_ or len(self.parts.sources) > MAX_FILES:
            found.add(
                "GB2011",
                f"{node.path} includes itself, directly or through another file",
                start,
                end,
                hint="remove one of the INCLUDE lines",
            )
            return []
        text = self.includes(node.path)
        if text is None:
            found.add(
                "GB2010",
                f"there is no file named {node.path}",
                start,
                end,
                hint="check the spelling; the path is relative to this file",
            )
            return []
        source = Source(text, node.path)
        last = self.parts.sources[-1]
        here = self.parts.starts[-1] + len(last.text) + 1
        if here + len(text) > MAX_TEXT:
            hint = "move a part into a script of its own and CALL it; data belongs in a table or a file"
            found.add("GB3014", f"with {node.path} this script is longer than 2 MiB", start, end, hint=hint)
            return []
        self.parts.sources.append(source)
        self.parts.starts.append(here)
        inside = Diagnostics(source)
        module = parse(source, self.catalog, inside, neighbours=self.texts)
        self.findings += inside
        shift(module, here)
        return self.expand(module.body, source, here, (*open_, node.path.lower()))


def included_texts(text: str, includes: Callable[[str], str | None]) -> tuple[str, ...]:
    """Texts of all files that ``text`` includes, also through others; missing ones are left out here."""
    found: dict[str, str] = {}
    waiting = [text]
    while waiting and len(found) <= MAX_FILES:
        for path in _INCLUDE.findall(waiting.pop()):
            inner = None if path.lower() in found else includes(path)
            if inner is not None and len(inner) <= MAX_TEXT:
                found[path.lower()] = inner
                waiting.append(inner)
    return tuple(found.values())


def expand(
    module: ast.Module,
    source: Source,
    catalog: Catalog,
    includes: Callable[[str], str | None],
    neighbours: tuple[str, ...] = (),
) -> tuple[ast.Module, Parts, list[Diagnostic]]:
    """The module without INCLUDE, the texts it was made of, and findings in them (each with its own file as source).

    ``neighbours`` are all texts of the program: keywords that one of them defines work in the others.
    """
    reader = _Reader(catalog, includes, Parts([source], [0]), [], neighbours)
    if not any(isinstance(statement, ast.Include) for statement in module.body):
        return module, reader.parts, []
    body = reader.expand(module.body, source, 0, (source.path.lower(),))
    return ast.Module(module.start, module.end, body), reader.parts, reader.findings


def placed(finding: Diagnostic, parts: Parts) -> Diagnostic:
    """A finding in the joined text as one in the file it is about."""
    if len(parts.sources) == 1:
        return finding
    number = bisect_right(parts.starts, finding.span.start) - 1
    source, start = parts.sources[number], parts.starts[number]

    def move(span: Span) -> Span:
        return Span(span.start - start, min(span.end - start, len(source.text)))

    inside = [label for label in finding.labels if bisect_right(parts.starts, label.span.start) - 1 == number]
    labels = tuple(Label(move(label.span), label.text) for label in inside)
    fix = None if finding.fix is None else Fix(move(finding.fix.span), finding.fix.text, finding.fix.applicability)
    return Diagnostic(finding.code, finding.message, source, move(finding.span), finding.hint, labels, fix)
