"""What stands before the consequences of a tool that a language model called, on a server: who it acts for, what the
bot's settings and its program permit, and the record of every decision. Called by ``server.turn``."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from server.bots.bot import Bot
from server.bots.versions import Version
from server.journal import TurnJournal
from server.store.audit import Deed
from server.store.port import SessionRow
from stdlib.approval import (
    ASK_SETTING,
    SECONDS_SETTING,
    SETTING,
    Approval,
    Gate,
    listed,
    permits_of,
    plain,
    seconds_of,
)
from stdlib.context import SessionState
from stdlib.effects import Effects

Audit = Callable[[Deed], Awaitable[None]]


async def unrecorded(deed: Deed) -> None:
    """For a host without an audit log."""


def gate_of(
    tool: str, bot: Bot, session: SessionRow, state: SessionState, version: Version,
    journal: TurnJournal, effects: Effects, audit: Audit,
) -> Gate:  # fmt: skip
    """The gate of one call of ``tool``."""
    config, offer = bot.package.config, version.tools.get(tool)
    configured = permits_of(config.get(SETTING, ""))

    async def told(approval: Approval, yes: bool) -> None:
        outcome = "allowed" if yes else "denied"
        detail = {"keyword": approval.keyword, "parameters": approval.digest, "session": session.id}

        async def keep() -> None:
            journal.add("approval", {"tool": approval.tool, "keyword": approval.keyword, "outcome": outcome})
            await audit(Deed(approval.actor, "approval", f"{bot.name}/{approval.tool}"[:200], outcome, detail))

        await effects.say("approval.decided", (approval.digest, yes), keep)

    return Gate(
        session.user, tool, frozenset({tool.lower(), plain(offer.script if offer else tool)}),
        lambda: (configured, state.allowed), frozenset(listed(config.get(ASK_SETTING, ""))),
        seconds_of(config.get(SECONDS_SETTING, "")), told,
    )  # fmt: skip
