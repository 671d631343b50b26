"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.

Pure; one line for each finding.
"""

from __future__ import annotations

from collections.abc import Iterable

from diagnostics.codes import Severity
from diagnostics.diagnostic import Diagnostic
from diagnostics.render_json import record

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")


def _command(item: Diagnostic) -> str:
    facts = record(item)
    places = {"file": "path", "line": "line", "endLine": "end_line", "col": "column", "endColumn": "end_column"}
    properties = ",".join(f"{name}={_property(facts[field])}" for name, field in places.items())
    message = item.message + (f" ({item.hint})" if item.hint else "")
    return f"::{_COMMANDS[item.severity]} {properties},title={_property(item.code)}::{_data(message)}"


def render_all(diagnostics: Iterable[Diagnostic]) -> str:
    """All commands, one a line; "" when there are none."""
    return "".join(_command(item) + "\n" for item in diagnostics)
