"""A bot's tools over MCP, called with the official SDK's own client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from tests.server.conversing import write_bot
from tests.server.talking import Served, served

SCRIPTS = {
    "start.bas": 'TALK "hello"\n',
    "add.bas": 'PARAM a AS integer DESCRIPTION "one"\nPARAM b AS integer\nDESCRIPTION "Adds"\nTALK "So:"\nRETURN a + b',
    "mail.bas": 'PARAM address AS string\nDESCRIPTION "mails"\nSEND MAIL address, "a", "b"\nRETURN "sent"\n',
    "weather.bas": 'PARAM city AS string ENUM ["Bern", "Lima"]\nDESCRIPTION "asks"\nHEAR day\nRETURN day\n',
    "big.bas": 'DESCRIPTION "much"\nRETURN SPACE(300000) + "x"\n',
    "bad.bas": 'DESCRIPTION "fails"\nTHROW "secret reason"\n',
}

Work = Callable[[Served, Client], Awaitable[None]]


def run(tmp_path: Path, work: Work, config: str = "", *, token: bool = True) -> None:
    async def main() -> None:
        write_bot(tmp_path / "bots", "shop", SCRIPTS, config)
        async with served(tmp_path / "bots", tmp_path / "data") as server:
            headers = {"Authorization": f"Bearer {(await server.guest()).token}"} if token else {}
            async with httpx2.AsyncClient(headers=headers, trust_env=False) as http:
                address = f"{server.base}/mcp/shop"
                async with Client(streamable_http_client(address, http_client=http)) as client:
                    await work(server, client)

    asyncio.run(main())


async def call(client: Client, name: str, **given: Any) -> tuple[str, bool]:
    result: Any = await client.call_tool(name, given)
    return result.content[0].text, result.is_error


def test_tools_are_listed_with_their_parameters_and_run(tmp_path: Path) -> None:
    async def work(server: Served, client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"add", "mail", "weather", "big", "bad"}
        assert tools["add"].description == "Adds"
        assert tools["add"].input_schema["properties"]["a"] == {"type": "integer", "description": "one"}
        assert tools["weather"].input_schema["properties"]["city"]["enum"] == ["Bern", "Lima"]
        assert await call(client, "add", a=40, b=2) == ("So:\n42", False)

    run(tmp_path, work)


def test_what_goes_wrong_is_an_error_for_the_model(tmp_path: Path) -> None:
    async def work(server: Served, client: Client) -> None:
        for given, told in (({"a": 1}, "b must be given"), ({"a": 1, "b": 2, "c": 3}, "no parameter c")):
            text, failed = await call(client, "add", **given)
            assert failed
            assert told in text
        text, failed = await call(client, "bad")
        assert failed
        assert "secret" not in text
        text, failed = await call(client, "weather", city="Bern")
        assert failed
        assert "waits for the answer of a person" in text
        text, failed = await call(client, "big")
        assert not failed
        assert text.endswith("(the rest of 300,001 characters is left out)")
        assert await call(client, "fly") == ("there is no tool fly", True)

    run(tmp_path, work)


@pytest.mark.parametrize(("config", "sent"), [("", 0), ("tool-allow,mail: SEND MAIL\n", 1)])
def test_consequences_need_the_permission_of_the_bot(tmp_path: Path, config: str, sent: int) -> None:
    async def work(server: Served, client: Client) -> None:
        _, failed = await call(client, "mail", address="eve@example.com")
        assert failed == (not sent)
        assert len(list((tmp_path / "data").rglob("*.eml"))) == sent

    run(tmp_path, work, config)


def test_nobody_without_a_token_is_served(tmp_path: Path) -> None:
    async def main() -> None:
        write_bot(tmp_path / "bots", "shop", SCRIPTS)
        async with served(tmp_path / "bots", tmp_path / "data") as server:
            assert (
                await server.nobody().post("/mcp/shop", {"jsonrpc": "2.0", "id": 1, "method": "tools/list"})
            ).status == 401
            guest = await server.guest()
            assert (await guest.post("/mcp/none", {"jsonrpc": "2.0", "id": 1, "method": "ping"})).status == 404
            assert (await guest.get("/mcp/shop")).status == 405

    asyncio.run(main())
