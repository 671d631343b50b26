"""Approvals by persons outside of the dialog: what they are asked, and what their decision or silence means.

For the keywords of workflows. An approval is plain data: ``status`` (approved, rejected or timed_out), ``decided_by``,
``comments``.
"""

from __future__ import annotations

import re
from typing import Any

from stdlib.context import Context
from stdlib.ports import Await, Came, KeywordFault

MOST_ASKED = 5
"""Persons who are asked one after the other."""

MOST_SHOWN = 30
"""Variables that a person is shown."""


async def ask_person(ctx: Context, approver: str, what: str, seconds: float, asked: int = 1) -> Await:
    """Ask for a decision on ``what`` and wait for it."""
    approver = approver.strip()
    if not approver:
        raise KeywordFault("GB6004", "an approval needs a person who decides: a mail address or an attendant")
    event = await ctx.agents.approval(approver, "\n".join((what, *_shown(ctx))), seconds)
    return Await(event, seconds, {"approver": approver, "what": what, "seconds": seconds, "asked": asked})


def _shown(ctx: Context) -> list[str]:
    """The variables of the program as lines, secret ones masked."""
    plain = (str, int, float, bool)
    lines = [
        f"{name}: {ctx.state.mask(ctx.text(value))[:200]}"
        for name, value in ctx.variables().items()
        if isinstance(value, plain) and value != ""
    ]
    return lines[:MOST_SHOWN]


def escalates_to(came: Came, action: str) -> str:
    """Whom the action asks next when nobody has decided; "" when it asks nobody."""
    found = re.match(r"""ESCALATE\s+(?:TO\s+)?["']?([^"']+)["']?\s*$""", action.strip(), re.IGNORECASE)
    return found[1].strip() if found and came.again["asked"] < MOST_ASKED and found[1] != came.again["approver"] else ""


def decided(came: Came, action: str) -> dict[str, Any]:
    """The approval that came of it."""
    if not came.late:
        data = came.data
        return {"status": data["decision"], "decided_by": data["decided_by"], "comments": data["comments"]}
    approves = action.strip().upper().startswith("APPROVE")
    return {"status": "approved" if approves else "timed_out", "decided_by": "", "comments": action.strip()}


def sentence(approval: dict[str, Any], came: Came) -> str:
    """Why it was not given."""
    if approval["status"] == "timed_out":
        return f"{came.again['approver']} has not decided in time"
    comments = f": {approval['comments']}" if approval["comments"] else ""
    return f"{approval['decided_by']} has rejected it{comments}"
