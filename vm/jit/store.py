"""Machine code kept in a folder between processes, so that a known program needs no compiler.

What is read is run, so only files that nobody but this user can have written are read, and of these only whole ones
that were made for the same program, assumptions, processor, LLVM and gbc. Anything else is as if it were not there.
The folder is the caller's choice; nothing here raises because of what is in it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from vm._loop import offsets, pure_units
from vm.bytecode.opcodes import digest
from vm.jit.infer import Guess

MOST_FILES: Final = 512
"""Files in a folder; beyond them the oldest go."""
LARGEST_FILE: Final = 4 << 20
_MAGIC: Final = b"gbc-native-1\n"


class Image(NamedTuple):
    """An object file, where its code can be entered, and what ``tier.Built`` tells besides."""

    code: bytes
    entries: list[int]
    widest: int
    size: int
    slice: int


class Entry:
    """The place of one region's code in a folder."""

    def __init__(self, folder: Path, program: str, guess: Guess, region: range) -> None:
        self._folder = folder
        self._key = hashlib.sha256(repr((program, _believed(guess), region, _build())).encode()).digest()
        self.path = folder / f"{_prefix(program)}{self._key.hex()}"

    def load(self) -> Image | None:
        """What is kept there, if it may be trusted."""
        try:
            data = _read_own(self._folder, self.path)
            head, rest = data[: len(_MAGIC)], data[len(_MAGIC) :]
            if head != _MAGIC or rest[:32] != self._key or hashlib.sha256(rest[64:]).digest() != rest[32:64]:
                return None
            about, _, code = rest[64:].partition(b"\n")
            return Image(code, *json.loads(about))
        except (OSError, ValueError, TypeError):
            return None

    def save(self, image: Image) -> None:
        """Keep an image; failures are ignored."""
        rest = json.dumps([image.entries, image.widest, image.size, image.slice]).encode() + b"\n" + image.code
        data = _MAGIC + self._key + hashlib.sha256(rest).digest() + rest
        if len(data) > LARGEST_FILE:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _make_room(self._folder)
            handle, temporary = tempfile.mkstemp(prefix=".new.", dir=self._folder)  # readable by this user alone
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                os.replace(temporary, self.path)
            except BaseException:
                os.unlink(temporary)
                raise


def knows(folder: Path, program: str) -> bool:
    """Whether code of a program is kept in a folder, in whatever state; cheap, and asks neither LLVM nor the files."""
    try:
        return any(name.startswith(_prefix(program)) for name in os.listdir(folder))
    except OSError:
        return False


def _prefix(program: str) -> str:
    return f"{program[:16]}-"


def _believed(guess: Guess) -> tuple[object, ...]:
    """A guess as data whose text is always the same."""
    places = guess.function, guess.entry, guess.base
    return *places, guess.registers, guess.shared, sorted(guess.wide), guess.pure


def _read_own(folder: Path, path: Path) -> bytes:
    """The bytes of a file that is this user's own; raises OSError for others and ValueError for huge ones."""
    _check_own(os.lstat(folder), stat.S_ISDIR)
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        _check_own(found, stat.S_ISREG)
        if found.st_size > LARGEST_FILE:
            raise ValueError("too large")
        return file.read()


def _check_own(found: os.stat_result, is_kind: Callable[[int], bool]) -> None:
    if not is_kind(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise PermissionError("others may have written this")


def _make_room(folder: Path) -> None:
    files = [entry for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False)]
    if len(files) >= MOST_FILES:
        for entry in sorted(files, key=lambda entry: entry.stat().st_mtime)[: MOST_FILES // 8]:
            with contextlib.suppress(OSError):
                os.unlink(entry)


@cache
def _build() -> str:
    """All that decides what code looks like: these modules, the layout, the instruction set, LLVM and the processor."""
    from vm.jit.engine import platform

    found = hashlib.sha256()
    for name in sorted(os.listdir(Path(__file__).parent)):
        if name.endswith(".py"):
            found.update(name.encode() + b"\0" + Path(__file__).with_name(name).read_bytes())
    return repr((found.hexdigest(), sorted(offsets().items()), pure_units(), digest(), platform()))
