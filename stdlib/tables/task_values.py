"""What each value behind the title of a task is: priority, person, date, project or description. Called by CREATE TASK.

Four orders of arguments are in use, so a value is told by what it is and not by where it stands.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from stdlib.context import Context
from stdlib.hear.texts import plain
from stdlib.hear.when import read_when
from stdlib.ports import KeywordFault
from stdlib.ports.database import Row
from vm.value import Object

END_OF_DAY = dt.time(17)
"""When a task is due of which only the day is known."""

_PRIORITIES = {
    word: name
    for name, words in {
        "low": "low baixa baixo", "medium": "medium normal media medio", "high": "high alta alto",
        "critical": "critical urgent critica critico urgente",
    }.items()
    for word in words.split()
}  # fmt: skip

_NAME_WORDS = 3
"""Words that the name of a person may have; longer text is a description."""


def priority_of(text: str) -> str | None:
    """The priority that a word names."""
    return _PRIORITIES.get(plain(text).strip())


def sorted_values(ctx: Context, values: list[Any]) -> Row:
    """Each value under the column that it belongs to; GB6004 for two of a kind."""
    row: Row = {}
    for value in values:
        if value is None or value == "":
            continue
        column, kept = _placed(ctx, value, row)
        if column in row:
            raise KeywordFault("GB6004", f"CREATE TASK got two values for the {column} of the task")
        row[column] = kept
    return row


def _placed(ctx: Context, value: Any, row: Row) -> tuple[str, Any]:
    if isinstance(value, Object):
        value = next((f for n in ("email", "name", "id") if (f := ctx.field(value, n)) is not None), ctx.text(value))
    due = read_when(value, ctx.env.now(), END_OF_DAY)
    if due is not None:
        return "due", due
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "project", value
    text = ctx.text(value).strip()
    if priority_of(text) is not None and "priority" not in row:
        return "priority", priority_of(text)
    if "@" in text and " " not in text:
        return "assignee", text
    short = len(text.split()) <= _NAME_WORDS and len(text) <= 60
    return ("assignee" if short and "assignee" not in row else "description"), text
