"""The port of the desk: conversations that people look after, and who of them is there. Data and a Protocol only.

While a case is open its session has the status HUMAN: the bot is silent, and what is said goes to the agent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any, Protocol

from server.store.port import Claim, Event


class Priority(IntEnum):
    """Which conversations come first."""

    LOW = 0
    NORMAL = 1
    HIGH = 2
    URGENT = 3


class Stage(StrEnum):
    """How far a case is."""

    QUEUED = "queued"
    ASSIGNED = "assigned"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Case:
    """A conversation that was handed over. ``since`` is when, ``taken`` when an agent had it, ``ended`` when it was
    resolved; ``agent`` is the id of whoever has it, ``department`` of whom it waits for. ``change`` counts all changes
    of the desk, and ``what`` says which one was the last of this case."""

    session: str
    bot: str
    user: str
    channel: str
    stage: Stage
    priority: Priority = Priority.NORMAL
    reason: str = ""
    department: str = ""
    agent: str = ""
    agent_name: str = ""
    since: float = 0.0
    taken: float | None = None
    ended: float | None = None
    tags: tuple[str, ...] = ()
    last: str = ""
    last_at: float = 0.0
    change: int = 0
    what: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


class Desk(Protocol):
    """Durable on return."""

    def now(self) -> float:
        """Seconds since 1970."""

    async def open(self, case: Case) -> Case:
        """Hand a session over, or change how: it is HUMAN from then on."""

    async def case(self, session: str) -> Case | None:
        """The case of a session, also a resolved one."""

    async def cases(self, bot: str = "", *, resolved: bool = False, limit: int = 500) -> list[Case]:
        """Cases of a bot ("" for all) in the order of the queue; open ones, or those resolved last."""

    async def changed(self, after: int, limit: int = 200) -> list[Case]:
        """Cases that changed behind number ``after``, oldest change first."""

    async def newest(self) -> int:
        """The number of the last change."""

    async def assign(self, session: str, agent: str, name: str, *, only_free: bool = False) -> Case | None:
        """Give an open case to an agent. None when there is none, or with ``only_free`` another agent has it."""

    async def release(self, session: str, department: str, note: str) -> Case | None:
        """Put an open case back into the queue, for a department or for all."""

    async def change(self, session: str, *, priority: Priority | None = None, tag: str = "") -> Case | None:
        """Change priority or tags of an open case."""

    async def reply(self, session: str, event: Event, agent: str, external: str) -> list[Event] | None:
        """Say something to the person in the name of ``agent``, who has the case; None otherwise. A known ``external``
        id gives no event."""

    async def resolve(self, session: str, event: Event) -> tuple[Case, list[Event], Claim | None] | None:
        """End a case: the bot goes on. None when there is no open one."""

    async def notify(self, bot: str, agent: str, text: str) -> None:
        """Leave a notice for an agent."""

    async def notices(self, agent: str, after: int, limit: int = 50) -> list[tuple[int, str, str, float]]:
        """Notices of an agent behind number ``after``: number, bot, text and time. A negative one gives the last."""

    async def set_status(self, bot: str, agent: str, status: str) -> None:
        """Whether an agent is online, busy, away or offline."""

    async def statuses(self, bot: str) -> Mapping[str, str]:
        """What agents have said of themselves, by id."""
