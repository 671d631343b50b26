"""Published versions of a bot: immutable sets of programs. A conversation stays with the version it began with.

Programs come from the store and are linked when first used. Made by ``server.bots.bot``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from server.bots.project import START
from server.store.port import Release
from server.triggers.spoken import Block, blocks
from stdlib.conversation import Script, kept_script
from stdlib.ports import KeywordFault
from stdlib.tool_schema import schemas
from vm.bytecode.codec import CodecError, loads
from vm.bytecode.program import Program
from vm.bytecode.verify import VerifyError
from vm.machine import LinkError


@dataclass(frozen=True, slots=True)
class Offer:
    """A tool: its script, the number of its section there, and its schema in OpenAI's form."""

    script: str
    section: int
    schema: Mapping[str, Any]


class Version:
    """One release; ``programs`` are its programs as bytes, by hash."""

    def __init__(self, release: Release, programs: Mapping[str, bytes]) -> None:
        self.release = release
        self.number = release.version
        self._programs = programs
        self._names = _names(release.scripts)
        self._scripts: dict[str, Script] = {}

    def find(self, name: str) -> Script | None:
        """The script that ``name`` means: with or without ``.bas`` and folder, in any case."""
        script = self._named(name)
        if script is None:
            return None
        if script in self._scripts:
            return self._scripts[script]
        try:
            found = self._scripts[script] = kept_script(self._program(script), script)
            return found
        except (CodecError, VerifyError, LinkError) as error:
            raise KeywordFault("GB6007", f"{script} cannot run on this installation: {error}") from error

    def has(self, name: str) -> bool:
        """Whether ``name`` means a script."""
        return self._named(name) is not None

    def _named(self, name: str) -> str | None:
        whole, file = spellings(name)
        return self._names.get(whole) or self._names.get(file)

    def _program(self, script: str) -> Program:
        return loads(self._programs[self.release.scripts[script]])

    @property
    def start(self) -> Script | None:
        """The script that a new conversation begins with."""
        return self.find(START)

    @cached_property
    def tools(self) -> dict[str, Offer]:
        """The scripts that say what they are for, by the name a model calls them by."""
        found: dict[str, Offer] = {}
        for script in self.release.scripts:
            program = self._program(script)
            told = [number for number, tool in enumerate(program.tools) if tool.description or tool.params]
            for number, schema in zip(told, schemas(program)["openai"], strict=True):
                found.setdefault(schema["function"]["name"], Offer(script, number, schema))
        return found

    @cached_property
    def blocks(self) -> Mapping[str, Block]:
        """The blocks that take messages for which no dialog waits, by their event."""
        return blocks(self.release.manifest)


def plain(name: str) -> str:
    """A script's name without ``.bas``, in lower case."""
    return name.strip().replace("\\", "/").lower().removeprefix("./").lstrip("/").removesuffix(".bas")


def spellings(script: str) -> tuple[str, str]:
    """The plain names that find a script: its whole path, and its file."""
    whole = plain(script)
    return whole, _file(whole)


def _file(plain: str) -> str:
    return plain.rstrip("/").rpartition("/")[2]


def _names(scripts: Mapping[str, str]) -> dict[str, str]:
    """Scripts by every name that finds them; a whole path counts before a mere file name."""
    names: dict[str, str] = {}
    for script in scripts:
        names.setdefault(_file(plain(script)), script)
    names.update({plain(script): script for script in scripts})
    return names
