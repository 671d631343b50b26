"""The port of a bot's files (its ``.gbdrive``): bytes under relative paths with ``/``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

READ_MOST = 50 << 20
"""Bytes that are read of one file unless more or less is asked for."""

WRITE_MOST = 200 << 20
"""Bytes that one file may have."""

LIST_MOST = 100_000
"""Files that a listing may have."""


@dataclass(frozen=True, slots=True)
class FileInfo:
    """One file: ``path`` below the root, size in bytes, when it was changed (UTC), and its media type."""

    path: str
    size: int
    changed: datetime
    type: str = ""


@runtime_checkable
class Files(Protocol):
    """Paths are relative and normal; ``..``, absolute paths, every symbolic link and odd names are refused (GB7301).

    What a path may be is ``stdlib.documents.paths.normal_path``. Other faults: GB7302 no such file, GB7303 too large or
    too many, GB7304 the store cannot be reached or is full, GB7307 no link of that kind. A write is whole or not at
    all, and what it replaced is readable until it is done. Folders are made on the way and need not be empty to exist.
    """

    async def read(self, path: str, most: int = READ_MOST) -> bytes:
        """The content; GB7303 when it has more than ``most`` bytes."""

    async def write(self, path: str, content: bytes) -> FileInfo:
        """Replace or create; GB7301 when a folder has that name."""

    async def append(self, path: str, content: bytes) -> FileInfo:
        """Add at the end; creates. Two appends at once both arrive, in some order."""

    async def delete(self, path: str) -> bool:
        """Remove a file, or a folder with everything in it; False when there was nothing."""

    async def info(self, path: str) -> FileInfo | None:
        """What is known of a file, None when there is none or it is a folder."""

    async def list(self, folder: str = "") -> list[FileInfo]:
        """All files below a folder, sorted by path; none when there is no such folder. GB7303 past ``LIST_MOST``."""

    async def copy(self, source: str, target: str) -> FileInfo:
        """Copy a file, or a folder with everything in it; gives the copy, or the first file of it."""

    async def move(self, source: str, target: str) -> FileInfo:
        """Rename a file or folder, and give it as ``copy`` does; what is in the way of a file is replaced."""

    async def link(self, path: str, seconds: float) -> str:
        """An address that gives the file to whoever has it, for so long; GB7302 when there is no such file."""
