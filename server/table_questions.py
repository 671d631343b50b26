"""The tool of the answer mode "sql": one SELECT that the language model wrote, over the tables of the bot.

The statement is judged as an author's is and for the roles of the person who asks; it only reads. Called by
``server.replying``.
"""

from __future__ import annotations

from stdlib.effects import Effects
from stdlib.ports import KeywordFault
from stdlib.ports.database import Databases
from stdlib.tables.statements import may_run, reads
from vm.value import from_python, to_json

MOST_ROWS = 200
"""Rows that the model is given."""

_WHO = "this answer"


async def rows_of(sql: str, databases: Databases | None, effects: Effects, roles: frozenset[str]) -> str:
    """The rows as JSON, or a sentence that says what is wrong with the statement."""
    if databases is None:
        return "there are no tables"
    if not reads(sql):
        return "only SELECT is possible here"

    async def do() -> str:
        database = await databases.open()
        await may_run(_WHO, sql, database, roles)
        rows = (await database.sql(sql, (), {})).rows
        shown = to_json(from_python([dict(row) for row in rows[:MOST_ROWS]]))
        more = len(rows) - MOST_ROWS
        return shown if more <= 0 else f"{shown}\n(and {more:,} more rows)"

    effects.begin_keyword()
    try:
        return str(await effects.read("tables.query", sql, do))
    except KeywordFault as fault:
        return fault.message
    finally:
        effects.end_keyword()
