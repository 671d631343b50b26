"""The database port over one connection at a time, the same for every dialect of SQL.

Each method is a coroutine over a ``Link``; what a dialect does differently lies in ``sql_schema``, ``sql_text`` and the
link. The adapter's class decides which connection runs a method and in which transaction.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, get_args

from stdlib.adapters import sql_schema as schema
from stdlib.adapters.sql_changes import add_index, check_name, define, ensure
from stdlib.adapters.sql_rows import Batch, chosen, record
from stdlib.adapters.sql_schema import Link
from stdlib.adapters.sql_totals import total
from stdlib.adapters.sql_writes import cell, insert, merge, receiving, update
from stdlib.encoding import unpack
from stdlib.functions.condition_tree import Operand
from stdlib.ports import KeywordFault
from stdlib.ports.database import Change, Index, Merged, Row, Selection, SqlResult, Table
from stdlib.tables.sql_text import RowCheck
from stdlib.tables.sql_values import plain
from vm.value import BasicError, from_python, to_python

T = TypeVar("T")
Job = Callable[[Link], Coroutine[Any, Any, T]]
_OPERANDS = get_args(Operand)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database of others is; port 0 is the usual one, an empty name or user what its server takes for it."""

    server: str = "localhost"
    port: int = 0
    name: str = ""
    user: str = ""
    password: str = field(default="", repr=False)


