"""Functions that tell the time.

The clock is the machine's ``env``, never the system's, so a run can be repeated.
Called by the machine through the catalog.
"""

from __future__ import annotations

import datetime as dt

from stdlib.api import function
from stdlib.functions.arguments import Env
from stdlib.functions.moments import Date, shift


@function("NOW()", result="date", bare=True, env=True)
def now(env: Env) -> dt.datetime:
    """The local date and time.

    Example:
        TALK NOW() > TODAY() - 1   ' true
    """
    return env.now()


@function("TODAY()", result="date", bare=True, env=True)
def today(env: Env) -> dt.date:
    """The local date.

    Example:
        TALK TODAY() < TOMORROW()   ' true
    """
    return env.now().date()


@function("TOMORROW()", result="date", bare=True, env=True)
def tomorrow(env: Env) -> Date:
    """The local date of the next day.

    Example:
        TALK DATEDIFF("day", TODAY(), TOMORROW())   ' 1
    """
    return shift("TOMORROW", env.now().date(), 1, "day")


@function("TIME()", env=True)
def time(env: Env) -> dt.time:
    """The local time of day.

    Example:
        TALK LEN(TIME())   ' 8
    """
    return env.now().time().replace(microsecond=0)


@function("TIME$()", aliases=("TIME_STR",), result="text", bare=True, env=True)
def time_text(env: Env) -> str:
    """The local time of day as text, ``HH:MM:SS``.

    Example:
        TALK LEN(TIME_STR())   ' 8
    """
    return f"{env.now():%H:%M:%S}"


@function("DATE$()", result="text", bare=True, env=True)
def date_text(env: Env) -> str:
    """The local date as text, ``YYYY-MM-DD``.

    Example:
        TALK LEN(DATE$())   ' 10
    """
    return env.now().date().isoformat()


@function("TIMER()", result="number", bare=True, env=True)
def timer(env: Env) -> float:
    """Seconds since midnight, with milliseconds.

    Example:
        TALK TIMER() < 86400   ' true
    """
    at = env.now()
    return at.hour * 3600 + at.minute * 60 + at.second + at.microsecond // 1000 / 1000


@function("TIMESTAMP()", aliases=("UNIX_TIMESTAMP",), result="int", env=True)
def timestamp(env: Env) -> int:
    """Seconds since 1970-01-01 00:00 UTC.

    Example:
        TALK TIMESTAMP() > 1700000000   ' true
    """
    return _epoch_milliseconds(env) // 1000


@function("TIMESTAMP_MS()", result="int", env=True)
def timestamp_ms(env: Env) -> int:
    """Milliseconds since 1970-01-01 00:00 UTC.

    Example:
        TALK TIMESTAMP_MS() > TIMESTAMP()   ' true
    """
    return _epoch_milliseconds(env)


def _utc(env: Env) -> dt.datetime:
    return env.now().astimezone(dt.UTC).replace(tzinfo=None)


def _epoch_milliseconds(env: Env) -> int:
    return (_utc(env) - dt.datetime(1970, 1, 1)) // dt.timedelta(milliseconds=1)


@function("NOW_STR()", result="text", env=True)
def now_text(env: Env) -> str:
    """The local date and time as text, ``YYYY-MM-DD HH:MM:SS``.

    Example:
        TALK LEN(NOW_STR())   ' 19
    """
    return env.now().isoformat(" ", "seconds")


@function("TODAY_STR()", result="text", env=True)
def today_text(env: Env) -> str:
    """The local date as text, ``YYYY-MM-DD``.

    Example:
        TALK LEN(TODAY_STR())   ' 10
    """
    return env.now().date().isoformat()


@function("NOW_UTC()", result="text", env=True)
def now_utc(env: Env) -> str:
    """The date and time in UTC as text, ``YYYY-MM-DD HH:MM:SS``.

    Example:
        TALK LEN(NOW_UTC())   ' 19
    """
    return _utc(env).isoformat(" ", "seconds")
