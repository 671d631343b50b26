"""The ports of a bot on the terminal: what its package configures, or fakes that print what would have happened.

Adapters are imported when a keyword first needs one, so that a bot that only talks starts at once.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from server.bots.package import Package
from server.bots.tables import DeclaredDatabases, Manifests
from stdlib.ports import Databases, Environment, Files, Http, KeywordFault, Mail, Messages, Ports

if TYPE_CHECKING:
    from stdlib.configuration import Configuration

Tell = Callable[[str], None]


class Deferred:
    """Stands for what ``make`` gives, which is made when something of it is first asked for."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._made: Any = None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            self._made = self._make()
        return getattr(self._made, name)


@asynccontextmanager
async def real_ports(
    package: Package, env: Environment, ports: Ports, manifests: Manifests = tuple
) -> AsyncIterator[Ports]:
    """``ports`` and those of the package; what was opened is closed at the end. ``manifests`` declare its tables."""
    async with AsyncExitStack() as opened:
        databases = cast(Databases, Deferred(lambda: _databases(package, env, opened)))
        yield replace(
            ports,
            databases=DeclaredDatabases(databases, manifests),
            mail=cast(Mail, Deferred(lambda: _mail(package))),
            messages=cast(Messages, Deferred(lambda: _messages(package))),
            http=cast(Http, Deferred(lambda: _http(package.config, opened))),
            files=cast(Files, Deferred(lambda: _files(package))),
        )


def _http(config: Configuration, opened: AsyncExitStack) -> Http:
    from stdlib.adapters.http_aiohttp import configured_client

    client = configured_client(config)
    opened.push_async_callback(client.close)
    return client


def _files(package: Package) -> Files:
    from server.bots.data_files import PackageFiles
    from stdlib.adapters.files_folder import FolderFiles

    drive = FolderFiles(package.drive)
    return drive if package.data is None else PackageFiles(drive, FolderFiles(package.data))


def _databases(package: Package, env: Environment, opened: AsyncExitStack) -> Databases:
    from stdlib.adapters.database_sqlite import SqliteStore
    from stdlib.adapters.databases import Connections

    _make_folder(package.state)
    stores = Connections(SqliteStore(package.state / "bot.db"), package.config)
    opened.push_async_callback(stores.close)
    found = stores.databases(env.now)
    opened.push_async_callback(found.close)
    return found


def _mail(package: Package) -> Mail:
    from stdlib.adapters.mail_configured import configured_mail

    try:
        return configured_mail(package.config, package.state / "mail")
    except ValueError as error:
        raise KeywordFault("GB7401", str(error)) from error


def _messages(package: Package) -> Messages:
    from stdlib.adapters.messages_outbox import OutboxMessages

    return OutboxMessages(package.state / "messages")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KeywordFault(
            "GB7104", f"{folder} cannot be made: {(error.strerror or 'unknown reason').lower()}"
        ) from error


def fake_ports(package: Package, env: Environment, ports: Ports, tell: Tell, manifests: Manifests = tuple) -> Ports:
    """``ports`` and fakes of everything outside, each effect told in one line; the bot's files are there to be read."""
    from stdlib.adapters.database_sqlite import SqliteStore
    from stdlib.fakes import DictFiles, FakeDatabases, FakeHttp, FakeMail, FakeMessages

    files = DictFiles(_content(package), tell)
    databases = DeclaredDatabases(FakeDatabases(lambda: SqliteStore().database(env.now), tell), manifests)
    return replace(
        ports,
        databases=databases,
        http=FakeHttp(tell=tell),
        files=files,
        mail=FakeMail(tell=tell),
        messages=FakeMessages(tell),
    )


def _content(package: Package) -> dict[str, bytes]:
    """The files of the bot by path, those of its data too; links are left out."""
    found: dict[str, bytes] = {}
    for folder in (package.data, package.drive):
        if folder is None:
            continue
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found
