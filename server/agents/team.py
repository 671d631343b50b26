"""Conversations of bots with bots: which bot takes tasks of which, and the session in which it works for another one.

A task is a message in a session of the other bot, which has its own state and ports and belongs to the same person.
What comes of it goes back as an event: ``replies``. Made by ``server.conversations``.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from server.bots.bot import Bot
from server.bots.registry import Bots
from server.store.port import Claim, Closed, Incoming, Kind, SessionRow, Store
from server.triggers.declared import key_of
from server.triggers.runs import STARTED
from stdlib.ports import KeywordFault, Task
from vm.value import to_json

CHANNEL = "bot"
"""The channel of sessions in which a bot works for another one."""

ROOT, PARENT, ASKER, HOPS, REPLY = "a2a.root", "a2a.parent", "a2a.asker", "a2a.hops", "a2a.reply"
"""Facts of such a session: the conversation with the person, the session and bot that ask, how many bots stand behind
each other, and what is to be answered."""

MOST_HOPS = 5
MOST_DATA = 256 << 10
"""Characters of what goes to another bot or comes back."""


@dataclass(frozen=True)
class Team:
    """All bots of the server. ``begin`` is told of turns that may run."""

    bots: Bots
    store: Store
    begin: Callable[[Claim | None], None]

    def member(self, caller: Bot, name: str) -> Bot:
        """The bot called ``name`` when it takes tasks of ``caller``; GB7901 when not."""
        found = self.bots.get(name.strip().removesuffix(".gbai"))
        if found is None:
            raise KeywordFault("GB7901", f"there is no bot {name.strip()[:80]} on this server")
        if found is not caller and not _lets_in(found.package.config, caller.name):
            raise KeywordFault(
                "GB7901", f"the bot {found.name} takes no tasks of {caller.name}; a2a-allow in its config.csv lets it"
            )
        return found

    async def give(self, caller: Bot, session: SessionRow, bot: Bot, incoming: Incoming, thread: str = "") -> str:
        """Put something into the session in which ``bot`` works for ``session``; gives its id."""
        child = await self.child(caller, session, bot, thread)
        if len(json.dumps(incoming.body, ensure_ascii=False)) > MOST_DATA:
            raise KeywordFault("GB6903", f"what one bot gives another has at most {MOST_DATA >> 10} KiB")
        try:
            _, _, claim = await self.store.accept(child, incoming)
        except Closed as error:
            raise KeywordFault("GB7901", f"the conversation with the bot {bot.name} is over") from error
        self.begin(claim)
        return child

    async def child(self, caller: Bot, session: SessionRow, bot: Bot, thread: str = "") -> str:
        """The session in which ``bot`` works for ``session``, made when it is not there."""
        hops = int(session.facts.get(HOPS, 0)) + 1
        if hops > most_hops(caller.package.config):
            raise KeywordFault("GB7904", f"{hops} bots would stand behind each other; a2a-max-hops is the limit")
        id = child_id(session.id, bot.name, thread)
        if await self.store.summary(id) is not None:
            return id
        facts = {name: value for name, value in session.facts.items() if name not in (STARTED, REPLY)}
        facts |= {ROOT: root_of(session), PARENT: session.id, ASKER: caller.name, HOPS: hops}
        made = SessionRow(id, bot.name, session.user, CHANNEL, session.language, facts=facts)
        try:
            await self.store.create(made)
        except Exception:
            # another branch of the same step was faster
            if await self.store.summary(id) is None:
                raise
        return id


def child_id(parent: str, bot: str, thread: str = "") -> str:
    """The id of the session in which ``bot`` works for the session ``parent``."""
    return key_of(CHANNEL, parent, bot, thread)


def root_of(session: SessionRow) -> str:
    """The conversation with the person, in which everything began."""
    return str(session.facts.get(ROOT, session.id))


def most_hops(config: Mapping[str, str]) -> int:
    """How many bots of one conversation may stand behind each other."""
    text = config.get("a2a-max-hops", "").strip()
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) <= 20 else MOST_HOPS


def _lets_in(config: Mapping[str, str], caller: str) -> bool:
    names = {name.strip().lower() for name in config.get("a2a-allow", "").replace(";", ",").split(",")}
    return "*" in names or caller.lower() in names


def message(task: Task, mode: str, event: str, key: str) -> Incoming:
    """A task as what comes in. ``mode`` "task" wants a result, "talk" an answer for the person."""
    body: dict[str, Any] = {"text": task.text, "mode": mode, "reply": event}
    if task.context is not None:
        body["context"] = task.context
    if task.variables:
        body["variables"] = shared(task.variables)
    return Incoming(Kind.MESSAGE, body, key)


def shared(variables: Mapping[str, Any]) -> dict[str, Any]:
    """Variables as plain data, without those that are none."""
    found = {}
    for name, value in variables.items():
        if value is not None:
            with contextlib.suppress(Exception):
                found[name] = json.loads(to_json(value))
    return found
