"""Conversations that people take over: the bot is silent, the agent speaks, and after that the bot goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from server import keys
from server.app import create_app
from server.settings import Settings
from server.store.accounts import Account
from server.store.port import Incoming, Kind, Status
from server.tokens import Principal
from tests.server.conversing import Hosted, hosted, write_bot

Client = TestClient[Any, Any]

AGENTS = """id,name,channel,preferences,department,aliases,phone,email,teams,google
att-1,Ana Lima,all,,billing,ana;aninha,,ana@example.com,,
att-2,Bob,web,,support,,,bob@example.com,,
"""
START = """TALK "Hello"
HEAR wish
done = TRANSFER TO HUMAN wish, "high", "Wrong invoice"
TALK done.status + " " + done.queue_position
HEAR more TIMEOUT 60
TALK "bot heard " + more
"""


def package(tmp_path: Path, start: str = START, config: str = "", agents: str = AGENTS) -> None:
    root = write_bot(tmp_path / "bots", "b", {"start.bas": start}, config)
    if agents:
        (root / "attendant.csv").write_text(agents)


def with_host(tmp_path: Path, work: Callable[[Hosted], Awaitable[None]], **given: str) -> None:
    package(tmp_path, **given)

    async def go() -> None:
        async with hosted(tmp_path / "bots", tmp_path / "data") as host:
            await work(host)

    asyncio.run(go())


async def status(host: Hosted, session: str) -> Status:
    row = await host.store.session(session)
    assert row is not None
    return row.status


def test_the_bot_is_silent_until_the_case_is_resolved(tmp_path: Path) -> None:
    async def work(host: Hosted) -> None:
        bot = host.bots.get("b")
        assert bot is not None
        desk = host.desks.of(bot)
        session = await host.open()
        await host.say(session, "billing")
        assert await host.said(session) == ["Hello", "queued 1"]
        assert await status(host, session) is Status.HUMAN
        await host.say(session, "are you there?", "m1")
        await host.say(session, "are you there?", "m1")
        (item,) = (await desk.queue())["items"]
        assert (item["last_message"], item["priority"], item["department"]) == ("are you there?", 2, "billing")
        assert not await desk.reply(session, "att-1", "Ana Lima", "no", ""), "it is not hers yet"
        assert await desk.take(session, "att-1", "Ana Lima") is not None
        assert await desk.take(session, "att-2", "Bob") is None, "one at a time"
        assert await desk.reply(session, "att-1", "Ana Lima", "Yes, Ana here", "r1")
        assert await desk.reply(session, "att-1", "Ana Lima", "Yes, Ana here", "r1")
        assert (await host.said(session))[2:] == ["Yes, Ana here"]
        assert (await desk.resolve(session, "paid"))["success"]
        assert not (await desk.resolve(session, "paid"))["success"]
        assert await status(host, session) is Status.WAITING
        assert (await host.said(session))[3:] == [], "what was said to Ana is not an answer to the bot"
        await host.say(session, "thanks")
        assert (await host.said(session))[3:] == ["bot heard thanks"]
        assert await status(host, session) is Status.IDLE

    with_host(tmp_path, work)


def test_a_hand_over_says_how_it_went(tmp_path: Path) -> None:
    start = """HEAR who
done = TRANSFER TO HUMAN who
TALK done.status + "|" + done.assigned_to_name + "|" + done.message
"""

    async def asked(host: Hosted, who: str) -> str:
        session = await host.open()
        await host.say(session, who)
        return (await host.said(session))[-1]

    async def work(host: Hosted) -> None:
        assert (await asked(host, "aninha")).startswith("assigned|Ana Lima|")
        assert (await asked(host, "Bob")).startswith("assigned|Bob|")
        assert (await asked(host, "support")).startswith("queued||")
        assert (await asked(host, "Carla")).startswith("attendant_not_found||")

    async def nobody(host: Hosted) -> None:
        assert (await asked(host, "x")).startswith("no_attendants||")

    async def off(host: Hosted) -> None:
        assert (await asked(host, "Bob")).startswith("crm_disabled||")

    with_host(tmp_path / "a", work, start=start)
    with_host(tmp_path / "b", nobody, start=start, agents="")
    with_host(tmp_path / "c", off, start=start, config="crm-enabled,false\n")


def test_time_does_not_wake_the_bot_while_a_person_talks(tmp_path: Path) -> None:
    start = 'HEAR x\ndone = TRANSFER TO HUMAN "Bob"\nWAIT 0.05\nTALK "woken"\n'

    async def work(host: Hosted) -> None:
        bot = host.bots.get("b")
        assert bot is not None
        session = await host.open()
        await host.say(session, "x")
        await host.conversations.put(session, Incoming(Kind.MESSAGE, {"text": "hi"}))
        row = await host.store.session(session)
        assert row is not None
        assert row.levels[-1].due is not None
        while host.store.clock() < row.levels[-1].due:
            await asyncio.sleep(0.01)
        assert await host.store.claim(session) is None
        assert await host.said(session) == []
        await host.desks.of(bot).resolve(session, "")
        await host.until(session, "woken")

    with_host(tmp_path, work, start=start)


def test_keywords_of_the_desk(tmp_path: Path) -> None:
    start = """SET ATTENDANT STATUS "att-1" TO "online"
