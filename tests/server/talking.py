"""A whole server on a free port of this machine, and a person who talks to it over HTTP and WebSocket."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from server import keys
from server.app import create_app
from server.settings import Settings
from server.tokens import Principal
from stdlib.catalog import load_catalog

FREE = {"rate_auth": 0, "rate_api": 0, "rate_messages": 0, "rate_webhooks": 0}
"""Settings without limits on how often, for tests of something else."""


@dataclass
class Reply:
    """An answer that was read to its end."""

    status: int
    headers: Any
    text: str
    json: Any


@dataclass
class Person:
    """Somebody with a token, or without."""

    base: str
    client: aiohttp.ClientSession
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    async def ask(self, method: str, path: str, json: Any = None, **rest: Any) -> Reply:
        """One request."""
        headers = {**self.headers, **rest.pop("headers", {})}
        if self.token and "Authorization" not in headers:
            headers["Authorization"] = f"Bearer {self.token}"
        if json is not None:
            rest["json"] = json
        async with self.client.request(method, self.base + path, headers=headers, **rest) as response:
            text = await response.text(errors="replace")
            is_json = response.content_type == "application/json" and text
            return Reply(response.status, response.headers, text, await response.json() if is_json else None)

    async def get(self, path: str, **rest: Any) -> Reply:
        """One GET."""
        return await self.ask("GET", path, **rest)

    async def post(self, path: str, json: Any = None, **rest: Any) -> Reply:
        """One POST."""
        return await self.ask("POST", path, {} if json is None else json, **rest)

    def connect(self, path: str, **rest: Any) -> Any:
        """A WebSocket, as an async context manager."""
        headers = {**self.headers, **rest.pop("headers", {})}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        return self.client.ws_connect(self.base + path, headers=headers, **rest)


@dataclass
class Served:
    """A running server."""

    app: web.Application
    base: str
    client: aiohttp.ClientSession

    def nobody(self) -> Person:
        """Somebody without a token."""
        return Person(self.base, self.client)

    async def guest(self) -> Person:
        """A new guest."""
        token, _ = self.app[keys.TOKENS].guest()
        return Person(self.base, self.client, token)

    async def person(self, *roles: str, name: str = "") -> Person:
        """Somebody with an account and these roles, who has logged in."""
        people, name = self.app[keys.PEOPLE], name or f"person-{'-'.join(roles) or 'plain'}"
        account = self.app[keys.ACCOUNTS].named(name)
        if account is None:
            account = await people.add(name, "correct horse", frozenset(roles), "")
        login = await people.login(name, "correct horse")
        assert login is not None
        return Person(self.base, self.client, login.access)

    def principal(self, person: Person) -> Principal:
        """Who a person is for the server."""
        return self.app[keys.TOKENS].check(person.token)


@asynccontextmanager
async def served(root: Path, data: Path, **settings: Any) -> AsyncIterator[Served]:
    """Serve the bots in ``root``; without limits on how often unless ``settings`` say otherwise."""
    load_catalog()
    app = create_app(Settings(data=str(data), **(FREE | settings)), root)
    async with TestServer(app, host="127.0.0.1") as server, aiohttp.ClientSession(
        cookie_jar=aiohttp.DummyCookieJar()
    ) as client:  # fmt: skip
        yield Served(app, str(server.make_url("")).rstrip("/"), client)
