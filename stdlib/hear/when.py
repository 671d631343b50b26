"""Moments as people write them: ``tomorrow 14``, ``in 2 hours``, ``+3 days``, ``next monday``, ``04/05/2026 09:30``.

Knows days in English and Portuguese. Needs to know what time it is, so it takes that as argument. Pure; called by the
keywords of tasks, calendars and posts.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from stdlib.functions.moments import as_datetime, moment, shift, unit_of
from stdlib.hear.dates import check_date, check_hour
from stdlib.hear.texts import plain
from vm.error import BasicError

_DAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon segunda", "tuesday tue terca", "wednesday wed quarta", "thursday thu quinta", "friday fri sexta",
         "saturday sat sabado", "sunday sun domingo")
    )
    for name in names.split()
}  # fmt: skip
_AHEAD = re.compile(r"(?:\+|in |em )\s*(\d{1,6})\s*([a-z]*)", re.ASCII)
_WITH_HOUR = re.compile(r"(.+?),?\s+(?:at |as )?(\d{1,2}(?:[:h]\d{2})?(?::\d{2})?\s*(?:h|am|pm)?)", re.ASCII)


def read_when(value: object, now: datetime, hour: time | None = None) -> datetime | date | None:
    """The moment that a value names, None when it names none.

    A day without a time of day is a ``date``, or that day at ``hour``.
    """
    found = moment(value) or (_read(plain(value).strip(), now) if isinstance(value, str) else None)
    if found is None or isinstance(found, datetime):
        return found
    return found if hour is None else datetime.combine(found, hour)


def _read(text: str, now: datetime) -> datetime | date | None:
    if len(text) > 60:
        return None
    if text in ("now", "agora"):
        return now
    ahead = _AHEAD.fullmatch(text)
    if ahead is not None:
        return _later(now, int(ahead[1]), ahead[2] or "days")
    day = _day(text, now.date())
    if day is not None:
        return day
    if clock := check_hour(text):
        return datetime.combine(now.date(), time.fromisoformat(clock))
    parts = _WITH_HOUR.fullmatch(text)
    day = _day(parts[1], now.date()) if parts is not None else None
    clock = _hour(parts[2]) if parts is not None else None
    return datetime.combine(day, time.fromisoformat(clock)) if day is not None and clock else None


def _hour(text: str) -> str | None:
    """``14`` is an hour behind a day, though not alone."""
    return check_hour(f"{text}:00" if text.strip().isdigit() else text)


def _later(now: datetime, count: int, word: str) -> datetime | date | None:
    unit = unit_of(word)
    if unit is None:
        return None
    try:
        later = shift("a time", now, count, unit)
    except BasicError:
        return None
    return as_datetime(later) if unit in ("hour", "minute", "second") else as_datetime(later).date()


def _day(text: str, today: date) -> date | None:
    word = re.sub(r"^(next|on|proxima|proximo)\s+", "", text)
    if text in ("next week", "proxima semana"):
        return today + timedelta(days=7)
    if text in ("next month", "proximo mes"):
        return as_datetime(shift("a time", today, 1, "month")).date()
    weekday = _DAYS.get(word.removesuffix("-feira"))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    found = check_date(word, today)
    return None if found is None else date.fromisoformat(found)
