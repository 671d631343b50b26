"""Ports for tests of bots: a person with prepared answers; memory, files, mail and web requests that go nowhere; a
clock and chance that are fixed.

Public and stable: bot authors' tests import it. Nothing here reaches outside the process.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, cast
from uuid import UUID

from stdlib.encoding import pack, unpack
from stdlib.fake_files import DictFiles, Told
from stdlib.mail.compose import Letter, compose
from stdlib.mail.reading import read_message
from stdlib.ports import Answer, KeywordFault, Level, Message, Question, Scope, Silence, Suggestion
from stdlib.ports.database import Database, Merged, Selection
from stdlib.ports.mail import MailMessage, Receipt, ReceivedMail
from stdlib.ports.messages import OutMessage
from stdlib.ports.web import Reply, Request

__all__ = [
    "DictFiles",
    "DictMemory",
    "FakeDatabases",
    "FakeHttp",
    "FakeMail",
    "FakeMessages",
    "FixedEnvironment",
    "ScriptedDialog",
    "Told",
]


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
        """The prepared reply; a request that no web client could make is refused as by a real one."""
        if not request.url.strip(" ").lower().startswith(("http://", "https://")):
            raise KeywordFault(
                "GB7206", f"{request.url[:80]} is no web address: it must begin with https:// or http://"
            )
        self.requests.append(request)
        size = f" ({len(request.body)} bytes)" if request.body else ""
        self._say(f"{request.method.lower()} {request.url}{size}")
        if self.fault is not None:
            raise self.fault
        headers = {"content-type": "application/json"}
        reply = self.replies.get(request.url) or Reply(200, "OK", headers, b"{}", request.url)
        if len(reply.body) > request.most:
            raise KeywordFault("GB7204", f"{request.url[:80]} answers with more than {request.most} bytes")
        return reply


_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""When mails of the fake are written."""


class FakeMail(Told):
    """Mail that is kept: ``messages`` sent, ``drafts``, ``letters`` as they would leave, ``inbox`` to be received.

    Refuses what no mail server would be given (GB7401, GB7404). A message with a key is kept once. ``accounts`` are the
    names that USING may have; any when not given.
    """

    def __init__(
        self,
        inbox: Iterable[ReceivedMail] = (),
        tell: Callable[[str], None] = lambda line: None,
        accounts: Iterable[str] | None = None,
    ) -> None:
        super().__init__(tell)
        self._accounts = None if accounts is None else {name.lower() for name in accounts}
        self.messages: list[MailMessage] = []
        self.drafts: list[MailMessage] = []
        self.letters: dict[str, Letter] = {}
        self._kept_drafts: list[ReceivedMail] = []
        self.inbox = list(inbox)
        self.read: set[str] = set()

    async def send(self, message: MailMessage) -> Receipt:
        """Keep the message."""
        letter = self._letter(message, complete=True)
        if letter.id not in self.letters:
            self.letters[letter.id] = letter
            self.messages.append(message)
            self._say(f"mail to {', '.join(message.to)}: {json.dumps(message.subject, ensure_ascii=False)}")
        return Receipt(letter.id, True)

    async def draft(self, message: MailMessage) -> Receipt:
        """Keep the draft."""
        letter = self._letter(message, complete=False)
        self.drafts.append(message)
        self._kept_drafts.append(read_message(letter.content, f"draft {len(self.drafts):05d}", _MADE))
        self._say(f"draft to {', '.join(message.to)}: {json.dumps(message.subject, ensure_ascii=False)}")
        return Receipt(letter.id, False, f"draft {len(self.drafts)}")

    def _letter(self, message: MailMessage, *, complete: bool) -> Letter:
        if self._accounts is not None and message.account and message.account.lower() not in self._accounts:
            raise KeywordFault("GB7401", f"there is no mail account {message.account}")
        number = len(self.messages) + len(self.drafts) + 1
        return compose(message, "bot@example.org", _MADE, f"fake-{number}", complete=complete)

    async def received(
        self, after: str = "", limit: int = 50, *, folder: str = "", unread: bool = False
    ) -> list[ReceivedMail]:
        """The messages of the inbox, or the drafts, behind ``after``; other folders are empty."""
        found = {"": self.inbox, "inbox": self.inbox, "drafts": self._kept_drafts}.get(folder.lower(), [])
        ids = [mail.id for mail in found]
        start = ids.index(after) + 1 if after in ids else 0
        return [mail for mail in found[start:] if not (unread and mail.id in self.read)][: max(0, limit)]

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
