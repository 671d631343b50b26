"""Servers of tests end with the process that started them, also when that one is killed."""

from __future__ import annotations

import ctypes
import signal
import sys

_LIBRARY = ctypes.CDLL(None) if sys.platform == "linux" else None
_PARENT_DEATH = 1  # PR_SET_PDEATHSIG


def with_parent() -> None:
    """For ``preexec_fn``: the kernel ends the server as soon as its starter is gone."""
    if _LIBRARY is not None:
        _LIBRARY.prctl(_PARENT_DEATH, signal.SIGKILL)
