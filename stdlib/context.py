"""What a keyword handler is given: the ports of the conversation, its state, and the ways to handle values.

Handlers know nothing of the VM; whatever they must do with a value they do through a ``Context``. Made by the driver,
one for each conversation.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from stdlib.ports import (
    Agents,
    Attachment,
    Databases,
    Desk,
    Dialog,
    Environment,
    Files,
    Http,
    KeywordFault,
    Level,
    Mail,
    Media,
    Memory,
    Message,
    Messages,
    Ports,
    Schedule,
    Scope,
    Session,
    Suggestion,
)
from stdlib.ports.knowledge import Knowledge
from stdlib.ports.model import Model
from vm.value import Array, Object, from_json, from_python, parse_number, to_json, to_python, to_text

MASK = "••••••"
"""What stands in a log or a fault where a secret answer would."""


@dataclass
class SessionState:
    """What a conversation has set up for itself, apart from variables; part of every snapshot.

    ``contexts`` are named texts for a language model, ``context`` the unnamed one; ``model`` is the alias or name of
    the one in use, "" for the one that ``routing`` picks, ``tools`` are those that were chosen for it, ``allowed`` what
    each of them may do unasked; answers draw on ``collections`` and ``websites``. ``summary``, the ``summaries``-th
    one, says what the log up to event ``summary_until`` holds. ``team`` are the bots that were added, as plain data;
    ``speaker`` is the bot that messages go to, "" for this one, and ``handover`` what it is to be told at once;
    ``workflow`` is where the workflow stands. ``suggestions`` wait for the next message or HEAR. ``acting`` is the user
    in whose name the conversation goes on after SET USER. ``secrets`` are answers that must not be shown. ``headers``
    go with every web call; ``paging`` is how GET follows pages: its mode, the address last read and its next page.
    """

    values: dict[str, Any] = field(default_factory=dict)
    suggestions: list[Suggestion] = field(default_factory=list)
    switchers: list[Suggestion] = field(default_factory=list)
    system_prompt: str = ""
    context: str = ""
    contexts: dict[str, str] = field(default_factory=dict)
    answer_mode: str = ""
    theme: str = ""
    acting: str = ""
    secrets: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    paging: dict[str, str] = field(default_factory=dict)
    model: str = ""
    tools: list[str] = field(default_factory=list)
    team: list[dict[str, Any]] = field(default_factory=list)
    speaker: str = ""
    handover: dict[str, Any] = field(default_factory=dict)
    workflow: dict[str, Any] = field(default_factory=dict)
    routing: str = ""
    summary: str = ""
    summary_until: int = 0
    summaries: int = 0
    collections: list[str] = field(default_factory=list)
    websites: list[str] = field(default_factory=list)
    allowed: dict[str, list[str]] = field(default_factory=dict)

    def take_suggestions(self) -> tuple[Suggestion, ...]:
        """The queued buttons, which are then no longer queued."""
        queued = tuple(self.suggestions)
        if queued:
            self.suggestions.clear()
        return queued

    def mask(self, text: str) -> str:
        """``text`` with every secret answer replaced."""
        for secret in self.secrets:
            text = text.replace(secret, MASK)
        return text


@dataclass
class Context:
    """The handler's view of one conversation. ``bot``, ``user`` and ``session_id`` say whose it is."""

    ports: Ports
    state: SessionState
    env: Environment
    bot: str = "bot"
    user: str = "user"
    session_id: str = "session"
    language: str = "en"
    variables: Callable[[], Mapping[str, Any]] = dict
    """The variables of the script that runs."""
    assign: Callable[[str, Any], bool] = lambda name, value: False
    """Gives a variable of the script a value; False when it has none of this name."""

    # ------------------------------------------------------------ ports

    @property
    def dialog(self) -> Dialog:
        """The conversation with the person."""
        return cast(Dialog, self._port("dialog"))

    @property
    def session(self) -> Session:
        """Values that outlive one script."""
        return cast(Session, self._port("session"))

    @property
    def memory(self) -> Memory:
        """Values that outlive the conversation."""
        return cast(Memory, self._port("memory"))

    @property
    def databases(self) -> Databases:
        """Tables."""
        return cast(Databases, self._port("databases"))

    @property
    def files(self) -> Files:
        """The files of the bot."""
        return cast(Files, self._port("files"))

    @property
    def http(self) -> Http:
        """Requests to other machines."""
        return cast(Http, self._port("http"))

    @property
    def mail(self) -> Mail:
        """Mail out and in."""
        return cast(Mail, self._port("mail"))

    @property
    def messages(self) -> Messages:
        """Messages to people outside the dialog."""
        return cast(Messages, self._port("messages"))

    @property
    def has_model(self) -> bool:
        """Whether a language model can be asked."""
        return self.ports.model is not None and bool(self.ports.model.names())

    @property
    def model(self) -> Model:
        """Language models."""
        return cast(Model, self._port("model"))

    @property
    def knowledge(self) -> Knowledge:
        """Documents and websites that the bot knows."""
        return cast(Knowledge, self._port("knowledge"))

    @property
    def schedule(self) -> Schedule:
        """What starts later or by itself."""
        return cast(Schedule, self._port("schedule"))

    @property
    def agents(self) -> Agents:
        """Other bots."""
        return cast(Agents, self._port("agents"))

    @property
    def media(self) -> Media:
        """Pictures, sound and video that a model makes."""
        return cast(Media, self._port("media"))

    @property
    def desk(self) -> Desk:
        """Conversations that people look after."""
        return cast(Desk, self._port("desk"))

    def _port(self, name: str) -> Any:
        port = getattr(self.ports, name)
        if port is None:
            raise KeywordFault("GB7001", f"this needs the {name} capability, which this host does not provide")
        return port

    def owner(self, scope: Scope) -> str:
        """Whose entries ``scope`` means in this conversation."""
        if scope in (Scope.BOT, Scope.CACHE):
            return self.bot
        return self.acting if scope in (Scope.USER, Scope.FACT) else f"{self.bot}/{self.acting}"

    @property
    def acting(self) -> str:
        """In whose name the conversation goes on: its user's, or that of SET USER."""
        return self.state.acting or self.user

    # ------------------------------------------------------------ messages

    def talk(self, text: str, files: tuple[Attachment, ...] = ()) -> Coroutine[Any, Any, None]:
        """Deliver a message with the buttons that wait for one."""
        state = self.state
        return self.dialog.talk(Message(state.mask(text), state.take_suggestions(), tuple(state.switchers), files))

    async def log(self, level: Level, text: str, data: Any = None) -> None:
        """Write to the bot's log, secrets masked; ``data`` is any value and logged as plain data. No log, no effect."""
        if self.ports.dialog is not None:
            await self.ports.dialog.log(level, self.state.mask(text), self._masked(to_python(data)))

    def _masked(self, data: Any) -> Any:
        if isinstance(data, str):
            return self.state.mask(data)
        if isinstance(data, list):
            return [self._masked(item) for item in data]
        if isinstance(data, dict):
            return {key: self._masked(value) for key, value in data.items()}
        return data

    # ------------------------------------------------------------ values

    def text(self, value: Any) -> str:
        """``value`` as the language writes it; objects and lists as JSON with their order kept."""
        return to_text(value)

    def json(self, value: Any) -> str:
        """``value`` as JSON text."""
        return to_json(value)

    def plain(self, value: Any) -> Any:
        """``value`` as what JSON can say, for another conversation."""
        return json.loads(to_json(value))

    def value(self, plain: Any) -> Any:
        """Plain data as a value of the language."""
        return from_python(plain)

    def from_json(self, text: str) -> Any:
        """The value of JSON text; BasicError when it is none."""
        return from_json(text)

    def number(self, value: Any, what: str) -> int | float:
        """``value`` as a number; fault GB6001 that names ``what`` when it is none."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            value = parse_number(value) if isinstance(value, str) else None
        if value is None or value != value:
            raise KeywordFault("GB6001", f"{what} must be a number")
        return cast("int | float", value)

    def array(self, items: Iterable[Any]) -> Array:
        """A list value."""
        return Array(items)

    def object(self, fields: Mapping[str, Any], kind: str = "") -> Object:
        """An object value of ``kind`` "", "response", "file" or "error"."""
        made = Object(fields)
        made.kind = kind
        return made

    def items(self, value: Any) -> list[Any]:
        """The elements of a list value; any other value is one element, null none."""
        if isinstance(value, Array):
            return list(value)
        return [] if value is None else [value]

    def fields(self, value: Any) -> list[str]:
        """Names of the fields of an object value, in order; none for other values."""
        return list(value.keys()) if isinstance(value, Object) else []

    def field(self, value: Any, name: str) -> Any:
        """A field of an object value, in any case; null when there is none."""
        return value.get(name) if isinstance(value, Object) else None

    def file(self, attachment: Attachment) -> Object:
        """A file value: prints as its address, has ``name``, ``type`` and ``size``."""
        size = attachment.size if attachment.size >= 0 else None
        fields = {"url": attachment.url, "name": attachment.name, "type": attachment.type, "size": size}
        return self.object(fields, "file")
