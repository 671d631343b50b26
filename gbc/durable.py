"""The journal of a conversation that ``gbc run --state`` keeps: effects of an interrupted turn do not happen twice.

The journal is in the bot's own database, which is opened only when there is something to keep. The state file says
which turn comes next; the journal says what that turn has done.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from server.bots.project import UsageError
from stdlib.adapters.journal_sql import OwnDatabase, SqlJournal
from stdlib.effects import Effects
from stdlib.ports import Databases
from stdlib.ports.journal import Saved


async def begin_turn(databases: Databases, has_rows: bool, state: Path, turn: int | None, program: str) -> Effects:
    """The effects of the turn that begins with the state of number ``turn`` (None: there is no state).

    ``has_rows``: the bot's own database may know of it. ``state`` is the state file, by which the conversation is known
    together with the hash of its ``program``.
    """
    known = hashlib.sha256(f"{state.resolve()}\n{program}".encode("utf-8", "surrogatepass"))
    session = f"terminal:{known.hexdigest()[:16]}"
    journal = SqlJournal(OwnDatabase(databases))
    saved = await journal.open(session) if has_rows else Saved(turn or 1)
    if turn is not None and saved.turn > turn:
        raise UsageError(f"the conversation in {state} has ended; remove the file to start again")
    if turn is not None and saved.turn < turn:
        saved = Saved(turn)
    return Effects(journal, session, saved, memory=False)


async def end_turn(effects: Effects) -> None:
    """The turn is over; nothing to forget when it has kept nothing."""
    if effects.written:
        await effects.journal.complete(effects.session, effects.turn, None)
