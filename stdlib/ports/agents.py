"""The port of other bots: giving them tasks, sending them messages, reading what they sent. No I/O here.

A bot reaches only bots of the same server whose configuration lets it in, and each works with its own rights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Task:
    """What a bot is asked: ``text`` in words, ``context`` any plain data, ``variables`` of the program that asks.

    Tasks of one conversation with the same ``thread`` go to the same conversation of the other bot.
    """

    text: str
    context: Any = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    thread: str = ""


@runtime_checkable
class Agents(Protocol):
    """Faults: GB7901 no such bot, or it does not take tasks of this one; GB7904 too many bots behind each other."""

    async def ask(self, bot: str, task: Task, key: str = "") -> str:
        """Give a bot a task; the name of the event that brings its reply."""

    async def approval(self, approver: str, what: str, seconds: float, key: str = "") -> str:
        """Ask a person, by mail address or the name of an attendant, to approve ``what`` within ``seconds``.

        Gives the name of the event that brings ``decision`` (approved or rejected), ``decided_by``, ``comments``.
        """

    async def send(self, bot: str, message: Any, key: str = "") -> None:
        """Send a bot a message that nobody waits for."""

    async def messages(self) -> list[dict[str, Any]]:
        """What other bots have sent to this one in the conversation: ``from``, ``content``, ``at``; oldest first."""

    async def transcript(self, session: str) -> list[dict[str, str]]:
        """What was said in a conversation with this bot, "" for the one that runs: ``role`` (user, assistant) and
        ``text``; nothing for conversations of other bots."""

    async def name(self, bot: str) -> str:
        """The bot's name as it is written, when it takes tasks of this one."""

    async def schedule(self, bot: str, when: str, key: str = "") -> None:
        """Give a bot a task again and again: ``when`` is a cron text or a phrase."""
