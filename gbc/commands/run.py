"""``gbc run``: a script, a ``.gbc`` file or a bot on the terminal, also over several processes with ``--state``.

Messages and buttons go to stdout, PRINT and faults to stderr, HEAR reads a line of stdin.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gbc.exits import ExitCode
from server.bots.package import Package, package_of
from server.bots.project import UsageError

if TYPE_CHECKING:
    from server.bots.hosting import Hosting
    from server.bots.project import Project
    from server.bots.tables import Manifests
    from stdlib.adapters.memory_sqlite import SqliteMemory
    from stdlib.catalog import Catalog
    from stdlib.conversation import Conversation, FindScript, Script
    from stdlib.driver import Result
    from stdlib.effects import Effects
    from stdlib.ports import Environment, Ports
    from vm.bytecode.program import Program
    from vm.jit.tier import Mode


SavedRun = tuple[bytes, bytes, int]
"""Conversation, memory and number of the next turn in a state file."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("target", metavar="FILE", help="a .bas file, a .gbc file, or a .gbai package (its start.bas)")
    parser.add_argument(
        "--param", action="append", default=[], metavar="NAME=VALUE", help="value of a PARAM; may be repeated"
    )
    parser.add_argument(
        "--state", metavar="FILE", help="save the conversation here when the input ends at a HEAR, and go on from it"
    )
    parser.add_argument(
        "--jit",
        choices=("off", "auto", "always"),
        default="auto",
        help="machine code for loops and functions over numbers: when they have run for a while (auto), at their first "
        "use (always), or never; needs the extra gbc[jit]",
    )
    parser.add_argument(
        "--fake",
        action="store_true",
        help="nothing leaves this process: web requests, mail, files and tables are fakes, and each effect is shown",
    )
    parser.add_argument(
        "--data",
        metavar="FOLDER",
        help="keep tables, memory and mail here (else in .gbc in the package or beside the script)",
    )
    parser.add_argument(
        "--database",
        metavar="URL",
        help="keep tables in this PostgreSQL, as postgres://user:password@host/name, in a schema of the bot; "
        "else GBC_DATABASE_URL, else a file in the folder of --data",
    )
    parser.add_argument("--result", action="store_true", help="print what the script returns as JSON on the last line")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Run to the end, to a fault, or to the end of the input."""
    from gbc.terminal import show_error
    from server.bots.loading import Damaged
    from server.bots.running import finder, ready
    from server.bots.tables import manifests_of
    from stdlib.catalog import load_catalog
    from stdlib.conversation import StateError

    state = Path(arguments.state) if arguments.state else None
    loaded = _load(arguments.target)
    if loaded is None:
        return ExitCode.ERRORS
    program, name, project = loaded
    catalog = load_catalog()
    try:
        script = ready(program, name, catalog)
        find = _compiling(finder(script, project, catalog), arguments.jit)
        find(script.name)
        package = package_of(Path(arguments.target), Path(arguments.data) if arguments.data else None)
        if package.root is None:
            package = replace(package, name=project.name)
        tables = partial(manifests_of, program.manifest, project, catalog)
        return asyncio.run(_converse(arguments, script, find, state, package, catalog, tables))
    except (Damaged, StateError) as error:
        show_error(error.code, str(error))
        return ExitCode.ERRORS


def _compiling(find: FindScript, mode: Mode) -> FindScript:
    """``find``, whose scripts use machine code as ``mode`` says."""
    if mode == "off":
        return find
    from server.bots.cache import directory
    from vm.jit.tier import attach

    def found(name: str) -> Script | None:
        script = find(name)
        if script is not None and script.linked.tier is None:
            attach(script.linked, mode, directory() / "native")
        return script

    return found


def _load(target: str) -> tuple[Program, str, Project] | None:
    """Program, its name and its project; None after its errors were shown."""
    from gbc.commands import load_or_show
    from server.bots.project import START, discover

    place = Path(target)
    if not place.is_dir():
        loaded = load_or_show(target)
        return None if loaded is None else (loaded[0], _name(place, loaded[1]), loaded[1])
    projects = discover(target)
    if len(projects) > 1:
        raise UsageError(f"{target} holds {len(projects)} bots; name one of them")
    start = projects[0].find(START)
    if start is None:
        raise UsageError(f"{target} has no {START}; name a script to run")
    loaded = load_or_show(start.shown)
    return None if loaded is None else (loaded[0], start.name, projects[0])


def _name(place: Path, project: Project) -> str:
    return next((script.name for script in project.scripts if script.path == place), place.name)


async def _converse(
    arguments: argparse.Namespace,
    script: Script,
    find: FindScript,
    state: Path | None,
    package: Package,
    catalog: Catalog,
    manifests: Manifests,
) -> ExitCode:
    from gbc.durable import end_turn
    from server.bots.running import known
    from stdlib.adapters.environment import SystemEnvironment
    from stdlib.driver import Driver, Waiting

    env: Environment = SystemEnvironment()
    saved = None if state is None else _saved(state)
    given = {**known(package.name, "terminal", "user", "user", "terminal"), **package.config.variables}
    with contextlib.closing(_memory(package, saved, arguments.fake or state is not None)) as memory:
        async with _outside(arguments, package, env, memory, manifests) as (ports, has_rows):
            effects = await _effects(arguments.fake, has_rows, state, saved, ports, script)
            if effects is not None:
                env = effects.environment(env)
            conversation = _open(arguments.param, given, script, find, saved, env)
            driver = Driver(
                conversation, _terminal(ports, package, conversation), env, find=find, catalog=catalog,
                bot=package.name, session_id="terminal", variables=given, effects=effects,
            )  # fmt: skip
            result = await driver.run()
            waits = isinstance(result, Waiting)
            if waits and state is not None:
                _put_aside(conversation, memory, state, 1 if effects is None else effects.turn + 1)
            if effects is not None:
                await end_turn(effects)
            if not waits and state is not None:
                state.unlink(missing_ok=True)
    if waits and state is None:
        print(
            "gbc run: the program waits for an answer and the input has ended; --state FILE saves it", file=sys.stderr
        )
        return ExitCode.INPUT_ENDED
    return ExitCode.OK if waits else _finish(result, arguments.result)


def _memory(package: Package, saved: SavedRun | None, passing: bool) -> SqliteMemory:
    """The bot's memory: in the folder of its package, or gone at the end when it is ``passing``."""
    from stdlib.adapters.memory_sqlite import SqliteMemory
    from stdlib.conversation import StateError

    if not passing and package.root is not None:
        try:
            package.state.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            raise UsageError(f"{package.state} cannot be made: {reason}") from error
        return SqliteMemory(str(package.state / "memory.db"))
    memory = SqliteMemory()
    try:
        if saved is not None:
            memory.load(saved[1])
    except ValueError as error:
        raise StateError("GB8007", "the saved state is damaged; remove it to start again") from error
    return memory


