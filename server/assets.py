"""The files that the pages are made of, read once each from ``server/static``. Knows nothing of bots or requests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("static")

_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes, media type, and a tag that changes with its content."""

    body: bytes
    type: str
    tag: str


@cache
def assets() -> dict[str, Asset]:
    """All files by name."""
    found = sorted(file for file in FOLDER.iterdir() if file.suffix in _TYPES)
    return {file.name: made(file.read_bytes(), _TYPES[file.suffix]) for file in found}


def made(body: bytes, type: str) -> Asset:
    """An asset of this content."""
    return Asset(body, type, f'"{hashlib.sha256(body).hexdigest()[:20]}"')
