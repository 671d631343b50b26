"""Keywords of raw SQL, transactions, connections, and of tables and indexes made by a program.

Values inside SQL text are bound, never pasted; what a statement may do is decided by roles and by the database port.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword
from stdlib.context import Context
from stdlib.tables.apply import declared_index, declared_table_of
from stdlib.tables.arguments import name_of
from stdlib.tables.places import database_of
from stdlib.tables.statements import run_select, run_statement


@keyword(
    "SELECT sql:query",
    result="rows",
    capability="db",
    effect="read",
    tier=2,
)
async def select(ctx: Context, *, sql: Any = None) -> Any:
    """Run an SQL query over tables and over variables that hold rows.

    The query reaches to the end of the line and may go on with lines that begin with an SQL word.

    Example:
        sales = SELECT region, SUM(total) AS amount FROM orders GROUP BY region
    """
    return await run_select(ctx, sql)


@keyword("SQL sql:filter", result="rows", capability="db", effect="write", consequential=True)
async def sql(ctx: Context, *, sql: Any = None) -> Any:
    """Run SQL given as text; values in `${}` are bound, not pasted.

    Example:
        rows = SQL "SELECT * FROM orders WHERE total > ${limit}"
    """
    return await run_statement(ctx, "SQL", sql)


@keyword(
    "QUERY sql:filter",
    "QUERY connection:text, sql:filter",
    result="rows",
    capability="db",
    effect="write",
    consequential=True,
    tier=2,
)
async def query(ctx: Context, *, sql: Any = None, connection: Any = None) -> Any:
    """Run SQL on the bot's database or on a named connection.

    Values in `${}` are bound, not pasted.

    Example:
        rows = QUERY "erp", "SELECT name FROM staff WHERE id = ${id}"
        TALK rows[0].name
    """
    return await run_statement(ctx, "QUERY", sql, connection)


@keyword("BEGIN TRANSACTION", result="none", capability="db", effect="write")
async def begin_transaction(ctx: Context) -> None:
    """Start a transaction; COMMIT keeps what follows, ROLLBACK undoes it.

    What FIND reads in the bot's own database until then is not changed by others meanwhile, so it can be counted up
    and saved again.

    Example:
        BEGIN TRANSACTION
        UPDATE "stock" SET amount = amount - 1 WHERE id = 7
        COMMIT
    """
    await (await database_of(ctx)).begin()


@keyword("COMMIT", "COMMIT TRANSACTION", result="none", capability="db", effect="write")
async def commit(ctx: Context) -> None:
    """Keep what was changed since BEGIN TRANSACTION.

    Example:
        COMMIT
    """
    await (await database_of(ctx)).commit()


@keyword("ROLLBACK", "ROLLBACK TRANSACTION", result="none", capability="db", effect="write")
async def rollback(ctx: Context) -> None:
    """Undo what was changed since BEGIN TRANSACTION.

    Example:
        ROLLBACK
    """
    await (await database_of(ctx)).rollback()


@keyword("CONNECT name:text", result="object", capability="db", effect="read")
async def connect(ctx: Context, *, name: Any = None) -> Any:
    """Open a connection that the bot's configuration names.

    Example:
        erp = CONNECT "erp"
    """
    connection = name_of("CONNECT", "name", name, "a connection")
    await database_of(ctx, connection)
    return ctx.object({"name": connection})


@keyword(
    "CREATE INDEX name:word ON columns:phrase",
    result="none",
    capability="db",
    effect="write",
    tier=2,
)
async def create_index(ctx: Context, *, name: Any = None, columns: Any = None) -> None:
    """Make an index on columns of a table when the program is published.

    Example:
        CREATE INDEX idx_orders_user ON orders(user_id, created_at)
    """
    await _create(ctx, name, columns, unique=False)


@keyword(
    "CREATE UNIQUE INDEX name:word ON columns:phrase",
    id="CREATE UNIQUE INDEX",
    result="none",
    capability="db",
    effect="write",
    tier=2,
)
async def create_unique_index(ctx: Context, *, name: Any = None, columns: Any = None) -> None:
    """Make an index on columns of a table whose values, taken together, are never the same in two rows.

    Example:
        CREATE UNIQUE INDEX idx_users_mail ON users(email)
    """
    await _create(ctx, name, columns, unique=True)


async def _create(ctx: Context, name: Any, columns: Any, *, unique: bool) -> None:
    index = declared_index(name_of("CREATE INDEX", "name", name, "an index"), ctx.text(columns), unique=unique)
    await (await database_of(ctx)).create_index(index)


@keyword("CREATE TABLE columns:phrase", result="none", capability="db", effect="write")
async def create_table(ctx: Context, *, columns: Any = None) -> None:
    """Make a table with these columns unless it exists; TABLE ... END TABLE says more.

    Example:
        CREATE TABLE visits(page, visitor)
    """
    await (await database_of(ctx)).define(declared_table_of(ctx.text(columns)))
