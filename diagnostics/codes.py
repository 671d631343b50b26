"""The registry of error codes: one row each; the page with the same name explains it.

A code is never reused. Ranges by phase: 0 internal, 1 text and syntax, 2 names, 3 arguments and types,
4 flow and lints, 5 project and configuration, 6 runtime faults, 7 capabilities, 8 artifacts and sessions.
``diagnostics/pages/CODE.md`` holds the explanation with a wrong and a right example; a test checks that both exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is; only ``ERROR`` stops a program from being compiled."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """One declared code: its severity and a title of a few words."""

    code: str
    severity: Severity
    title: str


def _rows(severity: Severity, **titles: str) -> dict[str, Code]:
    return {code: Code(code, severity, title) for code, title in titles.items()}


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = {
    # 1: text and syntax
    **_rows(
        _E,
        GB1001="this line does not read as a statement",
    ),
    # 2: names
    **_rows(
        _E,
        GB2001="a label that does not exist",
    ),
    # 3: arguments and types
    **_rows(
        _E,
        GB3001="a keyword is used in a form it does not have",
    ),
    # 4: flow and lints
    **_rows(
        _W,
        GB4001="code that can never run",
    ),
    # 5: project and configuration
    **_rows(
        _E,
        GB5001="a file that cannot be read",
        GB5003="a file that is not UTF-8 text",
    ),
    **_rows(
        _W,
        GB5002="a script that the bot does not have",
    ),
    # 6: runtime faults (ERR gives the number)
    **_rows(
        _E,
        GB6001="a value of the wrong kind",
        GB6002="division by zero",
        GB6003="a date that cannot be read",
        GB6004="a wrong argument to a function",
        GB6005="a value that cannot be looped over",
        GB6006="a value that cannot be changed this way",
        GB6007="nothing with that name can be called",
        GB6100="an error thrown by the program",
        GB6900="the program used up its steps",
        GB6901="the program used up its memory",
        GB6902="too many calls inside each other",
        GB6903="a text grew too long",
        GB6904="a list or object grew too large",
        GB6905="a value is nested too deeply",
    ),
    # 7: capabilities
    **_rows(
        _E,
        GB7001="a keyword needs a capability this host does not provide",
        GB7002="an outside call failed",
        GB7003="a script for users with another role",
    ),
    # 8: artifacts and sessions
    **_rows(
        _E,
        GB8001="not a compiled program",
        GB8002="a compiled program of another version",
        GB8003="a damaged compiled program",
        GB8004="bytecode that breaks the rules",
        GB8005="not a saved state",
        GB8006="a saved state of another program",
        GB8007="a damaged saved state",
    ),
}
