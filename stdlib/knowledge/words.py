"""The words of a text as numbers, for search by words (BM25): small and large letters, accents and endings are alike.

A word stands for its first six letters, which serves most European languages without knowing which one it is. The same
for every index, so that all of them find the same. Pure.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator

STEM = 6
"""Letters of a word that count."""

SATURATION = 1.2
LENGTH_WEIGHT = 0.75
USUAL_LENGTH = 90.0
"""BM25's k1 and b, and the words that a passage usually has."""

_WORD = re.compile(r"\w+")
_USUAL = """
a about after all also an and any are as at be been but by can could did do does for from had has have he her his
how i if in into is it its just may me more most my no not of on one or our out over own she should so some such
than that the their them then there these they this those to under up was we were what when where which while who
whom why will with would you your ao aos as até com como da das de dela dele delas deles depois do dos e é ela elas
ele eles em entre era essa esse esta está estão este eu foi há isso isto já lhe mais mas me mesmo meu minha muito na
nao não nas nem no nos nós o os ou para pela pelas pelo pelos por posso qual quais quando quanto quantos quem que se
sem ser seu seus sua suas são só também te tem tém têm ter um uma umas uns você vocês al como con del donde el ella
ellos en es esta está este la las le lo los más mi muy para pero por qué quién se ser si sin son su sus también te
tiene un una uno unos y
"""
"""Words of English, Portuguese and Spanish that say nothing of what a text is about."""


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


_LEFT_OUT = frozenset(_folded(_USUAL).split())


def words(text: str) -> Iterator[int]:
    """The number of each word in order; words that every text has are left out."""
    for word in _WORD.findall(_folded(text)):
        if word not in _LEFT_OUT:
            yield zlib.crc32(word[:STEM].encode("utf-8", "surrogatepass"))


def weights(text: str) -> dict[int, float]:
    """The words of a passage with BM25's weight of how often they stand in it, before that of how rare they are."""
    found = Counter(words(text))
    length = sum(found.values())
    part = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length / USUAL_LENGTH)
    return {word: count * (SATURATION + 1) / (count + part) for word, count in found.items()}


def asked(text: str) -> list[int]:
    """The words of a question, each once."""
    return _once(words(text))


def _once(found: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(found))
