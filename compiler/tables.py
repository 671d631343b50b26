"""Reads TABLE ... END TABLE: its head line and the three ways to write a field, mixed as authors do.

``Name type(length,scale) [key] [references T]``, ``FIELD name AS TYPE``, and columns as in SQL. Whatever follows name
and type is kept as written. Called by ``classify`` with the raw text; pure.
"""

from __future__ import annotations

import re
from typing import Any

from compiler import ast

MAX_LINES = 10_000
"""Most fields and constraints of one table."""

Problems = list[tuple[str, int, int, Any]]

_NAME = r'"[^"\n]*"|[^\W\d][\w.]*\*?'
_HEAD = re.compile(
    rf"TABLE\s+(?P<name>{_NAME})(?:\s+ON\s+(?P<on>{_NAME}))?"
    r"(?P<rights>(?:\s+(?:READ|WRITE)\s+BY\s+\"[^\"\n]*\")*)\s*$",
    re.IGNORECASE,
)
_RIGHT = re.compile(r"(READ|WRITE)\s+BY\s+\"([^\"\n]*)\"", re.IGNORECASE)
_FIELD = re.compile(
    rf"(?:FIELD\s+(?P<asname>{_NAME})\s+AS\s+|(?P<name>{_NAME})\s+)"
    r"(?P<type>[^\W\d][\w.]*(?:\[\])?)\s*(?:\(\s*(?P<length>\d+|max)\s*(?:,\s*(?P<scale>\d+)\s*)?\))?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_CONSTRAINT = re.compile(
    r"(UNIQUE|CHECK|PRIMARY\s+KEY|FOREIGN\s+KEY|CONSTRAINT|INDEX|EXCLUDE)\b\s*[(\w]", re.IGNORECASE
)
_KEY = re.compile(r"\bkey\b", re.IGNORECASE)
_REFERENCES = re.compile(rf"\breferences\s+({_NAME})", re.IGNORECASE)
_BARE_NAME = re.compile(rf"(?:FIELD\s+)?({_NAME})\s*$", re.IGNORECASE)


def read_table(text: str, start: int, end: int, unclosed: int, problems: Problems) -> ast.Table:
    """The table in ``text[start:end]``; lines that do not read go to ``problems``.

    ``unclosed`` is 1 when the block has no END TABLE (reported by the lexer).
    """
    lines = _lines(text, start, end)
    head_start, head = lines[0]
    table = ast.Table(start, end, "", "", "", "", [])
    match = _HEAD.match(head)
    if match is None:
        problems.append(("table head", head_start, head_start + len(head), None))
    else:
        table.name = match["name"].strip('"')
        table.connection = (match["on"] or "").strip('"')
        for right in _RIGHT.finditer(match["rights"]):
            if right[1].upper() == "READ":
                table.read_by = right[2]
            else:
                table.write_by = right[2]
    body = lines[1:] if unclosed else lines[1:-1]
    if len(body) > MAX_LINES:
        problems.append(("many", start, head_start + len(head), None))
    for at, line in _joined(body[:MAX_LINES]):
        _entry(table, at, line, problems)
    return table


def _lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """``(offset, text)`` of each line that is not empty, without comment and outer blanks."""
    found: list[tuple[int, str]] = []
    at = start
    for raw in text[start:end].splitlines(keepends=True):
        line = _without_comment(raw.rstrip("\r\n"))
        stripped = line.strip()
        if stripped:
            found.append((at + line.index(stripped), stripped))
        at += len(raw)
    return found


def _without_comment(line: str) -> str:
    """Cut ``'`` comments and ``--`` comments; a ``'`` inside ``'...'`` or ``"..."`` is text."""
    stripped = line.lstrip()
    if stripped.startswith(("'", "#", "//", "--")) or re.match(r"REM\b", stripped, re.IGNORECASE):
        return ""
    quote = ""
    for at, char in enumerate(line):
        if quote:
            quote = "" if char == quote else quote
        elif char == '"' or (char == "'" and "'" in line[at + 1 :]):
            quote = char
        elif char == "'" or line.startswith("--", at):
            return line[:at]
    return line


def _joined(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Fields that go on over lines, as one: a parenthesis is open, or the next line begins with GENERATED or a mark."""
    joined: list[tuple[int, str]] = []
    for at, line in lines:
        goes_on = joined and (
            joined[-1][1].count("(") > joined[-1][1].count(")")
            or re.match(r"(GENERATED|STORED|REFERENCES)\b|[(),]", line, re.I)
        )
        if goes_on:
            joined[-1] = (joined[-1][0], f"{joined[-1][1]} {line}")
        else:
            joined.append((at, line))
    return joined


def _entry(table: ast.Table, at: int, line: str, problems: Problems) -> None:
    """One field or constraint of the body."""
    entry = line.rstrip(", \t;")
    if not entry or entry in "()":
        return
    if _CONSTRAINT.match(entry) and not re.match(r"INDEX\s+[A-Za-z]+\s*$", entry, re.IGNORECASE):
        table.constraints.append(entry)
        return
    match = _FIELD.match(entry)
    if match is not None:
        table.fields.append(_field(match, at))
        return
    bare = _BARE_NAME.match(entry)
    if bare is not None:
        table.fields.append(ast.TableField(at, at + len(entry), bare[1].strip('"').rstrip("*"), "string"))
        return
    problems.append(("field line", at, at + len(entry), None))


def _field(match: re.Match[str], at: int) -> ast.TableField:
    rest = match["rest"].strip()
    references = _REFERENCES.search(rest)
    length = match["length"]
    name = (match["asname"] or match["name"]).strip('"').rstrip("*")
    return ast.TableField(
        at,
        at + match.end(),
        name,
        match["type"].lower(),
        int(length) if length is not None and length.isdigit() else None,
        int(match["scale"]) if match["scale"] is not None else None,
        _KEY.search(rest) is not None and not re.search(r"\bforeign\s+key\b", rest, re.IGNORECASE),
        references[1].strip('"') if references is not None else "",
        rest,
    )
