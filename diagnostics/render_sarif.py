"""Findings as a SARIF 2.1.0 log, the form that code-scanning services read.

Pure; paths become relative URIs with ``/``, columns count code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from diagnostics.codes import CODES, Severity
from diagnostics.diagnostic import Diagnostic
from diagnostics.render_json import record
from diagnostics.source import Source, Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def _location(source: Source, span: Span) -> dict[str, Any]:
    line, column = source.position(span.start)
    end_line, end_column = source.position(max(span.end, span.start))
    return {
        "artifactLocation": {"uri": quote(source.path.replace("\\", "/"), safe="/:.-_~")},
        "region": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column},
    }


def _result(item: Diagnostic, rules: list[str]) -> dict[str, Any]:
    facts = record(item)
    message = facts["message"] + (f" ({item.hint})" if item.hint else "")
    result: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": rules.index(item.code),
        "level": facts["severity"],
        "message": {"text": message},
        "locations": [{"physicalLocation": _location(item.source, item.span)}],
    }
    if item.labels:
        result["relatedLocations"] = [
            {"physicalLocation": _location(item.source, label.span), "message": {"text": label.text}}
            for label in item.labels
        ]
    return result


def _rule(code: str) -> dict[str, Any]:
    row = CODES[code]
    level = row.severity.value if row.severity is not Severity.NOTE else "note"
    return {"id": code, "shortDescription": {"text": row.title}, "defaultConfiguration": {"level": level}}


def render_all(diagnostics: Iterable[Diagnostic], *, version: str) -> str:
    """The log as JSON text with a newline at the end; ``version`` is the compiler's."""
    items = list(diagnostics)
    rules = sorted({item.code for item in items})
    driver = {"name": "gbc", "version": version, "rules": [_rule(code) for code in rules]}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(item, rules) for item in items],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"
