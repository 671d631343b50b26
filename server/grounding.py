"""What the language model is given of the bot's documents for a message, and how an answer names its sources.

Passages go to the model as data that nothing is obeyed from. A search that fails is told to the operator and to the
model, and the answer goes on without it. Called by ``server.replying`` and ``server.turn``.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from stdlib.context import SessionState
from stdlib.effects import Effects
from stdlib.knowledge.citing import citations, shown_to_model, within
from stdlib.ports import KeywordFault
from stdlib.ports.knowledge import Knowledge, Passage

log = logging.getLogger("gbc.knowledge")

_UNREACHABLE = "The documents cannot be searched at the moment. If they are needed for an answer, say so."


class Grounding:
    """The passages for one message. ``wanted`` is false where the conversation uses no collection."""

    def __init__(self, knowledge: Knowledge | None, state: SessionState, effects: Effects) -> None:
        self._knowledge = knowledge
        self._collections = [*state.collections, *state.websites]
        self._effects = effects
        self.wanted = bool(self._collections) and knowledge is not None
        self.passages: Sequence[Passage] = ()
        self._failed = False

    async def search(self, question: str) -> None:
        """Find what fits the message."""
        if not self.wanted or not question.strip() or self._knowledge is None:
            return
        knowledge, asked = self._knowledge, (question, tuple(self._collections))
        self._effects.begin_keyword()
        try:
            found = await self._effects.read("knowledge.search", asked, lambda: knowledge.search(*asked))
            self.passages = within(found)
        except KeywordFault as fault:
            self._failed = True
            log.warning("the documents could not be searched: %s", fault.message)
        finally:
            self._effects.end_keyword()

    @property
    def told(self) -> str:
        """What the model is told of what was found."""
        if self._failed:
            return _UNREACHABLE
        return shown_to_model(self.passages) if self.passages else ""

    def sources(self, answer: str | None) -> dict[str, Any]:
        """The part of a message's event that names the sources; nothing when there are none."""
        return {"citations": citations(self.passages, answer)} if self.passages else {}
