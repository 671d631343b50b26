"""Keywords that read and change tables of a database or files that stand for tables.

A table's name may be plain, a file (``"users.csv"``), or ``"connection.Table"``. Filters are bound, never pasted as
text. What they have in common is in ``stdlib.tables``; the database is a port.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from stdlib.api import keyword
from stdlib.asking import ask_json
from stdlib.context import Context
from stdlib.functions.rows import aggregate
from stdlib.ports import KeywordFault
from stdlib.ports.database import Merged, Selection
from stdlib.tables import counters
from stdlib.tables.arguments import count_of, first_row, name_of, row_of, rows_of, rowset, stored
from stdlib.tables.assignments import assigned_by_filter, set_clause
from stdlib.tables.matching import merge_by_match
from stdlib.tables.places import Place, place_of
from stdlib.tables.saving import changes_of, key_of, rows_to_save
from stdlib.tables.search import matching_rows
from stdlib.tables.selections import MAX_LINES, at_most, by_column, limited, ordered, selected, selected_by_filter_or_id
from stdlib.tables.storing import change_rows, inserted, merge_rows, store
from stdlib.tables.synchronize import pages
from stdlib.tables.totals import total_of
from vm.value import Array, BasicError, Object, from_json

_ABSENT: Any = object()
"""Stands for an argument that the form does not have, where null would mean another thing."""


@keyword(
    "FIND table:table",
    "FIND table:table, filter:filter",
    "FIND table:table, field:text, value:any",
    "FIND [all:flag(ALL)] table:table [WHERE where:where] [ORDER BY order:order] [LIMIT limit:int] [first:flag(FIRST)]"
    " [ON connection:word]",
    "FIND table:table WITH filter:filter",
    result="rows",
    capability="db",
    effect="read",
    tier=1,
)
async def find(
    ctx: Context,
    *,
    table: Any = None,
    filter: Any = None,
    field: Any = None,
    value: Any = None,
    where: Any = None,
    order: Any = None,
    limit: Any = None,
    first: bool = False,
    all: bool = False,
    connection: Any = None,
) -> Any:
    """Read the rows of a table, all of them or those that meet a condition.

    The result is a list whose unknown fields are its first row's, and it is null when nothing was found. Field and
    value, FIRST and LIMIT 1 give one row. In WHERE the left side is a column and the right side any expression. A
    text of several words that names no table is put to the knowledge base as a question.

    Example:
        open = FIND "orders" WHERE status = "open" ORDER BY created DESC LIMIT 10
        TALK "The newest is " + open.number
    """
    place = await place_of(ctx, "FIND", table, connection, reads=True)
    if field is not None:
        chosen = by_column(place.name, name_of("FIND", "field", field, "a column"), value)
        return first_row(await place.find(at_most(chosen, 1)))
    chosen = ordered("FIND", selected(ctx, "FIND", place.name, where if where is not None else filter), order)
    if first or limit == 1:
        return first_row(await place.find(at_most(chosen, 1)))
    return rowset(await place.find(limited(ctx, "FIND", chosen, limit)))


@keyword("FIND ONE table:table, filter:filter", id="FIND ONE", result="object", capability="db", effect="read", tier=1)
async def find_one(ctx: Context, *, table: Any = None, filter: Any = None) -> Any:
    """The first row of a table that meets a condition, null when there is none.

    Example:
        user = FIND_ONE "users", "email = ${mail}"
    """
    place = await place_of(ctx, "FIND ONE", table, reads=True)
    return first_row(await place.find(at_most(selected(ctx, "FIND ONE", place.name, filter), 1)))


@keyword(
    "SAVE table:table, values...:named",
    "SAVE table:table WITH fields:assigns",
    "SAVE table:table object:any",
    result="any",
    capability="db",
    effect="write",
    tier=1,
)
async def save(ctx: Context, *, table: Any = None, values: Any = None, fields: Any = None, object: Any = None) -> Any:
    """Store a row: a new one, or the one with the same id.

    The values are one object, a list of objects, an id with an object, or single values. A single value's column is
    the variable's name or the last field's; other expressions fill the next free column. The result is the id of the
    row.

    Example:
        SAVE "leads", {"name": "Ana"}
        SAVE "leads", name, email
        id = SAVE "leads" WITH name AS "Ana", email AS "ana@example.com"
    """
    place = await place_of(ctx, "SAVE", table)
    if fields is not None:
        rows = [row_of("SAVE", fields)]
    elif values is not None:
        rows = rows_to_save("SAVE", ctx.items(values), place.table)
    else:
        rows = rows_of("SAVE", "values", object)
    ids = await store(place, rows)
    return ids[0] if len(ids) == 1 else ctx.array(ids)


@keyword(
    "SAVE FROM UNSTRUCTURED table:table, text:any",
    result="object",
    capability="db",
    effect="write",
    tier=1,
)
async def save_from_unstructured(ctx: Context, *, table: Any = None, text: Any = None) -> Any:
    """Sort free text into the columns of a table and store the row, which is the result.

    An object, or text that is one in JSON, is stored as it is; other text needs a language model (the llm capability).

    Example:
        SAVE FROM UNSTRUCTURED "tickets", FORMAT ticket AS JSON
    """
    row = text if isinstance(text, Object) else _object_in(ctx.text(text))
    place = await place_of(ctx, "SAVE", table)
    if row is None:
        row = await _sorted(ctx, place, ctx.text(text))
    ids = await store(place, [row_of("SAVE", row)])
    return ctx.object({key_of(place.table): ids[0], **row_of("SAVE", row)})


async def _sorted(ctx: Context, place: Place, text: str) -> Object:
    """The row that the language model finds in free text; columns that the text says nothing of are left out."""
    columns = [] if place.table is None else [f"{column.name} ({column.kind})" for column in place.table.columns]
    wanted = f"these columns: {', '.join(columns)}" if columns else "columns that fit, with short names in lower case"
    instruction = (
        f"Sort what the text says into {wanted}. Answer with one JSON object of columns and values; leave out what the "
        "text does not say. Dates are YYYY-MM-DD."
    )
    found = await ask_json(ctx, instruction, text)
    if not isinstance(found, Object):
        raise KeywordFault("GB7803", "the language model was asked for a row and answered something else")
    known = {column.name.lower() for column in place.table.columns} if place.table is not None else set()
    fields = {name: ctx.field(found, name) for name in ctx.fields(found) if not known or name.lower() in known}
    if not fields:
        raise KeywordFault("GB7803", "the language model found nothing in the text that belongs into the table")
    return ctx.object(fields)


def _object_in(text: str) -> Object | None:
    """The object that ``text`` is as JSON, None when it is anything else."""
    try:
        found = from_json(text)
    except BasicError:
        return None
    return found if isinstance(found, Object) else None


@keyword(
    "INSERT table:table, object:any",
    "INSERT INTO table:table VALUES object:any",
    "INSERT INTO table:table, values...:named",
    "INSERT INTO table:table [ON connection:word] WITH fields:assigns",
    result="object",
    capability="db",
    effect="write",
    tier=1,
)
async def insert(
    ctx: Context,
    *,
    table: Any = None,
    object: Any = None,
    values: Any = None,
    fields: Any = None,
    connection: Any = None,
) -> Any:
    """Add a row to a table.

    The result has `success`, `id` and, when it failed, `error`.

    Example:
        done = INSERT "visits", {"page": "home"}
        INSERT INTO "visits" VALUES {"page": "prices", "user": username}
    """
    place = await place_of(ctx, "INSERT", table, connection)
    if fields is not None:
        rows = [row_of("INSERT", fields)]
    elif values is not None:
        rows = rows_to_save("INSERT", ctx.items(values), place.table)
    else:
        rows = rows_of("INSERT", "values", object)
    return ctx.object(await inserted(place, rows))


@keyword(
    "UPDATE table:table, filter:filter, values...:named",
    "UPDATE table:table [ON connection:word] SET fields:changes [WHERE where:where]",
    "UPDATE table:table WITH fields:changes [WHERE where:where]",
    result="int",
    capability="db",
    effect="write",
    tier=1,
)
async def update(
    ctx: Context,
    *,
    table: Any = None,
    filter: Any = None,
    values: Any = None,
    fields: Any = None,
    where: Any = None,
    connection: Any = None,
) -> int:
    """Change the rows that meet a condition; gives their number.

    The second value is a filter or the id of one row. After it stands an object, a text such as `status=paid`, a
    column's name in quotes with its value, or variables that are called like their columns.

    After SET a name that is no variable is a column, alone, in `+ - * /` and in functions: `name = UCASE(name)`.

    Example:
        UPDATE "orders" SET status = "paid", paid_at = NOW() WHERE id = order_id
        n = UPDATE "orders", "status = 'new'", {"status": "seen"}
    """
    place = await place_of(ctx, "UPDATE", table, connection)
    if fields is None:
        chosen = selected_by_filter_or_id(ctx, "UPDATE", place.name, filter, key_of(place.table))
        return await change_rows(place, chosen, changes_of("UPDATE", ctx.items(values)))
    chosen = selected(ctx, "UPDATE", place.name, where)
    new, bound = set_clause(fields, len(chosen.values))
    chosen = replace(chosen, values=[*chosen.values, *map(stored, bound)])
    return await change_rows(place, chosen, new)


@keyword(
    "SET table:table, filter:filter, assignments:filter",
    id="SET TABLE",
    result="int",
    capability="db",
    effect="write",
    tier=2,
)
async def set_table(ctx: Context, *, table: Any = None, filter: Any = None, assignments: Any = None) -> int:
    """Change rows with three texts: table, filter and `column=value` pairs.

    Example:
        SET "orders", "id=7", "status=paid"
    """
    place = await place_of(ctx, "SET", table)
    chosen = selected_by_filter_or_id(ctx, "SET", place.name, filter, key_of(place.table))
    return await change_rows(place, chosen, assigned_by_filter("SET", assignments))


@keyword(
    "DELETE table:table, filter:filter",
    "DELETE FROM table:table [WHERE where:where]",
    result="int",
    capability="db",
    effect="write",
    consequential=True,
    tier=1,
)
async def delete(ctx: Context, *, table: Any = None, filter: Any = _ABSENT, where: Any = None) -> int:
    """Remove the rows that meet a condition; gives their number.

    Example:
        DELETE FROM "carts" WHERE age > 30
        n = DELETE "carts", "user = ${username}"
    """
    place = await place_of(ctx, "DELETE", table)
    if filter is not _ABSENT:
        chosen = selected_by_filter_or_id(ctx, "DELETE", place.name, filter, key_of(place.table))
    else:
        chosen = selected(ctx, "DELETE", place.name, where)
    place.may_select(chosen)
    place.may_write([])
    return await place.database.delete(chosen)


@keyword(
    "MERGE table:table, data:any, key:text",
    "MERGE table:table WITH data:any BY key:text",
    "MERGE INTO table:table ON match:where WITH fields:assigns",
    result="object",
    capability="db",
    effect="write",
    tier=1,
)
async def merge(
    ctx: Context,
    *,
    table: Any = None,
    data: Any = None,
    key: Any = None,
    match: Any = None,
    fields: Any = None,
) -> Any:
    """Insert or update each record of a list, or one record, found by its key field.

    Records with an empty key are skipped. The result has `table`, `key_field` and the counters `inserted` and
    `updated`, which REPORT adds up.

    Example:
        MERGE "products" WITH items BY "id"
    """
    place = await place_of(ctx, "MERGE", table)
    if match is not None:
        merged = await merge_by_match(ctx, place, match, row_of("MERGE", fields))
    else:
        column = name_of("MERGE", "key", key, "a column")
        merged = await merge_rows(place, rows_of("MERGE", "data", data), column)
    counts = counters.note(ctx, place.name, merged)
    return ctx.object({"command": "merge", "table": place.name, "key_field": key, **dict(counts.items())})


@keyword("REPORT", result="text", capability="db", effect="read", tier=2)
async def report(ctx: Context) -> str:
    """The counters of MERGE and SYNCHRONIZE since the last RESET REPORT, as text.

    Example:
        TALK REPORT
    """
    return counters.summary(ctx)


@keyword("RESET REPORT", result="none", capability="db", effect="write", tier=2)
async def reset_report(ctx: Context) -> None:
    """Set the counters of REPORT to zero.

    Example:
        RESET REPORT
    """
    counters.reset(ctx)


@keyword(
    "SYNCHRONIZE endpoint:text, table:table, key:text, page:text, limit:text",
    result="object",
    capability="http,db",
    effect="write",
)
async def synchronize(
    ctx: Context, *, endpoint: Any = None, table: Any = None, key: Any = None, page: Any = None, limit: Any = None
) -> Any:
    """Read every page of a web list and merge the records into a table.

    The two last arguments are the names of the page and the limit parameter of the address.

    Example:
        SYNCHRONIZE "/contacts", "contacts", "id", "page", "limit"
    """
    place = await place_of(ctx, "SYNCHRONIZE", table)
    address = name_of("SYNCHRONIZE", "endpoint", endpoint, "a web list")
    column = name_of("SYNCHRONIZE", "key", key, "a column")
    names = [name_of("SYNCHRONIZE", what, name, "a parameter") for what, name in (("page", page), ("limit", limit))]
    total = Merged()
    async for rows in pages(ctx, address, *names):
        merged = await merge_rows(place, rows, column)
        total = Merged(total.inserted + merged.inserted, total.updated + merged.updated, total.skipped + merged.skipped)
    return counters.note(ctx, place.name, total)


@keyword("SET MAX LINES count:int", result="none", capability="db", effect="write", tier=2)
async def set_max_lines(ctx: Context, *, count: Any = None) -> None:
    """Limit how many rows a FIND gives in this run.

    Example:
        SET MAX LINES 500
    """
    most = count_of("SET MAX LINES", "count", count)
    if not most:
        raise KeywordFault("GB6004", "SET MAX LINES needs a number of rows that is 1 or more")
    ctx.state.values[MAX_LINES] = most


@keyword(
    "SEARCH table:table, query:text[, limit:int]",
    id="SEARCH TABLE",
    result="rows",
    capability="db",
    effect="read",
)
async def search_table(ctx: Context, *, table: Any = None, query: Any = None, limit: Any = None) -> Any:
    """Full-text search over the rows of a table.

    Example:
        hits = SEARCH "articles", "return policy", 5
    """
    place = await place_of(ctx, "SEARCH", table)
    chosen = limited(ctx, "SEARCH", Selection(place.name), limit)
    return rowset(await matching_rows(place, ctx.text(query).split(), chosen, begins=False))


@keyword("AUTOCOMPLETE table:table, prefix:text[, limit:int]", result="rows", capability="db", effect="read")
async def autocomplete(ctx: Context, *, table: Any = None, prefix: Any = None, limit: Any = None) -> Any:
    """Rows of a table whose text begins with what was typed so far.

    Example:
        names = AUTOCOMPLETE("customers", "mar", 10)
    """
    place = await place_of(ctx, "AUTOCOMPLETE", table)
    chosen = limited(ctx, "AUTOCOMPLETE", Selection(place.name), limit)
    return rowset(await matching_rows(place, [ctx.text(prefix)], chosen, begins=True))


@keyword(
    "AGGREGATE table:table, operation:word(SUM|AVG|AVERAGE|COUNT|MIN|MAX), field:text[, filter:filter]",
    "AGGREGATE table:table, expression:text, filter:filter",
    "AGGREGATE table:table operation:word(SUM|AVG|AVERAGE|COUNT|MIN|MAX) field:word [WHERE where:where]",
    id="AGGREGATE TABLE",
    result="number",
    capability="db",
    effect="read",
    tier=2,
)
async def aggregate_table(
    ctx: Context,
    *,
    table: Any = None,
    operation: Any = None,
    field: Any = None,
    expression: Any = None,
    filter: Any = None,
    where: Any = None,
) -> Any:
    """Sum, average, count, minimum or maximum of a column, by the database.

    A list in the table's place is added up in memory, as by the function AGGREGATE with the operation first.

    Example:
        total = AGGREGATE "orders", "SUM", "amount", "status = 'paid'"
        paid = AGGREGATE orders SUM amount WHERE status = "paid"
    """
    if isinstance(table, Array) and expression is None:
        return aggregate(ctx.env, operation, table, field, where if where is not None else filter)
    place = await place_of(ctx, "AGGREGATE", table)
    chosen = selected(ctx, "AGGREGATE", place.name, where if where is not None else filter)
    return await total_of(place, chosen, operation if expression is None else expression, field)
