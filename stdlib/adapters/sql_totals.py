"""Totals of a column by the database itself, where its arithmetic is that of the language; else in memory.

Whole numbers are added by the database, others are read and added here, as databases round each step in their own way.
Only ``sql_database`` calls it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from stdlib.adapters import sql_schema as schema
from stdlib.adapters.sql_rows import check_columns, chosen
from stdlib.adapters.sql_schema import Known, Link
from stdlib.functions.arguments import fit
from stdlib.functions.condition_check import Check
from stdlib.functions.totals import TOTALS
from stdlib.ports.database import Kind, Selection
from stdlib.tables.sql_phrases import Params, quoted
from stdlib.tables.sql_text import Where
from stdlib.tables.sql_values import Dialect, loaded
from vm.value import from_python

_ORDERED = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.DATE, Kind.DATETIME, Kind.TIME})


async def total(link: Link, known: Known, selection: Selection, check: Check, operation: str, column: str) -> Any:
    """The total ``operation`` of a column of the chosen rows; COUNT with "" counts the rows."""
    check_columns(known, selection)
    name = schema.column_needed(known, column).name if column else ""
    if selection.limit is None and selection.offset is None and _by_database(link, known, operation, name):
        params = Params(link.dialect)
        where = Where(known.kinds, check, params)
        text = where.text(selection.where)
        if where.exact:
            sql = f"SELECT {_terms(link, operation, name)} FROM {quoted(known.table.name)} WHERE {text}"
            (row,) = await link.rows(*params.finish(sql))
            return _figure(operation, list(row), known.kinds.get(name, Kind.INTEGER))
    found = await chosen(link, known, replace(selection, order=()), check, [name] if name else [])
    return TOTALS[operation]([from_python(row[name]) for _, row in found]) if name else len(found)


def _by_database(link: Link, known: Known, operation: str, name: str) -> bool:
    if operation == "COUNT":
        return True
    if link.dialect is Dialect.SQLITE and not link.own:
        return False  # a column of others may hold values of any kind
    return known.kinds[name] in (_ORDERED if operation in ("MIN", "MAX") else (Kind.INTEGER,))


def _terms(link: Link, operation: str, name: str) -> str:
    column = quoted(name) if name else "*"
    if operation not in ("SUM", "AVG"):
        return f"{operation}({column})"
    if link.dialect is Dialect.SQLITE:  # in two halves, since a sum that is too large is an error there
        return f"SUM({column} >> 32), SUM({column} & 4294967295), COUNT({column})"
    return f"0, SUM({column}), COUNT({column})"


def _figure(operation: str, row: list[Any], kind: Kind) -> Any:
    if operation not in ("SUM", "AVG"):
        return loaded(row[0], kind) if operation != "COUNT" else row[0]
    high, low, count = (int(figure or 0) for figure in row)
    added = fit((high << 32) + low)
    if operation == "SUM":
        return added
    return added / count if count else 0
