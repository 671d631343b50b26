"""Keywords of the calendar: booking, meetings, free times, invitations.

Declarations only. Times are texts such as `2026-05-04 14:00`, `tomorrow 14` or `in 2 hours`, or date values.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "BOOK title:text, description:text, start:any, minutes:int, location:text",
    "BOOK title:text, description:text, start:any[, minutes:int]",
    "BOOK title:any AT start:any",
    result="text",
    capability="calendar",
    effect="write",
)
async def book(ctx: Any, **arguments: Any) -> None:
    """Enter an event into the calendar; gives its id.

    It takes 30 minutes unless given. A time that is taken is an error.

    Example:
        id = BOOK "Haircut", "Ana, short", "2026-05-04 14:00", 45, "Rua Nova 3"
    """


@keyword(
    "BOOK APPOINTMENT title:any, start:any[, minutes:int]",
    "BOOK APPOINTMENT title:any AT start:any",
    result="text",
    capability="calendar",
    effect="write",
)
async def book_appointment(ctx: Any, **arguments: Any) -> None:
    """Enter an appointment of the user into the calendar; gives its id.

    Example:
        id = BOOK APPOINTMENT "Check-up" AT "tomorrow 14"
    """


@keyword("BOOK MEETING details:any, attendees:any", result="text", capability="calendar,mail", effect="send")
async def book_meeting(ctx: Any, **arguments: Any) -> None:
    """Enter a meeting and send invitations; gives its id.

    Details are an object or JSON text: title, start, minutes, location, recurrence, reminders.

    Example:
        id = BOOK_MEETING({"title": "Weekly", "start": "2026-05-04 10:00"}, ["ana@example.com"])
    """


@keyword("CHECK AVAILABILITY date:any, minutes:int", result="list", capability="calendar", effect="read")
async def check_availability(ctx: Any, **arguments: Any) -> None:
    """The free times of a day that are long enough, within business hours.

    Example:
        free = CHECK_AVAILABILITY("2026-05-04", 45)
    """


@keyword(
    "CREATE CALENDAR EVENT title:text, start:any[, minutes:int]",
    "CREATE EVENT title:text, start:any[, minutes:int]",
    result="text",
    capability="calendar",
    effect="write",
)
async def create_calendar_event(ctx: Any, **arguments: Any) -> None:
    """Enter an event into the calendar; gives its id.

    Example:
        id = CREATE CALENDAR EVENT "Inventory", "2026-05-04"
    """


@keyword(
    "SCHEDULE MEETING title:text, start:any, attendees:any",
    result="text",
    capability="calendar",
    effect="send",
)
async def schedule_meeting(ctx: Any, **arguments: Any) -> None:
    """Enter a meeting and invite people; gives its id.

    Example:
        id = SCHEDULE MEETING "Review", "2026-05-04 10:00", ["ana@example.com"]
    """


@keyword("SEND INVITES event:any, attendees:any", result="none", capability="calendar", effect="send")
async def send_invites(ctx: Any, **arguments: Any) -> None:
    """Invite people to an event.

    Example:
        SEND INVITES id, ["ana@example.com", "rui@example.com"]
    """


@keyword("SET EVENT DURATION event:any, minutes:int", result="none", capability="calendar", effect="write")
async def set_event_duration(ctx: Any, **arguments: Any) -> None:
    """Change how long an event takes.

    Example:
        SET EVENT DURATION id, 60
    """
