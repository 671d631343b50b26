"""Days and times of day as people write them, in English and Portuguese.

``check_date`` needs to know today's date, so it takes it as argument. Pure; called by ``types``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from stdlib.hear.texts import plain

_RELATIVE = {"today": 0, "hoje": 0, "tomorrow": 1, "amanha": 1, "yesterday": -1, "ontem": -1}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janeiro",
            "feb fev february fevereiro",
            "mar march marco",
            "apr abr april abril",
            "may mai maio",
            "jun june junho",
            "jul july julho",
            "aug ago august agosto",
            "sep sept set september setembro",
            "oct out october outubro",
            "nov november novembro",
            "dec dez december dezembro",
        ),
        1,
    )
    for name in names.split()
}
_NUMERIC = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th|o|º)?\s+(?:de\s+)?([a-z]+)\.?,?\s+(?:de\s+)?(\d{4})", re.ASCII)
_NAMED_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})(?:[:h](\d{2}))?(?::\d{2})?\s*(h|am|pm|a\.m\.|p\.m\.)?", re.ASCII)


def check_date(text: str, today: date) -> str | None:
    """A date as ``yyyy-mm-dd``; day before month when both readings are possible."""
    word = plain(text).strip()
    if word in _RELATIVE:
        return (today + timedelta(days=_RELATIVE[word])).isoformat()
    numeric = _NUMERIC.fullmatch(word)
    if numeric:
        return _numeric_date(*numeric.groups())
    named = _NAMED.fullmatch(word)
    if named:
        return _iso(named[3], _MONTHS.get(named[2], 0), named[1])
    first = _NAMED_FIRST.fullmatch(word)
    return _iso(first[3], _MONTHS.get(first[1], 0), first[2]) if first else None


def _numeric_date(first: str, second: str, third: str) -> str | None:
    if len(first) == 4:
        return _iso(first, second, third)
    return (_iso(third, second, first) or _iso(third, first, second)) if len(third) == 4 else None


def _iso(year: str, month: str | int, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def check_hour(text: str) -> str | None:
    """A time of day on the 24-hour or the AM/PM clock, as ``HH:MM``."""
    match = _CLOCK.fullmatch(text.strip().lower())
    if match is None or (match[2] is None and match[3] is None):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    half = (match[3] or "").replace(".", "")
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None
