"""``gbc serve``: host the bots of a folder as a chat service."""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from gbc.exits import ExitCode
from server.bots.project import UsageError
from server.bots.registry import packages
from server.logs import set_up
from server.settings import FILE, Settings, load


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command: the folder, and a flag for each setting that has one."""
    parser.add_argument("bots", metavar="BOTS", help="a folder of NAME.gbai folders, or one of them")
    parser.add_argument("--settings", metavar="FILE", help=f"settings; {FILE} beside the bots when it is there")
    for setting in fields(Settings):
        if not setting.metadata["flag"]:
            continue
        flag, help = "--" + setting.name.replace("_", "-"), setting.metadata["help"]
        if isinstance(setting.default, bool):
            parser.add_argument(flag, action="store_const", const=True, dest=setting.name, help=help)
        else:
            parser.add_argument(flag, metavar=type(setting.default).__name__.upper(), dest=setting.name, help=help)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    root = Path(arguments.bots)
    file = Path(arguments.settings) if arguments.settings else root / FILE
    given = {s.name: value for s in fields(Settings) if (value := getattr(arguments, s.name, None)) is not None}
    try:
        settings = load(file, os.environ, given)
    except ValueError as error:
        raise UsageError(str(error)) from error
    if not packages(root):
        raise UsageError(f"{root} has no bot: no folder that ends in .gbai")
    set_up(settings.log_level, settings.log_format)
    return _serve(settings, root)


def _serve(settings: Settings, root: Path) -> int:
    try:
        from aiohttp import web

        from server.app import create_app
        from server.bots.hosting import hosting_of
        from server.workers import listening, serve
    except ImportError as error:
        if (error.name or "").partition(".")[0] in ("server", "stdlib", "vm", "compiler"):
            raise
        raise UsageError(f"this needs the server's libraries: pip install 'gbc[server]' ({error.name})") from error
    try:
        opened = listening(settings.host, settings.port)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise UsageError(f"{settings.host}:{settings.port} cannot be listened on: {reason}") from error
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{opened.getsockname()[1]}"

    def ready(text: str) -> None:
        for folder in packages(root):
            print(f"{folder.stem}: {address}/{folder.stem}", flush=True)
            if settings.dev:
                print(f"  its console: {address}/dev/{folder.stem}", flush=True)
        print("Ctrl-C ends the server", flush=True)

    def work(tell: Callable[[str], None] = lambda text: None) -> None:
        app = create_app(settings, root, hosting_of(os.environ))
        web.run_app(app, sock=opened, print=tell, access_log=None, loop=_loop())

    if settings.workers == 1:
        work(ready)
        return ExitCode.OK
    ready("")
    return ExitCode(serve(settings.workers, work))


def _loop() -> asyncio.AbstractEventLoop:
    """The fast event loop where it is installed."""
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
