"""Bots behind OpenAI's chat interface: whatever speaks it can talk to a bot, whose name is the model's.

A client of that interface keeps the conversation and sends all of it each time. The session that has heard the same
before goes on, so that dialogs that wait get their answer; a history that no session has begins a new one with it.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import Any, Literal

import msgspec
from aiohttp import web

from server.access import own_session, visitor
from server.api import Routes, answer
from server.bots.bot import Bot
from server.clients import language_of
from server.errors import Refused
from server.hub import Live
from server.keys import BOTS, CONVERSATIONS, HUB, STORE
from server.policy import Action
from server.routes.shapes import Name
from server.routes.speaking import STREAM, throttled
from server.store.port import Closed, Event, Incoming, Kind, SessionRow
from server.turns import Asked
from server.wire import SORRY

routes = Routes()

CHANNEL = "openai"
WAIT = 120.0
"""Seconds that an answer may take."""

LOOKED_AT = 20
"""Sessions of a person, latest first, among which the one that goes on is looked for."""

MOST_MESSAGES = 500
MOST_TEXT = 1 << 20


class Message(msgspec.Struct):
    """One message; ``content`` is text, or parts of ``type`` text and image_url."""

    role: str
    content: str | list[dict[str, Any]] | None = None


class Options(msgspec.Struct):
    """How a stream is sent."""

    include_usage: bool | None = False


class Completion(msgspec.Struct):
    """What is asked. ``model`` names a bot. How the bot's own model answers is the bot's to say, so that temperature
    and the like are read by nobody."""

    model: Name
    messages: list[Message]
    stream: bool | None = False
    stream_options: Options | None = None
    n: int | None = 1
    tools: list[Any] | None = None
    functions: list[Any] | None = None
    metadata: dict[str, Any] | None = None


class Said(msgspec.Struct):
    """The answer."""

    role: Literal["assistant"]
    content: str


class Choice(msgspec.Struct):
    """The only one."""

    index: int
    message: Said
    finish_reason: str
    logprobs: None = None


class Usage(msgspec.Struct):
    """Tokens, which a bot does not tell: its dialogs need none."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_tokens: int = 0


class Completed(msgspec.Struct):
    """An answer. ``session_id`` is the conversation, which ``metadata.session_id`` may name."""

    id: str
    created: int
    model: str
    choices: list[Choice]
    session_id: str
    object: str = "chat.completion"
    usage: Usage = msgspec.field(default_factory=Usage)


class Model(msgspec.Struct):
    """A bot."""

    id: str
    created: int = 0
    object: str = "model"
    owned_by: str = "gbc"


class Models(msgspec.Struct):
    """All bots."""

    data: list[Model]
    object: str = "list"


@routes.add("GET", "/v1/models", Action.BOTS_SEE)
async def models(request: web.Request) -> Models:
    """The bots of this server as models, in OpenAI's form."""
    return Models([Model(bot.name) for bot in request.app[BOTS].all()])


@routes.add("GET", "/v1/models/{model}", Action.BOTS_SEE)
async def model(request: web.Request) -> Model:
    """One bot as a model, in OpenAI's form."""
    return Model(_bot(request, request.match_info["model"]).name)


@routes.add("POST", "/v1/chat/completions", Action.SESSION_OPEN, gives=Completed)
async def completions(request: web.Request, body: Completion) -> web.StreamResponse:
    """Say something to a bot, in OpenAI's form.

    With ``stream`` the answer is sent as events while it comes.
    """
    throttled(request)
    bot = _bot(request, body.model)
    before, incoming = _read(body)
    session = await _session(request, bot, body, before)
    asked = Asked(request.app[STORE], request.app[HUB], request.app[CONVERSATIONS], session.id)
    id, now = f"chatcmpl-{session.id}-{session.seq}", int(time.time())
    try:
        if body.stream:
            return await _stream(request, body, _pieces(session, asked, incoming), id, now)
        text = "".join([piece async for piece in _pieces(session, asked, incoming)])
    except Closed:
        raise Refused(409, "closed", "this conversation is closed") from None
    reason = "stop" if asked.complete else "length"
    return answer(Completed(id, now, bot.name, [Choice(0, Said("assistant", text), reason)], session.id))


# ---------------------------------------------------------------- what is asked


def _bot(request: web.Request, name: str) -> Bot:
    bot = request.app[BOTS].get(name)
    if bot is None:
        raise Refused(404, "model_not_found", f"there is no bot {name}")
    return bot


def _read(body: Completion) -> tuple[list[tuple[str, str]], Incoming]:
    """What was said before, and the message that the bot is to answer."""
    if body.n not in (None, 1):
        raise Refused(400, "unsupported_value", "a bot gives one answer; n is 1")
    if body.tools or body.functions:
        raise Refused(400, "unsupported_parameter", "a bot has its own tools and takes none of the client's")
    if not body.messages or body.messages[-1].role != "user":
        raise Refused(400, "bad_request", "the last message must be one of the user")
    if len(body.messages) > MOST_MESSAGES:
        raise Refused(400, "bad_request", f"a conversation has at most {MOST_MESSAGES} messages")
    read = [_parts(message) for message in body.messages]
    if sum(len(text) for text, _ in read) > MOST_TEXT:
        raise Refused(413, "too_large", f"a conversation has at most {MOST_TEXT} characters")
    roles = {"assistant": "talk", "user": "user", "system": "user", "developer": "user"}
    before = [
        (roles[message.role], text)
        for message, (text, _) in zip(body.messages[:-1], read, strict=False)
        if message.role in roles and text
    ]
    text, images = read[-1]
    return before, Incoming(Kind.MESSAGE, {"text": text, **({"attachments": images} if images else {})})


