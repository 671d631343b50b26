"""The model port over Anthropic's wire format. Made by ``models``."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any

import anthropic
import httpx2

from stdlib.adapters.model_openai import MOST_ARGUMENTS, told
from stdlib.ports import KeywordFault
from stdlib.ports.model import ModelEvent, Prompt, Reasoning, Stop, Text, ToolCall, Turn, Usage

USUAL_TOKENS = 4096
_STOPS = {"end_turn": "stop", "stop_sequence": "stop", "tool_use": "tools", "max_tokens": "length"}


class AnthropicModel:
    """One account; ``close`` it when done."""

    def __init__(self, base_url: str, key: str, model: str, http: httpx2.AsyncClient, *, retries: int = 2) -> None:
        self._http = http
        self._client = anthropic.AsyncAnthropic(
            api_key=key or "none", base_url=base_url or None, http_client=http, max_retries=retries
        )
        self._model = model

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
            "max_tokens": prompt.max_tokens or USUAL_TOKENS,
            "messages": _messages(prompt.turns),
            "stream": True,
        }
        system = prompt.system + ("\n\nAnswer with one JSON value and nothing else." if prompt.json else "")
        if system.strip():
            request["system"] = system.strip()
        if prompt.tools:
            request["tools"] = [_tool(schema) for schema in prompt.tools]
        if prompt.temperature is not None:
            request["extra_body"] = {"temperature": prompt.temperature}
        with told("the language model"):
            pieces = _Pieces()
            async with await self._client.messages.create(**request) as answer:
                async for event in answer:
                    for found in pieces.take(event):
                        yield found
            for found in pieces.end():
                yield found

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Anthropic has no vectors."""
        raise KeywordFault("GB7801", "this provider makes no vectors; set embedding-url and embedding-model")


class _Pieces:
    """Events of the wire, put together."""

    def __init__(self) -> None:
        self._calls: dict[int, list[str]] = {}
        self._given = self._made = 0
        self._stop = ""

    def take(self, event: Any) -> Iterator[ModelEvent]:
        """Events of the port for one of the wire."""
        if event.type == "message_start":
            self._given = event.message.usage.input_tokens or 0
        elif event.type == "content_block_start" and event.content_block.type == "tool_use":
            self._calls[event.index] = [event.content_block.id, event.content_block.name, ""]
        elif event.type == "content_block_delta":
            yield from self._delta(event)
        elif event.type == "message_delta":
            self._stop = event.delta.stop_reason or self._stop
            self._made = (event.usage.output_tokens or 0) if event.usage else self._made

    def _delta(self, event: Any) -> Iterator[ModelEvent]:
        delta = event.delta
        if delta.type == "text_delta" and delta.text:
            yield Text(delta.text)
        elif delta.type == "thinking_delta" and delta.thinking:
            yield Reasoning(delta.thinking)
        elif delta.type == "input_json_delta" and event.index in self._calls:
            call = self._calls[event.index]
            call[2] += delta.partial_json
            if len(call[2]) > MOST_ARGUMENTS:
                raise KeywordFault("GB7803", "the language model calls a tool with more than 1 MiB of arguments")

    def end(self) -> Iterator[ModelEvent]:
        """What is left when the answer is over."""
        if not self._stop:
            raise KeywordFault("GB7802", "the language model broke off in the middle of its answer")
        for _, (id, name, arguments) in sorted(self._calls.items()):
            yield ToolCall(id, name, arguments or "{}")
        yield Usage(self._given, self._made)
        yield Stop("tools" if self._calls else _STOPS.get(self._stop, "stop"))


def _tool(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    function = schema["function"]
    return {
        "name": function["name"], "description": function.get("description", ""),
        "input_schema": function["parameters"],
    }  # fmt: skip


def _messages(turns: Sequence[Turn]) -> list[dict[str, Any]]:
    """Messages in turns of user and assistant; neighbours of one role are one message, as the wire wants."""
    found: list[dict[str, Any]] = []
    for turn in turns:
        role = "assistant" if turn.role == "assistant" else "user"
        blocks = list(_blocks(turn))
        if not blocks:
            continue
        if found and found[-1]["role"] == role:
            found[-1]["content"] += blocks
        else:
            found.append({"role": role, "content": blocks})
    if found and found[0]["role"] == "assistant":
        found.insert(0, {"role": "user", "content": [{"type": "text", "text": "(the conversation begins)"}]})
    return found


def _blocks(turn: Turn) -> Iterator[dict[str, Any]]:
    if turn.role == "tool":
        yield {"type": "tool_result", "tool_use_id": turn.call, "content": turn.text}
        return
    if turn.text:
        yield {"type": "text", "text": turn.text}
    for url in turn.images:
        yield {"type": "image", "source": _source(url)}
    for call in turn.calls:
        yield {"type": "tool_use", "id": call.id, "name": call.name, "input": _input(call.arguments)}


def _source(url: str) -> dict[str, str]:
    if url.startswith("data:"):
        head, _, data = url.partition(",")
        return {"type": "base64", "media_type": head[5:].partition(";")[0], "data": data}
    return {"type": "url", "url": url}


def _input(arguments: str) -> Any:
    try:
        found = json.loads(arguments)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
