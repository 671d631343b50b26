"""Ports for tests of bots: a person with prepared answers; memory, files, mail and web requests that go nowhere; a
clock and chance that are fixed.

Public and stable: bot authors' tests import it. Nothing here reaches outside the process.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from mimetypes import guess_type
from random import Random
from typing import Any, cast
from uuid import UUID

from stdlib.encoding import pack, unpack
from stdlib.ports import Answer, KeywordFault, Level, Message, Question, Scope, Silence, Suggestion
from stdlib.ports.database import Database, Merged, Selection
from stdlib.ports.files import FileInfo
from stdlib.ports.mail import MailMessage, Receipt, ReceivedMail
from stdlib.ports.messages import OutMessage
from stdlib.ports.web import Reply, Request


@dataclass
class ScriptedDialog:
    """A person who gives ``answers`` in order and then none. Everything said is kept.

    ``said`` are the texts of the messages, ``messages`` the messages themselves, ``logged`` ``(level, text)`` of the
    log, ``asked`` the questions, ``waited`` seconds of WAIT (no time passes).
    """

    answers: list[str | Answer | Silence] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    logged: list[tuple[Level, str]] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    shown: list[Suggestion] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        """Texts of all messages so far."""
        return [message.text for message in self.messages]

    async def talk(self, message: Message) -> None:
        """Keep the message."""
        self.messages.append(message)
        self.shown.extend(message.suggestions)

    async def log(self, level: Level, text: str, data: Any = None) -> None:
        """Keep the line."""
        self.logged.append((level, text))

    async def suggest(self, suggestions: tuple[Suggestion, ...], switchers: tuple[Suggestion, ...]) -> None:
        """Keep the buttons."""
        self.shown.extend(suggestions)

    async def clear(self) -> None:
        """Forget the buttons shown."""
        self.shown.clear()

    async def theme(self, name: str) -> None:
        """Keep the name."""
        self.themes.append(name)

    async def ask(self, question: Question) -> Answer | Silence:
        """The next prepared answer; NOT_YET when there is none left."""
        self.asked.append(copy(question))
        if not self.answers:
            return Silence.NOT_YET
        answer = self.answers.pop(0)
        return Answer(answer) if isinstance(answer, str) else answer

    async def wait(self, seconds: float) -> bool:
        """Keep the seconds and go on at once."""
        self.waited.append(seconds)
        return True


class FixedEnvironment:
    """A clock that stands still until ``advance``, and the same random numbers for the same ``seed``."""

    def __init__(self, now: datetime = datetime(2026, 1, 1, 12, 0), seed: int = 1) -> None:
        self._now = now
        self._random = Random(seed)

    def now(self) -> datetime:
        """The fixed time."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._now += timedelta(seconds=seconds)

    def random(self) -> float:
        """The next number of the seeded sequence."""
        return self._random.random()

    def uuid(self) -> str:
        """The next identifier of the seeded sequence."""
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def error_state(self) -> Any:
        """No error outside a run."""
        return None


class DictMemory:
    """The memory port in a dictionary; time is that of ``env``."""

    def __init__(self, env: FixedEnvironment | None = None) -> None:
        self._env = env or FixedEnvironment()
        self._entries: dict[tuple[Scope, str, str], tuple[str, bytes, datetime | None]] = {}

    def _live(self, key: tuple[Scope, str, str]) -> bytes | None:
        _, data, expires = self._entries.get(key, ("", None, None))
        return data if expires is None or expires > self._env.now() else None

    async def get(self, scope: Scope, owner: str, key: str) -> Any:
        """The live value, or None."""
        data = self._live((scope, owner, key.lower()))
        return None if data is None else unpack(data)

    async def set(self, scope: Scope, owner: str, key: str, value: Any, ttl: float | None = None) -> None:
        """Store ``value`` for ``ttl`` seconds or for ever; None removes it."""
        place = (scope, owner, key.lower())
        if value is None:
            self._entries.pop(place, None)
            return
        expires = None if ttl is None else self._env.now() + timedelta(seconds=ttl)
        self._entries[place] = (key, pack(value), expires)

    async def clear(self, scope: Scope, owner: str) -> int:
        """Remove all entries of ``owner``."""
        doomed = list(self._of(scope, owner))
        for key in doomed:
            del self._entries[key]
        return len(doomed)

    async def entries(self, scope: Scope, owner: str) -> list[tuple[str, Any]]:
        """All live entries of ``owner``, oldest first."""
        found = []
        for key in self._of(scope, owner):
            data = self._live(key)
            if data is not None:
                found.append((self._entries[key][0], unpack(data)))
        return found

    def _of(self, scope: Scope, owner: str) -> Iterable[tuple[Scope, str, str]]:
        return [key for key in self._entries if key[:2] == (scope, owner)]


