"""Run BASIC programs from Python: ``compile``, ``run``, ``resume`` and the ``Host`` that a program talks to.

Everything here is public and exported by ``gbc``. A host overrides ``talk`` and ``hear``; what it has no answer to
yet comes back as ``Suspended`` with a snapshot, from which ``resume`` goes on in any process.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any

from compiler.api import Compilation, compile_source
from stdlib.adapters.environment import SystemEnvironment
from stdlib.adapters.memory_sqlite import SqliteMemory
from stdlib.adapters.session_state import StateSession
from stdlib.calls import Observer
from stdlib.conversation import Conversation, FindScript, Script, StateError, kept_script
from stdlib.driver import Driver, Finished, Waiting
from stdlib.effects import Effects
from stdlib.params import bind_named
from stdlib.ports import Answer, Environment, KeywordFault, Level, Memory, Message, Ports, Question, Silence, Suggestion
from stdlib.ports.journal import Journal
from stdlib.report import Failed
from vm.budget import Limits
from vm.bytecode.program import Program, Tool
from vm.value import to_python

__all__ = [
    "Answer",
    "Compilation",
    "Failed",
    "Finished",
    "Host",
    "KeywordFault",
    "Limits",
    "Observer",
    "Outcome",
    "Ports",
    "Program",
    "Question",
    "StateError",
    "Suggestion",
    "Suspended",
    "compile",
    "converse",
    "resume",
    "run",
]

Scripts = Mapping[str, Program]


@dataclass(frozen=True)
class Suspended:
    """The program waits: for an answer to ``question``, or for ``seconds`` to pass. ``snapshot`` is all of it."""

    question: Question | None
    seconds: float | None
    snapshot: bytes


Outcome = Finished | Suspended | Failed


class Host:
    """The world of a program. The methods do nothing useful by themselves: override what your program needs.

    ``memory`` keeps what SET BOT MEMORY and the like store (in this object unless another is given); ``facts`` are
    what GET SESSION and ``GET "user.name"`` find, by dotted names. ``ports`` are what the program can reach besides:
    databases, web, files, mail and others; nothing by itself. ``observers`` are told of every keyword served.
    """

    bot = "bot"
    user = "user"
    session = "session"
    language = "en"

    def __init__(
        self,
        *,
        memory: Memory | None = None,
        env: Environment | None = None,
        facts: Mapping[str, Any] | None = None,
        ports: Ports | None = None,
        observers: tuple[Observer, ...] = (),
    ) -> None:
        self.memory: Memory = memory or SqliteMemory()
        self.env: Environment = env or SystemEnvironment()
        self.facts = dict(facts or {})
        self.ports = ports or Ports()
        self.observers = observers

    async def talk(self, message: Message) -> None:
        """The program says something."""

    async def hear(self, question: Question) -> str | Answer | None:
        """The person's answer; None when there is none yet, and the program is suspended."""
        return None

    async def log(self, level: Level, text: str, data: Any = None) -> None:
        """A line for the bot's log: PRINT, LOG and warnings."""

    async def show(self, suggestions: tuple[Suggestion, ...]) -> None:
        """Buttons that no message came along for."""

    async def wait(self, seconds: float) -> bool:
        """Let time pass and return True, or return False to suspend the program until the time is over."""
        import asyncio

        await asyncio.sleep(seconds)
        return True


