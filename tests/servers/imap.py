"""A real Dovecot on 127.0.0.1 for tests: mailboxes below a folder, everybody's password is ``secret``.

Needs the Debian package dovecot-imapd and root, as its processes change their user.
"""

from __future__ import annotations

import contextlib
import imaplib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.smtp import free_port

_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%n
first_valid_uid = 1
default_internal_user = dovecot
default_login_user = dovenull
auth_username_format = %n
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/mail/%n
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


@dataclass
class ImapServer:
    """A server at ``port``."""

    port: int

    def forget(self, user: str, folder: str) -> None:
        """Lose a folder with its numbers, as when a mailbox is built anew."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=10) as client:
            client.login(user, "secret")
            assert client.delete(folder)[0] == "OK"
        time.sleep(1.1)  # a mailbox is named by the second it is made in

    def put(self, user: str, content: bytes, folder: str = "INBOX") -> None:
        """Deliver a message."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=10) as client:
            client.login(user, "secret")
            client.create(folder)
            assert client.append(folder, "", None, content)[0] == "OK"


def missing() -> str:
    """Why it cannot run here, "" when it can."""
    if shutil.which("dovecot", path="/usr/sbin:/usr/bin") is None:
        return "the Debian package dovecot-imapd is not installed"
    return "" if os.getuid() == 0 else "dovecot needs root"


@contextlib.contextmanager
def dovecot() -> Iterator[ImapServer]:
    """A server whose folder is short (its sockets are in it) and open to its users."""
    folder = Path(tempfile.mkdtemp(prefix="gbc-imap-"))
    folder.chmod(0o755)
    mail = folder / "mail"
    mail.mkdir()
    mail.chmod(0o777)
    port = free_port()
    config = folder / "dovecot.conf"
    config.write_text(_CONFIG.format(folder=folder, port=port))
    process = subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", str(config)], stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield ImapServer(port)
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError, imaplib.IMAP4.error), imaplib.IMAP4("127.0.0.1", port, timeout=5):
            return
        time.sleep(0.1)
    raise RuntimeError("dovecot did not start")
