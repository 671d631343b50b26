"""``gbc fmt``: writes scripts in the one style; ``--check`` and ``--diff`` write nothing, ``--stdin`` is for editors.

A script with syntax errors is shown with them and left alone, the others are still written.
"""

from __future__ import annotations

import argparse
import os
import sys
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from gbc.exits import ExitCode
from server.bots.project import Project, ScriptFile, Unreadable, UsageError, discover, neighbours

if TYPE_CHECKING:
    from diagnostics.diagnostic import Diagnostic
    from stdlib.catalog import Catalog


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a .bas file, a folder or a .gbai package")
    parser.add_argument("--check", action="store_true", help="only say which scripts are not in the style: exit code 1")
    parser.add_argument("--diff", action="store_true", help="only show what would change: exit code 1")
    parser.add_argument("--stdin", action="store_true", help="format what comes in and write it out")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Format everything that is named."""
    from gbc.terminal import show_findings
    from stdlib.catalog import load_catalog

    if arguments.stdin == bool(arguments.paths):
        raise UsageError("name a .bas file, a folder or a .gbai package, or give --stdin")
    catalog = load_catalog()
    if arguments.stdin:
        return _stdin(catalog)
    found: list[Diagnostic] = []
    changed = 0
    for project in [project for path in arguments.paths for project in discover(path)]:
        for script in project.scripts:
            before, after = _formatted(script, project, catalog, found)
            if after == before:
                continue
            changed += 1
            if arguments.diff:
                _show_difference(script.shown, before, after)
            elif arguments.check:
                print(f"{script.shown} is not in the style")
            else:
                _write(script.path, after)
                print(f"{script.shown} is formatted")
    show_findings(found, sys.stderr)
    return ExitCode.ERRORS if found or (changed and (arguments.check or arguments.diff)) else ExitCode.OK


def _stdin(catalog: Catalog) -> ExitCode:
    from compiler.format import format_text
    from diagnostics.diagnostic import Diagnostics
    from diagnostics.source import Source
    from gbc.terminal import show_findings

    text = sys.stdin.read()
    found = Diagnostics(Source(text, "<stdin>"))
    after = format_text(text, "<stdin>", catalog, found)
    if after is None:
        show_findings(list(found), sys.stderr)
        return ExitCode.ERRORS
    sys.stdout.write(after)
    return ExitCode.OK


def _formatted(script: ScriptFile, project: Project, catalog: Catalog, findings: list[Diagnostic]) -> tuple[str, str]:
    """The text of a script before and after; the same with errors."""
    from compiler.format import Changed, format_text
    from diagnostics.diagnostic import Diagnostics, Severity
    from diagnostics.source import Source

    try:
        text = project.text(script)
    except Unreadable as error:
        findings.append(error.diagnostic)
        return "", ""
    around = project if project.whole else neighbours(script.shown)
    found = Diagnostics(Source(text, script.shown))
    try:
        after = format_text(text, script.shown, catalog, found, _texts(around, script))
    except Changed as error:
        print(f"gbc fmt: {error}; it is left as it is, please report it", file=sys.stderr)
        return text, text
    if after is None:
        findings += [finding for finding in found if finding.severity is Severity.ERROR]
        return text, text
    return text, after


def _texts(around: Project, script: ScriptFile) -> list[str]:
    """The other scripts of the bot, whose SUBs can be used here."""
    texts = []
    for other in around.scripts:
        if other.path != script.path:
            try:
                texts.append(around.text(other))
            except Unreadable:
                continue  # told when that script is formatted itself
    return texts


def _show_difference(path: str, before: str, after: str) -> None:
    lines = unified_diff(before.splitlines(True), after.splitlines(True), path, f"{path} (formatted)")
    for line in lines:
        sys.stdout.write(line if line.endswith("\n") else f"{line}\n")


def _write(path: Path, text: str) -> None:
    """Replace the file in one step, with its permissions."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, "utf-8", newline="\n")
        temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise UsageError(f"{path} cannot be written: {(error.strerror or 'unknown reason').lower()}") from error
