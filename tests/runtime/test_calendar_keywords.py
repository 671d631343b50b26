"""Bookings of several people at once, and invitations as mail programs read them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.adapters.databases import Connections, Store
from stdlib.adapters.session_state import StateSession
from stdlib.conversation import Conversation
from stdlib.driver import Driver, Finished, Result
from stdlib.fakes import DictMemory, FakeMail, FixedEnvironment, ScriptedDialog
from stdlib.ports import Ports
from stdlib.report import Failed
from tests.runtime.bots import script
from tests.servers.postgres import postgres_store

STORES = {"sqlite": SqliteStore, "postgres": postgres_store}


@asynccontextmanager
async def world(store: Store) -> AsyncIterator[Connections]:
    connections = Connections(store)
    try:
        yield connections
    finally:
        await connections.close()


async def run(
    connections: Connections, source: str, mail: FakeMail | None = None, config: Mapping[str, str] | None = None
) -> Result:
    """One conversation from its begin to its end."""
    env = FixedEnvironment()
    databases = connections.databases(env.now)
    conversation = Conversation.start(script(source), None, env=env)
    facts = {f"config.{key}": value for key, value in (config or {}).items()}
    session = StateSession(conversation.state.values, facts)
    ports = Ports(ScriptedDialog(), session, DictMemory(env), databases, mail=mail)
    try:
        return await Driver(conversation, ports, env).run()
    finally:
        await databases.close()


@pytest.mark.parametrize("name", STORES)
def test_of_many_who_book_a_time_at_once_one_gets_it(name: str, tmp_path: Path) -> None:
    store: Any = SqliteStore(tmp_path / "bot.db") if name == "sqlite" else postgres_store()

    async def book() -> list[Result]:
        async with world(store) as connections:
            source = 'RETURN BOOK("Haircut", "Ana", "2026-05-04 14:00", 45)'
            ends = await asyncio.gather(*(run(connections, source) for _ in range(8)))
            rows = await run(connections, 'RETURN COUNT(FIND "calendar_events")')
            return [*ends, rows]

    *ends, rows = asyncio.run(book())
    assert sum(isinstance(end, Finished) for end in ends) == 1
    assert {end.code for end in ends if isinstance(end, Failed)} == {"GB7604"}
    assert isinstance(rows, Finished)
    assert rows.value == 1


@pytest.mark.parametrize("name", STORES)
def test_numbers_given_at_once_differ(name: str, tmp_path: Path) -> None:
    store: Any = SqliteStore(tmp_path / "bot.db") if name == "sqlite" else postgres_store()

    async def count() -> list[Result]:
        async with world(store) as connections:
            return await asyncio.gather(*(run(connections, "RETURN GENERATE_CASE_NUMBER()") for _ in range(8)))

    ends = asyncio.run(count())
    assert sorted(end.value for end in ends if isinstance(end, Finished)) == [f"CASE-{n:05d}" for n in range(1, 9)]


def invited(source: str, config: Mapping[str, str] | None = None) -> tuple[FakeMail, Result]:
    mail = FakeMail()

    async def play() -> Result:
        async with world(SqliteStore()) as connections:
            return await run(connections, source, mail, config)

    return mail, asyncio.run(play())


def event_of(mail: FakeMail, number: int = 0) -> tuple[Calendar, Any]:
    """The calendar file of a mail and the event in it."""
    (file,) = mail.messages[number].files
    calendar = Calendar.from_ical(file.content)
    return calendar, calendar.walk("VEVENT")[0]


MEETING = """
details = {"title": "Weekly", "start": "2026-05-04 10:00", "end": "2026-05-04 11:30", "location": "Room 1",
    "recurrence": "FREQ=WEEKLY;COUNT=3", "reminders": [15]}
