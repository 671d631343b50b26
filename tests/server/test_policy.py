"""Who may do what: the whole matrix, and that every route of the server is in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.api import action_of
from server.app import create_app
from server.openapi import document
from server.policy import RULES, Action, Role, Verdict, decide
from server.routes.every import operations
from server.settings import Settings
from server.tokens import Principal

NOBODY = Principal("")
GUEST = Principal("guest-1")
ADMIN, OPERATOR, AUTHOR, ATTENDANT, USER, METRICS = (
    Principal(f"user-{role}", frozenset({role}), guest=False) for role in Role
)
EVERYBODY = {
    "nobody": NOBODY, "guest": GUEST, "user": USER, "attendant": ATTENDANT, "author": AUTHOR, "operator": OPERATOR,
    "metrics": METRICS, "admin": ADMIN,
}  # fmt: skip

MATRIX = {
    # action: who may
    "look": "nobody guest user attendant author operator metrics admin",
    "visit": "nobody guest user attendant author operator metrics admin",
    "log_in": "nobody guest user attendant author operator metrics admin",
    "trigger": "nobody guest user attendant author operator metrics admin",
    "develop": "nobody guest user attendant author operator metrics admin",
    "account": "user attendant author operator metrics admin",
    "bots.see": "guest user attendant author operator metrics admin",
    "session.open": "guest user attendant author operator metrics admin",
    "session.use": "guest user attendant author operator metrics admin",
    "files.use": "guest user attendant author operator metrics admin",
    "data": "guest user attendant author operator metrics admin",
    "bots.publish": "author operator admin",
    "drive.read": "author operator admin",
    "drive.write": "author admin",
    "data.any": "author operator admin",
    "attend": "attendant operator admin",
    "users": "admin",
    "audit": "operator admin",
    "usage": "operator admin",
    "metrics": "metrics operator admin",
}


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("name", EVERYBODY)
def test_every_cell(action: Action, name: str) -> None:
    assert (decide(EVERYBODY[name], action) is Verdict.ALLOWED) == (name in MATRIX[action].split())


def test_those_who_are_not_known_are_asked_who_they_are() -> None:
    assert decide(NOBODY, Action.SESSION_OPEN) is Verdict.WHO
    assert decide(GUEST, Action.ACCOUNT) is Verdict.WHO
    assert decide(GUEST, Action.USERS) is Verdict.WHO
    assert decide(USER, Action.USERS) is Verdict.FORBIDDEN


@pytest.mark.parametrize("action", [Action.SESSION_USE, Action.FILES_USE])
def test_what_belongs_to_another_is_hidden_from_all(action: Action) -> None:
    for who in EVERYBODY.values():
        if who.user:
            assert decide(who, action, who.user) is Verdict.ALLOWED
            assert decide(who, action, "user-somebody") is Verdict.HIDDEN


def test_what_is_not_in_the_table_nobody_may() -> None:
    assert decide(ADMIN, "fly") is Verdict.FORBIDDEN
    assert set(RULES) == set(Action)


def test_every_route_says_what_it_does(tmp_path: Path) -> None:
    app = create_app(Settings(data=str(tmp_path)), tmp_path)
    for route in app.router.routes():
        assert action_of(route.handler) is not None, f"{route.method} {route.resource}"


def test_every_route_of_the_interface_is_in_its_document(tmp_path: Path) -> None:
    app = create_app(Settings(data=str(tmp_path)), tmp_path)
    paths = document(operations(), "1")["paths"]
    for route in app.router.routes():
        assert route.resource is not None
        path = route.resource.canonical
        outside = ("/api/dev/", "/api/attendance/", "/api/{bot}/")
        if path.startswith("/api/") and not path.startswith(outside) and route.method != "HEAD":
            assert route.method.lower() in paths[path], path
