"""A post, and one request to the interface of a network: its token, its body, and the fault when it refuses.

Everything leaves through the http port of the context. Called by the modules of the networks.
"""

from __future__ import annotations

import json
import mimetypes
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from stdlib.context import Context
from stdlib.documents.handles import content_of
from stdlib.ports import KeywordFault
from stdlib.ports.web import Reply, Request
from stdlib.web.calls import is_address, setting
from vm.value import to_text

LINK_SECONDS = 24 * 3600.0
"""How long a network may fetch a file of the drive by its link."""


@dataclass(frozen=True, slots=True)
class Post:
    """What is published: text, and the path or address of a picture or video."""

    text: str
    media: Any = None


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or video with its content."""

    name: str
    content: bytes
    type: str


async def media_of(ctx: Context, post: Post) -> Media:
    """The content of a post's picture or video."""
    name, content = await content_of(ctx, post.media, "POST TO")
    name = name.rpartition("/")[2] or "picture"
    return Media(name, content, _type(name))


async def address_of_media(ctx: Context, post: Post) -> str:
    """An address from which the network itself gets the picture or video."""
    shown = ctx.text(post.media).strip()
    return shown if is_address(shown) else await ctx.files.link(shown, LINK_SECONDS)


def is_video(post: Post) -> bool:
    """Whether the media is a video, by its name."""
    return _type(to_text(post.media).partition("?")[0]).startswith("video/")


def _type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


async def token_of(ctx: Context, network: str) -> str:
    """The token of the bot's account; GB7209 when it is not configured."""
    return await setting(ctx, f"{network}-token", f"POST TO {network}")


async def base_of(ctx: Context, network: str, usual: str) -> str:
    """Where the interface of a network is: its own address, or the setting NETWORK-url."""
    return (await setting(ctx, f"{network}-url") or usual).rstrip("/")


async def call(
    ctx: Context, network: str, method: str, url: str, *, token: str = "", json_body: Any = None,
    form: Mapping[str, str] | None = None, raw: tuple[bytes, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Reply:  # fmt: skip
    """One request; GB7210 with the network's own words when it refuses."""
    given = dict(headers or {})
    body = None
    if token:
        given["Authorization"] = f"Bearer {token}"
    if json_body is not None:
        body, given["Content-Type"] = json.dumps(json_body, ensure_ascii=False).encode(), "application/json"
    elif form is not None:
        body, given["Content-Type"] = urlencode(form).encode(), "application/x-www-form-urlencoded"
    elif raw is not None:
        body, given["Content-Type"] = raw
    reply = await ctx.http.send(Request(method, url, given, body, 60.0))
    if reply.status >= 400:
        raise KeywordFault("GB7210", f"{network} refuses ({reply.status}): {_reason(reply)}")
    return reply


def data_of(network: str, reply: Reply) -> dict[str, Any]:
    """The object that a network answers with; GB7210 when it is none."""
    try:
        found = json.loads(reply.body or b"{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise KeywordFault("GB7210", f"{network} answers something that cannot be read")
    return found


def needed(network: str, found: Mapping[str, Any], name: str) -> str:
    """A field of an answer; GB7210 when it is missing."""
    value = found.get(name)
    if value in (None, ""):
        raise KeywordFault("GB7210", f"{network} answers without {name}")
    return str(value)


def multipart(fields: Mapping[str, str], name: str, media: Media) -> tuple[bytes, str]:
    """The body of a form with one file, and its content type."""
    mark = f"gbc-{secrets.token_hex(12)}"
    lines: list[bytes] = []
    for field, value in fields.items():
        lines += [
            f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n'.encode(),
            value.encode(),
            b"\r\n",
        ]
    file = "".join(c for c in media.name if c.isprintable() and c not in '"\\') or "file"
    head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\nContent-Type: {media.type}'
    lines += [head.encode(), b"\r\n\r\n", media.content, f"\r\n--{mark}--\r\n".encode()]
    return b"".join(lines), f"multipart/form-data; boundary={mark}"


def _reason(reply: Reply) -> str:
    """What the network says is wrong, in one line."""
    try:
        found: Any = json.loads(reply.body)
    except ValueError:
        return reply.reason or "without a reason"
    for name in ("error", "message", "detail", "error_description", "title"):
        value = found.get(name) if isinstance(found, dict) else None
        if isinstance(value, dict):
            value = value.get("message")
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())[:200]
    return reply.reason or "without a reason"
