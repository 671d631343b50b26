"""How fast passages are found in 10,000 and 100,000 of them, with vectors of 384 numbers: alone and by 16 at once.

Vectors and words are made up, so that the index is measured and not the model; the model is measured by itself.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from stdlib.adapters.embedding import LocalEmbedder
from stdlib.adapters.knowledge_qdrant import QdrantIndex
from stdlib.knowledge.index import Asked, Index, Indexed, Way
from stdlib.knowledge.words import asked, weights
from stdlib.ports.knowledge import Document

SIZE = 384
DOCUMENT = 100
"""Passages of each document."""

Row = tuple[str, float, str, str]


def _vector(random_: random.Random) -> list[float]:
    return [random_.gauss(0, 1) for _ in range(SIZE)]


def _text(random_: random.Random) -> str:
    return " ".join(f"w{int(random_.paretovariate(0.7)) % 30_000}" for _ in range(80))


async def _fill(index: Index, count: int, random_: random.Random) -> None:
    for number in range(count // DOCUMENT):
        texts = [_text(random_) for _ in range(DOCUMENT)]
        passages = [Indexed(text, 0, "", _vector(random_), weights(text)) for text in texts]
        name = f"{number}.md"
        await index.put(Document("firm", name, name, "file", datetime.now(UTC), DOCUMENT, 1), passages)
    await index.settle()


async def _times(index: Index, questions: list[Asked], clients: int) -> tuple[list[float], float]:
    """Seconds of each search, and all of them together."""
    took: list[float] = []
    waiting = list(questions)

    async def client() -> None:
        while waiting:
            question = waiting.pop()
            began = time.perf_counter()
            await index.search(question)
            took.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    return sorted(took), time.perf_counter() - began


async def _measure(count: int) -> list[Row]:
    rows: list[Row] = []
    random_ = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        index = QdrantIndex(Path(name) / "index")
        began = time.perf_counter()
        await _fill(index, count, random_)
        rows.append((f"{count:,}: filled, passages", count / (time.perf_counter() - began), "/s", "without the model"))
        for way in (Way.MEANING, Way.BOTH):
            questions = [
                Asked(_vector(random_), asked(" ".join(_text(random_).split()[:6])), ["firm"], 8, way)
                for _ in range(400)
            ]
            await _times(index, questions[:50], 1)
            for clients in (1, 16):
                took, whole = await _times(index, questions, clients)
                label = f"{count:,}: {way.value}, {clients} at once"
                rows.append((f"{label}, p50", took[len(took) // 2] * 1e3, "ms", ""))
                rows.append((f"{label}, p99", took[len(took) * 99 // 100] * 1e3, "ms", ""))
                rows.append((label, len(took) / whole, "/s", ""))
        await index.close()
    return rows


async def _model() -> list[Row]:
    embedder = LocalEmbedder()
    await embedder.question("warm")
    began = time.perf_counter()
    for number in range(20):
        await embedder.question(f"how long is the warranty of pump number {number}?")
    question = (time.perf_counter() - began) / 20
    text = "The pump is placed on level ground and filled before the first start. " * 12
    began = time.perf_counter()
    await embedder.passages([text] * 8)
    passage = (time.perf_counter() - began) / 8
    embedder.close()
    return [("vector of a question", question * 1e3, "ms", ""), ("vector of 840 characters", passage * 1e3, "ms", "")]


def measure() -> list[Row]:
    """Both sizes, and the model."""
    return [*asyncio.run(_model()), *asyncio.run(_measure(10_000)), *asyncio.run(_measure(100_000))]
