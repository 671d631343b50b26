"""A file that stands for a table, with the meaning that a table of a database has.

The whole file is read, changed in memory and written back at once; changes of one file wait for each other. Columns
grow as rows need them. Called through ``places``.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

from stdlib.functions.condition_check import kept_rows
from stdlib.functions.condition_tree import Call, Column, Filter, Joined, Literal
from stdlib.functions.totals import TOTALS
from stdlib.ports import Files, KeywordFault
from stdlib.ports.database import Merged, Row, Selection
from stdlib.tables.file_formats import MOST_BYTES, decode, encode
from stdlib.tables.sql_text import RowCheck
from vm.value import Array, Object, equals, from_python, to_python, to_text

FILE_KINDS = (".csv", ".xlsx", ".json")
"""Ends of names that mean a file."""

_LOCKS: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
_OPERANDS = Literal | Joined | Column | Call


class FileTables:
    """Tables in the files of a bot. ``now`` is the clock of conditions."""

    def __init__(self, files: Files, bot: str, now: Callable[[], dt.datetime]) -> None:
        self._files = files
        self._bot = bot
        self._now = now

    def _lock(self, path: str) -> asyncio.Lock:
        """What changes of one file wait for, in all conversations of the bot."""
        return _LOCKS.setdefault((self._bot, path), asyncio.Lock())

    async def find(self, selection: Selection) -> list[Row]:
        """The rows; GB7101 when there is no such file."""
        _, rows = await self._read(selection.table)
        found: list[Row] = [to_python(rows[at]) for at in self._places(rows, selection)]
        wanted = {name.lower() for name in selection.columns}
        if not wanted:
            return found
        return [{name: value for name, value in row.items() if name.lower() in wanted} for row in found]

    async def total(self, selection: Selection, operation: str, column: str = "") -> Any:
        """A total of the rows; nothing where a row has no such column."""
        rows = await self.find(replace(selection, columns=(column,) if column else ()))
        return (
            TOTALS[operation]([from_python(value) for row in rows for value in row.values()]) if column else len(rows)
        )

    async def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """Add rows and make the ids that are missing, when the file has a column ``id`` or is new; gives them."""
        async with self._lock(table):
            columns, held = await self._read(table, missing=True)
            added = [from_python(dict(row)) for row in rows]
            with_id = not columns or any(name.lower() == "id" for name in columns)
            for row in added:
                if with_id and row.get("id") is None:
                    row["id"] = _next_id(held)
                held.append(row)
            await self._write(table, columns, held, ["id"] if not columns else [])
            return [row.get("id") for row in added]

    async def update(self, selection: Selection, values: Mapping[str, Any]) -> int:
        """Change rows; gives their number."""
        async with self._lock(selection.table):
            columns, rows = await self._read(selection.table)
            places = self._places(rows, selection)
            check = RowCheck(from_python(list(selection.values)), self._now)
            for at in places:
                changed = {name: self._new(check, value, rows[at]) for name, value in values.items()}
                for name, value in changed.items():
                    rows[at][name] = value
            if places:
                await self._write(selection.table, columns, rows)
            return len(places)

    def _new(self, check: RowCheck, value: Any, row: Object) -> Any:
        return check.value(value, row) if isinstance(value, _OPERANDS) else from_python(value)

    async def delete(self, selection: Selection) -> int:
        """Remove rows; gives their number."""
        async with self._lock(selection.table):
            columns, rows = await self._read(selection.table)
            gone = set(self._places(rows, selection))
            if gone:
                await self._write(selection.table, columns, [row for at, row in enumerate(rows) if at not in gone])
            return len(gone)

    async def merge(self, table: str, rows: Sequence[Mapping[str, Any]], key: str) -> Merged:
        """Insert or update each row by its key; rows without it are skipped."""
        async with self._lock(table):
            columns, held = await self._read(table, missing=True)
            known = {to_text(row.get(key)): row for row in held if row.get(key) is not None}
            inserted = updated = 0
            for given in rows:
                row = from_python(dict(given))
                value = row.get(key)
                if value is None or value == "":
                    continue
                before = known.get(to_text(value))
                if before is None:
                    held.append(row)
                    known[to_text(value)] = row
                    inserted += 1
                elif _overwrite(before, row):
                    updated += 1
            if inserted or updated:
                await self._write(table, columns, held)
            return Merged(inserted, updated, len(rows) - inserted - updated)

    # ------------------------------------------------------------ the file

    async def _read(self, path: str, *, missing: bool = False) -> tuple[list[str], list[Object]]:
        try:
            content = await self._files.read(path, MOST_BYTES)
        except KeywordFault as fault:
            if fault.code != "GB7302":
                raise
            if missing:
                return [], []
            raise KeywordFault("GB7101", f"there is no file {path} to read as a table") from fault
        columns, rows = decode(path, content)
        return columns, [Object(from_python(row)) for row in rows]

    async def _write(self, path: str, columns: list[str], rows: list[Object], first: Sequence[str] = ()) -> None:
        names = {name.lower(): name for name in (*columns, *first)}
        for row in rows:
            for name in row:
                names.setdefault(name.lower(), name)
        plain = [{name: to_python(row.get(name)) for name in names.values()} for row in rows]
        await self._files.write(path, encode(path, list(names.values()), plain))

    def _places(self, rows: list[Object], selection: Selection) -> list[int]:
        """Places of the rows that are meant, in the order asked for."""
        numbers = {id(row): at for at, row in enumerate(rows)}
        limit = None if selection.limit is None else Literal(selection.limit)
        offset = None if selection.offset is None else Literal(selection.offset)
        wanted = Filter(selection.where, selection.order, limit, offset)
        kept = kept_rows("FIND", Array(rows), wanted, from_python(list(selection.values)), self._now)
        return [numbers[id(row)] for row in kept]


def _next_id(rows: list[Object]) -> int:
    numbers = [int(text) for row in rows if (text := to_text(row.get("id"))).isdecimal()]
    return max(numbers, default=0) + 1


def _overwrite(row: Object, given: Object) -> bool:
    """Put the given fields into the row; True when one was different."""
    changed = False
    for name, value in given.items():
        if not equals(row.get(name), value):
            changed = True
        row[name] = value
    return changed
