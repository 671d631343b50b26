"""The files of a bot, for its authors and those who look after the server."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from urllib.parse import quote

import msgspec
from aiohttp import web

from server.api import Listed, Page, Routes, part
from server.errors import not_found
from server.policy import Action
from server.routes.shapes import Done, Name, OfBot, bot_of
from stdlib.ports.files import FileInfo

routes = Routes()

OCTETS = "application/octet-stream"


class Folder(Page, kw_only=True):
    """Which folder of which bot; the whole drive of the default one when nothing is named."""

    path: Annotated[str, msgspec.Meta(max_length=1000)] = ""
    bot_name: Name = ""


class File(msgspec.Struct):
    """A file; ``size`` is in bytes."""

    path: str
    size: int
    modified: datetime
    type: str


@routes.add("GET", "/api/drive/list", Action.DRIVE_READ)
async def files(request: web.Request, query: Folder) -> Listed[File]:
    """All files below a folder, by path."""
    found = await bot_of(request, query.bot_name).world.files.list(query.path)
    return part([_shown(info) for info in found], query)


@routes.add("GET", "/api/drive/download/{path:.+}", Action.DRIVE_READ, media=OCTETS)
async def download(request: web.Request, query: OfBot) -> web.Response:
    """The content of a file."""
    path = request.match_info["path"]
    content = await bot_of(request, query.bot_name).world.files.read(path)
    name = quote(path.rpartition("/")[2], safe="")
    return web.Response(
        body=content, content_type=OCTETS, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    )


@routes.add("PUT", "/api/drive/upload/{path:.+}", Action.DRIVE_WRITE)
async def upload(request: web.Request, body: bytes, query: OfBot) -> File:
    """Keep the body as a file; one that is there is replaced."""
    return _shown(await bot_of(request, query.bot_name).world.files.write(request.match_info["path"], body))


@routes.add("DELETE", "/api/drive/delete/{path:.+}", Action.DRIVE_WRITE)
async def delete(request: web.Request, query: OfBot) -> Done:
    """Remove a file, or a folder with everything in it."""
    if not await bot_of(request, query.bot_name).world.files.delete(request.match_info["path"]):
        raise not_found("file")
    return Done()


def _shown(info: FileInfo) -> File:
    return File(info.path, info.size, info.changed, info.type)
