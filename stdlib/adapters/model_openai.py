"""The model port over OpenAI's wire format: OpenAI itself, Groq, Ollama and every compatible endpoint.

Tool calls come in pieces by index and leave here whole. Thinking that a model writes into its text between ``<think>``
tags is reasoning too. Made by ``models``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import httpx2
import openai

from stdlib.ports import KeywordFault
from stdlib.ports.model import ModelEvent, Prompt, Reasoning, Stop, Text, ToolCall, Turn, Usage

_STOPS = {"stop": "stop", "tool_calls": "tools", "function_call": "tools", "length": "length"}
MOST_ARGUMENTS = 1 << 20
"""Characters of the arguments of one tool call."""


class OpenAiModel:
    """One endpoint. ``model`` is used for prompts that name none, ``embedding`` for vectors; ``close`` it when done."""

    def __init__(
        self, base_url: str, key: str, model: str, http: httpx2.AsyncClient, *, embedding: str = "", retries: int = 2
    ) -> None:
        self._http = http
        self._client = openai.AsyncOpenAI(
            api_key=key or "none", base_url=base_url, http_client=http, max_retries=retries
        )
        self._model = model
        self._embedding = embedding

    async def close(self) -> None:
        """Close its connections."""
        await self._http.aclose()

    def names(self) -> list[str]:
        """Its model."""
        return [self._model]

    async def stream(self, prompt: Prompt) -> AsyncIterator[ModelEvent]:
        """The answer as it comes."""
        request: dict[str, Any] = {
            "model": prompt.model or self._model,
            "messages": _messages(prompt),
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if prompt.tools:
            request["tools"] = list(prompt.tools)
        if prompt.temperature is not None:
            request["temperature"] = prompt.temperature
        if prompt.max_tokens is not None:
            request["max_tokens"] = prompt.max_tokens
        if prompt.json:
            request["response_format"] = {"type": "json_object"}
        with told("the language model"):
            pieces = Pieces()
            async with await self._client.chat.completions.create(**request) as answer:
                async for chunk in answer:
                    for event in pieces.take(chunk):
                        yield event
            for event in pieces.end():
                yield event

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text."""
        if not self._embedding:
            raise KeywordFault("GB7801", "no model for vectors is configured; set embedding-model in config.csv")
        with told("the model for vectors"):
            found = await self._client.embeddings.create(
                model=self._embedding, input=list(texts), encoding_format="float"
            )
        return [list(item.embedding) for item in sorted(found.data, key=lambda item: item.index)]


class Pieces:
    """Chunks of an answer, put together."""

    def __init__(self) -> None:
        self._calls: dict[int, list[str]] = {}
        self._stop = ""
        self._thinking = False
        self._held = ""

    def take(self, chunk: Any) -> Iterator[ModelEvent]:
        """Events of one chunk."""
        if chunk.usage is not None:
            yield Usage(chunk.usage.prompt_tokens or 0, chunk.usage.completion_tokens or 0)
        for choice in chunk.choices[:1]:
            self._stop = choice.finish_reason or self._stop
            delta = choice.delta
            if delta is None:
                continue
            extra = delta.model_extra or {}
            if thought := extra.get("reasoning_content") or extra.get("reasoning"):
                yield Reasoning(str(thought))
            if delta.content:
                yield from self._text(delta.content)
            for call in delta.tool_calls or ():
                self._call(call)

    def _call(self, call: Any) -> None:
        """One piece of a tool call."""
        known = self._calls.setdefault(call.index, ["", "", ""])
        known[0] = call.id or known[0]
        if call.function is not None:
            known[1] += call.function.name or ""
            known[2] += call.function.arguments or ""
        if len(known[2]) > MOST_ARGUMENTS:
            raise KeywordFault("GB7803", "the language model calls a tool with more than 1 MiB of arguments")

    def _text(self, piece: str) -> Iterator[ModelEvent]:
        """Text, with what stands between ``<think>`` and ``</think>`` as reasoning; a tag may come in pieces."""
        self._held += piece
        while True:
            tag = "</think>" if self._thinking else "<think>"
            at = self._held.find(tag)
            if at >= 0:
                before, self._held = self._held[:at], self._held[at + len(tag) :]
            else:
                keep = _beginning(self._held, tag)
                before, self._held = self._held[: len(self._held) - keep], self._held[len(self._held) - keep :]
            if before:
                yield Reasoning(before) if self._thinking else Text(before)
            if at < 0:
                return
            self._thinking = not self._thinking

    def end(self) -> Iterator[ModelEvent]:
        """What is left when the answer is over."""
        if self._held:
            yield Reasoning(self._held) if self._thinking else Text(self._held)
        if not self._stop:
            raise KeywordFault("GB7802", "the language model broke off in the middle of its answer")
        for number, (id, name, arguments) in sorted(self._calls.items()):
            yield ToolCall(id or f"call_{number}", name, arguments)
        yield Stop("tools" if self._calls else _STOPS.get(self._stop, "stop"))


def _beginning(text: str, tag: str) -> int:
    """How many characters at the end of ``text`` may be the beginning of ``tag``."""
    return next((size for size in range(min(len(tag) - 1, len(text)), 0, -1) if tag.startswith(text[-size:])), 0)


def _messages(prompt: Prompt) -> list[Mapping[str, Any]]:
    system: list[Mapping[str, Any]] = [{"role": "system", "content": prompt.system}] if prompt.system else []
    return system + [_message(turn) for turn in prompt.turns]


def _message(turn: Turn) -> Mapping[str, Any]:
    if turn.role == "tool":
        return {"role": "tool", "tool_call_id": turn.call, "content": turn.text}
    content: Any = turn.text
    if turn.images:
        images = [{"type": "image_url", "image_url": {"url": url}} for url in turn.images]
        content = [{"type": "text", "text": turn.text}, *images]
    if not turn.calls:
        return {"role": turn.role, "content": content}
    calls = [
        {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
        for call in turn.calls
    ]
    return {"role": turn.role, "content": content or None, "tool_calls": calls}


@contextmanager
def told(who: str) -> Iterator[None]:
    """What an SDK raises as the fault that a program sees; both SDKs name their errors alike."""
    try:
        yield
    except KeywordFault:
        raise
    except Exception as error:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, KeywordFault):
                raise cause from error
            cause = cause.__cause__ or cause.__context__
        raise _fault(who, error) from error


def _fault(who: str, error: Exception) -> KeywordFault:
    status = getattr(error, "status_code", None)
    if status in (401, 403):
        return KeywordFault("GB7801", f"{who} does not accept the key; look at llm-key in config.csv")
    if status == 404:
        return KeywordFault("GB7801", f"{who} is not known to its provider; look at llm-model and llm-url")
    if status == 429:
        return KeywordFault("GB7802", f"{who} has no room now; try again in a moment")
    if isinstance(status, int) and status < 500:
        return KeywordFault("GB7803", f"{who} does not take the request (status {status})")
    kind = type(error).__name__
    if "Timeout" in kind:
        return KeywordFault("GB7802", f"{who} took too long")
    if isinstance(status, int) or "Connection" in kind or isinstance(error, httpx2.HTTPError):
        return KeywordFault("GB7802", f"{who} cannot be reached")
    return KeywordFault("GB7803", f"the answer of {who} cannot be read")
