"""When a schedule is due: reads what authors write after SET SCHEDULE and finds the next time. Pure.

Cron texts of five or six fields (seconds first), and phrases such as ``every 1 hour``, ``every monday at 9:30`` or
``09:00``. Times are in seconds since 1970; the fields of a cron text are meant in the time zone of the bot.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError

MOST_SECONDS = 366 * 86400.0

_DAYS = {
    **{name: str(number) for number, name in enumerate(
        ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"))},
    "day": "*", "weekday": "1-5", "weekend": "0,6",
}  # fmt: skip
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_WORDS = {
    "hourly": "0 * * * *", "daily": "0 0 * * *", "weekly": "0 0 * * 0", "monthly": "0 0 1 * *", "yearly": "0 0 1 1 *",
    "every month": "0 0 1 * *", "every year": "0 0 1 1 *", "midnight": "0 0 * * *", "noon": "0 12 * * *",
}  # fmt: skip
_EVERY = re.compile(r"every (?:(\d{1,6}) )?(second|minute|hour|day|week)s?")
_AT = re.compile(r"(?:(?:every |on )?(?!at )([a-z, ]+?)s? )?(?:at )?(\d{1,2})(?::(\d\d))?(?::(\d\d))? ?(am|pm)?")


class Unreadable(ValueError):
    """A schedule that nobody can keep; the message is one sentence for the author."""


def readable(when: str) -> bool:
    """Whether ``when`` says a time."""
    try:
        pace(when)
    except Unreadable:
        return False
    return True


def pace(when: str) -> str | float:
    """``when`` as a cron text, or as the seconds between two runs."""
    text = " ".join(when.split()).strip("\"'")
    if _is_cron(text):
        return text
    words = text.lower()
    if words in _WORDS:
        return _WORDS[words]
    every = _EVERY.fullmatch(words)
    if every is not None:
        return _steps(int(every[1] or 1), every[2], when)
    at = _AT.fullmatch(words)
    days = None if at is None else _days(at[1] or "day")
    if at is not None and days is not None:
        return _daily(at, days, when)
    raise Unreadable(f"{when[:80]} is not a time: a cron text has 5 or 6 fields, a phrase reads like every 1 hour")


def _is_cron(text: str) -> bool:
    try:
        CronSim(text, datetime(2000, 1, 1))
    except CronSimError:
        return False
    return len(text.split()) in (5, 6)


def _steps(count: int, unit: str, when: str) -> str | float:
    """Steps that divide the clock are kept by the clock; others are counted from run to run."""
    if not count or count * _UNITS[unit] > MOST_SECONDS:
        raise Unreadable(f"{when[:80]} is not a time: the step is from 1 second to a year")
    if unit == "day" and count == 1:
        return "0 0 * * *"
    if unit == "hour" and 24 % count == 0:
        return f"0 */{count} * * *"
    if unit == "minute" and 60 % count == 0:
        return f"*/{count} * * * *"
    return float(count * _UNITS[unit])


def _days(words: str) -> str | None:
    """Days of the week as cron writes them; None when one is not known."""
    found = [_DAYS.get(word.removesuffix("s")) for word in re.split(r"[, ]+(?:and )?", words.strip()) if word]
    return ",".join(day for day in found if day) if found and all(found) else None


def _daily(at: re.Match[str], days: str, when: str) -> str:
    hour, minute, second = (int(at[number] or 0) for number in (2, 3, 4))
    if at[5]:
        hour = hour % 12 + (12 if at[5] == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise Unreadable(f"{when[:80]} is not a time of the day")
    return f"{second} {minute} {hour} * * {days}" if second else f"{minute} {hour} * * {days}"


def following(when: str, after: float, zone: tzinfo = UTC) -> float:
    """The first time behind ``after``; Unreadable when there is none."""
    step = pace(when)
    if isinstance(step, float):
        return after + step
    moment = datetime.fromtimestamp(after, zone)
    try:
        return next(CronSim(step, moment)).timestamp()
    except StopIteration:
        raise Unreadable(f"{when[:80]} never comes") from None


def due_of(
    when: str, due: float, now: float, zone: tzinfo, catch_up: str, most: int = 100
) -> tuple[list[float], float]:
    """The occurrences to run now of one that was due at ``due``, and the next one.

    What was missed by more than a minute is not run (``skip``), run once (``once``), or run each (``all``, at most
    ``most`` at a time: the next one is then one of the past).
    """
    missed, coming = [due], following(when, due, zone)
    while coming <= now and len(missed) < (most if catch_up == "all" else 10_000):
        missed.append(coming)
        coming = following(when, coming, zone)
    if catch_up == "all":
        return missed, coming
    if coming <= now:
        coming = following(when, now, zone)
    last = missed[-1:]
    return (last if catch_up == "once" or now - last[0] <= GRACE else []), coming


GRACE = 60.0
"""Seconds that a run may be late and still counts as on time."""

CATCH_UP = ("skip", "once", "all")


def zone_of(config: Mapping[str, str]) -> tzinfo:
    """The time zone of a bot: ``timezone`` of its configuration, else UTC. Unreadable names one that is not known."""
    name = config.get("timezone", "")
    if not name:
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Unreadable(f"there is no time zone {name[:60]}; one reads like America/Sao_Paulo") from None


def catch_up_of(config: Mapping[str, str]) -> str:
    """What a bot does about times that nobody was there for: ``schedule-catch-up`` of its configuration, else once."""
    chosen = config.get("schedule-catch-up", "once").strip().lower()
    return chosen if chosen in CATCH_UP else "once"