def _saved(state: Path) -> SavedRun | None:
    """What is in the state file, None when there is none."""
    from gbc.state_file import load

    if not state.exists():
        return None
    try:
        return load(state)
    except OSError as error:
        raise UsageError(f"{state} cannot be read: {(error.strerror or 'unknown reason').lower()}") from error


async def _effects(
    fake: bool, has_rows: bool, state: Path | None, saved: SavedRun | None, ports: Ports, script: Script
) -> Effects | None:
    """The journal of a conversation that can go on later; none for one that cannot."""
    from gbc.durable import begin_turn

    if fake or state is None or ports.databases is None:
        return None
    turn = None if saved is None else saved[2]
    return await begin_turn(ports.databases, has_rows, state, turn, script.digest)


def _open(
    params: list[str],
    given: dict[str, Any],
    script: Script,
    find: FindScript,
    saved: SavedRun | None,
    env: Environment,
) -> Conversation:
    """A new conversation, or the one in the state file."""
    from stdlib.conversation import Conversation

    if saved is None:
        return Conversation.start(script, {**given, **_variables(params, script.program, env)}, env=env)
    return Conversation.restore(saved[0], find, env=env)


def _variables(params: list[str], program: Program, env: Any) -> dict[str, Any]:
    """Variables from ``--param``; UsageError for one that is wrong."""
    from stdlib.params import bind_named
    from stdlib.ports import KeywordFault
    from vm.bytecode.program import Tool

    given: dict[str, Any] = {}
    for word in params:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--param takes NAME=VALUE, and got {word}")
        given[name.strip()] = value
    try:
        return bind_named(program.tools[0] if program.tools else Tool("", "", (), 0), given, env.now().date())
    except KeywordFault as error:
        raise UsageError(error.message) from error


@contextlib.asynccontextmanager
async def _outside(
    arguments: argparse.Namespace, package: Package, env: Environment, memory: SqliteMemory, manifests: Manifests
) -> AsyncIterator[tuple[Ports, bool]]:
    """The memory and the ports of the package, or fakes of them; and whether its database may have something in it."""
    from stdlib.ports import Ports

    if arguments.fake:
        from gbc.world import fake_ports

        yield (
            fake_ports(package, env, Ports(memory=memory), lambda line: print(line, file=sys.stderr), manifests),
            False,
        )
        return
    from server.bots.world import World

    async with World(package, _hosting(arguments.database)) as world, world.ports(env.now, manifests) as ports:
        yield replace(ports, memory=memory), world.has_rows


def _hosting(database: str | None) -> Hosting:
    """What the environment says, with the database of the command line."""
    from server.bots.hosting import hosting_of

    try:
        found = hosting_of(os.environ)
        return found if database is None else replace(found, database=database)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _terminal(ports: Ports, package: Package, conversation: Conversation) -> Ports:
    """``ports`` with the terminal and the session of this conversation."""
    from stdlib.adapters.console import ConsoleDialog, Lines
    from stdlib.adapters.schedule_told import ToldSchedule
    from stdlib.adapters.session_state import StateSession

    facts = {"session.id": "terminal", "user.id": "user", "bot": package.name, "channel": "terminal"}
    facts.update(package.facts)
    dialog = ConsoleDialog(Lines(sys.stdin), sys.stdout, sys.stderr)
    schedule = ToldSchedule(lambda line: print(line, file=sys.stderr))
    return replace(ports, dialog=dialog, schedule=schedule, session=StateSession(conversation.state.values, facts))


def _put_aside(conversation: Conversation, memory: SqliteMemory, state: Path, turn: int) -> None:
    """Save the conversation; ``turn`` is the number of its next one."""
    from gbc.state_file import save

    try:
        save(state, conversation.snapshot(), memory.dump(), turn)
    except OSError as error:
        raise UsageError(f"{state} cannot be written: {(error.strerror or 'unknown reason').lower()}") from error


def _finish(result: Result, show_result: bool) -> ExitCode:
    from gbc.terminal import show_fault
    from stdlib.driver import Finished
    from stdlib.report import Failed
    from vm.value import to_json

    if isinstance(result, Failed):
        sys.stdout.flush()
        show_fault(result, sys.stderr)
        return ExitCode.ERRORS
    if show_result and isinstance(result, Finished):
        print(to_json(result.value))
    return ExitCode.OK
