"""The schedule port of a turn: what a program registers while it runs becomes triggers in the store.

Made by ``server.turn`` for each turn; effects outside of the store have none here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from server.bots.bot import Bot
from server.bots.versions import Version
from server.store.port import SessionRow, TooMany, Trigger
from server.triggers import declared, times
from server.triggers.firing import Firing
from server.triggers.runs import pack_captured, plain_size
from stdlib.ports import KeywordFault, Work

MOST_REGISTERED = 1000
"""Triggers of one bot besides those that it publishes."""

MOST_DATA = 256 << 10
"""Characters of the values that go with a trigger or an event."""


class TurnSchedule:
    """``script`` gives the name of the script that runs now, of ``version``."""

    def __init__(
        self, firing: Firing, bot: Bot, session: SessionRow, version: Version, script: Callable[[], str]
    ) -> None:
        self._firing = firing
        self._bot = bot
        self._session = session
        self._version = version
        self._script = script

    async def later(self, seconds: float, work: Work, key: str = "") -> None:
        """Start work once."""
        due = self._firing.triggers.now() + seconds
        name, spec = declared.key_of("later", key), self._spec(work)
        if work.block:
            pinned = self._version.number
            await self._keep(
                Trigger(
                    self._bot.name, name, "later", self._script(), work.block, spec, due, "", pinned, self._session.id
                )
            )
        else:
            await self._keep(Trigger(self._bot.name, name, "later", self._found(work), 0, spec, due))

    async def repeat(self, when: str, work: Work, key: str = "") -> None:
        """Start work again and again."""
        item = {"when": when, "script": work.script, "job": work.variables.get("job_name", "")}
        if "argument" in work.variables:
            item["argument"] = work.variables["argument"]
        try:
            zone = times.zone_of(self._bot.package.config)
            made = declared.schedule(
                self._bot.name, self._script(), item, self._firing.triggers.now(), zone, self._version.has
            )
        except times.Unreadable as error:
            raise KeywordFault("GB7601", str(error)) from error
        self._found(Work(made.script))
        await self._keep(made)

    async def on(self, event: str, arguments: Sequence[Any], work: Work, key: str = "") -> None:
        """Start work whenever something happens; what publishing has registered stays as it is."""
        script = self._found(work)
        if self._published(script, work.block):
            return
        item = {"event": event, "arguments": arguments, "function": work.block}
        if event == "WEBHOOK" and not work.block:
            made = [declared.webhook(self._bot.name, script, {"endpoint": arguments[0]})]
        else:
            marks = await self._firing.marks(self._bot)
            made = declared.event(self._bot.name, script, item, marks, self._version.number if work.block else None)
        for trigger in made:
            spec = {**trigger.spec, **self._spec(work)}
            await self._keep(
                Trigger(trigger.bot, declared.key_of("on", trigger.key, work.block), trigger.kind, script, work.block,
                        spec, None, trigger.mark, trigger.version)
            )  # fmt: skip

    async def publish(self, event: str, data: Any, key: str = "") -> None:
        """Tell an event."""
        if plain_size(data) > MOST_DATA:
            raise KeywordFault("GB6903", f"the data of an event has at most {MOST_DATA >> 10} KiB")
        try:
            await self._firing.announce(self._bot, event, data, key)
        except TooMany as many:
            raise KeywordFault("GB7603", f"this bot began too many runs; {many}") from many

    # ------------------------------------------------------------ what is kept

    def _spec(self, work: Work) -> dict[str, Any]:
        spec: dict[str, Any] = {"variables": dict(work.variables)} if work.variables else {}
        if work.captured:
            spec["captured"] = pack_captured(work.captured)
        if plain_size(spec) > MOST_DATA:
            raise KeywordFault("GB6903", f"the values that go with a block have at most {MOST_DATA >> 10} KiB")
        return spec

    def _found(self, work: Work) -> str:
        """The name of the script that is to run."""
        if not work.script:
            return self._script()
        if not self._version.has(work.script):
            raise KeywordFault("GB6007", f"there is no script {work.script[:80]} in this bot")
        return work.script

    def _published(self, script: str, block: int) -> bool:
        events = self._version.release.manifest.get(script, {}).get("events", ())
        return any(
            item["function"] == block and None not in item["arguments"] for item in events if block and item["function"]
        )

    async def _keep(self, trigger: Trigger) -> None:
        if not await self._firing.triggers.register(trigger, MOST_REGISTERED):
            raise KeywordFault("GB7602", f"this bot has registered {MOST_REGISTERED:,} schedules and blocks already")
        self._firing.wake()
