"""One bot of a server: its package, its published versions, and what its conversations reach.

Publishing compiles every script; a package with errors keeps the last good version and the findings. Made by
``server.bots.registry``.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from diagnostics.diagnostic import Diagnostic
from server.bots.hosting import Hosting
from server.bots.loading import Rejected, compile_script
from server.bots.package import Package, package_of
from server.bots.project import Project, Unreadable, package
from server.bots.versions import Version
from server.bots.world import World
from server.look import is_public
from server.store.port import Release, Store, Trigger
from server.triggers import times
from server.triggers.declared import triggers_of
from server.triggers.happenings import marks
from stdlib.adapters.file_links import FileLinks
from stdlib.catalog import load_catalog
from stdlib.ports import KeywordFault
from stdlib.tables.apply import apply_manifests
from vm.bytecode.codec import dumps, program_hash
from vm.bytecode.program import Program


@dataclass
class Compiled:
    """The programs of a package by script name, and what is wrong with the others."""

    programs: dict[str, Program] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)


def compile_package(project: Project) -> Compiled:
    """Compile all scripts; touches nothing but the cache."""
    found, catalog = Compiled(), load_catalog()
    for script in project.scripts:
        try:
            found.programs[script.name] = compile_script(script, project, catalog)
        except Rejected as error:
            found.findings += error.diagnostics
        except Unreadable as error:
            found.findings.append(error.diagnostic)
    return found


class Bot:
    """``package`` is as it was when last read. ``findings`` are errors of the newest state of its scripts, ``notes``
    what publishing could not do."""

    def __init__(
        self,
        name: str,
        folder: Path,
        state: Path,
        store: Store,
        hosting: Hosting,
        links: FileLinks | None = None,
        make_world: type[World] = World,
    ) -> None:
        self.name = name
        self.folder = folder
        self.findings: list[Diagnostic] = []
        self.notes: list[str] = []
        self._state = state
        self._store = store
        self.package: Package = package_of(folder, state)
        self.world = make_world(self.package, hosting, links)
        self._versions: dict[int, Version] = {}
        self._current: Version | None = None

    @property
    def public(self) -> bool:
        """Whether it speaks to people without an account."""
        return is_public(self.package.config)

    @property
    def answers(self) -> bool:
        """Whether a language model answers what no dialog waits for."""
        return self.world.answers

    @property
    def current(self) -> Version | None:
        """The version that new conversations begin with; None until one could be published."""
        return self._current

    async def open(self) -> None:
        """Find the last version that was published, and publish what the folder holds."""
        released = await self._store.releases(self.name)
        if released:
            self._current = await self._load(released[-1])
        await self.refresh()

    async def close(self) -> None:
        """Close what the conversations reached."""
        await self.world.__aexit__(None, None, None)

    async def refresh(self) -> bool:
        """Publish the scripts as they are now, if they have no errors; True when there is a new version."""
        self.package = package_of(self.folder, self._state)
        self.world.package = self.package
        compiled = await asyncio.to_thread(compile_package, package(self.folder))
        self.findings = compiled.findings
        if compiled.findings and self._current is not None:
            return False
        scripts = {name: program_hash(program) for name, program in compiled.programs.items()}
        if self._current is not None and self._current.release.scripts == scripts:
            return False
        manifest = {name: program.manifest for name, program in compiled.programs.items()}
        await self._register(manifest)
        triggers = await self._triggers(manifest)
        programs = {scripts[name]: dumps(program) for name, program in compiled.programs.items()}
        release = await self._store.publish(Release(self.name, 0, scripts, manifest), programs, triggers)
        self._current = self._versions[release.version] = Version(release, programs)
        return True

    async def _register(self, manifest: Mapping[str, Mapping[str, Any]]) -> None:
        """Make the tables that the scripts declare; a database that is down is a note, not an end."""
        self.notes = []
        declared = [item for item in manifest.values() if item.get("tables") or item.get("indexes")]
        if not declared:
            return
        try:
            async with self.world.ports() as ports:
                if ports.databases is not None:
                    self.notes = await apply_manifests(declared, ports.databases)
        except KeywordFault as fault:
            self.notes = [f"the tables could not be made: {fault.message}"]

    async def _triggers(self, manifest: Mapping[str, Mapping[str, Any]]) -> list[Trigger]:
        """What the scripts say that starts them; a line that cannot be kept is a note."""
        now = self._store.clock()
        zone: dt.tzinfo = dt.UTC
        try:
            zone = times.zone_of(self.package.config)
            places = await marks(self)
        except (times.Unreadable, KeywordFault) as error:
            self.notes.append(str(error))
            places = {}
        found, notes = triggers_of(self.name, manifest, now, zone, places)
        self.notes += notes
        return found

    async def version(self, number: int) -> Version | None:
        """A version by its number, kept once it was asked for."""
        if number not in self._versions:
            for release in await self._store.releases(self.name):
                if release.version == number:
                    self._versions[number] = await self._load(release)
        return self._versions.get(number)

    async def _load(self, release: Release) -> Version:
        programs: dict[str, bytes] = {}
        for digest in set(release.scripts.values()):
            code = await self._store.program(digest)
            if code is not None:
                programs[digest] = code
        version = self._versions[release.version] = Version(release, programs)
        return version
