"""The compiler as calls: source text in, Program, findings and tree out.

Pure: no files, no clock, no database; the text of an INCLUDE comes from a callback. Used by the command line, the
server and tests. What makes code is imported when a program is wanted; a check seldom needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from compiler import ast
from compiler.analyse import Analysis, analyse
from compiler.headroom import HEADROOM
from compiler.size import surely_fits
from diagnostics.diagnostic import Diagnostic, Severity
from diagnostics.record import Record
from diagnostics.source import Source
from stdlib.catalog import Catalog, load_catalog

if TYPE_CHECKING:
    from vm.bytecode.program import Program

Includes = Callable[[str], str | None]
"""Text of an included file by the path the author wrote; None when there is no such file."""


class Compilation(Record):
    """What came of a source text. ``program`` is None when there is an error (with ``strict``, also a warning)."""

    program: Program | None
    diagnostics: list[Diagnostic]
    module: ast.Module | None


class Check(Record):
    """What a check found, and the tree as it was read."""

    diagnostics: list[Diagnostic]
    module: ast.Module


def _no_files(path: str) -> str | None:
    return None


def compile_source(
    text: str,
    path: str = "<text>",
    *,
    catalog: Catalog | None = None,
    includes: Includes = _no_files,
    strict: bool = False,
    given: Iterable[str] = (),
) -> Compilation:
    """Compile one script; ``path`` is shown in findings and names the program. ``given`` names what its host sets.

    Findings come in the order of their place, those of included files with their own source. Never raises for anything
    an author can write.
    """
    known = catalog or load_catalog()
    with HEADROOM:
        found = analyse(Source(text, path), known, includes, given)
        program = _assemble(found, known)
        findings = found.findings()
    stops = Severity.WARNING if strict else Severity.ERROR
    if any(finding.severity in (Severity.ERROR, stops) for finding in findings):
        program = None
    return Compilation(program, findings, found.module)


def check_script(
    text: str,
    path: str = "<text>",
    *,
    catalog: Catalog | None = None,
    includes: Includes = _no_files,
    given: Iterable[str] = (),
) -> Check:
    """The findings that ``compile_source`` would give, without a program."""
    known = catalog or load_catalog()
    with HEADROOM:
        found = analyse(Source(text, path), known, includes, given)
        meaning = found.meaning
        if meaning is not None and not surely_fits(meaning.bound.units, meaning.bound.variables, meaning.nodes):
            _assemble(found, known)
        return Check(found.findings(), found.module)


def check_source(
    text: str, path: str = "<text>", *, catalog: Catalog | None = None, includes: Includes = _no_files
) -> list[Diagnostic]:
    """All findings about one script."""
    return check_script(text, path, catalog=catalog, includes=includes).diagnostics


def _assemble(found: Analysis, catalog: Catalog) -> Program | None:
    """The program of a script without errors; code that does not fit is one more finding."""
    if found.meaning is None:
        return None
    from compiler.assemble import assemble

    try:
        return assemble(found.meaning, catalog, found.late)
    except RecursionError:
        found.too_deep()
        return None
