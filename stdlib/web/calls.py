"""One call of a web service on behalf of a program: its address, headers and body, and the response value.

Everything leaves through the http port of the context. Called by the keyword modules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stdlib.context import Context
from stdlib.ports import KeywordFault
from stdlib.ports.web import Reply, Request
from stdlib.web.bodies import form_fields, read_body, write_body
from vm.value import Object

_NONE: Mapping[str, str] = {}
MOST_BYTES = 10 << 20
READ_TIMEOUT = 30.0
SEND_TIMEOUT = 60.0
SOAP_TIMEOUT = 120.0
"""Seconds for a whole exchange."""


async def setting(ctx: Context, name: str, needed_for: str = "") -> str:
    """A setting of the bot, "" when it has none; GB7209 instead when something needs it."""
    value = "" if ctx.ports.session is None else ctx.text(await ctx.session.get(f"config.{name}")).strip()
    if needed_for and not value:
        raise KeywordFault("GB7209", f"{needed_for} needs the setting {name} in config.csv")
    return value


def is_address(text: str) -> bool:
    """True for an address of the web and for one of the platform, which begins with /."""
    return text.startswith("/") or text[:8].lower().startswith(("http://", "https://"))


async def address_of(ctx: Context, value: Any, fields: Any = None) -> str:
    """The address that a program wrote, ``fields`` as its query; one that begins with / is of the platform."""
    text = ctx.text(value).strip()
    if text.startswith("/"):
        base = await setting(ctx, "http-base-url", f"the address {text.partition('?')[0][:80]}")
        text = base.rstrip("/") + "/" + text.lstrip("/")
    if fields is None or not ctx.fields(fields):
        return text
    head, mark, part = text.partition("#")
    joint = "" if head.endswith(("?", "&")) else "&" if "?" in head else "?"
    return head + joint + form_fields(fields, "the address") + mark + part


async def fetch(ctx: Context, address: str, *, accept: str = "", most: int = MOST_BYTES) -> Reply:
    """GET for a service of the host's settings or a public page: headers of the program do not go along."""
    headers = {"Accept": accept} if accept else {}
    return await ctx.http.send(Request("GET", address, headers, None, READ_TIMEOUT, most))


async def read_page(ctx: Context, address: str, keyword: str, *, accept: str = "", most: int = MOST_BYTES) -> Reply:
    """GET with the headers of the program, for something that must be there; GB7208 when the server has it not."""
    headers = {"Accept": accept, **ctx.state.headers} if accept else dict(ctx.state.headers)
    reply = await ctx.http.send(Request("GET", address, headers, None, READ_TIMEOUT, most))
    if reply.status >= 400:
        shown = address.partition("?")[0][:200]
        raise KeywordFault("GB7208", f"{keyword} found nothing at {shown}: {reply.status} {reply.reason}".rstrip())
    return reply


async def exchange(
    ctx: Context,
    method: str,
    address: str,
    value: Any = None,
    content_type: str = "",
    *,
    timeout: float = SEND_TIMEOUT,
    extra: Mapping[str, str] = _NONE,
) -> Reply:
    """Send one request with the headers that the program has set; ``extra`` ones come before those."""
    ours = {name.lower() for name in extra}
    headers = {**{name: value for name, value in ctx.state.headers.items() if name.lower() not in ours}, **extra}
    stated = next((name for name in headers if name.lower() == "content-type"), "Content-Type")
    body, kind = write_body(value, content_type or headers.get(stated, ""), method)
    headers.pop(stated, None)
    if body is not None:
        headers[stated] = kind
    return await ctx.http.send(Request(method, address, headers, body, timeout))


async def call(
    ctx: Context, method: str, url: Any, value: Any = None, content_type: str = "", *, timeout: float = SEND_TIMEOUT
) -> Object:
    """``exchange`` with the response as a value."""
    reply = await exchange(ctx, method, await address_of(ctx, url), value, content_type, timeout=timeout)
    return response(ctx, reply, read_body(reply))


def response(ctx: Context, reply: Reply, data: Any) -> Object:
    """The response value: status, statusText, headers, and the body as ``data``."""
    headers = ctx.object(dict(reply.headers))
    fields = {"status": reply.status, "statusText": reply.reason, "headers": headers, "data": data}
    return ctx.object(fields, "response")


def named_values(ctx: Context, values: Any) -> tuple[Any, str]:
    """Body and content type of ``POST url, a, b``: one value is the body, several are fields by their names."""
    given = [(ctx.text(ctx.field(item, "name")), ctx.field(item, "value")) for item in ctx.items(values)]
    if not given:
        return None, ""
    if len(given) == 1:
        return given[0][1], ""
    last_name, last = given[-1]
    if len(given) == 2 and not last_name and isinstance(last, str) and _is_type(last):
        return given[0][1], last
    return ctx.object(_fields(given)), ""


def named_fields(ctx: Context, values: Any) -> Object:
    """The query of ``GET url WITH a, b``; a single object is the fields itself."""
    given = [(ctx.text(ctx.field(item, "name")), ctx.field(item, "value")) for item in ctx.items(values)]
    if len(given) == 1 and isinstance(given[0][1], Object):
        return given[0][1]
    return ctx.object(_fields(given))


def _is_type(text: str) -> bool:
    head, slash, tail = text.partition("/")
    return bool(head and slash and tail) and " " not in head and len(text) < 200


def _fields(given: list[tuple[str, Any]]) -> Mapping[str, Any]:
    """Values under their names, those without one under their place."""
    return {name or f"p{place}": value for place, (name, value) in enumerate(given, 1)}
