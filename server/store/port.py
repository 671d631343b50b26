"""The port of what a deployment keeps: conversations, what came in for them, what they said, and published bots.

A *turn* is what happens between two saved states of a session; whoever runs it holds a ``Claim``, an epoch with a
lease. Whatever is written for a session names the epoch, and is refused (``Fenced``) when another one has it. Data and
a Protocol only; the turn itself is ``server.turn``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from stdlib.ports.journal import Entry

CAREFUL = 2
"""A turn begun as often is run again only by itself, since it may be what ends the process."""


class Fenced(Exception):
    """Another process has gone on with this session; nothing was written."""


class Closed(Exception):
    """The session is over; nothing was taken in."""


class Status(StrEnum):
    """What a session is doing when nobody runs it."""

    IDLE = "idle"  # no dialog is open
    WAITING = "waiting"  # a dialog waits for an answer or for time to pass
    HUMAN = "human"  # a person has taken over
    PARKED = "parked"  # its turn ended its process again and again
    CLOSED = "closed"


class Kind(StrEnum):
    """What came in for a session."""

    START = "start"  # the session is new: its bot may greet
    MESSAGE = "message"  # text, attachments
    TOOL = "tool"  # run a script: name, arguments
    RUN = "run"  # something that happened starts a script or a block of one: ``server.triggers``
    EVENT = "event"  # an event was published that a dialog waits for: name, data
    WAKE = "wake"  # the time that a dialog waits for has come; has no row of its own


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that came in. ``external`` is the sender's own id, by which a second copy is known; "" for none."""

    kind: Kind
    body: Mapping[str, Any] = field(default_factory=dict)
    external: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a session's log. ``seq`` counts from 1 without a gap, ``at`` is in seconds since 1970."""

    kind: str
    body: Mapping[str, Any]
    seq: int = 0
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a memory: ``value`` under ``key`` for ``ttl`` seconds (None: for ever). No value removes the key, no
    key all of ``owner``."""

    scope: str
    owner: str
    key: str = ""
    value: bytes | None = None
    ttl: float | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A dialog that is open: the version of the bot it runs, its saved state, the question it asks (None while it
    waits for something else), when its waiting is over, in seconds since 1970 (None: never), and the event that ends it
    too ("" for none)."""

    version: int
    snapshot: bytes
    question: Mapping[str, Any] | None
    due: float | None
    event: str = ""


DAMAGED = Level(-1, b"", {}, None)
"""Stands for dialogs whose saved state is not whole; going on with it is a fault."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One conversation of ``user`` with ``bot``. ``levels`` are its open dialogs, the innermost last; ``state`` is what
    it has set up for itself; ``facts`` what is known of the person and the channel."""

    id: str
    bot: str
    user: str
    channel: str = "web"
    language: str = "en"
    title: str = ""
    status: Status = Status.IDLE
    turn: int = 1
    seq: int = 0
    levels: tuple[Level, ...] = ()
    state: bytes = b""
    facts: Mapping[str, Any] = field(default_factory=dict)
    created: float = 0.0
    updated: float = 0.0


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to run the next turn of a session, and what that turn is about.

    ``attempt`` counts from 1; above 1 a turn was broken off, and ``entries`` are what it has done already.
    """

    session: SessionRow
    epoch: int
    incoming: Incoming
    attempt: int = 1
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """How a turn ended: what the session is now, and the last events of it."""

    levels: tuple[Level, ...]
    state: bytes
    status: Status
    events: Sequence[Event] = ()
    changes: Sequence[Change] = ()
    facts: Mapping[str, Any] | None = None
    title: str | None = None
    trace: Mapping[str, Any] | None = None
    """What an author is shown of the turn; with it the state is kept so that one can go back to it."""
    posts: Sequence[tuple[str, Incoming]] = ()
    """What comes in for other sessions by it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A turn that one can go back to: ``seq`` is the last event of it, ``trace`` what an author is shown."""

    turn: int
    seq: int
    at: float
    status: str
    trace: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Release:
    """A published version of a bot: hashes of its programs by script name, and what its manifest registers."""

    bot: str
    version: int
    scripts: Mapping[str, str]
    manifest: Mapping[str, Any]
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Trigger:
    """What starts a script of ``bot`` by itself. ``kind`` is schedule, later, webhook, event, form, table, email or
    change; ``spec`` says what of it. ``entry`` is the function of the script in ``version`` (None: the newest).

    ``due`` is when it comes next (None: when something happens); ``mark`` is the position behind which it looks.
    ``session`` is the session that it runs in, "" for one of its own each time.
    """

    bot: str
    key: str
    kind: str
    script: str
    entry: int = 0
    spec: Mapping[str, Any] = field(default_factory=dict)
    due: float | None = None
    mark: str = ""
    version: int | None = None
    session: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A session to begin, or to go on with if it is there, and what it is about; ``incoming.external`` names the
    occurrence, which counts once."""

    session: SessionRow
    incoming: Incoming


class TooMany(Exception):
    """A bot has begun as many runs as it may; nothing was done. ``after`` seconds it may again."""

    def __init__(self, after: float) -> None:
        super().__init__(f"try again in {after:.0f} seconds")
        self.after = after


