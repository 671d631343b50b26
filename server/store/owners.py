"""Which processes of this machine are alive: each holds a lock on a file of its own, which ends with it in any case.

So a turn whose process was killed is taken over at once, and not when its lease is over. Used by ``store.sqlite``.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
from pathlib import Path


class Owner:
    """This process, as one that opened the file ``database``; None is opened by no other. ``close`` it when done."""

    def __init__(self, database: Path | None) -> None:
        self.name = secrets.token_hex(8)
        self._folder: Path | None = None
        if database is None:
            return
        self._folder = database.with_name(database.name + "-owners")
        self._folder.mkdir(parents=True, exist_ok=True)
        self._file = self._folder / self.name
        self._lock = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def close(self) -> None:
        """This process is no longer there."""
        if self._folder is None:
            return
        self._file.unlink(missing_ok=True)
        os.close(self._lock)

    def dead(self) -> list[str]:
        """Processes that ended without closing; ``bury`` them when nothing is theirs any more."""
        found: list[str] = []
        for file in self._folder.iterdir() if self._folder is not None else ():
            if file.name == self.name:
                continue
            with contextlib.suppress(OSError):
                lock = os.open(file, os.O_WRONLY)
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    found.append(file.name)
                except BlockingIOError:
                    pass
                finally:
                    os.close(lock)
        return found

    def bury(self, names: list[str]) -> None:
        """Forget processes that ended."""
        if self._folder is not None:
            for name in names:
                (self._folder / name).unlink(missing_ok=True)
