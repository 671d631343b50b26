"""What happens at the desk of one bot: hand over, queue, assign, note, resolve. For keywords and the agents' page.

Results are plain data with ``success``. Who may do it is for the caller to know.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from server.bots.bot import Bot
from server.desk.agents import Agent, agents, find
from server.hub import Hub
from server.store.desk_port import Case, Desk, Priority, Stage
from server.store.port import Claim, Event, Store

STATUSES = ("online", "busy", "away", "offline")
HANDLING = 120.0
"""Seconds that a case is thought to wait, until there are some to learn from."""

SLA = 300
"""Seconds in which a waiting person should have an answer, unless ``attendance-sla-seconds`` says otherwise."""

MOST_TEXT = 4_000
MOST_TAGS = 50


class Desks:
    """The desks of all bots."""

    def __init__(self, desk: Desk, store: Store, hub: Hub) -> None:
        self.desk = desk
        self._store = store
        self._hub = hub
        self._begin: Callable[[Claim], None] = lambda claim: None

    def runs_by(self, begin: Callable[[Claim], None]) -> None:
        """Who runs what is claimed."""
        self._begin = begin

    def of(self, bot: Bot) -> DeskWork:
        """The desk of one bot."""
        return DeskWork(self.desk, self._store, self._hub, bot, self._begin)


class DeskWork:
    """The desk of ``bot``; ``begin`` is told of turns that may run."""

    def __init__(self, desk: Desk, store: Store, hub: Hub, bot: Bot, begin: Callable[[Claim], None]) -> None:
        self.desk = desk
        self._store = store
        self._hub = hub
        self._bot = bot
        self._begin = begin

    async def agents(self) -> list[Agent]:
        """The attendants."""
        return await asyncio.to_thread(agents, self._bot.package)

    # ------------------------------------------------------------ hand over

    async def transfer(self, session: str, user: str, channel: str, target: str, priority: str, reason: str) -> Any:
        """Hand a session over: to an attendant, a department, or whoever is free."""
        people = await self.agents()
        if self._bot.package.config.get("crm-enabled", "").lower() in ("false", "0", "no"):
            return _no("crm_disabled", "This bot does not hand conversations over.")
        if not people:
            return _no("no_attendants", "There is nobody here who could take over.")
        agent = find(people, target) if target else None
        department = next((a.department for a in people if a.department and a.department.lower() == target.lower()), "")
        if target not in ("", "supervisor") and agent is None and not department:
            return _no("attendant_not_found", f"There is nobody called {target[:80]} here.")
        chosen = Priority[priority.upper()] if priority.upper() in Priority.__members__ else Priority.NORMAL
        stage = Stage.QUEUED if agent is None else Stage.ASSIGNED
        case = await self.desk.open(
            Case(session, self._bot.name, user, channel, stage, chosen, reason[:MOST_TEXT], department,
                 agent.id if agent else "", agent.name if agent else "")
        )  # fmt: skip
        return await self._handed_over(case, people)

    async def _handed_over(self, case: Case, people: Sequence[Agent]) -> dict[str, Any]:
        waiting = [item for item in await self.desk.cases(self._bot.name) if item.stage is Stage.QUEUED]
        place = next((number for number, item in enumerate(waiting, 1) if item.session == case.session), 0)
        statuses = await self.desk.statuses(self._bot.name)
        there = sum(statuses.get(agent.id) == "online" for agent in people)
        wait = round(place * await self._handling() / max(1, there))
        message = (
            f"{case.agent_name} takes over." if case.agent else f"A person takes over soon; you are number {place}."
        )
        return {
            "success": True, "status": str(case.stage), "message": message, "queue_position": place,
            "assigned_to": case.agent, "assigned_to_name": case.agent_name, "estimated_wait_seconds": wait,
        }  # fmt: skip

    async def _handling(self) -> float:
        """Seconds from being taken to the end, of the last cases."""
        done = await self.desk.cases(self._bot.name, resolved=True, limit=20)
        times = [case.ended - case.taken for case in done if case.ended is not None and case.taken is not None]
        return sum(times) / len(times) if times else HANDLING

    # ------------------------------------------------------------ the queue

    async def queue(self, wanted: str = "") -> dict[str, Any]:
        """Counts and items."""
        open_ = await self.desk.cases(self._bot.name)
        items = [self.shown(case) for case in open_]
        text = {"waiting": "queued"}.get(wanted.lower(), wanted.lower())
        chosen = [item for item in items if not text or text in (item["status"], item["channel"], item["assigned_to"])]
        waiting = sum(case.stage is Stage.QUEUED for case in open_)
        resolved = len(await self.desk.cases(self._bot.name, resolved=True))
        return {
            "success": True, "total": len(items), "waiting": waiting, "assigned": len(items) - waiting,
            "active": len(items) - waiting, "resolved": resolved, "items": chosen,
        }  # fmt: skip

    def shown(self, case: Case) -> dict[str, Any]:
        """A case as attendants see it."""
        now = self.desk.now()
        due = case.since + self._sla()
        return {
            "session_id": case.session, "user_id": case.user, "bot_id": case.bot, "channel": case.channel,
            "user_name": case.facts.get("user.name", ""), "user_email": case.facts.get("user.email", ""),
            "last_message": case.last, "last_message_time": case.last_at,
            "waiting_time_seconds": round((case.taken or now) - case.since), "sla_due_at": due,
            "overdue": case.taken is None and now > due, "priority": int(case.priority), "status": str(case.stage),
            "reason": case.reason, "department": case.department, "tags": list(case.tags),
            "assigned_to": case.agent, "assigned_to_name": case.agent_name, "since": case.since,
        }  # fmt: skip

    def _sla(self) -> int:
        text = self._bot.package.config.get("attendance-sla-seconds", "")
        return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 10**7 else SLA

    # ------------------------------------------------------------ one case

    async def assign(self, session: str, attendant: str) -> dict[str, Any]:
        """Give a case to an attendant."""
        agent = find(await self.agents(), attendant)
        if agent is None:
            return _no("attendant_not_found", f"There is nobody called {attendant[:80]} here.")
        return self._case(await self._mine(session) and await self.desk.assign(session, agent.id, agent.name))

    async def take(self, session: str, agent: str, name: str) -> Case | None:
        """An agent takes a case that nobody has."""
        return await self.desk.assign(session, agent, name, only_free=True) if await self._mine(session) else None

    async def pass_on(self, session: str, target: str, note: str) -> dict[str, Any]:
        """Give a case to another attendant, or back into the queue of a department or of all."""
        people = await self.agents()
        department = next((a.department for a in people if a.department and a.department.lower() == target.lower()), "")
        if target and not department:
            return await self.assign(session, target)
        return self._case(await self._mine(session) and await self.desk.release(session, department, note))

    async def resolve(self, session: str, reason: str, by: str = "") -> dict[str, Any]:
        """End a case; the bot goes on."""
        event = Event("resolved", {"reason": reason[:MOST_TEXT], "by": by})
        ended = await self.desk.resolve(session, event) if await self._mine(session) else None
        if ended is None:
            return self._case(None)
        case, logged, claim = ended
        self._hub.tell(session, logged)
        if claim is not None:
            self._begin(claim)
        return self._case(case)

    async def prioritise(self, session: str, priority: str) -> dict[str, Any]:
        """Change the place in the queue."""
        if priority.upper() not in Priority.__members__:
            return _no("error", "A priority is low, normal, high or urgent.")
        chosen = Priority[priority.upper()]
        found = self._case(await self._mine(session) and await self.desk.change(session, priority=chosen))
        return found | {"priority": int(chosen)}

    async def tag(self, session: str, tag: str) -> dict[str, Any]:
        """Add a tag."""
        case = await self._mine(session)
        if case is not None and len(case.tags) >= MOST_TAGS:
            return _no("error", f"A conversation has at most {MOST_TAGS} tags.")
        return self._case(case and await self.desk.change(session, tag=tag[:100]))

    async def note(self, session: str, text: str, by: str = "bot") -> dict[str, Any]:
        """Add a note that attendants see."""
        case = await self._mine(session)
        if case is not None:
            note = Event("note", {"text": text[:MOST_TEXT], "by": by})
            self._hub.tell(session, [await self._store.add_event(session, note)])
        return self._case(case)

    async def reply(self, session: str, agent: str, name: str, text: str, external: str) -> bool:
        """Say something to the person; False when this agent does not have the case."""
        body = {"text": text[:MOST_TEXT], "agent": {"id": agent, "name": name}}
        logged = await self.desk.reply(session, Event("talk", body), agent, external)
        self._hub.tell(session, logged or ())
        return logged is not None

    async def notify(self, attendant: str, text: str) -> None:
        """Show a notice to an attendant."""
        agent = find(await self.agents(), attendant)
        await self.desk.notify(self._bot.name, attendant if agent is None else agent.id, text[:MOST_TEXT])

    async def _mine(self, session: str) -> Case | None:
        """The case of a session of this bot."""
        case = await self.desk.case(session)
        return case if case is not None and case.bot == self._bot.name else None

    def _case(self, case: Case | None) -> dict[str, Any]:
        if case is None:
            return _no("error", "This conversation is not with a person.")
        shown = self.shown(case)
        keep = ("session_id", "status", "assigned_to", "assigned_to_name")
        return {"success": True, "message": "", **{name: shown[name] for name in keep}}

    # ------------------------------------------------------------ attendants

    async def attendants(self, status: str = "") -> list[dict[str, Any]]:
        """The attendants with a status."""
        known = await self.desk.statuses(self._bot.name)
        found = [
            {"id": agent.id, "name": agent.name, "department": agent.department, "channel": agent.channel,
             "status": known.get(agent.id, "offline")}
            for agent in await self.agents()
        ]  # fmt: skip
        return [item for item in found if not status or item["status"] == status]

    async def set_status(self, attendant: str, status: str) -> dict[str, Any]:
        """Whether an attendant is there."""
        agent = find(await self.agents(), attendant)
        if agent is None or status not in STATUSES:
            return _no("attendant_not_found", f"There is nobody called {attendant[:80]} here.")
        await self.desk.set_status(self._bot.name, agent.id, status)
        return {"success": True, "status": status}

    async def stats(self, attendant: str) -> dict[str, Any]:
        """What an attendant has open, and has resolved today."""
        agent = find(await self.agents(), attendant)
        id = attendant if agent is None else agent.id
        active = sum(case.agent == id for case in await self.desk.cases(self._bot.name))
        done = [case for case in await self.desk.cases(self._bot.name, resolved=True) if case.agent == id]
        day = self.desk.now() // 86400
        today = sum(case.ended is not None and case.ended // 86400 == day for case in done)
        return {"success": True, "id": id, "active": active, "active_conversations": active, "resolved_today": today}


def _no(status: str, message: str) -> dict[str, Any]:
    return {
        "success": False, "status": status, "message": message, "queue_position": 0, "assigned_to": "",
        "assigned_to_name": "", "estimated_wait_seconds": 0,
    }  # fmt: skip
