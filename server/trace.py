"""What an author is shown of a turn: where it stands, the variables, the keywords it used. Only with ``--dev``.

Observes one turn and makes plain data of it; secrets are masked as in faults. Made by ``server.turn``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server.store.port import Incoming, Kind, Level
from stdlib.context import MASK
from stdlib.conversation import Conversation
from stdlib.driver import Result, Waiting
from stdlib.report import Failed, show

MOST_EFFECTS = 500
MOST_VARIABLES = 200


class Trace:
    """An observer of the turn for ``incoming``, whose dialogs are ``levels`` at its beginning."""

    def __init__(self, incoming: Incoming, levels: tuple[Level, ...]) -> None:
        self._effects: list[dict[str, Any]] = []
        self._place: dict[str, Any] = {}
        self._scripts: list[dict[str, Any]] = []
        secret = bool(levels and levels[-1].question and levels[-1].question.get("secret"))
        text = str(incoming.body.get("tool") or incoming.body.get("text", ""))
        masked = MASK if secret and incoming.kind is Kind.MESSAGE else text
        self._came = {"kind": str(incoming.kind), "text": masked, "secret": secret}

    def started(self, keyword: str) -> None:
        """A keyword is about to run."""

    def finished(self, keyword: str, seconds: float, outcome: str) -> None:
        """A keyword ran."""
        if len(self._effects) < MOST_EFFECTS:
            self._effects.append({"keyword": keyword, "seconds": round(seconds, 6), "outcome": outcome})

    def asked(self, model: str, given: int, made: int, nano: int | None, seconds: float) -> None:
        """A language model answered; the cost is in billionths of a US dollar."""
        cost = "" if nano is None else f", ${nano / 1e9:.6f}"
        outcome = f"{given:,} + {made:,} tokens{cost}"
        if len(self._effects) < MOST_EFFECTS:
            self._effects.append({"keyword": f"model {model}", "seconds": round(seconds, 6), "outcome": outcome})

    def ended(self, version: int, conversation: Conversation, result: Result) -> None:
        """The turn came to its end: keep the place and the variables of every script that is open."""
        if isinstance(result, Waiting | Failed):
            place = result.place
            line = place.source.line_of(place.position[0])
            self._place = {"version": version, "script": place.script, "line": line, "sub": place.function}
        mask = conversation.state.mask
        for activation in conversation.stack:
            values = list(activation.machine.variables().items())[:MOST_VARIABLES]
            shown = [[name, show(name, value, mask)] for name, value in values if value is not None]
            self._scripts.append({"script": activation.script.name, "variables": shown})

    def told(self) -> Mapping[str, Any]:
        """All of it as plain data."""
        return {"came": self._came, "place": self._place, "scripts": self._scripts, "effects": self._effects}
