"""Files fetched from the web into the drive of a bot.

The same address is kept in the same place, so that fetching it again replaces it and two files of one name do not meet.
Called by DOWNLOAD.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any
from urllib.parse import unquote, urlsplit

from stdlib.context import Context
from stdlib.documents.handles import stored
from stdlib.documents.paths import ending, normal_path
from stdlib.functions.arguments import unwrap
from stdlib.ports import KeywordFault
from stdlib.ports.web import Reply
from stdlib.web.calls import address_of, is_address, read_page
from vm.value import Object

FOLDER = "downloads"
MOST_BYTES = 50 << 20

_NAMED = re.compile(r"filename\*?\s*=\s*(?:UTF-8'[^']*')?\"?([^\";]+)", re.IGNORECASE)
_ODD = re.compile(r"[^\w .()+@-]+")
_ENDINGS = {
    "application/pdf": ".pdf", "application/json": ".json", "application/zip": ".zip", "text/csv": ".csv",
    "text/html": ".html", "text/plain": ".txt", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif",
}  # fmt: skip


async def fetched(ctx: Context, source: Any, path: str, name: str) -> Object:
    """The file value of what a web address or a path of the drive means, kept under ``path`` when that is given."""
    value = unwrap(source)
    place = ctx.text(ctx.field(value, "path") or ctx.field(value, "url") or value).strip()
    if not place:
        raise KeywordFault("GB6004", "DOWNLOAD needs a web address or the path of a file")
    if not is_address(place):
        return await _of_drive(ctx, place, path, name)
    address = await address_of(ctx, place)
    reply = await read_page(ctx, address, "DOWNLOAD", most=MOST_BYTES)
    own = name or _name(reply)
    target = normal_path(_target(path, own) if path else f"{FOLDER}/{_mark(address)}/{own}")
    return await stored(ctx, await ctx.files.write(target, reply.body), reply.body)


async def _of_drive(ctx: Context, place: str, path: str, name: str) -> Object:
    """A file that is there already; with a path a copy of it."""
    info = await ctx.files.info(normal_path(place))
    if info is None:
        raise KeywordFault("GB7302", f"there is no file {place} in the drive of the bot")
    if path or name:
        own = name or info.path.rpartition("/")[2]
        info = await ctx.files.copy(info.path, normal_path(_target(path, own) if path else f"{FOLDER}/{own}"))
    return await stored(ctx, info)


def _target(path: str, name: str) -> str:
    return path + name if path.endswith("/") else path


def _mark(address: str) -> str:
    return hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()[:12]


def _name(reply: Reply) -> str:
    """The name that the server gives, else the end of the address; with the ending of its type when it has none."""
    given = _NAMED.search(reply.headers.get("content-disposition", "")[:1000])
    raw = unquote(given[1]) if given else unquote(urlsplit(reply.url).path.rstrip("/").rpartition("/")[2])
    name = _ODD.sub("_", raw.replace("\\", "/").rpartition("/")[2]).strip(" .")[-100:] or "download"
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    return name if ending(name) else name + _ENDINGS.get(kind, "")
