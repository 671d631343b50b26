"""A package that calls web services from the command line: the whole way from config.csv to the wire and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.servers.web import WebServer, web_server


@pytest.fixture
def server() -> Iterator[WebServer]:
    with web_server() as running:
        yield running


def test_a_bot_calls_the_services_its_settings_allow(gbc: Any, write: Any, server: WebServer) -> None:
    server.json("/api/items", {"items": [{"name": "tea"}, {"name": "cup"}]})
    server.page("/shop", '<p class="price">12 €</p>')
    write(
        "b.gbai/b.gbot/config.csv",
        f"name,value\nhttp-allow,127.0.0.1\nhttp-base-url,{server.url}\nparam-u,{server.url}\n",
    )
    write(
        "b.gbai/b.gbdialog/start.bas",
        'SET HEADER "X-Key", "k1"\nr = GET "/api/items"\nFOR EACH x IN r.items\nTALK x.name\nNEXT\n'
        'o = POST u + "/echo", {"n": 1}\nTALK o.status + " " + o.method\nTALK SCRAPE u + "/shop", ".price"\n',
    )
    ran = gbc("run", "b.gbai")
    assert (ran.out, ran.err) == ("tea\ncup\n200 POST\n12 €\n", "")
    assert server.seen[0].headers["x-key"] == "k1"


def test_without_the_setting_the_inside_is_closed(gbc: Any, write: Any, server: WebServer) -> None:
    write("b.gbai/b.gbdialog/start.bas", f'r = GET "{server.url}/echo"\nTALK r.status\n')
    ran = gbc("run", "b.gbai")
    assert ran.code == 1
    assert "GB7201" in ran.err + ran.out
    assert server.seen == []


def test_a_setting_that_closes_everything_else(gbc: Any, write: Any, server: WebServer) -> None:
    write("b.gbai/b.gbot/config.csv", "name,value\nhttp-allow,127.0.0.1\nhttp-only,api.example\n")
    write("b.gbai/b.gbdialog/start.bas", f'r = GET "{server.url}/echo"\nTALK r.status\n')
    assert "GB7201" in gbc("run", "b.gbai").err
    assert server.seen == []
