"""The compiler as one call: source text in, Program, findings and tree out.

Pure: no files, no clock, no database; the text of an INCLUDE comes from a callback. Used by the command line, the
server and tests.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from compiler import ast
from compiler.check import check
from compiler.emit import emit
from compiler.includes import expand, placed
from compiler.ir import TooLarge
from compiler.labels import check_labels
from compiler.lints import lint
from compiler.lower.program import lower
from compiler.manifest import make_manifest
from compiler.optimise import optimise
from compiler.parse import parse
from compiler.resolve import Bound, resolve
from compiler.tools import make_tools, script_name
from compiler.walk import Nodes
from diagnostics.diagnostic import Diagnostic, Diagnostics, Severity
from diagnostics.record import Record
from diagnostics.source import Source
from stdlib.catalog import Catalog, load_catalog
from vm.bytecode.program import Program

Includes = Callable[[str], str | None]
"""Text of an included file by the path the author wrote; None when there is no such file."""


class Compilation(Record):
    """What came of a source text. ``program`` is None when there is an error (with ``strict``, also a warning)."""

    program: Program | None
    diagnostics: list[Diagnostic]
    module: ast.Module | None


DEPTH = 6000
"""Python calls inside each other that the passes may need for what the parser lets through, whoever calls."""


def _no_files(path: str) -> str | None:
    return None


def compile_source(
    text: str,
    path: str = "<text>",
    *,
    catalog: Catalog | None = None,
    includes: Includes = _no_files,
    strict: bool = False,
) -> Compilation:
    """Compile one script; ``path`` is shown in findings and names the program.

    Findings come in the order of their place, those of included files with their own source. Never raises for anything
    an author can write.
    """
    sys.setrecursionlimit(max(sys.getrecursionlimit(), DEPTH))
    source = Source(text, path)
    found = Diagnostics(source)
    known = catalog or load_catalog()
    module = parse(source, known, found)
    try:
        program, findings = _back_end(module, source, known, includes, found)
    except RecursionError:
        found.add("GB3013", "something here is nested too deeply", 0, 0, hint="put parts of it in variables or SUBs")
        program, findings = None, found.sorted()
    stops = Severity.WARNING if strict else Severity.ERROR
    if any(finding.severity in (Severity.ERROR, stops) for finding in findings):
        program = None
    return Compilation(program, findings, module)


def check_source(
    text: str, path: str = "<text>", *, catalog: Catalog | None = None, includes: Includes = _no_files
) -> list[Diagnostic]:
    """All findings about one script."""
    return compile_source(text, path, catalog=catalog, includes=includes).diagnostics


def _back_end(
    module: ast.Module, source: Source, catalog: Catalog, includes: Includes, found: Diagnostics
) -> tuple[Program | None, list[Diagnostic]]:
    """Everything after the parser. No code is made of a program with errors."""
    whole, parts, inside = expand(module, source, catalog, includes)
    joined = parts.joined()
    late = Diagnostics(joined)
    bound = resolve(whole, script_name(source.path), catalog, late)
    check_labels(bound.units, late)
    nodes = Nodes(statement for unit in bound.units for statement in unit.body)
    check(nodes, late)
    if any(
        finding.severity is Severity.ERROR for finding in (*found, *inside)
    ):  # a line that does not read may be the one that gives a name its value
        late.items = [finding for finding in late.items if finding.code != "GB2002"]
    findings = [*found.sorted(), *inside, *(placed(finding, parts) for finding in late.sorted())]
    if any(finding.severity is Severity.ERROR for finding in findings):
        return None, _in_order(findings)
    lint(bound, nodes, late)
    program: Program | None = None
    try:
        program = _program(bound, nodes, joined, catalog)
    except TooLarge as problem:
        late.add(
            "GB3012",
            f"{problem.function} is too large to be compiled",
            0,
            0,
            hint="move a part of it into a SUB of its own",
        )
    findings = [*found.sorted(), *inside, *(placed(finding, parts) for finding in late.sorted())]
    return program, _in_order(findings)


def _in_order(findings: list[Diagnostic]) -> list[Diagnostic]:
    """The main file's findings by place, then those of each included file."""
    paths = list(dict.fromkeys(finding.source.path for finding in findings))
    return sorted(findings, key=lambda f: (paths.index(f.source.path), f.span.start, f.severity is not Severity.ERROR))


def _program(bound: Bound, nodes: Nodes, source: Source, catalog: Catalog) -> Program:
    codes, imports = lower(bound)
    for code in codes:
        optimise(code)
    variables = ((v.name, v.register) for v in bound.variables if v.origin is None)
    return Program(
        name=script_name(source.path),
        functions=tuple(emit(code) for code in codes),
        builtins=tuple(imports.builtins),
        keywords=tuple(imports.keywords),
        tools=make_tools(bound),
        variables=tuple(sorted(variables, key=lambda pair: pair[1])),
        manifest=make_manifest(bound, nodes, source),
        source=source.text,
        path=source.path,
        catalog_digest=catalog.digest,
    )
