"""What an index of the passages of one bot does. Implemented by the adapters ``knowledge_*``. No I/O here.

Both ways of search are put together by reciprocal rank fusion: what stands high in either list comes first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol, runtime_checkable

from stdlib.knowledge.words import words
from stdlib.ports.knowledge import Document, Passage

CANDIDATES = 20
"""Passages that each of the two ways of search gives, or as many as are asked for."""

BEST = 2.0
"""The score of a passage that is the first one both ways and has all words of the question."""


class Way(Enum):
    """How passages are found. ``MEANING`` and ``WORDS`` alone are for measuring."""

    BOTH = "both"
    MEANING = "meaning"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Indexed:
    """A passage to be kept: its vector, and its words with their weights."""

    text: str
    page: int
    section: str
    vector: Sequence[float]
    words: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as an index takes it: only passages in one of ``folders`` count."""

    vector: Sequence[float]
    words: Sequence[int]
    folders: Sequence[str]
    limit: int
    way: Way = Way.BOTH


@runtime_checkable
class Index(Protocol):
    """Faults: GB7812 when it cannot be used."""

    async def documents(self) -> dict[tuple[str, str], Document]:
        """Every document by collection and name."""

    async def put(self, document: Document, passages: Sequence[Indexed]) -> None:
        """Keep a document in place of an earlier state of it; after a crash on the way it is not there."""

    async def remove(self, collection: str, name: str) -> None:
        """Forget a document with all its passages."""

    async def search(self, asked: Asked) -> list[Passage]:
        """The passages that fit best, the best first."""

    async def settle(self) -> None:
        """Many documents came in: make search fast again."""

    async def close(self) -> None:
        """Write and let go."""


def fused(meaning: Sequence[Passage], said: Sequence[Passage], asked: Asked) -> list[Passage]:
    """Both ways together: 1 divided by the rank of each. A rank by words counts as far as the passage has the words of
    the question, so that a question in another language is not led astray by a word or two."""
    scores: dict[Passage, float] = {}
    for rank, passage in enumerate(meaning, 1):
        scores[replace(passage, score=0.0)] = 1 / rank
    wanted = set(asked.words)
    for rank, passage in enumerate(said, 1):
        share = len(wanted.intersection(words(f"{passage.section} {passage.text}"))) / len(wanted)
        key = replace(passage, score=0.0)
        scores[key] = scores.get(key, 0.0) + share / rank
    best = sorted(scores.items(), key=lambda found: -found[1])[: asked.limit]
    return [replace(passage, score=score) for passage, score in best]
