"""Accounts and the audit log, for those who look after the server."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from aiohttp import web

from server.access import somebody
from server.api import Listed, Page, Routes
from server.errors import Refused, not_found
from server.keys import ACCOUNTS, PEOPLE
from server.people import WrongAccount
from server.policy import Action
from server.routes.shapes import Name
from server.store.accounts import Account, Taken

routes = Routes()

Password = Annotated[str, msgspec.Meta(max_length=1000)]


class Person(msgspec.Struct):
    """An account."""

    id: str
    username: str
    roles: list[str]
    disabled: bool
    created_at: float


class NewPerson(msgspec.Struct):
    """An account to make."""

    username: Name
    password: Password
    roles: list[Name] = []


class Changed(msgspec.Struct):
    """What to change of an account; the rest stays."""

    roles: list[Name] | None = None
    password: Password | None = None
    disabled: bool | None = None


class Deed(msgspec.Struct):
    """A record of the audit log."""

    number: int
    at: float
    who: str
    action: str
    object: str
    outcome: str
    detail: dict[str, Any]
    hash: str


@routes.add("GET", "/api/users", Action.USERS)
async def users(request: web.Request, query: Page) -> Listed[Person]:
    """Accounts by name."""
    found, total = await request.app[ACCOUNTS].accounts(query.limit, query.offset)
    return Listed([_shown(account) for account in found], total, query.limit, query.offset)


@routes.add("POST", "/api/users", Action.USERS, status=201)
async def add_user(request: web.Request, body: NewPerson) -> Person:
    """Make an account."""
    by = somebody(request).user
    try:
        return _shown(await request.app[PEOPLE].add(body.username, body.password, frozenset(body.roles), by))
    except WrongAccount as wrong:
        raise Refused(400, "bad_request", str(wrong)) from None
    except Taken:
        raise Refused(409, "taken", "there is an account with this name") from None


@routes.add("PATCH", "/api/users/{user}", Action.USERS)
async def change_user(request: web.Request, body: Changed) -> Person:
    """Change roles or password of an account, or disable it."""
    by, id = somebody(request).user, request.match_info["user"]
    roles = None if body.roles is None else frozenset(body.roles)
    try:
        found = await request.app[PEOPLE].change(id, by, roles=roles, password=body.password, disabled=body.disabled)
    except WrongAccount as wrong:
        raise Refused(400, "bad_request", str(wrong)) from None
    if found is None:
        raise not_found("account")
    return _shown(found)


@routes.add("GET", "/api/audit", Action.AUDIT)
async def audit(request: web.Request, query: Page) -> Listed[Deed]:
    """The audit log, latest first."""
    found, total = await request.app[ACCOUNTS].records(query.limit, query.offset)
    told = [
        Deed(r.number, r.at, r.deed.who, r.deed.action, r.deed.object, r.deed.outcome, dict(r.deed.detail), r.hash)
        for r in found
    ]
    return Listed(told, total, query.limit, query.offset)


def _shown(account: Account) -> Person:
    return Person(account.id, account.name, sorted(account.roles), account.disabled, account.created)
