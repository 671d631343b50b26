"""The model port over a model on this machine: llama.cpp in process, from a ``.gguf`` file.

Small models call no tools of their own accord: where tools are offered, the grammar of the answer leaves only a call of
one of them or an answer. One file is loaded once for all bots. Made by ``models``; it reaches no network.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from openai.types.chat import ChatCompletionChunk

from stdlib.adapters.extras import extra
from stdlib.adapters.model_openai import Pieces
from stdlib.ports import KeywordFault
from stdlib.ports.model import ModelEvent, Prompt, Stop, Text, ToolCall, Turn

SLOTS = 2
"""Answers that are written at once; more wait."""

CONTEXT = 4096
"""Tokens of a prompt and its answer."""

MOST_TOKENS = 512
"""Tokens of an answer whose prompt says nothing of its length."""

_KEPT = ("type", "enum", "properties", "required", "items", "anyOf")
"""What of a tool's schema becomes grammar."""


class LocalModel:
    """One file; ``close`` it when done. GB7801 when it is no model or llama.cpp is not installed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine: _Engine | None = None

    async def close(self) -> None:
        """Let go of the model; the last one to do so frees it."""
        self._engine = None

    def names(self) -> list[str]:
        """The file's name."""
        return [self._path.stem]

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """It makes no vectors."""
        raise KeywordFault("GB7801", "the model on this machine makes no vectors; set embedding-url in config.csv")

    async def stream(self, prompt: Prompt) -> AsyncIterator[ModelEvent]:
        """The answer as it comes; with tools, when it is whole."""
        if any(turn.images for turn in prompt.turns):
            raise KeywordFault("GB7803", "the model on this machine sees no images")
        if self._engine is None:
            self._engine = await asyncio.to_thread(_Engine.of, self._path)
        pieces = Pieces()
        # a small model that has a tool's result would call the same tool again
        tools = () if prompt.turns[-1].role == "tool" else prompt.tools
        events = self._events(pieces, _request(replace(prompt, tools=tools)))
        async for event in _calls(events) if tools else events:
            yield event

    async def _events(self, pieces: Pieces, request: Mapping[str, Any]) -> AsyncIterator[ModelEvent]:
        assert self._engine is not None
        async for chunk in self._engine.answer(request):
            for event in pieces.take(ChatCompletionChunk.model_validate(chunk)):
                yield event
        for event in pieces.end():
            yield event


