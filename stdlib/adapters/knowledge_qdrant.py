"""The index of passages in Qdrant's engine, in this process and a folder of its own: vectors, words and filters.

The engine is not async and is one process's own, so every call has its turn in one thread; a process that finds the
folder taken has a copy of its own beside it. Made by ``stdlib.adapters.knowledge``.
"""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

import qdrant_edge as qdrant

from stdlib.knowledge.index import CANDIDATES, Asked, Indexed, Way, fused
from stdlib.ports import KeywordFault
from stdlib.ports.knowledge import Document, Passage

BATCH = 128
"""Passages that are written at once."""

MOST_PROCESSES = 64
"""Processes that may each have a copy."""

_T = TypeVar("_T")


class QdrantIndex:
    """The index in ``folder``, which is made when the first document comes; ``close`` it when done."""

    def __init__(self, folder: Path) -> None:
        self._place = self._folder = folder
        self._thread = ThreadPoolExecutor(1, "knowledge")
        self._shard: qdrant.EdgeShard | None = None
        self._lock: Any = None
        self._documents: dict[tuple[str, str], Document] | None = None

    async def documents(self) -> dict[tuple[str, str], Document]:
        """Every document by collection and name."""
        return await self._run(lambda: dict(self._known()))

    async def put(self, document: Document, passages: Sequence[Indexed]) -> None:
        """Keep a document; the point that tells of it is written last."""
        await self._run(lambda: self._put(document, passages))

    async def remove(self, collection: str, name: str) -> None:
        """Forget a document."""
        await self._run(lambda: self._remove(collection, name))

    async def search(self, asked: Asked) -> list[Passage]:
        """The passages that fit best."""
        return await self._run(lambda: self._search(asked))

    async def settle(self) -> None:
        """Let the engine build its graphs."""
        await self._run(self._settle)

    async def close(self) -> None:
        """Write what is open and let the folder go."""
        if self._shard is not None or self._lock is not None:
            await self._run(self._close)
        self._thread.shutdown()

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, _explained, work)

    # ------------------------------------------------------------ in the thread

    def _known(self) -> dict[tuple[str, str], Document]:
        if self._documents is None:
            self._open(0)
            self._documents = {(document.collection, document.name): document for document in self._read()}
        return self._documents

    def _open(self, size: int) -> qdrant.EdgeShard | None:
        """The shard; without one it is made for vectors of ``size`` numbers, unless that is 0."""
        if self._shard is not None:
            return self._shard
        self._hold()
        if (self._folder / "segments").is_dir():
            self._shard = qdrant.EdgeShard.load(str(self._folder))
        elif size:
            self._shard = qdrant.EdgeShard.create(str(self._folder), _config(size))
            for field in ("folder", "document", "number"):
                kind = qdrant.PayloadSchemaType.Integer if field == "number" else qdrant.PayloadSchemaType.Keyword
                self._shard.update(qdrant.UpdateOperation.create_field_index(field, kind))
        return self._shard

    def _hold(self) -> None:
        """Take the first folder that no other process has."""
        for number in range(1, MOST_PROCESSES + 1):
            if self._lock is not None:
                return
            folder = self._place if number == 1 else self._place.with_name(f"{self._place.name}-{number}")
            folder.mkdir(parents=True, exist_ok=True)
            held = (folder / "held").open("w")
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._folder, self._lock = folder, held
            except OSError:
                held.close()
        if self._lock is None:
            raise KeywordFault("GB7812", f"more than {MOST_PROCESSES} processes use the knowledge of this bot")

    def _read(self) -> Iterator[Document]:
        shard, offset = self._shard, None
        while shard is not None:
            records, offset = shard.scroll(
                qdrant.ScrollRequest(limit=1000, offset=offset, filter=_where("number", 0), with_payload=True)
            )
            for record in records:
                found = record.payload or {}
                yield Document(
                    found["collection"], found["name"], found["hash"], found["origin"],
                    datetime.fromtimestamp(found["added"], UTC), found["passages"], found["size"], found["url"],
                )  # fmt: skip
            if offset is None:
                return

    def _put(self, document: Document, passages: Sequence[Indexed]) -> None:
        self._remove(document.collection, document.name)
        shard = self._open(len(passages[0].vector) if passages else 0)
        if shard is None:
            return
        points = [_point(document, number, passage) for number, passage in enumerate(passages)]
        for start in range(0, len(points), BATCH):
            batch = points[start : start + BATCH] if start else points[1:BATCH]
            if batch:
                shard.update(qdrant.UpdateOperation.upsert_points(batch))
        shard.update(qdrant.UpdateOperation.upsert_points(points[:1]))
        self._known()[document.collection, document.name] = document

    def _remove(self, collection: str, name: str) -> None:
        known = self._known().pop((collection, name), None)
        if self._shard is not None:
            key = _key(collection, name)
            if known is not None:
                self._shard.update(qdrant.UpdateOperation.delete_points([_id(key, 0)]))
            self._shard.update(
                qdrant.UpdateOperation.delete_points_by_filter(qdrant.Filter(must=[_is("document", key)]))
            )

    def _search(self, asked: Asked) -> list[Passage]:
        shard = self._open(0)
        if shard is None or not asked.folders:
            return []
        where = qdrant.Filter(must=[qdrant.FieldCondition(key="folder", match=qdrant.MatchAny(list(asked.folders)))])
        requests: list[qdrant.QueryRequest] = []
        for way in (Way.MEANING, Way.WORDS):
            if asked.way in (way, Way.BOTH) and (way is Way.MEANING or asked.words):
                limit = max(CANDIDATES, asked.limit) if asked.way is Way.BOTH else asked.limit
                requests.append(qdrant.QueryRequest(limit, query=_query(asked, way), filter=where, with_payload=True))
        lists = [[_passage(point) for point in shard.query(request)] for request in requests]
        if len(lists) == 2:
            return fused(lists[0], lists[1], asked)
        return lists[0] if lists else []

    def _settle(self) -> None:
        if self._shard is not None:
            self._shard.optimize()
            self._shard.flush()

    def _close(self) -> None:
        if self._shard is not None:
            self._shard.flush()
            self._shard.close()
            self._shard = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _query(asked: Asked, way: Way) -> qdrant.Query:
    if way is Way.MEANING:
        return qdrant.Query.Nearest(list(asked.vector), using="meaning")
    words = qdrant.SparseVector(indices=list(asked.words), values=[1.0] * len(asked.words))
    return qdrant.Query.Nearest(words, using="words")


