"""A warm process from which tests fork lives of a host that kill themselves. Each line gets a line of statuses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Nursery:
    """The warm process of a script beside this file."""

    def __init__(self, script: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name(script))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def lives(self, *words: object) -> list[int]:
        """The exit statuses of the children that the words ask for, negative for a signal."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(" ".join(map(str, words)) + "\n")
        stdin.flush()
        return [int(status) for status in stdout.readline().split()]

    def life(self, *words: object) -> int:
        """The exit status of the one child."""
        (status,) = self.lives(*words)
        return status

    def close(self) -> None:
        """End it."""
        self._process.communicate(timeout=30)
