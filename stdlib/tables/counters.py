"""The counters of REPORT: what MERGE and SYNCHRONIZE did in this conversation since RESET REPORT.

Kept in the state of the conversation, so they survive a pause. Called by the data keywords.
"""

from __future__ import annotations

from stdlib.context import Context
from stdlib.ports.database import Merged
from vm.value import Object

_KEY = "(report)"


def note(ctx: Context, table: str, merged: Merged) -> Object:
    """Add to the counters of a table; gives what MERGE gives."""
    report = ctx.state.values.get(_KEY)
    if not isinstance(report, Object):
        report = ctx.state.values[_KEY] = Object()
    before = report.get(table) or ctx.object({"inserted": 0, "updated": 0, "skipped": 0})
    now = {"inserted": merged.inserted, "updated": merged.updated, "skipped": merged.skipped}
    report[table] = ctx.object({name: before[name] + count for name, count in now.items()})
    return ctx.object(now)


def summary(ctx: Context) -> str:
    """All counters, a line for each table."""
    report = ctx.state.values.get(_KEY)
    if not isinstance(report, Object) or not len(report):
        return "nothing was merged"
    return "\n".join(f"{table}: {_line(counts)}" for table, counts in report.items())


def _line(counts: Object) -> str:
    shown = f"{counts['inserted']} inserted, {counts['updated']} updated"
    return f"{shown}, {counts['skipped']} skipped" if counts["skipped"] else shown


def reset(ctx: Context) -> None:
    """Forget all counters."""
    ctx.state.values.pop(_KEY, None)
