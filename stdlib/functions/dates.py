"""Functions over dates and times: parts of a date, adding, differences, reading from text.

Dates may be given as values or as text. Called by the machine through the catalog.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from stdlib.api import function
from stdlib.functions.arguments import number, numeric, whole, wrong
from stdlib.functions.moments import (
    Date,
    as_datetime,
    difference,
    moment,
    month_end,
    needed,
    shift,
    time_of,
    unit_of,
)
from vm.value import BasicError


@function("YEAR(date)", result="int", methods=("year",))
def year(value: Any) -> int:
    """Year of a date; 0 when it cannot be read as one.

    Example:
        TALK YEAR("2026-03-07")   ' 2026
    """
    found = moment(value)
    return found.year if found is not None else 0


@function("MONTH(date)", result="int", methods=("month",))
def month(value: Any) -> int:
    """Month of a date, 1 to 12; 0 when it cannot be read as one.

    Example:
        TALK MONTH("2026-03-07")   ' 3
    """
    found = moment(value)
    return found.month if found is not None else 0


@function("DAY(date)", result="int", methods=("day",))
def day(value: Any) -> int:
    """Day of the month, 1 to 31; 0 when it cannot be read as a date.

    Example:
        TALK DAY("07/03/2026")   ' 7
    """
    found = moment(value)
    return found.day if found is not None else 0


@function("HOUR(time)", result="int", methods=("hour",))
def hour(value: Any) -> int:
    """Hour of a time or of a date with time, 0 to 23; 0 when it has none.

    Example:
        TALK HOUR("2026-03-07 14:05")   ' 14
    """
    found = time_of(value)
    return found.hour if found is not None else 0


@function("MINUTE(time)", result="int", methods=("minute",))
def minute(value: Any) -> int:
    """Minute of a time or of a date with time, 0 to 59; 0 when it has none.

    Example:
        TALK MINUTE("14:05")   ' 5
    """
    found = time_of(value)
    return found.minute if found is not None else 0


@function("SECOND(time)", result="int", methods=("second",))
def second(value: Any) -> int:
    """Second of a time or of a date with time, 0 to 59; 0 when it has none.

    Example:
        TALK SECOND("14:05:09")   ' 9
    """
    found = time_of(value)
    return found.second if found is not None else 0


@function("WEEKDAY(date)", result="int", methods=("weekday",))
def weekday(value: Any) -> int:
    """Day of the week from 1, Sunday, to 7, Saturday; 0 when it cannot be read as a date.

    Example:
        TALK WEEKDAY("2026-03-07")   ' 7
    """
    found = moment(value)
    return found.isoweekday() % 7 + 1 if found is not None else 0


# ---------------------------------------------------------------- arithmetic


@function(
    "DATEADD(date, amount[, unit])", aliases=("DATE_ADD",), forms=("DATEADD first, second, third",), result="date"
)  # fmt: skip
def dateadd(*args: Any) -> Date:
    """A date moved by an amount of a unit; days when there is none.

    The argument that is a unit (``year`` ``month`` ``week`` ``day`` ``hour`` ``minute`` ``second``, or short ``y``
    ``w`` ``d`` ``h`` ``n`` ``s``) decides the order: ``(date, amount, unit)``, ``(date, unit, amount)`` or ``(unit,
    amount, date)``. Months end at the month's last day.

    Example:
        TALK DATEADD("2026-01-31", 1, "month")   ' 2026-02-28
        TALK DATEADD("2026-03-07", "day", -7)   ' 2026-02-28
        TALK DATEADD "hour", 2, "2026-03-07"   ' 2026-03-07 02:00:00
    """
    start, amount, unit = _dateadd_order(args)
    return shift("DATEADD", needed("DATEADD", start), _finite("DATEADD", amount), unit)


def _dateadd_order(args: tuple[Any, ...]) -> tuple[Any, Any, str]:
    if len(args) == 2:
        return args[0], args[1], "day"
    for place, (start, amount) in ((2, (0, 1)), (1, (0, 2)), (0, (2, 1))):
        unit = unit_of(args[place])
        if unit is not None:
            if place == 0 and moment(args[1]) is not None and numeric(args[2]) is not None:
                start, amount = amount, start
            return args[start], args[amount], unit
    raise wrong("DATEADD needs a unit: year, month, week, day, hour, minute or second")


def _finite(name: str, value: Any) -> int | float:
    found = number(name, value)
    if found != found or found in (float("inf"), float("-inf")):
        raise wrong(f"{name} needs a number of units, not {found}")
    return found


@function("ADD_DAYS(date, days)", result="date")
def add_days(value: Any, days: Any) -> Date:
    """A date moved by days.

    Example:
        TALK ADD_DAYS("2026-02-27", 2)   ' 2026-03-01
    """
    return shift("ADD_DAYS", needed("ADD_DAYS", value), _finite("ADD_DAYS", days), "day")


@function(
    "DATEDIFF(first, second[, unit])", aliases=("DATE_DIFF",), forms=("DATEDIFF first, second, third",), result="int"
)
def datediff(*args: Any) -> int:
    """How many whole units the second date is after the first; negative when it is before.

    The unit stands first or last; without one it is days. Years and months are counted by the calendar, other units
    by the time that passed.

    Example:
        TALK DATEDIFF("day", "2026-03-01", "2026-03-07")   ' 6
        TALK DATEDIFF("2026-01-31", "2026-03-01", "month")   ' 2
    """
    unit: str | None = "day"
    first, second = args[0], args[1]
    if len(args) == 3:
        unit = unit_of(args[0])
        first, second = args[1], args[2]
        if unit is None:
            unit, first, second = unit_of(args[2]), args[0], args[1]
    if unit is None:
        raise wrong("DATEDIFF needs a unit: year, month, week, day, hour, minute or second")
    return difference(needed("DATEDIFF", first), needed("DATEDIFF", second), unit)


@function("DAYS_BETWEEN(first, second)", result="int")
def days_between(first: Any, second: Any) -> int:
    """Whole days from the first date to the second.

    Example:
        TALK DAYS_BETWEEN("2026-03-01", "2026-03-07")   ' 6
    """
    return difference(needed("DAYS_BETWEEN", first), needed("DAYS_BETWEEN", second), "day")


@function("HOURS_BETWEEN(first, second)", result="int")
def hours_between(first: Any, second: Any) -> int:
    """Whole hours from the first date and time to the second.

    Example:
        TALK HOURS_BETWEEN("2026-03-07 08:00", "2026-03-07 10:30")   ' 2
    """
    return difference(needed("HOURS_BETWEEN", first), needed("HOURS_BETWEEN", second), "hour")


@function("MINUTES_BETWEEN(first, second)", result="int")
def minutes_between(first: Any, second: Any) -> int:
    """Whole minutes from the first date and time to the second.

    Example:
        TALK MINUTES_BETWEEN("2026-03-07 08:00", "2026-03-07 10:30")   ' 150
    """
    return difference(needed("MINUTES_BETWEEN", first), needed("MINUTES_BETWEEN", second), "minute")


@function("SECONDS_BETWEEN(first, second)", result="int")
def seconds_between(first: Any, second: Any) -> int:
    """Whole seconds from the first date and time to the second.

    Example:
        TALK SECONDS_BETWEEN("2026-03-07 08:00", "2026-03-07 08:01")   ' 60
    """
    return difference(needed("SECONDS_BETWEEN", first), needed("SECONDS_BETWEEN", second), "second")


@function("DAYS(count)")
def days(count: Any) -> dt.timedelta:
    """A length of time in days, to add to a date or take from it.

    Example:
        TALK CDATE("2026-03-07") - DAYS(7)   ' 2026-02-28
    """
    return _length("DAYS", count, 86_400)


@function("HOURS(count)")
def hours(count: Any) -> dt.timedelta:
    """A length of time in hours, to add to a date or take from it.

    Example:
        TALK CDATE("2026-03-07 10:00") + HOURS(24)   ' 2026-03-08 10:00:00
    """
    return _length("HOURS", count, 3600)


@function("MINUTES(count)")
def minutes(count: Any) -> dt.timedelta:
    """A length of time in minutes, to add to a date or take from it.

    Example:
        TALK CDATE("2026-03-07 10:00") + MINUTES(15)   ' 2026-03-07 10:15:00
    """
    return _length("MINUTES", count, 60)


def _length(name: str, count: Any, seconds: int) -> dt.timedelta:
    try:
        return dt.timedelta(seconds=_finite(name, count) * seconds)
    except OverflowError:
        raise BasicError("GB6003", f"{name} gives a longer time than the calendar has") from None


@function("EOMONTH(date[, months])", result="date")
def eomonth(value: Any, months: Any = 0) -> dt.date:
    """Last day of the month that lies some months after a date.

    Example:
        TALK EOMONTH("2026-01-15", 1)   ' 2026-02-28
    """
    return month_end(shift("EOMONTH", needed("EOMONTH", value), whole("EOMONTH", months), "month"))


@function("ISDATE(value)", aliases=("IS_DATE",), result="bool")
def isdate(value: Any) -> bool:
    """Whether it is a date or text that can be read as one.

    Example:
        TALK ISDATE("07/03/2026")   ' true
        TALK ISDATE("soon")   ' false
    """
    return moment(value) is not None


@function("CDATE(text)", result="date")
def cdate(value: Any) -> Date:
    """A date, with its time if it has one, read from text; GB6003 when it is none.

    Example:
        TALK CDATE("2026-3-7 14:05")   ' 2026-03-07 14:05:00
    """
    return needed("CDATE", value)


@function("DATEVALUE(text)", result="date")
def datevalue(value: Any) -> dt.date:
    """The date alone, read from text or taken from a date and time; GB6003 when it is none.

    Example:
        TALK DATEVALUE("2026-3-7")   ' 2026-03-07
    """
    return as_datetime(needed("DATEVALUE", value)).date()


@function("TIMEVALUE(text)")
def timevalue(value: Any) -> dt.time:
    """The time of day, read from text such as ``14:05`` or ``2:05 PM``; GB6003 when it is none.

    Example:
        TALK TIMEVALUE("2:05 PM")   ' 14:05:00
    """
    found = time_of(value)
    if found is None:
        raise BasicError("GB6003", "TIMEVALUE needs a time such as 14:05")
    return found
