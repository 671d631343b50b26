"""The agents port of a turn: tasks and messages for other bots, in the name of the bot and session that run.

Made by ``server.turn`` for each turn.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from server.agents.approvals import Approvals
from server.agents.team import ASKER, PARENT, Team, child_id, message, root_of
from server.bots.bot import Bot
from server.desk.work import DeskWork
from server.store.port import Incoming, Kind, SessionRow, TooMany, Trigger
from server.triggers import declared, times
from server.triggers.firing import Firing
from stdlib.ports import KeywordFault, Task

TASK = "task"
"""The script that takes tasks of other bots."""

MAILED = "a2a:"
"""What names of events begin with that bring messages of bots."""


class TurnAgents:
    """``session`` is the one that runs, of ``bot``."""

    def __init__(
        self, team: Team, bot: Bot, session: SessionRow, firing: Firing | None, desk: DeskWork | None,
        approvals: Approvals | None,
    ) -> None:  # fmt: skip
        self._team = team
        self._bot = bot
        self._session = session
        self._firing = firing
        self._desk = desk
        self._approvals = approvals

    async def name(self, bot: str) -> str:
        """The bot's name."""
        return self._team.member(self._bot, bot).name

    async def ask(self, bot: str, task: Task, key: str = "") -> str:
        """Give a bot a task."""
        other = self._team.member(self._bot, bot)
        event = f"reply:{key}"
        await self._team.give(self._bot, self._session, other, message(task, TASK, event, key), task.thread)
        return event

    async def approval(self, approver: str, what: str, seconds: float, key: str = "") -> str:
        """Ask a person to decide."""
        if self._approvals is None:
            raise KeywordFault("GB7001", "this needs the approval capability, which this host does not provide")
        event = f"approval:{key}"
        await self._approvals.ask(self._bot, self._desk, self._session, event, approver, what, seconds)
        return event

    async def send(self, bot: str, message: Any, key: str = "") -> None:
        """Send a bot a message; it is in the log of the session in which the bot takes part in the conversation."""
        session, asker = self._session, str(self._session.facts.get(ASKER, ""))
        data = {"from": self._bot.name, "content": message}
        incoming = Incoming(Kind.EVENT, {"name": f"{MAILED}{self._bot.name.lower()}", "data": data}, key)
        if asker and bot.strip().lower() == asker.lower():
            await self._team.store.accept(str(session.facts[PARENT]), incoming)
            return
        other = self._team.member(self._bot, bot)
        root = await self._team.store.session(root_of(session))
        if root is not None and root.bot == other.name:
            await self._team.store.accept(root.id, incoming)
            return
        await self._team.give(self._bot, root or session, other, incoming)

    async def messages(self) -> list[dict[str, Any]]:
        """What other bots have sent."""
        root = root_of(self._session)
        places = dict.fromkeys((self._session.id, child_id(root, self._bot.name)))
        found = [event for place in places for event in await self._team.store.events(place)]
        return [
            {**event.body["data"], "at": dt.datetime.fromtimestamp(event.at, dt.UTC).isoformat()}
            for event in sorted(found, key=lambda event: event.at)
            if event.kind == Kind.EVENT and str(event.body.get("name", "")).startswith(MAILED)
        ]

    async def transcript(self, session: str) -> list[dict[str, str]]:
        """What was said in a conversation of the same bot."""
        row = await self._team.store.summary(session or self._session.id)
        if row is None or row.bot != self._bot.name:
            return []
        events = await self._team.store.events(row.id, max(0, row.seq - 400))
        roles = {"user": "user", "talk": "assistant"}
        return [
            {"role": roles[event.kind], "text": str(event.body["text"])}
            for event in events if event.kind in roles and event.body.get("text")
        ]  # fmt: skip

    async def schedule(self, bot: str, when: str, key: str = "") -> None:
        """Run the other bot's script for tasks again and again."""
        other = self._team.member(self._bot, bot)
        version = other.current
        if self._firing is None or version is None or not version.has(TASK):
            raise KeywordFault("GB7901", f"the bot {other.name} has no {TASK}.bas, which takes tasks")
        firing = self._firing
        try:
            zone = times.zone_of(other.package.config)
            item = {"when": when, "script": f"{TASK}.bas", "argument": self._bot.name}
            made: Trigger = declared.schedule(other.name, f"{TASK}.bas", item, firing.triggers.now(), zone, version.has)
            kept = await firing.triggers.register(made, 1000)
        except (times.Unreadable, TooMany) as error:
            raise KeywordFault("GB7601", str(error)) from error
        if not kept:
            raise KeywordFault("GB7602", f"the bot {other.name} has 1,000 schedules already")
        firing.wake()
