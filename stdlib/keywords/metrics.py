"""Keywords of measurements: recording, querying, and counting events.

Measurements are rows of the bot's own table ``metrics``.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.functions.moments import as_datetime, moment
from stdlib.ports import KeywordFault
from stdlib.tables.arguments import name_of, rowset, stored
from stdlib.tables.kept import add, both, compared, kept, rows, same, schema
from stdlib.tables.series import intervals, span_of, usual_interval
from vm.value import Object, parse_number, to_text

METRICS = schema("metrics", "name, value number, labels json, at datetime")

_MOST_POINTS = 200_000
"""Measurements that one query looks at."""


@keyword(
    "QUERY METRICS name:text FOR range:any [BY interval:any] [OFFSET offset:any]",
    result="rows",
    capability="db",
    effect="read",
    tier=2,
)
async def query_metrics(
    ctx: Context, *, name: Any = None, range: Any = None, interval: Any = None, offset: Any = None
) -> Any:
    """The values of a metric over a time such as `1h` or `30d` up to now, each interval one row.

    A row has `time` (when it begins), `value` (the sum), `count`, `average`, `low` and `high`; intervals without a
    measurement are there too. BY says how long an interval is; without it 5 minutes for up to 2 hours, an hour for up
    to 2 days, else a day. OFFSET goes back: `"7d"`, or a number in the unit of the time, to compare with before.

    Example:
        points = QUERY METRICS "messages" FOR "7d" BY "1d"
        before = QUERY METRICS "messages" FOR "7d" OFFSET 7
        TALK SUM(points, "value") + " after " + SUM(before, "value")
    """
    return await _queried(ctx, "QUERY METRICS", name, range, interval, offset)


async def _queried(ctx: Context, keyword: str, name: Any, range: Any, interval: Any, offset: Any) -> Any:
    metric = name_of(keyword, "name", name, "a metric")
    span, unit = span_of(ctx.text(range))
    step = usual_interval(span) if interval is None else span_of(ctx.text(interval))[0]
    high = ctx.env.now() - _back(ctx, offset, unit)
    place = await kept(ctx, keyword, METRICS)
    where = both(same("name", 0), compared("at", ">=", 1), compared("at", "<=", 2))
    found = await rows(place, where, metric, high - span, high, limit=_MOST_POINTS + 1)
    if len(found) > _MOST_POINTS:
        raise KeywordFault("GB6004", f"{keyword} looks at most at {_MOST_POINTS:,} measurements; ask for less time")
    points = [
        (min(as_datetime(at), high - dt.timedelta.resolution), float(row.get("value") or 0))
        for row in found
        if (at := moment(row.get("at"))) is not None
    ]
    return rowset(intervals(points, high - span, high, step))


def _back(ctx: Context, offset: Any, unit: dt.timedelta) -> dt.timedelta:
    """How far before now a query ends."""
    if offset is None:
        return dt.timedelta()
    count = parse_number(ctx.text(offset))
    if count is None:
        return span_of(ctx.text(offset))[0]
    if not 0 <= count <= 100_000:
        raise KeywordFault("GB6004", f"OFFSET goes back 0 to 100,000 units, not {ctx.text(offset)[:40]}")
    return count * unit


@keyword("RECORD METRIC name:text WITH values:assigns", result="none", capability="db", effect="write", tier=2)
async def record_metric(ctx: Context, *, name: Any = None, values: Any = None) -> None:
    """Record a measurement.

    Its value is the one called `value`, else the first number; without a number it counts as 1. Measurements are the
    table `metrics`: `id`, `name`, `value`, `labels` (all that was given), `at`.

    Example:
        RECORD METRIC "delivery" WITH minutes = 34, city = "Porto"
    """
    given = {field: ctx.field(values, field) for field in ctx.fields(values)}
    numbers = [v for v in given.values() if isinstance(v, int | float) and not isinstance(v, bool)]
    value = next((v for field, v in given.items() if field.lower() == "value"), numbers[0] if numbers else 1)
    await _record(ctx, "RECORD METRIC", name, ctx.number(value, "the value of a metric"), values)


@keyword("TRACK EVENT name:text[, data:any]", result="none", capability="db", effect="write")
async def track_event(ctx: Context, *, name: Any = None, data: Any = None) -> None:
    """Count that something has happened, with data about it: a measurement of 1 in the table `metrics`.

    Example:
        TRACK EVENT "menu_opened", {"page": 2}
    """
    await _record(ctx, "TRACK EVENT", name, 1, data)


async def _record(ctx: Context, keyword: str, name: Any, value: float, labels: Any) -> None:
    metric = name_of(keyword, "name", name, "a metric")
    place = await kept(ctx, keyword, METRICS)
    plain = stored(labels) if isinstance(labels, Object) else None if labels is None else {"data": to_text(labels)}
    await add(place, {"name": metric, "value": value, "labels": plain, "at": ctx.env.now()})


@keyword("GET ANALYTICS name:text[, range:any]", result="rows", capability="db", effect="read")
async def get_analytics(ctx: Context, *, name: Any = None, range: Any = None) -> Any:
    """The counts of an event over time, 30 days unless given: rows as of QUERY METRICS.

    Example:
        rows = GET ANALYTICS "menu_opened", "30d"
        TALK SUM(rows, "count")
    """
    return await _queried(ctx, "GET ANALYTICS", name, "30d" if range is None else range, None, None)
