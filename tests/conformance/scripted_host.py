"""A host for tests: plays the person of a conversation from a list of answers and records what the person sees.

Runs programs through the real driver, HEAR types and memory. Used by the conformance programs and the guide tests.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from stdlib.adapters.environment import SystemEnvironment
from stdlib.adapters.memory_sqlite import SqliteMemory
from stdlib.adapters.session_state import StateSession
from stdlib.conversation import Conversation, FindScript, Script
from stdlib.driver import Driver, Failed, Finished, Result, Waiting
from stdlib.ports import Answer, Level, Message, Ports, Question, Silence, Suggestion
from vm.budget import Limits


@dataclass
class ScriptedDialog:
    """The dialog port: gives ``answers`` in order, keeps lines, buttons and log. WAIT takes no time.

    With ``put_aside`` it answers no question itself, so that every HEAR gives ``Waiting``.
    """

    answers: list[str]
    put_aside: bool = False
    lines: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    logs: list[str] = field(default_factory=list)

    async def talk(self, message: Message) -> None:
        """Record one message, line by line."""
        self.lines.extend(message.text.split("\n"))
        self.buttons.extend(button.text for button in message.suggestions)

    async def log(self, level: Level, text: str, data: Any = None) -> None:
        """Record one line of the log."""
        self.logs.append(text)

    async def suggest(self, suggestions: tuple[Suggestion, ...], switchers: tuple[Suggestion, ...]) -> None:
        """Record buttons that came alone."""
        self.buttons.extend(button.text for button in suggestions)

    async def clear(self) -> None:
        """Take nothing back: the record is of all that was seen."""

    async def theme(self, name: str) -> None:
        """Record no theme."""

    async def ask(self, question: Question) -> Answer | Silence:
        """The next answer, or none for now."""
        self.see(question)
        if self.put_aside or not self.answers:
            return Silence.NOT_YET
        return Answer(self.answers.pop(0))

    def see(self, question: Question) -> None:
        """Record the buttons of a question, once for all its attempts."""
        if question.attempt == 1:
            self.buttons.extend(button.text for button in question.suggestions)
            self.buttons.extend(question.options)

    async def wait(self, seconds: float) -> bool:
        """Let no time pass."""
        return True


@dataclass
class Played:
    """What came of a program: its end, and what the person saw until then."""

    end: Result
    dialog: ScriptedDialog


def play(
    script: Script,
    answers: list[str],
    *,
    variables: Mapping[str, Any] | None = None,
    entry: int = 0,
    limits: Limits | None = None,
    find: FindScript = lambda name: None,
    restore: bool = False,
) -> Played:
    """Run ``script`` to its end or to a HEAR without an answer.

    With ``restore`` the conversation is saved, dropped and read back at every HEAR.
    """
    return asyncio.run(_play(script, list(answers), dict(variables or {}), entry, limits, find, restore))


async def _play(
    script: Script,
    answers: list[str],
    variables: dict[str, Any],
    entry: int,
    limits: Limits | None,
    find: FindScript,
    restore: bool,
) -> Played:
    env = SystemEnvironment()
    dialog = ScriptedDialog(answers, put_aside=restore)
    memory = SqliteMemory()
    conversation = Conversation.start(script, variables, entry=entry, limits=limits, env=env)

    def every(name: str) -> Script | None:
        return script if name == script.name else find(name)

    given: Answer | None = None
    while True:
        ports = Ports(dialog, StateSession(conversation.state.values, {}), memory)
        driver = Driver(conversation, ports, env, find=every, limits=limits)
        end = await driver.run(given)
        if not isinstance(end, Waiting) or not restore or not dialog.answers:
            return Played(end, dialog)
        conversation = Conversation.restore(conversation.snapshot(), every, limits=limits, env=env)
        given = Answer(dialog.answers.pop(0))


__all__ = ["Failed", "Finished", "Played", "ScriptedDialog", "Waiting", "play"]
