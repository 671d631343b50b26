"""SQL that a program wrote, as text with ``?`` and the values for them; and which limited tables it may touch.

A value never becomes part of the text: in ``name = '${x}%'`` the whole quoted text is bound. Quotes and comments are
told apart, nothing else of SQL is understood here. Called by SELECT, SQL and QUERY.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from stdlib.context import Context
from stdlib.functions.arguments import kind
from stdlib.functions.condition_words import MARK
from stdlib.ports import KeywordFault
from stdlib.ports.database import Database
from stdlib.tables.arguments import connection_of, rows_of, rowset, stored
from stdlib.tables.places import database_of
from stdlib.tables.roles import Access, roles_of
from vm.value import Array, Object, to_text

_LONGEST = 100_000
_TOKEN = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|--[^\n]*|/\*.*?\*/|[^'\"`\-/\0]+|.", re.DOTALL)
_READS = re.compile(r"\s*(?:SELECT|WITH|VALUES|EXPLAIN)\b", re.IGNORECASE)


def statement_of(keyword: str, given: Any) -> tuple[str, list[Any]]:
    """The text and its values; GB6004 unless it is text, GB7105 where a value stands where none can."""
    parts, values = (given.get("parts"), given.get("values")) if isinstance(given, Object) else (None, None)
    if isinstance(given, str):
        pieces, bound = [given], []
    elif isinstance(parts, Array) and isinstance(values, Array) and len(parts) == len(values) + 1:
        pieces, bound = [to_text(part) for part in parts], list(values)
    else:
        raise KeywordFault("GB6004", f"{keyword} needs an SQL statement as text, not {kind(given)}")
    text = MARK.join(piece.replace(MARK, "\ufffd") for piece in pieces)
    if not text.strip() or len(text) > _LONGEST:
        raise KeywordFault("GB6004", f"{keyword} needs an SQL statement of at most {_LONGEST} characters")
    return _bound(keyword, text, bound)


def _bound(keyword: str, text: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
    rest = iter(values)
    made: list[str] = []
    found: list[Any] = []
    for token in _TOKEN.findall(text):
        marks = token.count(MARK)
        if not marks:
            made.append(token)
            continue
        if token == MARK:
            value = next(rest)
            items = list(value) if isinstance(value, Array) else [value]
            made.append(", ".join("?" * len(items)) or "NULL")
            found.extend(map(stored, items))
            continue
        if token[0] != "'":
            raise KeywordFault("GB7105", f"{keyword} cannot take a value inside a name or a comment of SQL")
        pieces = token[1:-1].replace("''", "'").split(MARK)
        found.append("".join(p + (to_text(next(rest)) if at < marks else "") for at, p in enumerate(pieces)))
        made.append("?")
    return "".join(made), found


def reads(text: str) -> bool:
    """True for a statement that gives rows."""
    return _READS.match(_without_comments(text)) is not None


def _without_comments(text: str) -> str:
    return "".join(" " if token[:2] in ("--", "/*") else token for token in _TOKEN.findall(text))


async def may_run(keyword: str, text: str, database: Database, roles: frozenset[str]) -> None:
    """GB7107 when the text names a table that the user may not read whole, or may not change and does not only read."""
    plain = _without_comments(text)
    if re.search(r"\bU&[\"']", plain, re.IGNORECASE):
        raise KeywordFault("GB7105", f"{keyword} does not take names or text written with U&")
    for name in await database.tables():
        table = await database.table(name) if re.search(rf"\b{re.escape(name)}\b", plain, re.IGNORECASE) else None
        if table is None:
            continue
        access = Access(keyword, table, roles)
        access.read(column.name for column in table.columns)
        if not reads(text) or re.search(r"\b(?:INSERT|UPDATE|DELETE|MERGE|REPLACE)\b", plain, re.IGNORECASE):
            access.write(column.name for column in table.columns)


async def run_statement(ctx: Context, keyword: str, given: Any, connection: Any = None) -> Any:
    """The rows of a statement, or the number of rows it changed."""
    text, values = statement_of(keyword, given)
    named = connection_of(keyword, connection)
    database = await database_of(ctx, named)
    await may_run(keyword, text, database, await roles_of(ctx))
    result = await database.sql(text, values, {}, write=True)
    return rowset(result.rows) if result.rows or reads(text) else result.changed


async def run_select(ctx: Context, given: Any) -> Any:
    """The rows of a SELECT; lists of rows that it names take part as tables."""
    text, values = statement_of("SELECT", given)
    if not reads(text):
        raise KeywordFault("GB7105", "SELECT only reads; use SQL for other statements")
    lists = given.get("rowsets") if isinstance(given, Object) else None
    rowsets = {name: rows_of("SELECT", name, value) for name, value in lists.items()} if lists is not None else {}
    database = await database_of(ctx)
    await may_run("SELECT", text, database, await roles_of(ctx))
    return rowset((await database.sql(text, values, rowsets)).rows)
