"""What the keywords do with files and values alike: the bytes behind one, and file values of the drive.

Goes to the files port for content; a web address is fetched through the web port. Called by keyword modules.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Any

from stdlib.context import Context
from stdlib.documents.paths import ending, media_type
from stdlib.functions.arguments import unwrap
from stdlib.ports import Attachment, KeywordFault
from stdlib.ports.files import READ_MOST, FileInfo
from stdlib.ports.web import Request
from vm.value import Object

LINK_SECONDS = 7 * 86400.0
"""How long the link in the value of a stored file opens it."""


async def content_of(ctx: Context, value: Any, what: str) -> tuple[str, bytes]:
    """Name and bytes of a file: a path, a file value, or a web address; ``what`` names the keyword in faults."""
    value = unwrap(value)
    if isinstance(value, Object):
        return await _of_object(ctx, value, what)
    if not isinstance(value, str) or not value.strip():
        raise KeywordFault("GB6004", f"{what} needs a file: a path, an address, or what DOWNLOAD or HEAR gave")
    if _is_address(value):
        return await _fetched(ctx, value)
    return value.rpartition("/")[2], await ctx.files.read(value)


async def _of_object(ctx: Context, value: Object, what: str) -> tuple[str, bytes]:
    name, content = ctx.text(value.get("name")), value.get("content")
    if isinstance(content, str):
        return name, decoded(value, what)
    for field in _PLACES:
        place = value.get(field)
        if isinstance(place, str) and place:
            found, data = await content_of(ctx, place, what)
            return name or found, data
    raise KeywordFault("GB6004", f"{what} needs a file, and this object has no path, url or content")


async def attachment(ctx: Context, value: Any, what: str) -> Attachment:
    """What a message brings for a path, a file value or a web address; content that is no file yet becomes one."""
    value = unwrap(value)
    named = ctx.text(ctx.field(value, "name"))
    if isinstance(value, Object) and isinstance(value.get("content"), str):
        name, data = await content_of(ctx, value, what)
        return await _kept(ctx, await ctx.files.write(f"generated/{ctx.env.uuid()}/{name or 'file'}", data), name)
    path = ctx.text(next((ctx.field(value, name) for name in _PLACES if ctx.field(value, name)), value))
    if not path.strip():
        raise KeywordFault("GB6004", f"{what} needs a file: a path, an address, or what DOWNLOAD or HEAR gave")
    if _is_address(path):
        name = named or path.partition("?")[0].rstrip("/").rpartition("/")[2] or "file"
        return Attachment(path, name, ctx.text(ctx.field(value, "type")) or media_type(name))
    info = await ctx.files.info(path)
    if info is None:
        raise KeywordFault("GB7302", f'the drive has no file "{path}"')
    return await _kept(ctx, info, named)


_PLACES = ("path", "localName", "url")
"""Fields of a file value that say where it is."""


async def _kept(ctx: Context, info: FileInfo, name: str) -> Attachment:
    shown = name or info.path.rpartition("/")[2]
    return Attachment(await _link(ctx, info.path), shown, info.type or media_type(info.path), info.size)


def decoded(value: Object, what: str) -> bytes:
    """The bytes of a file value that holds its content, as text or in Base64."""
    content = value.get("content")
    if value.get("encoding") != "base64":
        return content.encode("utf-8", "replace") if isinstance(content, str) else b""
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError, TypeError):
        raise KeywordFault("GB7305", f"{what}: the content of the file value is not Base64") from None


def _is_address(text: str) -> bool:
    return text[:8].lower().startswith(("http://", "https://"))


async def _fetched(ctx: Context, url: str) -> tuple[str, bytes]:
    if ctx.ports.http is None:
        raise KeywordFault("GB7001", f"the address {url} needs the http capability, which this host does not provide")
    reply = await ctx.ports.http.send(Request("GET", url, most=READ_MOST))
    if reply.status >= 400:
        raise KeywordFault("GB7302", f"{url} gives no file: {reply.status} {reply.reason}")
    name = reply.url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return name or "download", reply.body


def listed(ctx: Context, info: FileInfo, folder: str = "") -> Object:
    """A file as LIST gives it: prints as its name below ``folder``."""
    inside = info.path[len(folder) + 1 :] if folder else info.path
    changed = info.changed.astimezone().replace(tzinfo=None)
    fields = {"name": inside, "path": info.path, "size": info.size, "type": info.type, "mime_type": info.type}
    return ctx.object({**fields, "ending": ending(info.path), "modified": changed, "created": changed}, "file")


async def stored(ctx: Context, info: FileInfo, data: bytes | None = None) -> Object:
    """A file value of something just put into the drive; with ``data`` it has checksums. Prints as its link."""
    fields: dict[str, Any] = {
        "url": await _link(ctx, info.path),
        "localName": info.path,
        "path": info.path,
        "name": info.path.rpartition("/")[2],
        "type": info.type or media_type(info.path),
        "size": info.size,
    }
    if data is not None:
        fields["md5"] = hashlib.md5(data, usedforsecurity=False).hexdigest()
        fields["sha256"] = hashlib.sha256(data).hexdigest()
    return ctx.object(fields, "file")


async def _link(ctx: Context, path: str) -> str:
    """A link, or the path alone where the host serves no files."""
    try:
        return await ctx.files.link(path, LINK_SECONDS)
    except KeywordFault as fault:
        if fault.code != "GB7307":
            raise
        return path
