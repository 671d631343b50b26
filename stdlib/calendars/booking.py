"""Events entered into the calendar, in which no two take the same time. Called by the calendar keywords.

Events are the bot's own table ``calendar_events``. The look for a free time and the entry are one transaction that runs
alone, so that of two people who book at once one gets the time and the other GB7604.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from stdlib.calendars.times import AHEAD, Span, repeated
from stdlib.context import Context
from stdlib.functions.condition_tree import Column, Compare, Either, Literal, Not
from stdlib.functions.moments import as_datetime, moment
from stdlib.ports import KeywordFault
from stdlib.ports.database import Row
from stdlib.tables.kept import add, alone, both, change, compared, kept, rows, schema
from stdlib.tables.places import Place

EVENTS = schema(
    "calendar_events",
    "title, description, starts datetime, ends datetime, location, organizer, attendees json, recurrence, "
    "reminders json, status, uid, sequence integer, created datetime",
)

_LOCK = "calendar"


async def enter(ctx: Context, keyword: str, event: Row, *, taken: bool = False) -> Any:
    """Enter an event; gives its id. GB7604 when its time is taken, unless it may be (``taken``)."""
    place = await kept(ctx, keyword, EVENTS)
    row = {
        "status": "booked",
        "sequence": 0,
        "recurrence": "",
        "created": ctx.env.now(),
        "uid": ctx.env.uuid(),
        **event,
    }
    if taken:
        return await add(place, row)
    async with alone(ctx, keyword, _LOCK):
        await _need_free(place, row)
        return await add(place, row)


async def lengthen(ctx: Context, keyword: str, place: Place, row: Row, minutes: int) -> None:
    """Let an event that was found end so long after its start; GB7604 when something else comes before."""
    ends = span_of(row).start + timedelta(minutes=minutes)
    async with alone(ctx, keyword, _LOCK):
        await _need_free(place, {**row, "ends": ends})
        await change(place, row, {"ends": ends, "sequence": int(row.get("sequence") or 0) + 1})


async def taken_times(place: Place, low: datetime, high: datetime, but: Any = None) -> list[Span]:
    """The times of all events that overlap ``low`` to ``high``, without those of the event ``but``."""
    once = both(compared("starts", "<", 0), compared("ends", ">", 1))
    again = both(compared("starts", "<", 0), Not(Compare("=", Column("recurrence"), Literal(""))))
    where = both(Either((once, again)), Not(compared("status", "=", 2)))
    found = await rows(place, where, high, low, "cancelled")
    return [
        span
        for row in found
        if but is None or row.get("id") != but
        for span in repeated(span_of(row), str(row.get("recurrence") or ""), low, high)
    ]


def span_of(row: Row) -> Span:
    """From when to when an event goes the first time; one without an end takes half an hour."""
    start = moment(row.get("starts"))
    if start is None:
        raise KeywordFault("GB6003", f"the event {row.get('id')} of calendar_events has no time in starts")
    begin = as_datetime(start)
    end = moment(row.get("ends"))
    return Span(begin, begin + timedelta(minutes=30) if end is None else as_datetime(end))


async def _need_free(place: Place, row: Row) -> None:
    """GB7604 unless the time of an event is free, for one that repeats a year ahead."""
    first = span_of(row)
    rule = str(row.get("recurrence") or "")
    times = list(repeated(first, rule, first.start, first.start + AHEAD))
    if not times:
        return
    taken = await taken_times(place, times[0].start, times[-1].end, row.get("id"))
    for span in times:
        clash = next((other for other in taken if span.overlaps(other)), None)
        if clash is not None:
            shown = f"{clash.start:%Y-%m-%d %H:%M} to {clash.end:%H:%M}"
            raise KeywordFault("GB7604", f"{place.keyword} finds {span.start:%Y-%m-%d %H:%M} taken, from {shown}")
