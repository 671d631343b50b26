"""The port that makes turns durable: where a conversation stands, and what its present turn has done outside.

A *turn* is what happens between two saved states. Every call that crosses a port in a turn has a number; a turn that
is run again after a crash makes the same calls and gets what they gave from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable


class Stage(StrEnum):
    """How far a call came."""

    STARTED = "started"  # it may have happened
    DONE = "done"
    FAILED = "failed"
    AGAIN = "again"  # read too much to be kept; a repeated turn reads again


@dataclass(frozen=True, slots=True)
class Entry:
    """Call ``number`` of a turn: ``call`` names port and method, ``digest`` is of its arguments, ``result`` what it
    gave. ``times`` are the readings of the clock since the entry before."""

    number: int
    call: str
    digest: bytes
    stage: Stage
    result: bytes = b""
    times: bytes = b""


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a conversation stands: the number of its present turn, the state the turn begins with (None at the first),
    and what the turn has done already when it is being repeated."""

    turn: int
    snapshot: bytes | None = None
    entries: tuple[Entry, ...] = ()


@runtime_checkable
class Journal(Protocol):
    """Durable on return. ``write`` and ``complete`` raise KeywordFault GB7504 when ``turn`` is over: another process
    has gone on with the conversation. A host that keeps states elsewhere may go on to a later turn."""

    async def open(self, session: str) -> Saved:
        """Where the conversation stands; turn 1 for one that is not known."""

    async def write(self, session: str, turn: int, entries: Sequence[Entry]) -> None:
        """Keep all entries or none; one with a known number replaces it."""

    async def complete(self, session: str, turn: int, snapshot: bytes | None) -> None:
        """End the turn: keep its state (None: the conversation is over) and forget its entries, all at once."""

    def transaction(self) -> AbstractAsyncContextManager[None]:
        """One transaction with the bot's own database: its writes, and entries and states written here, happen together
        or not at all."""
