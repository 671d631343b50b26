"""The ports of a bot on the terminal: what its package configures, or fakes that print what would have happened.

Adapters are imported when a keyword first needs one, so that a bot that only talks starts at once.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from gbc.package import Package
from stdlib.ports import Environment, Http, Ports

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
async def real_ports(package: Package, env: Environment, ports: Ports) -> AsyncIterator[Ports]:
    """``ports`` and those of the package; what was opened is closed at the end."""
    async with AsyncExitStack() as opened:
        yield replace(
            ports,
            http=cast(Http, Deferred(lambda: _http(package.config, opened))),
        )


def _http(config: Configuration, opened: AsyncExitStack) -> Http:
    from stdlib.adapters.http_aiohttp import configured_client

    client = configured_client(config)
    opened.push_async_callback(client.close)
    return client


def fake_ports(package: Package, ports: Ports, tell: Tell) -> Ports:
    """``ports`` and fakes of everything outside, each effect told in one line; the bot's files are there to be read."""
    from stdlib.fakes import DictFiles, FakeHttp, FakeMail

    files = DictFiles(_content(package), tell)
    return replace(ports, http=FakeHttp(tell=tell), files=files, mail=FakeMail(tell=tell))


def _content(package: Package) -> dict[str, bytes]:
    """The files of the bot by path; links are left out."""
    if not package.drive.is_dir():
        return {}
    found = (path for path in sorted(package.drive.rglob("*")) if path.is_file() and not path.is_symlink())
    return {path.relative_to(package.drive).as_posix(): path.read_bytes() for path in found}
