"""Dates, times and lengths of time as text by a pattern such as ``dd/MM/yyyy HH:mm``.

A word of the pattern is replaced only if it is made of date letters from end to end, so ``dd de MMMM`` keeps its
``de``. ``yyyy`` ``yy`` year, ``MMMM`` ``MMM`` ``MM`` ``M`` month, ``dddd`` ``ddd`` ``dd`` ``d`` day (also in
capitals), ``HH`` ``H`` hour of 24, ``hh`` ``h`` hour of 12, ``mm`` ``m`` minute, ``ss`` ``s`` second, ``fff``
fraction, ``tt`` or ``AM/PM`` half of the day. Only FORMAT and its kin call this.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from itertools import groupby

from stdlib.functions.number_format import split_language


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MONTHS = {
    "en": _names("January February March April May June July August September October November December"),
    "pt": _names("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    "es": _names("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    "fr": _names("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    "de": _names("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    "it": _names("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
}
WEEKDAYS = {  # Monday first
    "en": _names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "pt": _names("segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo"),
    "es": _names("lunes martes miércoles jueves viernes sábado domingo"),
    "fr": _names("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    "de": _names("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
    "it": _names("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
}
_LONGEST = {"y": 4, "M": 4, "d": 4, "H": 2, "h": 2, "m": 2, "s": 2, "f": 6, "t": 2}
_DATE, _TIME = frozenset("yMd"), frozenset("Hhmsft")

Moment = dt.date | dt.time | dt.timedelta
Cell = tuple[str, int]  # letter and length, or literal text and 0


def has_date_marks(pattern: str) -> bool:
    """Whether any part of the pattern stands for a part of a date or time."""
    return any(width for _, width in _cells(split_language(pattern)[0]))


def format_moment(value: Moment, pattern: str) -> str:
    """``value`` by the pattern; what the value does not have (the day of a bare time) stays as it is written."""
    bare, language = split_language(pattern)
    spoken = language.partition("-")[0]
    names = spoken if spoken in MONTHS else "en"
    return "".join(_write(value, letter, width, names) if width else letter for letter, width in _cells(bare))


@lru_cache(maxsize=256)
def _cells(pattern: str) -> tuple[Cell, ...]:
    """The pattern cut into marks and literal text."""
    found: list[Cell] = []
    for word, literal in _words(pattern):
        marks = [] if literal else _marks(word)
        found.extend(marks or [(word, 0)])
    letters = {letter for letter, width in found if width}
    if letters & {"y", "d"} and not letters & {"H", "h", "s"}:
        # dd/mm/yyyy has no hour that the minutes could belong to.
        found = [("M", width) if width and letter == "m" else (letter, width) for letter, width in found]
    return tuple(found)


def _words(pattern: str) -> list[tuple[str, bool]]:
    """Runs of letters, and everything else with True for literal; quotes and backslashes are taken off."""
    found: list[tuple[str, bool]] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        end = at + 1
        if char == "\\" and end < len(pattern):
            found.append((pattern[end], True))
            end += 1
        elif char in "\"'" and pattern.find(char, end) >= 0:
            close = pattern.find(char, end)
            found.append((pattern[end:close], True))
            end = close + 1
        elif pattern[at : at + 5].upper() == "AM/PM":
            end = at + 5
            found.append((pattern[at:end], False))
        elif char.isalpha():
            while end < len(pattern) and pattern[end].isalpha() and pattern[end : end + 5].upper() != "AM/PM":
                end += 1
            found.append((pattern[at:end], False))
        else:
            found.append((char, True))
        at = end
    return found


def _marks(word: str) -> list[Cell]:
    """The marks a word is made of; none when a letter of it is not one. ``T`` and ``Z`` between marks stay."""
    if word.upper() == "AM/PM":
        return [("t" if word[0] == "A" else "a", 2)]
    found: list[Cell] = []
    for char, run in groupby(word):
        width = len(list(run))
        letter = {"Y": "y", "D": "d"}.get(char, "M" if char == "m" and width > 2 else char)
        if char in "TZ" and width == 1 and len(word) > 1:
            found.append((char, 0))
        elif width > _LONGEST.get(letter, 0) or (letter == "y" and width not in (2, 4)):
            return []
        else:
            found.append((letter, width))
    return found if any(width for _, width in found) else []


def _write(value: Moment, letter: str, width: int, names: str) -> str:
    if isinstance(value, dt.timedelta):
        return _write_length(value, letter, width)
    if letter in _DATE:
        return _write_date(value, letter, width, names) if isinstance(value, dt.date) else letter * width
    time = value if isinstance(value, dt.time) else value.time() if isinstance(value, dt.datetime) else dt.time()
    return _write_time(time, letter, width)


def _write_date(value: dt.date, letter: str, width: int, names: str) -> str:
    if letter == "y":
        return f"{value.year:04}"[-width:]
    name = MONTHS[names][value.month - 1] if letter == "M" else WEEKDAYS[names][value.weekday()]
    if width > 2:
        return name if width == 4 else name[:3]
    return f"{value.month if letter == 'M' else value.day:0{width}}"


def _write_time(value: dt.time, letter: str, width: int) -> str:
    if letter in "ta":
        half = "PM" if value.hour >= 12 else "AM"
        return (half if letter == "t" else half.lower())[:width]
    if letter == "f":
        return f"{value.microsecond:06}"[:width]
    shown = {"H": value.hour, "h": value.hour % 12 or 12, "m": value.minute, "s": value.second}[letter]
    return f"{shown:0{width}}"


def _write_length(value: dt.timedelta, letter: str, width: int) -> str:
    """Hours of a length of time are all its hours, unless the pattern's ``d`` takes the days; dates it has none."""
    seconds, micro = divmod(abs(value) // dt.timedelta(microseconds=1), 1_000_000)
    if letter in "yMta":
        return letter * width
    if letter == "f":
        return f"{micro:06}"[:width]
    hours = seconds // 3600
    shown = {"d": seconds // 86400, "H": hours, "h": hours, "m": seconds // 60 % 60, "s": seconds % 60}
    return ("-" if value < dt.timedelta() and letter in "Hhd" else "") + f"{shown[letter]:0{width}}"
