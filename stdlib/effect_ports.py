"""The ports of a conversation with a journal behind them: which call reads, which changes the bot's own data, which
leaves.

Handlers do not notice. Made by the driver for each turn that has ``Effects``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

from stdlib.effects import Do, Effects
from stdlib.functions.condition_tree import Condition
from stdlib.ports.agents import Agents, Task
from stdlib.ports.conversation import Answer, Dialog, Memory, Message, Question, Scope, Silence, Suggestion
from stdlib.ports.database import Database, Databases, Merged, Row, Selection, SqlResult
from stdlib.ports.desk import Desk
from stdlib.ports.files import READ_MOST, FileInfo, Files
from stdlib.ports.granted import Ports
from stdlib.ports.knowledge import Document, Knowledge, Passage
from stdlib.ports.mail import Mail, MailMessage, Receipt, ReceivedMail
from stdlib.ports.media import Media
from stdlib.ports.messages import Messages, OutMessage
from stdlib.ports.model import Model, ModelEvent, ModelReply, Prompt, Stop, Text, complete
from stdlib.ports.schedule import Schedule, Work
from stdlib.ports.web import Http, Reply, Request

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


KEPT_WITH_JOURNAL = frozenset(
    {"dialog.talk", "dialog.event", "dialog.suggest", "dialog.clear", "dialog.theme", "memory.set", "memory.clear"}
)
"""Calls whose doing a host may keep together with their entries: see ``Effects.messages``."""


def journalled(ports: Ports, effects: Effects) -> Ports:
    """``ports``, every call of which has its entry in the journal of the turn."""
    return ports.granting(
        dialog=ports.dialog and _Dialog(ports.dialog, effects),
        memory=_Memory(ports.memory, effects) if ports.memory and effects.memory else ports.memory,
        databases=ports.databases and _Databases(ports.databases, effects),
        http=ports.http and _Http(ports.http, effects),
        files=ports.files and _Files(ports.files, effects),
        mail=ports.mail and _Mail(ports.mail, effects),
        messages=ports.messages and _Messages(ports.messages, effects),
        desk=ports.desk and _Desk(ports.desk, effects),
        schedule=ports.schedule and _Schedule(ports.schedule, effects),
        model=ports.model and _Model(ports.model, effects),
        media=ports.media and _Media(ports.media, effects),
        agents=ports.agents and _Agents(ports.agents, effects),
        knowledge=ports.knowledge and _Knowledge(ports.knowledge, effects),
    )


class _Dialog:
    """Answers are kept. Messages are said again unless the host keeps them: then whoever delivers tells them apart."""

    def __init__(self, dialog: Dialog, effects: Effects) -> None:
        self._dialog = dialog
        self._effects = effects
        self.log = dialog.log
        if not effects.messages:
            self.talk, self.suggest = dialog.talk, dialog.suggest  # type: ignore[method-assign]
            self.clear, self.theme = dialog.clear, dialog.theme  # type: ignore[method-assign]

    async def talk(self, message: Message) -> None:
        await self._effects.say("dialog.talk", message, lambda: self._dialog.talk(message))

    async def suggest(self, suggestions: tuple[Suggestion, ...], switchers: tuple[Suggestion, ...]) -> None:
        shown = (suggestions, switchers)
        await self._effects.say("dialog.suggest", shown, lambda: self._dialog.suggest(*shown))

    async def clear(self) -> None:
        await self._effects.say("dialog.clear", (), self._dialog.clear)

    async def theme(self, name: str) -> None:
        await self._effects.say("dialog.theme", name, lambda: self._dialog.theme(name))

    async def ask(self, question: Question) -> Answer | Silence:
        return await self._effects.read(  # type: ignore[no-any-return]
            "dialog.ask", (question.type,), lambda: self._dialog.ask(question)
        )

    async def wait(self, seconds: float) -> bool:
        return bool(await self._effects.read("dialog.wait", (seconds,), lambda: self._dialog.wait(seconds)))


class _Memory:
    def __init__(self, memory: Memory, effects: Effects) -> None:
        self._memory = memory
        self._effects = effects

    async def get(self, scope: Scope, owner: str, key: str) -> Any:
        return await self._effects.read("memory.get", (scope, owner, key), lambda: self._memory.get(scope, owner, key))

    async def set(self, scope: Scope, owner: str, key: str, value: Any, ttl: float | None = None) -> None:
        await self._change(
            "memory.set", (scope, owner, key, ttl), lambda: self._memory.set(scope, owner, key, value, ttl)
        )

    async def clear(self, scope: Scope, owner: str) -> int:
        return int(await self._change("memory.clear", (scope, owner), lambda: self._memory.clear(scope, owner)))

    async def _change(self, call: str, arguments: tuple[Any, ...], do: Do) -> Any:
        change = self._effects.say if self._effects.messages else self._effects.own
        return await change(call, arguments, do)

    async def entries(self, scope: Scope, owner: str) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = await self._effects.read(
            "memory.entries", (scope, owner), lambda: self._memory.entries(scope, owner)
        )
        return found


class _Http:
    def __init__(self, http: Http, effects: Effects) -> None:
        self._http = http
        self._effects = effects

    async def send(self, request: Request) -> Reply:
        asked = (request.method, request.url, dict(request.headers), request.body)
        reply: Reply
        if request.method.upper() in SAFE_METHODS:
            reply = await self._effects.read("http.request", asked, lambda: self._http.send(request))
        else:
            reply = await self._effects.send(
                "http.request", asked, lambda key: self._http.send(replace(request, key=request.key or key)), keyed=True
            )
        return reply


class _Model:
    """An answer costs money and time, so it is kept, and asked for again only when it never came."""

    def __init__(self, model: Model, effects: Effects) -> None:
        self._model = model
        self._effects = effects
        self.names, self.facts = model.names, model.facts

    async def stream(self, prompt: Prompt) -> AsyncIterator[ModelEvent]:
        reply: ModelReply = await self._effects.send(
            "model.answer", prompt, lambda key: complete(self._model, prompt), keyed=True
        )
        yield Text(reply.text)
        for call in reply.calls:
            yield call
        yield reply.usage
        yield Stop(reply.stop)

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        found: list[list[float]] = await self._effects.read(
            "model.embed", tuple(texts), lambda: self._model.embed(texts)
        )
        return found


class _Mail:
    def __init__(self, mail: Mail, effects: Effects) -> None:
        self._mail = mail
        self._effects = effects

    async def send(self, message: MailMessage) -> Receipt:
        return await self._effects.send(  # type: ignore[no-any-return]
            "mail.sending", message, lambda key: self._mail.send(replace(message, key=message.key or key)), keyed=True
        )

    async def draft(self, message: MailMessage) -> Receipt:
        return await self._effects.send(  # type: ignore[no-any-return]
            "mail.draft", message, lambda key: self._mail.draft(replace(message, key=message.key or key)), keyed=True
        )

    async def received(
        self, after: str = "", limit: int = 50, *, folder: str = "", unread: bool = False
    ) -> list[ReceivedMail]:
        found: list[ReceivedMail] = await self._effects.read(
            "mail.received",
            (after, limit, folder, unread),
            lambda: self._mail.received(after, limit, folder=folder, unread=unread),
        )
        return found

    async def newest(self, folder: str = "") -> str:
        return str(await self._effects.read("mail.newest", (folder,), lambda: self._mail.newest(folder)))

    async def mark_read(self, id: str, *, folder: str = "") -> bool:
        return bool(
            await self._effects.send(
                "mail.mark_read", (id, folder), lambda key: self._mail.mark_read(id, folder=folder), keyed=True
            )
        )


class _Messages:
    def __init__(self, messages: Messages, effects: Effects) -> None:
        self._messages = messages
        self._effects = effects

    async def send(self, message: OutMessage) -> Receipt:
        return await self._effects.send(  # type: ignore[no-any-return]
            "messages.sending",
            message,
            lambda key: self._messages.send(replace(message, key=message.key or key)),
            keyed=True,
        )


class _Schedule:
    """Registering and telling have keys, so they may be repeated."""

    def __init__(self, schedule: Schedule, effects: Effects) -> None:
        self._schedule = schedule
        self._effects = effects

    async def later(self, seconds: float, work: Work, key: str = "") -> None:
        await self._send(
            "later", (seconds, work.script, work.block), lambda key: self._schedule.later(seconds, work, key)
        )

    async def repeat(self, when: str, work: Work, key: str = "") -> None:
        await self._send("repeat", (when, work.script, work.block), lambda key: self._schedule.repeat(when, work, key))

    async def on(self, event: str, arguments: Sequence[Any], work: Work, key: str = "") -> None:
        asked = (event, [str(item) for item in arguments], work.script, work.block)
        await self._send("on", asked, lambda key: self._schedule.on(event, arguments, work, key))

    async def publish(self, event: str, data: Any, key: str = "") -> None:
        await self._send("publish", (event,), lambda key: self._schedule.publish(event, data, key))

    async def _send(self, method: str, asked: tuple[Any, ...], do: Callable[[str], Awaitable[None]]) -> None:
        await self._effects.send(f"schedule.{method}", asked, do, keyed=True)


class _Media:
    """What is made costs money and time, so it is kept."""

    def __init__(self, media: Media, effects: Effects) -> None:
        self._media = media
        self._effects = effects

    async def image(self, prompt: str) -> bytes:
        return bytes(await self._make("image", prompt))

    async def speech(self, text: str) -> bytes:
        return bytes(await self._make("speech", text))

    async def video(self, prompt: str) -> bytes:
        return bytes(await self._make("video", prompt))

    async def transcript(self, name: str, content: bytes) -> str:
        return str(await self._make("transcript", name, content))

    async def _make(self, method: str, *asked: Any) -> Any:
        do = getattr(self._media, method)
        return await self._effects.send(f"media.{method}", asked, lambda key: do(*asked), keyed=True)


class _Agents:
    """Tasks and messages have keys, by which another bot takes each of them once."""

    def __init__(self, agents: Agents, effects: Effects) -> None:
        self._agents = agents
        self._effects = effects
        self.name = agents.name

    async def ask(self, bot: str, task: Task, key: str = "") -> str:
        return str(await self._send("ask", (bot, task.text), lambda key: self._agents.ask(bot, task, key)))

    async def approval(self, approver: str, what: str, seconds: float, key: str = "") -> str:
        asked = (approver, what, seconds)
        return str(await self._send("approval", asked, lambda key: self._agents.approval(*asked, key)))

    async def send(self, bot: str, message: Any, key: str = "") -> None:
        await self._send("send", (bot, str(message)), lambda key: self._agents.send(bot, message, key))

    async def messages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self._effects.read("agents.messages", (), self._agents.messages)
        return found

    async def transcript(self, session: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = await self._effects.read(
            "agents.transcript", (session,), lambda: self._agents.transcript(session)
        )
        return found

    async def schedule(self, bot: str, when: str, key: str = "") -> None:
        await self._send("schedule", (bot, when), lambda key: self._agents.schedule(bot, when, key))

    async def _send(self, method: str, asked: tuple[Any, ...], do: Callable[[str], Awaitable[Any]]) -> Any:
        return await self._effects.send(f"agents.{method}", asked, do, keyed=True)


class _Desk:
    """Each change may be repeated: the second time it finds things as it left them, and what it gave is kept."""

    def __init__(self, desk: Desk, effects: Effects) -> None:
        self._desk = desk
        self._effects = effects

    async def transfer(self, target: str, priority: str, reason: str) -> dict[str, Any]:
        return await self._change("transfer", target, priority, reason)  # type: ignore[no-any-return]

    async def queue(self, filter: str) -> dict[str, Any]:
        return await self._read("queue", filter)  # type: ignore[no-any-return]

    async def assign(self, session: str, attendant: str) -> dict[str, Any]:
        return await self._change("assign", session, attendant)  # type: ignore[no-any-return]

    async def resolve(self, session: str, reason: str) -> dict[str, Any]:
        return await self._change("resolve", session, reason)  # type: ignore[no-any-return]

    async def prioritise(self, session: str, priority: str) -> dict[str, Any]:
        return await self._change("prioritise", session, priority)  # type: ignore[no-any-return]

    async def attendants(self, status: str) -> list[dict[str, Any]]:
        return await self._read("attendants", status)  # type: ignore[no-any-return]

    async def stats(self, attendant: str) -> dict[str, Any]:
        return await self._read("stats", attendant)  # type: ignore[no-any-return]

    async def set_status(self, attendant: str, status: str) -> dict[str, Any]:
        return await self._change("set_status", attendant, status)  # type: ignore[no-any-return]

    async def tag(self, session: str, tag: str) -> dict[str, Any]:
        return await self._change("tag", session, tag)  # type: ignore[no-any-return]

    async def note(self, session: str, text: str) -> dict[str, Any]:
        return await self._change("note", session, text)  # type: ignore[no-any-return]

    async def notify(self, attendant: str, text: str) -> None:
        await self._change("notify", attendant, text)

    async def history(self, user: str) -> list[dict[str, Any]]:
        return await self._read("history", user)  # type: ignore[no-any-return]

    async def last(self, session: str) -> dict[str, Any]:
        return await self._read("last", session)  # type: ignore[no-any-return]

    async def _read(self, method: str, *asked: str) -> Any:
        return await self._effects.read(f"desk.{method}", asked, lambda: getattr(self._desk, method)(*asked))

    async def _change(self, method: str, *asked: str) -> Any:
        do = getattr(self._desk, method)
        return await self._effects.send(f"desk.{method}", asked, lambda key: do(*asked), keyed=True)


class _Knowledge:
    """A text that is added again is kept once, so it may be repeated."""

    def __init__(self, knowledge: Knowledge, effects: Effects) -> None:
        self._knowledge = knowledge
        self._effects = effects

    async def search(self, question: str, collections: Sequence[str], limit: int = 8) -> list[Passage]:
        asked = (question, tuple(collections), limit)
        return await self._effects.read("knowledge.search", asked, lambda: self._knowledge.search(*asked))  # type: ignore[no-any-return]

    async def documents(self) -> list[Document]:
        return await self._effects.read("knowledge.documents", (), self._knowledge.documents)  # type: ignore[no-any-return]

    async def collections(self) -> list[str]:
        return await self._effects.read("knowledge.collections", (), self._knowledge.collections)  # type: ignore[no-any-return]

    async def add(self, collection: str, text: str) -> None:
        added = (collection, text)
        await self._effects.send("knowledge.add", added, lambda key: self._knowledge.add(*added), keyed=True)

    async def use_website(self, address: str, interval: str) -> str:
        used = (address, interval)
        return await self._effects.send(  # type: ignore[no-any-return]
            "knowledge.use_website", used, lambda key: self._knowledge.use_website(*used), keyed=True
        )


class _Files:
    """Writing the same content again changes nothing, so it may be repeated; appending and renaming may not."""

    def __init__(self, files: Files, effects: Effects) -> None:
        self._files = files
        self._effects = effects

    async def link(self, path: str, seconds: float) -> str:
        return await self._files.link(path, seconds)

    async def read(self, path: str, most: int = READ_MOST) -> bytes:
        content: bytes = await self._effects.read("files.read", (path, most), lambda: self._files.read(path, most))
        return content

    async def info(self, path: str) -> FileInfo | None:
        found: FileInfo | None = await self._effects.read("files.info", (path,), lambda: self._files.info(path))
        return found

    async def list(self, folder: str = "") -> list[FileInfo]:
        found: list[FileInfo] = await self._effects.read("files.list", (folder,), lambda: self._files.list(folder))
        return found

    async def write(self, path: str, content: bytes) -> FileInfo:
        return await self._change("write", (path, content), keyed=True)  # type: ignore[no-any-return]

    async def append(self, path: str, content: bytes) -> FileInfo:
        return await self._change("append", (path, content), keyed=False)  # type: ignore[no-any-return]

    async def delete(self, path: str) -> bool:
        return bool(await self._change("delete", (path,), keyed=True))

    async def copy(self, source: str, target: str) -> FileInfo:
        return await self._change("copy", (source, target), keyed=True)  # type: ignore[no-any-return]

    async def move(self, source: str, target: str) -> FileInfo:
        return await self._change("move", (source, target), keyed=False)  # type: ignore[no-any-return]

    async def _change(self, method: str, arguments: tuple[Any, ...], *, keyed: bool) -> Any:
        do = getattr(self._files, method)
        return await self._effects.send(f"files.{method}", arguments, lambda key: do(*arguments), keyed=keyed)


class _Databases:
    def __init__(self, databases: Databases, effects: Effects) -> None:
        self._databases = databases
        self._effects = effects

    async def open(self, connection: str = "") -> Database:
        database = await self._databases.open(connection)
        return _Own(database, self._effects) if not connection else _Foreign(database, self._effects, connection)

    async def close(self) -> None:
        await self._databases.close()


class _Own:
    """The bot's own database: a change commits with its entry."""

    _own = True

    def __init__(self, database: Database, effects: Effects, name: str = "database") -> None:
        self._database = database
        self._effects = effects
        self._name = name
        self.table, self.seen, self.tables = database.table, database.seen, database.tables
        self.define, self.ensure = database.define, database.ensure
        self.create_index, self.changes = database.create_index, database.changes

    async def find(self, selection: Selection) -> list[Row]:
        rows: list[Row] = await self._effects.read(
            f"{self._name}.find", _shown(selection), lambda: self._database.find(selection)
        )
        return rows

    async def total(self, selection: Selection, operation: str, column: str = "") -> Any:
        return await self._effects.read(
            f"{self._name}.total",
            (selection, operation, column),
            lambda: self._database.total(selection, operation, column),
        )

    async def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        return list(await self._change("insert", table, rows))

    async def update(self, selection: Selection, values: Mapping[str, Any]) -> int:
        return int(await self._change("update", selection, values))

    async def delete(self, selection: Selection) -> int:
        return int(await self._change("delete", selection))

    async def merge(self, table: str, rows: Sequence[Mapping[str, Any]], key: str) -> Merged:
        return await self._change("merge", table, rows, key)  # type: ignore[no-any-return]

    async def sql(
        self, text: str, values: Sequence[Any], rowsets: Mapping[str, Sequence[Row]], write: bool = False
    ) -> SqlResult:
        if write:
            return await self._change("sql", text, values, rowsets, True)  # type: ignore[no-any-return]
        return await self._effects.read(  # type: ignore[no-any-return]
            f"{self._name}.sql", (text, values, rowsets), lambda: self._database.sql(text, values, rowsets)
        )

    async def _change(self, method: str, *arguments: Any) -> Any:
        do = getattr(self._database, method)
        return await self._effects.own(f"{self._name}.{method}", arguments, lambda: do(*arguments))

    def transaction(self) -> AbstractAsyncContextManager[None]:
        return self._inside()

    @asynccontextmanager
    async def _inside(self) -> AsyncIterator[None]:
        await self.begin()
        try:
            yield
        except BaseException:
            await self.rollback()
            raise
        await self.commit()

    async def begin(self) -> None:
        await self._effects.begin(self._name, self._database.begin)

    async def commit(self) -> None:
        await self._effects.commit(self._name, self._database.commit, own=self._own)

    async def rollback(self) -> None:
        await self._effects.rollback(self._name, self._database.rollback)


def _shown(selection: Selection) -> Any:
    """What the digest of a FIND is made of: the selection, with its condition as text that was written once."""
    where = selection.where
    text = _TEXTS.get(id(where))
    if text is None:
        if len(_TEXTS) >= _MOST_TEXTS:
            _TEXTS.clear()
        text = _TEXTS[id(where)] = where, repr(where)
    s = selection
    return s.table, text[1], s.values, s.order, s.limit, s.offset, s.columns


_TEXTS: dict[int, tuple[Condition | None, str]] = {}
"""Conditions by their identity, which equal ones such as ``n = 1`` and ``n = true`` do not share, with their text."""

_MOST_TEXTS = 256


class _Foreign(_Own):
    """A database of others: each change is an effect outside that cannot be repeated."""

    _own = False

    def __init__(self, database: Database, effects: Effects, name: str) -> None:
        super().__init__(database, effects, f"database {name}")

    async def _change(self, method: str, *arguments: Any) -> Any:
        do = getattr(self._database, method)
        return await self._effects.send(f"{self._name}.{method}", arguments, lambda key: do(*arguments), keyed=False)
