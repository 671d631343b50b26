"""Webhooks and forms of a served bot: the answer of the script is that of the call, and each call counts once."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from server import keys
from server.app import create_app
from server.settings import Settings
from server.store.port import SessionRow
from server.triggers.runs import owner
from tests.server.conversing import write_bot

Client = TestClient[Any, Any]
ORDER = """WEBHOOK "order paid"
SAVE "orders", {"id": body.id, "via": params.via}
result_status = 201
result_message = "thank you " + body.name + " " + method
"""


def serve(
    tmp_path: Path,
    scripts: dict[str, str],
    work: Callable[[Client], Awaitable[None]],
    config: str = "",
    **settings: Any,
) -> None:
    write_bot(tmp_path / "bots", "b", scripts, config)

    async def go() -> None:
        app = create_app(Settings(data=str(tmp_path / "data"), **settings), tmp_path / "bots")
        async with TestClient(TestServer(app)) as client:
            await work(client)

    asyncio.run(go())


async def runs(client: Client) -> list[SessionRow]:
    found: list[SessionRow] = await client.app[keys.STORE].sessions("b", owner("b"), 100)  # type: ignore[index]
    return found


async def count(client: Client) -> int:
    return len(await runs(client))


def test_a_call_gets_what_the_script_answers_and_counts_once(tmp_path: Path) -> None:
    async def work(client: Client) -> None:
        order = {"id": 7, "name": "Ana"}
        for _ in range(2):
            answer = await client.post(
                "/api/B/webhook/order-paid?via=shop", json=order, headers={"Idempotency-Key": "d1"}
            )
            assert (answer.status, await answer.json()) == (201, {"message": "thank you Ana POST"})
        assert await count(client) == 1
        assert (await client.post("/api/b/webhook/order-paid", json=order)).status == 201
        assert await count(client) == 2

    serve(tmp_path, {"order.bas": ORDER}, work)


def test_what_a_script_returns_is_the_answer(tmp_path: Path) -> None:
    scripts = {
        "a.bas": 'WEBHOOK "text"\nRETURN "hello " + params.name\n',
        "b.bas": 'WEBHOOK "list"\nRETURN [1, "two", null]\n',
        "c.bas": 'WEBHOOK "none"\nx = 1\n',
        "d.bas": 'WEBHOOK "set"\nSET RESPONSE STATUS TO 404\nSET RESPONSE HEADER "X-Kind" TO "odd"\nRETURN {"a": 1}\n',
        "e.bas": 'WEBHOOK "broken"\nx = 1 / 0\n',
        "f.bas": 'WEBHOOK "asks"\nHEAR x\n',
        "h.bas": 'ON WEBHOOK POST TO "/hooks/Paid" DO\n  RETURN body.n * 2\nEND WEBHOOK\n',
        "g.bas": 'WEBHOOK "read"\nb = GET REQUEST BODY\nRETURN GET JSON PATH(b, "items.1.n") + GET FORM VALUE "q"\n',
    }

    async def work(client: Client) -> None:
        answer = await client.get("/api/b/webhook/text?name=Ana")
        assert (answer.content_type, await answer.text()) == ("text/plain", "hello Ana")
        assert await (await client.put("/api/b/webhook/list")).json() == [1, "two", None]
        assert await (await client.get("/api/b/webhook/none")).json() == {"status": "ok"}
        answer = await client.get("/api/b/webhook/set")
        assert (answer.status, answer.headers["X-Kind"], await answer.json()) == (404, "odd", {"a": 1})
        answer = await client.get("/api/b/webhook/broken")
        assert (answer.status, (await answer.json())["error"]) == (500, "script_failed")
        assert "GB6002" not in await answer.text()
        assert (await client.get("/api/b/webhook/asks")).status == 202
        answer = await client.post("/api/b/webhook/read", json={"items": [1, {"n": 5}], "q": 3})
        assert await answer.json() == 8
        assert await (await client.post("/api/b/webhook/paid", json={"n": 4})).json() == 8
        assert (await client.get("/api/b/webhook/paid")).status == 405
        assert {key for run in await runs(client) for key in run.facts} == {"trigger.kind", "trigger.variables"}
        over = [run for run in await runs(client) if run.status == "idle"]
        assert {key for run in over for key in run.facts} == {"trigger.kind"}, "what came in is not kept for ever"

    serve(tmp_path, scripts, work)


def test_what_is_not_there_or_cannot_be_read_is_refused(tmp_path: Path) -> None:
    async def work(client: Client) -> None:
        assert (await client.post("/api/b/webhook/other")).status == 404
        assert (await client.post("/api/nobody/webhook/order-paid")).status == 404
        assert (await client.post("/api/b/forms/none", json={})).status == 404
        json_type = {"Content-Type": "application/json"}
        for body in (b"{", b"\xff\xfe", b"[" * 1_900):
            assert (await client.post("/api/b/webhook/order-paid", data=body, headers=json_type)).status == 400
        deep = b"[" * 900 + b"]" * 900
        answer = await client.post("/api/b/webhook/order-paid", data=deep, headers=json_type)
        assert answer.status in (201, 500), "deep data is a value or a fault"
        assert (await client.post("/api/b/webhook/order-paid", data=b"x" * 2001)).status == 413
        assert (await client.post("/api/b/webhook/order-paid", data=b"x" * 2000)).status == 201
        many = "&".join(["a=1"] * 1001)
        assert (await client.get(f"/api/b/webhook/order-paid?{many}")).status == 400

    serve(tmp_path, {"order.bas": ORDER}, work, body_limit=2000)


def test_a_bot_that_begins_too_many_runs_says_when_to_come_again(tmp_path: Path) -> None:
    async def work(client: Client) -> None:
        assert (await client.get("/api/b/webhook/w")).status == 200
        assert (await client.get("/api/b/webhook/w")).status == 200
        answer = await client.get("/api/b/webhook/w")
        assert (answer.status, int(answer.headers["Retry-After"]) <= 60) == (429, True)

    serve(tmp_path, {"w.bas": 'WEBHOOK "w"\nx = 1\n'}, work, "trigger-runs-per-minute,2\n")


def test_a_webhook_with_a_secret_takes_signed_calls_only(tmp_path: Path) -> None:
    secret, body = "whsec_" + base64.b64encode(b"key").decode(), b'{"id": 1, "name": "Ana"}'

    def standard(at: int, id: str = "m1", key: bytes = b"key") -> dict[str, str]:
        mac = base64.b64encode(hmac.new(key, f"{id}.{at}.".encode() + body, hashlib.sha256).digest()).decode()
        return {"webhook-id": id, "webhook-timestamp": str(at), "webhook-signature": f"v0,x v1,{mac}"}

    def hub(key: bytes) -> dict[str, str]:
        return {"X-Hub-Signature-256": "sha256=" + hmac.new(key, body, hashlib.sha256).hexdigest()}

    async def work(client: Client) -> None:
        now = int(client.app[keys.FIRING].triggers.now())  # type: ignore[index]
        for headers, status in (
            ({}, 401),
            (standard(now), 201),
            (standard(now - 290, "m2"), 201),
            (standard(now - 310, "m3"), 401),
            (standard(now + 310, "m4"), 401),
            (standard(now, "m5", b"other"), 401),
            (standard(now, "m6") | {"webhook-id": "m7"}, 401),
            (standard(now) | {"webhook-signature": ""}, 401),
            (hub(secret.encode()), 201),
            (hub(b"other"), 401),
            ({"X-Hub-Signature-256": "é"}, 401),
        ):
            kind = {"Content-Type": "application/json"}
            answer = await client.post("/api/b/webhook/order-paid", data=body, headers={**headers, **kind})
            assert answer.status == status, headers

    serve(tmp_path, {"order.bas": ORDER}, work, f"webhook-order-paid-secret,{secret}\n")


def test_a_form_runs_its_blocks_and_answers_with_errors_of_fields(tmp_path: Path) -> None:
    block = """ON FORM SUBMIT "contact"
  IF fields.email = "" THEN FORM_ERROR "email", "is missing"
  check = VALIDATE_FORM(fields, {"email": "email", "name": "required"})
  IF NOT check.valid THEN FORM_ERROR "name", check.errors.name
  id = SAVE_SUBMISSION("contact", fields)
END ON
"""
    seen = 'TALK form.name + " " + IS_FORM_SUBMISSION() + " " + GET_SUBMISSION_ID()\n'
    listing = 'WEBHOOK "list"\nfound = GET_SUBMISSIONS("contact", 5)\nRETURN found[0].fields.name + UBOUND(found)\n'

    async def work(client: Client) -> None:
        good = await client.post("/api/b/forms/contact", data={"email": "a@b.co", "name": "Ana"})
        assert (good.status, (await good.json())["success"]) == (200, True)
        bad = await client.post(
            "/api/b/forms/Contact", json={"email": "", "name": ""}, headers={"Idempotency-Key": "f"}
        )
        assert bad.status == 422
        assert await bad.json() == {
            "success": False, "submission_id": "f", "errors": {"email": "is missing", "name": "is missing"},
        }  # fmt: skip
        assert (await client.post("/api/b/forms/contact", json=[1])).status == 400
        assert await count(client) == 4, "both programs ran for each"
        assert await (await client.get("/api/b/webhook/list")).text() == "2"

    serve(tmp_path, {"on.bas": block, "on_form_submit_contact.bas": seen, "list.bas": listing}, work)
