"""The files of a package: its ``.gbdrive``, and behind it the tables in files of its ``.gbdata``.

A path that only the data folder has is read and changed there; every other one is of the drive.
"""

from __future__ import annotations

from stdlib.ports import Files
from stdlib.ports.files import LIST_MOST, READ_MOST, FileInfo


class PackageFiles:
    """The files port over both; ``data`` has only the files that the package brings."""

    def __init__(self, drive: Files, data: Files) -> None:
        self._drive = drive
        self._data = data

    async def _of(self, path: str) -> Files:
        """The store that has ``path``."""
        if await self._drive.info(path) is None and await self._data.info(path) is not None:
            return self._data
        return self._drive

    async def read(self, path: str, most: int = READ_MOST) -> bytes:
        """The content."""
        return await (await self._of(path)).read(path, most)

    async def write(self, path: str, content: bytes) -> FileInfo:
        """Replace or create."""
        return await (await self._of(path)).write(path, content)

    async def append(self, path: str, content: bytes) -> FileInfo:
        """Add at the end."""
        return await (await self._of(path)).append(path, content)

    async def delete(self, path: str) -> bool:
        """Remove a file, or a folder of the drive."""
        return await (await self._of(path)).delete(path)

    async def info(self, path: str) -> FileInfo | None:
        """What is known of a file."""
        return await (await self._of(path)).info(path)

    async def list(self, folder: str = "") -> list[FileInfo]:
        """All files below a folder; one of the drive hides one of the data with its path."""
        found = {info.path: info for store in (self._data, self._drive) for info in await store.list(folder)}
        return [found[path] for path in sorted(found)][:LIST_MOST]

    async def copy(self, source: str, target: str) -> FileInfo:
        """Copy a file, or a folder of the drive."""
        if await self._of(source) is self._data:
            return await self._drive.write(target, await self._data.read(source))
        return await self._drive.copy(source, target)

    async def move(self, source: str, target: str) -> FileInfo:
        """Rename a file, or a folder of the drive."""
        if await self._of(source) is self._drive:
            return await self._drive.move(source, target)
        info = await self._drive.write(target, await self._data.read(source))
        await self._data.delete(source)
        return info

    async def link(self, path: str, seconds: float) -> str:
        """An address that gives the file."""
        return await (await self._of(path)).link(path, seconds)
