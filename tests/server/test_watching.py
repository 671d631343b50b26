"""What operators see: metrics by name, readiness, logs without secrets, and a server that takes leave."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from server import keys
from server.logs import REQUEST, SESSION, JsonFormatter, TextFormatter, redacted
from tests.server.conversing import write_bot
from tests.server.talking import served


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(work())


def bots(tmp_path: Path) -> Path:
    write_bot(tmp_path / "bots", "shop", {"start.bas": 'TALK "hello"\nHEAR x AS INTEGER\nTALK 1 / x\nTHROW "no"\n'})
    return tmp_path / "bots"


def test_the_metrics(tmp_path: Path) -> None:
    async def work() -> None:
        token = "metrics-token-1234"
        async with served(bots(tmp_path), tmp_path / "data", metrics_token=token) as server:
            guest = await server.guest()
            assert (await guest.get("/metrics")).status == 401
            assert (await (await server.person()).get("/metrics")).status == 403
            assert (await (await server.person("operator")).get("/metrics")).status == 200
            await guest.post("/api/v1/chat", {"message": "2"})
            await guest.get("/made/up/by/a/client")
            async with guest.connect("/ws/shop") as socket:
                await socket.receive_json(timeout=20)
                reader = server.nobody()
                reader.token = token
                text = (await reader.get("/metrics")).text
                assert (await reader.get("/api/bots/shop/tools")).status == 200
            assert (await reader.get("/api/users")).status == 403
        for line in (
            'http_requests_total{method="POST",route="/api/v1/chat",status="200"} 1.0',
            'http_requests_total{method="GET",route="unknown",status="404"} 1.0',
            'http_request_duration_count{route="/api/v1/chat"} 1.0', "ws_connections 1.0", "llm_cache_hits 0.0",
            'turns_total{bot="shop",outcome="waiting"}', 'events_total{kind="talk"}', 'faults_total{code="',
            'sessions{status="', "inbox_depth ", "inbox_lag_seconds ", "db_pool_size 2.0", "memory_usage ",
            "store_commits ", "# TYPE llm_requests_total counter",
        ):  # fmt: skip
            assert line in text, line
        assert "made/up" not in text

    run(work)


def test_a_server_is_ready_while_it_can_write_and_does_not_stop(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(bots(tmp_path), tmp_path / "data") as server:
            good = await server.nobody().get("/ready")
            assert (good.status, good.json) == (
                200,
                {"ready": True, "parts": {"bots": True, "store": True, "serving": True}},
            )
            server.app[keys.STATE].draining = True
            stopping = await server.nobody().get("/ready")
            assert (stopping.status, stopping.json["parts"]["serving"]) == (503, False)
            assert (await server.nobody().get("/health")).status == 200

    run(work)


def test_who_is_connected_is_asked_to_come_back(tmp_path: Path) -> None:
    async def work() -> None:
        frames: list[Any] = []
        async with served(bots(tmp_path), tmp_path / "data") as server:
            guest = await server.guest()
            async with guest.connect("/ws/shop") as socket:
                while (await socket.receive_json(timeout=20))["type"] != "question":
                    pass
                leaving = asyncio.create_task(server.app.shutdown())
                while isinstance((message := await socket.receive(timeout=20)).data, str):
                    frames.append(json.loads(message.data))
                await leaving
                assert message.data == 1012
        (told,) = [frame for frame in frames if frame["type"] == "reconnect"]
        assert 0 <= told["after"] < 30_000

    run(work)


@pytest.mark.parametrize(
    "text",
    [
        "password=hunter2", 'password="hunter2"', "api_key: hunter2", "Authorization: Bearer hunter2",
        "llm-token=hunter2",
        "postgres://ana:hunter2@host/db", "eyJhbGciOi.eyJzdWIi.hunter2", "{'client_secret': 'hunter2'}",
    ],
)  # fmt: skip
def test_secrets_are_not_logged(text: str) -> None:
    assert "hunter2" not in redacted(text)
    assert "***" in redacted(text)


def record(message: str) -> logging.LogRecord:
    return logging.LogRecord("gbc.x", logging.INFO, "x.py", 1, "%s", (message,), None)


def test_a_line_says_what_it_belongs_to_and_is_one_line() -> None:
    REQUEST.set("r1")
    SESSION.set("s1")
    message = "a\nINFO forged\x1b[31m\u2028b"
    text = TextFormatter().format(record(message))
    assert text == "INFO gbc.x: a\\x0aINFO forged\\x1b[31m\\nb [request=r1 session=s1]"
    line = JsonFormatter().format(record(message))
    assert "\n" not in line
    assert "\x1b" not in line
    told = json.loads(line)
    assert (told["message"], told["request"], told["session"], told["level"]) == (message, "r1", "s1", "info")
