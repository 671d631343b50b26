"""A real web server on loopback for tests: it answers what the path asks for and keeps every request it got.

It runs in a thread with an event loop of its own and ends with the fixture. ``RawServer`` sends bytes that no proper
server would, and counts the connections that were made to it.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass
class Seen:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    query: dict[str, str]


Answer = Callable[[Seen], web.StreamResponse]


@dataclass
class WebServer:
    """``url`` without a slash at the end, everything ``seen``, and answers by path that a test sets."""

    url: str = ""
    port: int = 0
    seen: list[Seen] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)

    def page(self, path: str, text: str | bytes, type: str = "text/html", status: int = 200, **headers: str) -> None:
        """Answer ``path`` with this."""
        body = text.encode() if isinstance(text, str) else text
        fields = {"Content-Type": type, **{name.replace("_", "-"): value for name, value in headers.items()}}
        self.answers[path] = lambda seen: web.Response(status=status, body=body, headers=fields)

    def json(self, path: str, value: Any, status: int = 200, **headers: str) -> None:
        """Answer ``path`` with JSON."""
        self.page(path, json.dumps(value), "application/json", status, **headers)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """The answer of a test, else one of the built-in ones."""
        names = {name.lower(): value for name, value in request.headers.items()}
        seen = Seen(request.method, request.path, names, await request.read(), dict(request.query))
        self.seen.append(seen)
        if request.path in self.answers:
            return self.answers[request.path](seen)
        built_in = getattr(self, "_" + request.path.strip("/").partition("/")[0], None)
        return web.Response(status=404, text="nothing here") if built_in is None else await built_in(request)

    async def _echo(self, request: web.Request) -> web.StreamResponse:
        seen = self.seen[-1]
        return web.json_response(
            {"method": seen.method, "headers": seen.headers, "body": seen.body.decode("utf-8", "replace"),
             "query": seen.query}
        )  # fmt: skip

    async def _status(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"oops": True}, status=int(request.path.rpartition("/")[2]))

    async def _redirect(self, request: web.Request) -> web.StreamResponse:
        return web.Response(status=int(request.query.get("status", 302)), headers={"Location": request.query["to"]})

    async def _bytes(self, request: web.Request) -> web.StreamResponse:
        return web.Response(body=b"x" * int(request.query["n"]))

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        """So many bytes without saying how many."""
        answer = web.StreamResponse()
        await answer.prepare(request)
        for _ in range(int(request.query["n"]) // 1024):
            await answer.write(b"x" * 1024)
        return answer

    async def _bomb(self, request: web.Request) -> web.StreamResponse:
        """A gigabyte of zeros, packed."""
        block = gzip.compress(b"\0" * (64 << 20))
        return web.Response(body=block * 16, headers={"Content-Encoding": "gzip"})

    async def _slow(self, request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(float(request.query["s"]))
        return web.Response(text="late")


@contextmanager
def web_server(host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[WebServer]:
    """A running server, over TLS when it is given a certificate."""
    server, started, loop = WebServer(), threading.Event(), asyncio.new_event_loop()

    async def start() -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", server.handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, host, 0, ssl_context=tls)
        await site.start()
        server.port = runner.addresses[0][1]
        server.url = f"http{'s' if tls else ''}://{host if ':' not in host else f'[{host}]'}:{server.port}"
        started.set()
        await stop.wait()
        await runner.cleanup()

    stop = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(start()), daemon=True)
    thread.start()
    assert started.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()


@dataclass
class RawServer:
    """``connections`` counts who came, ``received`` what they sent first."""

    port: int = 0
    connections: int = 0
    received: list[bytes] = field(default_factory=list)


@contextmanager
def raw_server(
    *pieces: bytes | float, host: str = "127.0.0.1", port: int = 0, endless: bytes = b""
) -> Iterator[RawServer]:
    """Sends ``pieces`` (a number is a pause in seconds) to whoever connects, then ``endless`` or the end."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    listener.bind((host, port))
    listener.listen(64)
    listener.settimeout(0.1)
    server, ended = RawServer(listener.getsockname()[1]), threading.Event()

    def serve(peer: socket.socket) -> None:
        with peer:
            peer.settimeout(10)
            try:
                server.received.append(peer.recv(65536))
                for piece in pieces:
                    if isinstance(piece, bytes):
                        peer.sendall(piece)
                    else:
                        ended.wait(piece)
                while endless and not ended.is_set():
                    peer.sendall(endless)
                    time.sleep(0.02)
            except OSError:
                return

    def accept() -> None:
        while not ended.is_set():
            try:
                peer, _ = listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            server.connections += 1
            threading.Thread(target=serve, args=(peer,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        ended.set()
        thread.join(5)
        listener.close()
