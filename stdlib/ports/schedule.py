"""The port of what starts later or by itself: scripts and blocks at a time, again and again, or when something happens.

Registering is durable and has a key: the same key again changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Work:
    """What is started: the script named ``script`` with ``variables``, or function ``block`` of the script that runs
    now with ``captured``, values of the language in the order of its parameters. Without a name and a block it is the
    script that runs now."""

    script: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)
    block: int = 0
    captured: tuple[Any, ...] = ()


@runtime_checkable
class Schedule(Protocol):
    """Faults: GB7601 a time that cannot be read or never comes, GB7602 too much is registered, GB6007 no such
    script."""

    async def later(self, seconds: float, work: Work, key: str = "") -> None:
        """Start ``work`` once: a block in this conversation, a script in one of its own."""

    async def repeat(self, when: str, work: Work, key: str = "") -> None:
        """Start ``work`` again and again: ``when`` is a cron text or a phrase."""

    async def on(self, event: str, arguments: Sequence[Any], work: Work, key: str = "") -> None:
        """Start ``work`` whenever something happens: EVENT, FORM SUBMIT, INSERT, EMAIL ... with its arguments."""

    async def publish(self, event: str, data: Any, key: str = "") -> None:
        """Tell an event to the conversations that wait for it, and start what is registered for it."""
