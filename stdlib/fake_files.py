"""The files of a bot in a dictionary, for tests and for runs that change nothing; every change is said in a line.

Passes the contract of the files port, but for links, which lead nowhere. Part of ``fakes``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from stdlib.documents.paths import media_type, normal_path
from stdlib.ports import KeywordFault
from stdlib.ports.files import READ_MOST, WRITE_MOST, FileInfo


class Told:
    """Says every effect in one line: kept in ``effects`` and given to ``tell``."""

    def __init__(self, tell: Callable[[str], None] = lambda line: None) -> None:
        self.effects: list[str] = []
        self._tell = tell

    def _say(self, line: str) -> None:
        self.effects.append(line)
        self._tell(line)


class DictFiles(Told):
    """Files by their paths, none with more than ``largest`` bytes; time stands still."""

    def __init__(
        self,
        files: Mapping[str, bytes] | None = None,
        tell: Callable[[str], None] = lambda line: None,
        *,
        largest: int = WRITE_MOST,
    ) -> None:
        super().__init__(tell)
        self._largest = largest
        self.files = {normal_path(path): content for path, content in (files or {}).items()}

    def _below(self, folder: str) -> list[str]:
        return sorted(path for path in self.files if not folder or path == folder or path.startswith(folder + "/"))

    def _info(self, path: str) -> FileInfo:
        return FileInfo(path, len(self.files[path]), datetime(2026, 1, 1), media_type(path))

    def _put(self, path: str, content: bytes) -> FileInfo:
        if any(known.startswith(path + "/") for known in self.files):
            raise KeywordFault("GB7301", f"{path} is a folder; name a file")
        parts = path.split("/")
        if any("/".join(parts[:count]) in self.files for count in range(1, len(parts))):
            raise KeywordFault("GB7301", f"a folder on the way to {path} is a file")
        if len(content) > self._largest:
            raise KeywordFault("GB7303", f"{path} would be larger than {self._largest} bytes")
        self.files[path] = content
        return self._info(path)

    def _content(self, path: str, shown: str) -> bytes:
        content = self.files.get(path)
        if content is None:
            raise KeywordFault("GB7302", f"there is no file {shown}")
        return content

    async def read(self, path: str, most: int = READ_MOST) -> bytes:
        """The content."""
        content = self._content(normal_path(path), path)
        if len(content) > most:
            raise KeywordFault("GB7303", f"{path} is larger than {most} bytes")
        return content

    async def write(self, path: str, content: bytes) -> FileInfo:
        """Replace or create."""
        made = self._put(normal_path(path), content)
        self._say(f"write {made.path} ({len(content)} bytes)")
        return made

    async def append(self, path: str, content: bytes) -> FileInfo:
        """Add at the end."""
        place = normal_path(path)
        made = self._put(place, self.files.get(place, b"") + content)
        self._say(f"append to {place} ({len(content)} bytes)")
        return made

    async def delete(self, path: str) -> bool:
        """Remove a file or folder."""
        doomed = self._below(normal_path(path))
        for place in doomed:
            del self.files[place]
        self._say(f"delete {path}")
        return bool(doomed)

    async def info(self, path: str) -> FileInfo | None:
        """What is known of a file."""
        place = normal_path(path)
        return self._info(place) if place in self.files else None

    async def list(self, folder: str = "") -> list[FileInfo]:
        """All files below a folder."""
        return [self._info(path) for path in self._below(normal_path(folder, folder=True))]

    async def copy(self, source: str, target: str) -> FileInfo:
        """Copy a file or folder."""
        return self._place(source, target, keep=True)

    async def move(self, source: str, target: str) -> FileInfo:
        """Rename a file or folder."""
        return self._place(source, target, keep=False)

    def _place(self, source: str, target: str, *, keep: bool) -> FileInfo:
        old, new = normal_path(source), normal_path(target)
        found = self._below(old)
        if not found:
            raise KeywordFault("GB7302", f"there is no file {source}")
        if found != [old] and new.startswith(old + "/"):
            raise KeywordFault("GB7301", f"{new} is inside of {old}")
        made = [self._put(new + path[len(old) :], self.files[path]) for path in found]
        if not keep and old != new:
            for path in found:
                del self.files[path]
        self._say(f"{'copy' if keep else 'move'} {old} to {new}")
        return made[0]

    async def link(self, path: str, seconds: float) -> str:
        """An address that leads nowhere."""
        place = normal_path(path)
        self._content(place, path)
        return f"https://files.invalid/{place}"
