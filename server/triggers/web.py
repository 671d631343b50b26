"""The routes that start scripts from outside: a bot's webhooks and forms. Thin; a call proves itself by its signature.

The script's answer is the answer of the call. One that takes long goes on, and the caller is told that it was accepted.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from server.access import shows_account
from server.api import allows
from server.bots.bot import Bot
from server.errors import Refused, not_found
from server.hub import Notice
from server.keys import BOTS, FIRING, HUB, STORE
from server.policy import Action
from server.store.port import Event, Run, TooMany, Trigger
from server.triggers.declared import endpoint
from server.triggers.runs import run_of
from server.triggers.signatures import delivery, secret_of, signed

WAIT = 30.0
"""Seconds that a caller waits for the script."""

MOST_FIELDS = 1000

ENDS = ("result", "fault", "parked", "stopped", "hear")
"""Events that end the waiting for an answer; a question says that the script goes on when somebody answers it."""


async def webhook(request: web.Request) -> web.Response:
    """One call of a webhook."""
    bot, name = _bot(request), endpoint(request.match_info["endpoint"])
    (trigger,) = await _triggers(request, bot, "webhook", name)
    if request.method not in trigger.spec.get("methods", (request.method,)):
        raise web.HTTPMethodNotAllowed(request.method, trigger.spec["methods"])
    raw = await request.read()
    own = (
        ("cookie", "authorization") if shows_account(request) else ("cookie",)
    )  # tokens of ours are no script's affair
    headers = {key.lower(): value for key, value in request.headers.items() if key.lower() not in own}
    secret = secret_of(bot.package.config, name)
    if not secret:
        _may_call(request, bot)
    elif not signed(secret, headers, raw, request.app[FIRING].triggers.now()):
        raise Refused(401, "invalid_signature", "the call is not signed with the secret of this webhook")
    variables = {
        "body": await _body(request, raw), "params": _many(request.query), "headers": headers,
        "method": request.method, "path": request.path,
    }  # fmt: skip
    run = run_of(trigger, delivery(headers) or secrets.token_hex(16), {**variables, "event": variables})
    (end,) = await _answers(request, bot, [run])
    return _accepted(run.session.id) if end is None else _response(end)


async def form(request: web.Request) -> web.Response:
    """A form that somebody filled in."""
    bot, name = _bot(request), request.match_info["form"].strip().lower()
    _may_call(request, bot)
    triggers = await _triggers(request, bot, "form", name)
    fields = await _body(request, await request.read())
    if not isinstance(fields, dict):
        raise Refused(400, "bad_request", "a form has fields")
    id = delivery({key.lower(): value for key, value in request.headers.items()}) or secrets.token_hex(16)
    metadata = {"submission_id": id, "form": name, "user_agent": request.headers.get("User-Agent", "")[:200]}
    variables = {"fields": fields, "form": fields, "metadata": metadata, "event": {**metadata, "fields": fields}}
    ends = await _answers(request, bot, [run_of(trigger, id, variables) for trigger in triggers])
    errors: dict[str, Any] = {}
    for end in ends:
        if end is not None and end.kind != "result":
            return _failed()
        errors |= {} if end is None else end.body["errors"]
    found = {"success": not errors, "submission_id": id, "errors": errors}
    return web.json_response(found, status=422 if errors else 200)


def add_routes(app: web.Application) -> None:
    """Make the application answer them."""
    app.router.add_post("/api/{bot}/forms/{form}", allows(Action.TRIGGER)(form))
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        app.router.add_route(method, "/api/{bot}/webhook/{endpoint}", allows(Action.TRIGGER)(webhook))


# ---------------------------------------------------------------- what comes in


def _bot(request: web.Request) -> Bot:
    bot = request.app[BOTS].get(request.match_info["bot"])
    if bot is None:
        raise not_found("bot")
    return bot


def _may_call(request: web.Request, bot: Bot) -> None:
    """Only people with an account call what a bot that is not public offers without a secret."""
    if not bot.public and not shows_account(request):
        raise Refused(401, "login_required", "this needs the token of an account in the Authorization header")


async def _triggers(request: web.Request, bot: Bot, kind: str, name: str) -> list[Trigger]:
    found = [item for item in await request.app[FIRING].triggers.all(bot.name, kind) if item.spec["name"] == name]
    if not found:
        raise not_found(kind)
    return found[-1:] if kind == "webhook" else found


async def _body(request: web.Request, raw: bytes) -> Any:
    """The body by its type: JSON, the fields of a form, else text."""
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return _many(await request.post())
    try:
        text = raw.decode("utf-8")
        if request.content_type == "application/json" or request.content_type.endswith("+json"):
            return json.loads(text) if text else None
    except (ValueError, RecursionError):
        raise Refused(400, "bad_request", "the body is not UTF-8 text, or not the JSON that it says it is") from None
    return text


def _many(given: Mapping[str, Any]) -> dict[str, Any]:
    """Fields by name; one that is there several times is a list."""
    if len(given) > MOST_FIELDS:
        raise Refused(400, "bad_request", f"a call has at most {MOST_FIELDS:,} fields")
    found: dict[str, Any] = {}
    for name, value in given.items():
        shown = {"filename": value.filename, "type": value.content_type} if isinstance(value, FileField) else value
        if name not in found:
            found[name] = shown
        elif isinstance(found[name], list):
            found[name].append(shown)
        else:
            found[name] = [found[name], shown]
    return found


# ---------------------------------------------------------------- what goes out


async def _answers(request: web.Request, bot: Bot, runs: Sequence[Run]) -> list[Event | None]:
    """Begin the runs; how each ended, None for one that goes on."""
    waiting = [_Waiting(request.app, run.session.id) for run in runs]
    try:
        for run in runs:
            await request.app[FIRING].begin(bot, run)
        return list(await asyncio.gather(*(item.end(WAIT) for item in waiting)))
    except TooMany as many:
        raise Refused(429, "rate_limit_exceeded", "this bot has begun too many runs; try again", many.after) from None
    finally:
        for item in waiting:
            item.leave()


class _Waiting:
    """Waits for the end of a run, which may be over already."""

    def __init__(self, app: web.Application, session: str) -> None:
        self._store = app[STORE]
        self._session = session
        self._end: asyncio.Future[Event] = asyncio.get_running_loop().create_future()
        self.leave = app[HUB].listen(session, self._notice)

    def _notice(self, notice: Notice) -> None:
        if isinstance(notice, Event) and notice.kind in ENDS and not self._end.done():
            self._end.set_result(notice)

    async def end(self, seconds: float) -> Event | None:
        """The event that ended it; None when it takes longer."""
        for event in await self._store.events(self._session):
            self._notice(event)
        done, _ = await asyncio.wait([self._end], timeout=seconds)
        return self._end.result() if done and self._end.result().kind != "hear" else None


def _response(end: Event) -> web.Response:
    """The answer of the script."""
    if end.kind != "result":
        return _failed()
    value, status, headers = end.body["value"], end.body["status"], end.body["headers"]
    if isinstance(value, str):
        return web.Response(text=value, status=status, headers={"Content-Type": "text/plain; charset=utf-8", **headers})
    given = {"status": "ok"} if value is None else value
    text = json.dumps(given, ensure_ascii=False)
    return web.Response(
        text=text, status=status, headers={"Content-Type": "application/json; charset=utf-8", **headers}
    )


def _failed() -> web.Response:
    """Nothing of the script's fault is told to strangers; its author finds it in the log of the run."""
    raise Refused(500, "script_failed", "the bot's script ended with a fault")


def _accepted(run: str) -> web.Response:
    return web.json_response({"status": "accepted", "run": run}, status=202)
