"""Times of events: when they come again, which of them overlap, and what of a day is left. Pure.

All times are without a zone, in that of the bot. Called by ``calendars.booking`` and the calendar keywords.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from stdlib.ports import KeywordFault

AHEAD = timedelta(days=366)
"""How far ahead the repetitions of an event are looked at."""

_MOST_TIMES = 1000
_RULES = {"daily": "FREQ=DAILY", "weekly": "FREQ=WEEKLY", "monthly": "FREQ=MONTHLY", "yearly": "FREQ=YEARLY"}
_RULE = re.compile(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+:-]+)*")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_STEP = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` up to ``end``."""

    start: datetime
    end: datetime

    def overlaps(self, other: Span) -> bool:
        """Whether some time belongs to both."""
        return self.start < other.end and other.start < self.end


def rule_of(text: str) -> str:
    """The rule (RFC 5545) for ``weekly`` or for a rule as it is; GB7601 for something else, "" for nothing."""
    given = text.strip()
    rule = _RULES.get(given.lower(), given.upper().removeprefix("RRULE:"))
    if rule and not _RULE.fullmatch(rule):
        raise KeywordFault("GB7601", f"an event is repeated daily, weekly, monthly or by FREQ=..., not {given[:60]}")
    return rule


def repeated(span: Span, rule: str, low: datetime, high: datetime) -> Iterator[Span]:
    """The times of an event that overlap ``low`` to ``high``; at most 1000."""
    length = span.end - span.start
    if not rule:
        if span.overlaps(Span(low, high)):
            yield span
        return
    try:
        from dateutil.rrule import rrulestr
    except ImportError as error:
        raise KeywordFault("GB7001", "events that repeat need the extra calendar: pip install gbc[calendar]") from error
    try:
        starts = rrulestr(rule, dtstart=span.start).xafter(low - length)
        for start in islice(starts, _MOST_TIMES):
            if start >= high:
                return
            yield Span(start, start + length)
    except ValueError as error:
        raise KeywordFault("GB7601", f"the rule {rule[:80]} cannot be read: {str(error)[:100]}") from error


def hours_of(text: str, key: str = "calendar-hours") -> tuple[tuple[time, time], ...]:
    """Business hours from ``09:00-12:00 13:00-18:00``; GB7601 names the setting when they cannot be read."""
    made = []
    for part in text.split():
        low, _, high = part.partition("-")
        try:
            made.append((time.fromisoformat(low.zfill(5)), time.fromisoformat(high.zfill(5))))
        except ValueError:
            raise KeywordFault("GB7601", f"{key} reads like 09:00-17:00, not {text[:60]}") from None
    if not made or any(low >= high for low, high in made):
        raise KeywordFault("GB7601", f"{key} reads like 09:00-17:00, not {text[:60] or 'nothing'}")
    return tuple(made)


def days_of(text: str, key: str = "calendar-days") -> frozenset[int]:
    """Days of the week (Monday is 0) from ``mon-fri sat``; GB7601 names the setting when they cannot be read."""
    found: set[int] = set()
    for part in text.lower().replace(",", " ").split():
        first, _, last = part.partition("-")
        if first[:3] not in _DAYS or (last or first)[:3] not in _DAYS:
            raise KeywordFault("GB7601", f"{key} reads like mon-fri, not {text[:60]}")
        low, high = _DAYS.index(first[:3]), _DAYS.index((last or first)[:3])
        found.update((low + n) % 7 for n in range((high - low) % 7 + 1))
    return frozenset(found)


def free_times(day: date, hours: Iterable[tuple[time, time]], taken: list[Span], length: timedelta) -> list[Span]:
    """The times of this length, one behind the other, that overlap none of ``taken``; they begin at a quarter."""
    found = []
    for low, high in hours:
        start, end = datetime.combine(day, low), datetime.combine(day, high)
        while start + length <= end:
            span = Span(start, start + length)
            clash = next((other for other in taken if span.overlaps(other)), None)
            if clash is None:
                found.append(span)
            start = span.end if clash is None else _quarter(clash.end)
    return found


def _quarter(moment: datetime) -> datetime:
    """The next full quarter of an hour."""
    whole = moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
    return whole if whole == moment else whole + _STEP
