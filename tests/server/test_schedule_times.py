"""When schedules are due: phrases, cron texts, time zones with their changes of the clock, and what was missed."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from server.triggers.times import Unreadable, catch_up_of, due_of, following, pace, readable, zone_of


def at(text: str, zone: str = "UTC") -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


@pytest.mark.parametrize(
    ("phrase", "cron"),
    [
        ("every hour", "0 */1 * * *"), ("Every 15  minutes", "*/15 * * * *"), ("every 6 hours", "0 */6 * * *"),
        ("every 90 minutes", 5400.0), ("every 2 days", 172800.0), ("every week", 604800.0), ("every 5 seconds", 5.0),
        ("every day", "0 0 * * *"), ("daily", "0 0 * * *"), ("every day at 08:00", "0 8 * * *"),
        ("every monday at 9:30", "30 9 * * 1"), ("mondays and fridays at 10", "0 10 * * 1,5"),
        ("weekdays at 7", "0 7 * * 1-5"), ("at 5pm", "0 17 * * *"), ("12:05 am", "5 0 * * *"), ("09:00", "0 9 * * *"),
        ("9:00:30", "30 0 9 * * *"), ("'0 9 * * 1-5'", "0 9 * * 1-5"), ("0 0 9 * * MON", "0 0 9 * * MON"),
    ],
)  # fmt: skip
def test_a_phrase_says_a_time(phrase: str, cron: str | float) -> None:
    assert pace(phrase) == cron


@pytest.mark.parametrize(
    "phrase",
    ["", "someday", "every 0 hours", "every 400 days", "25:00", "9:60", "60 * * * *", "* * * *", "* * * * * * *",
     "0 0 30 2 *", "every caturday at 9"],
)  # fmt: skip
def test_what_is_no_time_is_refused_with_a_sentence(phrase: str) -> None:
    assert not readable(phrase)
    with pytest.raises(Unreadable, match="is not a time"):
        pace(phrase)


def test_the_longest_step_is_a_year() -> None:
    assert pace("every 366 days") == 366 * 86400.0
    assert not readable("every 367 days")


def test_clocks_that_change_neither_lose_nor_double_a_day() -> None:
    zone = ZoneInfo("Europe/Berlin")
    night = at("2026-03-28T12:00:00", "Europe/Berlin")
    skipped = following("30 2 * * *", night, zone)
    assert datetime.fromtimestamp(skipped, zone).date().isoformat() in ("2026-03-29", "2026-03-30")
    day = following("0 9 * * *", night, zone)
    assert datetime.fromtimestamp(day, zone).isoformat() == "2026-03-29T09:00:00+02:00"
    first = following("30 2 * * *", at("2026-10-24T12:00:00", "Europe/Berlin"), zone)
    second = following("30 2 * * *", first, zone)
    assert (datetime.fromtimestamp(first, zone).day, datetime.fromtimestamp(second, zone).day) == (25, 26)


def test_what_was_missed() -> None:
    due = at("2026-01-01T01:00:00")
    for late, skip, once, every in ((0, 1, 1, 1), (60, 1, 1, 1), (61, 0, 1, 1), (3 * 3600 + 61, 0, 1, 4)):
        counts = [len(due_of("0 * * * *", due, due + late, UTC, policy)[0]) for policy in ("skip", "once", "all")]
        assert counts == [skip, once, every], late
        for policy in ("skip", "once", "all"):
            assert due_of("0 * * * *", due, due + late, UTC, policy)[1] > due + late


def test_missed_times_are_run_so_many_at_once_and_no_more() -> None:
    due = at("2026-01-01T00:01:00")
    runs, coming = due_of("* * * * *", due, due + 99 * 60, UTC, "all", 100)
    assert (len(runs), coming) == (100, due + 100 * 60)
    runs, coming = due_of("* * * * *", due, due + 100 * 60, UTC, "all", 100)
    assert (len(runs), coming) == (100, due + 100 * 60), "the next one is one of the past"


def test_settings_of_a_bot() -> None:
    assert zone_of({}) is UTC
    assert zone_of({"timezone": "America/Sao_Paulo"}) == ZoneInfo("America/Sao_Paulo")
    for name in ("Nowhere/City", "../../etc/passwd", "a\0b"):
        with pytest.raises(Unreadable, match="there is no time zone"):
            zone_of({"timezone": name})
    assert [catch_up_of({"schedule-catch-up": text}) for text in ("ALL", "skip", "maybe")] == ["all", "skip", "once"]
    assert catch_up_of({}) == "once"
