"""Keywords of raw SQL, transactions, connections, and of tables and indexes made by a program.

Declarations only. Values inside SQL text are bound, never pasted.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword(
    "SELECT sql:text",
    result="rows",
    capability="db",
    effect="read",
    tier=2,
)
async def select(ctx: Any, **arguments: Any) -> None:
    """Run an SQL query over tables and over variables that hold rows.

    The query reaches to the end of the line and may go on with lines that begin with an SQL word.

    Example:
        sales = SELECT region, SUM(total) AS amount FROM orders GROUP BY region
    """


@keyword("SQL sql:filter", result="rows", capability="db", effect="write")
async def sql(ctx: Any, **arguments: Any) -> None:
    """Run SQL given as text; values in `${}` are bound, not pasted.

    Example:
        rows = SQL "SELECT * FROM orders WHERE total > ${limit}"
    """


@keyword(
    "QUERY sql:filter",
    "QUERY connection:text, sql:filter",
    result="rows",
    capability="db",
    effect="write",
    tier=2,
)
async def query(ctx: Any, **arguments: Any) -> None:
    """Run SQL on the bot's database or on a named connection.

    Values in `${}` are bound, not pasted.

    Example:
        rows = QUERY "erp", "SELECT name FROM staff WHERE id = ${id}"
        TALK rows[0].name
    """


@keyword("BEGIN TRANSACTION", result="none", capability="db", effect="write")
async def begin_transaction(ctx: Any, **arguments: Any) -> None:
    """Start a transaction; COMMIT keeps what follows, ROLLBACK undoes it.

    Example:
        BEGIN TRANSACTION
        UPDATE "stock" SET amount = amount - 1 WHERE id = 7
        COMMIT
    """


@keyword("COMMIT", "COMMIT TRANSACTION", result="none", capability="db", effect="write")
async def commit(ctx: Any, **arguments: Any) -> None:
    """Keep what was changed since BEGIN TRANSACTION.

    Example:
        COMMIT
    """


@keyword("ROLLBACK", "ROLLBACK TRANSACTION", result="none", capability="db", effect="write")
async def rollback(ctx: Any, **arguments: Any) -> None:
    """Undo what was changed since BEGIN TRANSACTION.

    Example:
        ROLLBACK
    """


@keyword("CONNECT name:text", result="object", capability="db", effect="read")
async def connect(ctx: Any, **arguments: Any) -> None:
    """Open a connection that the bot's configuration names.

    Example:
        erp = CONNECT "erp"
    """


@keyword(
    "CREATE INDEX name:word ON columns:phrase",
    "CREATE UNIQUE INDEX name:word ON columns:phrase",
    result="none",
    capability="db",
    effect="write",
    tier=2,
)
async def create_index(ctx: Any, **arguments: Any) -> None:
    """Make an index on columns of a table when the program is published.

    Example:
        CREATE INDEX idx_orders_user ON orders(user_id, created_at)
    """


@keyword("CREATE TABLE columns:phrase", result="none", capability="db", effect="write")
async def create_table(ctx: Any, **arguments: Any) -> None:
    """Make a table with these columns unless it exists; TABLE ... END TABLE says more.

    Example:
        CREATE TABLE visits(page, visitor)
    """
