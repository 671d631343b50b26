"""The tables that a bot's scripts declare, made when a keyword first asks for a database. Called by hosts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from server.bots.loading import Rejected, compile_script
from server.bots.project import Project, Unreadable
from stdlib.ports import Databases

if TYPE_CHECKING:
    from stdlib.catalog import Catalog
    from stdlib.ports.database import Database

Manifests = Callable[[], Iterable[Mapping[str, Any]]]


def manifests_of(program: Mapping[str, Any], project: Project, catalog: Catalog) -> Iterable[Mapping[str, Any]]:
    """The manifest of the program that runs and those of the bot's scripts with tables; scripts with errors count not.

    Beside a single script only ``tables.bas`` is looked at.
    """
    yield program
    for script in project.scripts:
        if not project.whole and script.name.lower() != "tables.bas":
            continue
        try:
            if "table" in project.text(script).lower():
                yield compile_script(script, project, catalog).manifest
        except (Rejected, Unreadable):
            continue


class DeclaredDatabases:
    """The databases port, whose tables are made before it is first used."""

    def __init__(self, databases: Databases, manifests: Manifests) -> None:
        self._databases = databases
        self._manifests = manifests
        self._made = False

    async def open(self, connection: str = "") -> Database:
        """The database of a connection, "" for the bot's own."""
        if not self._made:
            from stdlib.tables.apply import apply_manifests

            await apply_manifests(self._manifests(), self._databases)
            self._made = True
        return await self._databases.open(connection)

    async def close(self) -> None:
        """Undo an open transaction."""
        await self._databases.close()