id = BOOK_MEETING(details, ["ana@example.com", "rui@example.com"])
RETURN FIND("calendar_events", "id", id)
"""


def test_a_meeting_is_entered_and_each_is_invited_by_a_mail_of_their_own() -> None:
    mail, end = invited(MEETING, {"timezone": "Europe/Lisbon", "email-from": "office@example.org"})
    assert isinstance(end, Finished), end
    assert [message.to for message in mail.messages] == [("ana@example.com",), ("rui@example.com",)]
    assert mail.messages[0].subject == "Invitation: Weekly, 2026-05-04 10:00"
    calendar, event = event_of(mail)
    assert str(calendar["METHOD"]) == "REQUEST"
    assert event.decoded("dtstart").astimezone(UTC) == datetime(2026, 5, 4, 9, tzinfo=UTC)
    assert event.decoded("dtend") - event.decoded("dtstart") == datetime(1, 1, 1, 1, 30) - datetime(1, 1, 1)
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=3"
    assert [str(item) for item in event["ATTENDEE"]] == ["mailto:ana@example.com", "mailto:rui@example.com"]
    assert str(event["ORGANIZER"]) == "mailto:office@example.org"
    assert event.walk("VALARM")[0].decoded("trigger").total_seconds() == -900
    assert calendar.walk("VTIMEZONE")
    assert b'Content-Type: text/calendar; method="REQUEST"' in next(iter(mail.letters.values())).content


def test_an_invitation_sent_again_replaces_the_first_one() -> None:
    source = """
id = SCHEDULE MEETING "Review", "2026-05-04 10:00", "ana@example.com"
SET EVENT DURATION id, 60
SEND INVITES id, ["ana@example.com", "rui@example.com"]
RETURN FIND("calendar_events", "id", id).attendees
"""
    mail, end = invited(source)
    assert isinstance(end, Finished), end
    assert list(end.value) == ["ana@example.com", "rui@example.com"]
    first, last = event_of(mail)[1], event_of(mail, 2)[1]
    assert str(first["UID"]) == str(last["UID"])
    assert (first["SEQUENCE"], last["SEQUENCE"]) == (0, 1)


def test_nothing_in_a_title_can_add_a_line_to_the_calendar() -> None:
    source = (
        'title = "Review" + CHR(13) + CHR(10) + "ATTENDEE:mailto:eve@example.com"\n'
        'id = SCHEDULE MEETING title, "2026-05-04 10:00", "ana@example.com"'
    )
    mail, end = invited(source)
    assert isinstance(end, Finished), end
    assert str(event_of(mail)[1]["ATTENDEE"]) == "mailto:ana@example.com"


@pytest.mark.parametrize(
    ("source", "code", "config"),
    [
        ('BOOK_MEETING("not an object", "ana@example.com")', "GB6004", {}),
        ('BOOK_MEETING({"title": "A", "start": "2026-05-04 10:00"}, [])', "GB7401", {}),
        ('BOOK_MEETING({"title": "A", "start": "2026-05-04 10:00", "recurrence": "often"}, "a@b.co")', "GB7601", {}),
        ('BOOK_MEETING({"title": "A", "start": "2026-05-04 10:00", "end": "never"}, "a@b.co")', "GB6003", {}),
        ('SCHEDULE MEETING "A", "2026-05-04 10:00", "a@b.co"', "GB7601", {"timezone": "Atlantis"}),
        ('SEND INVITES 7, "a@b.co"', "GB6004", {}),
        ('x = CHECK_AVAILABILITY("2026-05-04", 30)', "GB7601", {"calendar-hours": "nine to five"}),
        ('x = CHECK_AVAILABILITY("2026-05-04", 30)', "GB7601", {"calendar-days": "weekdays"}),
    ],
)
def test_what_cannot_be_read_is_named(source: str, code: str, config: dict[str, str]) -> None:
    mail, end = invited(source, config)
    assert isinstance(end, Failed), end
    assert end.code == code
    assert not mail.messages


def test_business_hours_and_days_are_settings() -> None:
    config = {"calendar-hours": "9:00-11:00 13:00-14:00", "calendar-days": "sat-sun"}
    _, end = invited('x = CHECK_AVAILABILITY("2026-05-03", 60)\nRETURN COUNT(x)', config)
    assert isinstance(end, Finished), end
    assert end.value == 3