class _Engine:
    """A loaded file and the threads that wait for it."""

    _loaded: WeakValueDictionary[Path, _Engine] = WeakValueDictionary()
    _lock = threading.Lock()

    def __init__(self, path: Path) -> None:
        with extra("local"):
            import xllamacpp
        wanted = xllamacpp.CommonParams()
        wanted.model.path = str(path)
        wanted.n_ctx, wanted.n_parallel = CONTEXT * SLOTS, SLOTS
        # threads wait for each other by spinning: more than half of the cores is slower wherever anything else runs
        wanted.cpuparams.n_threads = max(1, (os.cpu_count() or 2) // 2)
        # it listens on loopback unasked: nobody is given the key
        wanted.api_keys = [secrets.token_hex(32)]
        wanted.hostnames = ["127.0.0.1"]
        wanted.verbosity = -1
        try:
            self._server = xllamacpp.Server(wanted)
        except RuntimeError as error:
            raise KeywordFault("GB7801", f"{path.name} cannot be loaded as a model") from error
        self._threads = ThreadPoolExecutor(SLOTS, thread_name_prefix="model")

    @classmethod
    def of(cls, path: Path) -> _Engine:
        """The engine of a file, loaded at the first time."""
        with cls._lock:
            found = cls._loaded.get(path)
            if found is None:
                if not path.is_file():
                    raise KeywordFault("GB7801", f"there is no model {path.name} on this machine")
                found = cls._loaded[path] = cls(path)
            return found

    async def answer(self, request: Mapping[str, Any]) -> AsyncIterator[Mapping[str, Any]]:
        """Chunks as they come; who stops listening stops the model."""
        loop = asyncio.get_running_loop()
        came: asyncio.Queue[Mapping[str, Any] | None] = asyncio.Queue()
        stopped = threading.Event()

        def tell(chunk: Mapping[str, Any] | None) -> bool:
            if not stopped.is_set():
                loop.call_soon_threadsafe(came.put_nowait, chunk)
            return stopped.is_set()

        def work() -> None:
            try:
                if not stopped.is_set():
                    self._server.handle_chat_completions(dict(request), tell)
            except (RuntimeError, ValueError) as error:
                tell({"error": {"message": str(error)}})
            finally:
                tell(None)

        self._threads.submit(work)
        try:
            while (chunk := await came.get()) is not None:
                if "error" in chunk:
                    raise _fault(chunk["error"])
                yield chunk
        finally:
            stopped.set()


def _fault(error: Mapping[str, Any]) -> KeywordFault:
    if error.get("type") == "exceed_context_size_error":
        return KeywordFault("GB7803", f"the model on this machine reads at most {CONTEXT:,} tokens at once")
    return KeywordFault("GB7803", "the model on this machine does not take the request")


def _request(prompt: Prompt) -> dict[str, Any]:
    told = "\n\n".join(part for part in (prompt.system, _told(prompt.tools)) if part)
    system = [{"role": "system", "content": told}] if told else []
    request: dict[str, Any] = {
        "messages": system + [_message(turn) for turn in prompt.turns],
        "max_tokens": prompt.max_tokens or MOST_TOKENS,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if prompt.temperature is not None:
        request["temperature"] = prompt.temperature
    if prompt.tools:
        schema = {"anyOf": [*map(_call_schema, prompt.tools), _object(answer={"type": "string"})]}
        request["response_format"] = {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}
    elif prompt.json:
        request["response_format"] = {"type": "json_object"}
    return request


def _told(tools: Sequence[Mapping[str, Any]]) -> str:
    """What the model is told of the tools."""
    if not tools:
        return ""
    lines = [
        f"- {f['name']}({', '.join(f['parameters']['properties'])}): {f.get('description', '')}"
        for f in (tool["function"] for tool in tools)
    ]
    return "\n".join(
        [
            "You have these tools:", *lines, 'To use one, write {"tool": its name, "arguments": {...}}. '
            'When no tool helps, write {"answer": what you say to the person}.',
        ]
    )  # fmt: skip


def _message(turn: Turn) -> dict[str, str]:
    """A turn in the words of a model that knows no tools."""
    if turn.role == "tool":
        return {"role": "user", "content": f"The tool gives:\n{turn.text}"}
    calls = "\n".join(f'{{"tool": {json.dumps(call.name)}, "arguments": {call.arguments}}}' for call in turn.calls)
    return {"role": turn.role, "content": "\n".join(part for part in (turn.text, calls) if part)}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _call_schema(tool: Mapping[str, Any]) -> dict[str, Any]:
    function = tool["function"]
    return _object(tool={"const": function["name"]}, arguments=_grammatical(function["parameters"]))


def _grammatical(schema: Any) -> Any:
    """A schema without what no grammar can say."""
    if not isinstance(schema, Mapping):
        return schema
    kept = {name: schema[name] for name in _KEPT if name in schema}
    if "properties" in kept:
        kept["properties"] = {name: _grammatical(part) for name, part in kept["properties"].items()}
        kept["additionalProperties"] = False
    if "items" in kept:
        kept["items"] = _grammatical(kept["items"])
    return kept


async def _calls(events: AsyncIterator[ModelEvent]) -> AsyncIterator[ModelEvent]:
    """The events of an answer that is one object: a call of a tool, or text."""
    written = ""
    async for event in events:
        if isinstance(event, Text):
            written += event.text
        elif not isinstance(event, Stop):
            yield event
        else:
            try:
                found = json.loads(written)
            except ValueError as error:
                raise KeywordFault("GB7803", "the answer of the model on this machine is cut off") from error
            if "tool" in found:
                yield ToolCall(f"call_{secrets.token_hex(4)}", found["tool"], json.dumps(found["arguments"]))
                yield Stop("tools")
            else:
                yield Text(found["answer"])
                yield event