class SqlDatabase(ABC):
    """One conversation's view of a database; ``now`` is the clock of its conditions, ``seen`` the tables that the
    conversations of this process have seen."""

    def __init__(self, now: Callable[[], dt.datetime], seen: dict[str, Table]) -> None:
        self._now = now
        self._seen = seen

    @abstractmethod
    async def _call(self, job: Job[T], write: bool) -> T:
        """Run a job on a connection, in a transaction if it writes."""

    async def inside(self, job: Job[T]) -> T:
        """Run the job of another adapter in the open transaction, or in one of its own."""
        return await self._call(job, True)

    @property
    @abstractmethod
    def in_transaction(self) -> bool:
        """Whether the program has a transaction open."""

    @abstractmethod
    async def begin(self) -> None:
        """Open a transaction, or one inside it, that lasts until ``commit`` or ``rollback``."""

    @abstractmethod
    async def commit(self) -> None:
        """Keep what was done since ``begin``."""

    @abstractmethod
    async def rollback(self) -> None:
        """Undo what was done since ``begin``."""

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """Everything inside happens or nothing; left by an exception it is undone."""
        await self.begin()
        try:
            yield
        except BaseException:
            await asyncio.shield(self.rollback())
            raise
        await self.commit()

    async def close(self) -> None:
        """Undo an open transaction."""
        while self.in_transaction:
            await self.rollback()

    @abstractmethod
    async def sql(
        self, text: str, values: Sequence[Any], rowsets: Mapping[str, Sequence[Row]], write: bool = False
    ) -> SqlResult:
        """Run one statement."""

    # -- tables

    async def table(self, name: str) -> Table | None:
        """The table with this name in any case, as the database has it; None when there is none."""
        known = await self._call(lambda link: schema.lookup(link, name), False)
        return None if known is None else known.table

    def seen(self, name: str) -> Table | None:
        """The table as the last ``find`` of this process saw it, without asking; None when none has, and within a
        transaction."""
        return None if self.in_transaction else self._seen.get(name.lower())

    async def tables(self) -> list[str]:
        """Names of all tables of the bot, sorted."""
        return await self._call(schema.names, False)

    async def define(self, table: Table) -> list[str]:
        """Create the table or add what is missing, never drop; gives a sentence for each thing done."""
        return await self._call(lambda link: define(link, table), True)

    async def ensure(self, table: Table) -> None:
        """Make the table, which grows, or add the columns it lacks; what is declared of it stays as it is."""
        await self._call(lambda link: ensure(link, table), True)

    async def create_index(self, index: Index) -> None:
        """Create the index unless it is there."""

        async def job(link: Link) -> None:
            known = await schema.needed(link, index.table)
            columns = tuple(schema.column_needed(known, name).name for name in index.columns)
            check_name(link, "index", index.name)
            await add_index(link, known.table.name, replace(index, columns=columns))

        await self._call(job, True)

    # -- rows

    async def find(self, selection: Selection) -> list[Row]:
        """The rows; within a transaction of the bot's own database nobody else changes them until it ends."""

        async def job(link: Link) -> tuple[Table, list[Row]]:
            known = await schema.needed(link, selection.table)
            names = [schema.column_needed(known, name).name for name in selection.columns]
            check = RowCheck(_bound(selection), self._now)
            found = await chosen(link, known, selection, check, names, locked=link.own and self.in_transaction)
            return known.table, [row for _, row in found]

        table, rows = await self._call(job, False)
        if not self.in_transaction:
            self._see(table)
        return rows

    def _see(self, table: Table) -> None:
        """Remember the table; one that says the same stays the same object."""
        key = table.name.lower()
        before = self._seen.get(key)
        if before is not table and before != table:
            self._seen[key] = table

    async def total(self, selection: Selection, operation: str, column: str = "") -> Any:
        """A total of the rows; see the port."""

        async def job(link: Link) -> Any:
            known = await schema.needed(link, selection.table)
            return await total(link, known, selection, RowCheck(_bound(selection), self._now), operation, column)

        return await self._call(job, False)

    async def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """Add rows; gives their ids (None for a table without ``id``). An id that is not given is made."""
        made = [{key: plain(value) for key, value in row.items()} for row in rows]

        async def job(link: Link) -> list[Any]:
            known = await receiving(link, table, made)
            return [] if known is None else await insert(link, known, made)

        return await self._call(job, True)

    async def update(self, selection: Selection, values: Mapping[str, Any]) -> int:
        """Change rows; gives their number. See the port."""
        given = {key: plain(value) for key, value in values.items()}

        async def job(link: Link) -> int:
            known = await schema.needed(link, selection.table)
            check = RowCheck(_bound(selection), self._now)
            found = await chosen(link, known, selection, check, [], locked=True)
            if not given:
                return len(found)
            return await update(link, known, [(place, row, _after(row, given, check)) for place, row in found])

        return await self._call(job, True)

    async def delete(self, selection: Selection) -> int:
        """Remove rows; gives their number."""

        async def job(link: Link) -> int:
            known = await schema.needed(link, selection.table)
            found = await chosen(link, known, selection, RowCheck(_bound(selection), self._now), [], locked=True)
            await Batch(link, known).delete([place for place, _ in found])
            await record(link, [Change("delete", known.table.name, row, None) for _, row in found])
            return len(found)

        return await self._call(job, True)

    async def merge(self, table: str, rows: Sequence[Mapping[str, Any]], key: str) -> Merged:
        """Insert or update each row by its ``key`` column; rows without it are skipped."""
        made = [{name: plain(value) for name, value in row.items()} for row in rows]

        async def job(link: Link) -> Merged:
            keyed = [row for row in made if cell(row, key) not in (None, "")]
            known = await receiving(link, table, keyed)
            if known is None:
                return Merged(skipped=len(made))
            await link.exclusive(known.table.name)
            return await merge(link, known, keyed, key, len(made) - len(keyed), self._now)

        return await self._call(job, True)

    async def changes(self, after: int = 0, limit: int = 1000) -> list[tuple[int, Change]]:
        """Recorded changes of rows behind number ``after``, oldest first."""

        async def job(link: Link) -> list[tuple[int, Change]]:
            if not link.own:
                return []
            sql = "SELECT number, kind, name, old, new FROM gb_changes WHERE number > ? ORDER BY number LIMIT ?"
            rows = await link.rows(link.dialect.numbered(sql), (after, limit))
            return [(row[0], Change(row[1], row[2], _row(row[3]), _row(row[4]))) for row in rows]

        return await self._call(job, False)


def faults(error: BasicError) -> KeywordFault:
    """What a condition faulted with, as the keyword's fault."""
    return KeywordFault(error.code, str(error.message))


def _row(data: Any) -> Row | None:
    return None if data is None else dict(to_python(unpack(bytes(data))))


def _bound(selection: Selection) -> list[Any]:
    return [from_python(value) for value in selection.values]


def _after(row: Row, given: Mapping[str, Any], check: RowCheck) -> dict[str, Any]:
    """The new values of a row's columns, as given or reckoned from the row as it was."""
    before = from_python(row) if any(isinstance(value, _OPERANDS) for value in given.values()) else None
    return {
        key: plain(check.value(value, before)) if isinstance(value, _OPERANDS) else value
        for key, value in given.items()
    }
