"""How a bot's chat looks: what ``theme-*`` of its ``config.csv`` and its ``.gbtheme`` folder say, and nothing else.

Whatever leaves here is public: fields by name from one list, and from style sheets only plain values of variables.
Reads files; called by ``server.pages``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from server.bots.package import Package

FIELDS = ("theme-color1", "theme-color2", "theme-title", "theme-logo-text", "theme-base", "bot-name", "bot-description")
"""Settings that everybody may read."""

MOST_TEXT = 200
MOST_SHEET = 256 << 10
MOST_PICTURE = 2 << 20

PICTURES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
    ".svg": "image/svg+xml", ".ico": "image/x-icon",
}  # fmt: skip

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_. -]{0,99}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_VARIABLE = re.compile(r"(--[A-Za-z][A-Za-z0-9-]{0,60})\s*:\s*([^;{}]{1,200})")
_PLAIN = re.compile(r"[\w\s#.,%+*/()'\"-]+", re.ASCII)
_LOADS = re.compile(r"url|image|src|expression|attr|import", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A file of a theme as it is sent."""

    body: bytes
    type: str


def look(package: Package) -> dict[str, str | bool]:
    """The public fields of a bot."""
    config = package.config
    found: dict[str, str | bool] = {"public": is_public(config)}
    for name in FIELDS:
        if value := config.get(name, "").strip():
            found[name.replace("-", "_")] = value[:MOST_TEXT]
    if logo := _logo(package):
        found["theme_logo"] = f"/theme/{package.name}/{logo}"
    if sheets := themes(package):
        found["theme_sheet"] = "default" if "default" in sheets else sheets[0]
    return found


def is_public(config: Mapping[str, str]) -> bool:
    """Whether a bot speaks to people without an account."""
    return config.get("public", "true").strip().lower() not in ("false", "0", "no")


def themes(package: Package) -> list[str]:
    """Names of the style sheets in the theme folder."""
    folder = _folder(package)
    return sorted(file.stem for file in folder.iterdir() if file.suffix.lower() == ".css") if folder else []


def theme_file(package: Package, name: str) -> ThemeFile | None:
    """A picture or style sheet of the theme; of a style sheet only its variables."""
    folder = _folder(package)
    if folder is None or not _NAME.fullmatch(name):
        return None
    file = next((child for child in folder.iterdir() if child.name.lower() == name.lower()), None)
    if file is None or file.is_symlink() or not file.is_file():
        return None
    suffix, size = file.suffix.lower(), file.stat().st_size
    if suffix == ".css" and size <= MOST_SHEET:
        return ThemeFile(variables(file.read_text("utf-8-sig", "replace")).encode(), "text/css")
    if suffix in PICTURES and size <= MOST_PICTURE:
        return ThemeFile(file.read_bytes(), PICTURES[suffix])
    return None


def variables(sheet: str) -> str:
    """A style sheet that sets the same variables, where their values load and close nothing."""
    pairs = _VARIABLE.findall(_COMMENT.sub(" ", sheet))
    kept = {name: value.strip() for name, value in pairs if _harmless(value)}
    return ":root{" + "".join(f"{name}:{value};" for name, value in kept.items()) + "}\n"


def _harmless(value: str) -> bool:
    balanced = value.count("(") == value.count(")") and value.count('"') % 2 == 0 and value.count("'") % 2 == 0
    return balanced and bool(_PLAIN.fullmatch(value)) and not _LOADS.search(value)


def _folder(package: Package) -> Path | None:
    """The theme's folder: the one with the package's name when there are several."""
    if package.root is None:
        return None
    found = sorted(child for child in package.root.iterdir() if child.suffix.lower() == ".gbtheme" and child.is_dir())
    named = [child for child in found if child.stem.lower() == package.name.lower()]
    return next(iter(named or found), None)


def _logo(package: Package) -> str:
    """The file of the logo: the one that is set, else one that is called so."""
    folder = _folder(package)
    if folder is None:
        return ""
    wanted = package.config.get("theme-logo", "").replace("\\", "/").rpartition("/")[2].lower()
    pictures = sorted(child.name for child in folder.iterdir() if child.suffix.lower() in PICTURES)
    chosen = [name for name in pictures if name.lower() == wanted]
    return next(iter(chosen or [name for name in pictures if Path(name).stem.lower() == "logo"]), "")
