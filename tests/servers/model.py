"""A language model's provider on loopback: speaks OpenAI's and Anthropic's wire and says what a test has prepared.

``cuts`` decides into what pieces the bytes of a stream are cut, so that no client can rely on whole events.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from aiohttp import web


@dataclass
class Say:
    """One answer: text, reasoning, tool calls (name and arguments as JSON text), or an error by its status. ``broken``
    ends the stream in the middle; ``holds`` never ends it."""

    text: str = ""
    thinks: str = ""
    calls: list[tuple[str, str]] = field(default_factory=list)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    broken: bool = False
    holds: bool = False
    raw: str = ""


@dataclass
class Provider:
    """The running provider. ``asked`` are the requests as they came; ``answers`` are used up in order."""

    address: str
    answers: list[Say] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    cuts: int = 0

    def next(self) -> Say:
        """The next answer; the last one again and again."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@asynccontextmanager
async def provider(*answers: Say, cuts: int = 0) -> AsyncIterator[Provider]:
    """Run one with prepared answers."""
    found = Provider("", list(answers), cuts=cuts)
    app = web.Application()
    app.router.add_post("/v1/chat/completions", partial(_answer, found, _openai))
    app.router.add_post("/v1/messages", partial(_answer, found, _anthropic))
    app.router.add_post("/v1/embeddings", partial(_vectors, found))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    found.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield found
    finally:
        await runner.cleanup()


async def _answer(found: Provider, wire: Any, request: web.Request) -> web.StreamResponse:
    found.asked.append(await request.json())
    found.keys.append(request.headers.get("Authorization", "") or request.headers.get("x-api-key", ""))
    say = found.next()
    if say.status != 200:
        body = {"error": {"message": "prepared", "type": "prepared"}}
        return web.json_response(body, status=say.status, headers=say.headers)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    data = say.raw.encode() or b"".join(piece.encode() for piece in wire(say))
    if say.broken:
        data = data[: len(data) // 2]
    size = found.cuts or len(data)
    for start in range(0, len(data), max(1, size)):
        await response.write(data[start : start + size])
        await asyncio.sleep(0)
    if say.holds:
        await asyncio.sleep(60)
    if say.broken and request.transport is not None:
        request.transport.close()
        return response
    await response.write_eof()
    return response


def _chunk(delta: dict[str, Any], finish: str | None = None, usage: dict[str, int] | None = None) -> str:
    body: dict[str, Any] = {
        "id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }  # fmt: skip
    if usage is not None:
        body |= {"choices": [], "usage": usage}
    return f"data: {json.dumps(body)}\n\n"


def _openai(say: Say) -> Iterator[str]:
    yield _chunk({"role": "assistant", "content": ""})
    if say.thinks:
        yield _chunk({"reasoning_content": say.thinks})
    for start in range(0, len(say.text), 7):
        yield _chunk({"content": say.text[start : start + 7]})
    for number, (name, arguments) in enumerate(say.calls):
        yield _chunk({"tool_calls": [{"index": number, "id": f"call_{number}", "type": "function",
                                      "function": {"name": name, "arguments": ""}}]})  # fmt: skip
        for start in range(0, len(arguments), 5):
            piece = {"index": number, "function": {"arguments": arguments[start : start + 5]}}
            yield _chunk({"tool_calls": [piece]})
    yield _chunk({}, "tool_calls" if say.calls else "stop")
    yield _chunk({}, usage={"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18})
    yield "data: [DONE]\n\n"


def _event(kind: str, **body: Any) -> str:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **body})}\n\n"


def _anthropic(say: Say) -> Iterator[str]:
    message = {
        "id": "m1", "type": "message", "role": "assistant", "content": [], "model": "m", "stop_reason": None,
        "stop_sequence": None, "usage": {"input_tokens": 11, "output_tokens": 1},
    }  # fmt: skip
    yield _event("message_start", message=message)
    index = 0
    for kind, text in (("thinking", say.thinks), ("text", say.text)):
        if not text:
            continue
        empty = {"type": kind, kind: ""} | ({"signature": ""} if kind == "thinking" else {})
        yield _event("content_block_start", index=index, content_block=empty)
        for start in range(0, len(text), 7):
            piece = {"type": f"{kind}_delta", kind: text[start : start + 7]}
            yield _event("content_block_delta", index=index, delta=piece)
        yield _event("content_block_stop", index=index)
        index += 1
    for number, (name, arguments) in enumerate(say.calls):
        block = {"type": "tool_use", "id": f"call_{number}", "name": name, "input": {}}
        yield _event("content_block_start", index=index, content_block=block)
        for start in range(0, len(arguments), 5):
            piece = {"type": "input_json_delta", "partial_json": arguments[start : start + 5]}
            yield _event("content_block_delta", index=index, delta=piece)
        yield _event("content_block_stop", index=index)
        index += 1
    stop = {"stop_reason": "tool_use" if say.calls else "end_turn", "stop_sequence": None}
    yield _event("message_delta", delta=stop, usage={"output_tokens": 7})
    yield _event("message_stop")


async def _vectors(found: Provider, request: web.Request) -> web.Response:
    asked = await request.json()
    found.asked.append(asked)
    texts = asked["input"]
    vectors = [[float(len(text)), 1.0] for text in texts]
    data = [{"object": "embedding", "index": number, "embedding": vector} for number, vector in enumerate(vectors)]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return web.json_response({"object": "list", "data": data[::-1], "model": "m", "usage": usage})