FOR EACH a IN GET ATTENDANTS "online"
  TALK a.name
NEXT
TALK GET ATTENDANT STATUS "att-2"
done = TRANSFER TO HUMAN "support"
queue = GET QUEUE
TALK queue.waiting + " " + queue.items[0].session_id
ASSIGN CONVERSATION session_id TO "bob"
SET PRIORITY session_id, "urgent"
TAG CONVERSATION session_id WITH "refund"
ADD NOTE "Has called twice" TO session_id
NOTIFY AGENT "bob" WITH "Look!"
s = GET ATTENDANT STATS "att-2"
TALK s.active + " " + s.resolved_today
TALK IS_ACTIVE(session_id)
ended = RESOLVE CONVERSATION session_id WITH "done"
TALK ended.success
s = GET ATTENDANT STATS "att-2"
TALK s.active + " " + s.resolved_today
other = ASSIGN CONVERSATION "none" TO "bob"
TALK other.success
"""

    async def work(host: Hosted) -> None:
        session = await host.open()
        said = await host.said(session)
        assert said[:2] == ["Ana Lima", "offline"]
        assert said[2] == f"1 {session}"
        assert said[3:] == ["1 0", "true", "true", "0 1", "false"]
        case = await host.desks.desk.case(session)
        assert case is not None
        assert (case.tags, int(case.priority), case.agent) == (("refund",), 3, "att-2")
        assert [row[2] for row in await host.desks.desk.notices("att-2", 0)] == ["Look!"]
        assert await status(host, session) is Status.IDLE

    with_host(tmp_path, work, start=start)


async def as_agent(client: Client, user: str, *roles: str) -> dict[str, str]:
    app = client.app
    assert app is not None
    if app[keys.ACCOUNTS].account(user) is None:
        await app[keys.ACCOUNTS].add(Account(user, user, "", frozenset(roles)), "")
        await app[keys.ACCOUNTS].begin(user, f"login-{user}", user.encode(), 1 << 40)
    token = app[keys.TOKENS].access(Principal(user, guest=False, login=f"login-{user}"))
    return {"Authorization": f"Bearer {token}"}


def serve(tmp_path: Path, work: Callable[[Client], Awaitable[None]], config: str = "") -> None:
    package(tmp_path, config=config)

    async def go() -> None:
        app = create_app(Settings(data=str(tmp_path / "data")), tmp_path / "bots")
        async with TestClient(TestServer(app)) as client:
            await work(client)

    asyncio.run(go())


async def handed_over(client: Client) -> tuple[str, dict[str, str]]:
    """A guest's session at the desk, and the guest's headers."""
    token = (await (await client.get("/api/auth")).json())["token"]
    guest = {"Authorization": f"Bearer {token}"}
    session = (await (await client.post("/api/sessions", json={}, headers=guest)).json())["session_id"]
    await client.post(f"/api/sessions/{session}/messages", json={"content": "billing"}, headers=guest)
    while (await client.app[keys.DESKS].desk.case(session)) is None:  # type: ignore[index]
        await asyncio.sleep(0.005)
    client.session.cookie_jar.clear()
    return session, guest


def test_agents_work_over_http_and_hear_what_happens(tmp_path: Path) -> None:
    async def work(client: Client) -> None:
        ana = await as_agent(client, "ana@example.com", "attendant")
        bob = await as_agent(client, "bob@example.com", "attendant")
        async with client.ws_connect("/ws/attendant", headers=ana) as socket:
            assert (await socket.receive_json())["type"] == "connected"
            session, guest = await handed_over(client)
            told = await socket.receive_json()
            assert (told["type"], told["session_id"], told["priority"]) == ("queued", session, 2)

            async def do(deed: str, who: dict[str, str] = ana, **given: str) -> int:
                return (await client.post(f"/api/attendance/{session}/{deed}", json=given, headers=who)).status

            queue = await (await client.get("/api/attendance/queue?status=queued", headers=ana)).json()
            assert [item["session_id"] for item in queue["data"]] == [session]
            assert await do("reply", content="too early") == 409
            assert await do("claim") == 200
            assert await do("claim", bob) == 409
            assert await do("reply", bob, content="mine?") == 409
            assert await do("reply", content="Hello, Ana here", id="r1") == 200
            assert await do("note", text="knows us") == 200
            assert await do("tag", tag="vip") == 200
            assert await do("priority", priority="low") == 200
            assert await do("priority", priority="soon") == 409
            assert await do("dance") == 404
            await client.post(f"/api/sessions/{session}/messages", json={"content": "thanks"}, headers=guest)
            kinds = []
            while "new_message" not in kinds:
                kinds.append((await socket.receive_json())["type"])
            seen = await (await client.get(f"/api/attendance/{session}/messages", headers=ana)).json()
            assert {"note", "message", "user"} <= {item["type"] for item in seen["data"]}
            history = await (await client.get(f"/api/sessions/{session}/history", headers=guest)).json()
            assert "knows us" not in str(history), "notes are for agents"
            assert "Hello, Ana here" in str(history)
            assert await do("transfer", to="support", note="please") == 200
            assert await do("transfer", to="nobody") == 409
            assert await do("claim", bob) == 200
            assert await do("resolve", bob, reason="done") == 200
            assert await do("resolve", bob) == 409

    serve(tmp_path, work)


def test_only_attendants_are_let_in(tmp_path: Path) -> None:
    async def work(client: Client) -> None:
        session, guest = await handed_over(client)
        user = await as_agent(client, "eve", "user")
        operator = await as_agent(client, "op", "operator")
        paths = ("queue", "attendants", "replies", f"{session}/messages")
        for headers, status in ((guest, 403), (user, 403), ({}, 401), (operator, 200)):
            for path in paths:
                answer = await client.get(f"/api/attendance/{path}", headers=headers)
                assert answer.status == status or (status == 403 and answer.status == 401), path
            answer = await client.post(f"/api/attendance/{session}/note", json={"text": "x"}, headers=headers)
            assert (answer.status == 200) is (status == 200)
            answer = await client.get("/ws/attendant", headers=headers)
            assert answer.status in ((400, 426) if status == 200 else (401, 403))
        assert (await client.get("/api/attendance/none/messages", headers=operator)).status == 404
        bad = await client.post(f"/api/attendance/{session}/note", json={"text": 5}, headers=operator)
        assert bad.status == 400

    serve(tmp_path, work)


def test_the_clock_of_a_case_and_the_texts_that_are_used_often(tmp_path: Path) -> None:
    async def work(client: Client) -> None:
        ana = await as_agent(client, "ana@example.com", "attendant")
        await handed_over(client)
        (item,) = (await (await client.get("/api/attendance/queue", headers=ana)).json())["data"]
        assert item["sla_due_at"] == item["since"] + 90
        assert item["overdue"] is False
        found = await (await client.get("/api/attendance/replies", headers=ana)).json()
        assert [(row["name"], row["text"]) for row in found["data"]] == [("hello", "Hello, how can I help?")]
        answer = await client.post("/api/attendance/status", json={"status": "online"}, headers=ana)
        assert answer.status == 200
        people = await (await client.get("/api/attendance/attendants", headers=ana)).json()
        assert [row["status"] for row in people["data"]] == ["online", "offline"]
        answer = await client.post("/api/attendance/status", json={"status": "asleep"}, headers=ana)
        assert answer.status == 400

    serve(tmp_path, work, "attendance-sla-seconds,90\nattendant-reply-hello,Hello, how can I help?\n")