class Triggers(Protocol):
    """The triggers of all bots. Durable on return; an occurrence counts once for all processes of a deployment."""

    def now(self) -> float:
        """The time, in seconds since 1970, the same for all processes."""

    async def all(self, bot: str = "", kind: str = "") -> list[Trigger]:
        """The triggers of a bot ("" for all), of a kind ("" for all)."""

    async def due(self, limit: int = 100) -> list[Trigger]:
        """Those whose time has come, the earliest first."""

    async def next_due(self) -> float | None:
        """When the next one comes."""

    async def register(self, trigger: Trigger, most: int) -> bool:
        """Keep a trigger besides the published ones; a known one keeps its time and mark. False when the bot has
        ``most`` of them."""

    async def fire(
        self, trigger: Trigger, due: float | None, mark: str, runs: Sequence[Run], most: int
    ) -> list[Claim] | None:
        """Begin runs and move the trigger on, all or nothing; it ends when it has neither a time nor a mark. None when
        it is no longer as given: another process was faster. TooMany when the bot began more than ``most`` a minute."""

    async def begin(self, runs: Sequence[Run], most: int) -> list[Claim]:
        """Begin runs; those that are known give nothing. TooMany as for ``fire``."""

    async def announce(self, bot: str, event: Incoming, runs: Sequence[Run], most: int) -> list[Claim]:
        """Give an event to the sessions of a bot that wait for it, and begin runs."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a bot's language models took on a ``day``, for ``user`` or ("") for all: calls, answers that were kept ones,
    tokens given and made, and the cost in billionths of a US dollar."""

    bot: str
    user: str
    day: str
    calls: int = 0
    cached: int = 0
    given: int = 0
    made: int = 0
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Depth:
    """How the store stands: what its writer has done, what waits in inboxes and since when, sessions by status."""

    commits: int
    jobs: int
    inbox: int
    lag: float
    connections: int
    sessions: Mapping[str, int]


class Store(Protocol):
    """Durable on return. One for the process; safe for many tasks."""

    @property
    def clock(self) -> Callable[[], float]:
        """The time, in seconds since 1970, the same for all processes."""

    async def create(self, session: SessionRow, first: Incoming | None = None) -> Claim | None:
        """Keep a new session, with what its first turn is about; claimed at once if there is such a turn."""

    async def session(self, id: str) -> SessionRow | None:
        """The session as it was last saved."""

    async def summary(self, id: str) -> SessionRow | None:
        """The session without its dialogs, its state and what is known of the person: what most requests need."""

    async def sessions(self, bot: str, user: str, limit: int, offset: int = 0) -> list[SessionRow]:
        """Sessions of a user with a bot ("" for all bots), latest first."""

    async def count(self, bot: str, user: str) -> int:
        """How many sessions a user has with a bot ("" for all bots)."""

    async def accept(self, session: str, incoming: Incoming) -> tuple[int, list[Event], Claim | None]:
        """Keep what came in and log it: its number, the events, and a claim when the session can run now. A known
        ``external`` id gives the number it has and no more. KeyError when there is no such session, Closed when it is
        over."""

    async def done(self, number: int) -> bool:
        """Whether the turn about what came in under this number has ended."""

    async def finish(self, session: str) -> list[Event]:
        """Close a session: its dialogs are over, and nothing more is taken in."""

    async def depth(self) -> Depth:
        """How it stands now."""

    async def spent(self, bot: str, user: str = "") -> Spent:
        """What a bot's language models took today, for a person or ("") for all. Events of kind "llm" are counted."""

    async def usage(self, bot: str, since: str, limit: int, offset: int = 0) -> tuple[list[Spent], int]:
        """By person and day, from day ``since`` on, latest first ("" for all bots); and how many there are."""

    async def ready(self) -> None:
        """Return when something could be written just now; raises when it cannot."""

    async def claim(self, session: str) -> Claim | None:
        """The next turn of a session; None when it has none now or another process has it."""

    async def runnable(self, limit: int = 100) -> list[tuple[str, int]]:
        """Sessions that could be claimed now, with how often their turn was begun already: their time has come, or
        something came in that nobody works on. One that was begun ``CAREFUL`` times is claimed by ``claim`` alone."""

    async def next_due(self) -> float | None:
        """When the next waiting of any session is over."""

    async def renew(self, claim: Claim) -> None:
        """Lengthen the lease."""

    async def release(self, claim: Claim) -> None:
        """Give the turn back; it is run again from its beginning, with what was written of it."""

    async def write(
        self, claim: Claim, entries: Sequence[Entry], events: Sequence[Event], changes: Sequence[Change] = ()
    ) -> list[Event]:
        """Keep part of a turn; gives the events with their numbers."""

    async def end(self, claim: Claim, ending: Ending) -> tuple[list[Event], Claim | None]:
        """End the turn: the numbered events, and a claim for the next turn if there is one."""

    async def steps(self, session: str) -> list[Step]:
        """The turns of a session that one can go back to, oldest first."""

    async def back(self, session: str, turn: int) -> list[Event]:
        """Make the session what it was after ``turn`` and log it; KeyError when that turn is not kept."""

    async def park(self, claim: Claim, event: Event) -> list[Event]:
        """Set a session aside whose turn cannot be run."""

    async def events(self, session: str, since: int = 0, limit: int = 1000) -> list[Event]:
        """The log behind number ``since``."""

    async def feed(self, after: int | None, limit: int = 1000) -> tuple[int, list[tuple[str, Event]]]:
        """Events of all sessions behind number ``after``, with the number of the last; None gives no events, but the
        present number."""

    async def add_event(self, session: str, event: Event) -> Event:
        """Add to the log of a session from outside of its turns."""

    async def memory(self, scope: str, owner: str) -> list[tuple[str, bytes]]:
        """Live entries of a memory, oldest first."""

    async def publish(
        self, release: Release, programs: Mapping[str, bytes], triggers: Sequence[Trigger] = ()
    ) -> Release:
        """Keep a version with programs by hash; gives it with its number, or the last one when it is the same. Its
        triggers replace those of the version before, all at once; one that is the same keeps its time and mark."""

    async def releases(self, bot: str) -> list[Release]:
        """All versions of a bot, oldest first."""

    async def program(self, digest: str) -> bytes | None:
        """A program by its hash."""

    async def close(self) -> None:
        """Finish what was begun and close."""
