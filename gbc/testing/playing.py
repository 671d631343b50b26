"""Plays a ``.chat`` test: hosts the bot in this process as the server does, says what the person says, and compares.

Each test has a host, a store and an outside of its own, and a clock that stands still but for ``wait``. Called by
``gbc test``.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gbc.testing.chat_file import ChatTest, Step, Unreadable, filled, fits, is_setting, read_chat, seconds
from gbc.testing.fake_world import FakeWorld, Outside, RecordedModel
from server.bots.bot import Bot
from server.bots.hosting import Hosting
from server.bots.registry import Bots
from server.conversations import Conversations
from server.desk.work import Desks
from server.hub import Hub
from server.store.desk import EmbeddedDesk
from server.store.port import Event, Incoming, Kind
from server.store.sqlite import EmbeddedStore
from server.store.triggers import EmbeddedTriggers
from server.triggers.firing import Firing
from server.turn import Surroundings
from stdlib.fakes import FixedEnvironment
from stdlib.ports.web import Reply

PATIENCE = 20.0
"""Seconds that a turn may take."""


@dataclass(frozen=True)
class Failure:
    """What was not as the test says, and in which line of it."""

    line: int
    text: str


@dataclass
class Outcome:
    """How a test went. ``updated`` is its text with the messages that were said."""

    path: Path
    failures: list[Failure] = field(default_factory=list)
    updated: str = ""
    unreadable: bool = False


def play(path: Path, update: bool = False) -> Outcome:
    """Play one test; with ``update`` nothing that the bot says is wrong, and the outcome has the text that fits."""
    outcome, broken, log = Outcome(path), _Broken(), logging.getLogger("gbc")
    log.addHandler(broken)
    log.propagate = False
    try:
        text = path.read_text("utf-8")
        test = read_chat(text)
        package = _package(path, test)
        asyncio.run(_Playing(path, text, test, outcome, update).whole(package))
    except Unreadable as error:
        outcome.failures.append(Failure(error.line, str(error)))
        outcome.unreadable = True
    except (OSError, UnicodeDecodeError) as error:
        outcome.failures.append(Failure(1, f"it cannot be read: {error}"))
        outcome.unreadable = True
    finally:
        log.removeHandler(broken)
        log.propagate = True
    outcome.failures += [Failure(1, f"the host is at fault: {line}") for line in broken.told]
    return outcome


def _package(path: Path, test: ChatTest) -> Path:
    """The bot that a test is about: what it names, or the package it is in."""
    if named := test.settings.get("bot"):
        around = [place / f"{named.removesuffix('.gbai')}.gbai" for place in path.absolute().parents]
        if found := next((place for place in around if place.is_dir()), None):
            return found
    inside = next((place for place in path.absolute().parents if place.suffix.lower() == ".gbai"), None)
    if inside is None:
        raise Unreadable(1, "no bot is near: put the test into a .gbai package, or name the bot with `bot: NAME`")
    return inside


@dataclass
class _Group:
    """What is said after line ``after`` of a test: the steps that are there, and what the bot said."""

    after: int
    steps: list[Step] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def rewritten(lines: list[str], groups: list[_Group], kept: dict[str, str]) -> str:
    """The text of a test with what was said; patterns that fit stay as they are."""
    put: dict[int, list[str]] = {}
    gone: set[int] = set()
    for group in groups:
        numbers = [number for step in group.steps for number in range(step.line, step.last + 1)]
        gone.update(numbers)
        written: list[str] = []
        for number, said in enumerate(group.said):
            step = group.steps[number] if number < len(group.steps) else None
            if step is not None and fits(step.text, said, kept, step.line):
                written += lines[step.line - 1 : step.last]
            else:
                first, *rest = said.splitlines() or [""]
                written += [f"< {first}".rstrip(), *(f"  {line}".rstrip() for line in rest)]
        at = numbers[0] if numbers else group.after + 1 if group.after else _first(lines)
        put.setdefault(at, []).extend(written)
    out: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        out += put.get(number, [])
        if number <= len(lines) and number not in gone:
            out.append(line)
    return "\n".join(out) + "\n"


def _first(lines: list[str]) -> int:
    """The line before which the first message stands: behind the settings and remarks at the top."""
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#") and not is_setting(line):
            return number
    return len(lines) + 1


class _Broken(logging.Handler):
    """What the host itself could not do, which no test may pass over."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line, with what was raised."""
        raised = record.exc_info[1] if record.exc_info else None
        self.told.append(record.getMessage() + (f": {raised}" if raised else ""))


class _Failed(Exception):
    """A step is not as the test says; the test is over."""


