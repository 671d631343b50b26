"""The port of a bot's files (its ``.gbdrive``): bytes under relative paths with ``/``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class FileInfo:
    """One file: ``path`` below the root, size in bytes, when it was changed (UTC), and its media type."""

    path: str
    size: int
    changed: datetime
    type: str = ""


@runtime_checkable
class Files(Protocol):
    """Paths are relative and normal; ``..``, absolute paths, links out of the root and odd names are refused (GB7301).

    Other faults: GB7302 no such file, GB7303 too large, GB7304 the store cannot be reached or is full.
    A write is whole or not at all.
    """

    async def read(self, path: str, most: int = 50 << 20) -> bytes:
        """The content; GB7303 when it has more than ``most`` bytes."""

    async def write(self, path: str, content: bytes) -> FileInfo:
        """Replace or create."""

    async def append(self, path: str, content: bytes) -> FileInfo:
        """Add at the end; creates."""

    async def delete(self, path: str) -> bool:
        """Remove a file, or a folder with everything in it; False when there was nothing."""

    async def info(self, path: str) -> FileInfo | None:
        """What is known of a file, None when there is none."""

    async def list(self, folder: str = "") -> list[FileInfo]:
        """All files below a folder, sorted by path."""

    async def copy(self, source: str, target: str) -> FileInfo:
        """Copy a file, or a folder with everything in it."""

    async def move(self, source: str, target: str) -> FileInfo:
        """Rename a file or folder."""

    async def link(self, path: str, seconds: float) -> str:
        """An address that gives the file to whoever has it, for so long."""
