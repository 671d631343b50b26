"""The session port over the state of the conversation itself, so that its values are part of every snapshot.

Besides them it knows the facts of the host (who, which channel, configuration). A value that a program sets goes
before a fact of the same name, but for ``VOUCHED``.
Other conversations are out of reach here; a server's adapter reaches them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stdlib.ports import KeywordFault
from vm.value import Object

VOUCHED = frozenset({"user.roles", "user.role", "trigger.kind", "trigger.variables"})
"""Facts that the host alone gives: who may do what hangs on them."""


class StateSession:
    """``values`` is the state's dictionary, changed in place; ``facts`` have dotted names such as ``user.id``."""

    def __init__(self, values: dict[str, Any], facts: Mapping[str, Any]) -> None:
        self._values = values
        self._facts = {key.lower(): value for key, value in facts.items()}

    async def get(self, key: str, session: str = "") -> Any:
        """A value, else a fact, else a field on the way of a dotted path; None when there is none."""
        self._own(session)
        name = key.lower()
        spellings = (name, name.replace("_", ".", 1), f"session.{name}")
        if spellings[1] in VOUCHED:
            return self._facts.get(spellings[1])
        for known in (self._values, self._facts):
            for spelling in spellings:
                if spelling in known:
                    return known[spelling]
        head, dot, rest = name.partition(".")
        value = self._values.get(head) if dot else None
        for field in rest.split("."):
            value = value.get(field) if isinstance(value, Object) else None
        return value

    async def set(self, key: str, value: Any, session: str = "") -> None:
        """Store ``value``; None removes the key."""
        self._own(session)
        if value is None:
            self._values.pop(key.lower(), None)
        else:
            self._values[key.lower()] = value

    def _own(self, session: str) -> None:
        if session and session not in (self._facts.get("session.id"), "session"):
            raise KeywordFault("GB7001", "values of other conversations are not reachable on this host")
