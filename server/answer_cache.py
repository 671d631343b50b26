"""Answers of the language model that are kept and given again, where ``llm-cache`` in ``config.csv`` is true.

An answer counts only for exactly the prompt it was made for: bot, version, model, texts, tools, passages of documents,
what was said before, and the person when anything about a person was told. Under the same prompt a message that means
the same may have it too. Nothing is kept or looked for once a tool ran. A hint only. Called by ``server.replying``.
"""

from __future__ import annotations

import hashlib
import math
import re
from array import array
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgpack

from stdlib.adapters.embedding import Embedder
from stdlib.ports import KeywordFault
from stdlib.ports.cache import Cache
from stdlib.ports.model import ModelReply, Prompt

TTL = 86_400.0
"""Seconds that an answer is kept, unless ``llm-cache-ttl`` says otherwise."""

SIMILAR = 0.95
"""Likeness of two messages above which they may mean the same, unless ``llm-cache-threshold`` says otherwise."""

MOST = 100
"""Messages under one prompt that are compared."""

_WORD = re.compile(r"\w+")
_OPENING = re.compile(
    r"^(?:(?:hello|hi|hey|please|olá|oi|por favor)\W+|(?:can|could|would) you (?=please|tell|give|show)|"
    r"(?:tell|give|show) me |i (?:want|would like) to (?:know )?|gostaria de (?:saber )?|(?:eu )?quero saber )+",
    re.IGNORECASE,
)
"""What people say before they say what they want."""

_FILLER_WORDS = """
a an and are as be can could did do does have is it my of our please thank thanks that the us was what which will would
your da das de do dos e favor meu minha na no nos o obrigado os poderia pode qual quais que sobre um uma é são
"""
_FILLERS = frozenset(_FILLER_WORDS.split())
"""Words that say nothing of the matter; those that give a direction or say who does something are not among them."""


def keeps_answers(config: Mapping[str, str]) -> bool:
    """Whether a bot keeps answers."""
    return config.get("llm-cache", "").strip().lower() in ("true", "yes", "1")


def same_matter(one: str, other: str) -> bool:
    """Whether two messages have the same words that matter, in the same order; endings of words may differ.

    Vectors alone take "open on Monday" for "open on Sunday", and a question for its opposite.
    """
    return _matter(one) == _matter(other)


def _matter(text: str) -> list[str]:
    words = [word for word in _WORD.findall(_OPENING.sub("", text).casefold()) if word not in _FILLERS]
    return [word if any(map(str.isdigit, word)) or len(word) < 6 else word[:5] for word in words]


class AnswerCache:
    """The kept answers for prompts of ``bot`` in one of its versions. ``user`` is whom personal ones are for."""

    def __init__(
        self, cache: Cache, embedder: Embedder, config: Mapping[str, str], bot: str, version: int, model: str, user: str
    ) -> None:
        self._model = model
        self._cache, self._embedder, self._config = cache, embedder, config
        self._of = (bot, version, model, config.get("llm-temperature", ""), config.get("llm-max-tokens", ""))
        self._user = user
        self._ttl = _number(config.get("llm-cache-ttl", ""), TTL)
        self._similar = _number(config.get("llm-cache-threshold", ""), SIMILAR)

    async def find(self, asked: Prompt, personal: bool) -> ModelReply | None:
        """The answer that was kept for the prompt, or for a message that means the same."""
        scope, text = self._scope(asked, personal), asked.turns[-1].text
        found = await self._cache.get(_key(scope, text))
        if found is None and self._means:
            found = await self._alike(scope, text)
        return None if found is None else ModelReply(found.decode(), model=self._model)

    async def keep(self, asked: Prompt, personal: bool, reply: ModelReply) -> None:
        """Keep a whole answer that called no tool."""
        if reply.calls or reply.stop != "stop" or not reply.text.strip():
            return
        scope, text = self._scope(asked, personal), asked.turns[-1].text
        await self._cache.set(_key(scope, text), reply.text.encode("utf-8", "replace"), self._ttl)
        vector = await self._vector(text) if self._means else None
        if vector is not None:
            known = [item for item in await self._listed(scope) if item[0] != text][-MOST + 1 :]
            known.append([text, array("f", vector).tobytes()])
            await self._cache.set(_key(scope), msgpack.packb(known, unicode_errors="surrogatepass"), self._ttl)

    @property
    def _means(self) -> bool:
        return self._config.get("llm-cache-semantic", "true").strip().lower() not in ("false", "no", "0")

    def _scope(self, asked: Prompt, personal: bool) -> str:
        """A name for everything about a prompt but the message itself."""
        rest = replace(asked, turns=(*asked.turns[:-1], replace(asked.turns[-1], text="")))
        whose = self._user if personal else ""
        return hashlib.sha256(repr((self._of, whose, rest)).encode("utf-8", "surrogatepass")).hexdigest()

    async def _alike(self, scope: str, text: str) -> bytes | None:
        known = [item for item in await self._listed(scope) if same_matter(item[0], text)]
        vector = await self._vector(text) if known else None
        if vector is None:
            return None
        likeness, kept = max((_cosine(vector, array("f", packed)), other) for other, packed in known)
        return await self._cache.get(_key(scope, kept)) if likeness > self._similar else None

    async def _listed(self, scope: str) -> list[Any]:
        packed = await self._cache.get(_key(scope))
        return [] if packed is None else list(msgpack.unpackb(packed, unicode_errors="surrogatepass"))

    async def _vector(self, text: str) -> list[float] | None:
        """The vector of a message; None where nothing makes vectors."""
        try:
            return await self._embedder.question(text)
        except (KeywordFault, ImportError):
            return None


def _key(scope: str, text: str | None = None) -> str:
    whole = scope if text is None else f"{scope}:{text}"
    return f"semantic:{hashlib.sha256(whole.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _cosine(one: list[float], other: array[float]) -> float:
    length = math.hypot(*one) * math.hypot(*other)
    return sum(a * b for a, b in zip(one, other, strict=False)) / length if length else 0.0


def _number(text: str, usual: float) -> float:
    try:
        return float(text)
    except ValueError:
        return usual
