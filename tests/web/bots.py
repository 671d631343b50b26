"""Bots with a web port for tests of the web keywords."""

from __future__ import annotations

from typing import Any

from stdlib.adapters.egress import Egress
from stdlib.adapters.http_aiohttp import HttpClient
from stdlib.ports.web import Reply, Request
from tests.runtime.bots import Bot


class LoopbackHttp:
    """The real client, allowed to reach this machine, closed after each request; keeps the requests."""

    def __init__(self, *allow: str) -> None:
        self.allow = allow or ("127.0.0.0/8",)
        self.requests: list[Request] = []

    async def send(self, request: Request) -> Reply:
        self.requests.append(request)
        async with HttpClient(Egress(self.allow), retry_pauses=(0.01, 0.01)) as client:
            return await client.send(request)


class PreparedHttp:
    """Gives ``replies`` in turn without any network, the last one ever after."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.requests: list[Request] = []

    async def send(self, request: Request) -> Reply:
        self.requests.append(request)
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def reply(
    body: str | bytes = b"", type: str = "text/html", status: int = 200, url: str = "https://x.example/"
) -> Reply:
    content = body.encode() if isinstance(body, str) else body
    return Reply(status, "OK", {"content-type": type}, content, url)


def web_bot(source: str, http: Any = None, **options: Any) -> Bot:
    ports = {"http": http or LoopbackHttp(), **options.pop("ports", {})}
    return Bot(source, ports=ports, **options).run()
