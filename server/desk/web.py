"""The agents' interface: ``/api/attendance/*``, ``/ws/attendant`` and the page ``/attendant``. Thin.

For those with the role attendant (operators and administrators too). An account that stands in ``attendant.csv``, by id
or address, is that attendant; another one answers under its own name.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any

from aiohttp import WSMsgType, web

from server.access import somebody
from server.api import allows, number, read_json
from server.bots.bot import Bot
from server.desk.agents import find
from server.desk.work import STATUSES, DeskWork
from server.errors import Refused, not_found
from server.evicting import admit
from server.keys import BOTS, DESKS, STATE, STORE
from server.policy import Action
from server.store.desk_port import Case
from server.wire import frame

LOOK = 0.5
"""Seconds between two looks for what happened at the desk, also in other processes."""

MOST_FRAME = 4 << 10

routes = web.RouteTableDef()


def add_routes(app: web.Application) -> None:
    """Make the application answer them."""
    app.add_routes(routes)


# ---------------------------------------------------------------- who asks


def _attendant(request: web.Request) -> tuple[str, str]:
    """Id and name of the account that asks."""
    who = somebody(request)
    return who.user, who.name or who.user


async def _agent(request: web.Request, work: DeskWork) -> tuple[str, str]:
    """Id and name under which the asking account works at a desk."""
    user, name = _attendant(request)
    people = await work.agents()
    agent = find(people, user) or next((item for item in people if name.lower() in item.names), None)
    return (agent.id, agent.name) if agent is not None else (user, name)


def _bots(request: web.Request) -> list[Bot]:
    name, bots = request.query.get("bot_name", ""), request.app[BOTS]
    if not name:
        return bots.all()
    bot = bots.get(name)
    if bot is None:
        raise not_found("bot")
    return [bot]


async def _case(request: web.Request) -> tuple[DeskWork, Case]:
    """The case that the path names."""
    _attendant(request)
    case = await request.app[DESKS].desk.case(request.match_info["session"])
    bot = None if case is None else request.app[BOTS].get(case.bot)
    if case is None or bot is None:
        raise not_found("conversation at the desk")
    return request.app[DESKS].of(bot), case


# ---------------------------------------------------------------- lists


@routes.get("/api/attendance/queue")
@allows(Action.ATTEND)
async def queue(request: web.Request) -> web.Response:
    """Open conversations: ``?bot_name=&channel=&status=&assigned_to=``."""
    _attendant(request)
    items: list[dict[str, Any]] = []
    for bot in _bots(request):
        items += (await request.app[DESKS].of(bot).queue())["items"]
    for name in ("channel", "status", "assigned_to"):
        wanted = request.query.get(name, "")
        items = [item for item in items if not wanted or item[name] == wanted]
    items.sort(key=lambda item: (-item["priority"], item["since"]))
    return web.json_response({"data": items, "total": len(items)})


@routes.get("/api/attendance/attendants")
@allows(Action.ATTEND)
async def attendants(request: web.Request) -> web.Response:
    """The attendants of a bot, or of all."""
    _attendant(request)
    found = [
        {**item, "bot_name": bot.name}
        for bot in _bots(request)
        for item in await request.app[DESKS].of(bot).attendants()
    ]
    return web.json_response({"data": found, "total": len(found)})


@routes.get("/api/attendance/replies")
@allows(Action.ATTEND)
async def replies(request: web.Request) -> web.Response:
    """Texts that attendants use often: lines ``attendant-reply-NAME,TEXT`` of a bot's configuration."""
    _attendant(request)
    prefix = "attendant-reply-"
    found = [
        {"name": key[len(prefix) :], "text": value, "bot_name": bot.name}
        for bot in _bots(request) for key, value in bot.package.config.items() if key.lower().startswith(prefix)
    ]  # fmt: skip
    return web.json_response({"data": found, "total": len(found)})


@routes.post("/api/attendance/status")
@allows(Action.ATTEND)
async def status(request: web.Request) -> web.Response:
    """Say whether one is there: ``{"status": "online"}``, at all desks where one works."""
    chosen = (await read_json(request)).get("status")
    if chosen not in STATUSES:
        raise Refused(400, "bad_request", f"status is one of {', '.join(STATUSES)}")
    for bot in _bots(request):
        work = request.app[DESKS].of(bot)
        await work.desk.set_status(bot.name, (await _agent(request, work))[0], chosen)
    return web.json_response({"success": True, "status": chosen})


# ---------------------------------------------------------------- one conversation


@routes.get("/api/attendance/{session}/messages")
@allows(Action.ATTEND)
async def messages(request: web.Request) -> web.Response:
    """What was said, with the notes, behind ``since``."""
    _, case = await _case(request)
    session = await request.app[STORE].session(case.session)
    assert session is not None
    since = number(request, "since", 0)
    events = await request.app[STORE].events(case.session, since, 200)
    shown = []
    for event in events:
        if event.kind in ("note", "resolved"):
            shown.append({"type": event.kind, "seq": event.seq, "timestamp": event.at, **event.body})
        elif (made := frame(session, event)) is not None:
            shown.append(made)
    return web.json_response({"data": shown, "seq": events[-1].seq if events else since})


