"""The REST interface: conversations, tools, tables, files; each answer has its declared form."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.server.conversing import write_bot
from tests.server.talking import Served, served

ASKS = 'TALK "hello"\nHEAR name AS NAME\nTALK "hi " + name\nHEAR n AS INTEGER\nTALK n * 2\n'
ADD = 'PARAM a AS integer\nDESCRIPTION "Adds one"\nTALK a + 1\n'
TABLES = (
    "TABLE open\n  id integer key\n  name string(20)\nEND TABLE\n"
    'TABLE notes READ BY "user;guest" WRITE BY "user"\n  id integer key\n  title string(40)\n'
    '  price integer READ BY "boss"\nEND TABLE\n'
)
SCRIPTS = {"start.bas": ASKS, "add.bas": ADD, "tables.bas": TABLES}


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(work())


@asynccontextmanager
async def shop(tmp_path: Path, **settings: Any) -> AsyncIterator[Served]:
    write_bot(tmp_path / "bots", "shop", SCRIPTS)
    async with served(tmp_path / "bots", tmp_path / "data", **settings) as server:
        yield server


def test_a_chat_in_single_calls(tmp_path: Path) -> None:
    async def work() -> None:
        async with shop(tmp_path) as server:
            ann = await server.guest()
            first = (await ann.post("/api/v1/chat", {"bot_name": "shop"})).json
            assert (first["message"], first["complete"], first["status"]) == ("hello", True, "waiting")
            second = (await ann.post("/api/v1/chat", {"session_id": first["session_id"], "message": "Ann"})).json
            assert second["message"] == "hi Ann"
            assert [frame["type"] for frame in second["messages"]] == ["user", "message", "question"]
            assert second["seq"] == second["messages"][-1]["seq"]
            third = await ann.post("/api/sessions/current/message", {"text": "21"})
            assert third.json["message"] == "42"
            history = (await ann.get("/api/sessions/current/history")).json
            assert [f["content"] for f in history["data"] if f["type"] in ("user", "message")] == [
                "hello", "Ann", "hi Ann", "21", "42",
            ]  # fmt: skip
            assert history["seq"] == history["last"] == len(history["data"])

    run(work)


def test_a_chat_that_begins_with_a_message_is_greeted_first(tmp_path: Path) -> None:
    async def work() -> None:
        async with shop(tmp_path) as server:
            said = (await (await server.guest()).post("/api/v1/chat", {"message": "Ann"})).json
            assert said["message"] == "hi Ann"

    run(work)


def test_a_copy_of_a_message_gets_the_same_answer(tmp_path: Path) -> None:
    async def work() -> None:
        async with shop(tmp_path) as server:
            ann = await server.guest()
            id = (await ann.post("/api/v1/chat", {})).json["session_id"]
            first = (await ann.post("/api/v1/chat", {"session_id": id, "message": "Ann", "id": "m1"})).json
            again = (await ann.post("/api/v1/chat", {"session_id": id, "message": "Ann", "id": "m1"})).json
            assert again["messages"] == first["messages"]

    run(work)


def test_an_answer_is_streamed_as_events(tmp_path: Path) -> None:
    async def work() -> None:
        async with shop(tmp_path) as server:
            ann = await server.guest()
            id = (await ann.post("/api/v1/chat", {})).json["session_id"]
            headers = {"Accept": "text/event-stream"}
            got = await ann.post("/api/v1/chat", {"session_id": id, "message": "Ann"}, headers=headers)
            assert got.headers["Content-Type"] == "text/event-stream"
            assert got.headers["X-Content-Type-Options"] == "nosniff"
            blocks = [
                dict(line.split(": ", 1) for line in block.split("\n")) for block in got.text.strip().split("\n\n")
            ]
            logged = [block["event"] for block in blocks if block["event"] not in ("busy", "quiet")]
            assert logged == ["user", "message", "question", "done"]
            spoken = next(json.loads(block["data"]) for block in blocks if block["event"] == "message")
            assert spoken["content"] == "hi Ann"
            assert [block["id"] for block in blocks if "id" in block] == ["3", "4", "5"]
            assert json.loads(blocks[-1]["data"]) == {"session_id": id, "complete": True}

    run(work)


def test_an_answer_that_takes_long_is_not_waited_for(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "shop", {"start.bas": 'TALK "hello"\nHEAR a\nWAIT 600\nTALK "late"\nHEAR b\n'})

    async def work() -> None:
        async with served(tmp_path / "bots", tmp_path / "data") as server:
            ann = await server.guest()
            id = (await ann.post("/api/v1/chat", {})).json["session_id"]
            await ann.post("/api/v1/chat", {"session_id": id, "message": "x"})
            said = (await ann.post("/api/v1/chat?wait=0", {"session_id": id, "message": "y"})).json
            assert said["complete"] is False

    run(work)


def test_a_session_ends_and_can_still_be_read(tmp_path: Path) -> None:
    async def work() -> None:
        async with shop(tmp_path) as server:
            ann = await server.guest()
            id = (await ann.post("/api/sessions", {"bot_name": "shop"})).json["session_id"]
            assert (await ann.post(f"/api/sessions/{id}/end")).json["status"] == "closed"
            refused = await ann.post(f"/api/sessions/{id}/messages", {"content": "x"})
            assert (refused.status, refused.json["error"]) == (409, "closed")
            assert (await ann.get(f"/api/sessions/{id}/history")).json["data"][-1]["type"] == "closed"
            assert (await ann.post(f"/api/sessions/{id}/end")).json["status"] == "closed"

    run(work)


def test_a_session_of_somebody_else_is_not_there(tmp_path: Path) -> None:
    async def work() -> None:
        async with shop(tmp_path) as server:
            ann, bob = await server.guest(), await server.guest()
            id = (await ann.post("/api/sessions")).json["session_id"]
            for method, rest in (("GET", ""), ("GET", "/history"), ("POST", "/messages"), ("POST", "/message"),
                                 ("POST", "/stop"), ("POST", "/end")):  # fmt: skip
                body = {"content": "x"} if method == "POST" else None
                got = await bob.ask(method, f"/api/sessions/{id}{rest}", body)
                assert (got.status, got.json["error"]) == (404, "not_found"), rest
            assert (await bob.get("/api/sessions")).json["total"] == 0
            assert (await bob.get("/api/sessions/current")).status == 404

    run(work)


def test_sessions_come_in_pages(tmp_path: Path) -> None:
    async def work() -> None:
        async with shop(tmp_path) as server:
            ann = await server.guest()
            made = [(await ann.post("/api/sessions")).json["session_id"] for _ in range(3)]
            first = (await ann.get("/api/sessions?limit=2")).json
            rest = (await ann.get("/api/sessions?limit=2&offset=2")).json
            assert (first["total"], first["limit"], rest["offset"]) == (3, 2, 2)
            assert sorted(s["session_id"] for s in first["data"] + rest["data"]) == sorted(made)
            assert (await ann.get("/api/sessions?limit=100")).status == 200
            for query in ("limit=101", "limit=0", "limit=x", "offset=-1"):
                refused = await ann.get(f"/api/sessions?{query}")
                assert (refused.status, refused.json["error"]) == (400, "bad_request")

    run(work)


def test_a_tool_is_listed_and_run(tmp_path: Path) -> None:
    async def work() -> None:
        async with shop(tmp_path) as server:
            ann = await server.guest()
            tools = (await ann.get("/api/bots/shop/tools")).json
            assert [tool["function"]["name"] for tool in tools["data"]] == ["add"]
            ran = (await ann.post("/api/bots/shop/tools/add", {"arguments": {"a": 4}})).json
            assert ran["message"] == "5"
            assert (await ann.post("/api/bots/shop/tools/start", {})).status == 404
            assert (await ann.post("/api/bots/none/tools/add", {})).status == 404

    run(work)


def test_tables_answer_those_they_name(tmp_path: Path) -> None:
    async def work() -> None:
        async with shop(tmp_path) as server:
            guest, user, boss = await server.guest(), await server.person(), await server.person("boss")
            made = await user.post("/api/db/notes", {"title": "tea"})
            assert made.status == 201
            id = made.json["id"]
            await user.post("/api/db/notes", {"title": "milk"})
            listed = (await guest.get("/api/db/notes?order_by=title&order_dir=desc&limit=1")).json
            assert listed == {"data": [{"id": id, "title": "tea"}], "total": 2, "limit": 1, "offset": 0}
            assert (await guest.get("/api/db/notes/count")).json == {"count": 2}
            assert (await guest.get("/api/db/notes/search?q=mil")).json["data"][0]["title"] == "milk"
            assert (await guest.get(f"/api/db/notes/{id}")).json["title"] == "tea"
            assert (await boss.get(f"/api/db/notes/{id}")).json == {"id": id, "title": "tea", "price": None}
            assert (await user.ask("PATCH", f"/api/db/notes/{id}", {"title": "coffee"})).json == {"success": True}
            assert (await user.ask("DELETE", f"/api/db/notes/{id}")).status == 200
            assert (await user.get(f"/api/db/notes/{id}")).status == 404

    run(work)


def test_tables_refuse_everybody_else(tmp_path: Path) -> None:
    async def work() -> None:
        async with shop(tmp_path) as server:
            guest, user, author = await server.guest(), await server.person(), await server.person("author")
            assert (await guest.get("/api/db/open")).status == 401
            assert (await user.get("/api/db/open")).status == 403
            assert (await author.post("/api/db/open", {"name": "x"})).status == 201
            assert (await guest.post("/api/db/notes", {"title": "x"})).status == 403
            assert (await guest.get("/api/db/notes?order_by=price")).status == 403
            for name in ("gb_tables", "sqlite_master", "none", "notes.x", "notes;drop"):
                assert (await author.get(f"/api/db/{name}")).status == 404, name
            for body in ({}, {"nothing": 1}, {"title": "x" * 41}, {"id": 1 << 70}):
                assert (await user.post("/api/db/notes", body)).status == 400, body
            for key in ("x", "99999999999999999999", "1.5", "--1", "²"):
                assert (await user.get(f"/api/db/notes/{key}")).status == 404, key

    run(work)


def test_the_drive_is_for_authors(tmp_path: Path) -> None:
    async def work() -> None:
        async with shop(tmp_path, upload_limit=10) as server:
            guest, user = await server.guest(), await server.person()
            author, operator = await server.person("author"), await server.person("operator")
            put = await author.ask("PUT", "/api/drive/upload/a/b%20c.txt", data=b"0123456789")
            assert (put.json["path"], put.json["size"]) == ("a/b c.txt", 10)
            assert (await author.ask("PUT", "/api/drive/upload/a/b.txt", data=b"0123456789+")).status == 413
            got = await operator.get("/api/drive/download/a/b%20c.txt")
            assert (got.text, got.headers["Content-Disposition"]) == (
                "0123456789", "attachment; filename*=UTF-8''b%20c.txt",
            )  # fmt: skip
            assert [f["path"] for f in (await operator.get("/api/drive/list")).json["data"]] == ["a/b c.txt"]
            assert (await operator.ask("PUT", "/api/drive/upload/x", data=b"1")).status == 403
            assert (await user.get("/api/drive/list")).status == 403
            assert (await guest.get("/api/drive/list")).status == 401
            assert (await author.get("/api/drive/download/..%2F..%2Fsecret")).status == 400
            assert (await author.ask("DELETE", "/api/drive/delete/a/b%20c.txt")).status == 200
            assert (await author.ask("DELETE", "/api/drive/delete/a/b%20c.txt")).status == 404

    run(work)


def test_an_author_publishes(tmp_path: Path) -> None:
    async def work() -> None:
        async with shop(tmp_path) as server:
            author = await server.person("author")
            assert (await author.post("/api/bots/shop/publish")).json["changed"] is False
            write_bot(tmp_path / "bots", "shop", {"start.bas": 'TALK "x\nIF\n'})
            broken = (await author.post("/api/bots/shop/publish")).json
            assert (broken["changed"], broken["version"]) == (False, 1)
            assert broken["findings"][0]["script"] == "start.bas"
            write_bot(tmp_path / "bots", "shop", {"start.bas": 'TALK "new"\n'})
            assert (await author.post("/api/bots/shop/publish")).json["version"] == 2
            assert (await (await server.person()).post("/api/bots/shop/publish")).status == 403

    run(work)
