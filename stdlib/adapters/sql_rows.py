"""Rows of a table as statements read and write them: choosing, fitting values to columns, writing in batches.

Only ``sql_database`` calls it, always inside a transaction or a single read.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from typing import Any

from stdlib.adapters import sql_schema as schema
from stdlib.adapters.sql_changes import add_column, widen
from stdlib.adapters.sql_plans import Plan, keep, shape_of
from stdlib.adapters.sql_schema import Known, Link
from stdlib.encoding import pack
from stdlib.functions.condition_check import Check
from stdlib.functions.condition_columns import columns_in
from stdlib.ports import KeywordFault
from stdlib.ports.database import Change, Column, Kind, Row, Selection
from stdlib.tables.sql_phrases import Params, limited, ordered, quoted
from stdlib.tables.sql_text import Where, plain_name
from stdlib.tables.sql_values import Dialect, Misfit, fitted, keeps, kind_of, loaded, wider
from vm.value import from_python

_KEPT_CHANGES = 100_000
_BATCH = 400


async def chosen(
    link: Link, known: Known, selection: Selection, check: Check, names: Sequence[str], locked: bool = False
) -> list[tuple[Any, Row]]:
    """Places and rows of a selection; ``names`` are the columns to give (none: all). ``locked``: they will be changed.

    What SQL cannot decide exactly is decided here, row by row, before the limit counts.
    """
    shape = shape_of(known, selection, names, locked)
    plan = None if shape is None else known.plans.get(shape[0])
    if shape is not None and plan is not None:
        return [_found(row, plan.read, plan.kinds) for row in await link.rows(plan.sql, shape[1])]
    check_columns(known, selection)
    params = Params(link.dialect)
    where = Where(known.kinds, check, params)
    text = where.text(selection.where)
    read = names if names and where.exact else list(known.kinds)
    sql = f"SELECT {_place(link, known)}, {', '.join(map(quoted, read))} FROM {quoted(known.table.name)} WHERE {text}"
    sql += _order(link, known, selection)
    first, count = max(0, selection.offset or 0), selection.limit
    if where.exact:
        sql += limited(link.dialect, count, first)
        first = 0
    if locked and link.dialect is not Dialect.SQLITE:
        sql += " FOR UPDATE"
    kinds = [known.kinds[name] for name in read]
    statement, given = params.finish(sql)
    if shape is not None and where.exact and given == shape[1]:
        keep(known, shape[0], Plan(statement, read, kinds))
    found: list[tuple[Any, Row]] = []
    last = None if count is None else first + max(0, count)
    async with aclosing(link.each(statement, given, whole=where.exact)) as portions:
        async for portion in portions:
            for cells in portion:
                place, row = _found(cells, read, kinds)
                if where.exact or selection.where is None or check.fits(selection.where, from_python(row)):
                    found.append((place, row))
            if last is not None and len(found) >= last:
                break
    found = found[first:last]
    return found if where.exact or not names else [(place, {name: row[name] for name in names}) for place, row in found]


def _found(cells: Sequence[Any], read: Sequence[str], kinds: Sequence[Kind]) -> tuple[Any, Row]:
    """Place and row of what the driver gave."""
    place, *rest = cells
    return place, {name: loaded(cell, kind) for name, cell, kind in zip(read, rest, kinds, strict=True)}


def _place(link: Link, known: Known, changing: bool = False) -> str:
    """SQL for what tells a row from all others; GB7105 when one is to be changed where nothing does."""
    if link.dialect is not Dialect.MYSQL:
        return "rowid" if link.dialect is Dialect.SQLITE else "ctid"
    keys = [column.name for column in known.table.columns if column.key]
    if len(keys) == 1:
        return quoted(keys[0])
    if changing:
        raise KeywordFault("GB7105", f'rows of "{known.table.name}" cannot be changed: it has no key of one column')
    return "NULL"


def check_columns(known: Known, selection: Selection) -> None:
    """Refuse a condition or order over a column that is not there; ``a.b`` may look into a column of objects."""
    names = known.names
    for name in sorted(columns_in(selection.where)):
        key = plain_name(name, names)
        head = key.partition(".")[0]
        if key not in names and not ("." in key and names.get(head) and known.kinds[names[head]] is Kind.JSON):
            schema.column_needed(known, name)


def _order(link: Link, known: Known, selection: Selection) -> str:
    """ORDER BY: by the wish, then as the rows were inserted."""
    terms: list[str] = []
    for name, descending in selection.order:
        column = schema.column_needed(known, name)
        terms.append(ordered(link.dialect, column, descending))
    key = [column for column in known.table.columns if column.key]
    if link.dialect is Dialect.SQLITE:
        terms.append("rowid")
    elif len(key) == 1 and key[0].kind is Kind.INTEGER:
        terms.append(quoted(key[0].name))
    elif link.own and not key:
        terms.append("ctid")
    return f" ORDER BY {', '.join(terms)}" if terms else ""


class Fitting:
    """Fits values of rows to the columns of ``known``, which grows with them if it may; then ``grew`` is true."""

    def __init__(self, link: Link, known: Known) -> None:
        self.link = link
        self.known = known
        self.grew = False

    async def row(self, row: Mapping[str, Any], fresh: bool = False) -> dict[str, Any]:
        """Cells by the real names of their columns; a fresh row gets defaults and, for a text id, a new id."""
        cells: dict[str, Any] = {}
        for name, value in row.items():
            column = self.known.column(name)
            if column is None and not self.known.grown:
                column = schema.column_needed(self.known, name)
            if column is None:
                column = await self._added(name.strip(), value)
            elif self.known.grown and not column.key and not keeps(value, column.kind):
                column = await self._widened(column, value)
            cells[column.name] = self._cell(column, value)
        if fresh:
            self._complete(cells)
        return cells

    async def _refresh(self) -> None:
        """Others may have made the table grow; from here on nobody else does until the transaction ends."""
        await self.link.exclusive(self.known.table.name)
        self.known = await schema.needed(self.link, self.known.table.name)

    async def _added(self, name: str, value: Any) -> Column:
        await self._refresh()
        self.grew = True
        column = self.known.column(name)
        if column is None:
            column = Column(name, kind_of(value))
            self.known = await add_column(self.link, self.known, column)
        elif not keeps(value, column.kind):
            column = await self._widened(column, value)
        return column

    async def _widened(self, column: Column, value: Any) -> Column:
        await self._refresh()
        column = schema.column_needed(self.known, column.name)
        kind = wider(column.kind, value)
        if kind is not column.kind:
            self.known, self.grew = await widen(self.link, self.known, column, kind), True
        return schema.column_needed(self.known, column.name)

    def _cell(self, column: Column, value: Any) -> Any:
        try:
            made = fitted(value, column.kind)
        except Misfit as misfit:
            shown = f'"{value[:60]}"' if isinstance(value, str) else repr(value)[:60]
            raise self._refused(column, f"{misfit}, not {shown}") from None
        if made is None and column.required:
            raise self._refused(column, "must have a value")
        if column.length is not None and isinstance(made, str) and len(made) > column.length:
            raise self._refused(column, f"holds at most {column.length} characters, not {len(made)}")
        return made

    def _refused(self, column: Column, why: str) -> KeywordFault:
        return KeywordFault("GB7103", f'the column {column.name} of "{self.known.table.name}" {why}')

    def _complete(self, cells: dict[str, Any]) -> None:
        for column in self.known.table.columns:
            if cells.get(column.name) is not None:
                continue
            if column.default is not None and column.name not in cells:
                cells[column.name] = self._cell(column, column.default)
            elif column.name.lower() == "id" and column.key:
                cells.pop(column.name, None)
                if column.kind is Kind.TEXT:
                    cells[column.name] = uuid.uuid4().hex
            elif column.required:
                raise self._refused(column, "must have a value")


class Batch:
    """Writes fitted cells to one table."""

    def __init__(self, link: Link, known: Known) -> None:
        self.link = link
        self.table = quoted(known.table.name)
        self.known = known
        self.kinds = known.kinds

    def _place(self) -> str:
        return _place(self.link, self.known, changing=True)

    def _bind(self, params: Params, cells: Mapping[str, Any]) -> list[str]:
        return [params.add(value, self.kinds[name]) for name, value in cells.items()]

    async def insert(self, rows: Sequence[Mapping[str, Any]]) -> list[Row]:
        """Add rows; gives them as the database has them."""
        names = list(self.kinds)
        returning = ", ".join(map(quoted, names))
        made: list[Row] = []
        for group in _groups(rows, _BATCH if self.link.dialect is Dialect.POSTGRES else 1):
            params = Params(self.link.dialect)
            columns = ", ".join(map(quoted, group[0]))
            values = ", ".join(f"({', '.join(self._bind(params, cells))})" for cells in group)
            body = f"({columns}) VALUES {values}" if group[0] else "DEFAULT VALUES"
            if self.link.dialect is Dialect.MYSQL:
                sql = f"INSERT INTO {self.table} ({columns}) VALUES {values}"
                await self.link.run(*params.finish(sql))
                made.append(self._numbered(group[0], (await self.link.rows("SELECT LAST_INSERT_ID()"))[0][0]))
                continue
            sql = f"INSERT INTO {self.table} {body} RETURNING {returning}"
            for cells in await self.link.rows(*params.finish(sql)):
                made.append({n: loaded(c, self.kinds[n]) for n, c in zip(names, cells, strict=True)})
            await self._advance(group)
        return made

    def _numbered(self, cells: Mapping[str, Any], number: int) -> Row:
        """A row with the number that the database gave it."""
        column = self.known.column("id")
        if column is None or column.kind is not Kind.INTEGER or cells.get(column.name) is not None:
            return dict(cells)
        return {**cells, column.name: number}

    async def _advance(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """In PostgreSQL a number that was given does not move the counter of ids on by itself."""
        column = self.known.column("id")
        if self.link.dialect is not Dialect.POSTGRES or column is None or column.kind is not Kind.INTEGER:
            return
        highest = max((row[column.name] for row in rows if row.get(column.name) is not None), default=None)
        if highest is not None and self.link.own and highest > 0:
            await self.link.rows(
                "SELECT setval(s, $2::bigint) FROM (SELECT pg_get_serial_sequence($3, $1)::regclass AS s) found "
                "WHERE coalesce(pg_sequence_last_value(s), 0) < $2::bigint",
                (column.name, highest, self.table),
            )

    async def update(self, rows: Sequence[tuple[Any, Mapping[str, Any]]]) -> None:
        """Set cells of rows by their places."""
        for place, cells in rows:
            if cells:
                params = Params(self.link.dialect)
                marks = self._bind(params, cells)
                text = ", ".join(f"{quoted(name)} = {mark}" for name, mark in zip(cells, marks, strict=True))
                sql = f"UPDATE {self.table} SET {text} WHERE {self._place()} = {params.add_raw(place)}"
                await self.link.run(*params.finish(sql))

    async def delete(self, places: Sequence[Any]) -> None:
        """Remove rows by their places."""
        if places:
            sql = f"DELETE FROM {self.table} WHERE {self._place()} = {self.link.dialect.mark(1)}"
            await self.link.run_many(sql, [(place,) for place in places])


def _groups(rows: Sequence[Mapping[str, Any]], most: int) -> list[list[Mapping[str, Any]]]:
    """Runs of rows with the same columns; a row of no columns is alone."""
    groups: list[list[Mapping[str, Any]]] = []
    for row in rows:
        last = groups[-1] if groups else None
        if last and row and len(last) * len(row) < most and list(last[0]) == list(row):
            last.append(row)
        else:
            groups.append([row])
    return groups


async def record(link: Link, changes: Sequence[Change]) -> None:
    """Write changes of rows beside the rows, in the bot's own database."""
    if not link.own or not changes:
        return
    number = link.dialect.numbered
    packed = [(c.kind, c.table, _packed(c.before), _packed(c.after)) for c in changes]
    await link.run_many(number("INSERT INTO gb_changes (kind, name, old, new) VALUES (?, ?, ?, ?)"), packed)
    last = (await link.rows("SELECT max(number) FROM gb_changes"))[0][0]
    if last % 1000 < len(changes) and last > _KEPT_CHANGES:
        await link.run(number("DELETE FROM gb_changes WHERE number <= ?"), (last - _KEPT_CHANGES,))


def _packed(row: Row | None) -> bytes | None:
    return None if row is None else pack(from_python(row))
