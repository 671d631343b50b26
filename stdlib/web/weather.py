"""Sentences about the weather from the answers of an OpenWeather service.

Pure; ``stdlib.keywords.http`` asks the service.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from stdlib.ports.faults import KeywordFault
from vm.value import Array, Object, to_text

DEFAULT_URL = "https://api.openweathermap.org"
MOST_DAYS = 5


def now_sentence(answer: Any) -> str:
    """``Lisbon: 21 °C, light rain, wind 3 m/s, humidity 60 %``; what the service does not tell is left out."""
    parts = [
        _measure(answer, "main.temp", "{} °C"),
        to_text(_at(answer, "weather.0.description")),
        _measure(answer, "wind.speed", "wind {} m/s"),
        _measure(answer, "main.humidity", "humidity {} %"),
    ]
    told = ", ".join(part for part in parts if part)
    if not told:
        raise KeywordFault("GB7208", "the weather service gave an answer without any weather")
    return f"{to_text(_at(answer, 'name'))}: {told}"


def forecast_sentences(answer: Any, days: int) -> str:
    """A line for each coming day: lowest and highest temperature and what it is like most of the time."""
    by_day: dict[str, list[Any]] = {}
    entries = _at(answer, "list")
    for entry in entries if isinstance(entries, Array) else []:
        by_day.setdefault(to_text(_at(entry, "dt_txt"))[:10], []).append(entry)
    lines = [line for line in (_day(day, of_day) for day, of_day in sorted(by_day.items())) if line]
    if not lines:
        raise KeywordFault("GB7208", "the weather service gave an answer without a forecast")
    return f"{to_text(_at(answer, 'city.name'))}\n" + "\n".join(lines[:days])


def _day(day: str, entries: list[Any]) -> str:
    low = [number for entry in entries if (number := _number(entry, "main.temp_min", "main.temp")) is not None]
    high = [number for entry in entries if (number := _number(entry, "main.temp_max", "main.temp")) is not None]
    words = Counter(filter(None, (to_text(_at(entry, "weather.0.description")) for entry in entries)))
    if not low or not high:
        return ""
    try:
        shown = date.fromisoformat(day).isoformat()
    except ValueError:
        return ""
    like = f", {words.most_common(1)[0][0]}" if words else ""
    return f"{shown}: {round(min(low))} to {round(max(high))} °C{like}"


def _measure(answer: Any, path: str, form: str) -> str:
    value = _number(answer, path)
    return "" if value is None else form.format(round(value))


def _number(value: Any, *paths: str) -> float | None:
    for path in paths:
        found = _at(value, path)
        if isinstance(found, int | float) and not isinstance(found, bool) and abs(found) < 1e6:
            return found
    return None


def _at(value: Any, path: str) -> Any:
    """The field or element under a dotted path, None when there is none."""
    for name in path.split("."):
        if isinstance(value, Object):
            value = value.get(name)
        else:
            place = int(name) if name.isdecimal() else -1
            value = value[place] if isinstance(value, Array) and 0 <= place < len(value) else None
    return value
