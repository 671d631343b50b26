"""A host for tests: plays a program to its end with prepared answers and records what the person sees.

Runs programs through the real driver, HEAR types and saved states. Used by the conformance and the guide tests.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.adapters.databases import Connections, Store
from stdlib.adapters.session_state import StateSession
from stdlib.conversation import Conversation, FindScript, Script
from stdlib.driver import Driver, Result, Waiting
from stdlib.fakes import DictFiles, DictMemory, FixedEnvironment, ScriptedDialog
from stdlib.ports import Answer, Message, Ports, Question, Silence, Suggestion
from stdlib.tables.apply import apply_manifests
from vm.budget import Limits


@dataclass
class Person(ScriptedDialog):
    """The person of the conversation. ``buttons`` are all labels seen, those of menus too, in order.

    With ``put_aside`` no question is answered at once, so that every HEAR gives ``Waiting``.
    """

    put_aside: bool = False
    buttons: list[str] = field(default_factory=list)

    async def talk(self, message: Message) -> None:
        """Keep the message and its buttons."""
        await super().talk(message)
        self.buttons.extend(button.text for button in message.suggestions)

    async def suggest(self, suggestions: tuple[Suggestion, ...], switchers: tuple[Suggestion, ...]) -> None:
        """Keep the buttons."""
        self.buttons.extend(button.text for button in suggestions)

    async def ask(self, question: Question) -> Answer | Silence:
        """Keep the buttons of the question; the next answer, or none for now."""
        if question.attempt == 1:
            self.buttons.extend(button.text for button in question.suggestions)
            self.buttons.extend(question.options)
        return Silence.NOT_YET if self.put_aside else await super().ask(question)


@dataclass
class Played:
    """What came of a program: how it ended, and the person with all that was seen and the answers nobody asked for."""

    end: Result
    person: Person

    @property
    def lines(self) -> list[str]:
        """Everything said, line by line, without blanks at the ends."""
        return [line.rstrip() for text in self.person.said for line in text.split("\n")]


@dataclass(frozen=True)
class World:
    """What a program reaches besides the person; it outlives every restart of the conversation."""

    memory: DictMemory
    files: DictFiles
    connections: Connections
    facts: Mapping[str, Any]


def play(
    script: Script,
    answers: list[str],
    *,
    variables: Mapping[str, Any] | None = None,
    entry: int = 0,
    limits: Limits | None = None,
    find: FindScript = lambda name: None,
    restore: bool = False,
    roles: str = "",
    manifest: Mapping[str, Any] | None = None,
    own: Callable[[], Store] = SqliteStore,
) -> Played:
    """Run ``script`` to its end or to a HEAR without an answer.

    With ``restore`` the conversation is saved, dropped and read back at every HEAR. ``roles`` are those of the person;
    the tables of ``manifest`` are made before. ``own`` opens the bot's own database.
    """

    def every(name: str) -> Script | None:
        return script if name == script.name else find(name)

    env = FixedEnvironment()
    conversation = Conversation.start(script, variables, entry=entry, limits=limits, env=env)
    return asyncio.run(
        _play(conversation, Person(list(answers), put_aside=restore), env, every, limits, roles, manifest, own)
    )


async def _play(
    conversation: Conversation,
    person: Person,
    env: FixedEnvironment,
    find: FindScript,
    limits: Limits | None,
    roles: str,
    manifest: Mapping[str, Any] | None,
    own: Callable[[], Store],
) -> Played:
    erp = {"conn-erp-Driver": "sqlite", "conn-erp-Name": ":memory:"}
    world = World(DictMemory(env), DictFiles(), Connections(own(), erp), {"user.roles": roles})
    try:
        if manifest is not None and (manifest["tables"] or manifest["indexes"]):
            await apply_manifests([manifest], world.connections.databases(env.now))
        return await _turns(conversation, person, env, find, limits, world)
    finally:
        await world.connections.close()


async def _turns(
    conversation: Conversation,
    person: Person,
    env: FixedEnvironment,
    find: FindScript,
    limits: Limits | None,
    world: World,
) -> Played:
    given: Answer | None = None
    while True:
        databases = world.connections.databases(env.now)
        ports = Ports(
            person, StateSession(conversation.state.values, world.facts), world.memory, databases, files=world.files
        )
        end = await Driver(conversation, ports, env, find=find, limits=limits).run(given)
        await databases.close()
        if not isinstance(end, Waiting) or not person.put_aside or not person.answers:
            return Played(end, person)
        conversation = Conversation.restore(conversation.snapshot(), find, limits=limits, env=env)
        answer = person.answers.pop(0)
        given = answer if isinstance(answer, Answer) else Answer(str(answer))