@routes.post("/api/attendance/{session}/{deed}")
@allows(Action.ATTEND)
async def deed(request: web.Request) -> web.Response:
    """Do something about a conversation; ``_DEEDS`` has what."""
    do = _DEEDS.get(request.match_info["deed"])
    if do is None:
        raise not_found("page")
    work, case = await _case(request)
    given = await read_json(request)
    for name, value in given.items():
        if not isinstance(value, str):
            raise Refused(400, "bad_request", f"{name} is a text")
    found = await do(work, case, await _agent(request, work), given)
    if not found.get("success"):
        raise Refused(409, "not_possible", found.get("message") or "this cannot be done now")
    return web.json_response(found)


Who = tuple[str, str]
Given = dict[str, str]


async def _claim(work: DeskWork, case: Case, who: Who, given: Given) -> dict[str, Any]:
    taken = await work.take(case.session, *who)
    return {"success": taken is not None, "message": "" if taken else "somebody else has this conversation"}


async def _reply(work: DeskWork, case: Case, who: Who, given: Given) -> dict[str, Any]:
    text = given.get("content", "")
    if not text.strip():
        raise Refused(400, "bad_request", "a reply has content")
    said = await work.reply(case.session, *who, text, given.get("id", "")[:100])
    return {"success": said, "message": "" if said else "claim this conversation first"}


async def _note(work: DeskWork, case: Case, who: Who, given: Given) -> dict[str, Any]:
    return await work.note(case.session, given.get("text", ""), who[1])


async def _pass_on(work: DeskWork, case: Case, who: Who, given: Given) -> dict[str, Any]:
    return await work.pass_on(case.session, given.get("to", ""), given.get("note", ""))


async def _resolve(work: DeskWork, case: Case, who: Who, given: Given) -> dict[str, Any]:
    return await work.resolve(case.session, given.get("reason", ""), who[1])


async def _prioritise(work: DeskWork, case: Case, who: Who, given: Given) -> dict[str, Any]:
    return await work.prioritise(case.session, given.get("priority", ""))


async def _tag(work: DeskWork, case: Case, who: Who, given: Given) -> dict[str, Any]:
    return await work.tag(case.session, given.get("tag", ""))


_DEEDS = {
    "claim": _claim, "reply": _reply, "note": _note, "transfer": _pass_on, "assign": _pass_on, "resolve": _resolve,
    "priority": _prioritise, "tag": _tag,
}  # fmt: skip


# ---------------------------------------------------------------- as it happens


@routes.get("/ws/attendant")
@allows(Action.ATTEND)
async def websocket(request: web.Request) -> web.StreamResponse:
    """What happens at the desks: conversations that one has or that nobody has, and notices."""
    ids, status = {_attendant(request)[0]}, "offline"
    for bot in _bots(request):
        work = request.app[DESKS].of(bot)
        id, _ = await _agent(request, work)
        ids.add(id)
        status = (await work.desk.statuses(bot.name)).get(id, status)
    socket = web.WebSocketResponse(heartbeat=25.0, max_msg_size=MOST_FRAME)
    await socket.prepare(request)
    id, name = _attendant(request)
    told = {"type": "connected", "attendant_id": id, "message": f"connected as {name}", "status": status}
    await socket.send_json(told)
    admit(request, socket, Action.ATTEND)
    telling = asyncio.create_task(_tell(request, socket, ids))
    try:
        async for message in socket:
            if message.type is WSMsgType.TEXT and _is_ping(message.data):
                await socket.send_json({"type": "pong"})
    finally:
        request.app[STATE].sockets.pop(socket, None)
        telling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await telling
    return socket


def _is_ping(data: str) -> bool:
    with contextlib.suppress(ValueError, RecursionError):
        given = json.loads(data)
        return isinstance(given, dict) and given.get("type") == "ping"
    return False


async def _tell(request: web.Request, socket: web.WebSocketResponse, ids: set[str]) -> None:
    """Send what is new until the socket closes."""
    desk = request.app[DESKS].desk
    change = await desk.newest()
    notices = {id: max((row[0] for row in await desk.notices(id, -1)), default=0) for id in ids}
    while not socket.closed:
        for case in await desk.changed(change):
            change = case.change
            if case.agent in ("", *ids) or case.what in ("assigned", "resolved"):
                await socket.send_json(_notification(case))
        for id in ids:
            for number_, bot, text, at in await desk.notices(id, notices[id]):
                notices[id] = number_
                await socket.send_json({"type": "notice", "bot_id": bot, "content": text, "timestamp": at})
        await asyncio.sleep(LOOK)


def _notification(case: Case) -> dict[str, Any]:
    return {
        "type": "new_message" if case.what == "message" else case.what, "session_id": case.session,
        "user_id": case.user, "user_name": case.facts.get("user.name", ""), "channel": case.channel,
        "content": case.last, "timestamp": case.last_at, "assigned_to": case.agent, "priority": int(case.priority),
        "status": str(case.stage), "bot_id": case.bot,
    }  # fmt: skip