class Told:
    """Says every effect in one line: kept in ``effects`` and given to ``tell``."""

    def __init__(self, tell: Callable[[str], None] = lambda line: None) -> None:
        self.effects: list[str] = []
        self._tell = tell

    def _say(self, line: str) -> None:
        self.effects.append(line)
        self._tell(line)


class FakeHttp(Told):
    """Web requests that go nowhere: ``replies`` by address (else 200 and an empty object), ``requests`` as made.

    ``fault`` is raised instead when there is one.
    """

    def __init__(
        self, replies: Mapping[str, Reply] | None = None, tell: Callable[[str], None] = lambda line: None
    ) -> None:
        super().__init__(tell)
        self.replies = dict(replies or {})
        self.requests: list[Request] = []
        self.fault: KeywordFault | None = None

    async def send(self, request: Request) -> Reply:
        """The prepared reply."""
        self.requests.append(request)
        size = f" ({len(request.body)} bytes)" if request.body else ""
        self._say(f"{request.method.lower()} {request.url}{size}")
        if self.fault is not None:
            raise self.fault
        headers = {"content-type": "application/json"}
        return self.replies.get(request.url) or Reply(200, "OK", headers, b"{}", request.url)


class FakeMail(Told):
    """Mail that is kept: ``messages`` sent, ``drafts``, and ``inbox`` to be received."""

    def __init__(self, inbox: Iterable[ReceivedMail] = (), tell: Callable[[str], None] = lambda line: None) -> None:
        super().__init__(tell)
        self.messages: list[MailMessage] = []
        self.drafts: list[MailMessage] = []
        self.inbox = list(inbox)
        self.read: set[str] = set()

    async def send(self, message: MailMessage) -> Receipt:
        """Keep the message."""
        self.messages.append(message)
        self._say(f"mail to {', '.join(message.to)}: {json.dumps(message.subject, ensure_ascii=False)}")
        return Receipt(f"fake-{len(self.messages)}", True)

    async def draft(self, message: MailMessage) -> Receipt:
        """Keep the draft."""
        self.drafts.append(message)
        self._say(f"draft to {', '.join(message.to)}: {json.dumps(message.subject, ensure_ascii=False)}")
        return Receipt(f"draft-{len(self.drafts)}", False)

    async def received(
        self, after: str = "", limit: int = 50, *, folder: str = "", unread: bool = False
    ) -> list[ReceivedMail]:
        """The messages of the inbox behind ``after``; other folders are empty."""
        if folder.lower() not in ("", "inbox"):
            return []
        ids = [mail.id for mail in self.inbox]
        start = ids.index(after) + 1 if after in ids else 0
        return [mail for mail in self.inbox[start:] if not (unread and mail.id in self.read)][:limit]

    async def newest(self, folder: str = "") -> str:
        """The id of the last message of the inbox."""
        return self.inbox[-1].id if self.inbox and folder.lower() in ("", "inbox") else ""

    async def mark_read(self, id: str, *, folder: str = "") -> bool:
        """Remember it in ``read``."""
        known = any(mail.id == id for mail in self.inbox)
        if known:
            self.read.add(id)
        return known


class FakeMessages(Told):
    """Messages to people on channels, kept in ``messages``."""

    def __init__(self, tell: Callable[[str], None] = lambda line: None) -> None:
        super().__init__(tell)
        self.messages: list[OutMessage] = []

    async def send(self, message: OutMessage) -> Receipt:
        """Keep the message."""
        self.messages.append(message)
        self._say(f"{message.channel} to {message.to}: {json.dumps(message.text, ensure_ascii=False)}")
        return Receipt(f"fake-{len(self.messages)}", True)


