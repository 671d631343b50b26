"""Say something and give what the bot answers: as one answer, or as events while it comes."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from aiohttp import web

from server.api import answer
from server.errors import Refused
from server.keys import CONVERSATIONS, HUB, PRINCIPAL, SETTINGS, STORE
from server.routes.shapes import Frame
from server.store.port import Closed, Incoming, SessionRow
from server.throttle import take
from server.turns import Asked
from server.wire import frame

STREAM = "text/event-stream"


class Wait(msgspec.Struct):
    """How long to wait for the end of the answer, in seconds."""

    wait: Annotated[float, msgspec.Meta(ge=0, le=120)] = 30.0


class Answered(msgspec.Struct):
    """What the bot said. ``message`` is its texts, ``messages`` the frames; ``complete`` is false when it goes on after
    the time, or waits for a person. ``seq`` is the number to go on from."""

    session_id: str
    message: str
    messages: list[Frame]
    complete: bool
    status: str
    seq: int


def throttled(request: web.Request) -> None:
    """429 for a person who says too much."""
    take(request, "messages", request[PRINCIPAL].user)


async def converse(
    request: web.Request, session: SessionRow, incoming: Incoming | None, wait: float
) -> web.StreamResponse:  # fmt: skip
    """The answer to ``incoming``, or the greeting of a new session, in the form that the request accepts."""
    asked = Asked(request.app[STORE], request.app[HUB], request.app[CONVERSATIONS], session.id)
    try:
        if STREAM in request.headers.get("Accept", ""):
            return await _streamed(request, session, asked, incoming, wait)
        return await _whole(request, session, asked, incoming, wait)
    except Closed:
        raise Refused(409, "closed", "this conversation is closed") from None


async def _whole(
    request: web.Request, session: SessionRow, asked: Asked, incoming: Incoming | None, wait: float
) -> web.Response:  # fmt: skip
    frames, dev = [], request.app[SETTINGS].dev
    async for notice in asked.notices(incoming, wait):
        made = frame(session, notice, dev=dev)
        if made is not None and "seq" in made:
            frames.append(made)
    now = await request.app[STORE].session(session.id) or session
    texts = [made["content"] for made in frames if made["type"] in ("message", "fault")]
    seq = frames[-1]["seq"] if frames else now.seq
    return answer(Answered(session.id, "\n".join(texts), frames, asked.complete, now.status, seq))


async def _streamed(
    request: web.Request, session: SessionRow, asked: Asked, incoming: Incoming | None, wait: float
) -> web.StreamResponse:  # fmt: skip
    response = web.StreamResponse(headers={"Content-Type": STREAM, "X-Accel-Buffering": "no"})
    dev, begun = request.app[SETTINGS].dev, False
    async for notice in asked.notices(incoming, wait):
        if not begun:
            await response.prepare(request)
            begun = True
        made = frame(session, notice, dev=dev)
        if made is not None:
            await response.write(_event(made["type"], made, made.get("seq")))
    if not begun:
        await response.prepare(request)
    await response.write(_event("done", {"session_id": session.id, "complete": asked.complete}))
    return response


def _event(kind: str, data: Any, seq: int | None = None) -> bytes:
    number = b"" if seq is None else b"id: %d\n" % seq
    return b"event: %s\n%sdata: %s\n\n" % (kind.encode(), number, msgspec.json.encode(data))
