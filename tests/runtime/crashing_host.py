"""A host that is killed at every boundary of its turns, and what is left when it has come to the end.

``python -m tests.runtime.crashing_host FOLDER TURNS KILLS SEED [DSN]`` runs each life of the host in a forked process
that kills itself with SIGKILL at a random step, and prints what the world outside and the database saw as JSON. The
database is a SQLite file in FOLDER, or the PostgreSQL at DSN with a schema named after FOLDER.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from stdlib.adapters.database_sqlite import SqliteStore
from stdlib.adapters.environment import SystemEnvironment
from stdlib.adapters.journal_sql import SqlJournal
from stdlib.adapters.sql_database import SqlDatabase
from stdlib.effect_ports import journalled
from stdlib.effects import Effects
from stdlib.fakes import DictFiles, FakeMail
from stdlib.ports import KeywordFault, Ports
from stdlib.ports.database import Column, Kind, Selection, Table
from stdlib.ports.files import FileInfo
from stdlib.ports.mail import MailMessage, Receipt

TABLES = (
    Table("counter", (Column("id", Kind.INTEGER, key=True), Column("n", Kind.INTEGER))),
    Table("visits", (Column("id", Kind.INTEGER, key=True), Column("turn", Kind.INTEGER), Column("what", Kind.TEXT))),
)


class Steps:
    """Kills the process when so many steps have been taken."""

    def __init__(self, left: int) -> None:
        self.left = left

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def append(path: Path, line: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"{line}\n".encode())
    os.close(handle)


class Post(FakeMail):
    """A mail server that remembers every message it was given."""

    def __init__(self, path: Path, steps: Steps) -> None:
        super().__init__()
        self._path, self._steps = path, steps

    async def send(self, message: MailMessage) -> Receipt:
        self._steps.step()
        append(self._path, f"{message.key} {message.subject}")
        self._steps.step()
        return Receipt(message.key, True)


class Drive(DictFiles):
    """A file that is only added to."""

    def __init__(self, path: Path, steps: Steps) -> None:
        super().__init__()
        self._out, self._steps = path, steps

    async def append(self, path: str, content: bytes) -> FileInfo:
        self._steps.step()
        append(self._out, content.decode())
        self._steps.step()
        return FileInfo(path, 1, datetime(2026, 1, 1))


class Counted:
    """The journal's store with a step before and after everything it does."""

    def __init__(self, database: SqlDatabase, steps: Steps) -> None:
        self._database, self._steps = database, steps

    async def inside(self, work: Callable[[Any], Any]) -> Any:
        self._steps.step()
        made = await self._database.inside(work)
        self._steps.step()
        return made

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        async with self._database.transaction():
            yield
            self._steps.step()
        self._steps.step()


@asynccontextmanager
async def opened(folder: Path, dsn: str) -> AsyncIterator[Any]:
    """The bot's own database."""
    if not dsn:
        file = SqliteStore(folder / "bot.db")
        yield file.database()
        file.close()
        return
    from stdlib.adapters.database_postgres import PostgresStore

    store = PostgresStore.of_bot(dsn, folder.name)
    yield store.database()
    await store.close()


class Granted:
    """The databases port with one database."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    async def open(self, connection: str = "") -> SqlDatabase:
        return self._database

    async def close(self) -> None:
        await self._database.close()


async def turn(ports: Ports, env: Any, number: int) -> None:
    """What a program does between two waits; it reads, counts, sends, appends, and changes two rows at once."""
    assert ports.databases is not None
    assert ports.mail is not None
    assert ports.files is not None
    database = await ports.databases.open()
    rows = await database.find(Selection("counter"))
    count = rows[0]["n"] + 1
    await database.update(Selection("counter"), {"n": count})
    await database.insert("visits", [{"turn": number, "what": f"chance {env.random()} {env.now()}"}])
    await ports.mail.send(MailMessage(("ana@example.com",), f"{number} {count}", env.uuid()))
    try:
        await ports.files.append("visits.txt", str(number).encode())
    except KeywordFault as fault:
        if fault.code != "GB7501":
            raise
        await database.insert("visits", [{"turn": number, "what": "unknown"}])
    await database.begin()
    await database.insert("visits", [{"turn": number, "what": "first"}])
    await database.insert("visits", [{"turn": number, "what": "second"}])
    await database.commit()


async def live(folder: Path, dsn: str, turns: int, steps: Steps) -> None:
    """One life: go on from where the last one ended."""
    async with opened(folder, dsn) as database:
        for table in TABLES:
            await database.define(table)
        if not await database.find(Selection("counter")):
            await database.insert("counter", [{"n": 0}])
        journal = SqlJournal(Counted(database, steps))
        mail, files = Post(folder / "mail", steps), Drive(folder / "visits", steps)
        ports = Ports(databases=Granted(database), mail=mail, files=files)
        while (saved := await journal.open("s")).turn <= turns:
            effects = Effects(journal, "s", saved)
            await turn(journalled(replace(ports), effects), effects.environment(SystemEnvironment()), saved.turn)
            await journal.complete("s", saved.turn, b"state")


def run(folder: Path, dsn: str, turns: int, kills: int, seed: int) -> int:
    """Live and die until the turns are done; the number of deaths."""
    chance, deaths = random.Random(seed), 0
    while True:
        limit = chance.randrange(1, 25) if deaths < kills else 0
        child = os.fork()
        if child == 0:
            try:
                asyncio.run(live(folder, dsn, turns, Steps(limit)))
            except BaseException as error:
                print(repr(error), file=sys.stderr)
                os._exit(1)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if os.WIFSIGNALED(status):
            deaths += 1
        elif status:
            raise SystemExit("a life ended with an error")
        else:
            return deaths


async def left(folder: Path, dsn: str) -> dict[str, Any]:
    """What the database holds at the end."""
    async with opened(folder, dsn) as database:
        counter = await database.find(Selection("counter"))
        visits = await database.find(Selection("visits"))
    return {"counter": [row["n"] for row in counter], "visits": [[row["turn"], row["what"]] for row in visits]}


def main() -> None:
    """Run and print."""
    folder, (turns, kills, seed) = Path(sys.argv[1]), map(int, sys.argv[2:5])
    dsn = "".join(sys.argv[5:])
    deaths = run(folder, dsn, turns, kills, seed)
    seen = {name: (folder / name).read_text().splitlines() for name in ("mail", "visits")}
    rows = asyncio.run(left(folder, dsn))
    print(json.dumps({"deaths": deaths, "sent": seen["mail"], "appended": seen["visits"], **rows}))


if __name__ == "__main__":
    main()
