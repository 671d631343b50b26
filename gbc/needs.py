"""What a bot needs of its host beyond a conversation: capabilities, where they are used, and what to configure.

For ``gbc check`` of a package. Compiles its scripts; runs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from server.bots.loading import Rejected, compile_script
from server.bots.project import Project, Unreadable

if TYPE_CHECKING:
    from stdlib.catalog import Catalog

TALKING = frozenset({"core", "dialog", "session", "memory"})
"""Capabilities that every host has."""

ADVICE: Mapping[str, tuple[str, str]] = {
    "db": ("", "tables are kept in .gbc in the package"),
    "http": ("http-allow", "reaches public addresses; http-allow in config.csv opens others"),
    "web": ("http-allow", "reads public pages; http-allow in config.csv opens others"),
    "kb": ("", "documents are in the package's .gbkb; gbc[kb] reads them"),
    "file": ("", "files are kept in the package's .gbdrive"),
    "messaging": ("", "messages are kept in an outbox; no channel is connected"),
    "schedule": ("", "gbc serve runs what is scheduled; gbc run tells what would be"),
    "attendance": ("", "gbc serve hands conversations to people; gbc run does not"),
    "llm": ("llm-provider", "no language model is configured; llm-provider or llm-url in config.csv names one"),
    "products": ("", "products, tasks, leads and the like are tables of the bot"),
    "tasks": ("", "products, tasks, leads and the like are tables of the bot"),
    "crm": ("", "products, tasks, leads and the like are tables of the bot"),
    "calendar": ("", "appointments are a table of the bot; invitations are mails"),
    "agents": ("", "gbc serve lets bots work together; gbc run does not"),
    "approval": ("", "gbc serve asks for approvals; gbc run does not"),
    "social": ("", "each network needs a token in config.csv; the keyword's page names it"),
    "multimodal": ("llm-key", "pictures and speech need a provider; llm-key in config.csv opens it"),
    "mail": ("email-server", "mail is kept in an outbox; email-server in config.csv sends it"),
}
"""For each capability of ``gbc run``: a sentence, and the setting that makes it unnecessary ("" for none)."""


def needs(project: Project, catalog: Catalog) -> dict[str, str]:
    """The capabilities that the scripts of a bot use, with the first place of each; scripts with errors count not."""
    found: dict[str, str] = {}
    for script in project.scripts:
        try:
            manifest = compile_script(script, project, catalog).manifest
        except (Rejected, Unreadable):
            continue
        for capability, line in manifest.get("capabilities", {}).items():
            if capability and capability not in TALKING:
                found.setdefault(capability, f"{script.name}:{line}")
    return found


def report(project: Project, config: Mapping[str, str], catalog: Catalog) -> str:
    """The needs as lines; "" when the bot only talks."""
    found = needs(project, catalog)
    if not found:
        return ""
    lines = [f"{project.name} needs {', '.join(sorted(found))}"]
    for capability, place in sorted(found.items()):
        setting, sentence = ADVICE.get(capability, ("", "gbc run does not provide it"))
        if not setting or setting not in config:
            lines.append(f"  {capability} ({place}): {sentence}")
    return "\n".join(lines) + "\n"
