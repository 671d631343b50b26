# Dates written in text. Included by value.pyx.

_DATE = re.compile(
    r"(?:(\d{4})([-/])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-/.])(\d{1,2})\6(\d{4}))"
    r"(?:(?:[Tt]|\s+)(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?\s*(?:[Zz]|([+-])(\d{2}):?(\d{2})?)?)?",
    re.ASCII,
)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)


# Units for reading a text as a date or time, which takes as long as some twenty turns of a loop.
cdef long long READING_DATE = 20


cdef object date_of(str text):
    """The date (only a date is written) or datetime in ``text``, else None."""
    spend_now(READING_DATE + (len(text) >> 6))
    text = text.strip()
    match = _DATE.fullmatch(text) if len(text) <= 64 else None
    if match is None:
        return None
    y, _, m, d, first, mark, second, year, hour, minute, sec, fraction, sign, off_h, off_m = match.groups()
    if y is not None:
        found = calendar_date(int(y), int(m), int(d))
    else:
        found = calendar_date(int(year), int(second), int(first))
        if found is None and mark == "/":
            found = calendar_date(int(year), int(first), int(second))
    if found is None or hour is None:
        return found
    try:
        moment = datetime(
            found.year, found.month, found.day, int(hour), int(minute), int(sec or 0),
            int((fraction or "0")[:6].ljust(6, "0")),
        )
        if sign is not None:
            shift = timedelta(hours=int(off_h), minutes=int(off_m or 0))
            moment = moment - shift if sign == "+" else moment + shift
    except (ValueError, OverflowError):
        return None
    return moment


cdef object calendar_date(int year, int month, int day):
    try:
        return date(year, month, day)
    except ValueError:
        return None


cdef object clock_time(str text):
    """The time in text ``HH:MM[:SS]``, else None."""
    spend_now(READING_DATE + (len(text) >> 6))
    text = text.strip()
    match = _TIME.fullmatch(text) if len(text) <= 64 else None
    if match is None:
        return None
    try:
        return time(int(match[1]), int(match[2]), int(match[3] or 0))
    except ValueError:
        return None
