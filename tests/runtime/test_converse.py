"""``gbc.converse``: turns of a program that dies on the way are repeated without repeating what they did."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

import gbc
from stdlib.adapters.database_sqlite import SqliteDatabase, SqliteStore
from stdlib.adapters.journal_sql import SqlJournal
from stdlib.fakes import FakeMail
from stdlib.ports.database import Selection

PROGRAM = """
HEAR name WITH "Name?"
SAVE "guests", {"name": name, "at": NOW(), "code": RANDOM(1, 1000000)}
guests = FIND "guests"
SEND MAIL "ana@example.com", name + " " + UBOUND(guests), "text", []
SAVE "notes", {"text": name}
RETURN UBOUND(guests)
"""


class Crash(BaseException):
    """The process ends."""


class Databases:
    """One database, which dies before or after its calls when ``left`` of them have been made."""

    def __init__(self, database: SqliteDatabase) -> None:
        self.database, self.left = database, -1

    async def open(self, connection: str = "") -> Any:
        return self

    async def close(self) -> None:
        await self.database.close()

    def __getattr__(self, name: str) -> Any:
        real = getattr(self.database, name)
        if name not in ("insert", "find"):
            return real

        async def called(*arguments: Any) -> Any:
            self.step()
            made = await real(*arguments)
            self.step()
            return made

        return called

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise Crash


class Host(gbc.Host):
    async def talk(self, message: Any) -> None:
        """Nobody listens."""


async def lives(crash_at: int) -> tuple[gbc.Outcome, list[str], list[Any], list[Any]]:
    """The end of a conversation that died once at step ``crash_at``: outcome, mail, guests, notes."""
    store = SqliteStore()
    try:
        databases, mail = Databases(store.database()), FakeMail()
        journal = SqlJournal(databases.database)
        compiled = gbc.compile(PROGRAM, "t.bas")
        assert compiled.program is not None, compiled.diagnostics
        host = Host(ports=gbc.Ports(databases=databases, mail=mail))
        waiting = await gbc.converse(compiled.program, host, journal)
        assert isinstance(waiting, gbc.Suspended)
        databases.left = crash_at
        try:
            outcome = await gbc.converse(compiled.program, host, journal, "Ana")
        except Crash:
            databases.left = -1
            outcome = await gbc.converse(compiled.program, host, journal, "Ana")
        rows = [await databases.database.find(Selection(table)) for table in ("guests", "notes")]
        return outcome, mail.effects, rows[0], rows[1]
    finally:
        store.close()


@pytest.mark.parametrize("crash_at", range(-1, 8))
def test_a_turn_happens_once_wherever_it_died(crash_at: int) -> None:
    outcome, mail, guests, notes = asyncio.run(lives(crash_at))
    assert outcome == gbc.Finished(1)
    assert mail == ['mail to ana@example.com: "Ana 1"']
    assert [row["name"] for row in guests] == ["Ana"]
    assert [row["text"] for row in notes] == ["Ana"]


def test_after_its_end_a_conversation_begins_anew() -> None:
    async def twice() -> list[gbc.Outcome]:
        journal = SqlJournal(SqliteStore().database())
        program = gbc.compile('HEAR x WITH "a"\nRETURN x\n').program
        assert program is not None
        answers = [None, "one", None, "two"]
        return [await gbc.converse(program, Host(), journal, answer) for answer in answers]

    outcomes = asyncio.run(twice())
    assert [type(outcome) for outcome in outcomes] == [gbc.Suspended, gbc.Finished, gbc.Suspended, gbc.Finished]
    assert outcomes[1] == gbc.Finished("one")
    assert outcomes[3] == gbc.Finished("two")