class _Playing:
    """One test while it plays."""

    def __init__(self, path: Path, text: str, test: ChatTest, outcome: Outcome, update: bool) -> None:
        self._test = test
        self._outcome = outcome
        self._lines = text.splitlines()
        self._groups: list[_Group] | None = [_Group(0)] if update else None
        self._env = FixedEnvironment(test.clock)
        file = test.settings.get("llm", "").removeprefix("recorded").strip()
        self._outside = Outside(RecordedModel(path.parent / file if file else None))
        self._kept: dict[str, str] = {}
        self._session = ""
        self._seen = 0
        self._waiting: list[Event] = []
        self._buttons: list[str] = []

    async def whole(self, package: Path) -> None:
        """Play all steps."""
        with tempfile.TemporaryDirectory(prefix="gbc-test-") as folder:
            steps, at = self._test.steps, 0
            while at < len(steps) or not self._session:
                async with self._host(package, Path(folder)) as host:
                    try:
                        at = await self._play(host, at)
                    except _Failed:
                        return
            if self._groups is not None:
                self._outcome.updated = rewritten(self._lines, self._groups, self._kept)

    async def _play(self, host: _Host, at: int) -> int:
        """Play until a restart or the end; gives the number of the next step."""
        if not self._session:
            self._session = await host.open(self._test.settings)
        await self._look(host)
        for number in range(at, len(self._test.steps)):
            step = self._test.steps[number]
            if step.kind != "hear":
                self._nothing_more(step.line)
                self._next_group(step)
            if step.kind == "restart":
                return number + 1
            await self._step(host, step)
        self._nothing_more(len(self._lines))
        return len(self._test.steps)

    async def _step(self, host: _Host, step: Step) -> None:
        if step.kind == "hear":
            self._hear(step)
        elif step.kind == "say":
            await host.put(self._session, Incoming(Kind.MESSAGE, {"text": filled(step.text, self._kept)}))
        elif step.kind == "run":
            name, *given = filled(step.text, self._kept).split()
            arguments = dict(word.partition("=")[::2] for word in given)
            await host.put(self._session, Incoming(Kind.TOOL, {"tool": name, "arguments": arguments}))
        elif step.kind == "wait":
            self._env.advance(seconds(step.text, step.line))
            await host.time_passed(self._session)
        elif step.kind == "http":
            self._prepare(step)
        else:
            await self._expect(host, step)
        await self._look(host)

    # ------------------------------------------------------------ what the bot says

    async def _look(self, host: _Host) -> None:
        """Take in what was logged since the last look."""
        events = await host.store.events(self._session, self._seen)
        self._seen = events[-1].seq if events else self._seen
        self._waiting += [event for event in events if event.kind in ("talk", "fault")]
        for event in events:
            body = event.body
            shown = [item["text"] for item in body.get("suggestions", ())] + list(body.get("options", ()))
            if shown or event.kind in ("user", "clear"):
                self._buttons = shown

    def _next_group(self, step: Step) -> None:
        """What is said from here on follows ``step``."""
        if self._groups is not None:
            self._groups.append(_Group(step.last))

    def _hear(self, step: Step) -> None:
        if self._groups is not None:
            self._groups[-1].steps.append(step)
            return
        if not self._waiting:
            self._fail(step.line, f"the bot says nothing\n  expected: {step.text}")
        event = self._waiting.pop(0)
        said = _shown(event)
        if not fits(step.text, said, self._kept, step.line):
            self._fail(step.line, f"the bot says something else\n  expected: {step.text}\n  said:     {said}")

    def _nothing_more(self, line: int) -> None:
        if self._groups is not None:
            self._groups[-1].said += [_shown(event) for event in self._waiting]
            self._waiting.clear()
        if self._waiting:
            self._fail(line, f"the bot says more\n  said:     {_shown(self._waiting[0])}")

    def _fail(self, line: int, text: str) -> None:
        self._outcome.failures.append(Failure(line, text))
        raise _Failed

    # ------------------------------------------------------------ what else happened

    async def _expect(self, host: _Host, step: Step) -> None:
        text = filled(step.text, self._kept)
        kind, _, rest = text.partition(" ")
        if kind == "mail":
            self._expect_one(step, rest, "mail", [_mail(message) for message in self._outside.mail.messages])
        elif kind == "http":
            requests = [f"{request.method} {request.url}" for request in self._outside.http.requests]
            self._expect_one(step, rest, "web request", requests)
        elif kind == "buttons":
            wanted = re.findall(r'"([^"]*)"', rest)
            if wanted != self._buttons:
                self._fail(step.line, f"there are other buttons: {', '.join(self._buttons) or 'none'}")
        elif kind == "llm":
            self._expect_one(step, rest, "question to the language model", [str(p) for p in self._outside.model.asked])
        else:
            await self._expect_condition(host, step, _condition(text))

    def _expect_one(self, step: Step, wanted: str, what: str, found: list[str]) -> None:
        """One of ``found`` has every word in quotes, or all that stands there when there is none."""
        parts = re.findall(r'"([^"]*)"', wanted) or ([wanted] if wanted else [])
        if not any(all(part in item for part in parts) for item in found):
            shown = "\n".join(f"    {item[:200]}" for item in found) or "    none"
            self._fail(step.line, f"no {what} has {' and '.join(parts)}; there are:\n{shown}")

    async def _expect_condition(self, host: _Host, step: Step, condition: str) -> None:
        """A condition in the language itself, over the bot's tables."""
        from gbc.api import Failed, Finished, Host, compile, run

        compiled = compile(f"RETURN {condition}\n", "expect")
        if compiled.program is None:
            errors = "; ".join(item.message for item in compiled.diagnostics)
            raise Unreadable(step.line, f"this is no condition: {errors}")
        async with host.bot.world.ports(self._env.now) as ports:
            outcome = await run(compiled.program, Host(ports=ports, env=self._env))
        if isinstance(outcome, Failed):
            self._fail(step.line, f"{outcome.code}: {outcome.message}")
        elif isinstance(outcome, Finished) and not outcome.value:
            self._fail(step.line, f"this is not so: {condition}")

    def _prepare(self, step: Step) -> None:
        """``http URL -> 200 {...}``: what a web request is answered."""
        found = re.fullmatch(r"(\S+)\s*->\s*(\d{3})\s*(.*)", filled(step.text, self._kept))
        if found is None:
            raise Unreadable(step.line, "http is an address and its answer, as `http https://x.org/a -> 200 {}`")
        url, status, body = found[1], int(found[2]), found[3].encode()
        kind = "application/json" if _is_json(found[3]) else "text/plain"
        self._outside.http.replies[url] = Reply(status, "", {"content-type": kind}, body, url)

    # ------------------------------------------------------------ the host

    @asynccontextmanager
    async def _host(self, package: Path, folder: Path) -> AsyncIterator[_Host]:
        store = EmbeddedStore(folder / "server.db", lambda: self._env.now().timestamp())
        bots = Bots(package, folder / "bots", store, Hosting(), make_world=FakeWorld.around(self._outside))
        hub = Hub(store)
        firing = Firing(EmbeddedTriggers(store), bots)
        desks = Desks(EmbeddedDesk(store), store, hub)
        person = {"user.roles": self._test.settings.get("roles", "")}
        around = Surroundings(store, hub, env=self._env, firing=firing, desks=desks, person=lambda user: person)
        conversations = Conversations(around, bots)
        try:
            await bots.open()
            (bot,) = bots.all()
            if bot.findings:
                first = bot.findings[0]
                raise Unreadable(1, f"the bot has errors: {first.code} {first.message}; gbc check shows them")
            await conversations.start()
            yield _Host(store, bot, conversations, firing)
        finally:
            await firing.stop()
            await conversations.drain()
            await bots.close()
            await store.close()


