"""The attendants of a bot: ``attendant.csv`` at the root of its package, with the columns ``id``, ``name``,
``channel``, ``preferences``, ``department``, ``aliases``, ``phone``, ``email``, ``teams`` and ``google``.

Reads the file; knows nothing of who is there.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from server.bots.package import Package

MOST = 1_000
"""Attendants of one bot."""

_ADDRESSES = ("phone", "email", "teams", "google")


@dataclass(frozen=True, slots=True)
class Agent:
    """One attendant. ``names`` are all the texts, in lower case, that mean this person."""

    id: str
    name: str
    channel: str = "all"
    department: str = ""
    names: frozenset[str] = frozenset()


def agents(package: Package) -> list[Agent]:
    """The attendants in the order of the file; none when there is no file, or none that can be read."""
    file = None if package.root is None else _file(package.root)
    if file is None:
        return []
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = [_agent(row) for _, row in zip(range(MOST), csv.DictReader(opened), strict=False)]
    except (OSError, UnicodeDecodeError, csv.Error):
        return []
    return [agent for agent in rows if agent is not None]


def _file(root: Path) -> Path | None:
    return next((child for child in sorted(root.iterdir()) if child.name.lower() == "attendant.csv"), None)


def _agent(row: dict[str | None, str | list[str] | None]) -> Agent | None:
    fields = {
        key.strip().lower(): value.strip() for key, value in row.items() if key is not None and isinstance(value, str)
    }  # fmt: skip
    id, name = fields.get("id", ""), fields.get("name", "")
    if not id or id.startswith("#"):
        return None
    aliases = [alias.strip() for alias in fields.get("aliases", "").replace("|", ";").split(";")]
    names = [id, name, *aliases, *(fields.get(column, "") for column in _ADDRESSES)]
    called = frozenset(item.lower() for item in names if item)
    return Agent(id, name or id, fields.get("channel", "") or "all", fields.get("department", ""), called)


def find(found: list[Agent], text: str) -> Agent | None:
    """The attendant that ``text`` means: an id, a name, an alias, an address, or the beginning of one name only."""
    wanted = text.strip().lower()
    for agent in found:
        if wanted in agent.names:
            return agent
    begin = [agent for agent in found if agent.name.lower().startswith(wanted)] if wanted else []
    return begin[0] if len(begin) == 1 else None
