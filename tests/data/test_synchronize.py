"""SYNCHRONIZE reads page after page and merges; what is no list of objects is a fault with a sentence."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.adapters.databases import Connections
from stdlib.adapters.session_state import StateSession
from stdlib.context import Context, SessionState
from stdlib.fakes import FakeHttp, FixedEnvironment
from stdlib.keywords.database import report, synchronize
from stdlib.ports import KeywordFault, Ports
from stdlib.ports.web import Reply

ADDRESS = "https://crm.example.com/contacts?page={}&limit=100"


def reply(number: int, body: Any, status: int = 200) -> dict[str, Reply]:
    url = ADDRESS.format(number)
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    return {url: Reply(status, "OK" if status < 400 else "Bad", {}, text, url)}


def synchronized(replies: dict[str, Reply], endpoint: str = "/contacts", setting: str = "host") -> tuple[Any, str, int]:
    """The result, the report and the number of rows; ``setting`` holds the host."""

    async def run() -> tuple[Any, str, int]:
        connections = Connections(SqliteStore())
        state = SessionState()
        session = StateSession(state.values, {setting: "https://crm.example.com"})
        ports = Ports(session=session, databases=connections.databases(), http=FakeHttp(replies))
        ctx = Context(ports, state, FixedEnvironment())
        try:
            made = await synchronize(ctx, endpoint=endpoint, table="contacts", key="id", page="page", limit="limit")
            database = await ctx.databases.open()
            rows = (await database.sql("SELECT COUNT(*) AS n FROM contacts", (), {})).rows[0]["n"]
            return dict(made.items()), await report(ctx), rows
        finally:
            await connections.close()

    return asyncio.run(run())


def test_pages_are_read_until_one_is_short() -> None:
    full = [{"id": n, "name": f"c{n}"} for n in range(100)]
    replies = reply(1, {"data": full}) | reply(2, [{"id": 100, "name": "last"}, {"id": 5, "name": "again"}])
    made, said, rows = synchronized(replies)
    assert made == {"inserted": 101, "updated": 1, "skipped": 0}
    assert said == "contacts: 101 inserted, 1 updated"
    assert rows == 101


@pytest.mark.parametrize("setting", ["host", "config.param-host", "config.http-base-url"])
def test_the_host_is_a_setting_of_the_bot(setting: str) -> None:
    made, _, rows = synchronized(reply(1, [{"id": 1}]), setting=setting)
    assert (made["inserted"], rows) == (1, 1)


def test_a_server_that_gives_the_same_page_for_ever_is_left() -> None:
    full = [{"id": n} for n in range(100)]
    made, _, rows = synchronized(reply(1, full) | reply(2, full), "https://crm.example.com/contacts")
    assert (made["inserted"], rows) == (100, 100)


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        (b"<html>", 200, "needs JSON"),
        ({"total": 1}, 200, "found no list"),
        ([1, 2], 200, "needs an object"),
        ([], 500, "got the answer 500 Bad"),
        (b"\xff", 200, "needs JSON"),
    ],
)
def test_what_is_no_list_of_objects_is_a_fault(body: Any, status: int, sentence: str) -> None:
    with pytest.raises(KeywordFault, match=sentence):
        synchronized(reply(1, body, status))
