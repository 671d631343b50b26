"""The databases of a bot: its own, and those that its configuration names as connections.

A connection ``erp`` is described by ``conn-erp-Driver``, ``-Server``, ``-Port``, ``-Name``, ``-Username`` and
``-Password``. Stores are opened when first used and shared by all conversations; ``Databases`` is made for each.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.adapters.egress import Egress
from stdlib.adapters.sql_database import Place
from stdlib.ports import KeywordFault
from stdlib.ports.database import Database

_SETTING = re.compile(r"conn-(.+)-(driver|server|port|name|username|password)", re.IGNORECASE)


_POSTGRES = frozenset({"postgres", "postgresql", "pgsql"})
_MYSQL = frozenset({"mysql", "mariadb"})


class Store(Protocol):
    """A database that is open, shared by all conversations."""

    def database(self, now: Callable[[], dt.datetime] = ...) -> Any:
        """A conversation's view of it."""


class Connections:
    """The stores of one bot. ``own`` is its own database; ``settings`` are its configuration, keys in any case.

    ``egress`` judges the servers of connections; None where the operator has chosen them. SQLite files are anywhere, or
    below ``folder`` only.
    """

    def __init__(
        self,
        own: Store,
        settings: Mapping[str, Any] | None = None,
        egress: Egress | None = None,
        folder: Path | None = None,
    ) -> None:
        self._egress = egress
        self._folder = folder
        self._stores: dict[str, Store] = {"": own}
        self._described: dict[str, dict[str, str]] = {}
        for key, value in (settings or {}).items():
            if match := _SETTING.fullmatch(key.strip()):
                self._described.setdefault(match[1].lower(), {})[match[2].lower()] = str(value).strip()

    def store(self, connection: str) -> Store:
        """The store of a connection; GB7106 names those there are."""
        name = connection.strip().lower()
        if name not in self._stores:
            if name not in self._described:
                there = ", ".join(sorted(self._described)) or "none"
                message = f'no connection "{connection[:60]}" is configured (there are: {there}); set conn-NAME-Server'
                raise KeywordFault("GB7106", message)
            self._stores[name] = self._store(name, self._described[name])
        return self._stores[name]

    def databases(self, now: Callable[[], dt.datetime] = dt.datetime.now) -> OpenDatabases:
        """What one conversation is granted."""
        return OpenDatabases(self, now)

    def _store(self, name: str, described: Mapping[str, str]) -> Store:
        driver = described.get("driver", "postgres").lower()
        if driver == "sqlite":
            return SqliteStore(self._file(name, described.get("name") or described.get("server", "")), own=False)
        if driver in _POSTGRES:
            from stdlib.adapters.database_postgres import PostgresStore

            return PostgresStore.connection(_place(name, described), self._egress)
        if driver in _MYSQL:
            from stdlib.adapters.database_mysql import MysqlStore

            return MysqlStore(_place(name, described), self._egress)
        message = f'the connection "{name}" wants the driver {driver}; there are mysql, postgres and sqlite'
        raise KeywordFault("GB7106", message)

    def _file(self, name: str, path: str) -> str:
        """The SQLite file of a connection; GB7106 when it is not where it must be."""
        if self._folder is None or path == ":memory:":
            return path
        found = (self._folder / path).resolve()
        if not found.is_relative_to(self._folder.resolve()):
            raise KeywordFault("GB7106", f'the file of the connection "{name}" must be in the folder of the bot')
        return str(found)

    async def close(self) -> None:
        """Close every store."""
        for store in self._stores.values():
            closing = getattr(store, "close")()  # noqa: B009 - of some stores it is a coroutine
            if closing is not None:
                await closing
        self._stores.clear()


def _place(name: str, described: Mapping[str, str]) -> Place:
    port = described.get("port", "")
    if port and not (port.isascii() and port.isdigit() and 0 < int(port[:9]) < 65536):
        raise KeywordFault("GB7106", f"conn-{name}-Port is a number from 1 to 65535, not {port[:40]}")
    user, password = described.get("username", ""), described.get("password", "")
    return Place(described.get("server") or "localhost", int(port or 0), described.get("name", ""), user, password)


class OpenDatabases:
    """The databases port of one conversation."""

    def __init__(self, connections: Connections, now: Callable[[], dt.datetime]) -> None:
        self._connections = connections
        self._now = now
        self._open: dict[str, Any] = {}

    async def open(self, connection: str = "") -> Database:
        """The database; GB7106 names the connections there are when this one is not configured."""
        name = connection.strip().lower()
        if name not in self._open:
            self._open[name] = self._connections.store(name).database(self._now)
        found: Database = self._open[name]
        return found

    async def close(self) -> None:
        """The conversation stops: what an open transaction did is undone."""
        for database in self._open.values():
            await database.close()
        self._open.clear()
