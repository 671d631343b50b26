"""Keywords of the calendar: booking, meetings, free times, invitations.

Events are rows of the bot's own table ``calendar_events``. Times are texts such as `2026-05-04 14:00`, `tomorrow 14` or
`in 2 hours`, or date values.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from stdlib.api import keyword
from stdlib.calendars.booking import EVENTS, enter, lengthen, taken_times
from stdlib.calendars.invitations import invitation, zone_of
from stdlib.calendars.times import days_of, free_times, hours_of, rule_of
from stdlib.context import Context
from stdlib.hear.when import read_when
from stdlib.keywords.mail import recipients
from stdlib.ports import KeywordFault
from stdlib.ports.database import Row
from stdlib.ports.mail import MailMessage
from stdlib.tables.arguments import rowset, stored
from stdlib.tables.kept import change, kept, row_needed
from stdlib.web.calls import setting
from vm.value import BasicError, Object

USUAL_MINUTES = 30
MOST_MINUTES = 31 * 24 * 60


@keyword(
    "BOOK title:text, description:text, start:any, minutes:int, location:text",
    "BOOK title:text, description:text, start:any[, minutes:int]",
    "BOOK title:any AT start:any",
    result="int",
    capability="calendar",
    effect="write",
)
async def book(
    ctx: Context, *, title: Any = None, description: Any = None, start: Any = None, minutes: Any = None,
    location: Any = None,
) -> Any:  # fmt: skip
    """Enter an event into the calendar; gives its id.

    It takes 30 minutes unless given. A time that is taken is an error (GB7604), also when two people book it at once.

    Events are the table `calendar_events`: `id`, `title`, `description`, `starts`, `ends`, `location`, `organizer`,
    `attendees`, `recurrence`, `reminders`, `status` (booked; one that is cancelled takes no time), `created`.

    Example:
        id = BOOK "Haircut", "Ana, short", "2026-05-04 14:00", 45, "Rua Nova 3"
    """
    event = _event(ctx, "BOOK", title, start, minutes)
    more = {"description": ctx.text(description), "location": ctx.text(location), "organizer": ctx.acting}
    return await enter(ctx, "BOOK", {**event, **more})


@keyword(
    "BOOK APPOINTMENT title:any, start:any[, minutes:int]",
    "BOOK APPOINTMENT title:any AT start:any",
    result="int",
    capability="calendar",
    effect="write",
)
async def book_appointment(ctx: Context, *, title: Any = None, start: Any = None, minutes: Any = None) -> Any:
    """Enter an appointment of the user into the calendar; gives its id. As BOOK, with the user as `organizer`.

    Example:
        id = BOOK APPOINTMENT "Check-up" AT "tomorrow 14"
    """
    event = _event(ctx, "BOOK APPOINTMENT", title, start, minutes)
    return await enter(ctx, "BOOK APPOINTMENT", {**event, "organizer": ctx.acting})


@keyword("BOOK MEETING details:any, attendees:any", result="int", capability="calendar,mail", effect="send")
async def book_meeting(ctx: Context, *, details: Any = None, attendees: Any = None) -> Any:
    """Enter a meeting and send invitations; gives its id. A time that is taken is an error (GB7604).

    Details are an object or JSON text: `title`, `start`, `minutes` or `end`, `description`, `location`, `recurrence`
    (daily, weekly, monthly, yearly or a rule such as FREQ=WEEKLY;COUNT=10) and `reminders` (minutes before).

    Example:
        id = BOOK_MEETING({"title": "Weekly", "start": "2026-05-04 10:00"}, ["ana@example.com"])
    """
    given = _details(ctx, details)
    start = given.get("start") or given.get("starts")
    event = _event(ctx, "BOOK MEETING", given.get("title"), start, _minutes_of(ctx, given, start))
    event["recurrence"] = rule_of(ctx.text(given.get("recurrence")))
    event |= {name: ctx.text(given.get(name)) for name in ("description", "location")}
    people = await _people(ctx, attendees if attendees is not None else given.get("attendees"))
    event |= {"organizer": ctx.acting, "attendees": people, "reminders": stored(given.get("reminders"))}
    id = await enter(ctx, "BOOK MEETING", event)
    await _invite(ctx, "BOOK MEETING", id, people)
    return id


def _details(ctx: Context, value: Any) -> Object:
    """The object, or the one in a JSON text."""
    if isinstance(value, str):
        try:
            value = ctx.from_json(value)
        except BasicError as error:
            raise KeywordFault("GB6004", "BOOK MEETING needs an object or its JSON text as details") from error
    if not isinstance(value, Object):
        raise KeywordFault("GB6004", "BOOK MEETING needs an object or its JSON text as details")
    return value


def _minutes_of(ctx: Context, given: Object, start: Any) -> Any:
    """How long a meeting takes: ``minutes``, ``duration``, or from its start to its ``end``."""
    minutes = given.get("minutes") or given.get("duration")
    end = given.get("end") or given.get("ends")
    if minutes is not None or end is None:
        return minutes
    low, high = (read_when(value, ctx.env.now()) for value in (start, end))
    if not isinstance(low, dt.datetime) or not isinstance(high, dt.datetime):
        raise KeywordFault("GB6003", f"BOOK MEETING cannot read the time {ctx.text(end)[:40]}")
    return (high - low).total_seconds() / 60


@keyword("CHECK AVAILABILITY date:any, minutes:int", result="rows", capability="calendar", effect="read")
async def check_availability(ctx: Context, *, date: Any = None, minutes: Any = None) -> Any:
    """The free times of a day that are long enough, within business hours; `start`, `end` and `time` of each.

    Business hours are `calendar-hours` (09:00-17:00 unless set; `09:00-12:00 13:00-18:00` has a break) and
    `calendar-days` (mon-fri) in config.csv. Times that are past are left out, and with a time behind the date those
    before it.

    Example:
        free = CHECK_AVAILABILITY("2026-05-04", 45)
        FOR EACH slot IN free
            ADD SUGGESTION slot.time
        NEXT
    """
    now = ctx.env.now()
    wanted = read_when(date, now, dt.time())
    if not isinstance(wanted, dt.datetime):
        raise KeywordFault("GB6003", f"CHECK AVAILABILITY needs a date such as 2026-05-04, not {ctx.text(date)[:40]}")
    length = _length(ctx, "CHECK AVAILABILITY", minutes)
    hours = hours_of(await setting(ctx, "calendar-hours") or "09:00-17:00")
    days = days_of(await setting(ctx, "calendar-days") or "mon-fri")
    if wanted.weekday() not in days:
        return rowset([])
    place = await kept(ctx, "CHECK AVAILABILITY", EVENTS)
    midnight = dt.datetime.combine(wanted.date(), dt.time())
    taken = await taken_times(place, midnight, midnight + dt.timedelta(days=1))
    free = free_times(wanted.date(), hours, taken, length)
    return rowset(
        {"start": span.start, "end": span.end, "time": f"{span.start:%H:%M}"}
        for span in free
        if span.start >= max(wanted, now)
    )


@keyword(
    "CREATE CALENDAR EVENT title:text, start:any[, minutes:int]",
    "CREATE EVENT title:text, start:any[, minutes:int]",
    result="int",
    capability="calendar",
    effect="write",
)
async def create_calendar_event(ctx: Context, *, title: Any = None, start: Any = None, minutes: Any = None) -> Any:
    """Enter an event into the calendar, whether its time is taken or not; gives its id.

    A day without a time means the whole day. The time of the event is taken for BOOK.

    Example:
        id = CREATE CALENDAR EVENT "Inventory", "2026-05-04"
    """
    event = _event(ctx, "CREATE CALENDAR EVENT", title, start, minutes, whole_day=True)
    return await enter(ctx, "CREATE CALENDAR EVENT", {**event, "organizer": ctx.acting}, taken=True)


@keyword(
    "SCHEDULE MEETING title:text, start:any, attendees:any",
    result="int",
    capability="calendar,mail",
    effect="send",
)
async def schedule_meeting(ctx: Context, *, title: Any = None, start: Any = None, attendees: Any = None) -> Any:
    """Enter a meeting of 30 minutes and invite people; gives its id. A time that is taken is an error (GB7604).

    Example:
        id = SCHEDULE MEETING "Review", "2026-05-04 10:00", ["ana@example.com"]
    """
    event = _event(ctx, "SCHEDULE MEETING", title, start, None)
    people = await _people(ctx, attendees)
    id = await enter(ctx, "SCHEDULE MEETING", {**event, "organizer": ctx.acting, "attendees": people})
    await _invite(ctx, "SCHEDULE MEETING", id, people)
    return id


@keyword("SEND INVITES event:any, attendees:any", result="none", capability="calendar,mail", effect="send")
async def send_invites(ctx: Context, *, event: Any = None, attendees: Any = None) -> None:
    """Invite people to an event by mail, with a calendar file that their mail program offers to accept.

    They are added to the `attendees` of the event. Each gets a mail of their own. The file has the times in the
    `timezone` of config.csv; the sender is `email-from`.

    Example:
        SEND INVITES id, ["ana@example.com", "rui@example.com"]
    """
    people = await _people(ctx, attendees)
    place = await kept(ctx, "SEND INVITES", EVENTS)
    row = await row_needed(place, ctx.field(event, "id") if isinstance(event, Object) else event, "event")
    known = row.get("attendees") if isinstance(row.get("attendees"), list) else []
    await change(place, row, {"attendees": list(dict.fromkeys([*(known or []), *people]))})
    await _invite(ctx, "SEND INVITES", row["id"], people)


@keyword("SET EVENT DURATION event:any, minutes:int", result="none", capability="calendar", effect="write")
async def set_event_duration(ctx: Context, *, event: Any = None, minutes: Any = None) -> None:
    """Change how long an event takes. A time that is taken is an error (GB7604).

    Example:
        SET EVENT DURATION id, 60
    """
    length = _length(ctx, "SET EVENT DURATION", minutes)
    place = await kept(ctx, "SET EVENT DURATION", EVENTS)
    row = await row_needed(place, ctx.field(event, "id") if isinstance(event, Object) else event, "event")
    await lengthen(ctx, "SET EVENT DURATION", place, row, int(length.total_seconds() // 60))


# ---------------------------------------------------------------- what they have in common


def _event(ctx: Context, keyword: str, title: Any, start: Any, minutes: Any, *, whole_day: bool = False) -> Row:
    """Title and time of an event; GB6004 and GB6003 for what is none."""
    name = ctx.text(title).strip()
    if not name:
        raise KeywordFault("GB6004", f"{keyword} needs a title")
    begins = read_when(start, ctx.env.now(), dt.time() if whole_day else None)
    if not isinstance(begins, dt.datetime):
        raise KeywordFault("GB6003", f"{keyword} needs a time such as 2026-05-04 14:00, not {ctx.text(start)[:40]}")
    all_day = whole_day and minutes is None and not isinstance(read_when(start, ctx.env.now()), dt.datetime)
    length = dt.timedelta(days=1) if all_day else _length(ctx, keyword, minutes)
    return {"title": name, "starts": begins, "ends": begins + length}


def _length(ctx: Context, keyword: str, minutes: Any) -> dt.timedelta:
    """How long something takes, up to a month."""
    count = USUAL_MINUTES if minutes is None else ctx.number(minutes, f"the minutes of {keyword}")
    if not 1 <= count <= MOST_MINUTES:
        raise KeywordFault("GB6004", f"{keyword} takes 1 to {MOST_MINUTES} minutes, not {ctx.text(minutes)[:40]}")
    return dt.timedelta(minutes=count)


async def _people(ctx: Context, attendees: Any) -> list[str]:
    people = await recipients(ctx, attendees)
    if not people:
        raise KeywordFault("GB7401", "an invitation needs at least one address such as ana@example.com")
    return list(people)


async def _invite(ctx: Context, keyword: str, id: Any, people: list[str]) -> None:
    """A mail to each of ``people`` with the event as it is now."""
    event = await row_needed(await kept(ctx, keyword, EVENTS), id, "event")
    sender = await setting(ctx, "email-from") or await setting(ctx, "email-username") or "bot@localhost"
    zone = zone_of(await setting(ctx, "timezone"))
    file = invitation(event, sender, people, zone, ctx.env.now())
    when = f"{event['starts']:%Y-%m-%d %H:%M}"
    place = f"\n{event['location']}" if event.get("location") else ""
    body = f"{event['title']}\n{when}{place}\n\n{event.get('description') or ''}".rstrip() + "\n"
    for person in people:
        subject = f"Invitation: {event['title']}, {when}"
        await ctx.mail.send(MailMessage((person,), " ".join(subject.split()), body, files=(file,)))
