"""FORMAT, FORMAT_DATE and FORMAT_TIME: which kind of pattern is meant, by the value and by the pattern.

Numbers and dates are written by their own modules; patterns over text are here. Called by the machine.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from stdlib.api import function
from stdlib.functions.arguments import numeric, text_or_empty, text_room, unwrap, wrong
from stdlib.functions.date_format import format_moment, has_date_marks
from stdlib.functions.moments import moment, time_of
from stdlib.functions.number_format import format_number, is_number_pattern
from vm.budget import charge
from vm.value import to_json

_LONGEST_PATTERN = 1000


@function(
    "FORMAT(value, ...)",
    forms=("FORMAT value AS pattern:word(JSON)", "FORMAT value, pattern", "FORMAT value"),
    result="text",
    methods=("format",),
)
def formatted(value: Any, *patterns: Any) -> str:
    """A value as text by a pattern; without one as TALK shows it.

    Numbers: ``#,##0.00`` ``0000`` ``#.##`` ``+#.#`` ``0%`` ``R$ #,##0.00`` ``0.00E+00``; short names ``N2`` (groups),
    ``F2`` (none), ``C2`` (money), ``P1`` (percent), ``n``, ``f`` (whole). A language may follow: ``C2[pt]``,
    ``C2[en-GB]``. ``;`` divides positive, negative, zero.

    Dates: ``yyyy`` ``MM`` ``dd`` ``HH`` ``mm`` ``ss`` ``fff`` ``tt``, ``MMMM`` and ``dddd`` for names, ``hh`` for 12
    hours; the year and day also in capitals. Other words stay. ``dd MMMM[pt]`` writes Portuguese names.

    Text: ``@`` a character or a blank, ``&`` a character or nothing, ``>`` capitals, ``<`` small letters, ``!`` fill
    from the left; ``{0}`` in the value is replaced by the first argument. ``AS JSON`` gives JSON.

    Example:
        TALK FORMAT(1234.5, "#,##0.00")   ' 1,234.50
        TALK FORMAT(1234.5, "C2[pt]")   ' R$ 1.234,50
        TALK FORMAT("2026-03-07", "dd/MM/yyyy")   ' 07/03/2026
        TALK FORMAT("5551234", "@@@-@@@@")   ' 555-1234
        TALK FORMAT {"a": 1} AS JSON   ' {"a": 1}
    """
    if isinstance(value, str) and patterns and "{0}" in value:
        return _placed(value, patterns)
    pattern = _shape("FORMAT", patterns[0]) if patterns else ""
    if pattern.upper() == "JSON":
        return str(to_json(value))
    value = unwrap(value)
    if not pattern or value is None:
        return text_or_empty(value)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return format_moment(value, pattern)
    return _by_kind(value, pattern)


def _shape(name: str, pattern: Any) -> str:
    """The pattern as text; short enough to be read with care and remembered."""
    text = text_or_empty(pattern)
    if len(text) > _LONGEST_PATTERN:
        raise wrong(f"{name} takes a pattern of at most {_LONGEST_PATTERN} characters")
    charge(4 * len(text))
    return text


def _placed(text: str, values: tuple[Any, ...]) -> str:
    for at, value in enumerate(values):
        shown, mark = text_or_empty(value), "{" + str(at) + "}"
        text_room(len(text) + text.count(mark) * len(shown))
        text = text.replace(mark, shown)
    return text


def _by_kind(value: Any, pattern: str) -> str:
    """A number by a number pattern, text that is a date by a date pattern, else a text pattern, else as it is."""
    found = numeric(value)
    if found is not None and is_number_pattern(pattern):
        return format_number(found, pattern)
    if isinstance(value, str) and found is None and has_date_marks(pattern):
        read = moment(value) or time_of(value)
        if read is not None:
            return format_moment(read, pattern)
    text = text_or_empty(value)
    return _by_places(text, pattern) if set("@&<>!") & set(pattern) else text


def _by_places(text: str, pattern: str) -> str:
    """Fill the places of a text pattern, from the right unless it has ``!``; the rest joins the last one."""
    text_room(len(text) + len(pattern))
    shown = text.upper() if ">" in pattern else text.lower() if "<" in pattern else text
    marks = [c for c in pattern if c not in "<>!"]
    count = sum(c in "@&" for c in marks)
    if not count:
        return shown + "".join(marks)
    from_left = "!" in pattern
    spare = max(0, len(shown) - count)
    chars: list[str] = list(shown[: count - 1] if spare and from_left else shown[spare + 1 :] if spare else shown)
    if spare:
        chars = [*chars, shown[count - 1 :]] if from_left else [shown[: spare + 1], *chars]
    blanks = [""] * (count - len(chars))
    fill = iter([*chars, *blanks] if from_left else [*blanks, *chars])
    made = ((next(fill) or (" " if c == "@" else "")) if c in "@&" else c for c in marks)
    return "".join(made)


@function("FORMAT_DATE(date, pattern)", aliases=("FORMATDATE",), result="text")
def format_date(value: Any, pattern: Any = "yyyy-MM-dd") -> str:
    """A date, or text that is one, by a date pattern as FORMAT has them; other text comes back as it is.

    Example:
        TALK FORMAT_DATE("2026-03-07", "MMMM dd, yyyy")   ' March 07, 2026
    """
    read = value if isinstance(value, dt.time) else moment(value)
    shape = _shape("FORMAT_DATE", pattern)
    return text_or_empty(value) if read is None else format_moment(read, shape)


@function("FORMAT_TIME(time[, pattern])", aliases=("FORMATTIME",), result="text")
def format_time(value: Any, pattern: Any = None) -> str:
    """The time of day of a date with time, a time or text, as ``HH:mm`` or by a pattern.

    Text that is no time comes back as it is.

    Example:
        TALK FORMAT_TIME("2026-03-07 14:05:09")   ' 14:05
    """
    read = value if isinstance(value, dt.time) else moment(value) or time_of(value)
    shape = _shape("FORMAT_TIME", pattern) or "HH:mm"
    return text_or_empty(value) if read is None else format_moment(read, shape)
