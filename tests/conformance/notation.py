"""Reads conformance programs: the comments that announce what must happen (see README.md) and the files of one program.

Pure text work; it compiles and runs nothing. Used by ``test_conformance`` and nobody else.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_KINDS = "expect~|expect|button|log|input|result|error|warning|fault|tool|param|given|limits|roles"
_NOTE = re.compile(rf"'\s*(?P<kind>{_KINDS})(?P<at>@[+-]\d+)?:[ ]?(?P<text>.*?)(?=\s+'\s*(?:{_KINDS})(?:@[+-]\d+)?:|$)")
_SPLIT = re.compile(r"^' ---(?: (?P<name>\S+))?\s*$")
_FINDING = re.compile(r'^(?P<code>GB\d*|\?)(?:\s+"(?P<regex>.*)")?(?:\s+\+-(?P<near>\d+))?\s*$')


@dataclass(frozen=True, slots=True)
class Expected:
    """An announced finding or fault: ``code`` may be a beginning of one, ``near`` how many lines it may be off."""

    line: int
    code: str
    regex: str
    near: int = 0

    def fits(self, line: int, code: str, text: str) -> bool:
        """True when what happened is what was announced."""
        close = abs(line - self.line) <= self.near
        return close and code.startswith(self.code) and re.search(self.regex, text, re.DOTALL) is not None


@dataclass(slots=True)
class Case:
    """One program and what must happen. ``lines`` holds ``(is_regex, text)``; ``files`` the other files by name.

    ``given`` holds ``(kind, value)`` by the name of the variable.
    """

    name: str
    source: str
    files: dict[str, str] = field(default_factory=dict)
    lines: list[tuple[bool, str]] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    logs: list[str] = field(default_factory=list)
    inputs: list[str] = field(default_factory=list)
    errors: list[Expected] = field(default_factory=list)
    warnings: list[Expected] = field(default_factory=list)
    faults: list[Expected] = field(default_factory=list)
    result: Any = None
    has_result: bool = False
    only_check: bool = False
    tool: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    given: dict[str, tuple[str, Any]] = field(default_factory=dict)
    limits: dict[str, int] = field(default_factory=dict)
    roles: str = ""


def read_cases(path: Path, root: Path) -> list[Case]:
    """All programs of one file, in order."""
    base = str(path.relative_to(root).with_suffix(""))
    cases: list[Case] = []
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    for name, part in _parts(text):
        if name and cases:
            cases[-1].files[name] = part
        else:
            cases.append(Case(f"{base}#{len(cases) + 1}" if cases else base, part))
    for case in cases:
        _read_notes(case, case.source, main=True)
        for part in case.files.values():
            _read_notes(case, part, main=False)
    return cases


def _parts(text: str) -> list[tuple[str, str]]:
    parts: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines(keepends=True):
        split = _SPLIT.match(line)
        if split:
            parts.append((split["name"] or "", []))
        else:
            parts[-1][1].append(line)
    return [(name, "".join(lines)) for name, lines in parts]


def _read_notes(case: Case, text: str, *, main: bool) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() == "' only check":
            case.only_check = True
        for note in _NOTE.finditer(line.rstrip("\r")):
            kind, value = note["kind"], note["text"].rstrip()
            if kind not in ("error", "warning", "fault"):
                _note(case, kind, value)
            elif main:
                _finding(case, kind, number + int((note["at"] or "@0")[1:]), value)


def _finding(case: Case, kind: str, line: int, text: str) -> None:
    match = _FINDING.match(text)
    if match is None:
        raise ValueError(f"{case.name}: cannot read {kind} {text!r}")
    expected = Expected(line, match["code"], match["regex"] or "", int(match["near"] or 0))
    {"error": case.errors, "warning": case.warnings, "fault": case.faults}[kind].append(expected)


def _note(case: Case, kind: str, text: str) -> None:
    if kind in ("expect", "expect~"):
        case.lines.append((kind == "expect~", text))
    elif kind == "button":
        case.buttons.append(text)
    elif kind == "log":
        case.logs.append(text)
    elif kind == "input":
        case.inputs.append(text)
    elif kind == "result":
        case.result, case.has_result = json.loads(text), True
    elif kind == "roles":
        case.roles = text
    elif kind == "tool":
        case.tool = text
    elif kind == "param":
        name, _, value = text.partition("=")
        case.params[name.strip()] = json.loads(value)
    elif kind == "given":
        name, _, rest = text.partition("=")
        sort, _, value = rest.strip().partition(" ")
        case.given[name.strip()] = (sort, json.loads(value))
    else:
        case.limits = {key: int(value) for key, value in (pair.split("=") for pair in text.split())}
