"""The folders of a bot beside its scripts: configuration, files, tables in files, and what a run keeps.

Finds and reads; makes nothing. A script outside of a package has only a folder for what it keeps.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from server.bots.project import UsageError
from stdlib.configuration import Configuration, read

STATE = ".gbc"


@dataclass(frozen=True)
class Package:
    """``drive`` holds the bot's files, ``data`` its tables in files (None when it has none), ``state`` the database,
    the outbox and what else a run keeps. ``prompt`` is what ``NAME.gbot/PROMPT.md`` (or ``.txt``) tells a language
    model. ``root`` is None for a script outside of a package."""

    name: str
    root: Path | None
    drive: Path
    data: Path | None
    state: Path
    config: Configuration = field(default_factory=lambda: Configuration({}))
    prompt: str = ""

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """The settings under the names by which scripts read them."""
        return {f"config.{key}": value for key, value in self.config.items()}

    @property
    def kb(self) -> Path | None:
        """The folder of the collections of documents, if there is one now."""
        return None if self.root is None or not self.root.is_dir() else _folder(self.root, ".gbkb")


def package_of(target: Path, state: Path | None = None) -> Package:
    """The package that ``target``, a package's folder or a script, belongs to; UsageError for unreadable settings."""
    root = next((place for place in (target, *target.parents) if place.suffix.lower() == ".gbai"), None)
    if root is None:
        kept = state or target.parent / STATE / target.stem
        return Package(target.stem, None, kept / "drive", None, kept)
    kept = state or root / STATE
    drive = _folder(root, ".gbdrive") or root / f"{root.stem}.gbdrive"
    return Package(root.stem, root, drive, _folder(root, ".gbdata"), kept, _config(root), _prompt(root))


def _folder(root: Path, suffix: str) -> Path | None:
    """The folder of the package for ``suffix``; the one with the package's name when there are several."""
    found = sorted(child for child in root.iterdir() if child.suffix.lower() == suffix and child.is_dir())
    named = [child for child in found if child.stem.lower() == root.stem.lower()]
    return next(iter(named or found), None)


def _prompt(root: Path) -> str:
    """The instructions for a language model; "" when there are none that can be read."""
    folder = _folder(root, ".gbot")
    files = sorted(folder.iterdir()) if folder is not None else []
    for file in files:
        if file.name.lower() in ("prompt.md", "prompt.txt"):
            with contextlib.suppress(OSError, UnicodeDecodeError):
                return file.read_text("utf-8-sig").strip()
    return ""


def _config(root: Path) -> Configuration:
    """What ``NAME.gbot/config.csv`` says; nothing when there is none."""
    folder = _folder(root, ".gbot") or root
    file = next((child for child in sorted(folder.iterdir()) if child.name.lower() == "config.csv"), None)
    if file is None:
        return Configuration({})
    try:
        return read(file.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {(error.strerror or 'unknown reason').lower()}") from error
