"""Compiles and runs every conformance program and compares what happens with what its comments announce.

Each program is a test of its own, run at one go and with a restart at every HEAR. See README.md for the notation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from compiler.api import Compilation, compile_source
from diagnostics.diagnostic import Diagnostic, Severity
from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.adapters.databases import Store
from stdlib.conversation import Script, load_script
from stdlib.driver import Finished
from stdlib.params import bind_named
from stdlib.report import Failed
from tests.conformance.notation import Case, Expected, read_cases
from tests.conformance.scripted_host import Played, play
from tests.servers.postgres import postgres_store
from vm.budget import Limits
from vm.value import from_python, to_python

ROOT = Path(__file__).parent
_TABLE_WORDS = re.compile(r"^(?!\s*').*\b(FIND|SAVE|INSERT|UPDATE|DELETE|MERGE|SQL|TABLE|AGGREGATE)\b", re.M)
_TABLE_AREAS = {"products", "tasks", "crm", "calendar", "metrics", "projects"}
"""Areas whose keywords keep what they do in tables."""
CASES = [case for path in sorted(ROOT.rglob("*.bas")) for case in read_cases(path, ROOT)]


def _uses_tables(case: Case) -> bool:
    kept = case.name.partition("/")[0] in _TABLE_AREAS
    return not case.errors and not case.only_check and (kept or _TABLE_WORDS.search(case.source) is not None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_program(case: Case) -> None:
    compilation = _compile(case, case.source, "program.bas")
    findings = compilation.diagnostics
    problems = [
        *_compare_findings("error", case.errors, findings, Severity.ERROR),
        *_compare_findings("warning", case.warnings, findings, Severity.WARNING),
    ]
    if not case.errors and not case.only_check and not problems:
        problems = _run(case, compilation)
    assert not problems, "\n".join([*problems, "", case.source])


@pytest.mark.parametrize("case", [case for case in CASES if _uses_tables(case)], ids=lambda case: case.name)
def test_program_over_postgres(case: Case) -> None:
    """What a program says of its tables is true of every database."""
    problems = _run(case, _compile(case, case.source, "program.bas"), postgres_store)
    assert not problems, "\n".join([*problems, "", case.source])


@pytest.mark.parametrize("area", sorted({case.name.partition("/")[0] for case in CASES}))
def test_every_program_announces_something(area: str) -> None:
    """A program that expects nothing proves nothing, unless it is there to be compiled."""
    for case in CASES:
        if case.name.startswith(area + "/"):
            announced = (case.lines, case.buttons, case.logs, case.errors, case.warnings, case.faults, case.has_result)
            blank = not case.source.strip()
            assert any(announced) or case.only_check or blank, f"{case.name} announces nothing"


def _compile(case: Case, source: str, path: str) -> Compilation:
    return compile_source(source, path, includes=case.files.get)


def _compare_findings(kind: str, expected: list[Expected], findings: list[Diagnostic], severity: Severity) -> list[str]:
    open_ones = [item for item in findings if item.severity is severity]
    problems = []
    for want in expected:
        fit = next((item for item in open_ones if want.fits(_line(item), item.code, _words(item))), None)
        if fit is None:
            problems.append(f"missing {kind} in line {want.line}: {want.code} {want.regex}")
        else:
            open_ones.remove(fit)
    return problems + [f"unexpected {kind} in line {_line(item)}: {item.code} {_words(item)}" for item in open_ones]


def _line(item: Diagnostic) -> int:
    return item.source.line_of(item.span.start)


def _words(item: Diagnostic) -> str:
    return f"{item.message} {item.hint}"


def _run(case: Case, compilation: Compilation, own: Callable[[], Store] = SqliteStore) -> list[str]:
    assert compilation.program is not None
    script = load_script(compilation.program, "program.bas")
    entry, variables = _call(case, script)

    @cache
    def find(name: str) -> Script | None:
        if name not in case.files:
            return None
        program = _compile(case, case.files[name], name).program
        return None if program is None else load_script(program, name)

    problems = []
    for restore in (False, True) if case.inputs else (False,):
        limits = Limits(**case.limits)
        played = play(
            script,
            case.inputs,
            variables=variables,
            entry=entry,
            limits=limits,
            find=find,
            restore=restore,
            roles=case.roles,
            manifest=compilation.program.manifest,
            own=own,
        )
        found = _compare_run(case, played)
        problems += [f"after a restart at every HEAR: {text}" for text in found] if restore else found
    return problems


def _call(case: Case, script: Script) -> tuple[int, dict[str, Any]]:
    """The function to start and the values of its PARAMs, as a host gives them."""
    tools = script.program.tools
    tool = tools[0]
    if case.tool.startswith("#"):
        tool = tools[int(case.tool[1:]) - 1]
    elif case.tool:
        tool = next(item for item in tools if item.name == case.tool)
    given = {name: _value(kind, value) for name, (kind, value) in case.given.items()}
    return tool.entry, {**given, **bind_named(tool, case.params, date(2026, 1, 1))}


def _value(kind: str, plain: Any) -> Any:
    """A value as a keyword gives it: ``rows`` of a query, or an object of that kind."""
    value = from_python(plain)
    if kind == "rows":
        value.rowset = True
    else:
        value.kind = kind
    return value


def _compare_run(case: Case, played: Played) -> list[str]:
    problems = _compare_lines(case.lines, played.lines)
    person = played.person
    logs = [text for _, text in person.logged]
    if case.buttons != person.buttons:
        problems.append(f"buttons: expected {case.buttons}, got {person.buttons}")
    if case.logs != logs:
        problems.append(f"log: expected {case.logs}, got {logs}")
    if person.answers:
        problems.append(f"answers nobody asked for: {person.answers}")
    return problems + _compare_end(case, played)


def _compare_lines(expected: list[tuple[bool, str]], seen: list[str]) -> list[str]:
    pairs = zip(expected, seen, strict=False)
    fits = all(re.search(want, line) if is_regex else want == line for (is_regex, want), line in pairs)
    if fits and len(expected) == len(seen):
        return []
    return ["output: expected", *(f"  {text}" for _, text in expected), "got", *(f"  {line}" for line in seen)]


def _compare_end(case: Case, played: Played) -> list[str]:
    end = played.end
    if isinstance(end, Failed):
        line = end.place.source.line_of(end.place.position[0])
        if any(want.fits(line, end.code, end.message) for want in case.faults):
            return []
        announced = [f"{want.code} in line {want.line}" for want in case.faults] or "none"
        return [f"fault {end.code} in line {line} ({end.message}); announced: {announced}"]
    if not isinstance(end, Finished):
        return ["the program still waits for an answer"]
    problems = [f"missing fault {want.code} in line {want.line}" for want in case.faults]
    if case.has_result:
        result = to_python(end.value)
        if result != case.result:
            problems.append(f"result: expected {case.result!r}, got {result!r}")
    return problems
