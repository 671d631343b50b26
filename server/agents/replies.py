"""What a bot that works for another one gives back at the end of a turn: what it said, its result, or why it failed.

The reply goes out in the same write as the end of the turn. Called by ``server.turn`` and ``server.conversations``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from server.agents.team import MOST_DATA, PARENT, REPLY
from server.store.port import Claim, Ending, Event, Incoming, Kind, SessionRow, Status, Store
from stdlib.context import SessionState
from stdlib.driver import Finished, Result
from vm.value import to_json


class Reply:
    """The reply that the turn of ``claim`` owes; false when it owes none."""

    def __init__(self, claim: Claim) -> None:
        session, body = claim.session, claim.incoming.body
        self._session = session
        self._open: dict[str, Any] = dict(session.facts.get(REPLY) or {})
        if PARENT in session.facts and isinstance(body.get("reply"), str):
            self._open = {"event": body["reply"], "since": session.seq}
        self._value: Any = None

    def __bool__(self) -> bool:
        return bool(self._open)

    def result(self, result: Result) -> None:
        """How the outermost script ended."""
        if isinstance(result, Finished):
            self._value = None if result.value is None else json.loads(to_json(result.value))

    async def put_into(self, ending: Ending, state: SessionState, store: Store) -> Ending:
        """``ending`` with the reply, or with what is still owed."""
        facts = dict(ending.facts or self._session.facts)
        facts.pop(REPLY, None)
        question = ending.levels[-1].question if ending.levels else None
        if (ending.levels and question is None) or ending.status is Status.HUMAN:
            return replace(ending, facts=facts | {REPLY: self._open})
        earlier = await store.events(self._session.id, int(self._open["since"]))
        data = told([*earlier, *ending.events]) | {"from": self._session.bot, "value": self._value}
        if question is not None:
            data["asks"] = dict(question)
        if state.handover:
            data["handover"] = dict(state.handover)
        return replace(ending, facts=facts, posts=[self._post(data)])

    def _post(self, data: dict[str, Any]) -> tuple[str, Incoming]:
        if len(json.dumps(data, ensure_ascii=False)) > MOST_DATA:
            fault = {"code": "GB6903", "message": f"its reply has more than {MOST_DATA >> 10} KiB"}
            data = {"from": self._session.bot, "said": [], "value": None, "fault": fault}
        return post(self._session, str(self._open["event"]), data)

    def failed(self) -> tuple[str, Incoming]:
        """The reply of a session that is set aside."""
        fault = {"code": "GB7903", "message": "its conversation had to be set aside"}
        return self._post({"from": self._session.bot, "said": [], "value": None, "fault": fault})


def post(session: SessionRow, event: str, data: Mapping[str, Any]) -> tuple[str, Incoming]:
    """``data`` as what comes in for the session that asked."""
    key = f"reply:{session.id}:{session.turn}"
    return str(session.facts[PARENT]), Incoming(Kind.EVENT, {"name": event, "data": dict(data)}, key)


def told(events: Iterable[Event]) -> dict[str, Any]:
    """What the events of a log say to who has asked: ``said``, and ``fault`` for the last one that failed."""
    said: list[dict[str, Any]] = []
    fault: dict[str, Any] | None = None
    for event in events:
        if event.kind in ("talk", "suggest"):
            said.append({"kind": event.kind, **event.body})
        elif event.kind == "fault":
            fault = {"code": event.body["code"], "message": event.body["message"]}
    return {"said": said, "fault": fault}