class _HostDialog:
    """The dialog port over a Host."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def talk(self, message: Message) -> Coroutine[Any, Any, None]:
        return self._host.talk(message)

    async def log(self, level: Level, text: str, data: Any = None) -> None:
        await self._host.log(level, text, data)

    async def suggest(self, suggestions: tuple[Suggestion, ...], switchers: tuple[Suggestion, ...]) -> None:
        await self._host.show(suggestions)

    async def clear(self) -> None:
        await self._host.show(())

    async def theme(self, name: str) -> None:
        await self._host.log(Level.DEBUG, f"theme {name}")

    async def ask(self, question: Question) -> Answer | Silence:
        answer = await self._host.hear(question)
        if answer is None:
            return Silence.NOT_YET
        return Answer(answer) if isinstance(answer, str) else answer

    async def wait(self, seconds: float) -> bool:
        return await self._host.wait(seconds)


def compile(
    source: str, path: str = "<text>", *, includes: Callable[[str], str | None] = lambda name: None
) -> Compilation:
    """Compile BASIC text; never raises for errors in it. ``path`` is shown in findings, ``includes`` serves INCLUDE.

    The result has ``program`` (None when there are errors) and ``diagnostics``.
    """
    return compile_source(source, path, includes=includes)


async def run(
    program: Program,
    host: Host,
    *,
    params: Mapping[str, Any] | None = None,
    scripts: Scripts | None = None,
    limits: Limits | None = None,
) -> Outcome:
    """Run ``program`` to its end, its fault, or to where the host has no answer yet.

    ``params`` are values of its PARAMs by name, converted by their types (KeywordFault when one does not fit);
    ``scripts`` are the programs that CALL finds, by name such as ``"total.bas"``. The value of Finished is plain data.
    """
    tool = program.tools[0] if program.tools else Tool("", "", (), 0)
    variables = bind_named(tool, params or {}, host.env.now().date())
    script, find = _scripts(program, scripts)
    conversation = Conversation.start(script, variables, limits=limits, env=host.env)
    return await _go_on(conversation, host, find, limits, None)


async def resume(
    program: Program,
    snapshot: bytes,
    host: Host,
    answer: str | Answer | None = None,
    *,
    scripts: Scripts | None = None,
    limits: Limits | None = None,
) -> Outcome:
    """Go on from the snapshot of a Suspended. ``answer`` is for its question; without one ``host.hear`` is asked.

    A program that waits for time goes on when any ``answer`` is given. StateError when the snapshot is damaged or of
    another program.
    """
    _, find = _scripts(program, scripts)
    conversation = Conversation.restore(snapshot, find, limits=limits, env=host.env)
    given = Answer(answer) if isinstance(answer, str) else answer
    return await _go_on(conversation, host, find, limits, given)


async def converse(
    program: Program,
    host: Host,
    journal: Journal,
    answer: str | Answer | None = None,
    *,
    params: Mapping[str, Any] | None = None,
    scripts: Scripts | None = None,
    limits: Limits | None = None,
) -> Outcome:
    """One turn of the conversation ``host.session``, which ``journal`` keeps: begin it, or go on where it waits.

    What the program does through the host's ports happens once, also when the process dies on the way and the turn is
    run again with the same ``answer``. After Finished or Failed the next call begins a new conversation. Otherwise as
    ``run`` and ``resume``.
    """
    saved = await journal.open(host.session)
    effects = Effects(journal, host.session, saved)
    env = effects.environment(host.env)
    script, find = _scripts(program, scripts)
    if saved.snapshot is None:
        tool = program.tools[0] if program.tools else Tool("", "", (), 0)
        variables = bind_named(tool, params or {}, env.now().date())
        conversation = Conversation.start(script, variables, limits=limits, env=env)
    else:
        conversation = Conversation.restore(saved.snapshot, find, limits=limits, env=env)
    given = Answer(answer) if isinstance(answer, str) else answer
    outcome = await _go_on(conversation, host, find, limits, given, effects)
    await journal.complete(host.session, saved.turn, outcome.snapshot if isinstance(outcome, Suspended) else None)
    return outcome


def _scripts(program: Program, scripts: Scripts | None) -> tuple[Script, FindScript]:
    first = kept_script(program)
    others = {_plain(name): other for name, other in (scripts or {}).items()}
    linked: dict[str, Script] = {_plain(first.name): first}

    def find(name: str) -> Script | None:
        key = _plain(name)
        if key not in linked and key in others:
            linked[key] = kept_script(others[key], key)
        return linked.get(key)

    return first, find


def _plain(name: str) -> str:
    return name.strip().lower().removesuffix(".bas")


async def _go_on(
    conversation: Conversation,
    host: Host,
    find: FindScript,
    limits: Limits | None,
    answer: Answer | None,
    effects: Effects | None = None,
) -> Outcome:
    facts = {"session.id": host.session, "user.id": host.user, "bot": host.bot, **host.facts}
    session = StateSession(conversation.state.values, facts)
    ports = replace(host.ports, dialog=_HostDialog(host), session=session, memory=host.memory)
    driver = Driver(
        conversation,
        ports,
        host.env if effects is None else effects.environment(host.env),
        find=find,
        limits=limits,
        bot=host.bot,
        user=host.user,
        session_id=host.session,
        language=host.language,
        effects=effects,
        observers=host.observers,
    )
    result = await driver.run(answer)
    if isinstance(result, Waiting):
        return Suspended(result.question, result.seconds, conversation.snapshot())
    return Finished(to_python(result.value)) if isinstance(result, Finished) else result
