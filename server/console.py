"""The author's console at ``/dev/{bot}``, with ``--dev`` only: a conversation beside the program that holds it.

Shows turns, source, findings and error pages, goes back to an earlier turn, and writes a conversation as a test. Every
route refuses when the server is not for authors, and shows only the caller's own sessions.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from aiohttp import web

from diagnostics.diagnostic import Diagnostic
from diagnostics.explain import page
from server.access import own_session, somebody
from server.api import allows, number, read_json
from server.assets import assets
from server.bots.bot import Bot
from server.errors import Refused, not_found
from server.headers import console_policy
from server.keys import BOTS, CONVERSATIONS, HUB, SETTINGS, STORE
from server.pages import send
from server.policy import Action
from server.store.port import Event
from stdlib.context import MASK

routes = web.RouteTableDef()


def _author(request: web.Request) -> None:
    """Refuse, as if there were nothing, unless the server is for authors."""
    if not request.app[SETTINGS].dev:
        raise not_found("page")


def _bot(request: web.Request) -> Bot:
    _author(request)
    bot = request.app[BOTS].get(request.match_info["bot"])
    if bot is None:
        raise not_found("bot")
    return bot


@routes.get("/dev/{bot}")
@allows(Action.DEVELOP)
async def console(request: web.Request) -> web.Response:
    """The console of a bot."""
    _bot(request)
    response = send(request, assets()["console.html"])
    response.headers["Content-Security-Policy"] = console_policy()
    return response


@routes.get("/api/dev/sessions/{id}/steps")
@allows(Action.DEVELOP)
async def steps(request: web.Request) -> web.Response:
    """The turns of a session: place, variables and keywords of each."""
    _author(request)
    session = await own_session(request, request.match_info["id"])
    found = await request.app[STORE].steps(session.id)
    shown = [{"turn": step.turn, "seq": step.seq, "at": step.at, "status": step.status, **step.trace} for step in found]
    return web.json_response({"data": shown})


@routes.post("/api/dev/sessions/{id}/back")
@allows(Action.DEVELOP)
async def back(request: web.Request) -> web.Response:
    """Go back to what the session was after ``{"turn": N}``. What the turns since did elsewhere stays done."""
    _author(request)
    session = await own_session(request, request.match_info["id"])
    turn = (await read_json(request)).get("turn")
    if type(turn) is not int:
        raise Refused(400, "bad_request", "turn is a whole number")
    if request.app[CONVERSATIONS].busy(session.id):
        await request.app[CONVERSATIONS].stop(session.id)
    try:
        events = await request.app[STORE].back(session.id, turn)
    except KeyError:
        raise not_found("turn") from None
    request.app[HUB].tell(session.id, events)
    return web.json_response({"turn": turn, "seq": events[-1].seq})


@routes.get("/api/dev/sessions/{id}/test")
@allows(Action.DEVELOP)
async def test(request: web.Request) -> web.Response:
    """The conversation as the text of a ``.chat`` test."""
    _author(request)
    session = await own_session(request, request.match_info["id"])
    events, since = [], 0
    while found := await request.app[STORE].events(session.id, since):
        events += found
        since = found[-1].seq
    text = chat_test(session.bot, session.channel, events)
    headers = {"Content-Disposition": f'attachment; filename="{session.bot}.chat"'}
    return web.Response(text=text, content_type="text/plain", headers=headers)


@routes.get("/api/dev/bots/{bot}/source")
@allows(Action.DEVELOP)
async def source(request: web.Request) -> web.Response:
    """The text of a script as the version of the bot has it that a turn ran; the present one without ``version``."""
    bot = _bot(request)
    somebody(request)
    wanted = number(request, "version", 0)
    version = await bot.version(wanted) if wanted else bot.current
    scripts = sorted(version.release.scripts) if version else []
    name = request.query.get("script") or next(iter(scripts), "")
    script = version.find(name) if version else None
    if version is None or script is None:
        raise not_found("script")
    shown = {"script": script.name, "scripts": scripts, "version": version.number, "text": script.program.source}
    return web.json_response(shown)


@routes.get("/api/dev/bots/{bot}/findings")
@allows(Action.DEVELOP)
async def findings(request: web.Request) -> web.Response:
    """What is wrong with the newest state of the files."""
    bot = _bot(request)
    somebody(request)
    shown = [_finding(item) for item in bot.findings]
    return web.json_response({"data": shown, "notes": bot.notes})


def _finding(item: Diagnostic) -> dict[str, Any]:
    line = item.source.line_of(item.span.start)
    return {"code": item.code, "message": item.message, "file": Path(item.source.path).name, "line": line}


@routes.get("/api/dev/codes/{code}")
@allows(Action.DEVELOP)
async def code(request: web.Request) -> web.Response:
    """The page of an error code, in Markdown."""
    _author(request)
    text = page(request.match_info["code"])
    if text is None:
        raise not_found("code")
    return web.Response(text=text, content_type="text/markdown")


def chat_test(bot: str, channel: str, events: Iterable[Event]) -> str:
    """A conversation as a test: ``>`` is what the person says, ``<`` what the bot answers."""
    kept: list[Event] = []
    for event in events:
        if event.kind == "back":
            kept = [item for item in kept if item.seq <= event.body["to"]]
        else:
            kept.append(event)
    lines = [f"bot: {bot}", f"channel: {channel}", ""]
    for event in kept:
        text = str(event.body.get("text", ""))
        if event.kind == "user":
            lines.append("> " + ("SECRET" if text == MASK else " ".join(text.split())))
        elif event.kind == "talk":
            first, *rest = text.splitlines() or [""]
            lines += [f"< {first}", *(f"  {line}" for line in rest)]
        elif event.kind == "tool":
            lines.append(f"# the tool {event.body.get('tool', '')} was started")
        elif event.kind == "fault":
            lines.append(f"# fault {event.body.get('code', '')}: {event.body.get('message', '')}")
    return "\n".join(lines) + "\n"
