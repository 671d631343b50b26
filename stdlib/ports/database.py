"""The port of tables: what is asked of a database and what it gives, as plain data. No SQL text is built here.

Names of tables and columns are looked up by the adapter and refused when the database does not have them; values are
always bound. Rows are ``dict`` in column order; values are None, bool, int, float, str, date, datetime, time,
timedelta, list or dict (kept as JSON).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from stdlib.functions.condition_tree import Condition

Row = dict[str, Any]


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``length`` is in characters. ``read_by`` and ``write_by`` are roles; empty means everyone.

    ``references`` names the table whose id it holds.
    """

    name: str
    kind: Kind = Kind.TEXT
    length: int | None = None
    required: bool = False
    key: bool = False
    unique: bool = False
    default: Any = None
    references: str = ""
    read_by: tuple[str, ...] = ()
    write_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A declared table; ``unique`` are sets of columns that are unique together."""

    name: str
    columns: tuple[Column, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    read_by: tuple[str, ...] = ()
    write_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """An index over columns of a table."""

    name: str
    table: str
    columns: tuple[str, ...]
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows: ``where`` over the columns with its ``Bound`` operands in ``values``, ``order`` as (column,
    descending). ``columns`` empty means all."""

    table: str
    where: Condition | None = None
    values: Sequence[Any] = ()
    order: tuple[tuple[str, bool], ...] = ()
    limit: int | None = None
    offset: int | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """What MERGE did."""

    inserted: int = 0
    updated: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One changed row, for triggers: ``kind`` is insert, update or delete; ``before``/``after`` the row or None."""

    kind: str
    table: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class SqlResult:
    """What an SQL statement gave: its rows, or the number of rows it changed."""

    rows: list[Row] = field(default_factory=list)
    changed: int = 0


@runtime_checkable
class Database(Protocol):
    """One database, for one conversation. Every method is one transaction unless it runs inside ``transaction``.

    Names are found in any case; a name that is not there is refused with the nearest one. In the bot's own database
    a table that ``define`` never declared is made by the first ``insert`` or ``merge`` and *grows*: an unknown column
    of a new value is added, and a column's kind is widened when a value does not fit it (whole numbers to numbers,
    dates to datetimes, anything else to text). Declared tables and those of other databases never grow.

    A grown table has a whole number ``id`` that counts up, or texts if the first row came with a text. A declared
    ``id`` of kind INTEGER counts up too; one of kind TEXT is made when it is not given.

    Conditions mean exactly what ``functions.condition_check`` says. Rows come in the order they were inserted unless
    ``order`` says otherwise; a text column is ordered by its code points, nothing comes last, or first when descending.

    Raises KeywordFault: GB7101 no such table, GB7102 no such column, GB7103 refused by a constraint or a value that
    its column cannot hold, GB7104 the database cannot be reached, is full or took too long, GB7105 the SQL is wrong
    or not allowed. What a condition itself faults with keeps its code.
    """

    async def table(self, name: str) -> Table | None:
        """The table with this name in any case, as the database has it; None when there is none."""

    def seen(self, name: str) -> Table | None:
        """The table as the last ``find`` of this process saw it, without asking; None when none has, and within a
        transaction."""

    async def tables(self) -> list[str]:
        """Names of all tables of the bot, sorted."""

    async def define(self, table: Table) -> list[str]:
        """Create the table or add what is missing, never drop; gives a sentence for each thing done."""

    async def ensure(self, table: Table) -> None:
        """Make the table, which grows, or add the columns it lacks; what is declared of it stays as it is."""

    async def create_index(self, index: Index) -> None:
        """Create the index unless it is there."""

    async def find(self, selection: Selection) -> list[Row]:
        """The rows."""

    async def total(self, selection: Selection, operation: str, column: str = "") -> Any:
        """SUM, AVG, MIN, MAX or COUNT of a column of the rows, as the function of that name says of a list.

        COUNT without a column is the number of the rows.
        """

    async def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """Add rows; gives their ids (None for a table without ``id``). An id that is not given is made."""

    async def update(self, selection: Selection, values: Mapping[str, Any]) -> int:
        """Change rows; gives their number.

        A value may be an ``Operand`` over the row as it was; in it a ``Call`` named + - * / reckons with two operands.
        """

    async def delete(self, selection: Selection) -> int:
        """Remove rows; gives their number."""

    async def merge(self, table: str, rows: Sequence[Mapping[str, Any]], key: str) -> Merged:
        """Insert or update each row by its ``key`` column; rows without it are skipped."""

    async def sql(
        self, text: str, values: Sequence[Any], rowsets: Mapping[str, Sequence[Row]], write: bool = False
    ) -> SqlResult:
        """Run one statement; ``?`` stands for the next value. ``rowsets`` are in-memory tables by name.

        A query, unless ``write`` lets INSERT, UPDATE and DELETE through too; these are not recorded as changes.
        """

    def transaction(self) -> AbstractAsyncContextManager[None]:
        """Everything inside happens or nothing; left by an exception it is undone."""

    async def begin(self) -> None:
        """Open a transaction that lasts until ``commit`` or ``rollback`` (BEGIN TRANSACTION in a program)."""

    async def commit(self) -> None:
        """Keep what was done since ``begin``."""

    async def rollback(self) -> None:
        """Undo what was done since ``begin``."""

    async def changes(self, after: int = 0, limit: int = 1000) -> list[tuple[int, Change]]:
        """Recorded changes of rows behind number ``after``, oldest first; written in the transaction of the change.

        Only the bot's own database has them, and keeps the last 100,000.
        """


@runtime_checkable
class Databases(Protocol):
    """The databases a bot reaches: its own under "", others by the name of their connection."""

    async def open(self, connection: str = "") -> Database:
        """The database; KeywordFault GB7106 names the connections there are when this one is not configured."""

    async def close(self) -> None:
        """The conversation stops: what an open transaction did is undone."""
