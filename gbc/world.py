"""Fakes of everything outside for a bot on the terminal, which print what would have happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from server.bots.package import Package
from server.bots.tables import DeclaredDatabases, Manifests
from stdlib.ports import Environment, Ports

Tell = Callable[[str], None]


def fake_ports(package: Package, env: Environment, ports: Ports, tell: Tell, manifests: Manifests = tuple) -> Ports:
    """``ports`` and fakes of everything outside, each effect told in one line; the bot's files are there to be read."""
    from stdlib.adapters.database_sqlite import SqliteStore
    from stdlib.fakes import DictFiles, FakeDatabases, FakeHttp, FakeMail, FakeMessages

    files = DictFiles(content_of(package), tell)
    databases = DeclaredDatabases(FakeDatabases(lambda: SqliteStore().database(env.now), tell), manifests)
    return replace(
        ports,
        databases=databases,
        http=FakeHttp(tell=tell),
        files=files,
        mail=FakeMail(tell=tell),
        messages=FakeMessages(tell),
    )


def content_of(package: Package) -> dict[str, bytes]:
    """The files of the bot by path, those of its data too; links are left out."""
    found: dict[str, bytes] = {}
    for folder in (package.data, package.drive):
        if folder is None:
            continue
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found
