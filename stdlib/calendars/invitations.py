"""An invitation as a calendar file (RFC 5545), which mail programs offer to accept. No I/O.

Needs icalendar (the extra ``calendar``). Called by the calendar keywords.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from stdlib.calendars.booking import span_of
from stdlib.ports import KeywordFault
from stdlib.ports.database import Row
from stdlib.ports.mail import MailFile
from vm.value import parse_number, to_text


def zone_of(name: str) -> ZoneInfo | None:
    """The zone of the bot's times, None for that of the computer; GB7601 for a name that is not known."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise KeywordFault("GB7601", f"there is no time zone {name[:60]}; one reads like America/Sao_Paulo") from None


def invitation(event: Row, organizer: str, attendees: list[str], zone: ZoneInfo | None, now: datetime) -> MailFile:
    """The file ``invite.ics`` for an event."""
    try:
        from icalendar import Calendar, Event
    except ImportError as error:
        raise KeywordFault("GB7001", "invitations need the extra calendar: pip install gbc[calendar]") from error
    made = Calendar()
    made.add("prodid", "-//gbc//calendar//EN")
    made.add("version", "2.0")
    made.add("method", "REQUEST")
    entry = Event()
    _fill(entry, event, zone, now)
    entry.add("organizer", f"mailto:{organizer}")
    for address in attendees:
        entry.add("attendee", f"mailto:{address}", parameters={"RSVP": "TRUE", "PARTSTAT": "NEEDS-ACTION"})
    for minutes in _reminders(event.get("reminders")):
        entry.add_component(_alarm(minutes))
    made.add_component(entry)
    if zone is not None:
        made.add_missing_timezones()
    return MailFile("invite.ics", made.to_ical(), "text/calendar", "REQUEST")


def _fill(entry: Any, event: Row, zone: ZoneInfo | None, now: datetime) -> None:
    span = span_of(event)
    entry.add("uid", f"{event.get('uid') or event.get('id')}")
    entry.add("sequence", int(event.get("sequence") or 0))
    entry.add("dtstamp", _utc(now, zone))
    entry.add("dtstart", _placed(span.start, zone))
    entry.add("dtend", _placed(span.end, zone))
    entry.add("summary", str(event.get("title") or ""))
    for name in ("description", "location"):
        if event.get(name):
            entry.add(name, str(event[name]))
    if event.get("recurrence"):
        entry.add("rrule", _rule(str(event["recurrence"])))


def _placed(moment: datetime, zone: ZoneInfo | None) -> datetime:
    return moment.astimezone(UTC) if zone is None else moment.replace(tzinfo=zone)


def _utc(moment: datetime, zone: ZoneInfo | None) -> datetime:
    return _placed(moment, zone).astimezone(UTC)


def _rule(text: str) -> Any:
    from icalendar import vRecur

    return vRecur.from_ical(text)


def _reminders(value: Any) -> list[float]:
    """Minutes before the event."""
    given = value if isinstance(value, list) else [] if value is None else [value]
    plain = [item.get("minutes") if isinstance(item, dict) else item for item in given]
    return [float(n) for item in plain if (n := parse_number(to_text(item))) is not None and n >= 0]


def _alarm(minutes: float) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Reminder")
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm
