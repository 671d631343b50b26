"""Keywords that read and change tables of a database or files that stand for tables.

Declarations: the forms, argument types, results and effects of FIND, SAVE, INSERT, UPDATE, DELETE and MERGE.
A table's name may be plain, a file (``"users.csv"``), or ``"connection.Table"``. Filters are bound, never pasted as
text.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "FIND table:table",
    "FIND table:table, filter:filter",
    "FIND table:table, field:text, value:any",
    "FIND [all:flag(ALL)] table:table [WHERE where:where] [ORDER BY order:order] [LIMIT limit:int] [first:flag(FIRST)]"
    " [ON connection:word]",
    "FIND table:table WITH filter:filter",
    "FIND ONE table:table, filter:filter",
    result="rows",
    capability="db",
    effect="read",
    tier=1,
)
async def find(ctx: Any, **arguments: Any) -> None:
    """Read the rows of a table, all of them or those that meet a condition.

    The result is a list whose unknown fields are its first row's, and it is null when nothing was found. Field and
    value, FIRST and LIMIT 1 give one row. In WHERE the left side is a column and the right side any expression. A
    text of several words that names no table is put to the knowledge base as a question.

    Example:
        open = FIND "orders" WHERE status = "open" ORDER BY created DESC LIMIT 10
        TALK "The newest is " + open.number
    """


@keyword(
    "SAVE table:table, values...:named",
    "SAVE table:table WITH fields:assigns",
    "SAVE table:table object:any",
    result="any",
    capability="db",
    effect="write",
    tier=1,
)
async def save(ctx: Any, **arguments: Any) -> None:
    """Store a row: a new one, or the one with the same id.

    The values are one object, a list of objects, an id with an object, or single values. A single value's column is
    the variable's name or the last field's; other expressions fill the next free column. The result is the id of the
    row.

    Example:
        SAVE "leads", {"name": "Ana"}
        SAVE "leads", name, email
        id = SAVE "leads" WITH name AS "Ana", email AS "ana@example.com"
    """


@keyword(
    "SAVE FROM UNSTRUCTURED table:table, text:any",
    result="object",
    capability="llm,db",
    effect="write",
    tier=1,
)
async def save_from_unstructured(ctx: Any, **arguments: Any) -> None:
    """Let the model sort free text into the columns of a table and store the row.

    Text that is a JSON object already is stored without asking the model.

    Example:
        SAVE FROM UNSTRUCTURED "tickets", "The printer on floor 2 is broken, says Rui"
    """


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
async def insert(ctx: Any, **arguments: Any) -> None:
    """Add a row to a table.

    The result has `success`, `id` and, when it failed, `error`.

    Example:
        done = INSERT "visits", {"page": "home"}
        INSERT INTO "visits" VALUES {"page": "prices", "user": username}
    """


@keyword(
    "UPDATE table:table, filter:filter, values...:named",
    "UPDATE table:table [ON connection:word] SET fields:assigns [WHERE where:where]",
    "UPDATE table:table WITH fields:assigns [WHERE where:where]",
    result="int",
    capability="db",
    effect="write",
    tier=1,
)
async def update(ctx: Any, **arguments: Any) -> None:
    """Change the rows that meet a condition; gives their number.

    The second value is a filter or the id of one row. After it stands an object, a text such as `status=paid`, a
    column's name in quotes with its value, or variables that are called like their columns.

    Example:
        UPDATE "orders" SET status = "paid", paid_at = NOW() WHERE id = order_id
        n = UPDATE "orders", "status = 'new'", {"status": "seen"}
    """


@keyword(
    "SET table:table, filter:filter, assignments:text",
    id="SET TABLE",
    result="int",
    capability="db",
    effect="write",
    tier=2,
)
async def set_table(ctx: Any, **arguments: Any) -> None:
    """Change rows with three texts: table, filter and `column=value` pairs.

    Example:
        SET "orders", "id=7", "status=paid"
    """


@keyword(
    "DELETE table:table, filter:filter",
    "DELETE FROM table:table [WHERE where:where]",
    result="int",
    capability="db",
    effect="write",
    tier=1,
)
async def delete(ctx: Any, **arguments: Any) -> None:
    """Remove the rows that meet a condition; gives their number.

    Example:
        DELETE FROM "carts" WHERE age > 30
        n = DELETE "carts", "user = ${username}"
    """


@keyword("DELETE target:any", id="DELETE TARGET", result="any", capability="file,http", effect="send", tier=2)
async def delete_target(ctx: Any, **arguments: Any) -> None:
    """Delete a web address, or a file of the drive, whichever the value names.

    Example:
        DELETE "https://api.example.com/items/7"
        DELETE "drafts/old.txt"
    """


@keyword(
    "MERGE table:table, data:rows, key:text",
    "MERGE table:table WITH data:rows BY key:text",
    "MERGE INTO table:table ON match:where WITH fields:assigns",
    result="object",
    capability="db",
    effect="write",
    tier=1,
)
async def merge(ctx: Any, **arguments: Any) -> None:
    """Insert or update each record of a list, found by its key field.

    Records with an empty key are skipped. The result has the counters `inserted` and `updated`, which REPORT adds up.

    Example:
        MERGE "products" WITH items BY "id"
    """


@keyword("REPORT", result="text", capability="db", effect="read", tier=2)
async def report(ctx: Any, **arguments: Any) -> None:
    """The counters of MERGE and SYNCHRONIZE since the last RESET REPORT, as text.

    Example:
        TALK REPORT
    """


@keyword("RESET REPORT", result="none", capability="db", effect="write", tier=2)
async def reset_report(ctx: Any, **arguments: Any) -> None:
    """Set the counters of REPORT to zero.

    Example:
        RESET REPORT
    """


@keyword(
    "SYNCHRONIZE endpoint:text, table:table, key:text, page:text, limit:text",
    result="object",
    capability="http,db",
    effect="write",
)
async def synchronize(ctx: Any, **arguments: Any) -> None:
    """Read every page of a web list and merge the records into a table.

    The two last arguments are the names of the page and the limit parameter of the address.

    Example:
        SYNCHRONIZE "/contacts", "contacts", "id", "page", "limit"
    """


@keyword("SET MAX LINES count:int", result="none", capability="db", effect="write", tier=2)
async def set_max_lines(ctx: Any, **arguments: Any) -> None:
    """Limit how many rows a FIND gives in this run.

    Example:
        SET MAX LINES 500
    """


@keyword(
    "SEARCH table:table, query:text[, limit:int]",
    id="SEARCH TABLE",
    result="rows",
    capability="db",
    effect="read",
)
async def search_table(ctx: Any, **arguments: Any) -> None:
    """Full-text search over the rows of a table.

    Example:
        hits = SEARCH "articles", "return policy", 5
    """


@keyword("AUTOCOMPLETE table:table, prefix:text[, limit:int]", result="rows", capability="db", effect="read")
async def autocomplete(ctx: Any, **arguments: Any) -> None:
    """Rows of a table whose text begins with what was typed so far.

    Example:
        names = AUTOCOMPLETE("customers", "mar", 10)
    """


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
async def aggregate_table(ctx: Any, **arguments: Any) -> None:
    """Sum, average, count, minimum or maximum of a column, by the database.

    The function AGGREGATE with the operation first does the same over a list.

    Example:
        total = AGGREGATE "orders", "SUM", "amount", "status = 'paid'"
    """