@dataclass
class _Host:
    """A host that is open."""

    store: EmbeddedStore
    bot: Bot
    conversations: Conversations
    firing: Firing

    async def open(self, settings: Any) -> str:
        """A new conversation, when the bot has greeted."""
        session = await self.conversations.open(
            self.bot, settings.get("user", "user"), channel=settings.get("channel", "web"),
            language=settings.get("language", "en"),
        )  # fmt: skip
        await self.quiet(session.id)
        return session.id

    async def put(self, session: str, incoming: Incoming) -> None:
        """Take something in, and wait for the end of the turn."""
        await self.conversations.put(session, incoming)
        await self.quiet(session)

    async def time_passed(self, session: str) -> None:
        """Let what is due happen."""
        while await self.firing.look():
            await self.quiet(session)
        self.conversations.look()
        async with asyncio.timeout(PATIENCE):
            while (due := await self.store.next_due()) is not None and due <= self.store.clock():
                await asyncio.sleep(0.002)
        await self.quiet(session)

    async def quiet(self, session: str) -> None:
        """Wait until no turn runs."""
        async with asyncio.timeout(PATIENCE):
            while self.conversations.busy(session):
                await asyncio.sleep(0.001)


def _shown(event: Event) -> str:
    """A message as a test writes it; a fault is one too."""
    if event.kind == "fault":
        return f"fault {event.body.get('code', '')}: {event.body.get('message', '')}"
    return "\n".join(line.rstrip() for line in str(event.body.get("text", "")).splitlines())


def _mail(message: Any) -> str:
    return f"to {', '.join(message.to)} subject {message.subject} {message.body}"


def _condition(text: str) -> str:
    """``db TABLE where ... count N`` as a condition of the language; all else is one already."""
    found = re.fullmatch(r"db\s+(\S+)(?:\s+where\s+(.*?))?\s+count\s+(\d+)", text, re.IGNORECASE)
    if found is None:
        return text.removeprefix("that ")
    where = f" WHERE {found[2]}" if found[2] else ""
    return f"COUNT(FIND {json.dumps(found[1])}{where}) = {found[3]}"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
