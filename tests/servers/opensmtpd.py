"""A real OpenSMTPD on 127.0.0.1 for tests, which puts what it takes into a folder for each recipient.

Needs the Debian package opensmtpd and root. Its queue and its socket are in places that the package fixes, so one runs
at a time: others wait for it at a lock.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import smtplib
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.smtp import Captured, free_port

_PROGRAM = "/usr/sbin/smtpd"
_CONFIG = """
table everybody {{ "@" = "nobody" }}
listen on 127.0.0.1 port {port} hostname mail.example.org
action "keep" maildir "{folder}/%{{rcpt}}" virtual <everybody>
match from any for any action "keep"
"""


@dataclass
class RealMailServer:
    """A server at ``port`` whose mailboxes are below ``folder``; ``expected`` messages were handed to it."""

    port: int
    folder: Path
    expected: int = 0

    def taken(self) -> list[Captured]:
        """The messages, one for each recipient, once all that are expected are delivered."""
        for _ in range(600):
            found = sorted(self.folder.glob("*/new/*"), key=lambda path: path.stat().st_mtime_ns)
            if len(found) >= self.expected:
                return [Captured("", [path.parent.parent.name], path.read_bytes()) for path in found]
            time.sleep(0.05)
        raise RuntimeError(f"opensmtpd delivered {len(found)} of {self.expected} messages")

    def clear(self) -> None:
        """Forget what was delivered."""
        self.taken()
        for path in self.folder.iterdir():
            shutil.rmtree(path)
        self.expected = 0


def missing() -> str:
    """Why it cannot run here, "" when it can."""
    if not os.access(_PROGRAM, os.X_OK):
        return "the Debian package opensmtpd is not installed"
    return "" if os.getuid() == 0 else "opensmtpd needs root"


@contextlib.contextmanager
def opensmtpd() -> Iterator[RealMailServer]:
    """A server with empty mailboxes."""
    root = Path(tempfile.mkdtemp(prefix="gbc-smtp-"))
    root.chmod(0o755)
    folder = root / "mail"
    folder.mkdir()
    folder.chmod(0o777)
    port = free_port()
    config = root / "smtpd.conf"
    config.write_text(_CONFIG.format(port=port, folder=folder))
    config.chmod(0o600)
    with open(Path(tempfile.gettempdir()) / "gbc-opensmtpd.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen([_PROGRAM, "-d", "-f", str(config)], stderr=subprocess.DEVNULL)
        try:
            _wait(port)
            yield RealMailServer(port, folder)
        finally:
            process.terminate()
            process.wait(10)
            shutil.rmtree(root, ignore_errors=True)


def _wait(port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError, smtplib.SMTPException), smtplib.SMTP("127.0.0.1", port, timeout=5) as client:
            client.ehlo()
            return
        time.sleep(0.1)
    raise RuntimeError("opensmtpd did not start")
