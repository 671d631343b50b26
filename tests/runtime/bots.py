"""Runs BASIC text against the fakes, with a restart (snapshot and restore) at every wait."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from compiler.api import compile_source
from stdlib.adapters.session_state import StateSession
from stdlib.catalog import load_catalog
from stdlib.conversation import Conversation, Script, load_script
from stdlib.driver import Driver, Finished, Result, Waiting
from stdlib.fakes import DictMemory, FixedEnvironment, ScriptedDialog
from stdlib.ports import Answer, Memory, Ports, Silence
from stdlib.report import Failed


def script(source: str, name: str = "test.bas") -> Script:
    """``source`` compiled and linked; fails with the findings when it has errors."""
    found = compile_source(source, name)
    assert found.program is not None, [f"{d.code} {d.message}" for d in found.diagnostics]
    return load_script(found.program, name)


class Bot:
    """One conversation with a script; ``others`` are scripts for CALL by name, ``ports`` further ports."""

    def __init__(
        self,
        source: str,
        answers: list[str | Answer | Silence] | None = None,
        *,
        others: Mapping[str, str] | None = None,
        memory: Memory | None = None,
        facts: Mapping[str, Any] | None = None,
        language: str = "en",
        variables: Mapping[str, Any] | None = None,
        ports: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        self.env = FixedEnvironment()
        self.dialog = ScriptedDialog(list(answers or []))
        self.memory = memory or DictMemory(self.env)
        self.facts = {"session.id": "s1", "user.id": "u1", **(facts or {})}
        self.ports = ports or {}
        self.options = {"language": language, **options}
        self.scripts = {"test.bas": script(source)}
        for name, text in (others or {}).items():
            self.scripts[name] = script(text, name)
        first = self.scripts["test.bas"]
        self.conversation = Conversation.start(first, variables, env=self.env)
        self.result: Result | None = None

    def find(self, name: str) -> Script | None:
        return self.scripts.get(name)

    @property
    def driver(self) -> Driver:
        session = StateSession(self.conversation.state.values, self.facts)
        ports = Ports(self.dialog, session, self.memory, **self.ports)
        return Driver(self.conversation, ports, self.env, find=self.find, catalog=load_catalog(), **self.options)

    def run(self, answer: Answer | Silence | None = None) -> Bot:
        """Go on as far as possible."""
        self.result = asyncio.run(self.driver.run(answer))
        return self

    def restart(self) -> None:
        """Go on in what might be another process."""
        self.conversation = Conversation.restore(self.conversation.snapshot(), self.find, env=self.env)

    @property
    def said(self) -> list[str]:
        return self.dialog.said

    @property
    def value(self) -> Any:
        assert isinstance(self.result, Finished), self.result
        return self.result.value

    @property
    def failed(self) -> Failed:
        assert isinstance(self.result, Failed), self.result
        return self.result

    @property
    def waiting(self) -> Waiting:
        assert isinstance(self.result, Waiting), self.result
        return self.result
