"""Source text to everything that can be said about it: the tree, its names with their meaning, and all findings.

Makes no code: that is ``assemble``'s part, and a check does without it. Pure; called by ``api``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from compiler import ast
from compiler.bound import Request
from compiler.check import check
from compiler.includes import Parts, expand, included_texts, placed
from compiler.labels import check_labels
from compiler.lints import lint
from compiler.names import script_name
from compiler.parse import parse
from compiler.resolve import Bound, resolve
from compiler.size import fits
from compiler.walk import Nodes
from diagnostics.diagnostic import Diagnostic, Diagnostics, Severity
from diagnostics.record import Record
from diagnostics.source import Source
from stdlib.catalog import Catalog


class Meaning(Record):
    """A program without errors: its bound units, all their nodes by kind, and its text with those of included files."""

    bound: Bound
    nodes: Nodes
    source: Source


class Analysis(Record):
    """What was found in a text. ``meaning`` is None when there is an error.

    ``early`` are findings of the parser, ``inside`` those in included files, ``late`` those of the passes after, whose
    places are in the joined text of ``parts``.
    """

    module: ast.Module
    early: Diagnostics
    parts: Parts
    inside: list[Diagnostic]
    late: Diagnostics
    meaning: Meaning | None = None

    def too_deep(self) -> None:
        """Report that some part is nested deeper than the passes can go."""
        hint = "put parts of it in variables or SUBs"
        self.late.add("GB3013", "something here is nested too deeply", 0, 0, hint=hint)

    def findings(self) -> list[Diagnostic]:
        """All findings: the main file's by place, then those of each included file."""
        late = (placed(finding, self.parts) for finding in self.late.sorted())
        found = [*self.early.sorted(), *self.inside, *late]
        order = {path: number for number, path in enumerate(dict.fromkeys(f.source.path for f in found))}
        found.sort(key=lambda f: (order[f.source.path], f.span.start, f.severity is not Severity.ERROR))
        return found


def analyse(
    source: Source, catalog: Catalog, includes: Callable[[str], str | None], given: Iterable[str] = ()
) -> Analysis:
    """Every pass that looks for mistakes; the lints run only when there are no errors."""
    early = Diagnostics(source)
    includes = cache(includes)
    others = included_texts(source.text, includes)
    module = parse(source, catalog, early, neighbours=others)
    whole, parts, inside = expand(module, source, catalog, includes, (source.text, *others) if others else ())
    joined = parts.joined()
    late = Diagnostics(joined)
    result = Analysis(module, early, parts, inside, late)
    try:
        if fits(whole, len(joined.text), late):
            result.meaning = _understand(whole, result, catalog, given)
    except RecursionError:
        result.too_deep()
    return result


def _understand(whole: ast.Module, result: Analysis, catalog: Catalog, given: Iterable[str]) -> Meaning | None:
    late = result.late
    bound = resolve(whole, script_name(result.early.source.path), catalog, late, given)
    check_labels(bound.units, late)
    nodes = Nodes(statement for unit in bound.units for statement in unit.body)
    check(nodes, late)
    if _has_errors((*result.early, *result.inside)):
        # a line that does not read may be the one that gives a name its value
        late.items = [finding for finding in late.items if finding.code != "GB2002"]
        return None
    if any(request.keyword.startswith("STEP ") for request in nodes.of(Request)):
        # the bots of a step share the variables of the program, and give it some
        late.items = [f for f in late.items if f.code != "GB2002" or f.hint.startswith("did you mean")]
    if late.has_errors:
        return None
    lint(bound, nodes, late)
    return Meaning(bound, nodes, late.source)


def _has_errors(findings: Iterable[Diagnostic]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
