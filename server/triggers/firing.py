"""Looks for triggers whose time has come and for what has happened, and begins their runs.

One task per process; each occurrence is claimed in the store, so that of many processes one begins it. What a script
cannot begin now (too many runs) is tried again. Made by ``server.app``.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from typing import Any

from server.bots.bot import Bot
from server.bots.registry import Bots
from server.store.port import Claim, Incoming, Kind, Run, TooMany, Trigger, Triggers
from server.triggers import times
from server.triggers.happenings import POLLS, Poll, marks
from server.triggers.runs import most_of, run_of

log = logging.getLogger("gbc.triggers")

LOOK = 1.0
"""Seconds between two looks; a time that comes sooner is not waited for as long."""


class Firing:
    """The triggers of this process. ``begin`` is told of every turn that may run, once ``runs_by`` has said by whom."""

    def __init__(self, triggers: Triggers, bots: Bots) -> None:
        self.triggers = triggers
        self._bots = bots
        self._begin: Callable[[Claim], None] = lambda claim: None
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._next_look: dict[tuple[str, str], float] = {}

    def runs_by(self, begin: Callable[[Claim], None]) -> None:
        """Who runs what is claimed."""
        self._begin = begin

    def wake(self) -> None:
        """Something was registered that may come soon."""
        self._woken.set()

    async def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._follow(), name="triggers")

    async def stop(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _follow(self) -> None:
        while True:
            self._woken.clear()
            try:
                late = await self.look()
                due = None if late else await self.triggers.next_due()
            except Exception:
                log.exception("the triggers could not be looked at")
                due = None
            wait = LOOK if due is None else min(LOOK, max(0.005, due - self.triggers.now()))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._woken.wait()

    # ------------------------------------------------------------ what is looked for

    async def look(self) -> bool:
        """One look at everything; True when something that is due could not be begun."""
        late = False
        for trigger in await self.triggers.due():
            late |= not await self._due(trigger)
        for poll in POLLS:
            for bot in self._bots.all():
                await self._poll(poll, bot)
        return late

    async def _due(self, trigger: Trigger) -> bool:
        bot, now = self._bots.get(trigger.bot), self.triggers.now()
        if bot is None or trigger.due is None:
            return False
        happened = {"event": {"kind": trigger.kind, "due": trigger.due}}
        if trigger.kind != "schedule":
            return await self._fire(bot, trigger, None, "", {"": happened})
        config = bot.package.config
        try:
            zone, catch_up = times.zone_of(config), times.catch_up_of(config)
            found, coming = times.due_of(
                trigger.spec["when"], trigger.due, now, zone, catch_up, min(100, most_of(config))
            )
        except times.Unreadable as error:
            log.warning("%s: %s", bot.name, error)
            return False
        runs = {f"{due:.3f}": {"event": {"kind": "schedule", "due": due}} for due in found}
        return await self._fire(bot, trigger, coming, "", runs)

    async def _poll(self, poll: Poll, bot: Bot) -> None:
        """Look at one kind of things that happen to a bot."""
        now, place = self.triggers.now(), (bot.name, poll.kind)
        if now < self._next_look.get(place, 0.0):
            return
        self._next_look[place] = now + poll.seconds
        for trigger in await self.triggers.all(bot.name, poll.kind):
            try:
                mark, runs = await poll.look(bot, trigger)
            except Exception as error:
                log.warning("%s: %s of %s cannot be looked at: %s", bot.name, poll.kind, trigger.script, error)
                continue
            if mark != trigger.mark:
                await self._fire(bot, trigger, None, mark, runs)

    async def _fire(
        self, bot: Bot, trigger: Trigger, due: float | None, mark: str, occurrences: Mapping[str, Mapping[str, Any]]
    ) -> bool:
        """Begin a run for each occurrence and move the trigger on; False when that has to wait."""
        runs = [run_of(trigger, name, variables) for name, variables in occurrences.items()]
        try:
            claims = await self.triggers.fire(trigger, due, mark, runs, most_of(bot.package.config))
        except TooMany as many:
            log.warning("%s: a run of %s waits: %s", bot.name, trigger.script, many)
            return False
        for claim in claims or ():
            self._begin(claim)
        return True

    # ------------------------------------------------------------ what is told

    async def announce(self, bot: Bot, event: str, data: Any, key: str) -> None:
        """Give an event to who waits for it, and begin what is registered for it. TooMany when that is too much."""
        runs = [
            run_of(trigger, key, {"event": data if isinstance(data, dict) else {"name": event, "data": data}})
            for trigger in await self.triggers.all(bot.name, "event")
            if trigger.spec["name"] == event
        ]
        incoming = Incoming(Kind.EVENT, {"name": event, "data": data}, f"event:{key}")
        for claim in await self.triggers.announce(bot.name, incoming, runs, most_of(bot.package.config)):
            self._begin(claim)

    async def begin(self, bot: Bot, run: Run) -> None:
        """Begin a run at once, unless it is known. TooMany when that is too much."""
        for claim in await self.triggers.begin([run], most_of(bot.package.config)):
            self._begin(claim)

    async def marks(self, bot: Bot) -> Mapping[str, str]:
        """Where triggers that are new begin to look."""
        return await marks(bot)