class DictFiles(Told):
    """Files in a dictionary, by path; changes are said, time stands still."""

    def __init__(
        self, files: Mapping[str, bytes] | None = None, tell: Callable[[str], None] = lambda line: None
    ) -> None:
        super().__init__(tell)
        self.files = {self._path(path): content for path, content in (files or {}).items()}

    def _path(self, path: str) -> str:
        parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
        if ".." in parts or path.startswith(("/", "\\")) or "\0" in path or ":" in path:
            raise KeywordFault("GB7301", f"{path} is not a path inside the bot's files")
        return "/".join(parts)

    def _below(self, folder: str) -> list[str]:
        return sorted(path for path in self.files if not folder or path == folder or path.startswith(folder + "/"))

    def _info(self, path: str) -> FileInfo:
        kind = guess_type(path)[0] or ""
        return FileInfo(path, len(self.files[path]), datetime(2026, 1, 1), kind)

    async def read(self, path: str, most: int = 50 << 20) -> bytes:
        """The content."""
        content = self.files.get(self._path(path))
        if content is None:
            raise KeywordFault("GB7302", f"there is no file {path}")
        if len(content) > most:
            raise KeywordFault("GB7303", f"{path} is larger than {most} bytes")
        return content

    async def write(self, path: str, content: bytes) -> FileInfo:
        """Replace or create."""
        place = self._path(path)
        self.files[place] = content
        self._say(f"write {place} ({len(content)} bytes)")
        return self._info(place)

    async def append(self, path: str, content: bytes) -> FileInfo:
        """Add at the end."""
        place = self._path(path)
        self.files[place] = self.files.get(place, b"") + content
        self._say(f"append to {place} ({len(content)} bytes)")
        return self._info(place)

    async def delete(self, path: str) -> bool:
        """Remove a file or folder."""
        doomed = self._below(self._path(path))
        for place in doomed:
            del self.files[place]
        self._say(f"delete {path}")
        return bool(doomed)

    async def info(self, path: str) -> FileInfo | None:
        """What is known of a file."""
        place = self._path(path)
        return self._info(place) if place in self.files else None

    async def list(self, folder: str = "") -> list[FileInfo]:
        """All files below a folder."""
        return [self._info(path) for path in self._below(self._path(folder))]

    async def copy(self, source: str, target: str) -> FileInfo:
        """Copy a file or folder."""
        return self._place(source, target, keep=True)

    async def move(self, source: str, target: str) -> FileInfo:
        """Rename a file or folder."""
        return self._place(source, target, keep=False)

    def _place(self, source: str, target: str, *, keep: bool) -> FileInfo:
        old, new = self._path(source), self._path(target)
        found = self._below(old)
        if not found:
            raise KeywordFault("GB7302", f"there is no file {source}")
        made = [(new + path[len(old) :], self.files[path] if keep else self.files.pop(path)) for path in found]
        self.files.update(made)
        self._say(f"{'copy' if keep else 'move'} {old} to {new}")
        return self._info(made[0][0])

    async def link(self, path: str, seconds: float) -> str:
        """An address that leads nowhere."""
        return f"https://files.invalid/{self._path(path)}"


class FakeDatabases(Told):
    """A database for every connection, each made by ``make`` when it is first opened; changes are said."""

    def __init__(self, make: Callable[[], Database], tell: Callable[[str], None] = lambda line: None) -> None:
        super().__init__(tell)
        self._make = make
        self._made: dict[str, Any] = {}

    async def open(self, connection: str = "") -> Database:
        """The database of a connection, whatever its name."""
        name = connection.lower()
        if name not in self._made:
            self._made[name] = _ToldDatabase(self._make(), f"{name}." if name else "", self._say)
        return cast(Database, self._made[name])

    async def close(self) -> None:
        """Nothing: it ends with the process."""


class _ToldDatabase:
    """A database that says its changes in a line each."""

    def __init__(self, database: Database, prefix: str, say: Callable[[str], None]) -> None:
        self._database, self._prefix, self._say = database, prefix, say

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    async def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        ids = await self._database.insert(table, rows)
        for row in rows:
            self._say(f"insert into {self._prefix}{table}: {json.dumps(row, ensure_ascii=False, default=str)}")
        return ids

    async def update(self, selection: Selection, values: Mapping[str, Any]) -> int:
        count = await self._database.update(selection, values)
        shown = json.dumps(values, ensure_ascii=False, default=str)
        self._say(f"update {self._prefix}{selection.table}, {count} rows: {shown}")
        return count

    async def delete(self, selection: Selection) -> int:
        count = await self._database.delete(selection)
        self._say(f"delete from {self._prefix}{selection.table}: {count} rows")
        return count

    async def merge(self, table: str, rows: Sequence[Mapping[str, Any]], key: str) -> Merged:
        merged = await self._database.merge(table, rows, key)
        self._say(f"merge into {self._prefix}{table}: {merged.inserted} new, {merged.updated} changed")
        return merged
