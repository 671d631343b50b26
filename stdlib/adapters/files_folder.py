"""The files port over a folder of this machine.

Every step of a path is opened below the one before it and never through a symbolic link, so nobody who changes the
folder meanwhile can lead a program out of it. Writes go to a file of another name, are synced and renamed. The system
calls run in threads.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import fcntl
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import ParamSpec, TypeVar
from uuid import uuid4

from stdlib.adapters.file_links import FileLinks
from stdlib.documents.paths import PART_PREFIX, media_type, normal_path
from stdlib.ports.faults import KeywordFault
from stdlib.ports.files import LIST_MOST, READ_MOST, WRITE_MOST, FileInfo

_P = ParamSpec("_P")
_T = TypeVar("_T")
_Infos = list[FileInfo]
_Names = list[str]
_CHUNK = 1 << 20
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_PLAIN = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # a pipe in the folder must not make us wait
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_IN_THE_WAY = frozenset((errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY, errno.EEXIST, errno.EINVAL))


class FolderFiles:
    """``root`` is made by the first write. ``links`` signs addresses; without it there are none (GB7307).

    ``largest`` bounds one file in bytes.
    """

    def __init__(self, root: str | Path, links: FileLinks | None = None, largest: int = WRITE_MOST) -> None:
        self._root = Path(root)
        self._links = links
        self._largest = largest

    # ------------------------------------------------------------ the port

    async def read(self, path: str, most: int = READ_MOST) -> bytes:
        """The content, at most ``most`` bytes."""
        return await _in_thread(self._read, normal_path(path), most)

    async def write(self, path: str, content: bytes) -> FileInfo:
        """Replace or create."""
        return await _in_thread(self._write, normal_path(path), content)

    async def append(self, path: str, content: bytes) -> FileInfo:
        """Add at the end; creates."""
        return await _in_thread(self._append, normal_path(path), content)

    async def delete(self, path: str) -> bool:
        """Remove a file or folder."""
        return await _in_thread(self._delete, normal_path(path))

    async def info(self, path: str) -> FileInfo | None:
        """What is known of a file."""
        return await _in_thread(self._info, normal_path(path))

    async def list(self, folder: str = "") -> list[FileInfo]:
        """All files below a folder, sorted by path."""
        return await _in_thread(self._list, normal_path(folder, folder=True))

    async def copy(self, source: str, target: str) -> FileInfo:
        """Copy a file or folder."""
        return await _in_thread(self._copy, normal_path(source), normal_path(target))

    async def move(self, source: str, target: str) -> FileInfo:
        """Rename a file or folder."""
        return await _in_thread(self._move, normal_path(source), normal_path(target))

    async def link(self, path: str, seconds: float) -> str:
        """A signed address."""
        normal = normal_path(path)
        if await self.info(normal) is None:
            raise missing(normal)
        if self._links is None:
            raise KeywordFault("GB7307", "this host serves no files, so there are no links to them")
        return self._links.make(normal, seconds)

    # ------------------------------------------------------------ in a thread

    def _read(self, path: str, most: int) -> bytes:
        with self._opened(path, os.O_RDONLY) as file:
            size = os.fstat(file).st_size
            parts, left = [], most + 1
            while left > 0 and (part := os.read(file, min(left, max(_CHUNK, size)))):
                parts.append(part)
                left -= len(part)
        if left <= 0:
            raise too_large(path, max(size, most + 1), most)
        return b"".join(parts)

    def _write(self, path: str, content: bytes) -> FileInfo:
        self._check_size(path, len(content))
        with self._parent(path, make=True) as (folder, name), self._new_part(folder, path) as (file, part):
            _write_all(file, content)
            self._settle(file, folder, part, name, path)
        return self._known(path)

    def _append(self, path: str, content: bytes) -> FileInfo:
        """Under a lock on the file; a file replaced while we waited for the lock is opened anew."""
        with self._parent(path, make=True) as (folder, name):
            while True:
                with self._opened_in(folder, name, path, os.O_WRONLY | os.O_APPEND | os.O_CREAT) as file:
                    fcntl.flock(file, fcntl.LOCK_EX)
                    before = os.fstat(file)
                    if not _is_still(before, name, folder):
                        continue
                    self._check_size(path, before.st_size + len(content))
                    try:
                        _write_all(file, content)
                        os.fsync(file)
                    except OSError:
                        os.ftruncate(file, before.st_size)
                        raise
                    return self._known(path)

    def _delete(self, path: str) -> bool:
        try:
            with self._parent(path) as (folder, name):
                mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
                if stat.S_ISLNK(mode):
                    raise OSError(errno.ELOOP, "a symbolic link")
                if not stat.S_ISDIR(mode):
                    os.unlink(name, dir_fd=folder)
                    return True
                doomed = PART_PREFIX + uuid4().hex
                os.rename(name, doomed, src_dir_fd=folder, dst_dir_fd=folder)
                shutil.rmtree(doomed, dir_fd=folder)
                return True
        except (FileNotFoundError, NotADirectoryError):
            return False

    def _info(self, path: str) -> FileInfo | None:
        try:
            with self._parent(path) as (folder, name):
                found = os.stat(name, dir_fd=folder, follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return None
        return _describe(path, found) if stat.S_ISREG(found.st_mode) else None

    def _known(self, path: str) -> FileInfo:
        found = self._info(path)
        if found is None:
            raise missing(path)
        return found

    def _list(self, folder: str) -> _Infos:
        found: _Infos = []
        try:
            with self._folder(folder.split("/") if folder else []) as top:
                for inner, _, names, at in os.fwalk(".", dir_fd=top, follow_symlinks=False):
                    parts = [part for part in (folder, inner[2:]) if part]
                    if any(name.startswith(PART_PREFIX) for name in inner.split("/")):
                        continue
                    found += _files_of("/".join(parts), names, at)
                    if len(found) > LIST_MOST:
                        raise KeywordFault("GB7303", f'the folder "{folder}" has more than {LIST_MOST} files')
        except (FileNotFoundError, NotADirectoryError):
            return []
        return sorted(found, key=lambda file: file.path)

    def _copy(self, source: str, target: str) -> FileInfo:
        if self._info(source) is not None:
            return self._copy_file(source, target)
        files = self._below(source, target)
        copies = [self._copy_file(file.path, target + file.path[len(source) :]) for file in files]
        return copies[0]

    def _copy_file(self, source: str, target: str) -> FileInfo:
        with self._opened(source, os.O_RDONLY) as original:
            self._check_size(source, os.fstat(original).st_size)
            with self._parent(target, make=True) as (folder, name), self._new_part(folder, target) as (file, part):
                while chunk := os.read(original, _CHUNK):
                    _write_all(file, chunk)
                self._settle(file, folder, part, name, target)
        return self._known(target)

    def _move(self, source: str, target: str) -> FileInfo:
        moved = [source] if self._info(source) else [file.path for file in self._below(source, target)]
        with self._parent(source) as (old, name), self._parent(target, make=True) as (new, other):
            os.rename(name, other, src_dir_fd=old, dst_dir_fd=new)
            os.fsync(new)
        return self._known(target + moved[0][len(source) :])

    def _below(self, source: str, target: str) -> _Infos:
        """The files of a folder that is copied or moved."""
        files = self._list(source)
        if not files:
            raise missing(source)
        if f"{target}/".startswith(f"{source}/"):
            raise KeywordFault("GB7301", f'the folder "{source}" cannot go into itself')
        return files

    # ------------------------------------------------------------ steps

    @contextmanager
    def _folder(self, names: _Names, *, make: bool = False) -> Iterator[int]:
        """The folder ``names`` below the root, opened step by step."""
        if make:
            self._root.mkdir(parents=True, exist_ok=True)
        at = os.open(self._root, _FOLDER & ~os.O_NOFOLLOW)
        try:
            for name in names:
                if make:
                    with contextlib.suppress(FileExistsError):
                        os.mkdir(name, dir_fd=at)
                inner = _step(name, at)
                os.close(at)
                at = inner
            yield at
        finally:
            os.close(at)

    @contextmanager
    def _parent(self, path: str, *, make: bool = False) -> Iterator[tuple[int, str]]:
        *names, last = path.split("/")
        with self._folder(names, make=make) as folder:
            yield folder, last

    @contextmanager
    def _opened(self, path: str, flags: int) -> Iterator[int]:
        with self._parent(path) as (folder, name), self._opened_in(folder, name, path, flags) as file:
            yield file

    @contextmanager
    def _opened_in(self, folder: int, name: str, path: str, flags: int) -> Iterator[int]:
        """A plain file, and nothing else that has a name."""
        file = os.open(name, flags | _PLAIN, 0o644, dir_fd=folder)
        try:
            if not stat.S_ISREG(os.fstat(file).st_mode):
                raise KeywordFault("GB7301", f'"{path}" is a folder or a device, not a file')
            yield file
        finally:
            os.close(file)

    @contextmanager
    def _new_part(self, folder: int, path: str) -> Iterator[tuple[int, str]]:
        """A new file beside the one to be written; gone at the end unless it was renamed."""
        part = PART_PREFIX + uuid4().hex
        with self._opened_in(folder, part, path, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as file:
            try:
                yield file, part
            finally:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(part, dir_fd=folder)

    def _settle(self, file: int, folder: int, part: str, name: str, path: str) -> None:
        self._check_size(path, os.fstat(file).st_size)
        os.fsync(file)
        os.rename(part, name, src_dir_fd=folder, dst_dir_fd=folder)
        os.fsync(folder)

    def _check_size(self, path: str, size: int) -> None:
        if size > self._largest:
            raise too_large(path, size, self._largest)


def _step(name: str, at: int) -> int:
    """The folder ``name`` in ``at``; a link says that it is one, whatever the system says of it."""
    try:
        return os.open(name, _FOLDER, dir_fd=at)
    except NotADirectoryError:
        if stat.S_ISLNK(os.stat(name, dir_fd=at, follow_symlinks=False).st_mode):
            raise OSError(errno.ELOOP, "a symbolic link") from None
        raise


async def _in_thread(function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """The result of ``function``, what the system refuses as a fault that names the path."""

    def explained() -> _T:
        with _explained(str(args[0])):
            return function(*args, **kwargs)

    return await asyncio.to_thread(explained)


@contextmanager
def _explained(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _fault(error, path) from error


def _fault(error: OSError, path: str) -> Exception:
    if error.errno == errno.ENOENT:
        return missing(path)
    if error.errno == errno.ELOOP:
        return KeywordFault("GB7301", f'the path "{path}" is not allowed: a symbolic link is on the way')
    if error.errno in _IN_THE_WAY:
        return KeywordFault("GB7301", f'the path "{path}" is not allowed: a file or folder of that name is in the way')
    if error.errno in _FULL:
        return KeywordFault("GB7304", f'"{path}" was not written: the drive of this bot is full')
    return KeywordFault("GB7304", f'the drive cannot serve "{path}": {(error.strerror or "unknown reason").lower()}')


def missing(path: str) -> KeywordFault:
    """The fault for a path without a file."""
    return KeywordFault("GB7302", f'the drive has no file "{path}"')


def too_large(path: str, size: int, most: int) -> KeywordFault:
    """The fault for a file past a limit; sizes in bytes."""
    return KeywordFault("GB7303", f'"{path}" has {size} bytes or more; at most {most} are allowed here')


def _write_all(file: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(file, left) :]


def _is_still(file: os.stat_result, name: str, folder: int) -> bool:
    """Whether ``name`` still means the file that was opened."""
    try:
        now = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return (now.st_dev, now.st_ino) == (file.st_dev, file.st_ino)


def _files_of(folder: str, names: list[str], at: int) -> list[FileInfo]:
    found = []
    for name in names:
        with contextlib.suppress(FileNotFoundError, UnicodeEncodeError):
            known = os.stat(name, dir_fd=at, follow_symlinks=False)
            path = f"{folder}/{name}" if folder else name
            if stat.S_ISREG(known.st_mode) and not name.startswith(PART_PREFIX):
                path.encode()  # a name that is no text cannot be given to a program
                found.append(_describe(path, known))
    return found


def _describe(path: str, known: os.stat_result) -> FileInfo:
    changed = datetime.fromtimestamp(known.st_mtime, UTC)
    return FileInfo(path, known.st_size, changed, media_type(path))
