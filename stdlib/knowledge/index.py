"""What an index of the passages of one bot does. Implemented by the adapters ``knowledge_*``. No I/O here.

Both ways of search are put together by reciprocal rank fusion: what stands high in either list comes first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, runtime_checkable

from stdlib.ports.knowledge import Document, Passage

CANDIDATES = 40
"""Passages that each of the two ways of search gives."""

RANK = 10
"""What is added to a rank before fusion: the smaller, the more the first places count."""


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


def fused(lists: Sequence[Sequence[int]], limit: int) -> list[tuple[int, float]]:
    """The first items of several ranked lists together, with their scores."""
    scores: dict[int, float] = {}
    for ranked in lists:
        for rank, item in enumerate(ranked):
            scores[item] = scores.get(item, 0.0) + 1 / (RANK + rank)
    return sorted(scores.items(), key=lambda found: -found[1])[:limit]
