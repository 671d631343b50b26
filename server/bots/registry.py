"""All bots of a server: found in folders, published, followed while their files change. Started by ``server.app``."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from server.bots.bot import Bot
from server.bots.hosting import Hosting
from server.bots.package import STATE
from server.bots.project import UsageError
from server.bots.world import World
from server.store.port import Store
from stdlib.adapters.file_links import FileLinks

log = logging.getLogger("gbc.bots")

SUFFIX = ".gbai"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")


def packages(root: Path) -> list[Path]:
    """The packages at ``root``: itself, or the folders in it; UsageError when there are none."""
    if not root.is_dir():
        raise UsageError(f"{root} is not a folder")
    if root.suffix.lower() == SUFFIX:
        return [root]
    return sorted(child for child in root.iterdir() if child.suffix.lower() == SUFFIX and child.is_dir())


class Bots:
    """Bots by name, which is that of their folder. ``state`` is where each has a folder for what it keeps; ``key``
    signs addresses of files, of which there are none without it; ``make_world`` is what they reach."""

    def __init__(
        self, root: Path, state: Path, store: Store, hosting: Hosting, key: bytes = b"", make_world: type[World] = World
    ) -> None:
        self._root = root
        self._state = state
        self._store = store
        self._hosting = hosting
        self._key = key
        self._make_world = make_world
        self._bots: dict[str, Bot] = {}
        self.changed: list[Callable[[Bot], None]] = []
        """Called for each bot that has a new version, also the first one."""

    def get(self, name: str) -> Bot | None:
        """The bot with this name, in any case."""
        return self._bots.get(name.lower())

    def all(self) -> list[Bot]:
        """Every bot, by name."""
        return [self._bots[name] for name in sorted(self._bots)]

    @property
    def default(self) -> Bot | None:
        """The bot that is meant when none is named: ``default``, else the only or first one."""
        return self.get("default") or next(iter(self.all()), None)

    async def open(self) -> None:
        """Find and publish all bots."""
        found = packages(self._root)
        if not found:
            raise UsageError(f"{self._root} has no bot: no folder that ends in {SUFFIX}")
        await self._add(found)

    async def close(self) -> None:
        """Close every bot."""
        for bot in self._bots.values():
            await bot.close()

    async def _add(self, folders: Iterable[Path]) -> None:
        for folder in folders:
            name = folder.stem
            if not _NAME.fullmatch(name):
                log.warning("left out %s: a bot's name has letters, digits, - _ and . only", folder.name)
                continue
            if name.lower() in self._bots:
                continue
            links = FileLinks("", self._key, name) if self._key else None
            bot = Bot(name, folder, self._state / name, self._store, self._hosting, links, self._make_world)
            await bot.open()
            self._bots[name.lower()] = bot
            self._tell(bot)

    def _tell(self, bot: Bot) -> None:
        for item in bot.findings:
            log.warning("%s: %s %s", bot.name, item.code, item.message)
        for note in bot.notes:
            log.info("%s: %s", bot.name, note)
        for told in self.changed:
            told(bot)

    async def refresh(self, bot: Bot) -> None:
        """Publish a bot again after its files changed."""
        if await bot.refresh():
            self._tell(bot)
        for item in bot.findings:
            log.warning("%s keeps its last version: %s %s", bot.name, item.code, item.message)

    async def follow(self) -> None:
        """Publish again whatever changes, until cancelled; new bots are found, those that are gone are let go."""
        from watchfiles import awatch

        async for changes in awatch(self._root, step=100, debounce=300, watch_filter=self._matters):
            touched = {bot for _, path in changes if (bot := self._owner(Path(path))) is not None}
            for bot in touched:
                try:
                    await self.refresh(bot)
                except Exception:
                    log.exception("%s could not be published", bot.name)
            await self._follow_folders()

    def _matters(self, change: object, path: str) -> bool:
        """Whether a file can be part of what is published; not what the bots and the server keep."""
        parts = Path(path).relative_to(self._root.resolve()).parts
        return not any(part.lower() == STATE or part.lower().endswith((".gbdrive", ".gbkb")) for part in parts)

    def _owner(self, path: Path) -> Bot | None:
        return next((bot for bot in self._bots.values() if path.is_relative_to(bot.folder.resolve())), None)

    async def _follow_folders(self) -> None:
        there = await asyncio.to_thread(packages, self._root)
        await self._add(folder for folder in there if folder.stem.lower() not in self._bots)
        gone = {bot.name.lower() for bot in self._bots.values()} - {folder.stem.lower() for folder in there}
        for name in gone:
            await self._bots.pop(name).close()
            log.info("%s is gone", name)
