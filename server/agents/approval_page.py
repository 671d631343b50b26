"""The page on which a person decides an approval: shows what it is about, takes the decision once.

Whoever has the signed address may; there is nothing else to prove. Routes are added by ``server.app``.
"""

from __future__ import annotations

from contextlib import suppress
from html import escape

from aiohttp import web

from server import keys
from server.agents.approvals import WORDS
from server.api import allows
from server.errors import Refused
from server.policy import Action
from server.store.port import Closed, Incoming, Kind

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
MOST_COMMENT = 2000


def add_routes(app: web.Application) -> None:
    """Make the application answer them."""
    app.router.add_get("/approval/{token}", allows(Action.TRIGGER)(show), allow_head=False)
    app.router.add_post("/approval/{token}", allows(Action.TRIGGER)(decide))


async def show(request: web.Request) -> web.Response:
    """The page on which somebody decides."""
    asked = request.app[keys.APPROVALS].read(request.match_info["token"])
    what = await request.app[keys.APPROVALS].what(asked) if asked is not None else ""
    if asked is None or not what:
        return _page(WORDS[asked.language if asked else "en"]["over"], status=410)
    words = WORDS[asked.language]
    lines = "".join(f"<p>{escape(line)}</p>" for line in what.splitlines() if line.strip())
    buttons = "".join(
        f'<button name="decision" value="{decision}">{words[name]}</button> '
        for decision, name in (("approved", "approve"), ("rejected", "reject"))
    )
    field = f'<textarea name="comments" maxlength="{MOST_COMMENT}" aria-label="{words["comments"]}"></textarea>'
    return _page(words["title"], f'{lines}<form method="post"><p>{field}</p>{buttons}</form>')


async def decide(request: web.Request) -> web.Response:
    """Take the decision; the first one counts."""
    asked = request.app[keys.APPROVALS].read(request.match_info["token"])
    form = await request.post()
    decision = str(form.get("decision", ""))
    if decision not in ("approved", "rejected"):
        raise Refused(400, "bad_request", "the decision is approved or rejected")
    if asked is None or not await request.app[keys.APPROVALS].what(asked):
        return _page(WORDS[asked.language if asked else "en"]["over"], status=410)
    data = {
        "decision": decision, "decided_by": asked.approver, "comments": str(form.get("comments", ""))[:MOST_COMMENT],
    }  # fmt: skip
    incoming = Incoming(Kind.EVENT, {"name": asked.event, "data": data}, f"decision:{asked.event}")
    with suppress(KeyError, Closed):
        await request.app[keys.CONVERSATIONS].put(asked.session, incoming)
    return _page(WORDS[asked.language]["done"])


def _page(title: str, body: str = "", status: int = 200) -> web.Response:
    text = (
        '<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="/static/chat.css"></head>'
        f'<body><main class="list"><h1>{escape(title)}</h1>{body}</main></body></html>'
    )
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return web.Response(text=text, status=status, content_type="text/html", headers=headers)