def _parts(message: Message) -> tuple[str, list[dict[str, Any]]]:
    """Text and pictures of a message."""
    if message.content is None or isinstance(message.content, str):
        return message.content or "", []
    texts, images = [], []
    for part in message.content:
        if part.get("type") == "text":
            texts.append(str(part.get("text", "")))
        elif part.get("type") == "image_url" and isinstance(part.get("image_url"), dict):
            images.append(_image(str(part["image_url"].get("url", ""))))
        else:
            raise Refused(400, "unsupported_value", "a message holds text and pictures only")
    return "\n".join(texts), images


def _image(url: str) -> dict[str, Any]:
    if not url.startswith(("https://", "http://", "data:image/")):
        raise Refused(400, "unsupported_value", "a picture has an address on the web, or is a data: address")
    return {"url": url, "name": "image", "type": "image/*", "size": -1}


# ---------------------------------------------------------------- which session


async def _session(request: web.Request, bot: Bot, body: Completion, before: list[tuple[str, str]]) -> SessionRow:
    """The session that was named, the one that has heard the same before, or a new one."""
    named = (body.metadata or {}).get("session_id")
    if isinstance(named, str) and named:
        session = await own_session(request, named)
        if session.bot != bot.name:
            raise Refused(404, "not_found", "there is no such session")
        return session
    user = visitor(request, bot).user
    heard = [text for role, text in before if role == "user"]
    goes_on = any(message.role in ("user", "assistant") for message in body.messages[:-1])
    if heard:
        for session in await request.app[STORE].sessions(bot.name, user, LOOKED_AT):
            if session.channel == CHANNEL and heard == await _heard(request, session):
                return session
    session = await request.app[CONVERSATIONS].open(
        bot, user, channel=CHANNEL, language=language_of(request), greet=not goes_on
    )
    for role, text in before:
        await request.app[STORE].add_event(session.id, Event(role, {"text": text}))
    if not goes_on:
        greeting = Asked(request.app[STORE], request.app[HUB], request.app[CONVERSATIONS], session.id)
        async for _ in greeting.notices(None, WAIT):
            pass
    return await request.app[STORE].session(session.id) or session


async def _heard(request: web.Request, session: SessionRow) -> list[str]:
    """What the person has said in a session."""
    said: list[str] = []
    seen = 0
    while events := await request.app[STORE].events(session.id, seen):
        said += [str(event.body["text"]) for event in events if event.kind == "user" and event.body.get("text")]
        seen = events[-1].seq
    return said


# ---------------------------------------------------------------- what is answered


async def _pieces(session: SessionRow, asked: Asked, incoming: Incoming) -> AsyncIterator[str]:
    """The answer as it comes: each message once, whether it was shown in parts or not."""
    shown, begun = "", False
    async for notice in asked.notices(incoming, WAIT):
        if isinstance(notice, Live):
            if notice.kind != "delta":
                continue
            text = notice.body["text"]
            if not shown and begun:
                yield "\n\n"
            shown, begun = shown + text, True
            yield text
            continue
        whole = _text(session, notice)
        if not whole:
            continue
        rest = whole[len(shown.strip()) :] if whole.startswith(shown.strip()) else f"\n\n{whole}"
        if rest:
            yield f"\n\n{rest}" if begun and not shown else rest
        shown, begun = "", True


def _text(session: SessionRow, event: Event) -> str:
    """What an event says to the person; choices that buttons would show are part of it."""
    if event.kind == "talk":
        return str(event.body["text"])
    if event.kind == "hear" and event.body.get("options"):
        return "\n".join(f"- {option}" for option in event.body["options"])
    return SORRY.get(session.language[:2], SORRY["en"]) if event.kind == "fault" else ""


async def _stream(
    request: web.Request, body: Completion, pieces: AsyncIterator[str], id: str, now: int
) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": STREAM, "X-Accel-Buffering": "no"})
    head = {"id": id, "object": "chat.completion.chunk", "created": now, "model": body.model}

    async def send(delta: dict[str, str], reason: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": reason, "logprobs": None}
        await response.write(b"data: %s\n\n" % msgspec.json.encode({**head, "choices": [choice]}))

    first: dict[str, str] = {"role": "assistant", "content": ""}
    async for piece in pieces:
        if first:
            await response.prepare(request)
            await send(first)
            first = {}
        await send({"content": piece})
    if first:
        await response.prepare(request)
        await send(first)
    await send({}, "stop")
    if body.stream_options is not None and body.stream_options.include_usage:
        usage = msgspec.to_builtins(Usage())
        await response.write(b"data: %s\n\n" % msgspec.json.encode({**head, "choices": [], "usage": usage}))
    await response.write(b"data: [DONE]\n\n")
    return response
