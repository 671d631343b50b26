"""The ports of the conversation itself: dialog, session, memory and the environment, and the data that crosses them.

A handler that cannot answer at once returns a *directive* (``Ask``, ``Pause``, ``Start``), which the driver serves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any, Protocol, runtime_checkable

# ---------------------------------------------------------------- what travels


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A button. ``action`` says what pressing it does: ``{"type": "send_message", "message": ...}`` and the like."""

    text: str
    action: Mapping[str, Any]
    context: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with an answer or goes with a message: address, name, media type, bytes (-1 when not known).

    Of a file of the bot the address is its path when the host gives no links to files.
    """

    url: str
    name: str
    type: str = ""
    size: int = -1


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the bot, in Markdown, with the buttons that were queued before it.

    ``switchers`` are the toggles that are on offer; unlike suggestions they stay until they are cleared. ``files`` go
    along with the text, which may then be empty.
    """

    text: str
    suggestions: tuple[Suggestion, ...] = ()
    switchers: tuple[Suggestion, ...] = ()
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said: the text, and the files sent with it."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Happened:
    """An event that a program waited for came, with its data."""

    data: Any = None


class Silence(Enum):
    """Why a question has no answer now."""

    NOT_YET = "not yet"  # the conversation is put aside until there is one
    TIMED_OUT = "timed out"


@dataclass(frozen=True, slots=True)
class Question:
    """What the program waits for. ``type`` is the HEAR type in upper case, ``options`` the labels of a menu.

    ``free`` lets other text than the options through. ``secret`` answers must not be shown or logged. ``timeout`` is in
    seconds. ``attempt`` counts from 1. ``shown`` is true when the person has seen the options and buttons: after
    a refused answer, and when the conversation was put aside since.
    """

    type: str = "TEXT"
    options: tuple[str, ...] = ()
    free: bool = False
    secret: bool = False
    timeout: float | None = None
    attempt: int = 1
    shown: bool = False
    suggestions: tuple[Suggestion, ...] = ()
    switchers: tuple[Suggestion, ...] = ()


# ---------------------------------------------------------------- directives


@dataclass(frozen=True, slots=True)
class Ask:
    """HEAR: say ``prompt`` if there is one, then wait for an answer that fits ``type`` and ``options``."""

    type: str = "TEXT"
    options: tuple[str, ...] = ()
    free: bool = False
    prompt: str = ""
    default: Any = None
    timeout: float | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """WAIT: go on after ``seconds`` with ``result``."""

    seconds: float
    result: Any = None


@dataclass(frozen=True, slots=True)
class Await:
    """WAIT FOR EVENT: go on with the event's data when it is published, or with null after ``timeout`` seconds.

    With ``again``, plain data, the keyword's handler is called again instead, with what ``Came`` of the waiting.
    """

    event: str
    timeout: float | None = None
    again: Any = None


@dataclass(frozen=True, slots=True)
class Came:
    """How a waiting ended: ``data`` of the event, or ``late`` when its time was over; ``again`` as it was given."""

    again: Any
    data: Any = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Leave:
    """End the program, and those that called it; another bot goes on with the conversation."""


@dataclass(frozen=True, slots=True)
class Start:
    """CALL and RUN: run another script of the bot and go on with its result."""

    script: str
    arguments: tuple[Any, ...] = ()


# ---------------------------------------------------------------- ports


class Scope(StrEnum):
    """Whose memory an entry belongs to."""

    BOT = "bot"
    USER = "user"
    CACHE = "cache"
    REMEMBER = "remember"  # of one user with one bot
    FACT = "fact"
    EPISODE = "episode"  # what a conversation of one user with one bot was about


class Level(StrEnum):
    """How important a line of the log is."""

    DEBUG = "debug"
    PRINT = "print"
    INFO = "info"
    WARN = "warn"
    ERROR = "error"


@runtime_checkable
class Dialog(Protocol):
    """The conversation with one person. Messages are delivered in the order of the calls."""

    async def talk(self, message: Message) -> None:
        """Deliver one message."""

    async def log(self, level: Level, text: str, data: Any = None) -> None:
        """Write to the log of the bot, which the person does not see."""

    async def suggest(self, suggestions: tuple[Suggestion, ...], switchers: tuple[Suggestion, ...]) -> None:
        """Show buttons that no message came along for: the program ended or waits with some still queued."""

    async def clear(self) -> None:
        """Take away the buttons shown until now."""

    async def theme(self, name: str) -> None:
        """Change the look of the chat."""

    async def ask(self, question: Question) -> Answer | Silence:
        """The next answer of the person, or why there is none now."""

    async def wait(self, seconds: float) -> bool:
        """Let time pass and return True; False puts the conversation aside and the host resumes it later."""


@runtime_checkable
class Session(Protocol):
    """Values of a conversation that outlive one script; ``session`` names another conversation, "" this one.

    Keys are case-insensitive. A missing value is None.
    """

    async def get(self, key: str, session: str = "") -> Any:
        """The value under ``key``, or None."""

    async def set(self, key: str, value: Any, session: str = "") -> None:
        """Store ``value``; None removes the key."""


@runtime_checkable
class Memory(Protocol):
    """Values that outlive conversations, by scope and owner, with an optional time to live in seconds.

    An expired entry is as if it had never been. Values are copied: changing one later does not change the store.
    """

    async def get(self, scope: Scope, owner: str, key: str) -> Any:
        """The value, or None when there is none."""

    async def set(self, scope: Scope, owner: str, key: str, value: Any, ttl: float | None = None) -> None:
        """Store ``value`` for ``ttl`` seconds, or for ever; None removes it."""

    async def clear(self, scope: Scope, owner: str) -> int:
        """Remove all entries of ``owner``; gives their number."""

    async def entries(self, scope: Scope, owner: str) -> list[tuple[str, Any]]:
        """All live entries of ``owner``, oldest first."""


@runtime_checkable
class Environment(Protocol):
    """Time and chance, so that a test can fix both."""

    def now(self) -> datetime:
        """Local time without a zone."""

    def random(self) -> float:
        """A number in [0, 1)."""

    def uuid(self) -> str:
        """A new identifier in canonical text form."""
