"""The OpenAPI document against the server: generated requests get no 5xx, and answers in the form that is declared."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from server.openapi import document
from server.routes.every import operations
from server.version import VERSION
from tests.server.conversing import write_bot
from tests.server.talking import served

SCRIPTS = {
    "start.bas": 'TALK "hello"\nWHILE TRUE\nHEAR x\nTALK "got " + x\nWEND\n',
    "add.bas": 'PARAM a AS integer\nDESCRIPTION "Adds one"\nTALK a + 1\n',
    "tables.bas": "TABLE notes\n  id integer key\n  title string(40)\n  price double(10,2)\n  day date\nEND TABLE\n",
}
CHECKS = (
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance,
)  # fmt: skip
KNOWN = {"table": "notes", "bot": "shop", "id": "current"}
"""What parts of paths are, so that requests come to what they are about."""

TOLD = document(operations(), VERSION)
OPERATIONS = [
    found.ok()
    for found in schemathesis.openapi.from_dict(TOLD).exclude(path_regex="logout|password").get_all_operations()
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A server in a thread of its own, and the token of an administrator."""
    root = tmp_path_factory.mktemp("interface")
    write_bot(root / "bots", "shop", SCRIPTS)
    ready, done, found = threading.Event(), threading.Event(), []

    async def work() -> None:
        async with served(root / "bots", root / "data") as server:
            admin = await server.person("admin")
            await admin.post("/api/v1/chat")
            found.append((server.base, admin.token))
            ready.set()
            await asyncio.to_thread(done.wait)

    thread = threading.Thread(target=asyncio.run, args=(work(),))
    thread.start()
    assert ready.wait(60)
    yield found[0]
    done.set()
    thread.join()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
@settings(
    max_examples=15, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(data=st.data())
def test_generated_requests(operation: APIOperation, address: tuple[str, str], data: st.DataObject) -> None:
    base, token = address
    case = data.draw(operation.as_strategy())
    for name in set(case.path_parameters or ()) & set(KNOWN):
        case.path_parameters[name] = KNOWN[name]
    if isinstance(case.query, dict) and "wait" in case.query:
        case.query["wait"] = 0
    case.call_and_validate(
        base_url=base, headers={"Authorization": f"Bearer {token}"}, checks=CHECKS, timeout=30
    )  # fmt: skip


def test_the_document_is_served_and_complete(tmp_path: Path) -> None:
    write_bot(tmp_path / "bots", "b", {"start.bas": 'TALK "x"\n'})

    async def work() -> None:
        async with served(tmp_path / "bots", tmp_path / "data") as server:
            assert (await server.nobody().get("/api/openapi.json")).json == TOLD

    asyncio.run(work())
    assert TOLD["openapi"] == "3.1.0"
    ids = [item["operationId"] for path in TOLD["paths"].values() for item in path.values()]
    for path in TOLD["paths"].values():
        for item in path.values():
            assert item["summary"]
            assert "4XX" in item["responses"]
    assert len(ids) > 40
