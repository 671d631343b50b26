"""A bot with ``public,false`` speaks to people with an account only, on every way in."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from pathlib import Path

import aiohttp
import pytest

from tests.server.conversing import write_bot
from tests.server.talking import Person, served

SCRIPTS = {
    "start.bas": 'TALK "hello"\nHEAR x\n',
    "add.bas": 'DESCRIPTION "adds"\nPARAM a AS INTEGER\nRETURN a\n',
    "hook.bas": 'WEBHOOK "paid"\nRETURN "[" + headers.authorization + "]"\n',
    "tables.bas": 'TABLE notes READ BY "user"\n    id integer key\nEND TABLE\n',
    "form.bas": 'ON FORM SUBMIT "contact"\n  TALK fields.name\nEND ON\n',
}
WAYS = {
    "chat": ("POST", "/api/v1/chat", {"bot_name": "b", "message": "x"}),
    "chat of OpenAI": ("POST", "/v1/chat/completions", {"model": "b", "messages": [{"role": "user", "content": "x"}]}),
    "tools of MCP": ("POST", "/mcp/b", {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}),
    "open": ("POST", "/api/sessions", {"bot_name": "b"}),
    "open with a token": ("POST", "/api/session", {"bot_name": "b"}),
    "tools": ("GET", "/api/bots/b/tools", None),
    "tool": ("POST", "/api/bots/b/tools/add", {"arguments": {"a": 1}}),
    "token": ("GET", "/api/auth?bot_name=b", None),
    "rows": ("GET", "/api/db/notes?bot_name=b", None),
    "webhook": ("POST", "/api/b/webhook/paid", {}),
    "form": ("POST", "/api/b/forms/contact", {"name": "x"}),
}


def bots(tmp_path: Path, config: str) -> Path:
    write_bot(tmp_path / "bots", "b", SCRIPTS, config)
    write_bot(tmp_path / "bots", "open", {"start.bas": 'TALK "hello"\n'})
    return tmp_path / "bots"


@pytest.mark.parametrize("way", WAYS)
def test_guests_are_sent_away_and_people_with_an_account_are_not(tmp_path: Path, way: str) -> None:
    method, path, body = WAYS[way]

    async def work() -> None:
        async with served(bots(tmp_path, "public,false\n"), tmp_path / "data") as server:
            guest, ann = await server.guest(), await server.person("user")
            refused = await guest.ask(method, path, body)
            assert refused.status == 401
            assert "login_required" in refused.text
            assert (await ann.ask(method, path, body)).status < 300

    asyncio.run(work())


def test_a_guest_keeps_no_conversation_with_a_bot_that_is_no_longer_public(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(bots(tmp_path, "public,true\n"), tmp_path / "data") as server:
            guest = await server.guest()
            session = (await guest.post("/api/sessions", {"bot_name": "b"})).json["session_id"]
            assert (await guest.get(f"/api/sessions/{session}")).status == 200
            bots(tmp_path, "public,false\n")
            author = await server.person("author")
            assert (await author.post("/api/bots/b/publish")).status == 200
            assert (await guest.get(f"/api/sessions/{session}")).status == 401
            assert await socket(guest, f"b?session_id={session}") == 401
            assert await socket(guest, "b") == 401

    asyncio.run(work())


async def socket(person: Person, path: str) -> int:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await person.connect(f"/ws/{path}")
    return refused.value.status


def test_who_knows_the_secret_of_a_webhook_needs_no_account(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(bots(tmp_path, "public,false\nwebhook-secret,s3cret\n"), tmp_path / "data") as server:
            nobody, ann = server.nobody(), await server.person("user")
            good = hmac.new(b"s3cret", b"{}", hashlib.sha256).hexdigest()
            signed = {"X-Hub-Signature-256": f"sha256={good}"}
            assert (await nobody.ask("POST", "/api/b/webhook/paid", data=b"{}", headers=signed)).status == 200
            assert (await ann.ask("POST", "/api/b/webhook/paid", data=b"{}")).json["error"] == "invalid_signature"

    asyncio.run(work())


def test_a_cookie_is_no_proof_and_a_token_is_not_shown_to_the_script(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(bots(tmp_path, "public,false\n"), tmp_path / "data") as server:
            ann = await server.person("user")
            assert (await ann.post("/api/b/webhook/paid", {})).text == "[]"
            token, ann.token = ann.token, ""
            by_cookie = await ann.post("/api/b/webhook/paid", {}, headers={"Cookie": f"gbc_token={token}"})
            assert (by_cookie.status, by_cookie.json["error"]) == (401, "login_required")

    asyncio.run(work())
