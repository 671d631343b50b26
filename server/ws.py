"""Conversations over WebSocket, ``/ws`` and ``/ws/{bot}``: one connection shows one session.

A connection is only a view: it holds nothing that is lost with it. A client that comes back says which number it saw
last (``since``) and gets the rest. One that does not read is closed with code 4008 and may resume.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from aiohttp import WSMsgType, web

from server.access import own_session, visitor
from server.bots.bot import Bot
from server.clients import language_of
from server.errors import not_found
from server.evicting import admit
from server.hub import Live, Notice
from server.keys import BOTS, CONVERSATIONS, HUB, LIMITS, METRICS, PRINCIPAL, SETTINGS, STATE, STORE
from server.policy import Action
from server.store.port import Closed, Event, Incoming, Kind, SessionRow
from server.uploads import with_files
from server.wire import MessageType, encoded, frame, hello

MOST_QUEUED = 1 << 20
"""Bytes that may wait for a client that does not read."""

FRAME_LIMIT = 64 << 10
PING = 25.0
SLOW, UNREADABLE, RESTARTING = 4008, 4003, 1012


async def websocket(request: web.Request) -> web.StreamResponse:
    """One connection."""
    bot, session = await _session(request)
    socket = web.WebSocketResponse(heartbeat=PING, max_msg_size=FRAME_LIMIT, compress=False, protocols=("gbc",))
    await socket.prepare(request)
    view, open = _View(request.app, request[PRINCIPAL].user, bot, session, socket), request.app[STATE].sockets
    admit(request, socket, Action.SESSION_OPEN, lambda: bot.public or not request[PRINCIPAL].guest)
    request.app[METRICS].sockets.set(len(open))
    try:
        await view.serve(_since(request))
    finally:
        open.pop(socket, None)
        request.app[METRICS].sockets.set(len(open))
    return socket


async def send_away(sockets: Collection[web.WebSocketResponse]) -> None:
    """Close every connection of a server that stops. Each is told another time to come back after, in milliseconds."""
    spread = min(30_000, 10 * len(sockets) + 500)

    async def leave(socket: web.WebSocketResponse) -> None:
        after = secrets.randbelow(spread)
        with contextlib.suppress(ConnectionError, RuntimeError):
            await socket.send_json({"type": "reconnect", "after": after})
        await socket.close(code=RESTARTING, message=b"the server restarts; come back with since=")

    await asyncio.gather(*(leave(socket) for socket in tuple(sockets)))


def _since(request: web.Request) -> int | None:
    """The number that the client saw last; None shows nothing of before."""
    text = request.query.get("since", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


async def _session(request: web.Request) -> tuple[Bot, SessionRow]:
    """The session that the query names, or a new one."""
    bots = request.app[BOTS]
    name = request.match_info.get("bot") or request.query.get("bot_name", "")
    id = request.query.get("session_id", "")
    if id:
        session = await own_session(request, id)
        bot = bots.get(session.bot)
        if bot is None or (name and bot is not bots.get(name)):
            raise not_found("bot")
        return bot, session
    bot = bots.get(name) if name else bots.default
    if bot is None:
        raise not_found("bot")
    principal = visitor(request, bot)
    language = language_of(request, request.query.get("language", ""))
    session = await request.app[CONVERSATIONS].open(bot, principal.user, language=language)
    return bot, session


class _View:
    """What one client sees of a session."""

    def __init__(
        self, app: web.Application, user: str, bot: Bot, session: SessionRow, socket: web.WebSocketResponse
    ) -> None:  # fmt: skip
        self._user = user
        self._limits = app[LIMITS]
        self._conversations = app[CONVERSATIONS]
        self._hub = app[HUB]
        self._store = app[STORE]
        self._dev = app[SETTINGS].dev
        self._bot = bot
        self._session = session
        self._socket = socket
        self._queue: list[bytes] = []
        self._filled = asyncio.Event()
        self._queued = 0
        self._seq = -1
        self._behind: asyncio.Task[None] | None = None
        self._early: list[Notice] | None = []

    async def serve(self, since: int | None) -> None:
        """Send what happens and take in what is said, until either side ends."""
        leave = self._hub.listen(self._session.id, self._notice)
        writer = asyncio.create_task(self._write())
        try:
            await self._begin(since)
            async for message in self._socket:
                if message.type is not WSMsgType.TEXT:
                    await self._socket.close(code=UNREADABLE, message=b"frames are JSON text")
                    break
                await self._slow_down()
                await self._take_in(message.data)
        finally:
            leave()
            writer.cancel()
            if self._behind is not None:
                self._behind.cancel()

    async def _slow_down(self) -> None:
        """Read no faster than the person may speak; what was sent meanwhile waits, and is heard."""
        told = False
        while (left := self._limits.ask("messages", self._user)) is not None and left.wait:
            if not told:
                self._send({"type": "throttled", "retry_after": round(left.wait, 3)})
                told = True
            await asyncio.sleep(left.wait)

    async def _begin(self, since: int | None) -> None:
        """Greet, then show what the client has missed; notices of meanwhile come after it."""
        version = self._bot.current
        tools = [dict(offer.schema) for offer in version.tools.values()] if version else []
        present = await self._store.session(self._session.id) or self._session
        self._send(hello(present, tools))
        self._seq = since or 0
        while events := await self._store.events(self._session.id, self._seq):
            for event in events:
                self._show(event)
        early, self._early = self._early or [], None
        for notice in early:
            self._show(notice)
        if self._conversations.busy(self._session.id):
            self._show(Live("busy"))

    def _notice(self, notice: Notice) -> None:
        if self._early is not None:
            self._early.append(notice)
        else:
            self._show(notice)

    def _show(self, notice: Notice) -> None:
        """Send a notice once; each event has one place in the order."""
        if isinstance(notice, Event):
            if notice.seq <= self._seq:
                return
            if notice.seq > self._seq + 1:
                self._catch_up()
                return
            self._seq = notice.seq
        made = frame(self._session, notice, dev=self._dev)
        if made is not None:
            self._send(made)

    def _catch_up(self) -> None:
        """Show what another process logged and nobody told here yet, and everything after it."""
        if self._behind is None or self._behind.done():
            self._behind = asyncio.get_running_loop().create_task(self._read_on())

    async def _read_on(self) -> None:
        while events := await self._store.events(self._session.id, self._seq):
            for event in events:
                self._show(event)

    def _send(self, made: Mapping[str, Any]) -> None:
        data = encoded(made)
        self._queued += len(data)
        self._queue.append(data)
        self._filled.set()

    async def _write(self) -> None:
        """Send what is queued; a client that does not read is sent away."""
        while True:
            await self._filled.wait()
            self._filled.clear()
            sending, self._queue = self._queue, []
            for number, data in enumerate(sending, 1):
                if self._queued > MOST_QUEUED and (number < len(sending) or self._queue):
                    await self._socket.close(code=SLOW, message=b"too slow; come back with since=")
                    return
                try:
                    await self._socket.send_frame(data, WSMsgType.TEXT)
                except ConnectionError:
                    return
                self._queued -= len(data)

    # ------------------------------------------------------------ what the client sends

    async def _take_in(self, data: str) -> None:
        try:
            given = msgspec.json.decode(data)
            incoming = read_frame(given)
        except (ValueError, RecursionError) as error:
            said = "the frame is not JSON" if isinstance(error, msgspec.DecodeError) else str(error)
            self._send({"type": "error", "error": "bad_frame", "message": said})
            return
        if given.get("type") == "stop":
            await self._conversations.stop(self._session.id)
        elif incoming is None:
            self._send({"type": "pong"})
        else:
            try:
                incoming = await with_files(self._bot, self._session, incoming, sent_files(given))
                number = await self._conversations.put(self._session.id, incoming)
            except Closed:
                self._send({"type": "error", "error": "closed", "message": "this conversation is closed"})
                return
            except ValueError as error:
                self._send(
                    {"type": "error", "error": "bad_attachment", "message": str(error), "external": incoming.external}
                )
                return
            self._send({"type": "ack", "number": number, "external": incoming.external})


def read_frame(given: Any) -> Incoming | None:
    """What a client's frame says; None for one that only asks whether we are there. ValueError says what is wrong.

    ``content`` (or ``text``) is the message; ``message_type`` 6 runs the tool that ``content`` names, with
    ``arguments``; ``id`` is the client's own, by which a copy is known.
    """
    if not isinstance(given, dict):
        raise ValueError("a frame is a JSON object")
    if given.get("type") in ("ping", "stop"):
        return None
    content = given.get("content", given.get("text", ""))
    if not isinstance(content, str):
        raise ValueError("content is a text")
    external = given.get("id", "")
    if not isinstance(external, str) or len(external) > 100:
        raise ValueError("id is a text of at most 100 characters")
    if given.get("message_type") == MessageType.TOOL or content.startswith("__TOOL__:"):
        arguments = given.get("arguments") or {}
        if not isinstance(arguments, dict):
            raise ValueError("arguments is an object")
        return Incoming(Kind.TOOL, {"tool": content.removeprefix("__TOOL__:"), "arguments": arguments}, external)
    body: dict[str, Any] = {"text": content}
    if isinstance(given.get("active_switchers"), list):
        body["switchers"] = [str(item) for item in given["active_switchers"]][:20]
    if isinstance(given.get("media_url"), str) and given["media_url"]:
        body["attachments"] = [{"url": given["media_url"], "name": given["media_url"].rpartition("/")[2]}]
    return Incoming(Kind.MESSAGE, body, external)


def sent_files(given: Mapping[str, Any]) -> list[str]:
    """The addresses of files that go with a message; ValueError for anything else."""
    files = given.get("attachments") or []
    if not isinstance(files, list) or not all(isinstance(file, str) for file in files):
        raise ValueError("attachments is a list of addresses of files that were sent")
    return files
