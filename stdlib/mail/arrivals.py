"""New messages of a mailbox, one after the other, each once: what a server waits for on behalf of ON EMAIL.

Where it has come to is kept in the bot's memory, so another process goes on there. Decides nothing about the messages.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from stdlib.ports import KeywordFault, Memory, Scope
from stdlib.ports.mail import Mail, ReceivedMail

EVERY = 60.0
"""Seconds between two looks into the mailbox."""

_LONGEST = 16
"""How many times longer the pause becomes while the mail server cannot be reached."""

_AT_ONCE = 20
_UNREACHABLE = "GB7403"


async def arrivals(
    mail: Mail,
    memory: Memory,
    bot: str,
    folder: str = "",
    *,
    every: float = EVERY,
    sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep,
) -> AsyncIterator[ReceivedMail]:
    """Every message that comes into a folder from now on, oldest first, without end.

    The first look of a bot, and the first one after the mailbox was rebuilt, takes what is there as old. A message
    counts as taken when the next one is asked for: whoever is stopped while working on one is given it again. A
    server that cannot be reached is asked again after a longer pause; other faults (GB7401, GB7402) end it.
    """
    owner, key = f"{bot}/mail", folder.lower() or "inbox"
    pause = every
    while True:
        try:
            for message in await _behind(mail, memory, owner, key, folder):
                yield message
                await memory.set(Scope.BOT, owner, key, message.id)
            pause = every
        except KeywordFault as fault:
            if fault.code != _UNREACHABLE:
                raise
            pause = min(pause * 2, every * _LONGEST)
        await sleep(pause)


async def _behind(mail: Mail, memory: Memory, owner: str, key: str, folder: str) -> list[ReceivedMail]:
    """Some messages behind the last one taken."""
    last, newest = await memory.get(Scope.BOT, owner, key), await mail.newest(folder)
    if newest == last:
        return []
    if last is None or _mailbox(last) != _mailbox(newest):
        await memory.set(Scope.BOT, owner, key, newest)
        return []
    return await mail.received(last, _AT_ONCE, folder=folder)


def _mailbox(id: str) -> str:
    """Which mailbox an id belongs to: what stands before the colon."""
    return id.partition(":")[0] if ":" in id else ""
