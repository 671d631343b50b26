"""The settings of a bot: what ``config.csv`` says, read the way existing packages write it.

Two columns, split at the first comma; a header line, blank lines and lines with ``#`` say nothing. Pure: whoever finds
the file reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

UNSET = frozenset({"", "none", "null", "n/a"})
_HEADERS = frozenset({"name", "key"})
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?")
_PATH = re.compile(r"\.{0,2}/|~|models/|.*\.gguf$", re.IGNORECASE)


class Configuration(Mapping[str, str]):
    """Settings by name: as written, else in any case and with ``-``, ``_`` or a blank between words.

    One that is unset is looked up in ``fallback``, the settings of the default bot, and so is a value that is a path
    of the computer it was written on, when the fallback has one.
    """

    def __init__(self, values: Mapping[str, str], fallback: Mapping[str, str] | None = None) -> None:
        self._values = {key: value for key, value in values.items() if value.strip().lower() not in UNSET}
        self._plain = {_plain(key): value for key, value in self._values.items()}
        self._fallback: Mapping[str, str] = fallback or {}

    def __getitem__(self, key: str) -> str:
        value = self._values.get(key) or self._plain.get(_plain(key))
        if value is None or (_PATH.match(value) and key in self._fallback):
            return self._fallback[key]
        return value

    def __iter__(self) -> Iterator[str]:
        yield from self._values
        yield from (key for key in self._fallback if _plain(key) not in self._plain)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def variables(self) -> dict[str, str | int | float]:
        """What ``param-NAME`` lines give to every script: numbers that are written like numbers, else texts."""
        return {key[6:]: _value(self[key]) for key in self if key[:6].lower() in ("param-", "param_") and key[6:]}


def read(text: str, fallback: Mapping[str, str] | None = None) -> Configuration:
    """The settings in the text of a ``config.csv``; of two lines with one name the last counts."""
    values: dict[str, str] = {}
    for number, line in enumerate(text.splitlines()):
        name, comma, value = line.partition(",")
        name = name.strip()
        if not comma or not name or name.startswith("#"):
            continue
        if not number and name.lower() in _HEADERS and value.strip().lower() == "value":
            continue
        values[name] = value.strip()
    return Configuration(values, fallback)


def _plain(key: str) -> str:
    return re.sub(r"[\s_-]+", "-", key.strip().lower())


def _value(text: str) -> str | int | float:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    return float(text) if match[2] else int(text)
