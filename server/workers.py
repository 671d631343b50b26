"""Several processes that serve one port: the parent opens it, forks, and starts again what dies. Unix only.

Called by ``gbc serve`` when ``workers`` is more than 1. Each process has its own event loop and reads the same store.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import time
from collections.abc import Callable

log = logging.getLogger("gbc.workers")

SOON = 1.0
"""Seconds after its start in which the death of a worker may mean that none can live."""

MOST_SOON = 5
"""Deaths soon after a start, one after another, after which no worker is started again."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; OSError when the address is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.create_server((host, port), family=family, backlog=1024)
    opened.setblocking(False)
    return opened


def serve(count: int, work: Callable[[], None]) -> int:
    """Run ``work`` in ``count`` processes until this one is told to end; gives its exit code."""
    ending = False
    children: dict[int, float] = {}

    def end(number: int, frame: object) -> None:
        nonlocal ending
        ending = True
        for pid in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    for _ in range(count):
        children[_fork(work)] = time.monotonic()
    failed, early = False, 0
    while children:
        try:
            pid, status = os.wait()
        except InterruptedError:
            continue
        began = children.pop(pid, None)
        if ending or began is None:
            continue
        log.error("a worker ended with %d", os.waitstatus_to_exitcode(status))
        early = early + 1 if time.monotonic() - began < SOON else 0
        if early > MOST_SOON:
            failed = True
            end(signal.SIGTERM, None)
        else:
            children[_fork(work)] = time.monotonic()
    return int(failed)


def _fork(work: Callable[[], None]) -> int:
    pid = os.fork()
    if pid:
        return pid
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    code = 1
    try:
        work()
        code = 0
    except (SystemExit, KeyboardInterrupt):
        code = 0
    except BaseException:
        log.exception("a worker cannot go on")
    finally:
        os._exit(code)
