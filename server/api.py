"""Declares routes: what a handler takes and gives stands in its signature, whom it is for and how it is told beside it.

From one declaration follow the checks before the handler runs, the answer's form, and the OpenAPI document. A handler
takes the request and, where it has them, ``query`` and ``body``, each a ``msgspec.Struct``; it gives a Struct, or a
response of its own. Nothing here knows what any route does.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from aiohttp import web

from server.errors import Refused
from server.keys import SETTINGS
from server.policy import Action

Function = TypeVar("Function", bound=Callable[..., Awaitable[Any]])
T = TypeVar("T")

JSON = "application/json"

MOST = 100
"""Items of one page."""


class Page(msgspec.Struct, kw_only=True):
    """Which part of a list."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST, description="how many at most")] = 20
    offset: Annotated[int, msgspec.Meta(ge=0, le=1 << 31, description="how many to leave out")] = 0


class Listed(msgspec.Struct, Generic[T]):
    """Part of a list; ``total`` is the length of the whole."""

    data: list[T]
    total: int
    limit: int
    offset: int


def part(items: list[T], page: Page) -> Listed[T]:
    """The part of ``items`` that ``page`` asks for."""
    return Listed(items[page.offset : page.offset + page.limit], len(items), page.limit, page.offset)


@dataclass(frozen=True, slots=True)
class Operation:
    """One declared route. ``media`` is what a handler answers that makes its response itself; ``also`` are answers
    besides the usual one, by status."""

    method: str
    path: str
    action: Action
    function: Callable[..., Awaitable[Any]]
    status: int
    media: str
    also: dict[int, Any]
    query: type[msgspec.Struct] | None
    body: Any
    answer: Any

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Read what the function takes, call it and write what it gives."""
        given: dict[str, Any] = {}
        if self.query is not None:
            given["query"] = read_query(request, self.query)
        if self.body is not None:
            given["body"] = await read_body(request, self.body)
        found = await self.function(request, **given)
        if isinstance(found, web.StreamResponse):
            return found
        if found is None:
            return web.Response(status=self.status)
        return answer(found, self.status)


class Routes:
    """The declared routes of one module, in order."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []

    def add(
        self, method: str, path: str, action: Action, *, status: int = 200, media: str = JSON, gives: Any = None,
        also: dict[int, Any] | None = None,
    ) -> Callable[[Function], Function]:  # fmt: skip
        """Declare the function that follows; ``gives`` is what its answer holds when it makes the response itself."""

        def declare(function: Function) -> Function:
            hints = typing.get_type_hints(function, include_extras=True)
            assert inspect.getdoc(function), f"{function} says nothing of itself"
            query, body, given = hints.get("query"), hints.get("body"), gives or hints.get("return")
            self.operations.append(
                Operation(method, path, action, function, status, media, also or {}, query, body, given)
            )
            return function

        return declare


def mount(app: web.Application, operations: list[Operation]) -> None:
    """Make the application answer them."""
    for operation in operations:
        handler = allows(operation.action)(operation.handle)
        if operation.method == "GET":
            app.router.add_get(operation.path, handler, allow_head=operation.media == JSON)
        else:
            app.router.add_route(operation.method, operation.path, handler)


_ACTION = "gbc_action"


def allows(action: Action) -> Callable[[Function], Function]:
    """Say what a handler does that is not a declared route: pages and WebSockets."""

    def mark(function: Function) -> Function:
        async def marked(request: web.Request) -> web.StreamResponse:
            found: web.StreamResponse = await function(request)
            return found

        setattr(marked, _ACTION, action)
        return typing.cast(Function, marked)

    return mark


def action_of(handler: object) -> Action | None:
    """What a handler does; None when nobody said."""
    return getattr(handler, _ACTION, None)


# ---------------------------------------------------------------- what comes in and goes out


def answer(value: Any, status: int = 200) -> web.Response:
    """A value as JSON."""
    return web.Response(body=msgspec.json.encode(value), status=status, content_type=JSON)


def read_query(request: web.Request, wanted: type[T]) -> T:
    """The query as a Struct; 400 for what does not fit."""
    try:
        return msgspec.convert(dict(request.query), wanted, strict=False)
    except msgspec.ValidationError as error:
        raise Refused(400, "bad_request", f"the query: {_plain(error)}") from None


async def read_body(request: web.Request, wanted: Any) -> Any:
    """The JSON body as what is wanted; 400 for what does not fit, 415 for what does not call itself JSON. ``bytes``
    are the body as it is, a file's."""
    if wanted is bytes:
        return await _file(request)
    raw = await request.read()
    if raw and request.content_type != JSON:
        raise Refused(415, "unsupported_media_type", "the body is JSON, and its Content-Type application/json")
    try:
        return msgspec.json.decode(raw or b"{}", type=wanted)
    except msgspec.ValidationError as error:
        raise Refused(400, "bad_request", f"the body: {_plain(error)}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused(400, "bad_request", "the body is not JSON") from None


async def read_json(request: web.Request) -> dict[str, Any]:
    """The object in the body of a request; 400 for anything else."""
    given: dict[str, Any] = await read_body(request, dict[str, Any])
    return given


def number(request: web.Request, name: str, default: int, most: int = 2**53) -> int:
    """A whole number of the query; 400 for anything else."""
    text = request.query.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 17 and int(text) <= most):
        raise Refused(400, "bad_request", f"{name} is a whole number of at most {most}")
    return int(text)


async def _file(request: web.Request) -> bytes:
    """A body that may be as large as a file."""
    content, most = bytearray(), request.app[SETTINGS].upload_limit
    async for chunk in request.content.iter_any():
        content += chunk
        if len(content) > most:
            raise Refused(413, "too_large", f"a file has at most {most} bytes here")
    return bytes(content)


def _plain(error: msgspec.ValidationError) -> str:
    return str(error).replace("`", "").replace(" - at $.", " at ").replace(" - at $", "")
