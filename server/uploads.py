"""Files of conversations. Those that people send are kept in the bot's drive below the session's own folder, where a
program reads them at the path in ``file.url``, and given back to the person of that session alone. Those that a bot
gives are fetched by whoever has their signed address.

Names and types that a client gives are only hints: the name is made harmless, the type follows from it.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from aiohttp import BodyPartReader, web

from server.access import own_session
from server.api import Routes
from server.bots.bot import Bot
from server.errors import Refused, not_found
from server.headers import FILE
from server.keys import BOTS, SETTINGS
from server.policy import Action
from server.store.port import Incoming, SessionRow, Status
from server.wire import UPLOADS, address
from stdlib.documents.paths import media_type, normal_path
from stdlib.ports import KeywordFault

MOST_FILES = 200
"""Files that one session may keep."""

MOST_AT_ONCE = 10
"""Files that may go with one message."""

SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""Types that a browser may show; all others are only fetched."""

routes = Routes()


class OfSession(msgspec.Struct):
    """The session that a file is for."""

    session_id: Annotated[str, msgspec.Meta(max_length=100)] = ""


class Sent(msgspec.Struct):
    """A file that was taken in; ``url`` is its address."""

    name: str
    type: str
    size: int
    url: str


@routes.add("POST", "/api/files/{bot}", Action.FILES_USE, status=201)
async def send(request: web.Request, query: OfSession) -> Sent:
    """Take in one file of a form, for the session in the query: its address is for ``attachments`` of a message."""
    bot, session = await _place(request, query.session_id)
    if session.status is Status.CLOSED:
        raise Refused(409, "closed", "this conversation is closed")
    if len(await bot.world.files.list(f"{UPLOADS}/{session.id}")) >= MOST_FILES:
        raise Refused(409, "too_many_files", f"this conversation has {MOST_FILES} files already")
    name, content = await _received(request, request.app[SETTINGS].upload_limit)
    path = f"{UPLOADS}/{session.id}/{secrets.token_hex(6)}/{name}"
    try:
        info = await bot.world.files.write(normal_path(path), content)
    except KeywordFault as fault:
        raise _unkept(fault) from fault
    return Sent(name, media_type(path), info.size, address(bot.name, path))


@routes.add("GET", "/api/files/{bot}/{session}/{file}/{name}", Action.FILES_USE, media="application/octet-stream")
async def fetch(request: web.Request) -> web.Response:
    """A file of the caller's own session."""
    match = request.match_info
    bot, session = await _place(request, match["session"])
    return await _given(bot, f"{UPLOADS}/{session.id}/{match['file']}/{match['name']}")


@routes.add("GET", "/files/{bot}/{path:.+}", Action.LOOK, media="application/octet-stream")
async def linked(request: web.Request) -> web.Response:
    """A file of a bot's drive by an address that the bot made; it ends some day."""
    bot = request.app[BOTS].get(request.match_info["bot"])
    path = request.match_info["path"]
    if bot is None or bot.world.links is None or not bot.world.links.allows(path, request.query):
        raise not_found("file")
    return await _given(bot, path)


async def _given(bot: Bot, path: str) -> web.Response:
    """A file of the drive as an answer that runs nothing."""
    try:
        content = await bot.world.files.read(normal_path(path))
    except KeywordFault as fault:
        if fault.code in ("GB7301", "GB7302"):
            raise not_found("file") from fault
        raise _unkept(fault) from fault
    type, name = media_type(path), path.rpartition("/")[2]
    how = "inline" if type in SHOWN else "attachment"
    headers = {
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": FILE,
        "Cache-Control": "private, max-age=3600",
    }
    shown = type if type in SHOWN else "application/octet-stream"
    return web.Response(body=content, content_type=shown, headers=headers)


async def _place(request: web.Request, session: str) -> tuple[Bot, SessionRow]:
    bot = request.app[BOTS].get(request.match_info["bot"])
    found = await own_session(request, session)
    if bot is None or found.bot != bot.name:
        raise not_found("session")
    return bot, found


async def _received(request: web.Request, limit: int) -> tuple[str, bytes]:
    """Name and content of the file in the form; refused as soon as it is too large."""
    if (request.content_length or 0) > limit + (64 << 10):
        raise _too_large(limit)
    if not request.content_type.startswith("multipart/"):
        raise Refused(415, "unsupported_media_type", "a file is sent as multipart/form-data")
    try:
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader) and part.filename:
                return harmless(part.filename), await _read(part, limit)
    except ValueError as error:
        raise Refused(400, "bad_request", "the form cannot be read") from error
    raise Refused(400, "bad_request", "the form has no file")


async def _read(part: BodyPartReader, limit: int) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(64 << 10):
        content += chunk
        if len(content) > limit:
            raise _too_large(limit)
    return bytes(content)


def _too_large(limit: int) -> Refused:
    return Refused(413, "too_large", f"a file may have {limit:,} bytes")


def _unkept(fault: KeywordFault) -> Refused:
    return Refused(503, "storage_unavailable", fault.message, retry_after=5)


def harmless(name: str) -> str:
    """``name`` as a file of that name may be called on every system; never empty."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    plain = re.sub(r"[^\w .()+,=@-]", "_", plain).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 12:
        stem, dot, ending = plain, "", ""
    kept = f"{stem[:60].strip(' .') or 'file'}{dot}{ending}"
    try:
        return normal_path(kept)
    except KeywordFault:
        return f"file-{kept}"


async def with_files(bot: Bot, session: SessionRow, incoming: Incoming, given: Sequence[str]) -> Incoming:
    """The message with the files at the addresses that ``send`` gave; ValueError for any that is not this session's."""
    if len(given) > MOST_AT_ONCE:
        raise ValueError(f"a message has at most {MOST_AT_ONCE} attachments")
    if not given:
        return incoming
    there: dict[str, dict[str, Any]] = {}
    for info in await bot.world.files.list(f"{UPLOADS}/{session.id}"):
        attachment = {"url": info.path, "name": info.path.rpartition("/")[2], "type": info.type, "size": info.size}
        there[address(bot.name, info.path)] = attachment
    unknown = [name for name in given if name not in there]
    if unknown:
        raise ValueError("an attachment is not a file of this conversation")
    files = [*incoming.body.get("attachments", ()), *(there[name] for name in given)]
    return replace(incoming, body={**incoming.body, "attachments": files})
