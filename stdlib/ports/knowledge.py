"""The port of a bot's knowledge: passages of its documents and websites, found by what they say. No I/O here.

A conversation is given the port as its person may read: what is closed to that person is not found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document: ``page`` from 1, 0 where there are none; ``section`` is the headings above it; ``url``
    the address of a page of a website. ``score`` orders the passages of one search and means nothing else."""

    collection: str
    document: str
    text: str
    page: int = 0
    section: str = ""
    url: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of a document. ``origin`` is where it comes from: file, added or website. ``hash`` tells its
    content and ``added`` when it was first read; ``size`` counts the characters of its text."""

    collection: str
    name: str
    hash: str
    origin: str
    added: datetime
    passages: int = 0
    size: int = 0
    url: str = ""

    @property
    def folder(self) -> str:
        """The collection, and the folders within it, that the document is in; what permissions are about."""
        path = f"{self.collection}/{self.name}" if self.origin == "file" else self.collection
        return path.rpartition("/")[0] if self.origin == "file" else path


@runtime_checkable
class Knowledge(Protocol):
    """What one person may know of a bot's knowledge.

    Faults: GB7811 no collection of this name, GB7812 an index that cannot be used, GB7813 text that is too long, GB7814
    a website that cannot be read; those of the model when its vectors are used.
    """

    async def search(self, question: str, collections: Sequence[str], limit: int = 8) -> list[Passage]:
        """The passages that fit best, the best first; none of unknown collections."""

    async def documents(self) -> list[Document]:
        """All documents that the person may read."""

    async def collections(self) -> list[str]:
        """The names of the collections, also of empty ones."""

    async def add(self, collection: str, text: str) -> None:
        """Add a text to a collection, which is made when there is none; one that is there already is kept once."""

    async def use_website(self, address: str, interval: str) -> str:
        """Have a website read now and again each ``interval``; gives the name of its collection."""
