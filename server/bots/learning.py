"""Keeps what the bots of a server know in step with their documents, in the background: at the start, when a file of a
``.gbkb`` changes, and now and again for what cannot be watched. Started by ``server.app``.
"""

from __future__ import annotations

import logging
from pathlib import Path

from server.bots.bot import Bot
from server.bots.registry import Bots
from stdlib.ports import KeywordFault

log = logging.getLogger("gbc.knowledge")

LOOK = 60_000
"""Milliseconds between two looks at everything."""


async def keep_learning(bots: Bots, root: Path) -> None:
    """Until cancelled."""
    from watchfiles import awatch

    for bot in bots.all():
        await learn(bot)
    async for changes in awatch(
        root, step=100, debounce=500, watch_filter=_is_document, rust_timeout=LOOK, yield_on_timeout=True
    ):
        places = [Path(path) for _, path in changes]
        for bot in bots.all():
            if not places or any(place.is_relative_to(bot.folder.resolve()) for place in places):
                await learn(bot)


async def learn(bot: Bot) -> None:
    """Look through the documents of one bot; what goes wrong is told to the operator, and tried again later."""
    if not bot.world.has_documents:
        return
    try:
        await bot.world.library.learn()
    except KeywordFault as fault:
        log.warning("%s could not learn its documents: %s %s", bot.name, fault.code, fault.message)
    except Exception:
        log.exception("%s could not learn its documents", bot.name)


def _is_document(change: object, path: str) -> bool:
    return any(part.lower().endswith(".gbkb") for part in Path(path).parts)