def _config(size: int) -> qdrant.EdgeConfig:
    return qdrant.EdgeConfig(
        vectors={"meaning": qdrant.EdgeVectorParams(size=size, distance=qdrant.Distance.Cosine)},
        sparse_vectors={"words": qdrant.EdgeSparseVectorParams(modifier=qdrant.Modifier.Idf)},
        max_search_threads=1,
    )


def _explained(work: Callable[[], _T]) -> _T:
    """The result of ``work``; the engine answers trouble with errors of many kinds."""
    try:
        return work()
    except KeywordFault:
        raise
    except Exception as error:
        raise KeywordFault("GB7812", f"the index of the knowledge cannot be used: {error}") from error


def _key(collection: str, name: str) -> str:
    return f"{collection}/{name}"


def _id(key: str, number: int) -> str:
    return str(uuid5(NAMESPACE_URL, f"{key}#{number}"))


def _is(field: str, value: Any) -> qdrant.FieldCondition:
    return qdrant.FieldCondition(key=field, match=qdrant.MatchValue(value))


def _where(field: str, value: Any) -> qdrant.Filter:
    return qdrant.Filter(must=[_is(field, value)])


def _point(document: Document, number: int, passage: Indexed) -> qdrant.Point:
    key = _key(document.collection, document.name)
    payload: dict[str, Any] = {
        "folder": document.folder, "document": key, "number": number, "collection": document.collection,
        "name": document.name, "text": passage.text, "page": passage.page, "section": passage.section,
        "url": document.url,
    }  # fmt: skip
    if not number:
        payload |= {
            "hash": document.hash, "origin": document.origin, "added": document.added.timestamp(),
            "passages": document.passages, "size": document.size,
        }  # fmt: skip
    words = qdrant.SparseVector(indices=list(passage.words), values=list(passage.words.values()))
    return qdrant.Point(_id(key, number), {"meaning": list(passage.vector), "words": words}, payload)


def _passage(point: qdrant.ScoredPoint) -> Passage:
    found = point.payload or {}
    return Passage(
        found["collection"], found["name"], found["text"], found["page"], found["section"], found["url"], point.score
    )
