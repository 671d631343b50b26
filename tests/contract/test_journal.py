"""The contract of the journal port, for every database that keeps one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from stdlib.adapters.journal_sql import SqlJournal
from stdlib.ports import KeywordFault
from stdlib.ports.database import Selection
from stdlib.ports.journal import Entry, Saved, Stage
from tests.contract.test_database import ADAPTERS

Body = Callable[[Any, Any], Coroutine[Any, Any, None]]
ONE = Entry(1, "mail.send", b"\x00\xff", Stage.STARTED)
TWO = Entry(2, "db.find", b"d", Stage.DONE, b"\x01" * 1000, b"12345678")


@pytest.fixture(params=["postgres", "sqlite"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Body], None]:
    """Runs a body with two views of one database: two processes, each with a connection of its own."""

    def running(body: Body) -> None:
        async def whole() -> None:
            async with ADAPTERS[request.param](tmp_path) as store:
                one, two = store.database(), store.database()
                await body(one, two)
                await one.close()
                await two.close()

        asyncio.run(whole())

    return running


async def over(journal: SqlJournal, turn: int, entry: Entry = ONE) -> None:
    """The turn is refused."""
    with pytest.raises(KeywordFault) as caught:
        await journal.write("s", turn, [entry])
    assert caught.value.code == "GB7504"


def test_a_turn_is_kept_and_ended(run: Any) -> None:
    async def body(one: Any, two: Any) -> None:
        journal, other = SqlJournal(one), SqlJournal(two)
        assert await journal.open("s") == Saved(1)
        await journal.write("s", 1, [TWO, ONE])
        assert await other.open("s") == Saved(1, None, (ONE, TWO))
        done = Entry(1, "mail.send", b"e", Stage.DONE, b"r")
        await journal.write("s", 1, [done])
        assert (await other.open("s")).entries == (done, TWO)
        await journal.complete("s", 1, b"state\0")
        assert await other.open("s") == Saved(2, b"state\0")
        await other.complete("s", 2, None)
        assert await journal.open("s") == Saved(3)

    run(body)


def test_conversations_do_not_see_each_other(run: Any) -> None:
    async def body(one: Any, two: Any) -> None:
        journal = SqlJournal(one)
        await journal.write("a", 1, [ONE])
        await journal.complete("b", 1, b"b")
        assert await journal.open("a") == Saved(1, None, (ONE,))
        assert await journal.open("b") == Saved(2, b"b")

    run(body)


def test_a_turn_that_is_over_is_refused_and_a_later_one_forgets(run: Any) -> None:
    async def body(one: Any, two: Any) -> None:
        journal, other = SqlJournal(one), SqlJournal(two)
        await journal.write("s", 1, [ONE])
        await other.complete("s", 1, b"x")
        await over(journal, 1)
        with pytest.raises(KeywordFault):
            await journal.complete("s", 1, b"y")
        assert await journal.open("s") == Saved(2, b"x")
        await journal.write("s", 7, [ONE])
        assert await other.open("s") == Saved(7, None, (ONE,))
        await over(other, 6)

    run(body)


def test_entries_and_rows_happen_together_or_not_at_all(run: Any) -> None:
    async def body(one: Any, two: Any) -> None:
        journal = SqlJournal(one)
        await one.insert("t", [{"n": 1}])
        with suppress(ZeroDivisionError):
            async with journal.transaction():
                await one.insert("t", [{"n": 2}])
                await journal.write("s", 1, [ONE])
                raise ZeroDivisionError
        assert await journal.open("s") == Saved(1)
        async with journal.transaction():
            await one.insert("t", [{"n": 3}])
            await journal.write("s", 1, [ONE])
            await journal.complete("s", 1, b"z")
        assert await SqlJournal(two).open("s") == Saved(2, b"z")
        assert [row["n"] for row in await two.find(Selection("t"))] == [1, 3]

    run(body)


def test_of_two_that_end_a_turn_at_once_one_is_refused(run: Any) -> None:
    async def body(one: Any, two: Any) -> None:
        for turn in range(1, 21):
            ended = await asyncio.gather(
                *(SqlJournal(view).complete("s", turn, b"%d" % at) for at, view in enumerate((one, two))),
                return_exceptions=True,
            )
            refused = [end for end in ended if isinstance(end, KeywordFault)]
            assert [fault.code for fault in refused] == ["GB7504"]
            assert (await SqlJournal(one).open("s")).turn == turn + 1

    run(body)


def test_a_program_reaches_none_of_it(run: Any) -> None:
    async def body(one: Any, two: Any) -> None:
        await SqlJournal(one).write("s", 1, [ONE])
        assert await one.tables() == []
        for table in ("gb_sessions", "gb_journal"):
            for call in (one.find(Selection(table)), one.sql(f"SELECT * FROM {table}", (), {})):
                with pytest.raises(KeywordFault):
                    await call

    run(body)
