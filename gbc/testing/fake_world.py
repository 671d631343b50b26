"""The world of a bot under test: its own tables and files are real and gone at the end, all else is a fake.

Nothing leaves the process. The fakes outlive a restart of the host, as the outside would.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from server.bots.tables import Manifests
from server.bots.world import Now, World
from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.fakes import DictFiles, FakeDatabases, FakeHttp, FakeMail, FakeMessages
from stdlib.ports import KeywordFault, Ports
from stdlib.ports.database import Database
from stdlib.ports.model import Facts, ModelEvent, Prompt, Stop, Text, ToolCall, Usage


class RecordedModel:
    """A language model whose answers are lines of a file, each ``{"text": ...}`` or ``{"calls": [{"name": ...,
    "arguments": {...}}]}``; ``asked`` is what it was asked."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._lines = [] if file is None else [line for line in file.read_text("utf-8").splitlines() if line.strip()]
        self.asked: list[Prompt] = []

    @property
    def has_answers(self) -> bool:
        """Whether any answer is recorded."""
        return bool(self._lines)

    def names(self) -> list[str]:
        """One name."""
        return ["recorded"]

    def facts(self, name: str = "") -> Facts:
        """Nothing is known of it."""
        return Facts(name)

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """No vectors."""
        raise KeywordFault("GB7801", "a test has no model for vectors")

    async def stream(self, prompt: Prompt) -> AsyncIterator[ModelEvent]:
        """The next recorded answer."""
        self.asked.append(prompt)
        if len(self.asked) > len(self._lines):
            where = "add `llm: FILE` to the test" if self._file is None else f"{self._file.name} has no more"
            raise KeywordFault("GB7801", f"the language model is asked and no answer is recorded: {where}")
        answer = json.loads(self._lines[len(self.asked) - 1])
        if answer.get("text"):
            yield Text(str(answer["text"]))
        calls = answer.get("calls", ())
        for number, call in enumerate(calls):
            yield ToolCall(f"call_{len(self.asked)}_{number}", call["name"], json.dumps(call.get("arguments", {})))
        yield Usage(0, 0)
        yield Stop("tools" if calls else "stop")


@dataclass
class Outside:
    """What is outside of a bot under test, shared by all hosts of one test."""

    model: RecordedModel
    http: FakeHttp = field(default_factory=FakeHttp)
    mail: FakeMail = field(default_factory=FakeMail)
    messages: FakeMessages = field(default_factory=FakeMessages)
    files: DictFiles | None = None
    others: FakeDatabases = field(default_factory=lambda: FakeDatabases(lambda: SqliteStore().database(datetime.now)))


class _Databases:
    """The bot's own database, and a fake for every connection."""

    def __init__(self, own: Any, others: FakeDatabases) -> None:
        self._own = own
        self._others = others

    async def open(self, connection: str = "") -> Database:
        """The database of a connection."""
        return cast(Database, await (self._others if connection else self._own).open(connection))

    async def close(self) -> None:
        """Close the bot's own."""
        await self._own.close()


class FakeWorld(World):
    """The ports of a bot, most of them fakes."""

    outside: Outside

    @classmethod
    def around(cls, outside: Outside) -> type[World]:
        """The class of worlds with this outside."""
        return type("FakeWorldOfTest", (cls,), {"outside": outside})

    @property
    def answers(self) -> bool:
        """A recorded model answers as a configured one would."""
        return self.outside.model.has_answers or super().answers

    @asynccontextmanager
    async def ports(self, now: Now = datetime.now, manifests: Manifests = tuple) -> AsyncIterator[Ports]:
        """The ports of one conversation."""
        if self.outside.files is None:
            self.outside.files = DictFiles(_content(self))
        async with super().ports(now, manifests) as real:
            yield replace(
                real, databases=cast(Any, _Databases(real.databases, self.outside.others)), http=self.outside.http,
                files=self.outside.files, mail=self.outside.mail, messages=self.outside.messages,
                model=cast(Any, self.outside.model), media=None,
            )  # fmt: skip


def _content(world: World) -> dict[str, bytes]:
    from gbc.world import content_of

    return content_of(world.package)
