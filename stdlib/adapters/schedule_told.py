"""The schedule port of a host that ends with its program: nothing starts later, each registration is told in a line.

Used by ``gbc run``; ``gbc serve`` keeps triggers in its store.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from stdlib.ports import Work


class ToldSchedule:
    """``tell`` is given one line for each call."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    async def later(self, seconds: float, work: Work, key: str = "") -> None:
        """Tell what would start once."""
        self._tell(f"would run {_what(work)} in {seconds:,.0f} seconds")

    async def repeat(self, when: str, work: Work, key: str = "") -> None:
        """Tell what would start again and again."""
        self._tell(f"would run {_what(work)} at: {when}")

    async def on(self, event: str, arguments: Sequence[Any], work: Work, key: str = "") -> None:
        """Tell what would start whenever something happens."""
        named = " ".join(json.dumps(item, ensure_ascii=False) for item in arguments)
        self._tell(f"would run {_what(work)} on {event} {named}".rstrip())

    async def publish(self, event: str, data: Any, key: str = "") -> None:
        """Tell the event."""
        shown = "" if data is None else f" with {json.dumps(data, ensure_ascii=False)[:200]}"
        self._tell(f"event {event}{shown}")


def _what(work: Work) -> str:
    if work.block:
        return "a block"
    return work.script or "this program"
