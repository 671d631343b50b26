"""Hosts a data folder in children that kill themselves with SIGKILL at a chosen boundary. Started by ``test_kills``.

A warm process imports everything once and forks for each command line ``ROOT DATA SESSIONS MESSAGES POINT``. POINT is
the boundary at which the child dies, 0 for none, and -1 for a child that dies whenever the turn of u0 serves a keyword.
It answers with the child's exit status. What the child was told is durable is appended to ``DATA/acked`` by one write.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

import server.conversations as conversations_module
import server.store.writer as writer_module
import stdlib.adapters.database_sqlite as database_module
import stdlib.driver as driver_module
from server.store.port import Incoming, Kind, Status
from tests.server.conversing import hosted


def dying_at(point: int) -> None:
    """Count the boundaries of effects from now on, and die at number ``point``."""
    passed = 0

    def boundary() -> None:
        nonlocal passed
        passed += 1
        if passed == point:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(owner: Any, name: str) -> None:
        plain = getattr(owner, name)

        def wrapped(*arguments: Any, **named: Any) -> Any:
            boundary()
            result = plain(*arguments, **named)
            boundary()
            return result

        setattr(owner, name, wrapped)

    around(writer_module.Writer, "_fill")
    around(writer_module.Writer, "_commit")
    around(database_module.SqliteLink, "transact")
    around(driver_module.Driver, "_resume")


def dying_for(user: str) -> None:
    """Die whenever a turn of ``user`` serves a keyword."""
    plain = driver_module.Driver._serve

    async def serve(self: Any, request: Any) -> Any:
        if self.context.user == user:
            os.kill(os.getpid(), signal.SIGKILL)
        return await plain(self, request)

    driver_module.Driver._serve = serve  # type: ignore[method-assign]


async def talk(root: Path, data: Path, sessions: int, messages: int) -> None:
    """Say what was not said yet, ``messages`` for each of ``sessions``, and wait until all is answered."""
    data.mkdir(parents=True, exist_ok=True)
    acked = os.open(data / "acked", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    async with hosted(root, data) as host:
        bot = host.bots.get("b")
        assert bot is not None
        for user in range(sessions):
            if not await host.store.sessions("b", f"u{user}", 1):
                await host.conversations.open(bot, f"u{user}")
        await asyncio.gather(*(one(host, f"u{user}", messages, acked) for user in range(sessions)))


async def one(host: Any, user: str, messages: int, acked: int) -> None:
    """The messages of one person; some are sent twice, as clients do that saw no answer."""
    (session,) = await host.store.sessions("b", user, 1)
    sent = {event.body["external"] for event in await host.log(session.id) if event.kind == "user"}
    for number in range(1, messages + 1):
        id = f"m{number}"
        if id in sent and number % 3:
            continue
        await host.conversations.put(session.id, Incoming(Kind.MESSAGE, {"text": id}, id))
        os.write(acked, f"{user} {id}\n".encode())
    while len(await host.said(session.id)) < messages:
        await asyncio.sleep(0.001)
        row = await host.store.session(session.id)
        if row.status == Status.PARKED:
            return
    await host.quiet(session.id)


def child(words: list[str]) -> None:
    """One life."""
    root, data, sessions, messages, point = Path(words[0]), Path(words[1]), *map(int, words[2:])
    if point < 0:
        dying_for("u0")
    else:
        conversations_module.MOST_ATTEMPTS = 1_000_000  # it is not the turns that end the process here
        if point:
            dying_at(point)
    asyncio.run(asyncio.wait_for(talk(root, data, sessions, messages), 60))


def main() -> None:
    """Fork for each line of the input."""
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            try:
                child(line.split())
                os._exit(0)
            except BaseException as error:
                print(f"failed: {error!r}", file=sys.stderr, flush=True)
                os._exit(1)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
