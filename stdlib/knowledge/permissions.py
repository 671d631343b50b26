"""Who may read which folder of a bot's knowledge: what ``kb.permissions.yaml`` in the ``.gbkb`` says.

A folder that no rule names has the rule of the nearest one above it, at last ``default_access``. Whatever cannot be
understood closes what it is about. Pure; asked before each search, whose index then looks at open folders only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

FILE = "kb.permissions.yaml"

ACCESS = frozenset({"all", "authenticated", "role_based", "group_based", "user_based", "none"})


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the id of the user and other names, and the roles and groups of the account; no roles for a guest."""

    names: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may read a folder; ``names`` are roles, groups or users, as ``access`` says."""

    access: str = "all"
    names: frozenset[str] = frozenset()

    def opens(self, reader: Reader) -> bool:
        """Whether ``reader`` may."""
        if self.access == "all":
            return True
        if self.access == "authenticated":
            return bool(reader.roles)
        if self.access in ("role_based", "group_based"):
            return bool(self.names & reader.roles)
        return self.access == "user_based" and bool(reader.roles) and bool(self.names & reader.names)


CLOSED = Rule("none")


@dataclass(frozen=True)
class Permissions:
    """The rules by folder, in lower case; ``trouble`` says what of the file could not be understood."""

    default: Rule = field(default_factory=Rule)
    folders: Mapping[str, Rule] = field(default_factory=dict)
    trouble: str = ""

    def open_to(self, reader: Reader, folders: Iterable[str]) -> list[str]:
        """Those of ``folders`` that ``reader`` may read."""
        return [folder for folder in folders if self._rule(folder).opens(reader)]

    def _rule(self, folder: str) -> Rule:
        place = folder.lower()
        while place:
            if place in self.folders:
                return self.folders[place]
            place = place.rpartition("/")[0]
        return self.default


def permissions(text: str) -> Permissions:
    """What the text of the file says."""
    try:
        found = yaml.safe_load(text) or {}
        default = _rule({"access": found.get("default_access", "all")}, "default_access")
        folders = {
            str(name).strip("/ ").lower(): _rule(rule, str(name)) for name, rule in (found.get("folders") or {}).items()
        }
        return Permissions(default, folders)
    except (yaml.YAMLError, ValueError, AttributeError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200]
        return Permissions(CLOSED, {}, f"{FILE} cannot be understood, so nobody may read anything: {reason}")


def _rule(given: Any, name: str) -> Rule:
    access = str(given.get("access", "all")).strip().lower()
    if access not in ACCESS:
        raise ValueError(f"{name} has the access {access[:40]}; there are {', '.join(sorted(ACCESS))}")
    listed = {"role_based": "roles", "group_based": "groups", "user_based": "users"}.get(access)
    names = given.get(listed) if listed else ()
    if not isinstance(names or (), list | tuple):
        raise ValueError(f"{name} needs a list of {listed}")
    return Rule(access, frozenset(str(item).strip().lower() for item in names or ()))
