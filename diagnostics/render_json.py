"""Findings as one JSON array, for editors and scripts. Every finding has the same nine fields.

Lines and columns count from 1, columns in code points; the end is the place after the last character.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from diagnostics.diagnostic import Diagnostic


def record(item: Diagnostic) -> dict[str, Any]:
    """One finding as plain data."""
    line, column = item.source.position(item.span.start)
    end_line, end_column = item.source.position(max(item.span.end, item.span.start))
    return {
        "code": item.code,
        "severity": item.severity.value,
        "message": item.message,
        "path": item.source.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "hint": item.hint,
    }


def render_all(diagnostics: Iterable[Diagnostic]) -> str:
    """The array, one finding a line, with a newline at the end."""
    rows = [json.dumps(record(item), ensure_ascii=False) for item in diagnostics]
    return "[\n" + ",\n".join(rows) + "\n]\n" if rows else "[]\n"
