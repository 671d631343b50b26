"""Rows that hold words of a question, those first that hold most of them. Called by SEARCH PRODUCTS."""

from __future__ import annotations

import re

from stdlib.functions.condition_tree import Either
from stdlib.hear.texts import plain
from stdlib.ports.database import Kind, Row, Selection
from stdlib.tables.places import Place
from stdlib.tables.search import words_in

_MOST_WORDS = 20
_LOOKED_AT = 5000
"""Rows that fit which are looked at to find the best."""


async def best_first(place: Place, question: str) -> list[Row]:
    """The rows with at least one of the words in a text: most words first, then those with words in the name."""
    words = list(dict.fromkeys(map(_stem, re.findall(r"\w+", question.lower()))))[:_MOST_WORDS]
    columns = [] if place.access is None else _readable(place)
    if not words or not columns:
        return []
    anywhere = tuple(words_in(columns, 1, first=number) for number in range(len(words)))
    where = anywhere[0] if len(anywhere) == 1 else Either(anywhere)
    found = await place.find(Selection(place.name, where, words, limit=_LOOKED_AT))
    found.sort(key=lambda row: _rank(row, columns, words))
    return found


def _stem(word: str) -> str:
    """Without the end of the plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _readable(place: Place) -> list[str]:
    assert place.access is not None
    place.access.read()
    hidden = place.access.hidden
    return [c.name for c in place.access.table.columns if c.kind is Kind.TEXT and c.name.lower() not in hidden]


def _rank(row: Row, columns: list[str], words: list[str]) -> tuple[int, int]:
    text = plain(" ".join(str(row.get(column) or "") for column in columns))
    name = plain(str(next((value for key, value in row.items() if key.lower() in ("name", "title", "nome")), "")))
    held = [plain(word) for word in words]
    return -sum(word in text for word in held), -sum(word in name for word in held)
