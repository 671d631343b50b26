"""``gbc check``: findings of scripts, folders and bots, as text, JSON, SARIF or for GitHub; ``--watch`` repeats it.

Runs nothing and writes nothing. A folder or package is checked as a whole, so scripts that CALL names are known.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from diagnostics.diagnostic import Diagnostic, Diagnostics, Severity
from diagnostics.source import Source
from gbc.exits import ExitCode
from server.bots.project import Project, ScriptFile, Unreadable, UsageError, discover, neighbours, package

if TYPE_CHECKING:
    from compiler import ast
    from stdlib.catalog import Catalog

WATCH_SECONDS = 0.4


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a .bas file, a folder or a .gbai package")
    parser.add_argument(
        "--format", choices=("text", "json", "sarif", "github"), default="text", help="form of the output"
    )
    parser.add_argument("--watch", action="store_true", help="check again whenever a script changes; ends with Ctrl-C")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Check once, or until interrupted."""
    result = _once(arguments)
    while arguments.watch:
        _await_change(arguments.paths)
        print(f"-- {time.strftime('%H:%M:%S')}", flush=True)
        result = _once(arguments)
    return result


def _once(arguments: argparse.Namespace) -> ExitCode:
    found = check_paths(arguments.paths)
    _show(found, arguments.format)
    if arguments.format == "text":
        _show_needs(arguments.paths)
    sys.stdout.flush()
    return ExitCode.ERRORS if any(d.severity is Severity.ERROR for d in found) else ExitCode.OK


def check_paths(paths: list[str]) -> list[Diagnostic]:
    """Findings of everything below ``paths``, file after file; UsageError for a path without scripts."""
    from stdlib.catalog import load_catalog

    projects = [project for path in paths for project in discover(path)]
    catalog = load_catalog()
    found: list[Diagnostic] = []
    seen: set[tuple[str, str, int, int]] = set()
    for project in projects:
        for script in project.scripts:
            for item in check_script(script, project, catalog):
                place = (item.code, item.source.path, item.span.start, item.span.end)
                if place not in seen:
                    seen.add(place)
                    found.append(item)
    return found


def check_script(script: ScriptFile, project: Project, catalog: Catalog) -> list[Diagnostic]:
    """Findings of one script."""
    from compiler.api import check_script as check

    try:
        text = project.text(script)
    except Unreadable as error:
        return [error.diagnostic]
    around = project if project.whole else neighbours(script.shown)
    checked = check(text, script.shown, catalog=catalog, includes=around.include, given=_given(script))
    items = list(checked.diagnostics)
    if project.whole:
        items += unknown_scripts(checked.module, Source(text, script.shown), project)
    return sorted(items, key=lambda d: (d.source.path != script.shown, d.span.start, d.severity is not Severity.ERROR))


def _given(script: ScriptFile) -> list[str]:
    """The variables that the settings of the script's package give it."""
    from server.bots.package import package_of

    return list(package_of(script.path).config.variables)


def unknown_scripts(module: ast.Module, source: Source, project: Project) -> Iterator[Diagnostic]:
    """A warning for each ``CALL "name.bas"`` or ``RUN "name.bas"`` that names no script of the bot."""
    from difflib import get_close_matches

    from compiler import ast
    from compiler.walk import descend

    found = Diagnostics(source)
    for node in descend(module):
        if not isinstance(node, ast.Command) or node.head not in ("CALL", "RUN") or not node.items:
            continue
        target = node.items[0].expr
        if not isinstance(target, ast.Literal) or not isinstance(target.value, str):
            continue
        name = target.value
        if not name.lower().endswith(".bas") or project.find(name) or name.startswith("/"):
            continue
        near = get_close_matches(name, [s.name for s in project.scripts], 1)
        hint = f'did you mean "{near[0]}"?' if near else ""
        found.add("GB5002", f"there is no script {name} in this bot", target.start, target.end, hint=hint)
    return iter(found)


def _show(found: list[Diagnostic], form: str) -> None:
    if form == "text":
        from gbc.terminal import show_findings

        show_findings(found, sys.stdout)
    elif form == "json":
        from diagnostics import render_json

        sys.stdout.write(render_json.render_all(found))
    elif form == "sarif":
        from diagnostics import render_sarif
        from server.version import VERSION

        sys.stdout.write(render_sarif.render_all(found, version=VERSION))
    else:
        from diagnostics import render_github

        sys.stdout.write(render_github.render_all(found))


def _show_needs(paths: list[str]) -> None:
    """For each package: the capabilities its bot needs beyond a conversation."""
    for path in map(Path, paths):
        if path.suffix.lower() == ".gbai":
            from gbc.needs import report
            from server.bots.package import package_of
            from stdlib.catalog import load_catalog

            sys.stdout.write(report(package(path), package_of(path).config, load_catalog()))


def _stamps(paths: list[str]) -> dict[Path, int]:
    stamps: dict[Path, int] = {}
    try:
        for project in (project for path in paths for project in discover(path)):
            for script in project.scripts:
                stamps[script.path] = script.path.stat().st_mtime_ns
    except (OSError, UsageError):
        return {}
    return stamps


def _await_change(paths: list[str]) -> None:
    """Return when a script was added, removed or written."""
    before = _stamps(paths)
    while True:
        time.sleep(WATCH_SECONDS)
        now = _stamps(paths)
        if now != before and now:
            return
